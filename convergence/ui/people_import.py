"""A file of people on the page: who is new, what changes of whom, and one button that takes in all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from convergence import people_file
from convergence.codebook import Codebook
from convergence.i18n import LANGUAGE_NAMES, Catalogue
from convergence.model import Person
from convergence.store import people
from convergence.ui import parts, session

MANY = 8
HEIGHT = 320


def show(present: Mapping[str, Person], book: Codebook, t: Catalogue, turn: int) -> int | None:
    """The file, the preview, the button; gives how many were saved, once they are. `present` are the people by address."""
    st.subheader(t("people.import"), anchor=False)
    st.caption(t("people.import_text", columns=", ".join(people_file.COLUMNS)))
    file = st.file_uploader(t("people.file"), type="csv", key=f"p_file_{turn}")
    if not file:
        return None
    with parts.told(t):
        wanted = people.checked_rows(book, people_file.read(file.getvalue(), present))
        new = sum(person.email not in present for person in wanted)
        changed = sum(person.email in present and people.differs(present[person.email], person) for person in wanted)
        st.text(t("people.preview", new=t.n("people.n_new", new), changed=t.n("people.n_changed", changed)))
        if lines := _lines(wanted, present, book, t):
            st.dataframe(
                lines,
                hide_index=True,
                height=HEIGHT if len(lines) > MANY else "auto",
                key="p_preview",
                alt=t("people.import"),
            )
        if st.button(t("people.import_save"), type=session.emphasis(), disabled=not new + changed, key="p_import"):
            with session.store().writing() as connection:
                return people.save(connection, book, session.actor(), wanted)
    return None


def line(person: Person, book: Codebook, t: Catalogue) -> dict[str, str | bool]:
    """A person as the list shows him: under the label of each column, in words."""
    return {
        t("people.email"): person.email,
        t("people.name"): person.name,
        t("people.role"): t.text(book.roles[person.role].label),
        t("people.party"): _party(person, book, t),
        t("people.language"): LANGUAGE_NAMES.get(person.language or "", ""),
        t("people.active"): person.active,
        t("people.reminders"): bool(person.reminders),
    }


def _party(person: Person, book: Codebook, t: Catalogue) -> str:
    return t.text(book.parties[person.party].label) if person.party and person.party in book.parties else ""


def _lines(
    wanted: Sequence[Person], present: Mapping[str, Person], book: Codebook, t: Catalogue
) -> list[dict[str, str]]:
    """A line for each value that would change; of a new person only his name and role."""
    found = []
    email = t("people.email")
    for person in wanted:
        seen = present.get(person.email)
        now = line(people.as_listed(person, seen), book, t)
        before = line(seen, book, t) if seen else {}
        names = [t("people.name"), t("people.role"), t("people.party")] if seen is None else list(now)
        found += [
            {
                email: person.email,
                t("together.field"): name,
                t("together.now"): _said(before.get(name, ""), t),
                t("together.then"): _said(now[name], t),
            }
            for name in names
            if name != email and now[name] != before.get(name, "")
        ]
    return found


def _said(value: str | bool, t: Catalogue) -> str:
    return t("history.yes" if value else "history.no") if isinstance(value, bool) else value
