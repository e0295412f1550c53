"""Who says how far an action is, and the way of an analyst to mark it as reviewed, with a note."""

from __future__ import annotations

import streamlit as st

from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.fields import TEXT_LIMIT
from convergence.i18n import Catalogue
from convergence.model import Action
from convergence.reports import labels
from convergence.store import writes
from convergence.store.writes import Conflict
from convergence.ui import session
from convergence.ui.parts import plain


def show(action: Action, book: Codebook, t: Catalogue) -> None:
    """Who says so; for an analyst, where nobody has reviewed it yet, the way to do so."""
    if said := labels.said_of(action, book, t):
        st.text(t("history.field", field=t("fields.source"), value=said))
    if action.source and not action.review and session.may_write() and session.actor().role.can_review:
        with st.popover(t("tracker.review_title"), type="tertiary", icon=":material/fact_check:"):
            key = f"review_{action.id}_{action.revision}"
            st.text_area(t("fields.review_note"), key=key, max_chars=TEXT_LIMIT)
            st.button(
                t("tracker.review"), key=f"{key}_yes", type=session.emphasis(), on_click=_review, args=(action, key, t)
            )
    if told := st.session_state.pop(f"review_told_{action.id}", None):
        st.warning(plain(told), icon=":material/sync:")


def _review(action: Action, key: str, t: Catalogue) -> None:
    try:
        with session.store().writing() as connection:
            writes.review_action(
                connection, session.actor(), action.id, action.revision, st.session_state.get(key) or ""
            )
    except Conflict as conflict:
        st.session_state[f"review_told_{action.id}"] = t("tracker.review_stale", who=conflict.by)
    except ConvergenceError as error:
        st.session_state[f"review_told_{action.id}"] = t.error(error)
    else:
        st.session_state.get("opened", {}).pop(action.id, None)
        st.session_state["said"] = t("tracker.reviewed")
