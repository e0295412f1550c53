"""Who says how far an action is, and the way of an analyst to mark it as reviewed, with a note."""

from __future__ import annotations

import streamlit as st

from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue
from convergence.model import Action
from convergence.reports import labels
from convergence.store import writes
from convergence.store.writes import Conflict
from convergence.ui import drafts, session, taking, unsaved
from convergence.ui.parts import plain

FORM, NOTE = "review", "review_note"


def show(action: Action, book: Codebook, t: Catalogue) -> None:
    """Who says so; for an analyst, where nobody has reviewed it yet, the way to do so."""
    if said := labels.said_of(action, book, t):
        st.text(t("history.field", field=t("fields.source"), value=said))
    if action.source and not action.review and session.may_write() and session.actor().role.can_review:
        _offer(action, t)
    if told := st.session_state.pop(f"review_told_{action.id}", None):
        st.warning(plain(told), icon=":material/sync:")


def _offer(action: Action, t: Catalogue) -> None:
    """The note and the button; where an earlier session left a note, they lie open."""
    key = f"form_review_{action.id}_{drafts.turn(action.id, FORM)}"
    draft = drafts.all_drafts(FORM).get(action.id)

    @taking.sure
    def take() -> None:
        drafts.put(action.id, action.revision, {NOTE: ""}, {NOTE: st.session_state[key] or ""}, FORM)

    title, icon = t("tracker.review_title"), ":material/fact_check:"
    left = unsaved.restored(action.id, FORM)
    with st.expander(title, icon=icon, expanded=True) if left else st.popover(title, type="tertiary", icon=icon):
        note = draft.changes[NOTE] if draft else ""
        st.text_area(t("fields.review_note"), value=note, key=key, on_change=take)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                t("tracker.review"), key=f"{key}_yes", type=session.emphasis(), on_click=_review, args=(action, key, t)
            )
            unsaved.show(action.id, t, FORM)


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
        drafts.discard(action.id, FORM)
        drafts.look_again(action.id)
        st.session_state["said"] = t("tracker.reviewed")
