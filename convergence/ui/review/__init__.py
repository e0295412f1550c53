"""Parts of the Import page: taking a document in, and reviewing what was read in it."""
