"""A queue for writers of one process: first come, first served.

Databases let one writer in after the other. Who waits there keeps a connection meanwhile, and SQLite looks again from time to time, so that
luck decides who is next; who waits here keeps nothing, and is next when he is first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Queue:
    """One at a time, in the order of coming."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._busy = False
        self._waiting: deque[Lock] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and hand over at the end."""
        mine = Lock()
        mine.acquire()
        with self._guard:
            if self._busy:
                self._waiting.append(mine)
            else:
                self._busy = True
                mine.release()
        with mine:  # released by whoever was before
            try:
                yield
            finally:
                with self._guard:
                    if self._waiting:
                        self._waiting.popleft().release()
                    else:
                        self._busy = False
