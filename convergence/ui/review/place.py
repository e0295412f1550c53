"""Where a reviewer is in a document: which proposals are shown, on which page, and which one the keys act on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from convergence.review import TAKEN, Intervention, Passage, Proposal

SHOWN = ("proposed", "all", "taken", "rejected", "silent")
"""Passages with something to decide, one at a time; all passages; those with something taken, or left out; those without any."""

PASSAGES = 6
PROPOSALS = 10


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is shown at once: some passages of one part of the document."""

    part: Intervention
    passages: tuple[Passage, ...]


def shows(passage: Passage, shown: str) -> bool:
    states = {proposal.state for proposal in passage.proposals}
    if shown == "silent":
        return not states
    wanted = {"proposed": {"proposed"}, "taken": set(TAKEN), "rejected": {"rejected"}}.get(shown)
    return wanted is None or bool(states & wanted)


def sheets(parts: Sequence[Intervention], shown: str) -> list[Sheet]:
    """The passages to show, in sheets of a few, never of two parts together."""
    made: list[Sheet] = []
    for part in parts:
        passages: list[Passage] = []
        proposals = 0
        for passage in part.passages:
            if not shows(passage, shown):
                continue
            most = 1 if shown == "proposed" else PASSAGES
            if passages and (len(passages) == most or proposals + len(passage.proposals) > PROPOSALS):
                made.append(Sheet(part, tuple(passages)))
                passages, proposals = [], 0
            passages.append(passage)
            proposals += len(passage.proposals)
        if passages:
            made.append(Sheet(part, tuple(passages)))
    return made


def on_sheet(sheet: Sheet) -> list[Proposal]:
    """The proposals of a sheet in their order, without those that were taken into another one."""
    return [proposal for passage in sheet.passages for proposal in passage.proposals if proposal.state != "merged"]


def in_order(parts: Sequence[Intervention]) -> list[Proposal]:
    return [
        proposal
        for part in parts
        for passage in part.passages
        for proposal in passage.proposals
        if proposal.state != "merged"
    ]


def focus(sheet: Sheet) -> str | None:
    """The proposal that the keys act on: the one chosen, or the first of the sheet that is to be decided."""
    proposals = on_sheet(sheet)
    chosen = st.session_state.get("i_focus")
    if any(proposal.id == chosen for proposal in proposals):
        return str(chosen)
    first = next((proposal for proposal in proposals if proposal.state == "proposed"), None)
    return first.id if first else proposals[0].id if proposals else None


def go(parts: Sequence[Intervention], shown: str, proposal_id: str) -> None:
    """Put the keys on a proposal and turn to its sheet. For callbacks: the page's widgets come after it."""
    st.session_state["i_focus"] = proposal_id
    st.session_state.pop("i_form", None)
    number = sheet_of(sheets(parts, shown), proposal_id)
    if st.session_state.get("i_sheet", 1) != number:
        st.session_state["i_sheet"] = number
        st.session_state["i_turned"] = st.session_state.get("i_turned", 0) + 1


def sheet_of(shown: Sequence[Sheet], proposal_id: str | None) -> int:
    """The number of the sheet that holds a proposal, counted from 1; the first where none does."""
    return next(
        (
            number
            for number, sheet in enumerate(shown, start=1)
            if any(proposal.id == proposal_id for proposal in on_sheet(sheet))
        ),
        1,
    )


def step(
    parts: Sequence[Intervention], shown: str, proposal_id: str, forward: bool = True, open_only: bool = False
) -> None:
    """Go to the next proposal of the document, or the one before; with `open_only` to the next that is to be decided."""
    visible = {proposal.id for sheet in sheets(parts, shown) for proposal in on_sheet(sheet)}
    order = [proposal for proposal in in_order(parts) if proposal.id in visible or proposal.id == proposal_id]
    place = next((place for place, proposal in enumerate(order) if proposal.id == proposal_id), 0)
    if open_only:
        following = [*order[place + 1 :], *order[:place]]
        target = next((proposal for proposal in following if proposal.state == "proposed"), None)
    else:
        at = place + (1 if forward else -1)
        target = order[at] if 0 <= at < len(order) else None
    if target:
        go(parts, shown, target.id)
