"""Putting a whole meeting into the database, and the bundled corpus into an empty one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from convergence import check, corpus
from convergence.check import Problem
from convergence.codebook import Codebook
from convergence.errors import NotAllowed
from convergence.model import Actor, Meeting, Passage, Role
from convergence.store import reads
from convergence.store import tables as t
from convergence.store.engine import reading, writing
from convergence.store.writes import record

SYSTEM = Actor("Convergence", Role.ADMINISTRATOR)


@dataclass
class Loaded:
    """What became of files: how many meetings were loaded, how many were there already, and every problem found."""

    new: int = 0
    there: int = 0
    problems: list[Problem] = field(default_factory=list)


def load_meeting(connection: sa.Connection, actor: Actor, meeting: Meeting) -> bool:
    """Store a meeting with all it holds, and its event; False, and nothing changed, where its id is already there.

    What people edited since an earlier load is therefore never overwritten. Raises NotAllowed.
    """
    if not actor.role.can_load:
        raise NotAllowed("store.analyst_only")
    if connection.execute(sa.select(t.meeting.c.id).where(t.meeting.c.id == meeting.id)).first():
        return False
    passages = [passage for part in meeting.interventions for passage in part.passages]
    points = sum(len(passage.recommendations) for passage in passages)
    told = {"passages": (None, len(passages)), "recommendations": (None, points)}
    record(connection, actor, "meeting-loaded", meeting.id, told)
    insert_meeting(connection, meeting)
    return True


def insert_meeting(connection: sa.Connection, meeting: Meeting) -> None:
    """The rows of a meeting, without an event: for writes that record their own."""
    for name, values in _rows(meeting).items():
        if values:
            connection.execute(sa.insert(t.metadata.tables[name]), values)


def _rows(meeting: Meeting) -> dict[str, list[dict[str, Any]]]:
    """The rows of a meeting by table, in an order that foreign keys allow."""
    rows: dict[str, list[dict[str, Any]]] = {
        table: []
        for table in (
            "meeting",
            "intervention",
            "passage",
            "recommendation",
            "recommendation_theme",
            "recommendation_process",
            "recommendation_lead",
            "action",
            "action_supporting",
            "action_evidence",
        )
    }
    rows["meeting"].append(
        {
            "id": meeting.id,
            "date": meeting.date,
            "body": meeting.body,
            "title": dict(meeting.title),
            "place": dict(meeting.place) if meeting.place else None,
            "source_title": dict(meeting.source_title),
            "source_language": meeting.source_language,
            "loaded_at": datetime.now(UTC),
        }
    )
    for place, intervention in enumerate(meeting.interventions, start=1):
        rows["intervention"].append(
            {
                "id": intervention.id,
                "meeting": meeting.id,
                "place_in_meeting": place,
                "process": intervention.process,
                "heading": dict(intervention.heading),
                "speaker": intervention.speaker,
                "speaker_role": dict(intervention.speaker_role),
            }
        )
        for passage in intervention.passages:
            rows["passage"].append(
                {
                    "id": passage.id,
                    "intervention": intervention.id,
                    "number": passage.number,
                    "text": dict(passage.text),
                }
            )
            _add_points(rows, passage)
    return rows


def _add_points(rows: dict[str, list[dict[str, Any]]], passage: Passage) -> None:
    def ranked(table: str, owner: str, owner_id: str, column: str, codes: Iterable[str]) -> None:
        rows[table] += [{owner: owner_id, column: code, "rank": rank} for rank, code in enumerate(codes, start=1)]

    for point in passage.recommendations:
        rows["recommendation"].append(
            {
                "id": point.id,
                "passage": passage.id,
                "number": point.number,
                "kind": point.kind,
                "verb": dict(point.verb),
                "text": dict(point.text),
                "position": point.position,
                "origin": point.origin,
                "reviewed": point.reviewed,
                "revision": point.revision,
            }
        )
        ranked("recommendation_theme", "recommendation", point.id, "theme", point.themes)
        ranked("recommendation_process", "recommendation", point.id, "process", point.processes)
        ranked("recommendation_lead", "recommendation", point.id, "party", point.leads)
        for number, action in enumerate(point.actions, start=1):
            rows["action"].append(
                {
                    "id": action.id,
                    "recommendation": point.id,
                    "number": number,
                    "title": dict(action.title),
                    "lead": action.lead,
                    "progress": action.progress,
                    "due": action.due,
                    "note": action.note,
                    "source": action.source,
                    "withdrawn": False,
                    "updated_at": None,
                    "revision": action.revision,
                }
            )
            ranked("action_supporting", "action", action.id, "party", action.supporting)
            rows["action_evidence"] += [
                {"action": action.id, "rank": rank, "url": link.url, "title": link.title, "added_by": link.by}
                for rank, link in enumerate(action.evidence, start=1)
            ]


def load_files(engine: sa.Engine, actor: Actor, files: Iterable[Path], codebook: Codebook) -> Loaded:
    """Load meetings from files that people brought or that are bundled.

    A file with a problem is left out whole; the others are loaded, each in a transaction of its own.
    """
    done = Loaded()
    for path in files:
        wrong = check.meeting_problems(path, codebook, languages=None)
        done.problems += wrong
        if wrong:
            continue
        try:
            with writing(engine) as connection:
                new = load_meeting(connection, actor, corpus.read_meeting(path))
        except IntegrityError:
            new = False  # another server loaded the same meeting at the same moment
        done.new += new
        done.there += not new
    return done


def load_bundled(engine: sa.Engine, codebook: Codebook, folder: Path = corpus.MEETINGS_DIR) -> list[Problem]:
    """Load the bundled corpus into an empty database; nothing where there is a meeting already."""
    with reading(engine) as connection:
        if not reads.is_empty(connection):
            return []
    return load_files(engine, SYSTEM, corpus.meeting_files(folder), codebook).problems
