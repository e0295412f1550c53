"""What gaps are told against: the themes, the objectives of the Global Compact, the action packages of Los Angeles."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from convergence.analysis import gaps, overlap
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames, Mask
from convergence.analysis.gaps import Gaps
from convergence.charts.names import label
from convergence.codebook import Codebook
from convergence.i18n import Catalogue

LEVELS = ("themes", "objectives", "packages")

Items = Mapping[str, tuple[str, tuple[str, ...]]]
"""By a code for the URL: what an item is called, and the themes that stand for it."""


def items(level: str, book: Codebook, t: Catalogue) -> Items:
    """The items of one of `LEVELS`."""
    if level == "themes":
        return {code: (label(code, book, t), (code,)) for code in book.themes}
    if level == "objectives":
        return {
            f"gcm-{number}": (
                t("overlap.objective", n=t.number(number), label=t.text(text)),
                tuple(theme.code for theme in book.themes.values() if number in theme.gcm_objectives),
            )
            for number, text in book.gcm_objectives.items()
        }
    return {
        f"la-{code}": (
            t("overlap.package", code=code, label=t.text(package.label)),
            tuple(theme.code for theme in book.themes.values() if code in theme.la_packages),
        )
        for code, package in book.la_packages.items()
    }


def found(frames: Frames, rows: Mask, chosen: Filter, known: Items) -> Gaps:
    """The gaps of the chosen recommendations (`rows`), by the processes that speak anywhere and are chosen.

    Where themes are chosen, only the items that one of them stands for.
    """
    themes = set(chosen.themes)
    stand_for = {code: stand for code, (_, stand) in known.items()}
    counted = gaps.gaps(frames, rows, stand_for, processes(frames, chosen))
    return counted.only([code for code in known if themes & set(stand_for[code])]) if themes else counted


def processes(frames: Frames, chosen: Filter) -> list[str]:
    spoken = overlap.matrix(frames, np.ones(len(frames.recommendations), dtype=bool)).speaking
    return [code for code in spoken if not chosen.processes or code in chosen.processes]
