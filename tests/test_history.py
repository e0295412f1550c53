"""The history in sentences: one for each field, in the reader's language, without a code in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from convergence import history
from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.model import LANGUAGES, Event


def event(verb: str = "action-updated", **changes: tuple[Any, Any]) -> Event:
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    return Event(7, at, "Ana Ruiz", "analyst", None, "PER", verb, "2024-02-01-test/crm.2.1/a1", changes)


def told(codebook: Codebook, language: str = "en", **changes: tuple[Any, Any]) -> list[str]:
    return history.details(event(**changes), codebook, catalogue(language))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"progress": ("planned", "implemented")}, "Progress: “Planned” became “Implemented”."),
        ({"due": (None, "2024-07-01")}, "Due date: 1 July 2024 (blank before)."),
        ({"due": ("2024-07-01", "2024-08-01")}, "Due date: 1 July 2024 became 1 August 2024."),
        ({"lead": ("MEX", None)}, "Lead: Mexico was taken out, nothing stands there now."),
        ({"note": ("", "Signed: done")}, "Note: “Signed: done” (blank before)."),
        ({"title": ({"en": "A", "fr": "B"}, {"en": "A", "fr": "C"})}, "Action (Français): “B” became “C”."),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_field_in_a_sentence(codebook: Codebook, change: dict[str, Any], sentence: str) -> None:
    assert told(codebook, **change) == [sentence]


def test_what_came_to_a_list_and_what_left_it(codebook: Codebook) -> None:
    assert told(codebook, supporting=(["MEX", "CAN"], ["CAN", "PER", "BRA"])) == [
        "Supporting: Peru and Brazil added.",
        "Supporting: Mexico taken out.",
    ]
    (order,) = told(codebook, themes=(["asylum", "data"], ["data", "asylum"]))
    assert "became" in order


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verb_has_its_sentence_in_every_language(codebook: Codebook, language: str) -> None:
    t = catalogue(language)
    for verb in history.VERBS:
        assert t.has(f"activity.{verb}"), verb
        headline = history.headline(event(verb), codebook, t)
        assert headline.startswith("Ana Ruiz")
        assert "history." not in headline


def test_a_text_in_french_has_its_marks_and_no_english(codebook: Codebook) -> None:
    assert told(codebook, "fr", note=("un", "deux")) == ["Note\u00a0: «\u00a0un\u00a0» devient «\u00a0deux\u00a0»."]
