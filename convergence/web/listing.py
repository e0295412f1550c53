"""A list that a program asks for, before it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that is asked for, not made yet: of `total` records, those of the asked part are made by `items` or `csv`.

    `version` is the data version that it is made of; `basis` is what else it depends on besides the query.
    """

    version: int
    total: int
    items: Callable[[], list[dict[str, Any]]]
    csv: Callable[[], bytes]
    basis: tuple[object, ...] = ()
    whole: bool = False
