"""A queue for writers of one process: first come, first served.

Databases let one writer in after the other, at the latest at the event. Who waits there keeps a connection meanwhile, and SQLite looks
again from time to time, so that luck decides who is next; who waits here keeps nothing, and is next when he is first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Queue:
    """A few at a time, by default one, in the order of coming."""

    def __init__(self, at_once: int = 1) -> None:
        self._guard = Lock()
        self._free = at_once
        self._waiting: deque[Lock] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and hand over at the end."""
        mine = Lock()
        mine.acquire()
        with self._guard:
            if self._free:
                self._free -= 1
                mine.release()
            else:
                self._waiting.append(mine)
        with mine:  # released by whoever was before
            try:
                yield
            finally:
                with self._guard:
                    if self._waiting:
                        self._waiting.popleft().release()
                    else:
                        self._free += 1
