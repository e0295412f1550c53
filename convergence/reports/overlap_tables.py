"""The tables behind the figures of the Overlap page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from convergence.analysis.cooccurrence import Together
from convergence.analysis.likeness import Intersection, Likeness
from convergence.charts.names import label, short
from convergence.codebook import Codebook
from convergence.i18n import Catalogue
from convergence.reports import labels
from convergence.reports.tables import Column, Kind, Table


def made(name: str, t: Catalogue, columns: Sequence[tuple[str, Kind, int]], values: dict[str, Sequence[Any]]) -> Table:
    """A table whose headers are the catalogue's words for its keys."""
    return Table(
        name,
        t(f"overlap_tables.{name}"),
        tuple(Column(key, t(f"overlap_tables.{key}"), kind, width) for key, kind, width in columns),
        pd.DataFrame({key: values[key] for key, _, _ in columns}),
        t.language,
    )


def likeness(found: Likeness, codebook: Codebook, t: Catalogue) -> Table:
    """One row per pair of processes that share a theme, the most alike first."""
    pairs = found.pairs()
    return made(
        "pairs-of-processes",
        t,
        [("process", "text", 18), ("other_process", "text", 18), ("shared", "number", 12), ("likeness", "number", 12)],
        {
            "process": [short(one, codebook, t) for one, _ in pairs],
            "other_process": [short(other, codebook, t) for _, other in pairs],
            "shared": [int(found.shared.at[pair]) for pair in pairs],  # type: ignore[arg-type]
            "likeness": [round(float(found.values.at[pair]), 3) for pair in pairs],  # type: ignore[arg-type]
        },
    )


def intersections(sets: Sequence[Intersection], codebook: Codebook, t: Catalogue) -> Table:
    """One row per set of processes: the themes that exactly those raise."""
    return made(
        "sets-of-processes",
        t,
        [("processes", "text", 40), ("how_many_processes", "number", 12), ("how_many_themes", "number", 12),
         ("themes", "text", 70)],
        {
            "processes": [labels.JOIN.join(short(code, codebook, t) for code in item.processes) for item in sets],
            "how_many_processes": [len(item.processes) for item in sets],
            "how_many_themes": [len(item.themes) for item in sets],
            "themes": [labels.JOIN.join(label(code, codebook, t) for code in item.themes) for item in sets],
        },
    )  # fmt: skip


def together(found: Together, codebook: Codebook, t: Catalogue) -> Table:
    """One row per pair of themes that go together: how often, and how much more often than by chance."""
    pairs = found.pairs()
    return made(
        "pairs-of-themes",
        t,
        [("theme", "text", 34), ("other_theme", "text", 34), ("count", "number", 12), ("lift", "number", 12),
         ("same_family", "text", 14)],
        {
            "theme": [label(one, codebook, t) for one, _ in pairs],
            "other_theme": [label(other, codebook, t) for _, other in pairs],
            "count": [found.count(*pair) for pair in pairs],
            "lift": [round(found.lift(*pair), 2) for pair in pairs],
            "same_family": [t("reports.yes" if found.family[one] == found.family[other] else "reports.no")
                            for one, other in pairs],
        },
    )  # fmt: skip
