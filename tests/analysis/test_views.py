"""The numbers behind the views of the Overlap page: exact on the small meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from convergence.analysis import cooccurrence, gaps, likeness, over_time, overlap, parties, same_ask
from convergence.analysis.frames import Frames
from convergence.analysis.likeness import Intersection
from convergence.analysis.over_time import Lineage
from convergence.analysis.seriation import seriated
from convergence.codebook import Codebook

ALL = np.ones(6, dtype=bool)
NONE = np.zeros(6, dtype=bool)


def test_what_stands_out_against_chance(frames: Frames) -> None:
    found = overlap.matrix(frames, ALL)
    assert found.expected.at["data", "csm"] == 3 * 5 / 10
    assert found.residuals.at["data", "csm"] == pytest.approx(-1.5 / (1.5 * 0.7 * 0.5) ** 0.5)
    assert found.residuals.at["gender", "csm"] == pytest.approx(1 / (1.0 * 0.8 * 0.5) ** 0.5)
    assert found.residuals.at["data", "mirps"] == 0
    assert found.residuals.at["climate", "csm"] == 0
    assert not overlap.matrix(frames, NONE).residuals.to_numpy().any()


def test_orders_of_the_matrix(frames: Frames) -> None:
    found = overlap.matrix(frames, ALL)
    assert found.order("total")[:4] == ["data", "borders", "asylum", "gender"]
    assert found.order("similarity")[:4] == ["gender", "asylum", "borders", "data"]
    assert found.columns() == ["crm", "csm", "idb"]
    assert found.columns("similarity") == ["csm", "crm", "idb"]


def test_only_the_chosen_rows_and_columns(frames: Frames) -> None:
    found = overlap.matrix(frames, ALL, themes=("data", "asylum"), processes=("crm",))
    assert found.counts.to_dict() == {"crm": {"asylum": 1, "data": 2}}
    assert found.spread.to_dict() == {"asylum": 1, "data": 1}
    assert found.by_theme.to_dict() == {"asylum": 2, "data": 3}


def test_the_joint_agenda(frames: Frames) -> None:
    found = overlap.matrix(frames, ALL)
    assert overlap.candidates(found, 2) == ["data", "borders", "asylum"]
    assert overlap.candidates(found, 3) == []
    assert overlap.candidates(found, 0) == ["data", "borders", "asylum", "gender"]
    beside = overlap.side_by_side(frames, ALL, "asylum", found.speaking)
    assert {process: list(places) for process, places in beside.items()} == {"crm": [1], "csm": [1, 3]}


def test_seriation_puts_the_like_together_and_the_empty_last() -> None:
    table = np.array([[1.0, 0, 0], [0, 0, 1], [0, 0, 0], [1, 1, 0], [0, 1, 1]])
    assert seriated(table) == [0, 3, 4, 1, 2]
    assert seriated(table[:2]) == [0, 1]
    assert seriated(np.zeros((0, 3))) == []


def test_likeness_by_presence(frames: Frames) -> None:
    found = likeness.likeness(overlap.matrix(frames, ALL), "jaccard")
    assert found.processes == ["csm", "crm", "idb"]
    assert found.values.to_numpy().tolist() == [[1, 0.5, 0], [0.5, 1, 1 / 3], [0, 1 / 3, 1]]
    assert found.shared.to_numpy().tolist() == [[3, 2, 0], [2, 3, 1], [0, 1, 1]]
    assert found.pairs() == [("csm", "crm"), ("crm", "idb")]


def test_likeness_by_weight(frames: Frames) -> None:
    found = likeness.likeness(overlap.matrix(frames, ALL), "cosine")
    assert found.values.at["crm", "idb"] == pytest.approx(2 / 6**0.5)
    assert found.values.at["csm", "crm"] == pytest.approx(3 / (9 * 6) ** 0.5)
    assert found.pairs() == [("crm", "idb"), ("csm", "crm")]


def test_sets_of_processes(frames: Frames) -> None:
    counted = overlap.matrix(frames, ALL)
    assert likeness.intersections(counted) == [
        Intersection(("crm", "csm"), ("borders", "asylum")),
        Intersection(("crm", "idb"), ("data",)),
        Intersection(("csm",), ("gender",)),
    ]
    assert likeness.shared_themes(counted, ["crm", "csm"]) == ["borders", "asylum"]
    assert list(likeness.behind(frames, ALL, ["borders", "asylum"], ["crm", "csm"])) == [0, 1, 3]
    assert list(likeness.behind(frames, ALL, ["borders"], ["idb"])) == []


def test_themes_in_one_recommendation(frames: Frames) -> None:
    found = cooccurrence.together(frames, ALL)
    assert found.counts.loc["borders"].to_dict() == {"borders": 2, "asylum": 1, "gender": 1, "data": 1}
    assert (found.n, found.lift("asylum", "gender"), found.lift("borders", "data")) == (6, 1.5, 1.0)
    assert found.pairs() == [("asylum", "gender"), ("borders", "asylum"), ("borders", "gender"), ("borders", "data")]
    assert found.family.to_dict() == {"borders": 0, "asylum": 0, "gender": 0, "data": 1}
    assert found.themes == ["asylum", "borders", "gender", "data"]
    assert list(cooccurrence.behind(frames, ALL, "borders", "gender")) == [3]
    assert list(cooccurrence.behind(frames, ALL, "borders")) == [0, 3]


def test_themes_in_one_process(frames: Frames) -> None:
    counted = overlap.matrix(frames, ALL)
    found = cooccurrence.together_in_processes(counted)
    assert found.count("borders", "asylum") == 2
    assert found.lift("asylum", "data") == 0.75
    assert cooccurrence.processes_behind(counted, "borders", "asylum") == ["crm", "csm"]
    assert cooccurrence.processes_behind(counted, "gender", "data") == []


def test_communities_of_two_cliques() -> None:
    counts = np.array([[4, 3, 3, 0, 0], [3, 4, 3, 1, 0], [3, 3, 4, 0, 0], [0, 1, 0, 4, 4], [0, 0, 0, 4, 4]])
    assert cooccurrence.families(counts, 12) == [0, 0, 0, 1, 1]
    assert cooccurrence.families(np.diag([3, 2, 1]), 6) == [0, 1, 2]
    assert cooccurrence.families(np.zeros((0, 0), dtype=np.int64), 0) == []


def test_gaps(frames: Frames) -> None:
    items = {"a": ("borders", "gender"), "b": ("asylum",), "c": ("climate",), "d": ()}
    found = gaps.gaps(frames, ALL, items, ["crm", "csm", "idb"])
    assert found.counts.to_numpy().tolist() == [[1, 2, 0, 3], [1, 2, 0, 2], [0, 0, 0, 0], [0, 0, 0, 0]]
    assert found.followed.to_numpy().tolist() == [[1, 1, 0, 2], [1, 1, 0, 1], [0, 0, 0, 0], [0, 0, 0, 0]]
    assert found.uncovered == {"d"}
    assert found.items("silent") == ["c", "d"]
    assert found.items("followed", "csm") == ["a", "b"]
    alone = np.array([False, False, False, True, False, False])
    assert gaps.gaps(frames, alone, items, ["csm"]).items("unfollowed") == ["a", "b"]


def test_no_information_is_no_follow_up(frames: Frames) -> None:
    assert gaps.with_follow_up(frames).tolist() == [True, True, True, False, True, True]
    silenced = replace(frames, actions=frames.actions.assign(progress="no-information"), _cache={})
    assert not gaps.with_follow_up(silenced).any()


def test_who_leads_what(frames: Frames) -> None:
    found = parties.by_theme(frames, ALL)
    assert found.index.tolist() == ["CAN", "MEX", "PER", "idb-migration-unit"]
    assert found.columns.tolist() == ["borders", "asylum", "gender", "data"]
    assert found.to_numpy().tolist() == [[0, 1, 0, 0], [1, 0, 0, 1], [0, 0, 1, 0], [0, 0, 0, 1]]
    assert list(parties.behind(frames, ALL, "MEX")) == [0]
    assert list(parties.behind(frames, ALL, None, "data")) == [0, 5]
    assert parties.by_theme(frames, NONE).empty


def test_same_ask_of_the_small_meeting(frames: Frames) -> None:
    pairs = same_ask.pairs(frames, ALL, least=0.3)
    assert [(pair.one, pair.other, round(pair.score, 2)) for pair in pairs] == [(2, 5, 0.46), (0, 3, 0.35)]
    first = pairs[0]
    assert (first.words, first.themes, first.verb, first.parties) == (0, pytest.approx(1), pytest.approx(1), None)
    new = np.array([False] * 5 + [True])
    assert [(pair.one, pair.other) for pair in same_ask.pairs(frames, ALL, least=0.3, new=new)] == [(2, 5)]
    assert same_ask.pairs(frames, NONE) == []


def test_same_ask_without_a_language_in_common(frames: Frames) -> None:
    table = frames.recommendations.copy()
    table.loc[2, ["text_fr", "text_en", "text_pt"]] = None
    table.loc[5, ["text_es", "text_en", "text_pt"]] = None
    made = replace(frames, recommendations=table, _cache={})
    pair = next(pair for pair in same_ask.pairs(made, ALL, least=0.3) if (pair.one, pair.other) == (2, 5))
    assert pair.words is None
    assert pair.score == pytest.approx(1.0)
    assert same_ask.shared_words(made, 2, 5, "en") == []


@pytest.mark.parametrize(
    ("one", "other", "language", "words"),
    [
        (
            "Under its presidency they have that work",
            "Asks under the presidency that they have dialogue",
            "en",
            ["presidency"],
        ),
        ("Sous la présidence, avec les autres", "Avec d’autres, sous une présidence", "fr", ["présidence"]),
        ("Bajo la presidencia, otros también", "También otros, bajo una presidencia", "es", ["presidencia"]),
        ("Sobre a presidência, também outros", "Outros também, sobre uma presidência", "pt", ["presidência"]),
    ],
)
def test_function_words_are_no_reason(frames: Frames, one: str, other: str, language: str, words: list[str]) -> None:
    table = frames.recommendations.copy()
    table.loc[[0, 4], f"text_{language}"] = [one, other]
    made = replace(frames, recommendations=table, _cache={})
    assert same_ask.shared_words(made, 0, 4, language) == words


def test_shared_words_as_they_are_written(frames: Frames) -> None:
    table = frames.recommendations.copy()
    for place, text in ((0, "Renforcer les réponses humanitaires"), (4, "Une réponse humanitaire commune")):
        table.loc[place, "text_fr"] = text
    made = replace(frames, recommendations=table, _cache={})
    assert sorted(same_ask.shared_words(made, 0, 4, "fr")) == ["humanitaires", "réponses"]


def test_lineage_of_a_linked_ask(frames: Frames) -> None:
    links = pd.DataFrame({"one": [3, 0, 4], "other": [0, 5, 1], "kind": ["same-ask", "builds-on", "contradicts"]})
    linked = replace(frames, links=links)
    assert over_time.lineages(linked, ALL) == [Lineage((0, 3, 5), date(2024, 2, 1), 0, True)]
    only = np.array([True, False, False, True, False, False])
    assert over_time.lineages(linked, only) == [Lineage((0, 3), date(2024, 2, 1), 0, True)]
    later = [
        f"{year}-02-01-test" for year in (2024, 2024, 2024, 2026, 2026, 2025)
    ]  # 3 and 5 came back at later meetings
    meetings = pd.DataFrame({"id": sorted(set(later)), "date": pd.to_datetime(sorted({name[:10] for name in later}))})
    apart = replace(
        linked,
        meetings=meetings,
        recommendations=frames.recommendations.assign(meeting=pd.Categorical(later)),
        _cache={},
    )
    assert over_time.lineages(apart, ALL) == [Lineage((0, 5, 3), date(2024, 2, 1), 2, True)]
    undated = replace(apart, actions=frames.actions.assign(due=pd.NaT), _cache={})
    assert over_time.lineages(undated, ALL) == [Lineage((0, 5, 3), date(2024, 2, 1), 2, False)]
    assert over_time.lineages(frames, ALL) == []


def test_themes_by_meeting(frames: Frames) -> None:
    found = over_time.by_meeting(frames, ALL)
    assert found.to_dict() == {"2024-02-01-test": {"borders": 2, "asylum": 2, "gender": 2, "data": 3}}
    assert list(over_time.behind(frames, ALL, "data", "2024-02-01-test")) == [0, 2, 5]


def test_a_codebooks_themes_stand_for_its_objectives(frames: Frames, codebook: Codebook) -> None:
    items = {
        str(number): tuple(theme.code for theme in codebook.themes.values() if number in theme.gcm_objectives)
        for number in codebook.gcm_objectives
    }
    found = gaps.gaps(frames, ALL, items, ["crm"])
    assert found.uncovered == {"13"}
    assert found.counts.loc["1"].tolist() == [2, 3]
