"""What pages share: who is here and in which language, the data of this run, filters, and parts of a page."""
