"""`python -m convergence read FILE --json`: the contract with other programs."""

from __future__ import annotations

import json
from pathlib import Path

from convergence.errors import InvalidInput
from convergence.reading.reader import read


def read_command(path: Path) -> str:
    """The reading of a file as JSON. Raises `InvalidInput` for a file that can't be read or isn't there."""
    if not path.is_file():
        raise InvalidInput("reading.no_file", name=path.name)
    return json.dumps(read(path).as_json(), ensure_ascii=False, indent=2)
