"""A run of the script of the Overlap page over many recommendations, for every view and every form of it.

Beside the first run with filters that nobody has chosen before, in which everything is made, stands a run of the same again. Nobody
waits for more than the first of them after the first load of the data.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks import Figure, generated
from convergence import codebook as codebooks

LARGE = 250_000
LIMIT = 400
TIMES = 3
PAGE = "pages/explore/overlap.py"
ROOT = Path(__file__).parent.parent
VIEWS: dict[str, dict[str, str | list[str]]] = {
    "matrix": {"o_theme": "asylum", "o_process": "crm"},
    "convergence": {"o_view": "convergence", "o_theme": "asylum"},
    "processes, network": {"o_view": "processes", "o_process": "crm", "o_peer": "csm"},
    "processes, matrix": {"o_view": "processes", "o_form": "matrix", "o_process": "crm", "o_peer": "csm"},
    "processes, sets": {"o_view": "processes", "o_form": "sets"},
    "themes, network": {"o_view": "themes", "o_family": "cooperation"},
    "themes, matrix": {"o_view": "themes", "o_shape": "matrix", "o_theme": "asylum", "o_with": "data"},
    "themes of a process, network": {"o_view": "themes", "o_within": "process", "o_theme": "asylum"},
    "themes of a process, matrix": {"o_view": "themes", "o_within": "process", "o_shape": "matrix", "o_theme": "data"},
    "same ask, too many": {"o_view": "same_ask"},
    "same ask": {
        "o_view": "same_ask",
        "o_meetings": ["2000-01-01-gen"],
        "o_processes": ["csm", "la-declaration", "mirps"],
    },
    "gaps, themes": {"o_view": "gaps", "o_gap": "asylum"},
    "gaps, objectives": {"o_view": "gaps", "o_level": "objectives", "o_gap": "gcm-1"},
    "gaps, packages": {"o_view": "gaps", "o_level": "packages", "o_gap": "la-01"},
    "countries": {"o_view": "countries", "o_party": "PAN"},
    "over time": {"o_view": "over_time", "o_theme": "asylum"},
}


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/large.db"
        generated.store(generated.corpus(LARGE, codebooks.bundled(), length=8), url)
        command = [sys.executable, "-m", "benchmarks.overlap_page"]
        environment = {**os.environ, "CONVERGENCE_DATABASE_URL": url}
        told = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    for line in told.splitlines():
        name, again, new = line.rsplit(maxsplit=2)
        yield Figure(f"Overlap at {LARGE:,}, {name}", float(again), LIMIT, "ms")
        yield Figure(f"Overlap at {LARGE:,}, {name}: new filters", float(new), LIMIT, "ms")


def measure() -> None:
    """Milliseconds of each view, a mark chosen and its recommendations listed: the median of runs with the same filters, and that of
    first runs with new ones, which leave most of the recommendations in.
    """
    from streamlit.testing.v1 import AppTest

    book = codebooks.bundled()
    without_two = list(combinations(book.processes, len(book.processes) - 2))
    for number, (name, choices) in enumerate(VIEWS.items()):
        page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
        page.run()
        page.switch_page(PAGE)
        for key, value in {"o_processes": list(without_two[number % len(without_two)]), **choices}.items():
            page.query_params[key] = value
        page.run()
        again = statistics.median(_run(page) for _ in range(TIMES))
        new = []
        for kind in list(book.kinds)[-TIMES:]:
            page.multiselect(key="o_kinds").set_value([code for code in book.kinds if code != kind])
            new.append(_run(page))
        print(name, again, statistics.median(new), flush=True)


def _run(page: Any) -> float:
    start = time.perf_counter()
    page.run()
    took = (time.perf_counter() - start) * 1000
    if page.exception or page.error:
        raise RuntimeError(f"the page failed: {page.exception} {page.error}")
    return took


if __name__ == "__main__":
    measure()
