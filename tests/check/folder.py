"""Reading the problems of a data folder as a person does, and putting some into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from convergence import check
from convergence.codebook import Codebook, read_yaml
from convergence.corpus import canonical
from convergence.i18n import catalogue
from tests.conftest import SMALL_MEETING

NAME = SMALL_MEETING.name


def lines(data: Path, language: str = "en") -> list[str]:
    return [problem.line(catalogue(language)) for problem in check.problems(data)]


def meeting_lines(data: Path, codebook: Codebook) -> list[str]:
    return [problem.line(catalogue("en")) for problem in check.meeting_problems(data / "meetings" / NAME, codebook)]


def change(path: Path, edit: Callable[[Any], object]) -> None:
    """Edit a file's document and write it back in canonical form."""
    document = read_yaml(path)
    edit(document)
    path.write_text(canonical(document), encoding="utf-8")


def passage(document: Any, intervention: int, number: int) -> Any:
    return document["interventions"][intervention]["passages"][number - 1]


def point(document: Any, intervention: int, number: int, which: int = 1) -> Any:
    return passage(document, intervention, number)["recommendations"][which - 1]
