"""`python -m convergence read FILE --json`: the contract with other programs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.reading.reader import read
from convergence.reading.result import Problem, Reading


def read_command(path: Path, book: Codebook | None = None, *, asked: bool = True) -> str:
    """The reading of a file as JSON, as `read_file` gives it."""
    return json.dumps(read_file(path, book, asked=asked).as_json(), ensure_ascii=False, indent=2)


def read_file(path: Path, book: Codebook | None = None, *, asked: bool = True) -> Reading:
    """Reads a file with the codebook of an installation; `asked` is False where there is one that did not answer.

    Raises `InvalidInput` for a file that can't be read or isn't there.
    """
    if not path.is_file():
        raise InvalidInput("reading.no_file", name=path.name)
    found = read(path, book=book)
    return found if asked else replace(found, problems=(*found.problems, Problem("reading.bundled_codebook")))
