"""An opened store as pages use it: reads and writes without a word of SQL outside this package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from convergence.analysis.frames import Frames
from convergence.check import Problem
from convergence.codebook import Codebook
from convergence.store import engine as engines
from convergence.store import frames as tables
from convergence.store import loading, reads, terms

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


FRESH_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class _Known:
    """A version as it was read: when, and after how many writes of this process."""

    at: float
    written: int
    version: int


@dataclass(frozen=True, eq=False)
class Store:
    """A database that has this code's shape, with the problems of bundled files that could not be loaded."""

    engine: Engine
    bundled: Codebook
    problems: tuple[Problem, ...]
    _known: _Known | None = field(default=None, init=False, repr=False)

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
        """What `frames` is cached by: a decision in a review makes nobody wait for new tables.

        The database is asked at most once every FRESH_SECONDS, and again after each write of this process: a page asks several times
        a run, and what another process wrote may be seen that much later.
        """
        written = engines.written(self.engine)
        known = self._known
        if known and known.written == written and monotonic() - known.at < FRESH_SECONDS:
            return known.version
        at = monotonic()
        with self.reading() as connection:
            known = _Known(at, written, reads.tables_version(connection))
        object.__setattr__(self, "_known", known)
        return known.version

    def frames(self) -> Frames:
        with self.reading() as connection:
            return tables.frames(connection, terms.codebook(connection, self.bundled))


def open_store(codebook: Codebook, url: str | None = None) -> Store:
    """The store at a URL, by default the installation's, with the bundled corpus in it if it was empty.

    Raises Unavailable.
    """
    engine = engines.open_store(url)
    return Store(engine, codebook, tuple(loading.load_bundled(engine, codebook)))
