"""The reader measured: speed and memory beside their limits, accuracy beside its targets, confidence beside what was right.

`python -m benchmarks.reading` prints everything; `--fit` first fits the coefficients of the confidence.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator

from benchmarks import Figure, reading_calibration
from benchmarks.reading_accuracy import SOURCE, Coded, of_set, of_source, scores
from benchmarks.reading_documents import as_docx, as_pdf, lines
from convergence.reading import read

WORDS_OF_A_HUNDRED_PAGES = 45_000


def _measure(kind: str, queue: multiprocessing.Queue[tuple[float, float]]) -> None:
    """Seconds and peak megabytes of one reading, in a process of its own."""
    content = lines(words=WORDS_OF_A_HUNDRED_PAGES)
    data = as_docx(content) if kind == "docx" else as_pdf(content)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    read(data, f"a.{kind}")
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    queue.put((seconds, max(peak, before)))


def speed() -> list[tuple[str, float, str, float]]:
    """(what, figure, unit, limit) for Word and PDF."""
    rows = []
    context = multiprocessing.get_context("spawn")
    for kind, limit in (("docx", 5.0), ("pdf", 10.0)):
        queue: multiprocessing.Queue[tuple[float, float]] = context.Queue()
        process = context.Process(target=_measure, args=(kind, queue))
        process.start()
        seconds, peak = queue.get()
        process.join()
        rows.append((f"100 pages of {kind}", seconds, "s", limit))
        rows.append((f"memory at its highest, {kind}", peak, "MB", 500.0))
    return rows


def figures() -> Iterator[Figure]:
    """What `make bench` prints: speed, memory, and accuracy on the official document and on documents not used for tuning."""
    for what, figure, unit, limit in speed():
        yield Figure(f"Reading: {what}", figure, limit, unit)
    sets = {"held-out set": of_set("test"), "third set": of_set("third")}
    targets = {name: {"actionable": 0.85, "themes": 0.75} for name in sets}
    if SOURCE.is_file():
        sets = {"official source": of_source(), **sets}
        targets["official source"] = {"actionable": 0.95, "themes": 0.85, "leads": 1.0}
    for name, passages in sets.items():
        found = scores(passages)
        for what, target in targets[name].items():
            yield Figure(f"Reading, {name}: {what}, F1", found[what].f1, target, "", "more")


def _accuracy(name: str, passages: list[Coded], targets: dict[str, float]) -> None:
    for what, score in scores(passages).items():
        target = targets.get(what)
        beside = f"   target {target:.2f}" if target else ""
        print(f"  {name:24} {what:11} F1 {score.f1:.3f}  P {score.precision:.3f}  R {score.recall:.3f}{beside}")


def main() -> None:
    if "--fit" in sys.argv:
        reading_calibration.fit()
        print("Coefficients written; run again to measure with them.")
        return
    print("Reading: speed and memory")
    for what, figure, unit, limit in speed():
        print(f"  {what:36} {figure:8.1f} {unit:3} limit {limit:g} {unit}  {'ok' if figure <= limit else 'OVER'}")
    print("Reading: accuracy")
    if SOURCE.is_file():
        _accuracy("official source", of_source(), {"actionable": 0.95, "themes": 0.85, "leads": 1.0})
        _accuracy("  without progress", of_source(only_asks=True), {})
    else:
        print("  official source: not beside the project, skipped")
    _accuracy("development set", of_set("dev"), {"actionable": 0.85, "themes": 0.75})
    _accuracy("held-out set", of_set("test"), {"actionable": 0.85, "themes": 0.75})
    _accuracy("third set", of_set("third"), {"actionable": 0.85, "themes": 0.75})
    for name, what in (("test", "the held-out set"), ("first_read", "documents as they were first read")):
        print(f"Reading: confidence on {what} (band, proposals, mean confidence, share right)")
        for band, count, mean, share in reading_calibration.table(name):
            print(f"  {band}  {count:4d}  {mean:.2f}  {share:.2f}")
        print(f"  mean distance {reading_calibration.expected_error(name):.3f}   target 0.10")


if __name__ == "__main__":
    main()
