"""The form that adds an action to a recommendation."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from convergence.codebook import Codebook
from convergence.i18n import Catalogue
from convergence.model import Action
from convergence.store import writes
from convergence.ui import action_form, drafts, session, taking, unsaved
from convergence.ui.parts import told

FORM = "add"


def add(recommendation_id: str, book: Codebook, t: Catalogue, together: int = 1, joint: bool = False) -> None:
    """The form; `together` as in `action_form.edit`, and whether the new action is joint at first.

    What is typed stays in it, also for another day, until the action is added or the visitor lets go of it.
    """
    prefix = f"form_add_{recommendation_id}_{drafts.turn(recommendation_id, FORM)}"
    empty = Action("", recommendation_id, {}, None, (), next(iter(book.progress)), None, joint=joint)
    typed = draft.changes if (draft := drafts.all_drafts(FORM).get(recommendation_id)) else {}
    shown = replace(empty, **{name: value for name, value in typed.items() if name != "title"})

    @taking.sure
    def take() -> None:
        values = {"title": st.session_state[f"{prefix}_title"] or "", **action_form.typed(prefix, whole=True)}
        present = {name: "" if name == "title" else getattr(empty, name) for name in values}
        drafts.put(recommendation_id, 1, present, values, FORM)

    with st.container(border=True):
        title = st.text_input(t("fields.title"), value=typed.get("title", ""), key=f"{prefix}_title", on_change=take)
        action_form.fields(prefix, shown, book, t, whole=True, on_change=take)
        if together > 1:
            action_form.joint_choice(prefix, shown.joint, together, t, take)
        with st.container(horizontal=True, vertical_alignment="center"):
            submitted = st.button(
                t("tracker.add"), key=f"{prefix}_save", type=session.emphasis(), icon=":material/add:"
            )
            unsaved.show(recommendation_id, t, FORM)
    if submitted:
        with told(t):
            values, store = action_form.typed(prefix, whole=True), session.store()
            with store.writing() as connection:
                writes.add_action(connection, book, session.actor(), recommendation_id, {t.language: title}, values)
            drafts.discard(recommendation_id, FORM)
            st.session_state["said"] = t("tracker.added")
            st.rerun()
