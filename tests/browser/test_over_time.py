"""Over time, with two meetings: a click lists what is behind a cell, and a linked ask tells its lineage."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from convergence.codebook import bundled
from convergence.model import Meeting
from convergence.store import writes
from convergence.store.loading import SYSTEM, load_meeting
from convergence.store.opened import open_store
from tests.conftest import ANALYST

from .server import Server, serving
from .test_overlap_views import click, listed
from .visitor import MEETING, arrive, expect_in_url, settled

LATER = "2024-02-01-test"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, meeting: Meeting) -> Iterator[Server]:
    """A server whose database holds two meetings, an ask that came back at the second, and one that two made at the first."""
    folder = tmp_path_factory.mktemp("two-meetings")
    store = open_store(bundled(), f"sqlite:///{folder / 'convergence.db'}")
    with store.writing() as connection:
        load_meeting(connection, SYSTEM, meeting)
        for one, other in (
            (f"{MEETING}/crm.5.3", f"{LATER}/csm.1.1"),
            (f"{MEETING}/csm.5.3", f"{MEETING}/idm.5.2"),
        ):
            writes.link_recommendations(connection, ANALYST, one, other, "same-ask")
    store.engine.dispose()
    with serving(folder) as started:
        yield started
        assert "Traceback" not in started.output.read_text()


def test_a_cell_of_a_meeting_lists_what_is_behind_it(page: Page) -> None:
    arrive(page, "/overlap", lang="en", o_view="over_time")
    expect(page.get_by_text("4 themes come back at each of the 2 meetings.")).to_be_visible()
    assert click(page, "data", LATER) == "3"
    expect_in_url(page, o_view="over_time", o_theme="data", o_meeting=LATER)
    listed(page, 3)
    assert click(page, "data", MEETING) == "8"
    listed(page, 8)
    page.reload()
    settled(page)
    listed(page, 8)


def test_the_lineage_of_a_linked_ask(page: Page) -> None:
    arrive(page, "/overlap", lang="en", o_view="over_time")
    asks = page.get_by_test_id("stExpander")
    expect(asks).to_have_count(2)
    expect(asks.nth(0).get_by_text("First asked 2023, repeated once, never dated.")).to_be_visible()
    expect(asks.nth(1).get_by_text("First asked 2023, not repeated since, never dated.")).to_be_visible()
    asks.nth(0).click()
    expect(asks.nth(0).get_by_role("link", name="Open the recommendation")).to_have_count(2)
    arrive(page, "/overlap", lang="fr", o_view="over_time")
    expect(asks.nth(0).get_by_text("Demandé d’abord en 2023, répété 1 fois, jamais daté.")).to_be_visible()
