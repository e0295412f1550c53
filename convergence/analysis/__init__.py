"""Numbers out of tables: pure pandas and numpy, from Frames and a Filter to small tables. Nothing here knows a database or a page."""
