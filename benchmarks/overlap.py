"""How fast the numbers of the Overlap page are made, each beside a bare computation of the same in the same run."""

from __future__ import annotations

import resource
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
    """Everything that is promised about the numbers; what a run of the page takes is in `overlap_page`."""
    book = codebooks.bundled()
    large = generated.corpus(LARGE, book, length=8)
    yield _matrix(large)
    yield _together(large)
    yield _bundled()
    yield from _new()


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


def _new() -> Iterator[Figure]:
    """In a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.overlap"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    seconds, memory = (float(line) for line in told.split())
    yield Figure(f"same ask, {NEW} new against {KNOWN:,}", seconds, 5, "s")
    yield Figure(f"same ask, {NEW} new against {KNOWN:,}: peak of its process", memory, 1000, "MB")


def measure_new() -> None:
    frames = generated.corpus(KNOWN + NEW, codebooks.bundled())
    chosen = np.ones(KNOWN + NEW, dtype=bool)
    start = time.perf_counter()
    same_ask.pairs(frames, chosen, new=np.arange(KNOWN + NEW) >= KNOWN)
    print(time.perf_counter() - start)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    measure_new()
