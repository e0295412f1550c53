"""A page opens as its visitor left it, also after a reload and on another day: by person where people sign in, else by browser."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from convergence.errors import ConvergenceError
from convergence.store import choices
from convergence.ui import drafts, session


def recall(page: str, prefix: str) -> None:
    """Before the choices of a page are shown: in a new session without choices in its address, put there those of the last time."""
    told = f"last_{page}"
    if told in st.session_state:
        return
    st.session_state[told] = {}
    if not (whose := drafts.owner("choices")):
        return
    with suppress(ConvergenceError), session.store().reading() as connection:
        st.session_state[told] = choices.kept(connection, whose, page)
    if not _present(prefix):
        for key, values in st.session_state[told].items():
            st.query_params[key] = values


def note(page: str, prefix: str) -> None:
    """After the choices of a page were shown: keep them for the next time, where they changed."""
    told, present = f"last_{page}", _present(prefix)
    if present == st.session_state.get(told) or not (whose := drafts.owner("choices")):
        return
    with suppress(ConvergenceError), session.store().writing() as connection:
        choices.keep(connection, whose, page, present)
    st.session_state[told] = present


def _present(prefix: str) -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params if name.startswith(prefix)}
