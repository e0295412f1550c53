"""How much a document may be before it is refused: sizes in bytes, text in characters, time in seconds."""

from __future__ import annotations

FILE_BYTES = 50 * 2**20
"""A text document of this size has thousands of pages; more is a scan or an attack."""

UNPACKED_BYTES = 300 * 2**20
"""All parts of a docx together, as its directory states them, pictures included."""

PART_BYTES = 40 * 2**20
"""One XML part; a hundred pages take about two megabytes."""

PACKING_RATIO = 250
"""Unpacked to packed; honest XML stays under 40."""

CHARACTERS = 800_000
"""About two hundred and fifty dense pages."""

PARAGRAPHS = 15_000

PDF_PAGES = 1_000
PDF_SECONDS = 20.0
