"""The report of what changed: which events are told, in which order, and as what."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import openpyxl
import pytest

from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.model import Event
from convergence.reports import changes, kinds
from convergence.reports.document import Heading, Paragraph, Points
from convergence.reports.options import Options
from convergence.reports.scope import Scope

from .given import MOMENT

ACTION = "2023-05-09-cam/csm.5.1/a1"
GONE = "2023-05-09-cam/crm.5.2/a9"
EVENTS = tuple(
    Event(number, at, who, "analyst", None, None, verb, subject, change)
    for number, at, who, verb, subject, change in (
        (1, datetime(2023, 1, 1, tzinfo=UTC), "Eva", "action-updated", ACTION, {"note": ("", "before the meeting")}),
        (2, datetime(2026, 1, 5, tzinfo=UTC), "Ana", "action-updated", ACTION, {"note": ("", "Told.")}),
        (3, datetime(2026, 1, 6, tzinfo=UTC), "Eva", "action-withdrawn", GONE, {"withdrawn": (False, True)}),
        (4, datetime(2026, 1, 7, tzinfo=UTC), "Eva", "coding-updated", ACTION[:-3], {"position": ("noted", "adopted")}),
        (5, datetime(2026, 1, 8, tzinfo=UTC), "Eva", "person-added", "person/ab12", {"role": (None, "reader")}),
    )
)


@pytest.fixture
def options() -> Options:
    return Options(moment=MOMENT, events=EVENTS)


def numbers(frames: Frames, book: Codebook, options: Options, **chosen: tuple[str, ...]) -> list[list[int]]:
    scope = Scope(frames, book, Filter(**chosen), catalogue("en"), options)  # type: ignore[arg-type]
    return [[change.event.number for change in group.changes] for group in changes.changed(scope)]


def test_since_the_last_meeting_by_process_oldest_first(frames: Frames, codebook: Codebook, options: Options) -> None:
    assert numbers(frames, codebook, options) == [[3], [2, 4]]  # CRM before SACM
    assert numbers(frames, codebook, replace(options, since=date(2026, 1, 6))) == [[3], [4]]
    assert numbers(frames, codebook, replace(options, since=date(2020, 1, 1))) == [[3], [1, 2, 4]]


def test_filters_as_elsewhere(frames: Frames, codebook: Codebook, options: Options) -> None:
    assert numbers(frames, codebook, options, processes=("csm",)) == [[3], [2, 4]]  # CRM 5 speaks for both
    assert numbers(frames, codebook, options, parties=("PER",)) == [[2, 4]]
    assert numbers(frames, codebook, options, processes=("idb",)) == []


def test_on_paper_in_french(frames: Frames, codebook: Codebook, options: Options) -> None:
    scope = Scope(frames, codebook, Filter(), catalogue("fr"), options)
    document = changes.report(scope)
    assert document.title == "Ce qui a changé depuis le 9 mai 2023"
    assert [block.text for block in document.blocks if isinstance(block, Heading)] == ["CRM", "CSM"]
    first, second = (block for block in document.blocks if isinstance(block, Points))
    assert "".join(run.text for run in first.items[0].line).endswith("(action retirée depuis)")
    (sentence,) = second.items[0].under
    assert sentence.line[0].text.startswith("Note\u00a0: «\u00a0Told.\u00a0»")
    cited = [block.line[0].text for block in document.blocks if isinstance(block, Paragraph)]
    assert cited == ["CRM\u00a05.2", "CSM\u00a05.1"]


def test_as_a_workbook(frames: Frames, codebook: Codebook, options: Options) -> None:
    content = kinds.make("changes", "xlsx", frames, codebook, Filter(), catalogue("en"), options)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [(row[1], row[4], row[6]) for row in rows] == [
        ("Eva", "Position", "Adopted"),
        ("Eva", "Withdrawn", "yes"),
        ("Ana", "Note", "Told."),
    ]
