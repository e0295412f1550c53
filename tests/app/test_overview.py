"""Overview: the numbers of the bundled meeting, and what becomes of them when something changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from convergence import codebook
from convergence.model import LANGUAGES, Actor, Role
from convergence.store import writes
from convergence.store.opened import Store

from .visits import ACTIVITY, MEETING, basis, run, texts, visit


def numbers(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def test_the_numbers_of_the_meeting(store: Store) -> None:
    at = visit()
    assert numbers(at) == {
        "Recommendations": "55",
        "Processes": "6",
        "Shared themes": "11",
        "Actions": "53",
        "Overdue": "0",
        "No lead": "33",
        "No due date": "46",
    }
    assert basis(at) == (
        "55 recommendations, 6 processes, 21 passages · Filters: none · Data of 9 May 2023, version 1 · All coding reviewed"
    )
    assert len(at.get("plotly_chart")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_of_numbers_fit_into_their_columns(store: Store, language: str) -> None:
    """Streamlit cuts what does not fit: 16 letters stand in the narrowest column, fewer beside a mark of help."""
    at = visit(lang=language)
    assert {metric.label: len(metric.label) for metric in at.metric if len(metric.label) > 16 - bool(metric.help)} == {}


def test_a_colleagues_change_is_there_at_the_next_run(store: Store) -> None:
    at = visit()
    assert "Eva Solís updated an action" not in texts(at)
    two_days_ago = datetime.now(UTC).date() - timedelta(days=2)
    with store.writing() as connection:
        writes.update_action(
            connection,
            codebook.bundled(),
            Actor("Eva Solís", Role.ANALYST),
            f"{MEETING}/crm.2.1/a1",
            1,
            {"due": two_days_ago, "lead": "CHL"},
        )
    run(at)
    assert numbers(at)["Overdue"] == "1"
    assert numbers(at)["No lead"] == "32"
    assert numbers(at)["No due date"] == "45"
    assert numbers(at)["Recommendations"] == "55"
    assert any(text.startswith("Eva Solís") for text in texts(at))
    assert not any(text.startswith("Lead: ") for text in texts(at))  # in brief: the activity tells the fields


def test_every_way_leads_to_a_page(store: Store) -> None:
    at = visit()
    ways = [link.value for link in at.page_link]
    assert ways[-5:] == [
        "See which themes overlap",
        "Look for a recommendation",
        "Update follow-up",
        "See who changed what",
        "Take a summary away",
    ]
    at.switch_page(ACTIVITY)
    run(at)
    assert at.title[0].value == "Activity"
