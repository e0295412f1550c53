"""One action as a form, for those who don't use a grid: changing it, taking it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from convergence import evidence, history
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue
from convergence.model import Action
from convergence.store import reads, writes
from convergence.ui import drafts, links, parts, past, reviewing, session, taking, unsaved
from convergence.ui.parts import plain

_FIELDS = ("title", "progress", "due", "lead", "supporting", "evidence", "note", "joint")


def edit(action: Action, book: Codebook, t: Catalogue, together: int = 1) -> None:
    """The form of an action for whoever may change it; its values for everybody else.

    `together` is how many recommendations ask the same, this action's own among them: where more than one, it can be made joint.
    """
    actor = session.actor()
    if not (session.may_write() and actor.can_update(action)):
        _read(action, book, t)
        past.of_action(action.id, book, t)
        return
    seen = drafts.seen(action)
    turn = drafts.turn(action.id)
    prefix = f"form_{action.id}_{seen.revision}" + (f"_{turn}" if turn else "")
    whole = actor.role.can_update_every_action
    draft = drafts.all_drafts().get(action.id)
    shown = replace(seen, **draft.changes) if draft else seen
    shown = replace(shown, evidence=evidence.with_authors(shown.evidence, seen.evidence))
    take = taking.sure(lambda: _take(seen, prefix, whole))
    with st.container(border=True):
        fields(prefix, shown, book, t, whole, take)
        if whole and (together > 1 or seen.joint):
            joint_choice(prefix, shown.joint, together, t, take)
        with st.container(horizontal=True, vertical_alignment="center"):
            submitted = st.button(
                t("tracker.save_form"),
                key=f"{prefix}_save",
                type=session.emphasis(),
                on_click=_save,
                args=(seen, prefix, whole, t),
            )
            unsaved.show(action.id, t)
        if seen.revision != action.revision:
            _changed_meanwhile(seen, book, t)
    reviewing.show(action, book, t)
    if submitted and st.session_state.pop("untouched", None) == action.id:
        st.info(t("tracker.nothing_changed"), icon=":material/info:")
    if whole and st.button(t("tracker.withdraw"), key=f"{prefix}_withdraw", type="tertiary", icon=":material/undo:"):
        _confirm_withdrawal(action, t)
    past.of_action(action.id, book, t)


def _changed_meanwhile(seen: Action, book: Codebook, t: Catalogue) -> None:
    """Who changed what since the form was opened. It stands under the fields: above them it would push away the one being typed into."""
    with session.store().reading() as connection:
        since = reads.changed_since(connection, seen.id, seen.revision)
    told = {name: change for name, change in since.items() if name in _FIELDS}
    who = list(dict.fromkeys(history.author(change.by, change.on_behalf_of, book, t) for change in told.values()))
    if told:
        named = t.list(t(f"fields.{name}") for name in told)
        st.info(plain(t("tracker.changed_meanwhile", who=t.list(who), fields=named)), icon=":material/sync:")


def _take(seen: Action, prefix: str, whole: bool) -> None:
    """Take in what was typed as soon as the browser tells it: the form may not be there any more when it is to be saved."""
    values = typed(prefix, whole, len(seen.evidence))
    drafts.put(seen.id, seen.revision, {name: getattr(seen, name) for name in values}, values)


def _save(seen: Action, prefix: str, whole: bool, t: Catalogue) -> None:
    _take(seen, prefix, whole)
    if seen.id not in drafts.all_drafts():
        st.session_state["untouched"] = seen.id
        return
    draft = drafts.all_drafts()[seen.id]
    if drafts.save_one(session.actor(), seen.id):
        st.session_state["said"] = t("tracker.saved_one")
        drafts.look_again(seen.id)
    elif draft.conflict:
        drafts.look_again(seen.id)


def typed(prefix: str, whole: bool, links_seen: int = 0) -> dict[str, Any]:
    """What the widgets of `fields` hold, as the store takes it."""
    names = ("progress", "due", "lead", "supporting", "note")
    found = {name: st.session_state.get(f"{prefix}_{name}") for name in names}
    found["evidence"] = links.typed(prefix, links_seen)
    found["note"] = found["note"] or ""
    found["supporting"] = tuple(found["supporting"] or ())
    if f"{prefix}_joint" in st.session_state:
        found["joint"] = bool(st.session_state[f"{prefix}_joint"])
    return {name: value for name, value in found.items() if whole or name not in ("lead", "supporting", "joint")}


def joint_choice(
    prefix: str, joint: bool, together: int, t: Catalogue, on_change: Callable[[], None] | None = None
) -> None:
    """Whether an action follows up all recommendations that ask the same, of which there are `together`."""
    label = t.n("links.joint_choice", together) if together > 1 else t("fields.joint")
    st.checkbox(label, value=joint, key=f"{prefix}_joint", help=t("links.joint_help"), on_change=on_change)


def fields(
    prefix: str,
    action: Action,
    book: Codebook,
    t: Catalogue,
    whole: bool,
    on_change: Callable[[], None] | None = None,
) -> None:
    """The widgets of an action's fields; `whole` includes those that only an analyst changes."""
    parties = list(book.parties)
    progress = list(book.progress)

    def name_of(code: str) -> str:
        return t.text(book.parties[code].label)

    left, right = st.columns(2)
    with left:
        st.selectbox(
            t("fields.progress"),
            progress,
            index=progress.index(action.progress) if action.progress in progress else 0,
            format_func=lambda code: t.text(book.progress[code].label),
            key=f"{prefix}_progress",
            filter_mode=None,
            on_change=on_change,
        )
    with right:
        st.date_input(
            t("fields.due"),
            value=action.due,
            min_value=parts.EARLIEST,
            max_value=parts.LATEST,
            key=f"{prefix}_due",
            format="DD/MM/YYYY",
            on_change=on_change,
        )
    if whole:
        with left:
            st.selectbox(
                t("fields.lead"),
                parties,
                index=parties.index(action.lead) if action.lead in parties else None,
                format_func=name_of,
                placeholder=t("shell.choose"),
                key=f"{prefix}_lead",
                filter_mode="contains",
                on_change=on_change,
            )
        with right:
            st.multiselect(
                t("fields.supporting"),
                parties,
                default=[code for code in action.supporting if code in parties],
                format_func=name_of,
                placeholder=t("shell.choose"),
                key=f"{prefix}_supporting",
                filter_mode="contains",
                select_all=False,
                on_change=on_change,
            )
    st.text_area(t("fields.note"), value=action.note, key=f"{prefix}_note", on_change=on_change)
    links.fields(prefix, action.evidence, t, on_change)


def _read(action: Action, book: Codebook, t: Catalogue) -> None:
    with st.container(border=True, gap="xsmall"):
        for name in ("progress", "due", "lead", "supporting", "note"):
            content = getattr(action, name)
            content = list(content) if isinstance(content, tuple) else content
            shown = history.value(name, content, book, t) if content else "–"
            st.text(t("history.field", field=t(f"fields.{name}"), value=shown))
        if action.joint:
            st.text(t("fields.joint"))
        if action.evidence:
            links.show(action.evidence, t, f"read_{action.id}")
        reviewing.show(action, book, t)


def _confirm_withdrawal(action: Action, t: Catalogue) -> None:
    @st.dialog(t("tracker.withdraw_title"))
    def ask() -> None:
        st.text(t.text(action.title))
        st.caption(t("tracker.withdraw_text"))
        if st.button(t("tracker.withdraw_yes"), type=session.emphasis(), key="withdraw_yes"):
            withdraw(action, t, True)

    ask()


def withdraw(action: Action, t: Catalogue, withdrawn: bool) -> None:
    """Take an action back, or put it back, and say so."""
    try:
        with session.store().writing() as connection:
            writes.withdraw_action(connection, session.actor(), action.id, action.revision, withdrawn)
    except ConvergenceError as error:
        st.error(plain(t.error(error)), icon=":material/error:")
        return
    drafts.discard(action.id)
    st.session_state["said"] = t("tracker.withdrawn") if withdrawn else t("tracker.restored")
    st.rerun()
