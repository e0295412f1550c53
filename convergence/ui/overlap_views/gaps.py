"""What nobody raises, and what was raised without any follow-up: themes, objectives of the Global Compact, action packages."""

from __future__ import annotations

import streamlit as st

from convergence.analysis import gaps
from convergence.charts import gaps as figures
from convergence.reports import frameworks, overlap_tables
from convergence.reports.tables import Table
from convergence.ui import anew, parts, session
from convergence.ui.overlap_views import stage

LEVEL = stage.Choice("o_level", "overlap.level", frameworks.LEVELS, lambda t, code: t(f"overlap.level_{code}"))


def show(given: stage.Given) -> None:
    t, book, frames = given.t, given.book, given.frames
    stage.how(t, LEVEL)
    level = st.session_state[LEVEL.key]
    known = frameworks.items(level, book, t)
    item, process = stage.bind("o_gap", known), stage.bind("o_process", book.processes)
    found = given.kept("gaps", level, make=lambda: frameworks.found(frames, given.rows, given.chosen, known))
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
            f"gaps-{level}",
            lambda: overlap_tables.gaps([(level, found, names)], book, t, f"gaps-{level}"),
            t("overlap.explained_gaps"),
        )
        _annex(given)
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
        with anew.block("behind", item, process):
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


def _annex(given: stage.Given) -> None:
    """All three levels in one workbook, as an annex to a review."""
    t, book = given.t, given.book
    with st.expander(t("overlap.annex"), icon=":material/description:"):
        st.caption(t("overlap.annex_text"))
        parts.downloads(
            "gaps",
            lambda: _all_levels(given),
            given.frames,
            book,
            t,
            given.chosen,
            given.rows,
            session.now(),
        )


def _all_levels(given: stage.Given) -> Table:
    t, book = given.t, given.book
    levels = {level: frameworks.items(level, book, t) for level in frameworks.LEVELS}
    found = [
        (
            level,
            frameworks.found(given.frames, given.rows, given.chosen, known),
            {code: text for code, (text, _) in known.items()},
        )
        for level, known in levels.items()
    ]
    narrowed = [
        (level, counted, {code: text for code, text in texts.items() if code in counted.counts.index})
        for level, counted, texts in found
    ]
    return overlap_tables.gaps(narrowed, book, t)
