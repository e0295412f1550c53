"""Activity: who changed what, when, from what to what. Nobody can edit it."""

from datetime import datetime, time

import streamlit as st

from convergence import history
from convergence.model import Event
from convergence.reports.titles import Titles
from convergence.store import imports, reads, terms
from convergence.ui import address, parts, session
from convergence.ui.made import kept

STEP = 25
t, book, frames = session.words(), session.codebook(), session.frames()

parts.heading(t("activity.title"), t("activity.subtitle"))
store = session.store()
version = store.version()


def actors() -> list[str]:
    with store.reading() as connection:
        return reads.actors(connection)


people = kept(frames, t, ("actors", version), actors)
address.bind("a_who", None, people)
address.bind("a_what", None, history.VERBS)
address.bind("a_since")
with st.grid("auto", min_column_width=200):
    who = st.selectbox(t("activity.who"), people, index=None, placeholder=t("activity.everybody"), key="a_who")
    what = st.selectbox(
        t("activity.what"),
        history.VERBS,
        index=None,
        format_func=lambda code: t(f"activity.{code}"),
        placeholder=t("activity.everything"),
        key="a_what",
        filter_mode=None,
    )
    since = st.date_input(t("activity.since"), value=None, key="a_since", format="DD/MM/YYYY")

shown = st.session_state.get("a_shown", STEP)
since_when = datetime.combine(since, time(), session.zone()) if since else None


def happened() -> tuple[list[Event], dict[str, str]]:
    """What happened, and what the history calls documents and added terms."""
    with store.reading() as connection:
        return (
            reads.events(connection, actor=who, verb=what, since=since_when, limit=shown + 1),
            imports.names(connection) | terms.titles(connection, t),
        )


entries, others = kept(frames, t, ("happened", version, who, what, since_when, shown), happened)
if not entries:
    st.info(t("activity.nothing"), icon=":material/history:")
    st.stop()
parts.events(entries[:shown], book, t, session.zone(), Titles(frames, t, others))
if len(entries) > shown and st.button(t("activity.older"), key="a_older"):
    st.session_state["a_shown"] = shown + STEP
    st.rerun()
