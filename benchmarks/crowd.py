"""32 people on the Overlap page at once, each by a websocket of his own, from a process of its own.

`python -m benchmarks.crowd ADDRESS` is that process: it prints how many runs ended per second, from cell to cell and of the page.
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
QUERY = "lang=en"


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.crowd", server.url],
            capture_output=True,
            text=True,
            check=True,
        )
    cells, pages = map(float, ran.stdout.split())
    yield Figure(f"{PEOPLE} people on Overlap, runs in all, from cell to cell", cells, 25.0, "per s", "more")
    yield Figure(f"{PEOPLE} people on Overlap, runs in all, of the whole page", pages, 25.0, "per s", "more")


def crowd(address: str) -> tuple[float, float]:
    """Script runs per second of all the people together, without a pause: as they look from cell to cell, and of the page as a whole."""
    people = [Visitor(address, "overlap") for _ in range(PEOPLE)]
    cells = _cells()

    def from_cell_to_cell(number: int, turn: int) -> None:
        theme, process = cells[(number + turn) % len(cells)]
        if not people[number].look(QUERY, o_theme=theme, o_process=process)["page_link"]:
            raise RuntimeError("nothing is listed behind the cell")

    def whole(number: int, turn: int) -> None:
        if people[number].look(QUERY)["plotly_chart"] != 1:
            raise RuntimeError("the page has no figure")

    _all_at_once(lambda number: whole(number, 0))
    return _per_second(from_cell_to_cell), _per_second(whole)


def _per_second(look: Callable[[int, int], None]) -> float:
    ended = [0] * PEOPLE
    until = perf_counter() + SECONDS

    def go_on(number: int) -> None:
        while perf_counter() < until:
            look(number, ended[number])
            ended[number] += perf_counter() < until

    _all_at_once(go_on)
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
    print(*crowd(sys.argv[1]))
