"""Real files made for the tests: Word with everything that Word has, PDF in one and two columns."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
from docx.document import Document
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TEXT = "Les pays membres recommandent de renforcer la coopération entre les consulats de la région."


def word(*paragraphs: tuple[str, str]) -> bytes:
    """A Word file of (style, text) paragraphs."""
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    return saved(document)


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def rewritten(
    data: bytes, change: Callable[[str, bytes], bytes | None], added: dict[str, bytes] | None = None
) -> bytes:
    """A zip with each part changed; a part for which `change` gives None is left out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = change(info.filename, old.read(info))
            if content is not None:
                new.writestr(info.filename, content)
        for name, content in (added or {}).items():
            new.writestr(name, content)
    return file.getvalue()


def with_body(xml: str, notes: str = "") -> bytes:
    """A Word file whose body is the given WordprocessingML (prefix `w`)."""
    body = f'<?xml version="1.0"?><w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{xml}</w:body></w:document>'
    footnotes = f'<?xml version="1.0"?><w:footnotes xmlns:w="{W}">{notes}</w:footnotes>'
    return rewritten(
        word(("Normal", TEXT)),
        lambda name, content: body.encode() if name == "word/document.xml" else content,
        {"word/footnotes.xml": footnotes.encode()},
    )


def pdf(*pages: list[tuple[float, float, str]], size: float = 11) -> bytes:
    """A PDF with each text where it is put: (x, y from the top, text), in points on A4."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for page in pages:
        canvas.setFont("Helvetica", size)
        for x, y, text in page:
            canvas.drawString(x, A4[1] - y, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
