"""What a reviewer's keys and buttons do: write the decision, tell what went wrong, go on to the next proposal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from convergence.errors import ConvergenceError
from convergence.review import Intervention, Proposal
from convergence.store import deciding, imports
from convergence.store.writes import Conflict
from convergence.ui import session
from convergence.ui.review import place

Write = Callable[[Any, int], Any]
"""A decision as a function of the connection and of the revision that the reviewer has seen."""


@dataclass
class Dispute:
    """A decision that met another reviewer's: it can be made again, knowing his."""

    conflict: Conflict
    write: Write


@dataclass(frozen=True)
class Review:
    """The document as this run of the page shows it."""

    document_id: str
    parts: Sequence[Intervention]
    shown: str


def disputes() -> dict[str, Dispute]:
    return st.session_state.setdefault("i_disputes", {})  # type: ignore[no-any-return]


def decide(review: Review, proposal_id: str, revision: int, write: Write, go_on: bool = True) -> bool:
    """Write a decision and go on; an error or another reviewer's decision is kept to be shown."""
    disputes().pop(proposal_id, None)
    st.session_state.pop("i_error", None)
    try:
        with session.store().writing() as connection:
            write(connection, revision)
    except Conflict as conflict:
        disputes()[proposal_id] = Dispute(conflict, write)
        return False
    except ConvergenceError as error:
        st.session_state["i_error"] = (proposal_id, error)
        return False
    st.session_state.pop("i_form", None)
    st.session_state.pop("i_held", None)
    if go_on:
        with session.store().reading() as connection:
            parts = imports.interventions(connection, review.document_id)
        place.step(parts, review.shown, proposal_id, open_only=True)
    return True


def accept(review: Review, proposal: Proposal) -> None:
    actor = session.actor()
    decide(
        review,
        proposal.id,
        proposal.revision,
        lambda connection, revision: deciding.accept(connection, actor, proposal.id, revision),
    )


def reject(review: Review, proposal: Proposal) -> None:
    actor = session.actor()
    decide(
        review,
        proposal.id,
        proposal.revision,
        lambda connection, revision: deciding.reject(connection, actor, proposal.id, revision),
    )


def reopen(review: Review, proposal: Proposal) -> None:
    actor = session.actor()
    decide(
        review,
        proposal.id,
        proposal.revision,
        lambda connection, revision: deciding.reopen(connection, actor, proposal.id, revision),
        go_on=False,
    )


def edit(review: Review, proposal: Proposal, changes: dict[str, Any]) -> bool:
    actor, book = session.actor(), session.codebook()
    return decide(
        review,
        proposal.id,
        proposal.revision,
        lambda connection, revision: deciding.edit(connection, book, actor, proposal.id, revision, changes),
    )


def split(review: Review, proposal: Proposal, texts: Sequence[str]) -> bool:
    actor = session.actor()
    return decide(
        review,
        proposal.id,
        proposal.revision,
        lambda connection, revision: deciding.split(connection, actor, proposal.id, revision, texts),
        go_on=False,
    )


def merge(review: Review, proposal: Proposal, following: Proposal) -> None:
    actor = session.actor()
    decide(
        review,
        proposal.id,
        proposal.revision,
        lambda connection, revision: deciding.merge(
            connection, actor, (proposal.id, revision), (following.id, following.revision)
        ),
        go_on=False,
    )


def add(review: Review, passage_id: str, fields: dict[str, Any]) -> bool:
    actor, book = session.actor(), session.codebook()
    return decide(
        review,
        passage_id,
        0,
        lambda connection, _revision: deciding.add(connection, book, actor, passage_id, fields),
        go_on=False,
    )


def insist(review: Review, proposal_id: str) -> None:
    """Make a disputed decision again, over the other reviewer's."""
    dispute = disputes()[proposal_id]
    decide(review, proposal_id, dispute.conflict.revision, dispute.write)


def give_way(proposal_id: str) -> None:
    disputes().pop(proposal_id, None)


def next_of(passage_proposals: Sequence[Proposal], proposal: Proposal) -> Proposal | None:
    """The proposal after this one in its passage, of those that are not left out."""
    standing = [entry for entry in passage_proposals if entry.state not in ("merged", "rejected")]
    after = [entry for entry in standing if (entry.span, entry.number) > (proposal.span, proposal.number)]
    return after[0] if after else None
