"""Which themes all processes raise, which most, which one alone; and what a joint agenda could hold."""

from __future__ import annotations

import streamlit as st

from convergence.analysis import overlap
from convergence.charts import convergence as figures
from convergence.charts import names
from convergence.reports import tables
from convergence.ui import address, anew, parts, session
from convergence.ui.overlap_views import stage


def show(given: stage.Given) -> None:
    t, book = given.t, given.book
    stage.how(t, None, stage.COUNTED)
    given = given.by_main_theme()
    theme, process = stage.bind("o_theme", book.themes), stage.bind("o_process", book.processes)
    main_only = given.chosen.main_only
    found = given.matrix(main_only)
    if len(found.speaking) < 2:
        stage.say(t("overlap.two_processes"))
        return

    shown, behind = stage.columns()
    with shown:
        stage.figure(
            given,
            "convergence",
            lambda: figures.draw(found, book, t, session.mode(), 0, banded=True, theme=theme, process=process),
            ("o_theme", "o_process"),
            "themes-by-process",
            lambda: tables.matrix(found, book, t),
        )
    with behind, stage.behind(t):
        theme, process = stage.theme(given), stage.process(given)
        with anew.block("behind", theme, process):
            if theme is None and process is None:
                st.caption(t("overlap.choose_dot"))
            else:
                stage.listed(given, given.behind_cell(theme, process), f"o_{theme}_{process}")
    _agenda(given, found)


def _agenda(given: stage.Given, found: overlap.Matrix) -> None:
    """Themes with k processes or more, and what each says of one of them, a column a process."""
    t, book, frames = given.t, given.book, given.frames
    st.subheader(t("overlap.agenda_title"), anchor=False)
    most = [str(n) for n in range(2, len(found.speaking) + 1)]
    address.bind("o_k", min("3", most[-1]), most)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        k = st.selectbox(t("overlap.agenda_k"), most, key="o_k", persist_state="session", width=220, filter_mode=None)
        themes = overlap.candidates(found, int(k or 2))
        widest = themes[0] if themes else None
        address.bind("o_agenda", widest, book.themes)
        if st.session_state["o_agenda"] not in themes:
            st.session_state["o_agenda"] = widest
        theme = st.selectbox(
            t("overlap.agenda_theme"),
            themes,
            format_func=lambda code: t(
                "overlap.agenda_option",
                theme=names.label(code, book, t),
                processes=t.n("parts.processes", int(found.spread[code])),
            ),
            key="o_agenda",
            persist_state="session",
            width=420,
        )
    st.markdown(t.n("overlap.agenda_found", len(themes), k=k))
    if not theme:
        return
    spoken = overlap.side_by_side(frames, given.rows, theme, found.speaking, given.chosen.main_only)
    with anew.block("agenda", theme), st.grid("auto", min_column_width=250):
        for code, positions in spoken.items():
            with st.container():
                st.markdown(
                    t(
                        "overlap.agenda_column",
                        process=parts.plain(names.short(code, book, t)),
                        points=t.n("charts.points", len(positions)),
                    )
                )
                parts.recommendations(frames, positions, book, t, f"o_agenda_{theme}_{code}")
