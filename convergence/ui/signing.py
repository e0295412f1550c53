"""Signing in by OpenID Connect, where `[auth]` is configured: the provider says who it is, the database what he may do.

Nobody's role is kept in the session: it is asked of the database at every run and at every write, so that one who loses it has lost it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache

import streamlit as st

from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue
from convergence.model import Actor, Person, Role
from convergence.store import people
from convergence.store.opened import Store
from convergence.ui.parts import plain


@cache
def required() -> bool:
    """Whether this installation knows its visitors by signing in; else it is in local mode."""
    return "is_logged_in" in st.user


def signed_in() -> bool:
    return required() and st.user.get("is_logged_in") is True


def email() -> str | None:
    """The e-mail that the provider vouches for.

    A provider that does not say whether it has verified addresses (Microsoft Entra) is trusted where CONVERGENCE_TRUST_EMAIL=1.
    """
    if not signed_in():
        return None
    given = st.user.get("email")
    verified = st.user.get("email_verified")
    trusted = verified in (True, "true") or (verified is None and os.environ.get("CONVERGENCE_TRUST_EMAIL") == "1")
    return given if isinstance(given, str) and trusted else None


def person(store: Store) -> Person | None:
    """Who is signed in, as the database knows him; None for an unknown one."""
    known = email()
    if not known:
        return None
    with store.reading() as connection:
        return people.by_email(connection, known)


def actor(store: Store) -> Actor:
    """Who acts. An unknown person, or nobody, is a reader without a name, who writes nothing."""
    found = person(store)
    return found.actor if found else Actor("", Role.READER)


def language(store: Store) -> str | None:
    """The language that the person reads by default."""
    found = person(store)
    return found.language if found else None


def may_enter(store: Store) -> bool:
    """Whether there is anything to see: in local mode always; else for known people, and for whoever signs in if readers are allowed."""
    if not required():
        return True
    return signed_in() and (person(store) is not None or os.environ.get("CONVERGENCE_READERS") == "1")


def door(t: Catalogue) -> None:
    """What stands in place of every page for who may not enter."""
    st.title(t("signing.title"), anchor=False)
    if signed_in():
        st.info(_unknown(t), icon=":material/lock:")
        st.button(t("signing.out"), on_click=st.logout, key="sign_out_door", icon=":material/logout:")
        return
    st.text(t("signing.text"))
    st.button(t("signing.in"), on_click=st.login, key="sign_in", icon=":material/login:")


def show(store: Store, book: Codebook, t: Catalogue) -> None:
    """In the side bar: who is signed in, as what, and the way out."""
    if not signed_in():
        return
    found = person(store)
    name = found.name if found else str(st.user.get("name") or st.user.get("email") or "")
    role = t.text(book.roles[found.role if found else Role.READER].label)
    with st.popover(t("shell.person", name=plain(name), role=role), icon=":material/person:", width="stretch"):
        if found is None:
            st.caption(_unknown(t))
        elif found.party in book.parties:
            st.text(t.text(book.parties[str(found.party)].label))
            st.session_state["own_reminders"] = found.reminders
            st.toggle(t("signing.reminders"), key="own_reminders", on_change=_choose_reminders, args=(store, found))
        st.button(t("signing.out"), on_click=st.logout, key="sign_out", icon=":material/logout:")


def only_reads(store: Store, book: Codebook, t: Catalogue) -> str:
    """Why somebody who is signed in finds nothing to fill in, and whom to ask: CONVERGENCE_CONTACT, where one is named."""
    role = plain(t.text(book.roles[actor(store).role].label))
    if contact := os.environ.get("CONVERGENCE_CONTACT"):
        return t("signing.role_contact", role=role, contact=plain(contact))
    return t("signing.role", role=role)


def tell_of_another_role(store: Store, book: Codebook, t: Catalogue) -> None:
    """At the head of a page, once somebody may do less than when he came: his forms are gone, with what he typed into them."""
    now, ranks = actor(store).role, list(Role)
    if signed_in() and ranks.index(now) < ranks.index(st.session_state.setdefault("came_as", now)):
        st.warning(t("signing.role_changed", role=plain(t.text(book.roles[now].label))), icon=":material/lock:")


def _choose_reminders(store: Store, signed_in: Person) -> None:
    with suppress(ConvergenceError), store.writing() as connection:  # what stands is shown again
        people.choose_reminders(connection, signed_in, st.session_state["own_reminders"])


def _unknown(t: Catalogue) -> str:
    """A sentence on whom to ask: CONVERGENCE_CONTACT, where the installation names somebody."""
    contact = os.environ.get("CONVERGENCE_CONTACT")
    who = str(st.user.get("email") or st.user.get("name") or "")
    if contact:
        return t("signing.unknown_contact", who=plain(who), contact=plain(contact))
    return t("signing.unknown", who=plain(who))
