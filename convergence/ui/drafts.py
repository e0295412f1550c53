"""What a visitor typed and has not saved, kept by action until it is saved or discarded: nothing on the page can lose it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st

from convergence import evidence
from convergence.errors import ConvergenceError
from convergence.model import Actor, Evidence
from convergence.store import writes
from convergence.store.writes import Conflict
from convergence.ui import session


@dataclass
class Draft:
    """Unsaved changes to one action: the revision that the visitor saw, and field by field what he wants."""

    revision: int
    changes: dict[str, Any] = field(default_factory=dict)
    conflict: Conflict | None = None
    error: ConvergenceError | None = None


def all_drafts() -> dict[str, Draft]:
    """The visitor's drafts by action id."""
    return st.session_state.setdefault("drafts", {})  # type: ignore[no-any-return]


def count() -> int:
    """Number of unsaved changes, field by field."""
    return sum(len(draft.changes) for draft in all_drafts().values())


def put(action_id: str, revision: int, current: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    """Take in what was typed for an action; a field that is back at its present value is no change."""
    draft = all_drafts().get(action_id) or Draft(revision)
    for name, value in changes.items():
        if value == current[name]:
            draft.changes.pop(name, None)
        else:
            draft.changes[name] = value
    if draft.changes:
        all_drafts()[action_id] = draft
    else:
        discard(action_id)


def discard(action_id: str) -> None:
    all_drafts().pop(action_id, None)


def discard_all() -> None:
    all_drafts().clear()


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
    discard(action_id)
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
