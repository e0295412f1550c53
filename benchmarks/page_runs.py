"""A run of each page beside a bare Streamlit page that shows the same ready-made (see `ready_made`), each on a server of its own.

Both are asked in turn, by websocket, on the bundled meeting; the median of many runs of each is compared.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

import streamlit as st
from streamlit.testing.v1 import AppTest

from benchmarks import Figure, ready_made
from benchmarks.visitor import Visitor
from tests.browser.server import Server, serving

ROOT = Path(__file__).parent.parent
RUNS = 25
PAGES = {
    "Overview": ("pages/explore/overview.py", "", ""),
    "Overlap": ("pages/explore/overlap.py", "overlap", ""),
    "Overlap, a cell": ("pages/explore/overlap.py", "overlap", "o_theme=data&o_process=mirps"),
    "Recommendations": ("pages/explore/recommendations.py", "recommendations", ""),
    "Recommendation": ("pages/explore/recommendation.py", "recommendation", "id=2023-05-09-cam/crm.5.2"),
    "Follow-up": ("pages/follow_up/tracker.py", "tracker", ""),
    "Activity": ("pages/follow_up/activity.py", "activity", ""),
    "Export": ("pages/exchange/export.py", "export", ""),
}


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        for name, (script, page, query) in PAGES.items():
            with tempfile.TemporaryDirectory() as beside:
                bare = ready_made.write(_shown(server, script, query), Path(beside))
                with serving(Path(beside), script=bare) as other:
                    ours, theirs = _compared((server, page, query), (other, "", ""))
            yield Figure(f"Run of {name}, {ours * 1000:.0f} ms, beside a bare page's", ours / theirs, 2.0, "times")


def _shown(server: Server, script: str, query: str) -> AppTest:
    """The page as it stands on the server's own database, run once in this process."""
    before = os.environ.get("CONVERGENCE_DATABASE_URL")
    os.environ["CONVERGENCE_DATABASE_URL"] = f"sqlite:///{server.database}"
    try:
        st.cache_resource.clear()
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        at.query_params["lang"] = "en"
        at.run()
        at.switch_page(script)
        for name, _, value in (part.partition("=") for part in query.split("&") if part):
            at.query_params[name] = value
        at.run()
    finally:
        if before is None:
            del os.environ["CONVERGENCE_DATABASE_URL"]
        else:
            os.environ["CONVERGENCE_DATABASE_URL"] = before
    if at.exception or at.error or not at.title:
        raise RuntimeError(f"{script} does not run")
    return at


def _compared(*pages: tuple[Server, str, str]) -> list[float]:
    """The median seconds of a run of each page, asked in turn."""
    visitors = [Visitor(server.url, page) for server, page, _ in pages]
    times: list[list[float]] = [[] for _ in pages]
    for _ in range(RUNS + 3):
        for visitor, (_, _, query), taken in zip(visitors, pages, times, strict=True):
            began = perf_counter()
            visitor.look(f"lang=en&{query}")
            taken.append(perf_counter() - began)
    for visitor in visitors:
        visitor.leave()
    return [median(taken[3:]) for taken in times]
