"""Recommendations: search, filters, a table, and the way to each."""

import numpy as np
import streamlit as st

from convergence.analysis import filters
from convergence.reports import tables
from convergence.ui import filters as choices
from convergence.ui import parts, session

t, book, frames = session.words(), session.codebook(), session.frames()

parts.heading(t("recommendations.title"), t("recommendations.subtitle"))
chosen = choices.bar(
    "r",
    ("processes", "themes", "kinds", "parties", "positions", "meetings"),
    frames,
    book,
    t,
    search=True,
    switches=("all_themes",),
)
rows = filters.recommendations(frames, chosen, t.language)
positions = np.flatnonzero(rows)
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    st.markdown(t.n("recommendations.found", len(positions)))
    view = parts.switch(
        t("recommendations.view"),
        "r_view",
        ("list", "table"),
        lambda code: t(f"recommendations.as_{code}"),
        hidden=True,
    )
if not len(positions):
    st.info(t("recommendations.nothing"), icon=":material/search_off:")
    st.stop()

if view == "list":
    parts.recommendations(frames, positions, book, t, "r")
else:
    table = tables.recommendations(frames, book, rows, t)
    seen = table.only(["reference", "text", "processes", "main_theme", "other_themes", "kind", "position", "leads"])
    picked = st.dataframe(
        seen.rows,
        column_config={column.key: st.column_config.Column(column.label) for column in seen.columns},
        hide_index=True,
        placeholder="",
        height=560 if len(positions) > 14 else "auto",
        on_select="rerun",
        selection_mode="single-row",
        key=f"r_table_{frames.version}",
        alt=t("recommendations.title"),
    )
    if picked.selection.rows:
        st.switch_page(
            parts.RECOMMENDATION,
            query_params={
                "id": frames.recommendations["id"].iloc[positions[picked.selection.rows[0]]],
                "lang": t.language,
            },
        )
    st.caption(t("recommendations.pick"))
    parts.downloads(table.name, lambda: table, frames, book, t, chosen, rows, session.now())
parts.basis(frames, book, t, chosen, rows)
