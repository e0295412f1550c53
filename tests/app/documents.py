"""A Word document as delegations send them, made for tests."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from docx import Document

TRICKY = "The Conference thanked *its hosts* <b>and</b> noted the $report$ of the [secretariat](http://example.org) :red[here]."
ASYLUM = "States should facilitate access to asylum procedures for refugees."
XENOPHOBIA = "The RCM calls on States to fight xenophobia [and racism]."
SKILLS = "Countries should recognise the skills of migrant workers."


@cache
def word() -> bytes:
    """Two processes on 14 March 2024: three recommendations and one courtesy."""
    document = Document()
    document.add_heading("Summary of statements and recommendations", 0)
    document.add_paragraph("San José, Costa Rica, 14 March 2024")
    parts = {
        "Recommendations of the Regional Conference on Migration (RCM)": (
            "Ms Ana Ruiz, presidency pro tempore of the RCM",
            (TRICKY, ASYLUM, XENOPHOBIA),
        ),
        "Recommendations of the South American Conference on Migration (SACM)": (
            "Mr Luis Pérez, presidency pro tempore of the SACM",
            (SKILLS,),
        ),
    }
    for heading, (speaker, points) in parts.items():
        document.add_heading(heading, 1)
        document.add_paragraph(speaker)
        for point in points:
            document.add_paragraph(point, style="List Bullet")
    content = BytesIO()
    document.save(content)
    return content.getvalue()
