"""Words that hold commas are told apart as each language does it."""

from __future__ import annotations

import pytest

from convergence.i18n import catalogue
from convergence.ui.parts import in_turn


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "a, b; c {d}; e"),
        ("fr", "a, b\u202f; c {d}\u202f; e"),
        ("es", "a, b; c {d}; e"),
        ("pt", "a, b; c {d}; e"),
    ],
)
def test_a_semicolon_stands_as_the_language_writes_it(language: str, told: str) -> None:
    assert in_turn(["a, b", "c {d}", "e"], catalogue(language)) == told
    assert in_turn(["a"], catalogue(language)) == "a"
    assert in_turn([], catalogue(language)) == ""
