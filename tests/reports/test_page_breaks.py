"""What stands together on paper: bars in pictures that a page has room for, points with what is under them, acronyms in one piece."""

from __future__ import annotations

import io
import itertools
import re
import zipfile

import docx
import pypdfium2
import pytest

from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.errors import Unavailable
from convergence.i18n import catalogue
from convergence.reports import kinds, pdf, word_chart
from convergence.reports.about import About
from convergence.reports.document import Bars, Document, Grid, Head, Item, Paragraph, Points, Row, plain, text_cell
from convergence.reports.options import Options
from convergence.reports.scope import Scope
from convergence.reports.word import docx_bytes

from .given import ADDRESS, MOMENT

SERIES = (("No information", "#8b97a5"), ("Implemented", "#0a7f4f"))


def paper(*blocks: Paragraph | Points | Grid | Bars) -> Document:
    return Document(About("Title", (), 1, None, MOMENT, 1, 1.0, "en", None, ()), blocks)


BREAK = "\x02"
"""What stands in an extracted text where a line of the PDF ends inside a word."""


def pages(document: Document) -> list[str]:
    made = pypdfium2.PdfDocument(pdf.pdf_bytes(document))
    found = [page.get_textpage().get_text_bounded() for page in made]
    made.close()
    return found


@pytest.mark.parametrize(
    ("labels", "sizes"),
    [
        (["short"] * 26, [4, 5, 4, 4, 5, 4]),
        (["short"] * 6, [3, 3]),
        (["short"] * 9 + ["l" * 50] * 5 + ["short"], [4, 5, 4, 2]),
        (["l" * 50, "short"], [2]),
        (["l" * 50, "l" * 51, "short"], [3]),
    ],
)
def test_bars_are_drawn_in_pictures_of_a_few(labels: list[str], sizes: list[int]) -> None:
    rows = tuple((f"{label} {n}", (n, 1)) for n, label in enumerate(labels))
    found = word_chart.pieces(Bars(SERIES, rows, "By theme"))
    assert [len(piece.bars.rows) for piece in found] == sizes
    assert tuple(row for piece in found for row in piece.bars.rows) == rows
    assert {piece.scale for piece in found} == {len(labels)}
    assert [piece.legend for piece in found] == [True] + [False] * (len(sizes) - 1)
    assert max(piece.height for piece in found) < 50


def test_every_picture_is_on_the_scale_of_the_whole_and_tells_its_own_bars() -> None:
    rows = tuple((f"Theme {n}", (20 - n, 0)) for n in range(10))
    made = docx_bytes(paper(Bars(SERIES, rows, "By theme")))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        charts = [archive.read(f"word/charts/chart{n}.xml").decode() for n in (1, 2)]
        told = re.findall(r'descr="([^"]*)"', archive.read("word/document.xml").decode())
    assert [re.findall(r'<c:max val="(\d+)"', chart) for chart in charts] == [["20"], ["20"]]
    assert ["<c:legend>" in chart for chart in charts] == [True, False]
    assert [text.count("Theme ") for text in told] == [5, 5]
    assert told[1].startswith("By theme. Theme 5: No information 15; ")


def test_a_recommendation_stays_with_the_action_under_it(frames: Frames, codebook: Codebook) -> None:
    options = Options(MOMENT, ADDRESS)
    made = kinds.make("summary", "docx", frames, codebook, Filter(), catalogue("en"), options)
    points = [p for p in docx.Document(io.BytesIO(made)).paragraphs if p.style and p.style.name.startswith("List")]
    assert (
        [bool(p._p.pPr.keepNext is not None) for p in points]
        == [
            bool(after and after.style and after.style.name == "List Bullet 2" and p.style.name == "List Bullet")  # type: ignore[union-attr]
            for p, after in zip(points, [*points[1:], None], strict=True)
        ]
    )


def test_a_point_with_what_is_under_it_is_not_parted_in_a_pdf() -> None:
    """Wherever a page ends, each point and the one under it stand on the same page."""
    items = tuple(
        Item(plain(f"Asked {n} " + "words " * (n * 7 % 43)), (Item(plain(f"Done {n}.")),)) for n in range(150)
    )
    found = pages(paper(Points(items)))
    assert len(found) > 3
    for page in found:
        assert re.findall(r"Asked (\d+)", page) == re.findall(r"Done (\d+)", page)


def test_no_acronym_is_broken() -> None:
    said = "".join(f"The {'x' * n} CARICOM and the member countries of MERCOSUR cooperate. " for n in range(1, 40))
    (text,) = pages(paper(Paragraph(plain(said))))
    broken = re.findall(rf"\w+(?={BREAK})", text)
    assert broken  # words are
    assert [part for part in broken if part.isupper()] == []


def test_a_narrow_column_breaks_only_words_that_are_longer_than_it() -> None:
    def broken(text: str) -> bool:
        heads = (Head("Action", 1), Head("Note", 4))
        (page,) = pages(paper(Grid(heads, (Row((text_cell(text), text_cell("–"))),), "What")))
        return BREAK in page

    assert not broken("without any recent information")
    assert broken("without institutionalisationalities")


def test_no_line_begins_with_the_point_between_two_facts() -> None:
    made = docx_bytes(paper(Paragraph(plain("one · two · three"))))
    assert docx.Document(io.BytesIO(made)).paragraphs[-1].text == "one\u00a0· two\u00a0· three"


def test_a_band_under_which_nothing_stands_is_drawn() -> None:
    """Two headers of a second level in a row, or one at the end, and typst broke off."""
    band, row = Row((text_cell("Group"),), band=True), Row((text_cell("a"), text_cell("b")))
    for rows in ((band, band, row), (row, band), (band,)):
        (page,) = pages(paper(Grid((Head("One"), Head("Two")), rows, "What")))
        assert page.count("Group") == sum(row.band for row in rows)


def test_what_typst_did_not_foresee_is_one_sentence() -> None:
    band, row = Row((text_cell("Group"),), band=True), Row((text_cell("a"), text_cell("b")))
    document = paper(Grid((Head("One"), Head("Two")), (band, band, row), "What"))
    data = pdf._data(document)
    data["blocks"][0]["rows"][0]["band"] = True  # as if it were known for no better
    with pytest.raises(Unavailable) as caught:
        pdf._drawn(document, data, "ua-1")
    assert catalogue("en").error(caught.value) == (
        "The PDF could not be drawn: take the Word file, and tell the secretariat which choices you made."
    )


def test_the_brief_of_a_few_themes_has_no_empty_group(frames: Frames, codebook: Codebook) -> None:
    options, chosen, t = Options(MOMENT, ADDRESS), Filter(themes=("asylum", "data")), catalogue("en")
    assert kinds.make("overlap", "pdf", frames, codebook, chosen, t, options).startswith(b"%PDF")
    document = kinds.PAPER["overlap"](Scope(frames, codebook, chosen, t, options))
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    bands = [row.cells[0].lines[0][0].text for row in grid.rows if row.band]
    assert codebook.groups["protection"].label["en"] in bands
    assert all(not (row.band and after.band) for row, after in itertools.pairwise(grid.rows))
