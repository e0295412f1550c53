"""What a reviewer decides about proposals: one function, one transaction (the caller's), one event for each record it changes.

Whoever decides says which revision he saw. Two reviewers who decide alike, or change different fields, don't notice each other; the
same field decided differently raises Conflict, and nothing is written. What the machine proposed is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.fields import TEXT_LIMIT, checked_coding
from convergence.model import Actor
from convergence.review import TAKEN, Proposal
from convergence.store import imports
from convergence.store import tables as t
from convergence.store.importing import open_document
from convergence.store.writes import _merged, record

FIELDS = frozenset({"text", "verb", "kind", "themes", "processes", "leads"})


def accept(connection: sa.Connection, actor: Actor, proposal_id: str, expected_revision: int) -> int:
    """Take a proposal as it stands; gives its revision. Raises NotAllowed, NotFound, InvalidInput, Conflict."""
    current = _current(connection, actor, proposal_id)
    if not current.themes:
        raise InvalidInput("review.no_theme")
    if current.state in TAKEN:
        return current.revision
    return _decide(connection, actor, current, expected_revision, {"state": _taken(current, {})})


def edit(
    connection: sa.Connection,
    codebook: Codebook,
    actor: Actor,
    proposal_id: str,
    expected_revision: int,
    changes: Mapping[str, Any],
) -> int:
    """Change fields of a proposal (`FIELDS`) and take it; gives its revision. Raises as `accept`."""
    current = _current(connection, actor, proposal_id)
    checked = _checked(codebook, changes)
    if not checked.get("themes", current.themes):
        raise InvalidInput("review.no_theme")
    return _decide(connection, actor, current, expected_revision, {**checked, "state": _taken(current, checked)})


def reject(connection: sa.Connection, actor: Actor, proposal_id: str, expected_revision: int) -> int:
    """Leave a proposal out; it stays findable. Gives its revision. Raises as `accept`."""
    return _decide(
        connection, actor, _current(connection, actor, proposal_id), expected_revision, {"state": "rejected"}
    )


def reopen(connection: sa.Connection, actor: Actor, proposal_id: str, expected_revision: int) -> int:
    """Put a decided proposal back among those to review, with its fields as they stand. Gives its revision."""
    current = _current(connection, actor, proposal_id)
    return _decide(connection, actor, current, expected_revision, {"state": "proposed", "merged_into": None})


def split(
    connection: sa.Connection, actor: Actor, proposal_id: str, expected_revision: int, texts: Sequence[str]
) -> list[str]:
    """Make a proposal into several, each with its text and the coding of the whole; gives their ids, the old one first.

    Raises as `accept`.
    """
    current = _current(connection, actor, proposal_id)
    parts = [_text(text) for text in texts if text.strip()]
    if len(parts) < 2:
        raise InvalidInput("review.split_in_two")
    if not current.themes:
        raise InvalidInput("review.no_theme")
    passage, _ = imports.passage(connection, current.passage)
    spans = [span_of(passage.text, part, current.span) for part in parts]
    wanted = {"text": parts[0], "span": spans[0], "state": "edited"}
    _decide(connection, actor, current, expected_revision, wanted)
    return [current.id] + [
        _insert(connection, actor, current.passage, {**_coding(current), "text": part, "span": span})
        for part, span in zip(parts[1:], spans[1:], strict=True)
    ]


def merge(connection: sa.Connection, actor: Actor, first: tuple[str, int], second: tuple[str, int]) -> int:
    """Take a proposal into another one of the same passage; each is given as id and revision seen. Gives the first's revision.

    The texts follow each other; codes are those of both, four themes at most. Raises as `accept`.
    """
    kept = _current(connection, actor, first[0])
    gone = _current(connection, actor, second[0])
    if kept.passage != gone.passage or kept.id == gone.id or "merged" in (kept.state, gone.state):
        raise InvalidInput("review.merge_neighbours")
    themes = _both(kept.themes, gone.themes)[:4]
    if not themes:
        raise InvalidInput("review.no_theme")
    _decide(connection, actor, gone, second[1], {"state": "merged", "merged_into": kept.id})
    return _decide(
        connection,
        actor,
        kept,
        first[1],
        {
            "text": f"{kept.text.rstrip()} {gone.text.lstrip()}",
            "span": (min(kept.span[0], gone.span[0]), max(kept.span[1], gone.span[1])),
            "themes": themes,
            "processes": _both(kept.processes, gone.processes),
            "leads": _both(kept.leads, gone.leads),
            "state": "edited",
        },
    )


def add(connection: sa.Connection, codebook: Codebook, actor: Actor, passage_id: str, fields: Mapping[str, Any]) -> str:
    """Add a recommendation that the reader missed; `fields` as in `FIELDS`. Gives its id. Raises as `accept`."""
    passage, document_id = imports.passage(connection, passage_id)
    open_document(connection, actor, document_id)
    checked = _checked(codebook, {"verb": "", "leads": (), "processes": (), **fields})
    if not checked.get("themes"):
        raise InvalidInput("review.no_theme")
    return _insert(
        connection,
        actor,
        passage_id,
        {**checked, "span": span_of(passage.text, checked["text"], (0, len(passage.text)))},
    )


def span_of(passage: str, text: str, within: tuple[int, int]) -> tuple[int, int]:
    """Where a text stands in its passage; where it was reworded, the place that it came from."""
    start = passage.find(text, *within)
    if start < 0:
        start = passage.find(text)
    return (start, start + len(text)) if start >= 0 else within


def _current(connection: sa.Connection, actor: Actor, proposal_id: str) -> Proposal:
    open_document(connection, actor, proposal_id.partition("/")[0])
    return imports.proposal(connection, proposal_id)


def _decide(
    connection: sa.Connection, actor: Actor, current: Proposal, expected_revision: int, wanted: Mapping[str, Any]
) -> int:
    changed = _merged(connection, current.id, current, current.revision, expected_revision, wanted)
    if not changed:
        return current.revision
    revision = current.revision + 1
    record(connection, actor, "import-decided", current.id, changed, revision)
    values: dict[str, Any] = {name: after for name, (_, after) in changed.items()}
    connection.execute(
        sa.update(t.proposal)
        .where(t.proposal.c.id == current.id)
        .values(**_columns(values), revision=revision, decided_by=actor.name, decided_at=datetime.now(UTC))
    )
    return revision


def _insert(connection: sa.Connection, actor: Actor, passage_id: str, fields: Mapping[str, Any]) -> str:
    last = sa.select(sa.func.max(t.proposal.c.number)).where(t.proposal.c.passage == passage_id)
    number = (connection.execute(last).scalar() or 0) + 1
    proposal_id = f"{passage_id}.{number}"
    values = {"state": "accepted", **fields}
    told = {name: (None, value) for name, value in values.items() if value not in ("", ()) and name != "span"}
    record(connection, actor, "import-decided", proposal_id, told, 1)
    connection.execute(
        sa.insert(t.proposal).values(
            id=proposal_id,
            passage=passage_id,
            number=number,
            origin="person",
            machine=None,
            revision=1,
            decided_by=actor.name,
            decided_at=datetime.now(UTC),
            **_columns(values),
        )
    )
    return proposal_id


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the table keeps them: a span in two columns, codes as lists."""
    columns = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    if "span" in columns:
        columns["span_start"], columns["span_end"] = columns.pop("span")
    return columns


def _coding(proposal: Proposal) -> dict[str, Any]:
    return {name: getattr(proposal, name) for name in ("kind", "verb", "themes", "processes", "leads")}


def _taken(current: Proposal, changes: Mapping[str, Any]) -> str:
    """Accepted where it is what the machine proposed, or what a person added himself; else edited."""
    if current.machine is None:
        return "accepted"
    stands = {name: changes.get(name, getattr(current, name)) for name in FIELDS}
    proposed = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in current.machine.items()
        if name in FIELDS
    }
    return "accepted" if stands == proposed else "edited"


def _checked(codebook: Codebook, changes: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(changes) - FIELDS
    if unknown:
        raise InvalidInput("store.no_such_field", field=sorted(unknown)[0])
    checked: dict[str, Any] = {}
    if "text" in changes:
        checked["text"] = _text(changes["text"])
    if "verb" in changes:
        checked["verb"] = " ".join(str(changes["verb"]).replace("\x00", "").split())[:200]
    # No process of its own: then it is the one that spoke.
    coded = {
        name: value
        for name, value in changes.items()
        if name in ("kind", "themes", "leads") or (name == "processes" and value)
    }
    if "themes" in coded and not coded["themes"]:
        raise InvalidInput("review.no_theme")
    if "processes" in changes and not changes["processes"]:
        checked["processes"] = ()
    return checked | checked_coding(codebook, coded)


def _text(value: Any) -> str:
    text = re.sub(r"[ \t\r\n]+", " ", str(value).replace("\x00", "")).strip()
    if not text:
        raise InvalidInput("review.no_text")
    if len(text) > TEXT_LIMIT:
        raise InvalidInput("store.too_long", limit=TEXT_LIMIT, length=len(text))
    return text


def _both(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*first, *second]))
