"""Figures: small tables in, Plotly figures with their text alternatives out. They need no page."""
