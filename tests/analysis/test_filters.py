"""What a filter selects, by name, from the small meeting."""

from __future__ import annotations

from datetime import date

import pytest

from convergence.analysis import filters
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames, folded

TODAY = date(2024, 6, 15)
ALL = ["crm.2.1", "crm.2.2", "crm.3.1", "csm.1.1", "csm.2.1", "idb.2.1"]
ALL_ACTIONS = ["crm.2.1/a1", "crm.2.2/a1", "crm.2.2/a2", "crm.3.1/a1", "csm.2.1/a1", "idb.2.1/a1"]


def selected(frames: Frames, language: str = "en", **choices: object) -> list[str]:
    mask = filters.recommendations(frames, Filter(**choices), language)
    assert mask.dtype == bool
    return [name.partition("/")[2] for name in frames.recommendations["id"][mask]]


def selected_actions(frames: Frames, language: str = "en", **choices: object) -> list[str]:
    mask = filters.actions(frames, Filter(**choices), language, TODAY)
    assert mask.dtype == bool
    return [name.partition("/")[2] for name in frames.actions["id"][mask]]


def test_no_choice_selects_everything(frames: Frames) -> None:
    assert selected(frames) == ALL
    assert selected_actions(frames) == ALL_ACTIONS


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({"processes": ("crm",)}, ["crm.2.1", "crm.2.2", "crm.3.1"]),
        ({"processes": ("csm",)}, ["crm.2.2", "csm.1.1", "csm.2.1"]),
        ({"processes": ("csm", "idb")}, ["crm.2.2", "csm.1.1", "csm.2.1", "idb.2.1"]),
        ({"processes": ("mirps",)}, []),
        ({"themes": ("borders",)}, ["crm.2.1", "csm.1.1"]),
        ({"themes": ("borders", "data")}, ["crm.2.1", "crm.3.1", "csm.1.1", "idb.2.1"]),
        ({"themes": ("borders", "data"), "all_themes": True}, ["crm.2.1"]),
        ({"themes": ("asylum", "borders", "gender"), "all_themes": True}, ["csm.1.1"]),
        ({"themes": ("asylum", "data"), "all_themes": True}, []),
        ({"themes": ("data", "data"), "all_themes": True}, ["crm.2.1", "crm.3.1", "idb.2.1"]),
        ({"all_themes": True}, ALL),
        ({"themes": ("borders",), "main_only": True}, ["crm.2.1"]),
        ({"themes": ("asylum", "gender"), "main_only": True}, ["crm.2.2", "csm.1.1", "csm.2.1"]),
        ({"themes": ("borders", "data"), "main_only": True, "all_themes": True}, []),
        ({"main_only": True}, ALL),
        ({"kinds": ("recommendation",)}, ["crm.2.1", "csm.1.1"]),
        ({"kinds": ("practice", "proposal")}, ["csm.2.1", "idb.2.1"]),
        ({"positions": ("adopted",)}, ["crm.2.2", "csm.2.1"]),
        ({"positions": ("noted", "not-adopted")}, ["idb.2.1"]),
        ({"meetings": ("2024-02-01-test",)}, ALL),
        ({"meetings": ("2023-05-09-cam",)}, []),
        ({"parties": ("CAN",)}, ["crm.2.1", "crm.2.2"]),
        ({"parties": ("MEX",)}, ["crm.2.1"]),
        ({"parties": ("USA",)}, ["crm.2.1"]),
        ({"parties": ("ECU", "idb-migration-unit")}, ["csm.2.1", "idb.2.1"]),
        ({"parties": ("BRA",)}, []),
        ({"progress": ("implemented",), "flags": ("overdue",)}, ALL),
        ({"themes": ("nowhere",)}, []),
        ({"processes": ("crm",), "themes": ("data",), "kinds": ("commitment",)}, ["crm.3.1"]),
        ({"processes": ("csm",), "positions": ("adopted",), "parties": ("CAN",)}, ["crm.2.2"]),
    ],
    ids=str,
)
def test_choices(frames: Frames, choices: dict[str, object], expected: list[str]) -> None:
    assert selected(frames, **choices) == expected


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("fr", "proteger FEMMES", ["csm.1.1"]),
        ("fr", "Protéger", ["csm.1.1"]),
        ("fr", "femmes protéger", ["csm.1.1"]),
        ("fr", "aux frontières", ["csm.1.1"]),
        ("fr", "données", ["crm.2.1", "idb.2.1"]),
        ("fr", "women", []),
        ("fr", "l'asile", ["crm.2.2"]),
        ("fr", "l’asile", ["crm.2.2"]),
        ("fr", "mise en oeuvre", ["crm.2.2"]),
        ("fr", "mise en ŒUVRE", ["crm.2.2"]),
        ("en", "women borders", ["csm.1.1"]),
        ("en", "BORDER", ["crm.2.1", "csm.1.1"]),
        ("en", "women data", []),
        ("es", "manana rio", ["crm.2.1"]),
        ("es", "MAÑANA", ["crm.2.1"]),
        ("es", "canada", ["crm.2.2"]),
        ("es", "fronteras", ["crm.2.1", "csm.1.1"]),
        ("pt", "protecao informacao", ["crm.2.1"]),
        ("pt", "Canadá", ["crm.2.2"]),
        ("pt", "proteção das pessoas", []),
        ("en", "   ", ALL),
        ("en", ".*", []),
        ("en", "(", []),
        ("en", "asylum:", ["crm.2.2"]),
    ],
)
def test_words(frames: Frames, language: str, words: str, expected: list[str]) -> None:
    assert selected(frames, language, search=words) == expected


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({"processes": ("csm",)}, ["crm.2.2/a1", "crm.2.2/a2", "csm.2.1/a1"]),
        ({"themes": ("data",)}, ["crm.2.1/a1", "crm.3.1/a1", "idb.2.1/a1"]),
        ({"themes": ("data",), "main_only": True}, ["crm.3.1/a1", "idb.2.1/a1"]),
        ({"themes": ("borders", "data"), "all_themes": True}, ["crm.2.1/a1"]),
        ({"kinds": ("assignment",)}, ["crm.2.2/a1", "crm.2.2/a2"]),
        ({"positions": ("noted",)}, ["idb.2.1/a1"]),
        ({"parties": ("CAN",)}, ["crm.2.1/a1", "crm.2.2/a1"]),
        ({"parties": ("MEX",)}, ["crm.2.1/a1"]),
        ({"parties": ("ECU",)}, ["csm.2.1/a1"]),
        ({"parties": ("BRA",)}, []),
        ({"progress": ("planned", "implemented")}, ["crm.3.1/a1", "idb.2.1/a1"]),
        ({"flags": ("overdue",)}, ["crm.2.2/a2"]),
        ({"flags": ("no-due-date",)}, ["crm.2.2/a1", "csm.2.1/a1"]),
        ({"flags": ("overdue", "due-soon")}, ["crm.2.1/a1", "crm.2.2/a2"]),
        ({"flags": ("no-lead",), "processes": ("idb",)}, []),
        ({"search": "plan"}, ["crm.2.1/a1"]),
        ({"search": "course EQUALITY"}, ["csm.2.1/a1"]),
        ({"search": "women"}, []),
    ],
    ids=str,
)
def test_choices_of_actions(frames: Frames, choices: dict[str, object], expected: list[str]) -> None:
    assert selected_actions(frames, **choices) == expected


def test_words_of_an_action_are_in_the_language_shown(frames: Frames) -> None:
    assert selected_actions(frames, "fr", search="procedures d'asile") == ["crm.2.2/a1"]
    assert selected_actions(frames, "pt", search="formacao") == ["crm.2.2/a2"]
    assert selected_actions(frames, "pt", search="staff") == []


def test_what_is_active() -> None:
    assert Filter().active == []
    assert Filter(all_themes=True, main_only=True).active == []
    assert Filter(themes=("data",), search="x", flags=("overdue",)).active == ["themes", "flags", "search"]


def test_a_filter_leaves_the_tables_as_they_are(frames: Frames) -> None:
    before = frames.actions.copy()
    selected_actions(frames, parties=("CAN",), flags=("overdue",), search="plan")
    assert frames.actions.equals(before)


def test_folding() -> None:
    assert (
        folded("Élan ÇA Ñandú São œuvre Æsir straße l’asile ﬁn") == "elan ca nandu sao oeuvre aesir strasse l'asile fin"
    )
    assert folded("") == ""
