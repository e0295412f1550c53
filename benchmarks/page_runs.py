"""A run of each page beside a bare Streamlit page that shows the same ready-made (see `ready_made`).

Both run in turn in one process, on the bundled meeting; the median of many runs of each is compared. A server would add the same
wait to both (some 40 ms from a question to its answer), and so hide what a page takes.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from streamlit.testing.v1 import AppTest

from benchmarks import Figure, ready_made

ROOT = Path(__file__).parent.parent
RUNS = 25
PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "Overview": ("pages/explore/overview.py", {}),
    "Overlap": ("pages/explore/overlap.py", {}),
    "Overlap, a cell": ("pages/explore/overlap.py", {"o_theme": "data", "o_process": "mirps"}),
    "Recommendations": ("pages/explore/recommendations.py", {}),
    "Recommendation": ("pages/explore/recommendation.py", {"id": "2023-05-09-cam/crm.5.2"}),
    "Follow-up": ("pages/follow_up/tracker.py", {}),
    "Activity": ("pages/follow_up/activity.py", {}),
    "Export": ("pages/exchange/export.py", {}),
}


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get("CONVERGENCE_DATABASE_URL")
        os.environ["CONVERGENCE_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'convergence.db'}"
        try:
            for number, (name, (page, choices)) in enumerate(PAGES.items()):
                beside = Path(folder) / f"bare_{number}"
                beside.mkdir()
                ours, theirs = _compared(page, choices, beside)
                yield Figure(f"Run of {name}, {ours * 1000:.0f} ms, beside a bare page's", ours / theirs, 2.0, "times")
        finally:
            if before is None:
                del os.environ["CONVERGENCE_DATABASE_URL"]
            else:
                os.environ["CONVERGENCE_DATABASE_URL"] = before


def _compared(page: str, choices: dict[str, str], beside: Path) -> tuple[float, float]:
    """Median seconds of a run of ours and of a bare page, whose script is written into `beside`."""
    ours = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    ours.query_params["lang"] = "en"
    ours.run()
    ours.switch_page(page)
    for name, value in choices.items():
        ours.query_params[name] = value
    ours.run()
    if ours.exception or ours.error or not ours.title:
        raise RuntimeError(f"{page} does not run")
    theirs = AppTest.from_file(str(ready_made.write(ours, beside)), default_timeout=60)
    theirs.run()
    if theirs.exception:
        raise RuntimeError(theirs.exception[0].value)
    times: dict[str, list[float]] = {"ours": [], "theirs": []}
    for _ in range(RUNS):
        for whose, at in (("ours", ours), ("theirs", theirs)):
            began = perf_counter()
            at.run()
            times[whose].append(perf_counter() - began)
    return median(times["ours"]), median(times["theirs"])
