"""Recommendations: filters select exactly, and stay in the URL."""

from __future__ import annotations

import pytest

from convergence.store.opened import Store

from .visits import RECOMMENDATIONS, basis, listed, params, run, visit


def test_filters_select_exactly(store: Store) -> None:
    at = visit(RECOMMENDATIONS)
    assert listed(at) == 55
    assert at.get_by_key("r_page").num_pages == 6
    at.multiselect(key="r_processes").set_value(["csm"])
    assert listed(run(at)) == 16
    at.multiselect(key="r_themes").set_value(["cooperation"])
    assert listed(run(at)) == 10
    assert params(at) == {"r_processes": "csm", "r_themes": "cooperation"}
    assert basis(at).startswith("10 recommendations")
    at.button(key="r_clear").click()
    assert listed(run(at)) == 55
    assert params(at) == {}


def test_any_of_the_themes_or_all_of_them(store: Store) -> None:
    at = visit(RECOMMENDATIONS, r_themes=["cooperation", "governance"])
    assert listed(at) == 28
    at.toggle(key="r_all_themes").set_value(True)
    assert listed(run(at)) == 8
    assert params(at) == {"r_themes": ["cooperation", "governance"], "r_all_themes": "1"}


@pytest.mark.parametrize(
    ("choices", "found"),
    [
        ({"r_kinds": "proposal"}, 9),
        ({"r_positions": "noted"}, 12),
        ({"r_parties": "PER"}, 3),
        ({"r_processes": ["crm", "csm"], "r_kinds": "proposal"}, 9),
        ({"r_processes": "mirps", "r_themes": "data"}, 3),
    ],
)
def test_a_link_selects(store: Store, choices: dict[str, str | list[str]], found: int) -> None:
    at = visit(RECOMMENDATIONS, **choices)
    assert listed(at) == found
    assert params(at) == choices


@pytest.mark.parametrize(
    ("lang", "words"), [("fr", "RÉFUGIÉS"), ("fr", "refugies"), ("es", "ninez"), ("en", "CHILDREN")]
)
def test_search_ignores_accents_and_case(store: Store, lang: str, words: str) -> None:
    at = visit(RECOMMENDATIONS, lang=lang)
    at.text_input(key="r_search").set_value(words)
    assert listed(run(at)) == 1
    assert params(at) == {"r_search": words}


def test_nothing_found_says_what_to_do(store: Store) -> None:
    at = visit(RECOMMENDATIONS, r_search="zyx")
    assert [message.value for message in at.info] == [
        "No recommendation matches this search: remove a word or a filter."
    ]
    assert listed(at) == 0
    assert not at.dataframe
    at.button(key="r_clear").click()
    assert listed(run(at)) == 55


def test_the_next_page_shows_the_next_ones(store: Store) -> None:
    at = visit(RECOMMENDATIONS)
    first = [text.value for text in at.text]
    at.get_by_key("r_page").select(6)
    run(at)
    last = [link.value for link in at.page_link].count("Open the recommendation")
    assert last == 5
    assert not set(first) & {text.value for text in at.text if text.value.startswith("IDM")}


def test_the_table_holds_what_the_list_holds(store: Store) -> None:
    at = visit(RECOMMENDATIONS, r_processes="mirps", r_view="table")
    assert len(at.dataframe[0].value) == 6
    assert "Open the recommendation" not in [link.value for link in at.page_link]
