"""Documents that people import, read from the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from convergence.errors import NotFound
from convergence.review import Document, Intervention, Passage, Proposal
from convergence.store import tables as t


def document(connection: sa.Connection, document_id: str, lock: bool = False) -> Document:
    """One import. `lock` keeps others from deciding anything in it until the transaction ends. Raises NotFound."""
    query = sa.select(t.document).where(t.document.c.id == document_id)
    found = connection.execute(query.with_for_update() if lock else query) if document_id.isprintable() else None
    row = found.mappings().first() if found else None
    if row is None:
        raise NotFound("review.no_such_document")
    return _document(row)


def documents(connection: sa.Connection, states: Collection[str], limit: int = 50) -> list[Document]:
    """Imports in any of the states, the latest first."""
    query = (
        sa.select(t.document)
        .where(t.document.c.state.in_(states))
        .order_by(t.document.c.started_at.desc(), t.document.c.id.desc())
        .limit(limit)
    )
    return [_document(row) for row in connection.execute(query).mappings()]


def same_file(connection: sa.Connection, sha256: str) -> list[Document]:
    """Imports of exactly this file that were not set aside, the latest first."""
    query = (
        sa.select(t.document)
        .where(t.document.c.sha256 == sha256, t.document.c.state != "set-aside")
        .order_by(t.document.c.started_at.desc())
    )
    return [_document(row) for row in connection.execute(query).mappings()]


def names(connection: sa.Connection) -> dict[str, str]:
    """The file names of all imports, by id."""
    return {row.id: row.name for row in connection.execute(sa.select(t.document.c.id, t.document.c.name))}


def counts(connection: sa.Connection, document_ids: Collection[str]) -> dict[str, dict[str, int]]:
    """How many proposals of each document stand in each state."""
    found: dict[str, dict[str, int]] = {document_id: {} for document_id in document_ids}
    query = (
        sa.select(t.document_intervention.c.document, t.proposal.c.state, sa.func.count())
        .join(t.document_passage, t.document_passage.c.intervention == t.document_intervention.c.id)
        .join(t.proposal, t.proposal.c.passage == t.document_passage.c.id)
        .where(t.document_intervention.c.document.in_(document_ids))
        .group_by(t.document_intervention.c.document, t.proposal.c.state)
    )
    for document_id, state, n in connection.execute(query):
        found[document_id][state] = n
    return found


def interventions(connection: sa.Connection, document_id: str) -> tuple[Intervention, ...]:
    """The whole content of a document in its order, with the proposals of each passage in the order of their spans."""
    inside = t.document_intervention.c.document == document_id
    passages_of, proposals_of = defaultdict(list), defaultdict(list)
    for row in connection.execute(
        sa.select(t.proposal)
        .join(t.document_passage, t.proposal.c.passage == t.document_passage.c.id)
        .join(t.document_intervention, t.document_passage.c.intervention == t.document_intervention.c.id)
        .where(inside)
        .order_by(t.proposal.c.span_start, t.proposal.c.number)
    ).mappings():
        proposals_of[row["passage"]].append(_proposal(row))
    for row in connection.execute(
        sa.select(t.document_passage)
        .join(t.document_intervention, t.document_passage.c.intervention == t.document_intervention.c.id)
        .where(inside)
        .order_by(t.document_passage.c.number)
    ).mappings():
        passages_of[row["intervention"]].append(_passage(row, tuple(proposals_of[row["id"]])))
    rows = connection.execute(
        sa.select(t.document_intervention).where(inside).order_by(t.document_intervention.c.place)
    )
    return tuple(_intervention(row, tuple(passages_of[row["id"]])) for row in rows.mappings())


def intervention(connection: sa.Connection, intervention_id: str) -> tuple[Intervention, str]:
    """A part of a document without its passages, and the document's id. Raises NotFound."""
    query = sa.select(t.document_intervention).where(t.document_intervention.c.id == intervention_id)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound("review.no_such_document")
    return _intervention(row, ()), row["document"]


def passage(connection: sa.Connection, passage_id: str) -> tuple[Passage, str]:
    """A passage of a document without its proposals, and the document's id. Raises NotFound."""
    query = (
        sa.select(t.document_passage, t.document_intervention.c.document)
        .join(t.document_intervention, t.document_passage.c.intervention == t.document_intervention.c.id)
        .where(t.document_passage.c.id == passage_id)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound("review.no_such_passage")
    return _passage(row, ()), row["document"]


def proposal(connection: sa.Connection, proposal_id: str) -> Proposal:
    """One proposal as it stands. Raises NotFound."""
    row = connection.execute(sa.select(t.proposal).where(t.proposal.c.id == proposal_id)).mappings().first()
    if row is None:
        raise NotFound("review.no_such_proposal")
    return _proposal(row)


def _document(row: Any) -> Document:
    return Document(
        id=row["id"],
        name=row["name"],
        sha256=row["sha256"],
        language=row["language"],
        shape=row["shape"],
        state=row["state"],
        found=row["found"],
        problems=tuple((key, values) for key, values in row["problems"]),
        title=row["title"],
        date=row["date"],
        body=row["body"],
        place=row["place"],
        meeting=row["meeting"],
        started_at=row["started_at"],
        started_by=row["started_by"],
        revision=row["revision"],
    )


def _intervention(row: Any, passages: tuple[Passage, ...]) -> Intervention:
    return Intervention(
        id=row["id"],
        place=row["place"],
        process=row["process"],
        process_found=row["process_found"],
        heading=row["heading"],
        speaker=row["speaker"],
        speaker_role=row["speaker_role"],
        revision=row["revision"],
        passages=passages,
    )


def _passage(row: Any, proposals: tuple[Proposal, ...]) -> Passage:
    return Passage(
        id=row["id"],
        number=row["number"],
        text=row["text"],
        language=row["language"],
        page=row["page"],
        section=row["section"],
        note=row["note"],
        proposals=proposals,
    )


def _proposal(row: Any) -> Proposal:
    return Proposal(
        id=row["id"],
        passage=row["passage"],
        number=row["number"],
        origin=row["origin"],
        machine=row["machine"],
        text=row["text"],
        span=(row["span_start"], row["span_end"]),
        kind=row["kind"],
        verb=row["verb"],
        themes=tuple(row["themes"]),
        processes=tuple(row["processes"]),
        leads=tuple(row["leads"]),
        state=row["state"],
        revision=row["revision"],
        merged_into=row["merged_into"],
        recommendation=row["recommendation"],
        by=row["decided_by"],
        at=row["decided_at"],
    )
