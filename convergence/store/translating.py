"""A recommendation in one more language, or its wording in a language put right."""

from __future__ import annotations

from types import SimpleNamespace

import sqlalchemy as sa

from convergence.errors import InvalidInput, NotAllowed
from convergence.fields import TEXT_LIMIT
from convergence.model import LANGUAGES, Actor
from convergence.store import reads
from convergence.store import tables as t
from convergence.store.writes import _merged, record


def translate(
    connection: sa.Connection, actor: Actor, recommendation_id: str, expected_revision: int, language: str, text: str
) -> int:
    """Write the text of a recommendation in a language; the other languages stay. Gives its revision afterwards.

    Raises NotAllowed, NotFound, InvalidInput, and Conflict where somebody else wrote it in the meantime.
    """
    if not actor.role.can_edit_coding:
        raise NotAllowed("store.analyst_only")
    if language not in LANGUAGES:
        raise InvalidInput("store.unknown_code", code=language[:60])
    words = text.replace("\x00", "").strip()
    if not words:
        raise InvalidInput("review.no_text")
    if len(words) > TEXT_LIMIT:
        raise InvalidInput("store.too_long", limit=TEXT_LIMIT, length=len(words))
    current = reads.recommendation(connection, recommendation_id, lock=True)
    field = f"text_{language}"  # a language is a field of its own: two who translate into two languages don't meet
    stands = SimpleNamespace(**{field: current.text.get(language)})
    changed = _merged(connection, recommendation_id, stands, current.revision, expected_revision, {field: words})
    if not changed:
        return current.revision
    revision = current.revision + 1
    record(connection, actor, "text-translated", recommendation_id, changed, revision)
    connection.execute(
        sa.update(t.recommendation)
        .where(t.recommendation.c.id == recommendation_id)
        .values(text={**current.text, language: words}, revision=revision)
    )
    return revision
