"""Overlap: where processes converge, differ and are silent, and the recommendations behind every mark."""

import streamlit as st

from convergence.analysis import filters
from convergence.ui import filters as choices
from convergence.ui import parts, session, signing, taking
from convergence.ui.overlap_views import (
    convergence,
    countries,
    gaps,
    matrix,
    over_time,
    processes,
    same_ask,
    stage,
    themes,
)

VIEWS = {
    "matrix": matrix.show,
    "convergence": convergence.show,
    "processes": processes.show,
    "themes": themes.show,
    "same_ask": same_ask.show,
    "gaps": gaps.show,
    "countries": countries.show,
    "over_time": over_time.show,
}

# 1. Inputs
t, book, frames = session.words(), session.codebook(), session.frames()
parts.heading(t("overlap.title"), t("overlap.subtitle"))
view = parts.switch(t("overlap.view"), "o_view", tuple(VIEWS), lambda code: t(f"overlap.view_{code}"), hidden=True)
chosen = choices.bar(
    "o",
    ("processes", "themes", "kinds", "positions", "parties", "meetings"),
    frames,
    book,
    t,
    switches=("all_themes",),
)


# 2. The open view, and no other
@st.fragment
def show() -> None:
    """A click in the view runs this alone, not what stands above it; the data may be newer by then."""
    with parts.safely(t):
        if not signing.may_enter(session.store()):
            st.rerun()  # the whole page, which shows the door
        taking.take_in()
        frames = session.frames()
        rows = filters.recommendations(frames, chosen, t.language)
        if rows.any():
            VIEWS[view](stage.Given(t, session.codebook(), frames, chosen, rows))
        else:
            st.info(t("overlap.nothing"), icon=":material/filter_alt_off:")


show()
