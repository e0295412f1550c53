"""A delegation with very much before it: its sheet still has one or two pages, and says what it leaves out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import numpy as np
import pandas as pd
import pypdfium2
import pytest

from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.model import LANGUAGES
from convergence.reports import country_sheet, kinds
from convergence.reports.document import Grid, Paragraph
from convergence.reports.options import Options
from convergence.reports.scope import Scope

from .given import ADDRESS, MOMENT

OPTIONS = Options(MOMENT, ADDRESS, party="PER")
NOTE = "We met three times with the ministries of labour and of foreign affairs, and a decree is being drafted. "


def busy(frames: Frames, led: int, supported: int, note: str) -> Frames:
    """The bundled meeting where Peru leads and supports so many actions, each with a date, a note and links."""
    acts = frames.actions.copy()
    n = len(acts)
    acts["lead"] = pd.Categorical(np.where(np.arange(n) < led, "PER", None), acts["lead"].cat.categories)
    acts["due"] = pd.Timestamp("2026-12-24")
    acts["note"] = note
    acts["source"] = "secretariat-on-behalf"
    acts["on_behalf_of"] = "PER"
    acts["updated_at"] = pd.Timestamp("2026-11-20T10:00:00Z")
    places = np.arange(led, led + supported)
    supporting = pd.DataFrame({"act": places, "rank": 1, "party": "PER"})
    supporting["party"] = pd.Categorical(supporting["party"], frames.supporting["party"].cat.categories)
    links = pd.DataFrame({"act": np.repeat(np.arange(n), 2), "rank": [1, 2] * n, "url": "https://example.org/report"})
    links[["title", "by"]] = ["Report of the third meeting of the working group on labour mobility", "Ana"]
    return replace(frames, actions=acts, supporting=supporting, evidence=links, _cache={})


Busy = Callable[[Frames], Frames]
MUCH: dict[str, Busy] = {
    "twelve": lambda frames: busy(frames, 8, 4, NOTE),
    "twenty": lambda frames: busy(frames, 12, 8, NOTE * 2),
    "all": lambda frames: busy(frames, 33, 20, NOTE * 5),
    "bare": lambda frames: busy(frames, 0, 53, ""),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("much", MUCH)
def test_one_or_two_pages(frames: Frames, codebook: Codebook, much: str, language: str) -> None:
    t = catalogue(language)
    made = kinds.make("country", "pdf", MUCH[much](frames), codebook, Filter(), t, OPTIONS)
    document = pypdfium2.PdfDocument(made)
    pages = [re.sub(r"[\s\u00ad\ufffe\x02-]", "", page.get_textpage().get_text_bounded()) for page in document]
    document.close()
    assert len(pages) <= 2
    assert re.sub(r"\s", "", t("reports.country.next")) in pages[-1]


def sheet(frames: Frames, codebook: Codebook, language: str = "en") -> tuple[list[Grid], list[str]]:
    """The tables of Peru's sheet, the last one to be filled in, and its notes."""
    blocks = country_sheet.country_sheet(Scope(frames, codebook, Filter(), catalogue(language), OPTIONS)).blocks
    notes = ["".join(run.text for run in b.line) for b in blocks if isinstance(b, Paragraph) and b.style == "note"]
    return [block for block in blocks if isinstance(block, Grid)], notes


def words(grid: Grid, column: int) -> list[str]:
    return ["\n".join("".join(run.text for run in line) for line in row.cells[column].lines) for row in grid.rows]


def test_what_has_room_is_whole(frames: Frames, codebook: Codebook) -> None:
    (led, supported, _), notes = sheet(busy(frames, 3, 2, NOTE), codebook)
    assert (len(led.rows), len(supported.rows)) == (3, 2)
    assert notes == ["To be filled in by the delegation and returned to the secretariat."]
    assert all(said.startswith(f"20 Nov 2026\n{NOTE}") for said in words(led, 4) + words(supported, 4))
    assert all(said.count("Report of the third meeting") == 2 for said in words(led, 4))


def test_texts_are_shortened_before_anything_is_left_out(frames: Frames, codebook: Codebook) -> None:
    (led, supported, _), notes = sheet(busy(frames, 8, 4, NOTE), codebook)
    assert (len(led.rows), len(supported.rows)) == (8, 4)
    assert len(notes) == 1
    assert set(words(led, 4)) == {"20 Nov 2026\nWe met three times with the ministries of labour…"}


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_what_is_left_out_is_told(frames: Frames, codebook: Codebook, form: str) -> None:
    much = busy(frames, 33, 20, NOTE * 5)
    (led, supported, blank), notes = sheet(much, codebook)
    assert notes[:2] == [
        f"The first {len(grid.rows)} of {n}; the workbook (xlsx) gives them all."
        for grid, n in ((led, 33), (supported, 20))
    ]
    assert len(led.rows) >= 8
    assert len(supported.rows) >= 7
    assert len(blank.rows) == country_sheet.BLANK_LINES
    content = kinds.make("country", form, much, codebook, Filter(), catalogue("en"), OPTIONS)
    if form == "docx":
        numbers = [cell.paragraphs[0].text for cell in docx.Document(io.BytesIO(content)).tables[0].rows[0].cells]
        assert numbers == ["33", "20", "0", "0"]


def test_all_sheets_at_once_are_named_like_one(frames: Frames, codebook: Codebook) -> None:
    """In every language of its own name, so that four archives go into one folder; of chosen countries only theirs."""

    def names(language: str, *parties: str) -> list[str]:
        content = kinds.make("country", "zip", frames, codebook, Filter(parties=parties), catalogue(language), OPTIONS)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())
            return archive.namelist()

    found = names("en")
    assert found[:10] == [
        f"convergence-country-{code}-2026-11-23-en.pdf"
        for code in ("CAN", "CHL", "COL", "ECU", "MEX", "PAN", "PER", "PRY", "SLV", "USA")
    ]
    assert kinds.filename("country", "pdf", catalogue("en"), OPTIONS) in found
    assert not set(found) & set(names("pt"))
    assert names("es", "PER", "CHL") == [
        "convergence-country-CHL-2026-11-23-es.pdf",
        "convergence-country-PER-2026-11-23-es.pdf",
    ]
