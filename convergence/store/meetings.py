"""Meetings with who spoke at them, without what was said: the headings that a summary needs."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from convergence.model import Intervention, Meeting
from convergence.store import tables as t


def meetings(connection: sa.Connection) -> tuple[Meeting, ...]:
    """Every meeting by date, its interventions in the order in which they were heard; these come without passages."""
    spoke: dict[str, list[Intervention]] = defaultdict(list)
    order = (t.intervention.c.meeting, t.intervention.c.place_in_meeting)
    for row in connection.execute(sa.select(t.intervention).order_by(*order)).mappings():
        spoke[row["meeting"]].append(
            Intervention(row["id"], row["process"], row["heading"], row["speaker"], row["speaker_role"], ())
        )
    rows = connection.execute(sa.select(t.meeting).order_by(t.meeting.c.date, t.meeting.c.id)).mappings()
    return tuple(
        Meeting(
            id=row["id"],
            date=row["date"],
            body=row["body"],
            title=row["title"],
            place=row["place"],
            source_title=row["source_title"],
            source_language=row["source_language"],
            interventions=tuple(spoke[row["id"]]),
        )
        for row in rows
    )
