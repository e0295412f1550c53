"""Who is here, in which language, and the data of this run."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from functools import cache
from threading import Condition
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from cachetools import LRUCache, cached

from convergence import codebook as codebooks
from convergence.analysis.frames import Frames
from convergence.charts.look import Look, look
from convergence.codebook import Codebook
from convergence.errors import InvalidInput, Unavailable
from convergence.i18n import LANGUAGE_NAMES, Catalogue, catalogue, preferred
from convergence.model import LANGUAGES, Actor, Role
from convergence.store.engine import database_url
from convergence.store.opened import Store, open_store
from convergence.store.people import NAME_LIMIT
from convergence.ui import address, signing
from convergence.ui.parts import DELEGATION, plain


@st.cache_resource(show_spinner=False)
def _opened(url: str) -> Store:
    return open_store(codebooks.bundled(), url)


# Streamlit's cache lets one visitor open it while others wait; what is open is asked for many times a run, and found here at once.
_store = cache(_opened)


# As in `made`: Streamlit's own cache takes longer to find something than the rest of what asks for it.
@cached(LRUCache(4), condition=Condition())
def _frames(url: str, version: int) -> Frames:
    return _store(url).frames()


@cached(LRUCache(4), condition=Condition())
def _codebook(url: str, version: int) -> Codebook:
    return _store(url).codebook


def codebook() -> Codebook:
    """The bundled codebook with what analysts added to it; without a database, the bundled one."""
    with suppress(Unavailable):
        return _codebook(database_url(), store().tables_version())
    return codebooks.bundled()


def store() -> Store:
    """The installation's database, opened once for all visitors. Raises Unavailable."""
    return _store(database_url())


def frames() -> Frames:
    """The tables of the present data version, shared by all visitors: to be read, never changed."""
    return _frames(database_url(), store().tables_version())


def words() -> Catalogue:
    """The words of the language that this visitor reads: the one of the link, or the browser's, until another is chosen."""
    if "lang" not in st.session_state:
        asked = st.query_params.get("lang") or _own_language()
        st.session_state["lang"] = asked if asked in LANGUAGES else browser_language()
    return catalogue(st.session_state["lang"])


def _own_language() -> str | None:
    """The language that the person who signed in reads by default."""
    with suppress(Unavailable):
        return signing.language(store()) if signing.required() else None
    return None


def browser_language() -> str:
    return preferred(st.context.headers.get("Accept-Language") or st.context.locale)


def choose_language(t: Catalogue) -> None:
    """The choice of language; it stands in the URL, so that a link can be sent in a language."""
    if st.query_params.get("lang") != st.session_state["lang"]:
        st.query_params["lang"] = st.session_state["lang"]
    # Said at every run: a browser that misses it once, because a run was cut short, would take the first of the list for the choice.
    st.session_state["lang"] = st.session_state["lang"]
    st.selectbox(
        t("shell.language"),
        LANGUAGES,
        format_func=lambda code: LANGUAGE_NAMES[code],
        key="lang",
        filter_mode=None,
        on_change=address.say_again,
        args=("person_role", "person_party"),
    )


def actor() -> Actor:
    """Who is here: who signed in, as the database knows him at this moment; in local mode who the visitor says he is."""
    if signing.required():
        with suppress(Unavailable):  # said in words where the page would stand
            return signing.actor(store())
        return Actor("", Role.READER)
    role = Role(st.session_state.get("person_role") or Role.READER)
    party = st.session_state.get("person_party") if role is Role.DELEGATE else None
    name = _given_name()
    return Actor(name if len(name) <= NAME_LIMIT else "", role, party)


def _given_name() -> str:
    return (st.session_state.get("person_name") or "").replace("\x00", "").strip()


def arrive(page: str) -> None:
    """Once a run, before the page: note where this visitor has come, and tell what came of what he did.

    A delegate who signs in at the door comes to his delegation.
    """
    address.arrive(page)
    if address.has_just_come() and signing.signed_in() and actor().role is Role.DELEGATE:
        st.switch_page(DELEGATION)
    if said := st.session_state.pop("said", None):
        st.toast(said, icon=":material/check:")


def may_write() -> bool:
    """Whether this visitor can change anything: a role that writes, and a name for the history."""
    person = actor()
    return (
        bool(person.name)
        and (person.role is not Role.READER)
        and (person.role is not Role.DELEGATE or bool(person.party))
    )


def only_reads(t: Catalogue, in_local_mode: str) -> str:
    """Why this visitor finds nothing to fill in and what to do; `in_local_mode` is the key of what to say where one chooses his role."""
    return signing.only_reads(store(), codebook(), t) if signing.required() else t(in_local_mode)


def may_hold_keys() -> bool:
    """Whether this visitor has access keys of his own, or sees to those of others: in local mode nobody is known by an address."""
    person = actor()
    return person.role.can_manage_people or (signing.required() and bool(person.name))


def choose_person(t: Catalogue) -> None:
    """Who is signed in and the way out; in local mode name, role and, for a delegate, the country or body that one speaks for."""
    if signing.required():
        with suppress(Unavailable):
            signing.show(store(), codebook(), t)
        return
    book = codebook()
    person = actor()
    role = t.text(book.roles[person.role].label)
    label = t("shell.person", name=plain(person.name), role=role) if person.name else t("shell.nobody", role=role)
    with st.popover(label, icon=":material/person:", width="stretch"):
        st.caption(t("shell.local_mode"))
        st.text_input(t("shell.name"), key="person_name", persist_state="session")
        if (length := len(_given_name())) > NAME_LIMIT:
            st.error(t.error(InvalidInput("store.too_long", limit=NAME_LIMIT, length=length).within("shell.name")))
        st.selectbox(
            t("shell.role"),
            list(Role),
            format_func=lambda code: t.text(book.roles[code].label),
            key="person_role",
            persist_state="session",
            filter_mode=None,
        )
        if person.role is Role.DELEGATE:
            st.selectbox(
                t("shell.delegation"),
                list(book.parties),
                index=None,
                format_func=lambda code: t.text(book.parties[code].label),
                placeholder=t("shell.choose"),
                key="person_party",
                persist_state="session",
            )
        st.caption(t.text(book.roles[person.role].definition))
    st.caption(t("shell.local"))


def mode() -> Look:
    """Light or dark, as this visitor sees the page."""
    return look(st.context.theme.type)


def emphasis() -> Literal["primary", "secondary"]:
    """How the main button of a page is set off.

    Streamlit writes white on the primary colour; where that is light enough for the dark page, white on it can't be read.
    """
    return "secondary" if mode().mode == "dark" else "primary"


def today() -> date:
    """Today, where the visitor is."""
    return now().date()


def now() -> datetime:
    return datetime.now(zone())


def zone() -> ZoneInfo:
    """The visitor's time zone; UTC where the browser does not say."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
