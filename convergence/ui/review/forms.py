"""Forms of the review: changing a proposal, splitting it, adding what the reader missed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import streamlit as st

from convergence.codebook import Codebook
from convergence.i18n import Catalogue
from convergence.review import Passage, Proposal
from convergence.ui import session
from convergence.ui.parts import plain
from convergence.ui.review import choices
from convergence.ui.review.choices import Review


def show(form: str, record: str) -> None:
    st.session_state["i_form"] = (form, record)


def hide() -> None:
    st.session_state.pop("i_form", None)
    st.session_state.pop("i_held", None)


FIELDS = ("text", "kind", "themes", "processes", "leads")
_TYPED = re.compile(r"i_(edit|split|add|meeting)_.+_(text|kind|themes|processes|leads|title|date|body|place)")


def hold() -> None:
    """For who may not save any more, and whose form is gone: what he typed into it is there again once he may.

    Streamlit forgets what a field holds as soon as it is not shown.
    """
    typed = {key: content for key, content in st.session_state.items() if _TYPED.fullmatch(str(key))}
    st.session_state["i_held"] = st.session_state.get("i_held", {}) | typed


def held(key: str, stands: Any) -> Any:
    """What a field shows at first: what was held, or else what stands."""
    return st.session_state.get("i_held", {}).get(key, stands)


def edit(review: Review, proposal: Proposal, names: Sequence[str], book: Codebook, t: Catalogue) -> None:
    """A form for some fields of a proposal, of `FIELDS`; saving it accepts the proposal as it then is."""
    prefix = f"i_edit_{proposal.id}_{proposal.revision}"
    with st.form(prefix, border=False):
        values = _fields(prefix, proposal.text, proposal, book, t, names)
        saved, cancelled = _submit(t("review.save"), t)
    if cancelled:
        hide()
        st.rerun()
    if saved:
        changes = {name: value for name, value in values.items() if value != getattr(proposal, name)}
        choices.edit(review, proposal, changes)
        st.rerun()


def split(review: Review, proposal: Proposal, t: Catalogue) -> None:
    prefix = f"i_split_{proposal.id}_{proposal.revision}"
    with st.form(prefix, border=False):
        key = f"{prefix}_text"
        text = st.text_area(t("review.split_label"), value=held(key, _suggested(proposal.text)), key=key, height=180)
        saved, cancelled = _submit(t("review.split_save"), t)
    if cancelled:
        hide()
        st.rerun()
    if saved:
        choices.split(review, proposal, text.splitlines())
        st.rerun()


def add(review: Review, passage: Passage, book: Codebook, t: Catalogue) -> None:
    prefix = f"i_add_{passage.id}"
    with st.form(prefix, border=True):
        st.caption(t("review.add_hint"))
        values = _fields(prefix, passage.text, None, book, t)
        saved, cancelled = _submit(t("review.add_save"), t)
    place_of, error = st.session_state.get("i_error", (None, None))
    if place_of == passage.id and error is not None:
        st.error(plain(t.error(error)), icon=":material/error:")
    if cancelled:
        hide()
        st.rerun()
    if saved:
        if choices.add(review, passage.id, values):
            st.session_state["said"] = t("review.added")
        st.rerun()


def _submit(label: str, t: Catalogue) -> tuple[bool, bool]:
    with st.container(horizontal=True):
        saved = st.form_submit_button(label, type=session.emphasis())
        cancelled = st.form_submit_button(t("review.cancel"), type="tertiary")
    return saved, cancelled


def _fields(
    prefix: str, text: str, proposal: Proposal | None, book: Codebook, t: Catalogue, names: Sequence[str] = FIELDS
) -> dict[str, Any]:
    """The widgets of a proposal's fields, and what they hold."""
    values: dict[str, Any] = {}
    if "text" in names:
        values["text"] = st.text_area(
            t("fields.text"), value=held(f"{prefix}_text", text), key=f"{prefix}_text", height="content"
        )
    if "kind" in names:
        kinds = list(book.kinds)
        stands = held(f"{prefix}_kind", proposal.kind if proposal else None)
        values["kind"] = st.selectbox(
            t("fields.kind"),
            kinds,
            index=kinds.index(stands) if stands in kinds else 0,
            format_func=lambda code: t.text(book.kinds[code].label),
            key=f"{prefix}_kind",
            filter_mode=None,
        )
    labels = {
        "themes": {code: t.text(theme.label) for code, theme in book.themes.items()},
        "processes": {code: t.text(process.short) for code, process in book.processes.items()},
        "leads": {code: t.text(party.label) for code, party in book.parties.items()},
    }
    for name in (name for name in labels if name in names):
        known = labels[name]
        stands = held(f"{prefix}_{name}", getattr(proposal, name) if proposal else ())
        values[name] = tuple(
            st.multiselect(
                t(f"fields.{name}"),
                list(known),
                default=[code for code in stands if code in known],
                format_func=known.__getitem__,
                max_selections=4 if name == "themes" else None,
                help=t("recommendation.main_first") if name == "themes" else None,
                placeholder=t("review.speaker" if name == "processes" else "shell.choose"),
                key=f"{prefix}_{name}",
                filter_mode="contains",
                select_all=False,
            )
        )
    return values


def _suggested(text: str) -> str:
    """The text with a new line at each place where a new ask seems to begin."""
    return re.sub(r"(?<=[.;:])\s+(?=\S)", "\n", text)
