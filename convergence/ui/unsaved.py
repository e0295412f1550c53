"""What a form says of what was typed into it and is not saved."""

from __future__ import annotations

import streamlit as st

from convergence.i18n import Catalogue
from convergence.ui import drafts


def show(subject: str, t: Catalogue, form: str = "") -> None:
    """Beside a form's button: how many fields differ from what is stored, and the way to let go of them."""
    if draft := drafts.all_drafts(form).get(subject):
        st.caption(t.n("tracker.unsaved", len(draft.changes)))
        st.button(
            t("tracker.discard"),
            key=f"discard_{form}_{subject}",
            type="tertiary",
            on_click=drafts.discard,
            args=(subject, form),
        )


def restored(subject: str, form: str = "") -> bool:
    """Whether an earlier session left something in a form: it is then shown open, and is still so once that is saved or let go of,
    since nothing folds away under somebody's hands.
    """
    open_forms: set[tuple[str, str]] = st.session_state.setdefault("lying_open", set())
    draft = drafts.all_drafts(form).get(subject)
    if draft and draft.restored:
        open_forms.add((form, subject))
    return (form, subject) in open_forms
