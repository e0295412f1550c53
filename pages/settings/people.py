"""People: who may sign in and as what. For administrators: the store asks at every reading and every saving."""

import streamlit as st

from convergence.i18n import LANGUAGE_NAMES
from convergence.model import LANGUAGES, Person, Role
from convergence.reports.titles import Titles
from convergence.store import people
from convergence.ui import parts, past, people_import, session

t, book = session.words(), session.codebook()
actor, store = session.actor(), session.store()

parts.heading(t("people.title"), t("people.subtitle"))
with store.reading() as connection:
    everybody = people.everybody(connection, actor)


def party_of(code: str) -> str:
    return t.text(book.parties[code].label)


def role_of(role: Role) -> str:
    return t.text(book.roles[role].label)


if everybody:
    lines = [people_import.line(person, book, t) for person in everybody]
    st.dataframe(lines, hide_index=True, key="p_list", alt=t("people.title"))
else:
    st.info(t("people.none"), icon=":material/group:")

st.subheader(t("people.edit"), anchor=False)
by_email = {person.email: person for person in everybody}
chosen = st.selectbox(
    t("people.who"),
    list(by_email),
    index=None,
    format_func=lambda code: f"{by_email[code].name} – {code}",
    placeholder=t("people.new"),
    key="p_who",
    filter_mode="contains",
)
seen = by_email.get(chosen or "")
turn = st.session_state.get("p_turn", 0)
with st.form(f"p_form_{chosen}_{turn}"):
    email = seen.email if seen else st.text_input(t("people.email"), key=f"p_email_{turn}")
    name = st.text_input(t("people.name"), value=seen.name if seen else "")
    left, right = st.columns(2)
    roles = tuple(Role)
    role = left.selectbox(
        t("people.role"),
        roles,
        index=roles.index(seen.role) if seen else 0,
        format_func=role_of,
        filter_mode=None,
    )
    parties = list(book.parties)
    party = right.selectbox(
        t("people.party"),
        parties,
        index=parties.index(seen.party) if seen and seen.party in parties else None,
        format_func=party_of,
        placeholder=t("shell.choose"),
        filter_mode="contains",
    )
    language = left.selectbox(
        t("people.language"),
        LANGUAGES,
        index=LANGUAGES.index(seen.language) if seen and seen.language in LANGUAGES else None,
        format_func=lambda code: LANGUAGE_NAMES[code],
        placeholder=t("shell.choose"),
        filter_mode=None,
    )
    active = right.checkbox(t("people.active"), value=seen.active if seen else True)
    reminders = right.checkbox(t("people.reminders"), value=bool(seen.reminders) if seen else False)
    submitted = st.form_submit_button(t("people.save"), type=session.emphasis())
if submitted:
    with parts.told(t):
        with store.writing() as connection:
            person = Person(email, name, role, party, language, active, reminders)
            n = people.save(connection, book, actor, [person]) if seen else people.add(connection, book, actor, person)
        st.session_state["said"] = t.n("people.saved", n)
        st.session_state["p_turn"] = turn + 1
        st.rerun()

if seen:
    st.subheader(t("people.history", name=parts.plain(seen.name)), anchor=False)
    past.of_person(seen, everybody, book, t, Titles(session.frames(), t))

if imported := people_import.show(by_email, book, t, turn):
    st.session_state["said"] = t.n("people.saved", imported)
    st.session_state["p_turn"] = turn + 1
    st.rerun()
