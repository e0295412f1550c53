"""What a visitor typed and has not saved, kept by action until it is saved or discarded: nothing on the page can lose it.

So is what he typed into other forms, each under the form's name and what it is about: a new action, a coding, a note of a review.

It is kept in the database as well, for the person who is signed in, or in local mode for the browser; so it is there again after a
reload, a lost connection or a server that starts anew, and after signing in again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import streamlit as st

from convergence import evidence
from convergence.browser import COOKIE, is_token
from convergence.errors import ConvergenceError
from convergence.model import Action, Actor, Evidence, Recommendation
from convergence.store import drafts as kept
from convergence.store import writes
from convergence.store.writes import Conflict
from convergence.ui import session, signing, taking

Record = TypeVar("Record", Action, Recommendation)


@dataclass
class Draft:
    """Unsaved changes to one action, or what stands in another form: the revision that the visitor saw, and field by field what he
    wants; `restored` where he typed them in an earlier session.
    """

    revision: int
    changes: dict[str, Any] = field(default_factory=dict)
    restored: bool = False
    conflict: Conflict | None = None
    error: ConvergenceError | None = None


def owner(form: str = "") -> str | None:
    """Whose drafts these are: the person who is signed in, else the browser; None where neither is known. Each form has its own."""
    if signing.required():
        whose = f"person {known}" if (known := signing.email()) else None
    else:
        whose = f"browser {cookie}" if is_token(cookie := st.context.cookies.get(COOKIE)) else None
    return hashlib.sha256(f"{form} {whose}".strip().encode()).hexdigest() if whose else None


def all_drafts(form: str = "") -> dict[str, Draft]:
    """The visitor's drafts by what they are about; in a new session those that an earlier one left."""
    taking.take_in()
    return _drafts(form)


def _drafts(form: str) -> dict[str, Draft]:
    known: dict[str, dict[str, Draft]] = st.session_state.setdefault("drafts", {})
    if form not in known:
        found = {}
        if whose := owner(form):
            with session.store().reading() as connection:
                found = {name: Draft(*entry, restored=True) for name, entry in kept.kept(connection, whose).items()}
        known[form] = found
    return known[form]


def seen(record: Record, form: str = "") -> Record:
    """A record as it was when this visitor opened its form: what he compares his own values with."""
    opened: dict[tuple[str, str], Record] = st.session_state.setdefault("opened", {})
    if record.id not in all_drafts(form):
        opened[form, record.id] = record  # where nothing is typed, the form shows what stands
    return opened.setdefault((form, record.id), record)


def look_again(subject: str, form: str = "") -> None:
    """Compare with what stands now."""
    st.session_state.get("opened", {}).pop((form, subject), None)


def turn(subject: str, form: str = "") -> int:
    """How often a form was emptied; its widgets have it in their keys, so that they are new ones each time."""
    rounds: dict[tuple[str, str], int] = st.session_state.get("form_rounds", {})
    return rounds.get((form, subject), 0)


def discards() -> int:
    """How often this visitor has let go of something."""
    rounds: dict[tuple[str, str], int] = st.session_state.get("form_rounds", {})
    return sum(rounds.values())


def _keep(subject: str, revision: int, changes: Mapping[str, Any], gone: Collection[str], form: str = "") -> None:
    """What the database keeps of a draft; without it, the session still has it."""
    whose = owner(form)
    if not whose or not (changes or gone):
        return
    with suppress(ConvergenceError), session.store().writing() as connection:
        if gone:
            kept.forget(connection, whose, subject, gone)
        if changes:
            kept.keep(connection, session.actor(), whose, subject, revision, changes)


def count() -> int:
    """Number of unsaved changes, field by field."""
    return sum(len(draft.changes) for draft in list(all_drafts().values()))  # a run that ends may still add to them


def put(subject: str, revision: int, current: Mapping[str, Any], changes: Mapping[str, Any], form: str = "") -> None:
    """Take in what was typed; a field that is back at its present value is no change."""
    mine = _drafts(form)
    draft = mine.get(subject) or Draft(revision)
    wanted = {name: value for name, value in changes.items() if value != current[name]}
    fresh = {name: value for name, value in wanted.items() if name not in draft.changes or draft.changes[name] != value}
    gone = [name for name in changes if name in draft.changes and name not in wanted]
    draft.changes = {name: value for name, value in draft.changes.items() if name not in gone} | wanted
    _keep(subject, draft.revision, fresh, gone, form)
    if draft.changes:
        mine[subject] = draft
    else:
        mine.pop(subject, None)


def discard(subject: str, form: str = "") -> None:
    """Let go of what was typed; its form shows what is stored."""
    _drop(subject, form)
    st.session_state.setdefault("form_rounds", {})[form, subject] = turn(subject, form) + 1
    look_again(subject, form)


def _drop(subject: str, form: str = "") -> None:
    if draft := all_drafts(form).pop(subject, None):
        _keep(subject, draft.revision, {}, list(draft.changes), form)


def discard_all() -> None:
    for action_id in list(all_drafts()):
        discard(action_id)


def save(actor: Actor) -> int:
    """Save every draft, each action all or nothing; gives how many actions were saved.

    A draft that could not be saved stays, with its error or its conflict.
    """
    return sum(save_one(actor, action_id) for action_id in list(all_drafts()))


def save_one(actor: Actor, action_id: str) -> bool:
    """Save one draft; False, with the reason in it, where that was not possible."""
    draft = all_drafts()[action_id]
    draft.error = draft.conflict = None
    try:
        store, book = session.store(), session.codebook()
        with store.writing() as connection:
            writes.update_action(connection, book, actor, action_id, draft.revision, draft.changes)
    except Conflict as conflict:
        draft.conflict = conflict
        return False
    except ConvergenceError as error:
        draft.error = error
        return False
    _drop(action_id)
    return True


def settle(actor: Actor, action_id: str, keep_mine: Mapping[str, bool]) -> bool:
    """End a conflict: for each disputed field the visitor's value or the other one; then save what is left."""
    draft = all_drafts()[action_id]
    if draft.conflict is None:
        return False
    for name, mine in keep_mine.items():
        if mine:
            draft.changes[name] = draft.conflict.mine[name]
        else:
            draft.changes.pop(name, None)
    _keep(action_id, draft.conflict.revision, draft.changes, [name for name, mine in keep_mine.items() if not mine])
    draft.revision = draft.conflict.revision
    draft.conflict = None
    if not draft.changes:
        discard(action_id)
        return True
    return save_one(actor, action_id)


def typed(name: str, value: Any) -> Any:
    """A value as an editor of tables reports it, as the store takes it."""
    if name == "due":
        return date.fromisoformat(str(value)[:10]) if value else None
    if name == "supporting":
        return tuple(value or ())
    if name == "evidence":
        return typed_links(value or ())
    if name == "note":
        return value or ""
    return value or None


def typed_links(lines: Iterable[str]) -> tuple[Evidence, ...]:
    """Links as lines of text; a line that is none is kept as it was typed, to be refused in words when it is saved."""
    found: list[Evidence] = []
    for line in lines:
        try:
            found += evidence.from_text(line)
        except ConvergenceError:
            found.append(Evidence(line))
    return tuple(found)
