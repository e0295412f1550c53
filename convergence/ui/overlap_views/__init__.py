"""The views of the Overlap page, one module each: its choices, its figure and table, and what is behind the chosen mark."""
