"""Two people changed the same field: both values side by side, and a person decides."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from convergence import history
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue
from convergence.reports.titles import Titles
from convergence.ui import drafts, session, signing
from convergence.ui.parts import plain

LONG, HEIGHT = 1_000, 180
"""Characters from which on a text is scrolled, and how high it then is: what is under it stays within reach."""


def show(titles: Titles, book: Codebook, t: Catalogue) -> None:
    """Everything that could not be saved, each with what can be done about it."""
    _left(titles, book, t)
    for action_id, draft in list(drafts.all_drafts().items()):
        title = titles.get(action_id) or action_id
        if draft.error:
            _refused(action_id, title, draft.error, draft.changes, book, t)
        if draft.conflict:
            _settle(action_id, title, draft, book, t)


def _left(titles: Titles, book: Codebook, t: Catalogue) -> None:
    """What was typed in an earlier session and never saved, and what can be done about it; all of it for who may save no more."""
    may = session.may_write()
    left = {
        name: draft
        for name, draft in list(drafts.all_drafts().items())
        if not draft.conflict and (draft.restored if may else not draft.error)
    }
    n = sum(len(draft.changes) for draft in left.values())
    if not n:
        return
    if not may:
        st.info(
            t.n("tracker.left_no_right" if signing.required() else "tracker.left_unknown", n),
            icon=":material/edit_note:",
        )
        for draft in left.values() if signing.required() else ():
            _typed(draft.changes, book, t)
        return
    named = t.list(titles.get(action_id) or action_id for action_id in left)
    with st.container(border=True, key="left", horizontal=True, vertical_alignment="center"):
        st.text(t.n("tracker.left", n, actions=named))
        st.button(
            t("tracker.left_save"), key="left_save", icon=":material/save:", on_click=_save_left, args=(list(left), t)
        )
        st.button(t("tracker.discard"), key="left_discard", type="tertiary", on_click=_discard_left, args=(list(left),))


def _save_left(action_ids: list[str], t: Catalogue) -> None:
    saved = sum(drafts.save_one(session.actor(), action_id) for action_id in action_ids)
    _look_again()
    if saved:
        st.session_state["said"] = t.n("tracker.saved", saved)


def _discard_left(action_ids: list[str]) -> None:
    for action_id in action_ids:
        drafts.discard(action_id)
    _look_again()


def _look_again() -> None:
    """Forms and tables show anew what is stored."""
    st.session_state.pop("opened", None)
    st.session_state["grid_round"] = st.session_state.get("grid_round", 0) + 1


def _refused(
    action_id: str, title: str, error: ConvergenceError, changes: Mapping[str, object], book: Codebook, t: Catalogue
) -> None:
    """Why something was not saved, and what was typed: its own form may not be on the page any more."""
    with st.container(border=True, key=f"refused_{action_id}", gap="xsmall"):
        st.error(t("tracker.not_saved", title=plain(title), reason=plain(t.error(error))), icon=":material/error:")
        _typed(changes, book, t)
        st.button(
            t("tracker.discard"), key=f"forget_{action_id}", type="tertiary", on_click=drafts.discard, args=(action_id,)
        )


def _typed(changes: Mapping[str, object], book: Codebook, t: Catalogue) -> None:
    for name, content in changes.items():
        typed = history.value(name, list(content) if isinstance(content, tuple) else content, book, t)
        with st.container(height=HEIGHT if len(typed) > LONG else "content", border=False):
            st.text(t("history.field", field=t(f"fields.{name}"), value=typed))


def _settle(action_id: str, title: str, draft: drafts.Draft, book: Codebook, t: Catalogue) -> None:
    conflict = draft.conflict
    if conflict is None:
        return
    with st.container(border=True, key=f"conflict_{action_id}"):
        st.subheader(t("tracker.conflict_title"), anchor=False)
        st.text(title)
        who = history.author(conflict.by, conflict.on_behalf_of, book, t)
        st.caption(t("tracker.conflict_who", who=plain(who), at=t.moment(conflict.at.astimezone(session.zone()))))
        chosen: dict[str, bool] = {}
        for name, mine in conflict.mine.items():
            values = {
                "mine": t("tracker.mine", value=history.value(name, mine, book, t)),
                "theirs": t("tracker.theirs", value=history.value(name, conflict.theirs[name], book, t)),
            }
            picked = st.radio(
                t(f"fields.{name}"),
                ("mine", "theirs"),
                index=None,
                format_func=lambda code, values=values: plain(values[code]),  # type: ignore[misc]
                key=f"settle_{action_id}_{name}_{conflict.revision}",
            )
            if picked:
                chosen[name] = picked == "mine"
        if st.button(
            t("tracker.settle"),
            type=session.emphasis(),
            disabled=len(chosen) < len(conflict.mine),
            key=f"settle_{action_id}",
        ):
            if drafts.settle(session.actor(), action_id, chosen):
                st.session_state["said"] = t("tracker.settled")
            st.rerun()
