"""Errors that people see, named by whose fault they are; each carries a message key and the values for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self


class ConvergenceError(Exception):
    """Something that a person must be told in one sentence.

    `key` names a message in the catalogues; `values` fill its placeholders. `places` are messages that say where, the widest first.
    `str()` is for logs only.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"{key} {values}" if values else key)
        self.key = key
        self.values: Mapping[str, object] = values
        self.places: tuple[tuple[str, Mapping[str, object]], ...] = ()

    def within(self, key: str, **values: object) -> Self:
        """The same error, said to be at a place: a field, a row. A wider place is given after a narrower one."""
        self.places = ((key, values), *self.places)
        return self


class InvalidInput(ConvergenceError):
    """What a person gave can't be used: their mistake, said with where it is and what to do."""


class NotAllowed(ConvergenceError):
    """The actor's role does not permit this."""


class NotFound(ConvergenceError):
    """There is no such record (any more)."""


class Unavailable(ConvergenceError):
    """The installation can't work as it is (database unreachable, newer or older than the code)."""
