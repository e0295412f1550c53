"""What others change while a page is open, told within five seconds: where people type, by a quiet line and a button that shows it.

Only this line is drawn anew, so nothing that is being typed is touched and the cursor stays where it is; at the foot, nothing moves.
"""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from convergence import history
from convergence.errors import ConvergenceError
from convergence.i18n import catalogue
from convergence.model import Event
from convergence.reports.titles import Titles
from convergence.store import reads
from convergence.ui import handed, session, signing
from convergence.ui.parts import plain

EVERY_SECONDS = 3
MANY = 50
_NO_ROOM = ".stBottom { display: none }"
ANNOUNCED = frozenset(
    {
        "meeting-loaded",
        "action-added",
        "action-updated",
        "action-reviewed",
        "action-withdrawn",
        "action-restored",
        "coding-updated",
        "recommendations-linked",
        "recommendations-unlinked",
        "text-translated",
        "import-committed",
        "import-undone",
    }
)
"""What readers of a page see change; who may sign in, and what happens inside a review, is not for everybody."""


def announce(language: str, in_a_line: bool) -> None:
    """Once a run. Where people type, as a line at the foot that stays until it is shown; elsewhere it passes by."""
    with suppress(ConvergenceError):
        version = session.frames().version
        if in_a_line:
            with st.bottom:
                _look(version, language)
        else:
            _pass_by(version, language)


@st.fragment(run_every=EVERY_SECONDS)
def _look(version: int, language: str) -> None:
    _lacking()
    if told := _told(version, language):
        with st.container(horizontal=True, vertical_alignment="center", key="watch"):
            st.text(told, width="stretch")
            if st.button(catalogue(language)("shell.show_changes"), key=f"watch_{version}", icon=":material/sync:"):
                st.rerun()
    else:
        # What may say something later has to be put at the foot beforehand; Streamlit keeps room for it, empty as it is.
        st.components.v2.component("silent_foot", css=_NO_ROOM, isolate_styles=False)(key="silent_foot")


@st.fragment(run_every=EVERY_SECONDS)
def _pass_by(version: int, language: str) -> None:
    _lacking()
    told = _told(version, language)
    if told and st.session_state.get("passed_by") != (version, told):
        st.session_state["passed_by"] = (version, told)
        st.toast(plain(told), icon=":material/sync:")


def _lacking() -> None:
    """Why a file that somebody asked for did not come; it stays until he takes it away."""
    for sentence in handed.failures():
        st.toast(plain(sentence), icon=":material/error:", duration="infinite")


def _told(version: int, language: str) -> str:
    """What became of the data after the version that the page shows; "" for nothing."""
    with suppress(ConvergenceError):
        store = session.store()
        if signing.may_enter(store) and store.tables_version() > version:
            with store.reading() as connection:
                entries = reads.events(connection, after=version, limit=MANY)
            if announced := [event for event in entries if event.verb in ANNOUNCED]:
                return _in_words(announced, language)
    return ""


def _in_words(entries: list[Event], language: str) -> str:
    t, last = catalogue(language), entries[0]
    if len(entries) == 1:
        told = history.headline(last, session.codebook(), t)
    else:
        told = t.n("shell.changes_by", len(entries), who=t.list(dict.fromkeys(event.actor for event in entries)))
    title = Titles(session.frames(), t).get(last.subject)
    return t("shell.change_of", told=told, title=title) if title else told
