"""Writing a recommendation in the reader's language, where it exists only in others."""

from __future__ import annotations

import streamlit as st

from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue
from convergence.model import Recommendation
from convergence.store.translating import translate
from convergence.ui import drafts, session, taking, unsaved
from convergence.ui.parts import plain


def offer(recommendation: Recommendation, t: Catalogue) -> None:
    """The form that adds the text in the reader's language; it lies open where an earlier session left something in it."""
    form = f"translate-{t.language}"
    draft = drafts.all_drafts(form).get(recommendation.id)
    key = f"form_translate_{recommendation.id}_{t.language}_{drafts.turn(recommendation.id, form)}"

    @taking.sure
    def take() -> None:
        drafts.put(recommendation.id, recommendation.revision, {"text": ""}, {"text": st.session_state[key]}, form)

    left = unsaved.restored(recommendation.id, form)
    with st.expander(t("review.translate"), icon=":material/translate:", expanded=left):
        text = st.text_area(
            t("review.translate_label"),
            value=draft.changes["text"] if draft else "",
            key=key,
            height=120,
            on_change=take,
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            saved = st.button(t("review.translate_save"), key=f"{key}_save", type=session.emphasis())
            unsaved.show(recommendation.id, t, form)
    if not saved:
        return
    revision = draft.revision if draft else recommendation.revision
    try:
        with session.store().writing() as connection:
            translate(connection, session.actor(), recommendation.id, revision, t.language, text)
    except ConvergenceError as error:
        st.error(plain(t.error(error)), icon=":material/error:")
        return
    drafts.discard(recommendation.id, form)
    st.session_state["said"] = t("review.translated")
    st.rerun()
