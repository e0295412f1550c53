"""Who leads what, by theme."""

from __future__ import annotations

import streamlit as st

from convergence.analysis import parties
from convergence.charts import names
from convergence.charts import parties as figures
from convergence.reports import overlap_tables
from convergence.ui import anew, session
from convergence.ui.overlap_views import stage


def show(given: stage.Given) -> None:
    t, book, frames = given.t, given.book, given.frames
    stage.how(t, None)
    who, theme = stage.bind("o_party", book.parties), stage.bind("o_theme", book.themes)
    counts, totals = given.kept(
        "countries",
        make=lambda: (parties.by_theme(frames, given.rows, given.chosen.themes), parties.totals(frames, given.rows)),
    )
    if counts.empty:
        stage.say(t("overlap.no_parties"))
        return

    shown, behind = stage.columns()
    with shown:
        stage.figure(
            given,
            "countries",
            lambda: figures.draw(counts, totals, book, t, session.mode(), who, theme),
            ("o_party", "o_theme"),
            "parties-by-theme",
            lambda: overlap_tables.parties(counts, totals, book, t),
            t("overlap.explained_countries"),
        )
    with behind, stage.behind(t):
        who = st.selectbox(
            t("fields.party"),
            list(book.parties),
            index=None,
            format_func=lambda code: names.party(code, book, t),
            placeholder=t("overlap.any_party"),
            key="o_party",
            persist_state="session",
            filter_mode="contains",
        )
        theme = stage.theme(given)
        with anew.block("behind", who, theme):
            if who is None and theme is None:
                st.caption(t("overlap.choose_party"))
            else:
                positions = given.kept(
                    "led by", who, theme, make=lambda: parties.behind(frames, given.rows, who, theme)
                )
                stage.listed(given, positions, f"o_{who}_{theme}_led")
