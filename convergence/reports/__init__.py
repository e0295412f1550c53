"""Summaries that leave the building: values in, bytes out. Nothing here knows a database or a page.

Every report says in the reader's language what it shows, which filters made it, when, from which version of the data, how many
recommendations it rests on and what share of them a person has reviewed (`about.About`).
"""
