"""The history as a chain: what was changed, taken out or put in is found, and which one it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from alembic import command

from convergence.codebook import Codebook
from convergence.model import Actor, Meeting, Role
from convergence.store import chain, writes
from convergence.store import engine as engines
from convergence.store import tables as t
from convergence.store.chain import START
from convergence.store.engine import connect, reading, upgrade, writing
from tests.conftest import ANALYST, DELEGATE
from tests.store.content import BORDER_PLAN


@pytest.fixture
def written(filled: sa.Engine, codebook: Codebook) -> sa.Engine:
    """Six events: the meeting loaded, then five notes."""
    for number in range(1, 6):
        with writing(filled) as connection:
            who = DELEGATE if number % 2 else ANALYST
            writes.update_action(connection, codebook, who, BORDER_PLAN, number, {"note": f"Nº {number} – ñ 😀"})
    return filled


def found(engine: sa.Engine, known: str | None = None) -> list[tuple[str, int]]:
    with reading(engine) as connection:
        return [(broken.kind, broken.number) for broken in chain.breaks(connection, known)]


def tamper(engine: sa.Engine, change: Callable[[sa.Connection], object]) -> None:
    with writing(engine) as connection:
        change(connection)


def rows(engine: sa.Engine) -> list[sa.RowMapping]:
    with reading(engine) as connection:
        return list(connection.execute(sa.select(t.event).order_by(t.event.c.number)).mappings())


def test_a_whole_chain(written: sa.Engine) -> None:
    assert found(written) == []
    events = rows(written)
    assert [event["previous"] for event in events] == [START, *(event["hash"] for event in events[:-1])]
    with reading(written) as connection:
        assert chain.last(connection) == (6, events[-1]["hash"])
    assert [found(written, event["hash"]) for event in events] == [[]] * 6


def test_an_empty_one(engine: sa.Engine) -> None:
    assert found(engine) == []
    with reading(engine) as connection:
        assert chain.last(connection) == (0, START)


@pytest.mark.parametrize(
    "values",
    [
        {"actor": "Somebody else"},
        {"role": "reader"},
        {"party": "PER"},
        {"on_behalf_of": "PER"},
        {"verb": "action-added"},
        {"subject": "elsewhere"},
        {"revision": 99},
        {"changes": {"note": ["", "Never said"]}},
        {"hash": "f" * 64},
        {"hash": None},
        {"previous": "f" * 64},
    ],
    ids=lambda values: next(iter(values)),
)
def test_an_event_that_was_changed(written: sa.Engine, values: dict[str, object]) -> None:
    tamper(
        written, lambda connection: connection.execute(sa.update(t.event).where(t.event.c.number == 3).values(values))
    )
    expected = [("changed", 3)] + ([("unchained", 4)] if "hash" in values else [])
    assert found(written) == expected


def test_the_moment_counts(written: sa.Engine) -> None:
    earlier = rows(written)[2]["at"].replace(microsecond=1)
    tamper(written, lambda c: c.execute(sa.update(t.event).where(t.event.c.number == 3).values(at=earlier)))
    assert found(written) == [("changed", 3)]


@pytest.mark.parametrize(
    ("gone", "expected"), [((3,), [3]), ((2, 3), [2, 3]), ((6,), [6]), ((1,), [1]), ((5, 6), [5, 6])]
)
def test_events_that_were_taken_out(written: sa.Engine, gone: tuple[int, ...], expected: list[int]) -> None:
    tamper(written, lambda connection: connection.execute(sa.delete(t.event).where(t.event.c.number.in_(gone))))
    assert found(written) == [("missing", number) for number in expected]


def forged(engine: sa.Engine, number: int, previous: str) -> dict[str, object]:
    event = {**rows(engine)[1], "number": number, "actor": "Forger", "previous": previous}
    return {**event, "hash": chain.digest(event, previous)}


def test_an_event_that_was_replaced_with_its_hash(written: sa.Engine) -> None:
    event = forged(written, 3, rows(written)[1]["hash"])
    tamper(written, lambda c: c.execute(sa.update(t.event).where(t.event.c.number == 3).values(event)))
    assert found(written) == [("unchained", 4)]


def test_an_event_that_was_put_in(written: sa.Engine) -> None:
    event = forged(written, 7, rows(written)[5]["hash"])
    tamper(written, lambda connection: connection.execute(sa.insert(t.event).values(event)))
    assert found(written) == [("beyond", 7)]


def test_a_chain_forged_to_its_end_lacks_the_hash_that_was_noted(written: sa.Engine) -> None:
    noted = rows(written)[5]["hash"]
    event = forged(written, 6, rows(written)[4]["hash"])
    tamper(written, lambda c: c.execute(sa.update(t.event).where(t.event.c.number == 6).values(event)))
    assert found(written) == []
    assert found(written, noted) == [("unknown", 0)]


def test_a_write_that_is_rolled_back_leaves_the_chain_whole(written: sa.Engine, codebook: Codebook) -> None:
    def interrupted(connection: sa.Connection) -> None:
        writes.update_action(connection, codebook, ANALYST, BORDER_PLAN, 6, {"note": "x"})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tamper(written, interrupted)
    with writing(written) as connection:
        writes.update_action(connection, codebook, ANALYST, BORDER_PLAN, 6, {"note": "y"})
        writes.update_action(connection, codebook, ANALYST, BORDER_PLAN, 7, {"note": "z"})
    assert found(written) == []
    assert len(rows(written)) == 8


def test_a_history_from_before_there_was_a_chain(url: str, meeting: Meeting, codebook: Codebook) -> None:
    """The migration chains what is there; what is written afterwards goes on from it."""
    engine = connect(url)
    with writing(engine) as connection:
        command.upgrade(engines._config(connection), "0001")
        columns = [t.event.c[name] for name in chain.COVERED]
        old = sa.table("event", *(sa.column(column.name, column.type) for column in columns))
        for number in range(1, 1_203):
            event = {"number": number, "at": sa.func.current_timestamp(), "actor": "Ana", "role": "analyst"}
            event |= {"verb": "meeting-loaded", "subject": f"m{number}", "changes": {"passages": [None, number]}}
            connection.execute(sa.insert(old).values(event))
        connection.execute(sa.update(t.data_version).values(number=1_202))
    upgrade(engine)
    assert found(engine) == []
    with writing(engine) as connection:
        assert writes.record(connection, Actor("Ana", Role.ANALYST), "meeting-loaded", "m", {}) == 1_203
    assert found(engine) == []
    engine.dispose()
