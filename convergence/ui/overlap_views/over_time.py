"""Themes from meeting to meeting, and what became of an ask that people linked."""

from __future__ import annotations

import streamlit as st

from convergence.analysis import over_time
from convergence.charts import over_time as figures
from convergence.i18n import Catalogue
from convergence.reports import overlap_tables
from convergence.ui import anew, parts, session
from convergence.ui import filters as choices
from convergence.ui.overlap_views import stage


def show(given: stage.Given) -> None:
    t, book, frames = given.t, given.book, given.frames
    if len(frames.meetings) < 2:
        stage.say(t("overlap.two_meetings"))
        return
    stage.how(t, None)
    dates: dict[str, str] = {
        code: t.date(day.date(), "medium")
        for code, day in zip(frames.meetings["id"].tolist(), frames.meetings["date"].tolist(), strict=True)
    }
    theme, meeting = stage.bind("o_theme", book.themes), stage.bind("o_meeting", dates)
    counts = given.kept("over time", make=lambda: over_time.by_meeting(frames, given.rows))
    if given.chosen.themes:
        counts = counts.loc[counts.index.isin(given.chosen.themes)]

    shown, behind = stage.columns()
    with shown:
        stage.figure(
            given,
            "over-time",
            lambda: figures.draw(counts, dates, book, t, session.mode(), theme, meeting),
            ("o_theme", "o_meeting"),
            "themes-by-meeting",
            lambda: overlap_tables.over_time(counts, dates, book, t),
            t("overlap.explained_over_time"),
        )
    with behind, stage.behind(t):
        theme = stage.theme(given)
        meeting = st.selectbox(
            t("fields.meeting"),
            list(dates),
            index=None,
            format_func=lambda code: choices.label("meetings", code, frames, book, t),
            placeholder=t("overlap.any_meeting"),
            key="o_meeting",
            persist_state="session",
        )
        with anew.block("behind", theme, meeting):
            if theme is None and meeting is None:
                st.caption(t("overlap.choose_meeting"))
            else:
                positions = given.kept(
                    "behind a date", theme, meeting, make=lambda: over_time.behind(frames, given.rows, theme, meeting)
                )
                stage.listed(given, positions, f"o_{theme}_{meeting}")
    _lineages(given)


def _lineages(given: stage.Given) -> None:
    t, frames = given.t, given.frames
    st.subheader(t("overlap.lineages_title"), anchor=False)
    found = given.kept("lineages", make=lambda: over_time.lineages(frames, given.rows))
    if not found:
        st.caption(t("overlap.no_lineages"))
    texts = frames.words("recommendations", "text", t.language)
    for lineage in found:
        first = lineage.positions[0]
        with st.expander(f"**{in_words(lineage, t)}** {parts.plain(texts.iloc[first])}"):
            parts.recommendations(frames, over_time.as_positions(lineage), given.book, t, f"o_lineage_{first}")


def in_words(lineage: over_time.Lineage, t: Catalogue) -> str:
    """ "First asked 2014, repeated three times, never dated." """
    if not lineage.repeated:
        return t(
            "overlap.lineage_once_dated" if lineage.dated else "overlap.lineage_once_undated",
            year=str(lineage.first.year),
        )
    return t.n(
        "overlap.lineage_dated" if lineage.dated else "overlap.lineage_undated",
        lineage.repeated,
        year=str(lineage.first.year),
    )
