"""Files to paragraphs: Word, PDF, text."""

from __future__ import annotations

import docx
import pytest

from benchmarks.reading_documents import as_pdf, lines
from convergence.reading import layout, read
from convergence.reading.formats import paragraphs
from convergence.reading.layout import Piece
from convergence.reading.paragraph import split_marker
from convergence.reading.progress import Progress
from tests.reading.documents import pdf, saved, with_body, word


def texts(data: bytes, name: str) -> list[str]:
    return [p.text for p in paragraphs(data, name)]


@pytest.mark.parametrize(
    ("line", "marker", "text"),
    [
        ("· Un point", "·", "Un point"),
        ("•Un point", "•", "Un point"),
        ("– Un point", "–", "Un point"),
        ("- A point", "-", "A point"),
        ("1. A point", "1.", "A point"),
        ("12) A point", "12)", "A point"),
        ("(3) A point", "(3)", "A point"),
        ("2.1 A point", "2.1", "A point"),
        ("4.- Un punto", "4.-", "Un punto"),
        ("a) A point", "a)", "A point"),
        ("(b) A point", "(b)", "A point"),
        ("ii) A point", "ii)", "A point"),
        ("IV. Gestión", "IV.", "Gestión"),
        ("M. David Foran, directeur", "", "M. David Foran, directeur"),
        ("2023 was a year", "", "2023 was a year"),
        ("30 y 31 de mayo", "", "30 y 31 de mayo"),
        ("-5 degrees", "", "-5 degrees"),
        ("140.24 Open two offices", "140.24", "Open two offices"),
        ("3.500 persons came", "", "3.500 persons came"),
    ],
)
def test_markers(line: str, marker: str, text: str) -> None:
    assert split_marker(line) == (marker, text)


def test_word_headings_lists_and_levels() -> None:
    data = word(("Heading 1", "Point A"), ("List Bullet", "one"), ("List Bullet 2", "two"), ("List Number", "three"))
    found = paragraphs(data, "a.docx")
    assert [(p.text, p.heading, bool(p.marker)) for p in found] == [
        ("Point A", 1, False),
        ("one", 0, True),
        ("two", 0, True),
        ("three", 0, True),
    ]
    assert found[3].marker == "1."


def test_word_tables_are_rows_and_columns_of_text_stay_apart() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("Grupo", "País", "Asilo", "Chile"), strict=True
    ):
        cell.text = text
    wide = document.add_table(rows=1, cols=2)
    wide.rows[0].cells[0].text, wide.rows[0].cells[1].text = "Los países " * 15, "The countries " * 15
    found = texts(saved(document), "a.docx")
    assert found[:2] == ["Grupo | País", "Asilo | Chile"]
    assert [text[:13] for text in found[2:]] == ["Los países Lo", "The countries"]


def test_word_text_boxes_notes_deletions_and_breaks() -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    body = (
        "<w:p>"
        + run.format("Before ")
        + "<w:del>"
        + run.format("gone ")
        + "</w:del><w:ins>"
        + run.format("after")
        + "</w:ins><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>"
        + run.format("In a box")
        + "</w:p></w:txbxContent>"
        "</mc:Choice><mc:Fallback><w:txbxContent><w:p>"
        + run.format("In a box")
        + "</w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
        "<w:p>"
        + run.format("One line.")
        + "<w:r><w:br/></w:r>"
        + run.format("- another")
        + "<w:r><w:tab/></w:r>"
        + run.format("one")
        + "</w:p>"
    )
    note = "<w:footnote w:id='2'><w:p>" + run.format("A reservation.") + "</w:p></w:footnote>"
    found = paragraphs(with_body(body, note), "a.docx")
    assert [(p.text, p.note) for p in found] == [
        ("Before after", False),
        ("A reservation.", True),
        ("In a box", False),
        ("One line.", False),
        ("another one", False),
    ]


def test_word_pages_are_those_that_word_noted() -> None:
    body = "<w:p><w:r><w:t>One</w:t></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>Two</w:t></w:r></w:p>"
    assert [p.page for p in paragraphs(with_body(body), "a.docx")] == [1, 2]
    assert [p.page for p in paragraphs(word(("Normal", "One")), "a.docx")] == [None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_encodings(encoding: str) -> None:
    text = "Déclaration : « asile »\n\n· Les États décident de coopérer à l’avenir."
    assert texts(text.encode(encoding), "a.txt") == [
        "Déclaration : « asile »",
        "Les États décident de coopérer à l’avenir.",
    ]


def test_text_wrapped_by_hand_is_joined_and_long_lines_are_not() -> None:
    wrapped = (
        "The members agreed to share what they know about the routes\n"
        "that people take and about those who exploit them.\n\n"
        "They thanked the host.\n- Next to this they\n  will meet again."
    )
    assert texts(wrapped.encode(), "a.txt") == [
        "The members agreed to share what they know about the routes that people take and about those who exploit them.",
        "They thanked the host.",
        "Next to this they will meet again.",
    ]


def test_markdown() -> None:
    found = paragraphs(b"# Title\n\n**Bold** and [a link](http://x.org)\n\n* item\n\n---\n", "a.md")
    assert [(p.text, p.heading, p.marker) for p in found] == [
        ("Title", 1, ""),
        ("Bold and a link", 0, ""),
        ("item", 0, "*"),
    ]


def test_pdf_joins_lines_drops_hyphens_headers_and_numbers() -> None:
    pages = [
        [
            (60, 40, "OEA/Ser.G doc. 3/23"),
            (60, 120, "• The members agreed to strengthen coop-"),
            (60, 134, "eration among consulates in the region and to"),
            (60, 148, "meet twice a year."),
            (60, 176, "• A socio-"),
            (60, 190, "economic plan will follow in the year"),
            (290, 810, f"- {number} -"),
        ]
        for number in (1, 2)
    ]
    pages[1] = [(x, y, text.replace("twice", "once")) for x, y, text in pages[1]]
    found = paragraphs(pdf(*pages), "a.pdf")
    first = "The members agreed to strengthen cooperation among consulates in the region and to meet twice a year."
    assert (found[0].text, found[0].marker, found[0].page) == (first, "•", 1)
    assert found[1].text.startswith("A socio-economic plan will follow")
    assert not any("OEA" in p.text or p.text.startswith("-") for p in found)


def test_pdf_two_columns_are_read_one_after_the_other() -> None:
    left = [(50, 120 + 14 * n, f"left line {n} goes on and on until its very end") for n in range(12)]
    right = [(310, 120 + 14 * n, f"right line {n} goes on and on until its very end") for n in range(12)]
    page = [line for pair in zip(left, right, strict=True) for line in pair]
    text = " ".join(
        texts(
            pdf(
                [
                    (50, 80, "A title over both columns of this page, which is as wide as the page is, or nearly so"),
                    *page,
                ],
                size=10,
            ),
            "a.pdf",
        )
    )
    assert text.index("left line 11") < text.index("right line 0")
    assert text.startswith("A title")


def test_progress_goes_page_by_page_and_never_back() -> None:
    told: list[Progress] = []
    read(as_pdf(lines(words=1_500)), "a.pdf", told=told.append)
    opening = [at for at in told if at.step == "opening"]
    assert [at.page for at in opening] == list(range(1, (opening[-1].pages or 0) + 1))
    assert (opening[-1].pages or 0) > 1
    assert [at.share for at in told] == sorted(at.share for at in told)
    assert (told[-1].step, told[-1].share) == ("coding", 1.0)
    text: list[Progress] = []
    read(
        b"The Conference urges its members to share data.\nIt met in Lima.\nStates should act.\n",
        "a.txt",
        told=text.append,
    )
    assert {(at.step, at.page) for at in text} == {("coding", None)}
    assert text[-1].share == 1.0


def _column(lines: list[tuple[float, str]], x: float = 57.0, width: float = 230.0) -> list[Piece]:
    return [Piece(text, x, x + width, y, 10.0) for y, text in lines]


def test_pdf_paragraphs_stand_apart_even_where_most_have_one_line() -> None:
    page = _column(
        [
            (100, "The members met in Lima in order to speak about the protection of children and"),
            (113, "agreed with each other."),
            (130, "States should share their data"),
            (147, "The host was thanked for it"),
            (164, "A second meeting will be held"),
        ]
    )
    assert len(layout.paragraphs([page])) == 4


def test_pdf_clauses_in_capitals_open_a_paragraph() -> None:
    page = _column(
        [(100, "DECIDE to share data;"), (113, "RECOMMEND that children be heard;"), (126, "OAS members included.")]
    )
    assert [p.text for p in layout.paragraphs([page])] == [
        "DECIDE to share data;",
        "RECOMMEND that children be heard; OAS members included.",
    ]


def test_pdf_running_header_of_a_single_page_is_dropped_and_widens_no_column() -> None:
    body = _column([(60.0 + 13 * n, f"line {n} of a text that goes on and on,") for n in range(12)])
    body[4] = Piece("Peru, Chile", 57.0, 287.0, 60.0 + 13 * 4, 10.0)
    header = [Piece("CAM/doc.12", 57, 140, 41, 7.5), Piece("Committee", 400, 540, 41, 7.5)]
    end = Piece("The end of the page.", 57, 200, 700, 10.0)
    assert [p.text.split(" of ")[0] for p in layout.paragraphs([[*header, *body, end]])] == ["line 0", "The end"]
