"""Themes among themselves: which are raised together, and which form a family."""

from __future__ import annotations

from functools import partial

import streamlit as st

from convergence.analysis import cooccurrence, likeness, overlap
from convergence.charts import names
from convergence.charts import themes as figures
from convergence.reports import overlap_tables
from convergence.ui import anew, parts, session
from convergence.ui.overlap_views import stage

SHAPE = stage.Choice("o_shape", "overlap.form", ("network", "matrix"), lambda t, code: t(f"overlap.form_{code}"))
WITHIN = stage.Choice("o_within", "overlap.within", cooccurrence.WITHIN, lambda t, code: t(f"overlap.within_{code}"))


def show(given: stage.Given) -> None:
    t, book, frames = given.t, given.book, given.frames
    stage.how(t, SHAPE, WITHIN)
    form, within = st.session_state[SHAPE.key], st.session_state[WITHIN.key]
    one, other = stage.bind("o_theme", book.themes), stage.bind("o_with", book.themes)
    if one:
        st.session_state["o_family"] = None  # a theme by itself was chosen in its place
    family = stage.bind("o_family", book.themes)
    counted, found = given.kept("together", within, make=lambda: _together(given, within))
    if len(found.counts) < 2:
        stage.say(t("overlap.two_themes"))
        return
    if form == "network":
        sizes = given.kept(
            "families",
            within,
            make=lambda: [len(cooccurrence.family_behind(frames, given.rows, members)) for members in found.families()],
        )
        draw = partial(figures.network, behind=sizes, family=family)
    else:
        draw = partial(figures.matrix)

    shown, behind = stage.columns()
    with shown:
        stage.figure(
            given,
            f"themes-{form}",
            lambda: draw(found, book, t, session.mode(), one, other),
            ("o_theme", "o_with", "o_family"),
            "pairs-of-themes",
            lambda: overlap_tables.together(found, book, t),
            t(f"overlap.explained_within_{within}"),
        )
    with behind, stage.behind(t):
        one, other = stage.theme(given), stage.theme(given, "o_with", "overlap.with_theme")
        one, other = one or other, other if one else None
        members = found.members(family) if family else []
        with anew.block("behind", within, one, other, members):
            if one is None and members:
                st.markdown(parts.plain(t("overlap.family", themes=names.quoted(members, book, t))))
                positions = given.kept(
                    "behind a family", members, make=lambda: cooccurrence.family_behind(frames, given.rows, members)
                )
                stage.listed(given, positions, f"o_family_{family}")
            elif one is None:
                st.caption(t("overlap.choose_link_or_family" if form == "network" else "overlap.choose_link"))
            elif within == "recommendation" or other is None:
                positions = given.kept(
                    "behind a pair", one, other, make=lambda: cooccurrence.behind(frames, given.rows, one, other)
                )
                stage.listed(given, positions, f"o_{one}_{other}")
            else:
                both = cooccurrence.processes_behind(counted, one, other)
                words = t(
                    "overlap.raise_both",
                    processes=t.n("parts.processes", len(both)),
                    which=names.several(both, book, t) if both else "–",
                )
                st.markdown(parts.plain(words))
                positions = given.kept(
                    "behind both", one, other, make=lambda: likeness.behind(frames, given.rows, [one, other], both)
                )
                stage.listed(given, positions, f"o_{one}_{other}_p")


def _together(given: stage.Given, within: str) -> tuple[overlap.Matrix, cooccurrence.Together]:
    """Themes by processes, and themes by themes within a recommendation or within a process."""
    frames, chosen = given.frames, given.chosen
    counted = overlap.matrix(frames, given.rows, False, (), chosen.processes)
    if within == "recommendation":
        return counted, cooccurrence.together(frames, given.rows, chosen.themes)
    return counted, cooccurrence.together_in_processes(counted, chosen.themes)
