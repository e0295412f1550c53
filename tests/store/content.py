"""What a database holds, for comparing before and after."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from convergence.model import Action, Event, Recommendation
from convergence.store import reads
from convergence.store import tables as t
from convergence.store.engine import reading

BORDERS = "2024-02-01-test/crm.2.1"
BORDER_PLAN = f"{BORDERS}/a1"
"""Led by MEX, supported by USA and CAN, in progress, due on 1 July 2024; revision 1."""

ASYLUM = "2024-02-01-test/crm.2.2"
TRAINING = f"{ASYLUM}/a2"
"""Led by nobody, not started, due on 1 March 2024; revision 1."""


def everything(engine: sa.Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with reading(engine) as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(sa.select(table))), key=repr)
            for name, table in t.metadata.tables.items()
        }


def version(engine: sa.Engine) -> int:
    with reading(engine) as connection:
        return reads.version(connection)


def events(engine: sa.Engine) -> list[Event]:
    """The history, newest first."""
    with reading(engine) as connection:
        return reads.events(connection)


def action(engine: sa.Engine, action_id: str = BORDER_PLAN) -> Action:
    with reading(engine) as connection:
        return reads.action(connection, action_id)


def recommendation(engine: sa.Engine, recommendation_id: str = BORDERS) -> Recommendation:
    with reading(engine) as connection:
        return reads.recommendation(connection, recommendation_id)
