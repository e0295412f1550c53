"""Themes by processes: counts, shares, presence, or what stands out against chance."""

from __future__ import annotations

import streamlit as st

from convergence.charts import matrix as figures
from convergence.reports import overlap_tables
from convergence.ui import anew, session
from convergence.ui.overlap_views import stage

MEASURE = stage.Choice("o_measure", "overlap.measure", figures.MEASURES, lambda t, code: t(f"overlap.measure_{code}"))
ORDER = stage.Choice("o_order", "overlap.order", figures.ORDERS, lambda t, code: t(f"overlap.order_{code}"))


def show(given: stage.Given) -> None:
    t, book = given.t, given.book
    stage.how(t, MEASURE, ORDER, stage.COUNTED)
    given = given.by_main_theme()
    measure, order = st.session_state[MEASURE.key], st.session_state[ORDER.key]
    theme, process = stage.bind("o_theme", book.themes), stage.bind("o_process", book.processes)
    main_only = given.chosen.main_only
    found = given.matrix(main_only)

    shown, behind = stage.columns()
    with shown:
        if len(found.speaking) < 2:
            stage.say(t("overlap.two_processes"))
        elif len(found.counts) < 2:
            stage.say(t("overlap.two_themes"))
        else:
            stage.figure(
                given,
                "matrix",
                lambda: figures.draw(found, book, t, session.mode(), measure, order),
                ("o_theme", "o_process"),
                "themes-by-process" if measure == "count" else f"themes-by-process-{measure}",
                lambda: overlap_tables.matrix(found, measure, book, t),
                t(f"overlap.explained_{measure}"),
                lambda: figures.outline(found, book, session.mode(), theme, process, order),
            )
    with behind, stage.behind(t):
        theme, process = stage.theme(given), stage.process(given)
        with anew.block("behind", theme, process):
            if theme is None and process is None:
                st.caption(t("overlap.choose"))
            else:
                stage.listed(given, given.behind_cell(theme, process), f"o_{theme}_{process}")
