"""Every kind of problem of the codebook, as the line that a person reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .folder import change, lines

CODEBOOK_PROBLEMS: dict[str, tuple[str, Callable[[Any], object], list[str]]] = {
    "unknown group of a theme": (
        "themes",
        lambda d: d["themes"][0].update(group="nowhere"),
        ["themes.yaml:themes.borders: Unknown code “nowhere”: use a code of data/codebook."],
    ),
    "unknown package of a theme": (
        "themes",
        lambda d: d["themes"][0].update(la_packages=["99"]),
        ["themes.yaml:themes.borders: Unknown code “99”: use a code of data/codebook."],
    ),
    "unknown objective of a theme": (
        "themes",
        lambda d: d["themes"][0].update(gcm_objectives=[24]),
        ["themes.yaml:themes.borders: Unknown code “24”: use a code of data/codebook."],
    ),
    "unknown pillar of a package": (
        "crosswalk",
        lambda d: d["la_packages"][0].update(pillar="IX"),
        ["crosswalk.yaml:la_packages.01: Unknown code “IX”: use a code of data/codebook."],
    ),
    "theme twice": (
        "themes",
        lambda d: d["themes"].append(d["themes"][0]),
        ["themes.yaml:themes.borders: “borders” stands here twice: keep one."],
    ),
    "missing language": (
        "processes",
        lambda d: d["processes"][0]["name"].pop("pt"),
        ["processes.yaml:processes.crm: “name” is missing in the language “pt”: add the text."],
    ),
    "no language at all": (
        "vocabulary",
        lambda d: d["kinds"][0].update(label={}),
        ["vocabulary.yaml:kinds.recommendation: “label” is empty: fill it in."],
    ),
    "kind of a party": (
        "parties",
        lambda d: d["parties"][0].update(kind="planet"),
        ["parties.yaml:parties.ARG: Unknown code “planet”: use a code of data/codebook."],
    ),
    "unknown field": (
        "parties",
        lambda d: d["parties"][0].update(capital="x"),
        ["parties.yaml:parties.ARG: “capital” is not a known field: correct its name or remove it."],
    ),
}


@pytest.mark.parametrize("name", CODEBOOK_PROBLEMS)
def test_codebook_problem(data: Path, name: str) -> None:
    file, edit, expected = CODEBOOK_PROBLEMS[name]
    change(data / "codebook" / f"{file}.yaml", edit)
    assert lines(data) == expected
