"""Documents made for measuring: a hundred pages of Word and of PDF, in our own wording."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import yaml
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

SETS = Path(__file__).resolve().parent / "reading_sets"
KEYS = ("title", "heading", "speaker", "section", "p", "a")


def lines(*, words: int) -> list[tuple[str, str]]:
    """Lines (key, text) of the development documents, repeated, each time a little different, until they hold so many words."""
    pool: list[tuple[str, str]] = []
    for path in sorted((SETS / "dev").glob("fr-*.yaml")):
        for line in yaml.safe_load(path.read_text(encoding="utf-8"))["lines"]:
            pool.append(next((key, str(line[key])) for key in KEYS if key in line))
    result: list[tuple[str, str]] = []
    count = 0
    while count < words:
        for key, text in pool:
            varied = f"{text.rstrip('.')} ({len(result)})." if key in ("p", "a") else text
            result.append((key, varied))
            count += len(text.split())
    return result


def as_docx(content: list[tuple[str, str]]) -> bytes:
    document = docx.Document()
    for key, text in content:
        style = {"title": "Title", "heading": "Heading 1", "p": "List Bullet", "a": "List Bullet"}.get(key, "Normal")
        document.add_paragraph(text, style=style)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf(content: list[tuple[str, str]], *, columns: int = 1, header: str = "OEA/Ser.G CAM/doc. 12/24") -> bytes:
    """One or two columns, justified, with a running header and page numbers."""
    file = io.BytesIO()
    gap, width = 18, (A4[0] - 100) / columns

    def furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.drawString(50, A4[1] - 30, header)
        canvas.drawCentredString(A4[0] / 2, 25, f"- {document.page} -")

    frames = [Frame(50 + n * width, 50, width - (gap if columns > 1 else 0), A4[1] - 110) for n in range(columns)]
    template = BaseDocTemplate(file, pagesize=A4)
    template.addPageTemplates([PageTemplate(frames=frames, onPage=furniture)])
    styles = getSampleStyleSheet()
    body = styles["BodyText"]
    body.alignment = 4
    story = []
    for key, text in content:
        bullet = "• " if key in ("p", "a") and not text[:1].isdigit() else ""
        style = styles["Heading2"] if key in ("title", "heading", "section") else body
        story += [Paragraph(bullet + text.replace("&", "&amp;").replace("<", "&lt;"), style), Spacer(1, 5)]
    template.build(story)
    return file.getvalue()
