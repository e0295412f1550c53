"""32 people on the Overlap page at once, each by a websocket of his own, from a process of its own.

`python -m benchmarks.crowd ADDRESS` is that process: it prints how many script runs ended per second.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks import Figure
from benchmarks.visitor import Visitor
from convergence.analysis import overlap
from convergence.charts import names
from convergence.codebook import bundled
from convergence.i18n import catalogue
from convergence.store.opened import open_store
from tests.browser.server import serving

PEOPLE = 32
SECONDS = 12.0


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.crowd", server.url],
            capture_output=True,
            text=True,
            check=True,
        )
    yield Figure(f"{PEOPLE} people on Overlap, script runs in all", float(ran.stdout), 25.0, "per s", "more")


def crowd(address: str) -> float:
    """Script runs per second of all the people together: each opens the page and then looks from cell to cell without a pause."""
    people = [Visitor(address, "overlap") for _ in range(PEOPLE)]
    ended = [0] * PEOPLE
    cells = _cells()

    def look(number: int, until: float) -> None:
        while perf_counter() < until:
            theme, process = cells[(number + ended[number]) % len(cells)]
            if people[number].look("lang=en", o_theme=theme, o_process=process) <= without:
                raise RuntimeError("nothing is listed behind the cell")
            ended[number] += perf_counter() < until

    without = people[0].look("lang=en")
    _all_at_once(lambda number: people[number].look("lang=en"))
    began = perf_counter()
    _all_at_once(lambda number: look(number, began + SECONDS))
    return sum(ended) / SECONDS


def _cells() -> list[tuple[str, str]]:
    """Every cell of the matrix that holds something, as the select boxes call its theme and its process."""
    book, t = bundled(), catalogue("en")
    with tempfile.TemporaryDirectory() as folder:
        frames = open_store(book, f"sqlite:///{Path(folder) / 'convergence.db'}").frames()
    counts = overlap.matrix(frames, np.ones(len(frames.recommendations), dtype=bool)).counts.stack()
    return [(names.label(theme, book, t), names.short(process, book, t)) for theme, process in counts[counts > 0].index]


def _all_at_once(do: Callable[[int], None]) -> None:
    threads = [threading.Thread(target=do, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    print(crowd(sys.argv[1]))
