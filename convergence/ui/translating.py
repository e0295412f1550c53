"""Writing a recommendation in the reader's language, where it exists only in others."""

from __future__ import annotations

import streamlit as st

from convergence.errors import ConvergenceError
from convergence.fields import TEXT_LIMIT
from convergence.i18n import Catalogue
from convergence.model import Recommendation
from convergence.store.translating import translate
from convergence.ui import session
from convergence.ui.parts import plain


def offer(recommendation: Recommendation, t: Catalogue) -> None:
    """The form that adds the text in the reader's language."""
    prefix = f"translate_{recommendation.id}_{recommendation.revision}_{t.language}"
    with st.expander(t("review.translate"), icon=":material/translate:"), st.form(prefix, border=False):
        text = st.text_area(t("review.translate_label"), key=f"{prefix}_text", max_chars=TEXT_LIMIT, height=120)
        saved = st.form_submit_button(t("review.translate_save"), type=session.emphasis())
    if not saved:
        return
    try:
        with session.store().writing() as connection:
            translate(connection, session.actor(), recommendation.id, recommendation.revision, t.language, text)
    except ConvergenceError as error:
        st.error(plain(t.error(error)), icon=":material/error:")
        return
    st.session_state["said"] = t("review.translated")
    st.rerun()
