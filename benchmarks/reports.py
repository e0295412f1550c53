"""How long reports take and how much memory they use, each figure beside its limit.

`python -m benchmarks reports` measures all, `python -m benchmarks.reports 10000 pdf` those of a size and a format.

The bundled meeting as it is, then repeated until there are 10,000 and 250,000 recommendations. Each report runs in a process of its own,
so that its peak of memory is its own; loading the data is not counted in the time.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import Figure
from convergence import codebook, corpus
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.i18n import catalogue
from convergence.reports import kinds
from convergence.reports.options import Options
from convergence.store import engine as store
from convergence.store.frames import frames as read_frames
from convergence.store.loading import load_bundled


@dataclass(frozen=True)
class Limit:
    recommendations: int
    report: str
    form: str
    seconds: float
    megabytes: float


BUNDLED = [Limit(55, code, form, 2, 1_000) for code, report in kinds.REPORTS.items() for form in report.formats]
GROWN = [
    Limit(10_000, "recommendations", "csv", 1, 1_000),
    Limit(10_000, "recommendations", "xlsx", 5, 1_000),
    Limit(10_000, "workbook", "xlsx", 5, 1_000),
    Limit(10_000, "summary", "docx", 20, 1_000),
    Limit(10_000, "summary", "pdf", 15, 1_000),
    Limit(10_000, "overlap", "docx", 20, 1_000),
    Limit(10_000, "overlap", "pdf", 15, 1_000),
    Limit(10_000, "follow-up", "docx", 20, 1_000),
    Limit(10_000, "follow-up", "pdf", 15, 1_000),
    Limit(250_000, "recommendations", "csv", 30, 1_500),
    Limit(250_000, "recommendations", "xlsx", 120, 1_500),
    Limit(250_000, "data", "zip", 180, 1_500),  # CSV, JSON, NDJSON and Parquet
]


def bundled() -> Frames:
    with tempfile.TemporaryDirectory() as folder:
        engine = store.open_store(f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        load_bundled(engine, codebook.bundled())
        with store.reading(engine) as connection:
            found = read_frames(connection, codebook.bundled())
        engine.dispose()
    # Due dates on every second action, so that the calendar and the tables of due dates have something to show.
    acts = found.actions
    acts["due"] = pd.Series(pd.Timestamp("2026-11-01"), index=acts.index).where(acts.index % 2 == 0)
    return found


def grown(found: Frames, n: int) -> Frames:
    """The same meeting again and again, as `n` recommendations of as many meetings as that takes."""
    times = -(-n // len(found.recommendations))

    def again(table: pd.DataFrame, **shifted: int) -> pd.DataFrame:
        tall = pd.concat([table] * times, ignore_index=True)
        turn = np.repeat(np.arange(times), len(table))
        for name, step in shifted.items():
            tall[name] = tall[name].to_numpy() + turn * step
        for name in ("id", "meeting"):
            if name in tall:
                names = pd.Series([f"{number:05d}-{value}" for number, value in zip(turn, tall[name], strict=True)])
                tall[name] = pd.Categorical(names) if name == "meeting" and "kind" in tall else names.astype(object)
        return tall

    passages, recs, acts = len(found.passages), len(found.recommendations), len(found.actions)
    return Frames(
        version=found.version,
        meetings=again(found.meetings),
        passages=again(found.passages),
        recommendations=again(found.recommendations, passage=passages),
        themes=again(found.themes, rec=recs),
        processes=again(found.processes, rec=recs),
        leads=again(found.leads, rec=recs),
        actions=again(found.actions, rec=recs),
        supporting=again(found.supporting, act=acts),
        evidence=again(found.evidence, act=acts),
    )


def measure(limit: Limit) -> tuple[float, float, float, int]:
    """Seconds to make the report, those that processors worked for it, peak of this process's memory in megabytes, bytes made."""
    found = bundled()
    if limit.recommendations > len(found.recommendations):
        found = grown(found, limit.recommendations)
    meetings = tuple(corpus.read_meeting(path) for path in corpus.meeting_files())
    options = Options(datetime.now(UTC), "https://convergence.example.org", meetings, party="PER")
    start, worked = time.perf_counter(), time.process_time()
    made = kinds.make(limit.report, limit.form, found, codebook.bundled(), Filter(), catalogue("fr"), options)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    return seconds, worked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(made)


def figures(*wanted: str) -> Iterator[Figure]:
    """Seconds and megabytes of each report; `wanted` are numbers of recommendations and formats, none for all."""
    context = multiprocessing.get_context("spawn")
    for limit in BUNDLED + GROWN:
        if not set(wanted) <= {str(limit.recommendations), limit.form, limit.report}:
            continue
        with ProcessPoolExecutor(1, mp_context=context) as alone:
            seconds, worked, megabytes, size = alone.submit(measure, limit).result()
        name = f"{limit.recommendations:>7,} {limit.report} {limit.form}"
        told = f"({worked:.1f} s of processor, {size / 2**20:.1f} MB made)"
        yield Figure(f"{name} {told}", seconds, limit.seconds, "s")
        if limit in GROWN:
            yield Figure(name, megabytes, limit.megabytes, "MB")


if __name__ == "__main__":
    found = []
    for figure in figures(*sys.argv[1:]):
        print(figure.line(), flush=True)
        found.append(figure)
    raise SystemExit(not all(figure.holds for figure in found))
