"""Word and PDF read back: what the summary, the brief, the follow-up report and the delegation sheet say, in four languages."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from convergence import corpus
from convergence.analysis import overlap
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames, Mask
from convergence.codebook import Codebook
from convergence.errors import InvalidInput, Unavailable
from convergence.i18n import catalogue
from convergence.model import LANGUAGES, Event, Meeting
from convergence.reports import country_sheet, follow_up, kinds, overlap_brief, pdf_parts, summary
from convergence.reports.document import Bars, Document, Facts, Grid, Heading, Paragraph, Points
from convergence.reports.options import Options
from convergence.reports.scope import Scope

from .given import ADDRESS, MOMENT

PAPER = ("summary", "overlap", "follow-up", "country")


@pytest.fixture(scope="module")
def meetings() -> tuple[Meeting, ...]:
    return tuple(corpus.read_meeting(path) for path in corpus.meeting_files())


@pytest.fixture(scope="module")
def options(meetings: tuple[Meeting, ...]) -> Options:
    return Options(MOMENT, ADDRESS, meetings, party="PER", since=date(2026, 1, 1))


def scope(frames: Frames, codebook: Codebook, language: str, options: Options, chosen: Filter | None = None) -> Scope:
    return Scope(frames, codebook, chosen or Filter(), catalogue(language), options)


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def said(document: Document) -> str:
    """All text of a document."""
    parts: list[str] = []
    for block in document.blocks:
        match block:
            case Heading(text):
                parts.append(text)
            case Paragraph(line):
                parts.append("".join(run.text for run in line))
            case Points(items):
                parts += ["".join(run.text for run in i.line) for item in items for i in (item, *item.under)]
            case Grid(_, rows):
                parts += ["".join(r.text for r in line) for row in rows for cell in row.cells for line in cell.lines]
    return "\n".join(parts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", PAPER)
def test_word_opens_with_everything_an_accessible_file_has(
    frames: Frames, codebook: Codebook, options: Options, code: str, language: str
) -> None:
    t = catalogue(language)
    word = opened(kinds.make(code, "docx", frames, codebook, Filter(), t, options))
    styles = [paragraph.style.name for paragraph in word.paragraphs if paragraph.style]
    assert styles.count("Title") == 1
    assert "Heading 1" in styles
    assert word.core_properties.title
    locale = {"fr": "fr-FR", "en": "en-GB", "es": "es-ES", "pt": "pt-BR"}[language]
    assert word.core_properties.language == locale
    assert word.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == locale
    for table in word.tables:
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    if code == "summary":  # its text is the meeting's and nothing else
        assert not {"About", "Note"} & set(styles)
        about = "\n".join(p.text for p in word.sections[0].first_page_footer.paragraphs)
    else:
        about = next(p.text for p in word.paragraphs if p.style and p.style.name == "About")
    assert t("reports.about.filters") in about
    assert "14:05:00 UTC" in about
    assert ADDRESS in about
    assert "reports." not in "\n".join(p.text for p in word.paragraphs)
    footer = word.sections[0].footer.paragraphs[0]._p.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", PAPER)
def test_pdf_is_made_in_each_language_for_assistive_programs(
    frames: Frames, codebook: Codebook, options: Options, code: str, language: str
) -> None:
    content = kinds.make(code, "pdf", frames, codebook, Filter(), catalogue(language), options)
    assert content.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in content
    assert b"pdfuaid" in content


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_gives_the_meeting_as_it_was(
    frames: Frames, codebook: Codebook, options: Options, meetings: tuple[Meeting, ...], language: str
) -> None:
    t = catalogue(language)
    made = kinds.make("summary", "docx", frames, codebook, Filter(), t, replace(options, variant="meeting"))
    found: list[tuple[str, str, list[str]]] = []
    for paragraph in opened(made).paragraphs:
        style = paragraph.style.name if paragraph.style else ""
        if style == "Heading 1":
            found.append((paragraph.text, "", []))
        elif style == "Speaker":
            found[-1] = (found[-1][0], paragraph.text, [])
        elif style == "List Number":
            found[-1][2].append(paragraph.text)
    assert found == [
        (
            t.text(intervention.heading),
            f"{intervention.speaker}, {t.text(intervention.speaker_role)}",
            [t.text(passage.text) for passage in intervention.passages],
        )
        for intervention in meetings[0].interventions
    ]
    assert [len(points) for _, _, points in found] == [6, 6, 7, 5, 13, 5]


def test_each_section_counts_from_one(frames: Frames, codebook: Codebook, options: Options) -> None:
    t = catalogue("fr")
    word = opened(kinds.make("summary", "docx", frames, codebook, Filter(), t, replace(options, variant="meeting")))
    numbers = [p._p.pPr.numPr.numId.val for p in word.paragraphs if p.style and p.style.name == "List Number"]
    assert len(set(numbers)) == 6
    starts = word.part.numbering_part.element.xpath(".//w:lvlOverride/w:startOverride/@w:val")
    assert starts == ["1"] * 6


def test_the_contents_lead_to_the_headings(frames: Frames, codebook: Codebook, options: Options) -> None:
    word = opened(kinds.make("summary", "docx", frames, codebook, Filter(), catalogue("en"), options))
    anchors = word.element.body.xpath(".//w:hyperlink/@w:anchor")
    bookmarks = word.element.body.xpath(".//w:bookmarkStart/@w:name")
    assert anchors == bookmarks
    assert len(anchors) == 6
    assert word.element.body.xpath(".//w:instrText/text()")[0].strip() == 'TOC \\o "1-1" \\h \\z \\u'


def test_recommendations_with_and_without_their_follow_up(frames: Frames, codebook: Codebook, options: Options) -> None:
    made = {
        variant: summary.summary(scope(frames, codebook, "en", replace(options, variant=variant)))
        for variant in ("recommendations", "follow-up")
    }
    counts = {
        variant: (
            sum(len(b.items) for b in document.blocks if isinstance(b, Points)),
            sum(len(item.under) for b in document.blocks if isinstance(b, Points) for item in b.items),
        )
        for variant, document in made.items()
    }
    assert counts == {"recommendations": (55, 0), "follow-up": (55, 53)}
    assert "Provide humanitarian care to migrants – No information · no lead · no due date" in said(made["follow-up"])


def test_links_lead_to_each_recommendation(frames: Frames, codebook: Codebook, options: Options) -> None:
    word = opened(kinds.make("summary", "docx", frames, codebook, Filter(), catalogue("en"), options))
    targets = [rel.target_ref for rel in word.part.rels.values() if rel.is_external]
    expected = [f"{ADDRESS}/recommendation?id={name}&lang=en" for name in frames.recommendations["id"]]
    assert sorted(targets) == sorted(expected)


def test_the_brief_counts_as_the_screen_does(
    frames: Frames, codebook: Codebook, options: Options, everything: Mask
) -> None:
    document = overlap_brief.overlap_brief(scope(frames, codebook, "en", options))
    counted = overlap.matrix(frames, everything)
    facts = next(block for block in document.blocks if isinstance(block, Facts))
    assert [value for value, _, _ in facts.items] == ["55", "6", "11", "9", "0"]
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    assert [head.label for head in grid.heads[1:]] == [
        "RCM", "SACM", "Los Angeles", "MIRPS", "IDB", "IDM", "Processes", "Total",
    ]  # fmt: skip
    rows = {row.cells[0].lines[0][0].text: row for row in grid.rows if not row.band}
    assert len(rows) == 27
    for code, theme in codebook.themes.items():
        shown = [cell.lines[0][0].text if cell.lines else "0" for cell in rows[theme.label["en"]].cells[1:]]
        expected = [*counted.counts.loc[code], counted.spread[code], counted.by_theme[code]]
        assert shown == [str(n) for n in expected]
    strongest = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert strongest == [
        "1. Regional cooperation and dialogue: 5 processes, 22 recommendations",
        "2. Policy coherence and legal frameworks: 5 processes, 14 recommendations",
        "3. Data and information exchange: 4 processes, 8 recommendations",
        "4. Integration and host communities: 4 processes, 5 recommendations",
        "5. Labour mobility and skills: 4 processes, 4 recommendations",
    ]


def test_follow_up_counts_and_lists(awkward: Frames, codebook: Codebook, options: Options) -> None:
    document = follow_up.follow_up(scope(awkward, codebook, "fr", options))
    facts = next(block for block in document.blocks if isinstance(block, Facts))
    assert facts.items == (
        ("53", "Actions de suivi", False),
        ("7", "Mise en œuvre", False),
        ("1", "En retard", True),
        ("44", "Sans échéance", False),
        ("32", "Sans responsable", False),
    )
    by_process = next(block for block in document.blocks if isinstance(block, Bars))
    assert [(label, sum(values)) for label, values in by_process.rows] == [
        ("CRM", 8), ("CSM", 16), ("Los Angeles", 16), ("MIRPS", 6), ("BID", 3), ("DIM", 8),
    ]  # fmt: skip
    assert "CRM: Sans information 8" in by_process.alt
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert sum(not row.band for row in grids[-1].rows) == 53
    assert [len(grid.rows) for grid in grids[:2]] == [1, 1]


def test_what_changed_since(frames: Frames, codebook: Codebook, options: Options) -> None:
    action = frames.actions["id"].iloc[0]
    events = tuple(
        Event(number, at, "Ana", "delegate", "PAN", None, "action-updated", action, changes)  # type: ignore[arg-type]
        for number, at, changes in (
            (2, datetime(2025, 12, 31, tzinfo=UTC), {"note": ("", "old")}),
            (
                3,
                datetime(2026, 2, 1, tzinfo=UTC),
                {"progress": ("no-information", "planned"), "due": (None, "2026-12-01")},
            ),
        )
    )
    document = follow_up.follow_up(scope(frames, codebook, "en", replace(options, events=events)))
    grid = next(block for block in reversed(document.blocks) if isinstance(block, Grid))
    assert [["".join(r.text for r in cell.lines[0]) for cell in row.cells] for row in grid.rows] == [
        [
            "1 Feb 2026",
            "Ana · Panama",
            "Action updated",
            "RCM\u00a02.1 – Provide humanitarian care to migrants",
            field,
            *values,
        ]
        for field, values in (
            ("Progress", ["No information", "Planned"]),
            ("Due date", ["–", "1 Dec 2026"]),
        )
    ]


def test_a_long_list_says_where_it_ends(
    awkward: Frames, codebook: Codebook, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow_up, "LISTED", 10)
    document = follow_up.follow_up(scope(awkward, codebook, "en", options))
    assert "The first 10 of 53; the workbook (xlsx) gives them all." in said(document)


def test_a_delegation_sheet(frames: Frames, codebook: Codebook, options: Options) -> None:
    document = country_sheet.country_sheet(scope(frames, codebook, "es", replace(options, party="CHL")))
    assert document.title == "Chile"
    assert next(block for block in document.blocks if isinstance(block, Facts)).items == (
        ("1", "Acciones a su cargo", False),
        ("0", "Acciones que apoya", False),
        ("0", "Vencidas", False),
        ("0", "Por vencer", False),
    )
    blank = next(block for block in reversed(document.blocks) if isinstance(block, Grid))
    assert len(blank.rows) == country_sheet.BLANK_LINES
    assert all(not cell.lines for row in blank.rows for cell in row.cells)


@pytest.mark.parametrize("form", ["docx", "pdf"])
@pytest.mark.parametrize("code", PAPER)
def test_awkward_text_is_text(awkward: Frames, codebook: Codebook, options: Options, code: str, form: str) -> None:
    """Markup, formulas, control characters, Arabic, Hebrew, Chinese: nothing breaks, nothing is read as markup."""
    content = kinds.make(code, form, awkward, codebook, Filter(), catalogue("fr"), replace(options, party="PAN"))
    if form == "docx":
        word = opened(content)
        text = "\n".join([*(p.text for p in word.paragraphs), *(c for c in re.findall(r">([^<]*)<", word.element.xml))])
        if code in ("summary", "country"):
            assert "#strong[typst] <b>&amp; *md*" in "".join(t.text or "" for t in word.element.iter(qn("w:t")))
            marks = [p for p in word.element.iter(qn("w:lang")) if p.get(qn("w:val")) == "en-GB"]
            assert marks
            assert "[en anglais]" in text


@pytest.mark.parametrize("in_parts", [False, True])
def test_a_script_without_a_font_is_one_sentence(
    frames: Frames, codebook: Codebook, options: Options, monkeypatch: pytest.MonkeyPatch, in_parts: bool
) -> None:
    """A letter so new that no font has it: no PDF with boxes in it, and the Word file is made."""
    if in_parts:
        monkeypatch.setattr(pdf_parts, "LONG", 20)
    texts = frames.recommendations["text_en"].where(frames.recommendations.index != 0, "\U0001e6d0")
    written = replace(frames, recommendations=frames.recommendations.assign(text_en=texts), _cache={})
    t = catalogue("en")
    with pytest.raises(Unavailable) as caught:
        kinds.make("summary", "pdf", written, codebook, Filter(), t, options)
    with pytest.raises(Unavailable) as seen:
        kinds.preview("summary", written, codebook, Filter(), t, options)
    assert t.error(seen.value) == t.error(caught.value)
    assert t.error(caught.value) == (
        "This computer has no font for “\U0001e6d0”, so the PDF can’t be drawn: take the Word file, or install a font for that script."
    )
    assert "\U0001e6d0" in "\n".join(
        p.text for p in opened(kinds.make("summary", "docx", written, codebook, Filter(), t, options)).paragraphs
    )


@pytest.mark.parametrize("code", [*PAPER, "workbook", "recommendations", "actions", "themes-by-process", "data"])
def test_nothing_chosen_is_one_sentence(frames: Frames, codebook: Codebook, options: Options, code: str) -> None:
    t = catalogue("fr")
    for form in kinds.REPORTS[code].formats:
        with pytest.raises(InvalidInput) as caught:
            kinds.make(code, form, frames, codebook, Filter(search="xyzzy"), t, options)
        assert t.error(caught.value).endswith((" filtres.", " recommencez."))


@pytest.mark.parametrize(
    ("code", "form", "changed", "key"),
    [
        ("nothing", "pdf", {}, "reports.no_such_report"),
        ("summary", "xlsx", {}, "reports.no_such_format"),
        ("summary", "docx", {"variant": "short"}, "reports.no_such_variant"),
        ("country", "pdf", {"party": "XXX"}, "reports.no_such_party"),
        ("country", "pdf", {"party": "URY"}, "reports.nothing_of_party"),
        ("calendar", "ics", {}, "reports.no_dates"),
    ],
)
def test_mistakes_are_told(
    frames: Frames, codebook: Codebook, options: Options, code: str, form: str, changed: dict[str, str], key: str
) -> None:
    t = catalogue("pt")
    with pytest.raises(InvalidInput) as caught:
        kinds.make(code, form, frames, codebook, Filter(), t, replace(options, **changed))  # type: ignore[arg-type]
    assert caught.value.key == key
    assert "{" not in t.error(caught.value)


def test_names_of_files(options: Options) -> None:
    t = catalogue("fr")
    assert kinds.filename("country", "pdf", t, options) == "convergence-country-PER-2026-11-23-fr.pdf"
    assert kinds.filename("country", "zip", t, options) == "convergence-country-2026-11-23-fr.zip"
    assert kinds.filename("workbook", "xlsx", t, options) == "convergence-workbook-2026-11-23-fr.xlsx"
