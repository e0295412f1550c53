"""How fast the numbers of the Overlap page are made, each beside a bare computation of the same in the same run."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from scipy import sparse

from benchmarks import Figure, generated
from convergence import codebook as codebooks
from convergence.analysis import cooccurrence, overlap, same_ask
from convergence.analysis.frames import Frames
from convergence.store.opened import open_store

LARGE = 250_000
KNOWN = 50_000
NEW = 60
ROOT = Path(__file__).parent.parent


def figures() -> Iterator[Figure]:
    """Everything that is promised about the Overlap page."""
    book = codebooks.bundled()
    large = generated.corpus(LARGE, book, length=8)
    yield _matrix(large)
    yield _together(large)
    yield _bundled()
    yield from _measured_apart("new")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/large.db"
        generated.store(large, url)
        del large
        yield from _measured_apart("page", url)


def _beside(ours: Callable[[], object], bare: Callable[[], object], times: int = 40) -> float:
    """How many times longer ours takes: the shortest of some runs of each, in turns, so that both meet the same machine."""
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for action, taken in zip((ours, bare), found, strict=True):
            start = time.perf_counter()
            action()
            taken.append(time.perf_counter() - start)
    return min(found[0]) / min(found[1])


def _matrix(frames: Frames) -> Figure:
    chosen = np.ones(len(frames.recommendations), dtype=bool)
    overlap.matrix(frames, chosen)  # what belongs to the data version is made once
    paired = frames.themes.merge(frames.processes, on="rec")
    n = len(frames.processes["process"].cat.categories)
    cells = paired["theme"].cat.codes.to_numpy(np.int64) * n + paired["process"].cat.codes.to_numpy(np.int64)
    size = n * len(frames.themes["theme"].cat.categories)
    times = _beside(lambda: overlap.matrix(frames, chosen), lambda: np.bincount(cells, minlength=size))
    return Figure(f"matrix at {LARGE:,} beside numpy.bincount", times, 10, "times")


def _together(frames: Frames) -> Figure:
    chosen = np.ones(len(frames.recommendations), dtype=bool)
    cooccurrence.together(frames, chosen)
    rec, theme = frames.themes["rec"].to_numpy(), frames.themes["theme"].cat.codes.to_numpy()
    table = sparse.csr_array((np.ones(len(rec), np.int32), (rec, theme)), shape=(len(chosen), int(theme.max()) + 1))
    times = _beside(lambda: cooccurrence.together(frames, chosen), lambda: table.T @ table)
    return Figure(f"co-occurrence at {LARGE:,} beside a scipy product", times, 5, "times")


def _bundled() -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(codebooks.bundled(), f"sqlite:///{folder}/bundled.db")
        frames = store.frames()
        store.engine.dispose()
    start = time.perf_counter()
    same_ask.pairs(frames, np.ones(len(frames.recommendations), dtype=bool))
    return Figure("same ask, bundled corpus", time.perf_counter() - start, 1, "s")


def _measured_apart(what: str, *arguments: str) -> Iterator[Figure]:
    """In a process of its own, so that its memory is its own."""
    environment = {**os.environ, "CONVERGENCE_DATABASE_URL": arguments[0]} if arguments else None
    command = [sys.executable, "-m", "benchmarks.overlap", what]
    told = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    values = [float(line) for line in told.split()]
    if what == "new":
        yield Figure(f"same ask, {NEW} new against {KNOWN:,}", values[0], 5, "s")
        yield Figure(f"same ask, {NEW} new against {KNOWN:,}: memory it adds", values[1], 1000, "MB")
    else:
        yield Figure(f"script of the page at {LARGE:,}, after the first load", values[0], 400, "ms")


def measure_new() -> None:
    frames = generated.corpus(KNOWN + NEW, codebooks.bundled())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    chosen = np.ones(KNOWN + NEW, dtype=bool)
    start = time.perf_counter()
    same_ask.pairs(frames, chosen, new=np.arange(KNOWN + NEW) >= KNOWN)
    print(time.perf_counter() - start)
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)


def measure_page() -> None:
    from streamlit.testing.v1 import AppTest

    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600).run()
    test.switch_page("pages/explore/overlap.py").run()
    if test.exception or test.error:
        raise RuntimeError(f"the page failed: {test.exception} {test.error}")
    took = []
    for _ in range(5):
        start = time.perf_counter()
        test.run()
        took.append(time.perf_counter() - start)
    print(statistics.median(took) * 1000)


if __name__ == "__main__":
    {"new": measure_new, "page": measure_page}[sys.argv[1]]()
