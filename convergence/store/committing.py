"""The end of an import: a reviewed document becomes a meeting with its recommendations, and can be taken back as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from textwrap import shorten

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from convergence import model, review
from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.model import Actor
from convergence.store import imports
from convergence.store import tables as t
from convergence.store.importing import next_number, open_document
from convergence.store.loading import insert_meeting
from convergence.store.writes import record

# How a point of each kind stands when its document says no more: as the bundled meeting is coded.
POSITIONS = {
    "commitment": "adopted",
    "decision": "adopted",
    "assignment": "adopted",
    "progress": "noted",
    "practice": "noted",
}
PROGRESS = {"progress": "in-progress"}
"""How an action stands when the document says no more: what is told as done or under way has at least begun."""

TITLE_LIMIT = 160


def commit_import(
    connection: sa.Connection,
    codebook: Codebook,
    actor: Actor,
    document_id: str,
    unreviewed: bool = False,
    even_if_empty: bool = False,
) -> str:
    """Make a meeting of a document: what was accepted or edited, and with `unreviewed` also what nobody has decided yet.

    Each point but a practice gets an action to follow up, as in the bundled meeting.

    Gives the meeting's id. Raises NotAllowed, NotFound, and InvalidInput where the import is not open, the date or a process is
    missing, or nothing would be recommended and the actor did not say that he wants the meeting all the same.
    """
    document = open_document(connection, actor, document_id)
    parts = imports.interventions(connection, document_id)
    if document.date is None:
        raise InvalidInput("review.no_date")
    unknown = next((part for part in parts if part.process not in codebook.processes and part.passages), None)
    if unknown:
        raise InvalidInput("review.no_process", heading=unknown.heading[:80] or "–")
    next_number(connection)  # two who commit at once get two ids
    meeting_id = _free_id(connection, document, parts)
    meeting = _meeting(document, parts, meeting_id, codebook, unreviewed)
    points = [point for part in meeting.interventions for passage in part.passages for point in passage.recommendations]
    if not points and not even_if_empty:
        raise InvalidInput("review.nothing_taken")
    told = {
        "meeting": (None, meeting_id),
        "passages": (None, sum(len(part.passages) for part in meeting.interventions)),
        "recommendations": (None, len(points)),
        "unreviewed": (None, sum(not point.reviewed for point in points)),
    }
    revision = document.revision + 1
    record(connection, actor, "import-committed", document_id, told, revision)
    insert_meeting(connection, meeting)
    connection.execute(
        sa.update(t.document)
        .where(t.document.c.id == document_id)
        .values(state="committed", meeting=meeting_id, revision=revision)
    )
    for proposal_id, recommendation_id in _taken_as(parts, meeting, unreviewed).items():
        connection.execute(
            sa.update(t.proposal).where(t.proposal.c.id == proposal_id).values(recommendation=recommendation_id)
        )
    return meeting_id


def undo_import(connection: sa.Connection, actor: Actor, document_id: str) -> None:
    """Take back the meeting that an import made, whole; the import is open again, with every decision as it was.

    Raises NotAllowed, NotFound, and InvalidInput where it is not committed or somebody else has changed something in the meeting since.
    """
    document = _committed(connection, actor, document_id)
    meeting_id = str(document.meeting)
    others = connection.execute(
        sa.select(t.event.c.actor)
        .where(t.event.c.subject.startswith(f"{meeting_id}/", autoescape=True), t.event.c.actor != actor.name)
        .where(t.event.c.number > _committed_at(document_id))
        .limit(1)
    ).scalar()
    if others is not None:
        raise InvalidInput("review.changed_since", who=others)
    count = (
        sa.select(sa.func.count()).select_from(t.recommendation).where(t.recommendation.c.id.like(f"{meeting_id}/%"))
    )
    told = {"meeting": (meeting_id, None), "recommendations": (connection.execute(count).scalar_one(), None)}
    revision = document.revision + 1
    record(connection, actor, "import-undone", document_id, told, revision)
    try:
        with connection.begin_nested():
            _delete_meeting(connection, meeting_id)
    except IntegrityError as error:
        raise InvalidInput("review.still_used") from error
    connection.execute(
        sa.update(t.document)
        .where(t.document.c.id == document_id)
        .values(state="open", meeting=None, revision=revision)
    )
    connection.execute(
        sa.update(t.proposal).where(t.proposal.c.id.startswith(f"{document_id}/")).values(recommendation=None)
    )


def _committed(connection: sa.Connection, actor: Actor, document_id: str) -> review.Document:
    document = imports.document(connection, document_id, lock=True)
    if document.state == "committed" and actor.role.can_load:
        return document
    open_document(connection, actor, document_id)  # says what is wrong with the actor or the document
    raise InvalidInput("review.not_committed")


def _committed_at(document_id: str) -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.max(t.event.c.number))
        .where(t.event.c.subject == document_id, t.event.c.verb == "import-committed")
        .scalar_subquery()
    )


def _delete_meeting(connection: sa.Connection, meeting_id: str) -> None:
    """The rows of a meeting, those that refer to others first."""
    interventions = sa.select(t.intervention.c.id).where(t.intervention.c.meeting == meeting_id)
    passages = sa.select(t.passage.c.id).where(t.passage.c.intervention.in_(interventions))
    points = sa.select(t.recommendation.c.id).where(t.recommendation.c.passage.in_(passages))
    actions = sa.select(t.action.c.id).where(t.action.c.recommendation.in_(points))
    for table, column, inside in (
        (t.action_evidence, "action", actions),
        (t.action_supporting, "action", actions),
        (t.action, "recommendation", points),
        (t.recommendation_theme, "recommendation", points),
        (t.recommendation_process, "recommendation", points),
        (t.recommendation_lead, "recommendation", points),
        (t.recommendation, "passage", passages),
        (t.passage, "intervention", interventions),
    ):
        connection.execute(sa.delete(table).where(table.c[column].in_(inside)))
    connection.execute(sa.delete(t.intervention).where(t.intervention.c.meeting == meeting_id))
    connection.execute(sa.delete(t.meeting).where(t.meeting.c.id == meeting_id))


def _free_id(connection: sa.Connection, document: review.Document, parts: Iterable[review.Intervention]) -> str:
    """Date and body, `2023-05-09-cam`; `-2` and so on after it where that meeting is there already."""
    spoke = next((part.process for part in parts if part.process), None)
    body = re.sub(r"[^a-z0-9-]+", "-", (document.body or spoke or "meeting").lower()).strip("-")
    first = f"{document.date}-{body.removeprefix('oas-')}"
    taken = set(connection.execute(sa.select(t.meeting.c.id).where(t.meeting.c.id.startswith(first))).scalars())
    names = (first if number == 1 else f"{first}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _taken(passage: review.Passage, unreviewed: bool) -> list[review.Proposal]:
    states = review.TAKEN | ({"proposed"} if unreviewed else set())
    return [proposal for proposal in passage.proposals if proposal.state in states]


def _taken_as(parts: Iterable[review.Intervention], meeting: model.Meeting, unreviewed: bool) -> dict[str, str]:
    taken = [proposal.id for part in parts for passage in part.passages for proposal in _taken(passage, unreviewed)]
    points = [
        point.id for part in meeting.interventions for passage in part.passages for point in passage.recommendations
    ]
    return dict(zip(taken, points, strict=True))


def _meeting(
    document: review.Document,
    parts: Iterable[review.Intervention],
    meeting_id: str,
    codebook: Codebook,
    unreviewed: bool,
) -> model.Meeting:
    """The document as a meeting, in its own language. A process that speaks twice gets a number: `…/crm`, `…/crm-2`."""
    language = document.language
    spoken: Counter[str] = Counter()
    interventions = []
    for part in parts:
        if not part.passages:
            continue
        process = str(part.process)
        spoken[process] += 1
        again = f"-{spoken[process]}" if spoken[process] > 1 else ""
        intervention_id = f"{meeting_id}/{process}{again}"
        interventions.append(
            model.Intervention(
                id=intervention_id,
                process=process,
                heading={language: part.heading},
                speaker=part.speaker,
                speaker_role={language: part.speaker_role} if part.speaker_role else {},
                passages=tuple(
                    _passage(passage, intervention_id, number, process, unreviewed)
                    for number, passage in enumerate(part.passages, start=1)
                ),
            )
        )
    return model.Meeting(
        id=meeting_id,
        date=document.date or date.min,
        body=document.body if document.body in codebook.parties else None,
        title={language: document.title},
        place={language: document.place} if document.place else None,
        source_title={language: document.name},
        source_language=language,
        interventions=tuple(interventions),
    )


def _passage(
    passage: review.Passage, intervention_id: str, number: int, process: str, unreviewed: bool
) -> model.Passage:
    passage_id = f"{intervention_id}.{number}"
    return model.Passage(
        id=passage_id,
        number=number,
        text={passage.language: passage.text},
        recommendations=tuple(
            _point(proposal, passage, passage_id, place, process)
            for place, proposal in enumerate(_taken(passage, unreviewed), start=1)
        ),
    )


def _point(
    proposal: review.Proposal, passage: review.Passage, passage_id: str, place: int, process: str
) -> model.Recommendation:
    point_id = f"{passage_id}.{place}"
    return model.Recommendation(
        id=point_id,
        passage=passage_id,
        number=place,
        kind=proposal.kind,
        verb={passage.language: proposal.verb} if proposal.verb else {},
        text={passage.language: proposal.text},
        themes=proposal.themes,
        processes=proposal.processes or (process,),
        position=POSITIONS.get(proposal.kind, "proposed"),
        leads=proposal.leads,
        origin=proposal.origin,
        reviewed=proposal.state in review.TAKEN,
        actions=() if proposal.kind == "practice" else (_action(proposal, passage.language, point_id),),
    )


def _action(proposal: review.Proposal, language: str, point_id: str) -> model.Action:
    """The follow-up of a point: led by whom it names first, supported by the others; no date is made up."""
    return model.Action(
        id=f"{point_id}/a1",
        recommendation=point_id,
        title={language: shorten(proposal.text, TITLE_LIMIT, placeholder="…")},
        lead=proposal.leads[0] if proposal.leads else None,
        supporting=proposal.leads[1:],
        progress=PROGRESS.get(proposal.kind, "no-information"),
        due=None,
    )
