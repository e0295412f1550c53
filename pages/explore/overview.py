"""Overview: the few numbers that matter, convergence at a glance, what changed last, and the way to each page."""

import numpy as np
import streamlit as st

from convergence.analysis import filters, overlap, progress
from convergence.charts import convergence
from convergence.reports.titles import Titles
from convergence.store import imports, reads, terms
from convergence.ui import figures, parts, session

SHARED = 3
t, book, frames = session.words(), session.codebook(), session.frames()
everything = filters.Filter()
rows = np.ones(len(frames.recommendations), dtype=bool)

parts.heading(t("overview.title"), t("overview.subtitle"))
if frames.recommendations.empty:
    st.info(t("overview.empty"), icon=":material/info:")
    st.stop()

matrix = overlap.matrix(frames, rows)
flags = progress.flag_masks(frames, session.today())
with st.grid("auto", min_column_width=124):
    for name, number in (
        ("recommendations", matrix.recommendations),
        ("processes", len(matrix.speaking)),
        ("shared", int((matrix.spread >= SHARED).sum())),
        ("actions", len(frames.actions)),
        ("overdue", int(flags["overdue"].sum())),
        ("no_lead", int(flags["no-lead"].sum())),
        ("no_date", int(flags["no-due-date"].sum())),
    ):
        explained = t("overview.shared_help", n=t.number(SHARED)) if name == "shared" else None
        st.metric(t(f"overview.{name}"), t.number(number), help=explained)

chart, side = st.columns([3, 2], gap="large")
with chart:
    st.subheader(t("overview.chart_title"), anchor=False)
    st.caption(t("overview.chart_subtitle"))
    parts.figure(
        figures.kept(frames, t, ("overview",), lambda: convergence.draw(matrix, book, t, session.mode(), SHARED)),
        "overview_chart",
    )
    parts.basis(frames, book, t, everything, rows)
with side:
    st.subheader(t("overview.progress_title"), anchor=False)
    with st.container(gap="xsmall"):
        for code, number in progress.by_progress(frames, np.ones(len(frames.actions), dtype=bool)).items():
            term = book.progress[str(code)]
            if number:
                actions = t.n("charts.actions", number)
                st.markdown(t("overview.progress_line", icon=term.icon, progress=t.text(term.label), actions=actions))
    st.subheader(t("overview.changes_title"), anchor=False)
    with session.store().reading() as connection:
        latest = reads.events(connection, limit=4)
        told = any(event.verb.startswith(("import-", "term-")) for event in latest)
        others = imports.names(connection) | terms.titles(connection, t) if told else {}
    parts.events(latest, book, t, session.zone(), Titles(frames, t, others), brief=True)
    st.subheader(t("overview.ways_title"), anchor=False)
    with st.container(gap="xsmall"):
        for target, icon, key in (
            (parts.OVERLAP, "grid_on", "overview.to_overlap"),
            (parts.RECOMMENDATIONS, "format_list_bulleted", "overview.to_recommendations"),
            (parts.TRACKER, "checklist", "overview.to_tracker"),
            (parts.ACTIVITY, "history", "overview.to_activity"),
            (parts.EXPORT, "download", "overview.to_export"),
        ):
            st.page_link(target, label=t(key), icon=f":material/{icon}:", query_params={"lang": t.language})
