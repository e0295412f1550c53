"""What the secretariat says on behalf of a delegation is told as such by every export."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest

from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.model import Event
from convergence.reports import kinds
from convergence.reports.options import Options
from tests.reports.given import ADDRESS
from tests.reports.given import MOMENT as NOW

OPTIONS = Options(NOW, ADDRESS)
SAID = "Secretariat, on behalf of Panama"
MOMENT = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture
def spoken_for(awkward: Frames) -> Frames:
    actions = awkward.actions.copy()
    actions["source"] = None
    actions.loc[0, ["source", "on_behalf_of"]] = ["secretariat-on-behalf", "PAN"]
    return replace(awkward, actions=actions, _cache={})


@pytest.fixture
def event(awkward: Frames) -> Event:
    changes = {"note": ("", "x")}
    return Event(2, MOMENT, "Ana", "analyst", None, "PAN", "action-updated", awkward.actions["id"][0], changes)


@pytest.mark.parametrize(
    ("code", "form"), [("actions", "csv"), ("calendar", "ics"), ("follow-up", "docx"), ("country", "docx")]
)
def test_texts(spoken_for: Frames, codebook: Codebook, code: str, form: str) -> None:
    options = replace(OPTIONS, party="PAN")
    made = kinds.make(code, form, spoken_for, codebook, Filter(), catalogue("en"), options)
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            text = archive.read("word/document.xml").decode()
    else:
        text = made.decode().replace("\r\n ", "").replace("\\,", ",")
    assert text.count(SAID) == 1 + (code == "follow-up")  # among what is late, and among everything


def test_workbooks_with_the_history(spoken_for: Frames, codebook: Codebook, event: Event) -> None:
    for code in ("workbook", "follow-up"):
        made = kinds.make(
            code, "xlsx", spoken_for, codebook, Filter(), catalogue("en"), replace(OPTIONS, events=(event,))
        )
        book = openpyxl.load_workbook(io.BytesIO(made))
        assert [row[1].value for row in book["History"].iter_rows(min_row=2)] == ["Ana, on behalf of Panama"]
        assert SAID in [cell.value for row in book["Follow-up"].iter_rows() for cell in row]


def test_open_data(spoken_for: Frames, codebook: Codebook) -> None:
    made = kinds.make("data", "zip", spoken_for, codebook, Filter(), catalogue("en"), OPTIONS)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        first, second, *_ = json.loads(archive.read("actions.json"))
    assert (first["source"], first["on_behalf_of"], first["reviewed_by"]) == ("secretariat-on-behalf", "PAN", None)
    assert (second["source"], second["on_behalf_of"]) == (None, None)
