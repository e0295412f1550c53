"""What changed: since the last meeting or a day, in sentences, under the recommendation that it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

from convergence.store.opened import Store

from .test_activity import CHILE, write_history
from .visits import CHANGES, params, run, texts, visit


def test_nothing_changed_since_the_last_meeting(store: Store) -> None:
    at = visit(CHANGES)
    assert [message.value for message in at.info] == ["Nothing has changed since then."]
    assert at.caption[1].value == "Since the last meeting, on 9 May 2023."
    assert not at.get("download_button")


def test_in_sentences_by_process_and_recommendation(store: Store) -> None:
    write_history(store)
    at = visit(CHANGES)
    assert at.markdown[0].value == "**2 changes** – 1 recommendation"
    assert [head.value for head in at.subheader] == ["Los Angeles"]
    assert texts(at)[1:] == [
        "Dario Rojas (Chile) updated an action",
        "Progress: “No information” became “In progress”.",
        "Eva Solís changed the coding of a recommendation",
        "Position: “Adopted” became “Noted”.",
    ]
    assert len(at.get("download_button")) == 3


def test_a_day_and_filters_stand_in_the_link(store: Store) -> None:
    write_history(store)
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date()
    at = visit(CHANGES, c_since=tomorrow.isoformat())
    assert len(at.info) == 1
    at = visit(CHANGES, c_processes="crm")
    assert len(at.info) == 1
    at = visit(CHANGES, lang="fr", c_parties="CHL", c_progress="in-progress")
    assert params(at) == {"c_parties": "CHL", "c_progress": "in-progress"}
    assert "Avancement\u00a0: «\u00a0Sans information\u00a0» devient «\u00a0En cours\u00a0»." in texts(run(at))
    assert CHILE.partition("/a")[0] in unquote(at.get("page_link")[-1].proto.query_string)
