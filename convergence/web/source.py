"""Where the routes take their data from: the same store and the same tables as the pages of this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from convergence.analysis.frames import Frames
from convergence.store.opened import Store


@dataclass(frozen=True, slots=True)
class Source:
    """`store` gives the opened database, `frames` the tables of its present data version. Either may raise Unavailable, and may block."""

    store: Callable[[], Store]
    frames: Callable[[], Frames]
