"""Overlap: themes by processes, and the recommendations behind every mark."""

import streamlit as st

from convergence.analysis import filters, overlap
from convergence.charts import matrix as drawing
from convergence.reports import tables
from convergence.ui import address, figures, parts, session
from convergence.ui import filters as choices

t, book, frames = session.words(), session.codebook(), session.frames()

parts.heading(t("overlap.title"), t("overlap.subtitle"))
chosen = choices.bar("o", ("kinds", "positions", "parties", "meetings"), frames, book, t)
with st.container(horizontal=True, vertical_alignment="bottom"):
    measure = parts.switch(t("overlap.measure"), "o_measure", ("count", "share"), lambda code: t(f"overlap.{code}"))
    counted = parts.switch(t("overlap.counted"), "o_counted", ("all", "main"), lambda code: t(f"overlap.themes_{code}"))
    view = parts.switch(t("overlap.view"), "o_view", ("chart", "table"), lambda code: t(f"overlap.{code}"))
address.bind("o_theme", None, book.themes)
address.bind("o_process", None, book.processes)
main_only = counted == "main"
rows = filters.recommendations(frames, chosen, t.language)
matrix = overlap.matrix(frames, rows, main_only)
if not matrix.recommendations:
    st.info(t("overlap.nothing"), icon=":material/filter_alt_off:")
    st.stop()


def take() -> None:
    """Keep a clicked mark in the URL: a chart forgets its selection when it is drawn anew."""
    points = st.session_state["o_chart"].selection.points
    if points:
        theme, process = points[0]["customdata"]
        st.session_state["o_theme"] = theme or None
        st.session_state["o_process"] = process or None


shown, behind = st.columns([3, 2], gap="large")
with shown:
    if view == "chart":
        cell = (st.session_state.get("o_theme"), st.session_state.get("o_process"))
        drawn = figures.kept(
            frames,
            t,
            ("overlap", chosen, main_only, measure, *cell),
            lambda: drawing.draw(matrix, book, t, session.mode(), measure == "share", *cell),
        )
        st.plotly_chart(
            drawn.figure,
            key="o_chart",
            theme=None,
            width="content",
            config=parts.CHART,
            alt=drawn.alt,
            on_select=take,
            selection_mode="points",
        )
    else:
        table = tables.matrix(frames, book, rows, t, main_only)
        st.dataframe(
            table.rows,
            column_config={column.key: column.label for column in table.columns},
            hide_index=True,
            placeholder="",
            height="content",
            alt=t("overlap.title"),
        )
        parts.downloads(table, frames, book, t, chosen, rows, session.now())
    parts.basis(frames, book, t, chosen, rows)

with behind:
    st.subheader(t("overlap.behind_title"), anchor=False)
    theme = st.selectbox(
        t("fields.theme"),
        list(book.themes),
        index=None,
        format_func=lambda code: t.text(book.themes[code].label),
        placeholder=t("overlap.any_theme"),
        key="o_theme",
        persist_state="session",
        filter_mode="contains",
    )
    process = st.selectbox(
        t("fields.process"),
        list(book.processes),
        index=None,
        format_func=lambda code: t.text(book.processes[code].short),
        placeholder=t("overlap.any_process"),
        key="o_process",
        persist_state="session",
        filter_mode="contains",
    )
    if theme is None and process is None:
        st.caption(t("overlap.choose"))
    else:
        positions = overlap.behind(frames, rows, theme, process, main_only)
        st.markdown(t.n("overlap.behind", len(positions)))
        parts.recommendations(frames, positions, book, t, f"o_{theme}_{process}")
