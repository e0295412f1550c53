"""LibreOffice as another program that opens our files: what it prints has the pages and the words that it should."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date

import pypdfium2
import pytest

from convergence import corpus
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.model import LANGUAGES
from convergence.reports import kinds
from convergence.reports.options import Options

from .crowded import frames_of
from .given import ADDRESS, MOMENT
from .test_country_sheet import NOTE, busy

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")

FILES = (
    *(("overlap", "docx", language) for language in LANGUAGES),
    ("summary", "docx", "fr"),
    ("follow-up", "docx", "fr"),
    ("country", "docx", "fr"),
    ("workbook", "xlsx", "fr"),
)
CROWDED = ((1, "es"), (2, "fr"), (11, "pt"))
"""Processes more than the six of the bundled meeting, and a language."""


@pytest.fixture(scope="module")
def printed(
    frames: Frames, codebook: Codebook, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[tuple[str, str], list[str]]:
    """The text of each page that LibreOffice prints, by report and language; one start of the program for all."""
    folder = tmp_path_factory.mktemp("printed")
    meetings = tuple(corpus.read_meeting(path) for path in corpus.meeting_files())
    options = Options(MOMENT, ADDRESS, meetings, party="PER", since=date(2026, 1, 1))
    for code, form, language in FILES:
        made = kinds.make(code, form, frames, codebook, Filter(), catalogue(language), options)
        (folder / f"{code}-{language}.{form}").write_bytes(made)
    for how_many, language in CROWDED:
        crowded, book = frames_of(how_many, tmp_path_factory.mktemp("crowded"))
        made = kinds.make("overlap", "docx", crowded, book, Filter(), catalogue(language), options)
        (folder / f"overlap-{6 + how_many}-{language}.docx").write_bytes(made)
    for language in LANGUAGES:
        made = kinds.make(
            "country", "docx", busy(frames, 33, 20, NOTE), codebook, Filter(), catalogue(language), options
        )
        (folder / f"country-busy-{language}.docx").write_bytes(made)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    sources = [str(path) for path in sorted(folder.iterdir()) if path.is_file()]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *sources]
    subprocess.run(command, check=True, timeout=300, capture_output=True)
    found = {}
    for path in folder.glob("*.pdf"):
        document = pypdfium2.PdfDocument(path)
        code, _, language = path.stem.rpartition("-")
        found[code, language] = [letters(page.get_textpage().get_text_bounded()) for page in document]
        document.close()
    return found


def letters(text: str) -> str:
    return re.sub(r"[\s\u00ad\ufffe\x02-]", "", text)


@pytest.mark.parametrize(
    ("code", "language"),
    [*(("overlap", language) for language in LANGUAGES), *((f"overlap-{6 + n}", language) for n, language in CROWDED)],
)
def test_the_brief_has_two_to_four_pages(
    printed: Mapping[tuple[str, str], list[str]], code: str, language: str
) -> None:
    pages = printed[code, language]
    t = catalogue(language)
    assert 2 <= len(pages) <= 4
    assert letters(t("reports.all_themes")) in pages[0]  # the matrix stands on one page, with its last row
    assert letters(t("reports.overlap.unfollowed")) in "".join(pages)


def test_charts_are_drawn_with_every_label(printed: Mapping[tuple[str, str], list[str]], codebook: Codebook) -> None:
    first, *_ = printed["follow-up", "fr"]
    text = "".join(printed["follow-up", "fr"])
    assert "Coopérationetdialoguerégionaux(22)" in first  # the themes begin under the processes, and not overleaf
    for label in ("CRM(8)", "Coopérationetdialoguerégionaux(22)", "Pérou(", "sansresponsable("):
        assert label in text
    assert "Sansinformation;" not in text  # a label says its number and nothing else


def test_every_word_of_the_summary_is_printed(printed: Mapping[tuple[str, str], list[str]], frames: Frames) -> None:
    pages = printed["summary", "fr"]
    text = "".join(pages)
    assert [said for said in frames.words("recommendations", "text", "fr") if letters(said) not in text] == []
    assert [page.count(f"{number}/{len(pages)}") for number, page in enumerate(pages, start=1)] == [1] * len(pages)


def test_sheets_and_the_country_print_too(printed: Mapping[tuple[str, str], list[str]]) -> None:
    assert 1 <= len(printed["country", "fr"]) <= 2
    assert [len(printed["country-busy", language]) for language in LANGUAGES] == [2] * 4
    assert "Thèmesparprocessus" in "".join(printed["workbook", "fr"])
