"""Overlap: what stands behind a cell, a theme or a process, with and without filters."""

from __future__ import annotations

import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from convergence.analysis.over_time import Lineage
from convergence.i18n import catalogue
from convergence.store.opened import Store
from convergence.ui.overlap_views import over_time

from .visits import OVERLAP, basis, listed, params, run, visit


def test_nothing_is_chosen_at_first(store: Store) -> None:
    at = visit(OVERLAP)
    assert len(at.get("plotly_chart")) == 1
    assert not at.dataframe
    assert params(at) == {}
    assert "Open the recommendation" not in [link.value for link in at.page_link]


def test_a_link_reopens_a_cell(store: Store) -> None:
    at = visit(OVERLAP, o_theme="data", o_process="mirps")
    assert listed(at) == 3
    assert [link.value for link in at.page_link].count("Open the recommendation") == 3
    assert at.selectbox(key="o_theme").value == "data"
    assert at.selectbox(key="o_process").value == "mirps"
    assert params(at) == {"o_theme": "data", "o_process": "mirps"}


def test_a_theme_a_process_and_both(store: Store) -> None:
    at = visit(OVERLAP)
    at.selectbox(key="o_theme").set_value("climate")
    assert listed(run(at)) == 4
    assert params(at) == {"o_theme": "climate"}
    at.selectbox(key="o_process").set_value("la-declaration")
    assert listed(run(at)) == 2
    at.selectbox(key="o_theme").set_value(None)
    assert listed(run(at)) == 16
    assert params(at) == {"o_process": "la-declaration"}


def test_the_main_theme_alone(store: Store) -> None:
    at = visit(OVERLAP, o_theme="data", o_process="mirps")
    at.segmented_control(key="o_counted").set_value("main")
    assert listed(run(at)) == 1
    assert params(at)["o_counted"] == "main"


def test_filters_change_the_figure_and_what_is_behind_it(store: Store) -> None:
    at = visit(OVERLAP, o_theme="cooperation", o_process="csm")
    assert listed(at) == 10
    at.multiselect(key="o_kinds").set_value(["proposal"])
    assert listed(run(at)) == 5
    assert basis(at).startswith("9 recommendations, 2 processes")
    assert params(at)["o_kinds"] == "proposal"
    at.button(key="o_clear").click()
    assert listed(run(at)) == 10
    assert basis(at).startswith("55 recommendations, 6 processes")
    assert params(at) == {"o_theme": "cooperation", "o_process": "csm"}


def written(at: AppTest) -> dict[tuple[str, str], str]:
    """What is written in each cell of the figure, by theme and process."""
    traces = json.loads(at.get("plotly_chart")[0].proto.spec)["data"]
    return {
        (theme, process): text
        for trace in traces
        for (theme, process), text in zip(trace.get("customdata", ()), trace.get("text", ()), strict=True)
        if theme and process  # neither a total of a row nor one of a column
    }


def test_shares_and_counts_rest_on_the_same_points(store: Store) -> None:
    at = visit(OVERLAP, o_measure="share")
    shares = written(at)
    assert shares["cooperation", "csm"] == "62%"  # 10 of 16
    at.segmented_control(key="o_measure").set_value("count")
    counts = written(run(at))
    assert counts["cooperation", "csm"] == "10"
    assert counts["data", "mirps"] == "3"
    assert ("children", "idb") not in counts  # zero is empty
    assert counts.keys() == shares.keys()


def test_the_table_has_the_same_numbers(store: Store) -> None:
    at = visit(OVERLAP, o_as="table")
    assert not at.get("plotly_chart")
    table = at.dataframe[0].value
    assert len(table) == 27  # 26 themes and all themes together
    assert [button.label for button in at.download_button] == ["Download CSV", "Download Excel"]


def test_the_table_gives_the_measure_of_the_figure_as_the_browser_writes_numbers(store: Store) -> None:
    at = visit(OVERLAP, o_as="table", o_measure="share")
    assert at.dataframe[0].value.set_index("theme").at["Regional cooperation and dialogue", "csm"] == 62.5
    columns = json.loads(at.dataframe[0].proto.columns)
    assert columns["csm"]["type_config"]["format"] == "localized"
    assert "type_config" not in columns["theme"]


def test_a_selection_without_a_point_says_so(store: Store) -> None:
    at = visit(OVERLAP, o_parties="HTI")
    assert [message.value for message in at.info] == ["No recommendation matches these filters: remove one."]
    assert not at.get("plotly_chart")
    at.button(key="o_clear").click()
    run(at)
    assert not at.info
    assert len(at.get("plotly_chart")) == 1


@pytest.mark.parametrize(
    ("repeated", "dated", "sentence"),
    [
        (3, False, "First asked 2014, repeated 3 times, never dated."),
        (1, True, "First asked 2014, repeated once, with a due date."),
        (0, False, "First asked 2014, not repeated since, never dated."),
    ],
)
def test_a_lineage_in_words(repeated: int, dated: bool, sentence: str) -> None:
    lineage = Lineage(tuple(range(repeated + 1)), date(2014, 5, 1), repeated, dated)
    assert over_time.in_words(lineage, catalogue("en")) == sentence
