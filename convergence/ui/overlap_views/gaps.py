"""What nobody raises, and what was raised without any follow-up: themes, objectives of the Global Compact, action packages."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import streamlit as st

from convergence.analysis import gaps, overlap
from convergence.charts import gaps as figures
from convergence.charts.names import label
from convergence.codebook import Codebook
from convergence.i18n import Catalogue
from convergence.reports import overlap_tables
from convergence.reports.tables import Table
from convergence.ui import parts, session
from convergence.ui.overlap_views import stage

LEVELS = ("themes", "objectives", "packages")
LEVEL = stage.Choice("o_level", "overlap.level", LEVELS, lambda t, code: t(f"overlap.level_{code}"))


def items(level: str, book: Codebook, t: Catalogue) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Each item of a level by a code for the URL: what it is called, and the themes that stand for it."""
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


def show(given: stage.Given) -> None:
    t, book, frames = given.t, given.book, given.frames
    stage.how(t, LEVEL)
    level = st.session_state[LEVEL.key]
    known = items(level, book, t)
    item, process = stage.bind("o_gap", known), stage.bind("o_process", book.processes)
    every = np.ones(len(frames.recommendations), dtype=bool)
    spoken = overlap.matrix(frames, every).speaking
    processes = [code for code in spoken if not given.chosen.processes or code in given.chosen.processes]
    found = given.kept("gaps", level, make=lambda: _found(given, known, processes))
    names = {code: text for code, (text, _) in known.items() if code in found.counts.index}
    if not names:
        stage.say(t("overlap.no_items"))
        return

    shown, behind = stage.columns()
    with shown:
        stage.figure(
            given,
            f"gaps-{level}",
            lambda: figures.draw(found, names, book, t, session.mode(), item, process),
            ("o_gap", "o_process"),
            lambda: overlap_tables.gaps([(level, found, names)], book, t, f"gaps-{level}"),
            t("overlap.explained_gaps"),
        )
        _annex(given, processes)
    with behind, stage.behind(t):
        item = st.selectbox(
            t(f"overlap.level_{level}"),
            list(known),
            index=None,
            format_func=lambda code: known[code][0],
            placeholder=t("shell.choose"),
            key="o_gap",
            persist_state="session",
            filter_mode="contains",
        )
        process = stage.process(given)
        if item is None:
            st.caption(t("overlap.choose_gap"))
        else:
            if not known[item][1]:
                st.caption(t("overlap.uncovered"))
            positions = given.kept(
                "behind a gap",
                item,
                process,
                make=lambda: gaps.behind(frames, given.rows, known[item][1], process or gaps.ALL),
            )
            stage.listed(given, positions, f"o_{item}_{process}")


def _found(given: stage.Given, known: Mapping[str, tuple[str, tuple[str, ...]]], processes: list[str]) -> gaps.Gaps:
    """Where themes are chosen, only the items that one of them stands for."""
    chosen = set(given.chosen.themes)
    kept = {code: themes for code, (_, themes) in known.items() if not chosen or chosen & set(themes)}
    return gaps.gaps(given.frames, given.rows, kept, processes)


def _annex(given: stage.Given, processes: list[str]) -> None:
    """All three levels in one workbook, as an annex to a review."""
    t, book = given.t, given.book
    table = given.kept("annex", make=lambda: _all_levels(given, processes))
    with st.expander(t("overlap.annex"), icon=":material/description:"):
        st.caption(t("overlap.annex_text"))
        parts.downloads(table, given.frames, book, t, given.chosen, given.rows, session.now())


def _all_levels(given: stage.Given, processes: list[str]) -> Table:
    t, book = given.t, given.book
    levels = {level: items(level, book, t) for level in LEVELS}
    found = [
        (level, _found(given, known, processes), {code: text for code, (text, _) in known.items()})
        for level, known in levels.items()
    ]
    narrowed = [
        (level, counted, {code: text for code, text in texts.items() if code in counted.counts.index})
        for level, counted, texts in found
    ]
    return overlap_tables.gaps(narrowed, book, t)
