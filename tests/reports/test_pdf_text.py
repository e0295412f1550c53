"""The text of PDF files, extracted as a reader's program does, compared with the data."""

from __future__ import annotations

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from convergence import corpus
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.model import LANGUAGES
from convergence.reports import kinds, pdf_parts
from convergence.reports.document import Block, Heading, Item, Paragraph, Points, plain
from convergence.reports.options import Options

from .given import ADDRESS, MOMENT


@pytest.fixture(scope="module")
def options() -> Options:
    return Options(MOMENT, ADDRESS, tuple(corpus.read_meeting(path) for path in corpus.meeting_files()), party="PER")


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return found


def letters(text: str) -> str:
    """Text without white space, soft hyphens and the marks at the ends of lines, which a PDF does not keep as they were."""
    return re.sub(r"[\s\u00ad\ufffe\x02-]", "", text)


def links(content: bytes) -> int:
    document = pypdfium2.PdfDocument(content)
    found = sum(pdfium.FPDFPage_GetAnnotCount(page) for page in document)
    document.close()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_has_two_to_four_pages(frames: Frames, codebook: Codebook, options: Options, language: str) -> None:
    t = catalogue(language)
    found = pages(kinds.make("overlap", "pdf", frames, codebook, Filter(), t, options))
    assert 2 <= len(found) <= 4
    assert letters(t("reports.all_themes")) in letters(found[0])


@pytest.mark.parametrize("language", ["fr", "pt"])
def test_the_summary_gives_every_recommendation_in_its_words(
    frames: Frames, codebook: Codebook, options: Options, language: str
) -> None:
    t = catalogue(language)
    text = letters("".join(pages(kinds.make("summary", "pdf", frames, codebook, Filter(), t, options))))
    texts = list(frames.words("recommendations", "text", language))
    assert [said for said in texts if letters(said) not in text] == []
    assert letters(frames.words("recommendations", "text", "en").iloc[0]) not in text
    titles = list(frames.words("actions", "title", language))
    assert [title for title in titles if letters(title) not in text] == []


@pytest.mark.parametrize("zone", ["America/Santiago", "Europe/Paris", "Asia/Kathmandu"])
def test_where_clocks_change_for_summer(frames: Frames, codebook: Codebook, options: Options, zone: str) -> None:
    """A page makes its reports in the time zone of whoever reads them."""
    moment = replace(options, moment=MOMENT.astimezone(ZoneInfo(zone)))
    made = kinds.make("overlap", "pdf", frames, codebook, Filter(("mirps",)), catalogue("en"), moment)
    picture = kinds.preview("overlap", frames, codebook, Filter(("mirps",)), catalogue("en"), moment)
    document = pypdfium2.PdfDocument(made)
    written = document.get_metadata_dict()["CreationDate"]
    document.close()
    assert written == "D:20261123140500Z"
    assert picture


def test_only_what_the_filter_selects_is_in_the_text(frames: Frames, codebook: Codebook, options: Options) -> None:
    t = catalogue("en")
    text = letters("".join(pages(kinds.make("summary", "pdf", frames, codebook, Filter(("mirps",)), t, options))))
    of_mirps = frames.processes["rec"].to_numpy()[(frames.processes["process"] == "mirps").to_numpy()]
    texts = frames.words("recommendations", "text", "en")
    assert [n for n, said in enumerate(texts) if letters(said) in text] == sorted(of_mirps)


def test_the_matrix_of_the_brief_has_the_numbers_of_the_data(
    frames: Frames, codebook: Codebook, options: Options
) -> None:
    (first, *_) = pages(kinds.make("overlap", "pdf", frames, codebook, Filter(), catalogue("en"), options))
    assert re.search(r"Regional cooperation and dialogue\s+3\s+10\s+4\s+2\s+4\s+5\s+22\s", first)
    assert re.search(r"All themes together\s+8\s+16\s+16\s+6\s+4\s+9\s+6\s+55\s", first)


@pytest.mark.parametrize("variant", ["meeting", "follow-up"])
def test_a_long_document_in_parts_says_the_same(
    frames: Frames, codebook: Codebook, options: Options, variant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made() -> bytes:
        chosen = replace(options, variant=variant)
        return kinds.make("summary", "pdf", frames, codebook, Filter(), catalogue("es"), chosen)

    whole = made()
    monkeypatch.setattr(pdf_parts, "LONG", 20)
    parts = made()
    assert b"/StructTreeRoot" in whole
    assert b"/StructTreeRoot" not in parts
    front, *rest = pages(parts)
    chapters = re.findall(r"^(.+?)\s+(\d+)\s*$", front.partition(catalogue("es")("reports.contents"))[2], re.MULTILINE)[
        :6
    ]
    headings = [one.heading["es"] for one in options.meetings[0].interventions]
    assert len(chapters) == len(headings) == 6
    for (_, page), heading in zip(chapters, headings, strict=True):
        assert letters(heading) in letters(rest[int(page) - 2])
    assert [re.search(r"(\d+)\s*$", text.strip()).group(1) for text in rest] == [  # type: ignore[union-attr]
        str(n) for n in range(2, 2 + len(rest))
    ]
    texts = frames.words("passages" if variant == "meeting" else "recommendations", "text", "es")
    footer = letters(options.meetings[0].title["es"])  # stands between the halves of a text that goes on overleaf
    text = re.sub(footer + r"\d+", "", letters("".join(rest)))
    assert [said for said in texts if letters(said) not in text] == []
    if variant == "follow-up":
        assert links(parts) >= 55


def test_parts_keep_headings_with_what_they_introduce_and_go_on_counting() -> None:
    items = tuple(Item(plain(str(n))) for n in range(25))
    blocks: list[Block] = []
    for name in ("a", "b", "c"):
        blocks += [Heading(name), Paragraph(plain("who spoke"), "speaker"), Points(items, numbered=True)]
    found = list(pdf_parts.parts(blocks, 10))
    assert [block for part in found for block in part if isinstance(block, Heading)] == [blocks[n] for n in (0, 3, 6)]
    assert all(isinstance(part[-1], Points) for part in found)
    starts = [block.start for part in found for block in part if isinstance(block, Points)]
    assert starts == [1, 11, 21] * 3
    assert [item for part in found for block in part if isinstance(block, Points) for item in block.items] == [
        *items
    ] * 3
    assert len(found) > 3
