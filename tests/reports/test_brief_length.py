"""The overlap brief of a meeting with many processes: still two to four pages, and what it leaves out it says."""

from __future__ import annotations

import pypdfium2
import pytest

from convergence.analysis import overlap
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.model import LANGUAGES
from convergence.reports import kinds
from convergence.reports.document import Grid, Heading, Paragraph, Row
from convergence.reports.options import Options
from convergence.reports.overlap_brief import overlap_brief
from convergence.reports.scope import Scope

from .crowded import frames_of
from .given import ADDRESS, MOMENT

OPTIONS = Options(MOMENT, ADDRESS)


@pytest.fixture(scope="module", params=[1, 2, 6, 11], ids=["7", "8", "12", "17"])
def crowded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Frames, Codebook]:
    return frames_of(request.param, tmp_path_factory.mktemp("crowded"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_to_four_pages_for_many_processes(crowded: tuple[Frames, Codebook], language: str) -> None:
    frames, book = crowded
    t = catalogue(language)
    made = pypdfium2.PdfDocument(kinds.make("overlap", "pdf", frames, book, Filter(), t, OPTIONS))
    pages = [page.get_textpage().get_text_bounded() for page in made]
    made.close()
    assert 2 <= len(pages) <= 4
    assert t("reports.all_themes") in pages[0]  # the matrix stands on one page, with its last row
    assert t("reports.overlap.agenda") in "".join(pages)


@pytest.mark.parametrize("crowded", [11], indirect=True)
def test_what_has_no_room_is_told(crowded: tuple[Frames, Codebook]) -> None:
    frames, book = crowded
    scope = Scope(frames, book, Filter(), catalogue("en"), OPTIONS)
    blocks = overlap_brief(scope).blocks
    counted = overlap.matrix(frames, scope.recommendations)
    grids = [block for block in blocks if isinstance(block, Grid)]
    assert len(grids[0].heads) == 1 + 12 + 2
    assert all(head.turned for head in grids[0].heads[1:])
    assert [cell.lines[0][0].text for cell in grids[0].rows[-1].cells[-2:]] == ["17", str(counted.recommendations)]
    notes = ["".join(run.text for run in b.line) for b in blocks if isinstance(b, Paragraph) and b.style == "note"]
    assert notes[0].endswith("The 12 processes with most recommendations have a column; the totals count all 17.")
    first = next(place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 2)
    theme = counted.order()[0]
    one, other, also = blocks[first + 1 : first + 4]
    assert isinstance(one, Grid)
    assert isinstance(other, Grid)
    assert isinstance(also, Paragraph)
    told = [head.label for head in (*one.heads, *other.heads)]
    rest = also.line[0].text.removeprefix("Also speak of this theme: ").rstrip(".").split(", ")
    assert (len(one.heads), len(other.heads)) == (4, 4)
    speaking = [p for p in counted.speaking if counted.count(theme, p)]
    assert sorted(told + rest) == sorted(f"{scope.name('processes', p)} ({counted.count(theme, p)})" for p in speaking)
    assert max(len(_words(row)) for grid in (one, other) for row in grid.rows) < 8 * 200


def _words(row: Row) -> str:
    return "".join(run.text for cell in row.cells for line in cell.lines for run in line)
