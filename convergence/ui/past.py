"""The history of one thing on its page: of a recommendation, of an action, of a person; the latest first, older ones on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from convergence.codebook import Codebook
from convergence.i18n import Catalogue
from convergence.model import Event, Person
from convergence.reports.titles import Titles
from convergence.store import people, reads
from convergence.ui import parts, session
from convergence.ui.made import kept

STEP = 25


def show(
    key: str, read: Callable[[int], Sequence[Event]], book: Codebook, t: Catalogue, titles: Titles | None = None
) -> None:
    """What `read` gives for a limit; `titles` names the subjects, where the page itself does not."""
    shown = st.session_state.get(f"{key}_shown", STEP)
    entries = read(shown + 1)
    if not entries:
        st.caption(t("recommendation.no_history"))
        return
    parts.events(entries[:shown], book, t, session.zone(), titles)
    if len(entries) > shown and st.button(t("activity.older"), key=f"{key}_older"):
        st.session_state[f"{key}_shown"] = shown + STEP
        st.rerun()


def of_record(key: str, record_id: str, book: Codebook, t: Catalogue) -> None:
    """Of a recommendation with all that hangs on it, or of an action."""

    def read(limit: int) -> list[Event]:
        def events() -> list[Event]:
            with session.store().reading() as connection:
                return reads.events(connection, subjects=record_id, limit=limit)

        return kept(session.frames(), t, ("history", record_id, limit), events)

    show(key, read, book, t)


def of_action(action_id: str, book: Codebook, t: Catalogue) -> None:
    """The history of an action, read once somebody asks for it."""
    key = f"past_{action_id}"
    if st.toggle(t("tracker.history"), key=key):
        of_record(key, action_id, book, t)


def of_person(person: Person, everybody: Sequence[Person], book: Codebook, t: Catalogue, titles: Titles) -> None:
    """What became of a person's rights and what he did himself; events name who acted as he was called then."""

    def read(limit: int) -> list[Event]:
        with session.store().reading() as connection:
            about = reads.events(connection, subjects=people.subject(person.email), limit=limit)
            done = reads.events(connection, actor=person.name, limit=limit)
        each = {event.number: event for event in (*about, *done)}
        return [each[number] for number in sorted(each, reverse=True)][:limit]

    if sum(other.name == person.name for other in everybody) > 1:
        st.caption(t("people.same_name", name=parts.plain(person.name)))
    show(f"past_{people.subject(person.email)}", read, book, t, titles)
