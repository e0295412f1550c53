"""What each write changes, and what its event says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.errors import NotFound
from convergence.model import Actor, Event, Evidence, Role
from convergence.store import reads, writes
from convergence.store import tables as t
from convergence.store.engine import reading, writing
from tests.conftest import ADMINISTRATOR, ANALYST, DELEGATE
from tests.store.content import (
    ASYLUM,
    BORDER_PLAN,
    BORDERS,
    TRAINING,
    action,
    events,
    everything,
    recommendation,
    version,
)


def update(engine: sa.Engine, codebook: Codebook, actor: Actor, revision: int, **changes: Any) -> int:
    with writing(engine) as connection:
        return writes.update_action(connection, codebook, actor, BORDER_PLAN, revision, changes)


def last(engine: sa.Engine) -> Event:
    return events(engine)[0]


def test_a_delegation_reports(filled: sa.Engine, codebook: Codebook) -> None:
    before = action(filled)
    revision = update(
        filled,
        codebook,
        DELEGATE,
        1,
        progress="partly-implemented",
        due=date(2025, 1, 31),
        evidence="https://example.org/report",
        note="First half done.",
    )
    assert revision == 2
    assert action(filled) == replace(
        before,
        progress="partly-implemented",
        due=date(2025, 1, 31),
        evidence=(Evidence("https://example.org/report"),),
        note="First half done.",
        source="delegation",
        revision=2,
    )
    event = last(filled)
    assert datetime.now(UTC) - event.at < timedelta(minutes=5)
    assert event == Event(
        number=2,
        at=event.at,
        actor="Dolores",
        role="delegate",
        party="MEX",
        on_behalf_of=None,
        verb="action-updated",
        subject=BORDER_PLAN,
        changes={
            "progress": ("in-progress", "partly-implemented"),
            "due": ("2024-07-01", "2025-01-31"),
            "evidence": ([], [{"url": "https://example.org/report", "title": "", "by": "Dolores"}]),
            "note": ("", "First half done."),
        },
    )


def test_the_secretariat_reports_on_behalf_of_the_lead(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, ANALYST, 1, progress="implemented")
    assert action(filled).source == "secretariat-on-behalf"
    assert (last(filled).party, last(filled).on_behalf_of) == (None, "MEX")


def test_entrusting_is_on_nobodys_behalf(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, DELEGATE, 1, note="ours")
    update(filled, codebook, ADMINISTRATOR, 2, lead="CAN", supporting=("PER", "MEX"), title={"en": "Plan"})
    changed = action(filled)
    assert (changed.lead, changed.supporting, changed.title) == ("CAN", ("PER", "MEX"), {"en": "Plan"})
    assert changed.source == "delegation"
    assert last(filled).on_behalf_of is None
    assert last(filled).changes == {
        "lead": ("MEX", "CAN"),
        "supporting": (["USA", "CAN"], ["PER", "MEX"]),
        "title": (
            {"fr": "Plan des frontières", "en": "Border plan", "es": "Plan de fronteras", "pt": "Plano de fronteiras"},
            {"en": "Plan"},
        ),
    }


def test_a_report_with_a_new_lead_is_on_behalf_of_that_lead(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, ANALYST, 1, lead="CAN", progress="planned")
    assert last(filled).on_behalf_of == "CAN"


def test_values_can_be_emptied(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, ANALYST, 1, lead=None, supporting=(), due=None, evidence="", note=None)
    emptied = action(filled)
    assert (emptied.lead, emptied.supporting, emptied.due, emptied.evidence, emptied.note) == (None, (), None, (), "")
    assert last(filled).changes == {
        "lead": ("MEX", None),
        "supporting": (["USA", "CAN"], []),
        "due": ("2024-07-01", None),
    }


def test_only_the_action_itself_changes(filled: sa.Engine, codebook: Codebook) -> None:
    before = everything(filled)
    update(filled, codebook, ANALYST, 1, note="Only here.", supporting=("PER",))
    after = everything(filled)
    assert {name for name in before if before[name] != after[name]} == {
        "action",
        "action_supporting",
        "event",
        "data_version",
    }
    assert [row for row in before["action"] if row not in after["action"]] == [
        row for row in before["action"] if row[0] == BORDER_PLAN
    ]
    assert [row for row in before["action_supporting"] if row[0] != BORDER_PLAN] == [
        row for row in after["action_supporting"] if row[0] != BORDER_PLAN
    ]


def test_the_data_version_grows_by_one_with_each_event(filled: sa.Engine, codebook: Codebook) -> None:
    for revision, note in enumerate(("a", "b", "c"), start=1):
        assert update(filled, codebook, DELEGATE, revision, note=note) == revision + 1
        assert version(filled) == last(filled).number == revision + 1
    assert update(filled, codebook, DELEGATE, 4, note="c") == 4
    assert version(filled) == 4
    assert [event.number for event in events(filled)] == [4, 3, 2, 1]


def test_a_write_that_is_rolled_back_leaves_neither_change_nor_event(filled: sa.Engine, codebook: Codebook) -> None:
    def write_then_fail() -> None:
        with writing(filled) as connection:
            writes.update_action(connection, codebook, ANALYST, BORDER_PLAN, 1, {"note": "lost"})
            assert reads.action(connection, BORDER_PLAN).note == "lost"
            assert reads.version(connection) == 2
            raise ZeroDivisionError

    before = everything(filled)
    with pytest.raises(ZeroDivisionError):
        write_then_fail()
    assert everything(filled) == before
    update(filled, codebook, ANALYST, 1, note="kept")
    assert [event.number for event in events(filled)] == [2, 1]


def test_an_update_says_when(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, ANALYST, 1, note="now")
    with reading(filled) as connection:
        moments = dict(connection.execute(sa.select(t.action.c.id, t.action.c.updated_at)).all())
    assert datetime.now(UTC) - moments[BORDER_PLAN] < timedelta(minutes=5)
    assert moments[TRAINING] is None


def test_adding_an_action(filled: sa.Engine, codebook: Codebook) -> None:
    with writing(filled) as connection:
        made = writes.add_action(
            connection,
            codebook,
            ANALYST,
            BORDERS,
            {"en": " Joint patrols ", "fr": ""},
            {"lead": "USA", "supporting": ("MEX",), "progress": "planned", "due": date(2024, 12, 1), "note": ""},
        )
    assert made == f"{BORDERS}/a2"
    added = action(filled, made)
    assert (added.recommendation, added.title, added.lead, added.supporting) == (
        BORDERS,
        {"en": "Joint patrols"},
        "USA",
        ("MEX",),
    )
    assert (added.progress, added.due, added.evidence, added.note) == ("planned", date(2024, 12, 1), (), "")
    assert (added.source, added.revision) == ("secretariat-on-behalf", 1)
    event = last(filled)
    assert (event.number, event.verb, event.subject, event.on_behalf_of) == (2, "action-added", made, "USA")
    assert event.changes == {
        "title": (None, {"en": "Joint patrols"}),
        "lead": (None, "USA"),
        "supporting": (None, ["MEX"]),
        "progress": (None, "planned"),
        "due": (None, "2024-12-01"),
    }


def test_an_action_with_a_title_only_reports_nothing(filled: sa.Engine, codebook: Codebook) -> None:
    with writing(filled) as connection:
        made = writes.add_action(connection, codebook, ANALYST, "2024-02-01-test/csm.1.1", {"pt": "Algo"}, {})
    added = action(filled, made)
    assert made == "2024-02-01-test/csm.1.1/a1"
    assert (added.lead, added.progress, added.due, added.source) == (None, "no-information", None, None)
    assert last(filled).on_behalf_of is None


def test_numbers_of_actions_are_never_used_again(filled: sa.Engine, codebook: Codebook) -> None:
    with writing(filled) as connection:
        writes.withdraw_action(connection, ANALYST, TRAINING, 1)
        assert writes.add_action(connection, codebook, ANALYST, ASYLUM, {"en": "x"}, {}) == f"{ASYLUM}/a3"
    with reading(filled) as connection:
        assert [there.id for there in reads.actions_of(connection, ASYLUM)] == [f"{ASYLUM}/a1", f"{ASYLUM}/a3"]
        assert [there.id for there in reads.actions_of(connection, ASYLUM, withdrawn=True)] == [TRAINING]


def test_taking_back_and_putting_back(filled: sa.Engine, codebook: Codebook) -> None:
    before = action(filled)
    with writing(filled) as connection:
        assert writes.withdraw_action(connection, ANALYST, BORDER_PLAN, 1) == 2
    assert (last(filled).verb, last(filled).changes) == ("action-withdrawn", {"withdrawn": (False, True)})
    with pytest.raises(NotFound) as told:
        action(filled)
    assert told.value.key == "store.no_such_action"
    with pytest.raises(NotFound):
        update(filled, codebook, ANALYST, 2, note="too late")
    with pytest.raises(NotFound), writing(filled) as connection:
        writes.withdraw_action(connection, ANALYST, BORDER_PLAN, 2)
    assert version(filled) == 2
    with writing(filled) as connection:
        assert writes.withdraw_action(connection, ANALYST, BORDER_PLAN, 2, withdrawn=False) == 3
    assert action(filled) == replace(before, revision=3)
    assert (last(filled).verb, last(filled).changes) == ("action-restored", {"withdrawn": (True, False)})
    with pytest.raises(NotFound), writing(filled) as connection:
        writes.withdraw_action(connection, ANALYST, BORDER_PLAN, 3, withdrawn=False)


def test_coding(filled: sa.Engine, codebook: Codebook) -> None:
    before = recommendation(filled)
    changes = {
        "kind": "decision",
        "position": "adopted",
        "themes": ("data", "borders", "cooperation"),
        "processes": ("csm", "crm"),
        "leads": (),
    }
    with writing(filled) as connection:
        assert writes.update_coding(connection, codebook, ANALYST, BORDERS, 1, changes) == 2
    assert recommendation(filled) == replace(before, **changes, revision=2)
    assert (last(filled).verb, last(filled).subject, last(filled).role) == ("coding-updated", BORDERS, "analyst")
    assert last(filled).changes == {
        "kind": ("recommendation", "decision"),
        "position": ("proposed", "adopted"),
        "themes": (["borders", "data"], ["data", "borders", "cooperation"]),
        "processes": (["crm"], ["csm", "crm"]),
        "leads": (["MEX"], []),
    }


def test_the_order_of_themes_is_a_change(filled: sa.Engine, codebook: Codebook) -> None:
    with writing(filled) as connection:
        writes.update_coding(connection, codebook, ANALYST, BORDERS, 1, {"themes": ("data", "borders")})
    assert recommendation(filled).themes == ("data", "borders")
    assert last(filled).changes == {"themes": (["borders", "data"], ["data", "borders"])}


def test_a_person_who_codes_has_reviewed(filled: sa.Engine, codebook: Codebook) -> None:
    with writing(filled) as connection:
        connection.execute(sa.update(t.recommendation).values(reviewed=False, origin="machine"))
        writes.update_coding(connection, codebook, ANALYST, BORDERS, 1, {"kind": "decision"})
    assert (recommendation(filled).reviewed, recommendation(filled).origin) == (True, "machine")
    assert recommendation(filled, ASYLUM).reviewed is False


def test_what_does_not_exist(filled: sa.Engine, codebook: Codebook) -> None:
    found = {}
    attempts = {
        "action": lambda c: writes.update_action(c, codebook, ANALYST, "nowhere/a1", 1, {"note": "x"}),
        "withdrawing": lambda c: writes.withdraw_action(c, ANALYST, "nowhere/a1", 1),
        "adding": lambda c: writes.add_action(c, codebook, ANALYST, "nowhere", {"en": "x"}, {}),
        "coding": lambda c: writes.update_coding(c, codebook, ANALYST, "nowhere", 1, {"kind": "decision"}),
        "passage": lambda c: reads.passage_in_context(c, "nowhere"),
        "id with a zero byte": lambda c: reads.action(c, "no\x00where"),
        "id with half a character": lambda c: reads.recommendation(c, "no\ud800where"),
        "passage with a zero byte": lambda c: reads.passage_in_context(c, "no\x00where"),
    }
    for name, attempt in attempts.items():
        with pytest.raises(NotFound) as told, writing(filled) as connection:
            attempt(connection)
        found[name] = told.value.key
    assert found == {
        "action": "store.no_such_action",
        "withdrawing": "store.no_such_action",
        "adding": "store.no_such_recommendation",
        "coding": "store.no_such_recommendation",
        "passage": "store.no_such_passage",
        "id with a zero byte": "store.no_such_action",
        "id with half a character": "store.no_such_recommendation",
        "passage with a zero byte": "store.no_such_passage",
    }
    assert version(filled) == 1


def test_the_history_can_be_narrowed(filled: sa.Engine, codebook: Codebook) -> None:
    other = Actor("100% Ana_", Role.ANALYST)
    update(filled, codebook, ANALYST, 1, note="a")
    update(filled, codebook, other, 2, note="b")
    with writing(filled) as connection:
        writes.update_coding(connection, codebook, ANALYST, BORDERS, 1, {"kind": "decision"})
        writes.update_coding(connection, codebook, ANALYST, ASYLUM, 1, {"kind": "decision"})

    def numbers(**choices: Any) -> list[int]:
        with reading(filled) as connection:
            return [event.number for event in reads.events(connection, **choices)]

    assert numbers() == [5, 4, 3, 2, 1]
    assert numbers(limit=2) == [5, 4]
    assert numbers(before=4, limit=2) == [3, 2]
    assert numbers(subjects=BORDERS) == [4, 3, 2]
    assert numbers(subjects=BORDER_PLAN) == [3, 2]
    assert numbers(subjects="2024-02-01-test") == [5, 4, 3, 2, 1]
    assert numbers(subjects="2024-02-01-%") == []
    assert numbers(subjects="2024-02-01-test/crm.2") == []
    assert numbers(actor="100% Ana_") == [3]
    assert numbers(verb="coding-updated") == [5, 4]
    assert numbers(subjects=BORDERS, actor="Ana", verb="action-updated") == [2]
    with reading(filled) as connection:
        assert reads.actors(connection) == ["100% Ana_", "Ana", "Convergence"]
