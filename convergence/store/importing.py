"""An import as a whole: begun from a reading, its meeting corrected, committed as a meeting, taken back.

Each function asks the actor's role, runs in the caller's transaction, and writes its event in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import PurePath
from typing import Any

import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.errors import InvalidInput, NotAllowed
from convergence.model import Actor
from convergence.reading import InterventionRead, MeetingFound, Reading
from convergence.review import Document
from convergence.store import imports
from convergence.store import tables as t
from convergence.store.writes import _merged, record

MEETING_FIELDS = frozenset({"title", "date", "body", "place"})
YEARS = range(1948, 2101)
TITLE_LIMIT = 1_000


def start_import(connection: sa.Connection, actor: Actor, reading: Reading, even_if_empty: bool = False) -> str:
    """Keep a document as it was read, for review; gives the import's id, `import-12`.

    Raises NotAllowed, and InvalidInput for a document without any recommendation unless `even_if_empty`.
    """
    _ask(actor)
    proposals = sum(len(passage.proposals) for part in reading.interventions for passage in part.passages)
    if not proposals and not even_if_empty:
        raise InvalidInput("review.nothing_found", name=reading.name)
    document_id = f"import-{next_number(connection)}"
    passages = sum(len(part.passages) for part in reading.interventions)
    told = {"passages": (None, passages), "proposals": (None, proposals)}
    record(connection, actor, "import-started", document_id, told, 1)
    meeting = reading.meeting
    connection.execute(
        sa.insert(t.document).values(
            id=document_id,
            name=_clean(reading.name),
            sha256=reading.sha256,
            language=reading.language,
            shape=reading.shape,
            state="open",
            found=_found(meeting),
            problems=[[problem.key, dict(problem.values)] for problem in reading.problems],
            title=_clean(meeting.title or PurePath(reading.name).stem)[:TITLE_LIMIT],
            date=meeting.date,
            body=meeting.body,
            place=_clean(meeting.place) if meeting.place else None,
            started_at=datetime.now(UTC),
            started_by=actor.name,
            revision=1,
        )
    )
    rows: dict[str, list[dict[str, Any]]] = {"document_intervention": [], "document_passage": [], "proposal": []}
    for place, part in enumerate(reading.interventions, start=1):
        _add_rows(rows, document_id, place, part)
    for name, values in rows.items():
        if values:
            connection.execute(sa.insert(t.metadata.tables[name]), values)
    return document_id


def _found(meeting: MeetingFound) -> dict[str, Any]:
    found = asdict(meeting)
    return found | {"date": meeting.date.isoformat() if meeting.date else None}


def _add_rows(rows: dict[str, list[dict[str, Any]]], document_id: str, place: int, part: InterventionRead) -> None:
    intervention_id = f"{document_id}/{place}"
    rows["document_intervention"].append(
        {
            "id": intervention_id,
            "document": document_id,
            "place": place,
            "process": part.process,
            "process_found": part.process,
            "heading": _clean(part.heading),
            "speaker": _clean(part.speaker or ""),
            "speaker_role": _clean(part.speaker_role or ""),
            "revision": 1,
        }
    )
    for passage in part.passages:
        passage_id = f"{intervention_id}.{passage.number}"
        rows["document_passage"].append(
            {
                "id": passage_id,
                "intervention": intervention_id,
                "number": passage.number,
                "text": _clean(passage.text),
                "language": passage.language,
                "page": passage.page,
                "section": _clean(" · ".join(dict.fromkeys(filter(None, (passage.topic, passage.section))))),
                "note": passage.note,
            }
        )
        for number, proposal in enumerate(passage.proposals, start=1):
            machine = {
                "text": _clean(proposal.text),
                "span": list(proposal.span),
                "kind": proposal.kind,
                "verb": _clean(proposal.verb),
                "themes": list(proposal.themes),
                "processes": list(proposal.processes),
                "leads": list(proposal.leads),
                "confidence": proposal.confidence,
                "words": {theme: list(words) for theme, words in proposal.words.items()},
            }
            stands = {name: machine[name] for name in ("text", "kind", "verb", "themes", "processes", "leads")}
            rows["proposal"].append(
                {
                    "id": f"{passage_id}.{number}",
                    "passage": passage_id,
                    "number": number,
                    "origin": "machine",
                    "machine": machine,
                    **stands,
                    "span_start": proposal.span[0],
                    "span_end": proposal.span[1],
                    "state": "proposed",
                    "revision": 1,
                }
            )


def correct_meeting(
    connection: sa.Connection,
    codebook: Codebook,
    actor: Actor,
    document_id: str,
    expected_revision: int,
    changes: Mapping[str, Any],
) -> int:
    """Correct what the reader found about the meeting (`MEETING_FIELDS`); gives the document's revision.

    Raises NotAllowed, NotFound, InvalidInput, Conflict.
    """
    current = open_document(connection, actor, document_id)
    checked = _checked_meeting(codebook, changes)
    changed = _merged(connection, document_id, current, current.revision, expected_revision, checked)
    if not changed:
        return current.revision
    revision = current.revision + 1
    record(connection, actor, "import-corrected", document_id, changed, revision)
    values = {name: after for name, (_, after) in changed.items()}
    connection.execute(sa.update(t.document).where(t.document.c.id == document_id).values(**values, revision=revision))
    return revision


def assign_process(
    connection: sa.Connection,
    codebook: Codebook,
    actor: Actor,
    intervention_id: str,
    expected_revision: int,
    process: str,
) -> int:
    """Say which process spoke a part of a document; its proposals follow. Gives the part's revision.

    Raises NotAllowed, NotFound, InvalidInput, Conflict.
    """
    open_document(connection, actor, intervention_id.partition("/")[0])
    current, _ = imports.intervention(connection, intervention_id)
    if process not in codebook.processes:
        raise InvalidInput("store.unknown_code", code=str(process)[:60])
    wanted = {"process": process}
    changed = _merged(connection, intervention_id, current, current.revision, expected_revision, wanted)
    if not changed:
        return current.revision
    revision = current.revision + 1
    record(connection, actor, "import-corrected", intervention_id, changed, revision)
    connection.execute(
        sa.update(t.document_intervention)
        .where(t.document_intervention.c.id == intervention_id)
        .values(process=process, revision=revision)
    )
    if current.process:
        _follow(connection, intervention_id, current.process, process)
    return revision


def _follow(connection: sa.Connection, intervention_id: str, before: str, after: str) -> None:
    """What was proposed as said by the wrong process is said by the right one."""
    query = (
        sa.select(t.proposal.c.id, t.proposal.c.processes)
        .join(t.document_passage, t.proposal.c.passage == t.document_passage.c.id)
        .where(t.document_passage.c.intervention == intervention_id)
    )
    for proposal_id, processes in connection.execute(query).fetchall():
        if before in processes:
            codes = list(dict.fromkeys(after if code == before else code for code in processes))
            connection.execute(sa.update(t.proposal).where(t.proposal.c.id == proposal_id).values(processes=codes))


def set_aside(connection: sa.Connection, actor: Actor, document_id: str, aside: bool = True) -> None:
    """Lay an open import aside, or take it up again (`aside=False`). Raises NotAllowed, NotFound, InvalidInput."""
    _ask(actor)
    before, after = ("open", "set-aside") if aside else ("set-aside", "open")
    current = imports.document(connection, document_id, lock=True)
    if current.state == after:
        return
    if current.state != before:
        raise InvalidInput("review.not_open")
    revision = current.revision + 1
    verb = "import-set-aside" if aside else "import-taken-up"
    record(connection, actor, verb, document_id, {"state": (before, after)}, revision)
    connection.execute(
        sa.update(t.document).where(t.document.c.id == document_id).values(state=after, revision=revision)
    )


def open_document(connection: sa.Connection, actor: Actor, document_id: str) -> Document:
    """An import that is under review, locked until the transaction ends. Raises NotAllowed, NotFound, InvalidInput."""
    _ask(actor)
    current = imports.document(connection, document_id, lock=True)
    if current.state != "open":
        raise InvalidInput("review.not_open")
    return current


def next_number(connection: sa.Connection) -> int:
    """The number that the next event will have; other writers wait from here until the transaction ends."""
    return int(connection.execute(sa.select(t.data_version.c.number).with_for_update()).scalar_one()) + 1


def _ask(actor: Actor) -> None:
    if not actor.role.can_load:
        raise NotAllowed("store.analyst_only")


def _checked_meeting(codebook: Codebook, changes: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(changes) - MEETING_FIELDS
    if unknown:
        raise InvalidInput("store.no_such_field", field=sorted(unknown)[0])
    checked: dict[str, Any] = {}
    for name in ("title", "place"):
        if name in changes:
            text = re.sub(r"\s+", " ", _clean(str(changes[name] or ""))).strip()
            if len(text) > TITLE_LIMIT:
                raise InvalidInput("store.too_long", limit=TITLE_LIMIT, length=len(text))
            checked[name] = text or None
    if "title" in checked and not checked["title"]:
        raise InvalidInput("review.no_title")
    if "date" in changes:
        value = changes["date"]
        is_date = isinstance(value, date) and not isinstance(value, datetime)
        if value is not None and (not is_date or value.year not in YEARS):
            raise InvalidInput("review.bad_date", value=value if is_date else str(value)[:40])
        checked["date"] = value
    if "body" in changes:
        body = changes["body"] or None
        if body is not None and body not in codebook.parties and body not in codebook.processes:
            raise InvalidInput("store.unknown_code", code=str(body)[:60])
        checked["body"] = body
    return checked


def _clean(text: str) -> str:
    """Text that every database takes, of the same length, so that spans stay right."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
