"""An opened store as pages use it: reads and writes without a word of SQL outside this package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convergence.analysis.frames import Frames
from convergence.check import Problem
from convergence.codebook import Codebook
from convergence.store import engine as engines
from convergence.store import frames as tables
from convergence.store import loading, reads, terms

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


@dataclass(frozen=True, eq=False)
class Store:
    """A database that has this code's shape, with the problems of bundled files that could not be loaded."""

    engine: Engine
    bundled: Codebook
    problems: tuple[Problem, ...]

    @property
    def codebook(self) -> Codebook:
        """The bundled codebook with what analysts added to it, as it stands now."""
        with self.reading() as connection:
            return terms.codebook(connection, self.bundled)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with engines.reading(self.engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with engines.writing(self.engine) as connection:
            yield connection

    def version(self) -> int:
        with self.reading() as connection:
            return reads.version(connection)

    def tables_version(self) -> int:
        """What `frames` is cached by: a decision in a review makes nobody wait for new tables."""
        with self.reading() as connection:
            return reads.tables_version(connection)

    def frames(self) -> Frames:
        with self.reading() as connection:
            return tables.frames(connection, terms.codebook(connection, self.bundled))


def open_store(codebook: Codebook, url: str | None = None) -> Store:
    """The store at a URL, by default the installation's, with the bundled corpus in it if it was empty.

    Raises Unavailable.
    """
    engine = engines.open_store(url)
    return Store(engine, codebook, tuple(loading.load_bundled(engine, codebook)))
