"""`python -m convergence export archive` and `load FILE.zip`: the whole database as a file, and back."""

from __future__ import annotations

import io
from pathlib import Path

from convergence import cli
from convergence.errors import InvalidInput
from convergence.reports import files
from convergence.store import archive
from convergence.store import engine as store

CODE = "archive"


def write(output: Path | None) -> tuple[Path, int]:
    """Write the archive to a file, or into a folder under its own name; gives where it is and its size. Raises ConvergenceError."""
    with io.BytesIO() as content, store.reading(store.open_store()) as connection:
        archive.write(connection, content)
        target = output / "convergence.zip" if output and output.is_dir() else output or Path("convergence.zip")
        files.write(target, content.getvalue())
        return target, len(content.getvalue())


def load(given: list[Path]) -> str:
    """Load one archive into the installation's empty database; gives what to say. Raises ConvergenceError."""
    if len(given) > 1:
        raise InvalidInput("archive.alone")
    try:
        with given[0].open("rb") as file, store.writing(store.open_store()) as connection:
            rows = archive.load(connection, file)
    except OSError as error:
        raise InvalidInput("archive.unreadable", file=str(given[0]), reason=error.strerror or str(error)) from error
    return cli.words().n("archive.loaded", rows)
