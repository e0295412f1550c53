"""Processes among themselves: how alike they are by their themes, and which sets of them share what."""

from __future__ import annotations

import streamlit as st

from convergence.analysis import likeness, overlap
from convergence.charts import names
from convergence.charts import processes as figures
from convergence.reports import overlap_tables
from convergence.ui import address, anew, parts, session
from convergence.ui.overlap_views import stage

FOR_SETS = 4
FORM = stage.Choice("o_form", "overlap.form", ("network", "matrix", "sets"), lambda t, code: t(f"overlap.form_{code}"))
LIKENESS = stage.Choice(
    "o_likeness", "overlap.likeness", likeness.MEASURES, lambda t, code: t(f"overlap.likeness_{code}")
)


def show(given: stage.Given) -> None:
    t, book = given.t, given.book
    stage.how(t, FORM, LIKENESS, stage.COUNTED)
    given = given.by_main_theme()
    form, measure = st.session_state[FORM.key], st.session_state[LIKENESS.key]
    counted = given.matrix(given.chosen.main_only)
    if len(counted.speaking) < 2:
        stage.say(t("overlap.two_processes"))
        return
    if form == "sets":
        _sets(given, counted)
        return
    one, other = stage.bind("o_process", book.processes), stage.bind("o_peer", book.processes)
    found = given.kept("likeness", measure, make=lambda: likeness.likeness(counted, measure))
    draw = figures.network if form == "network" else figures.matrix

    shown, behind = stage.columns()
    with shown:
        stage.figure(
            given,
            f"processes-{form}",
            lambda: draw(found, book, t, session.mode(), one, other),
            ("o_process", "o_peer"),
            "pairs-of-processes",
            lambda: overlap_tables.likeness(found, book, t),
            t(f"overlap.explained_{measure}"),
        )
    with behind, stage.behind(t):
        one, other = stage.process(given), stage.process(given, "o_peer", "overlap.peer")
        pair = [code for code in dict.fromkeys((one, other)) if code in found.processes]
        with anew.block("behind", pair):
            if pair:
                _shared(given, counted, pair)
            else:
                st.caption(t("overlap.choose_link"))


def _sets(given: stage.Given, counted: overlap.Matrix) -> None:
    """Four processes or more as a figure; fewer in plain words, which read better."""
    t, book = given.t, given.book
    address.bind("o_set", [], book.processes)
    sets = given.kept("sets", make=lambda: likeness.intersections(counted))
    picked = [code for code in counted.speaking if code in st.session_state["o_set"]]
    shown, behind = stage.columns()
    with shown:
        if len(counted.speaking) >= FOR_SETS:
            stage.figure(
                given,
                "processes-sets",
                lambda: figures.upset(sets, counted.speaking, book, t, session.mode(), picked),
                ("o_set",),
                "sets-of-processes",
                lambda: overlap_tables.intersections(sets, book, t),
                t("overlap.explained_sets"),
            )
        else:
            st.caption(t("overlap.explained_sets"))
            for item in sets:
                st.markdown(parts.plain(figures.set_in_words(item, book, t)))
            parts.basis(given.frames, book, t, given.chosen, given.rows)
    with behind, stage.behind(t):
        st.multiselect(
            t("fields.processes"),
            list(book.processes),
            format_func=lambda code: names.short(code, book, t),
            key="o_set",
            persist_state="session",
            placeholder=t("shell.choose"),
            select_all=False,
        )
        exact = next((item for item in sets if set(item.processes) == set(picked)), None)
        with anew.block("behind", picked):
            if exact:
                _themes_of(given, list(exact.themes), list(exact.processes), figures.set_in_words(exact, book, t))
            elif picked:
                st.caption(t("overlap.no_such_set"))
            else:
                st.caption(t("overlap.choose_set"))


def _shared(given: stage.Given, counted: overlap.Matrix, pair: list[str]) -> None:
    themes = likeness.shared_themes(counted, pair)
    words = given.t(
        "overlap.shared" if len(pair) > 1 else "overlap.raised",
        processes=names.several(pair, given.book, given.t),
        themes=given.t.n("charts.themes", len(themes)),
        which=names.quoted(themes, given.book, given.t) if themes else "–",
    )
    _themes_of(given, themes, pair, words)


def _themes_of(given: stage.Given, themes: list[str], processes: list[str], words: str) -> None:
    st.markdown(parts.plain(words))
    positions = given.kept(
        "behind a set",
        themes,
        processes,
        make=lambda: likeness.behind(given.frames, given.rows, themes, processes, given.chosen.main_only),
    )
    stage.listed(given, positions, f"o_of_{'_'.join(processes)}")
