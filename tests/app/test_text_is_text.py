"""What a document or a person wrote is shown as it was written: no mark in it does anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from convergence import codebook, corpus
from convergence.model import Actor, Role
from convergence.shapes import MeetingFile
from convergence.store import loading, writes
from convergence.store.opened import Store

from .visits import (
    ACTIVITY,
    EXPORT,
    OVERLAP,
    OVERVIEW,
    RECOMMENDATION,
    RECOMMENDATIONS,
    TRACKER,
    introduce,
    run,
    said,
    texts,
    visit,
)

MARKS = "=1+1 **bold** <img src=x onerror=alert(1)> [link](https://example.org) $x^2$ :red[r] :material/home: `code`"
MEETING = "2024-01-01-marks"
REC = f"{MEETING}/crm.1.1"
ACTION = f"{REC}/a1"
SHOWN_AS_TEXT = {
    "text",
    "dataframe",
    "data_editor",
    "selectbox",
    "multiselect",
    "text_input",
    "text_area",
    "plotly_chart",
}
LIVE = re.compile(r"(?<!\\)(?:\*\*bold|<img|\[link\]|\$x|:red\[|:material/home:|`code)")


@pytest.fixture
def marked(store: Store) -> Store:
    """The database with a second meeting, all of whose words are marks, and with a history of the same."""
    words = dict.fromkeys(("fr", "en", "es", "pt"), MARKS)
    document = yaml.safe_load(corpus.meeting_files()[0].read_text(encoding="utf-8"))
    first = document["interventions"][0]
    first |= {"heading": words, "speaker": MARKS, "speaker_role": words}
    point = next(entry for entry in first["passages"] if entry["recommendations"])["recommendations"][0]
    point |= {"number": 1, "verb": words, "text": words}
    point["actions"][0]["title"] = words
    first["passages"] = [{"number": 1, "text": words, "recommendations": [point]}]
    document |= {"id": MEETING, "title": words, "place": words, "interventions": [first]}
    document["source"]["title"] = words
    with store.writing() as connection:
        loading.load_meeting(connection, loading.SYSTEM, corpus.meeting(MeetingFile.model_validate(document)))
    with store.writing() as connection:
        somebody = Actor(MARKS[:120], Role.ANALYST)
        changes = {"note": MARKS, "progress": "implemented"}
        writes.update_action(connection, codebook.bundled(), somebody, ACTION, 1, changes)
    return store


def nodes(at: AppTest) -> Iterator[Any]:
    waiting: list[Any] = [at.main, at.sidebar]
    while waiting:
        node = waiting.pop()
        waiting += list(getattr(node, "children", {}).values())
        yield node


def alive(at: AppTest) -> list[str]:
    """Elements whose words Streamlit reads as Markdown and in which a mark still is one."""
    found = []
    for node in nodes(at):
        if node.type in SHOWN_AS_TEXT:
            continue
        told = str(getattr(node, "proto", "")).replace("\\\\", "\\")
        found += [f"{node.type}: {mark}" for mark in LIVE.findall(told)]
    return found


PAGES = [
    (OVERVIEW, {}),
    (OVERLAP, {"o_theme": "humanitarian", "o_process": "crm", "o_meetings": MEETING}),
    (RECOMMENDATIONS, {"r_meetings": MEETING}),
    (RECOMMENDATIONS, {"r_meetings": MEETING, "r_view": "table"}),
    (RECOMMENDATION, {"id": REC}),
    (TRACKER, {"f_search": "bold"}),
    (TRACKER, {"f_search": "bold", "f_view": "form"}),
    (ACTIVITY, {}),
    (EXPORT, {"x_meetings": MEETING}),
]


@pytest.mark.parametrize(("page", "choices"), PAGES)
def test_no_mark_is_alive_on_any_page(marked: Store, page: str, choices: dict[str, str]) -> None:
    at = visit(page, **choices)
    assert alive(at) == []
    introduce(at, MARKS[:100], Role.ANALYST)
    assert alive(at) == []


def test_a_recommendation_is_shown_to_the_letter(marked: Store) -> None:
    at = visit(RECOMMENDATION, id=REC)
    assert texts(at).count(MARKS) == 2  # the statement and its passage
    at = visit(RECOMMENDATIONS, r_meetings=MEETING, r_view="table")
    assert at.dataframe[0].value["text"].tolist() == [MARKS]


def test_marks_in_a_refused_value_are_text(store: Store) -> None:
    at = introduce(visit(RECOMMENDATION, id="2023-05-09-cam/crm.5.2"), "Ana", Role.ANALYST)
    prefix = "form_add_2023-05-09-cam/crm.5.2_0"
    at.text_input(key=f"{prefix}_title").set_value("Title")
    at.text_input(key=f"{prefix}_link_0_url").set_value(MARKS)
    at.button(key=f"{prefix}_save").click()
    run(at, errors=1)
    assert alive(at) == []
    assert "is not a link" in said(at)[0]
