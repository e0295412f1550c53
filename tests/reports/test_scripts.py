"""Other scripts than ours on paper: in fonts that can be read, from right to left where they are, whole where a text is long."""

from __future__ import annotations

import io

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from convergence.reports import clean, pdf
from convergence.reports.about import About
from convergence.reports.document import Document, Grid, Head, Heading, Paragraph, Row, plain, text_cell
from convergence.reports.word import docx_bytes

from .given import MOMENT

ARABIC = "توصي الدول بتسهيل الهجرة (المادة 3)."
HEBREW = "המדינות ממליצות"


def paper(*blocks: Paragraph | Heading | Grid) -> Document:
    return Document(About("Title", (), 1, None, MOMENT, 1, 1.0, "en", None, ()), blocks)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nothing (3).", [("Nothing (3).", False)]),
        ("", []),
        (ARABIC, [(ARABIC, True)]),
        (f"A meeting {ARABIC}, 1 June 2024", [("A meeting ", False), (ARABIC, True), (", 1 June 2024", False)]),
        (f"{HEBREW} and {ARABIC}", [(HEBREW, True), (" and ", False), (ARABIC, True)]),
        (f"{HEBREW}\u00a0· {HEBREW}", [(HEBREW, True), ("\u00a0· ", False), (HEBREW, True)]),
    ],
)
def test_what_is_read_from_right_to_left_is_told_from_the_rest(text: str, parts: list[tuple[str, bool]]) -> None:
    assert clean.stretches(text) == parts


def test_word_is_told_what_is_read_from_right_to_left() -> None:
    said = f"A meeting {ARABIC}, 1 June 2024"
    word = docx.Document(io.BytesIO(docx_bytes(paper(Heading(said), Paragraph(plain(said))))))
    for paragraph in word.paragraphs[-2:]:
        assert paragraph.text == said
        told = {run.text: run._r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for run in paragraph.runs}
        assert told == {"A meeting ": False, ARABIC: True, ", 1 June 2024": False}
    sizes = word.styles["Normal"].element.rPr
    assert sizes.find(qn("w:szCs")).get(qn("w:val")) == sizes.find(qn("w:sz")).get(qn("w:val")) == "21"


def test_a_number_after_arabic_stays_where_it_belongs_in_the_account_of_a_report() -> None:
    told = About("Title", (), 1, None, MOMENT, 1, 1.0, "en", None, (("meeting", f"{ARABIC}, 1 June 2024"),))
    word = docx.Document(io.BytesIO(docx_bytes(Document(told, ()))))
    assert word.paragraphs[-1].text == f"meeting: {ARABIC}\u200e, 1 June 2024"


def test_letters_are_taken_from_fonts_that_can_be_read() -> None:
    families = pdf._families()
    assert families[0] == "Libertinus Serif"
    assert not {"Unifont Sample", "New Computer Modern Math", "Standard Symbols PS"} & set(families)
    kinds = ["Mono" in name or "Unifont" in name or "Emoji" in name for name in families]
    assert kinds == sorted(kinds)  # those only where no other has a letter


def test_a_word_wider_than_its_column_stays_in_it() -> None:
    address = "https://example.org/" + "a" * 300
    heads = (Head("Action", 1), Head("Note", 4))
    made = pdf.pdf_bytes(paper(Grid(heads, (Row((text_cell(address), text_cell("–"))),), "What")))
    document = pypdfium2.PdfDocument(made)
    page = document[0].get_textpage()
    right = max(page.get_charbox(n)[2] for n in range(page.count_chars()) if page.get_text_range(n, 1) == "a")
    document.close()
    assert right < (19 + 172 / 5) * 72 / 25.4
