"""Who may do what: every write with every kind of person, and what a refusal leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.model import Actor, Meeting, Role
from convergence.store import reads, writes
from convergence.store.engine import writing
from convergence.store.loading import load_meeting
from tests.store.content import ASYLUM, BORDER_PLAN, BORDERS, everything

PEOPLE = {
    "reader": Actor("a", Role.READER),
    "reader of the lead": Actor("b", Role.READER, "MEX"),
    "delegate of the lead": Actor("c", Role.DELEGATE, "MEX"),
    "delegate of a support": Actor("d", Role.DELEGATE, "CAN"),
    "delegate of another": Actor("e", Role.DELEGATE, "PER"),
    "delegate of nobody": Actor("f", Role.DELEGATE),
    "analyst": Actor("g", Role.ANALYST),
    "analyst of another": Actor("h", Role.ANALYST, "PER"),
    "administrator": Actor("i", Role.ADMINISTRATOR),
}

DONE = "done, 1 event"


class Undone(Exception):
    pass


def outcome(engine: sa.Engine, write: Callable[[sa.Connection], object]) -> str:
    """What comes of a write, which is then rolled back: the key of its refusal, or the number of events it made."""
    told = ""
    try:
        with writing(engine) as connection:
            before = reads.version(connection)
            try:
                write(connection)
                told = "done"
            except ConvergenceError as error:
                told = f"{type(error).__name__} {error.key}"
            made = reads.version(connection) - before
            raise Undone
    except Undone:
        return f"{told}, {made} event{'s' if made != 1 else ''}" if made or told == "done" else told


def outcomes(engine: sa.Engine, write: Callable[[sa.Connection, Actor], object]) -> dict[str, str]:
    before = everything(engine)
    found = {name: outcome(engine, lambda connection, who=who: write(connection, who)) for name, who in PEOPLE.items()}
    assert everything(engine) == before
    return found


OFFICE_ONLY = {
    name: DONE if who.role in (Role.ANALYST, Role.ADMINISTRATOR) else "NotAllowed store.analyst_only"
    for name, who in PEOPLE.items()
}


def test_reviewing(filled: sa.Engine) -> None:
    assert outcomes(filled, lambda c, who: writes.review_action(c, who, BORDER_PLAN, 1, "Seen.")) == OFFICE_ONLY


@pytest.mark.parametrize(
    "changes",
    [{"progress": "implemented"}, {"note": "Done."}, {"due": None}, {"evidence": "https://example.org/a"}],
    ids=lambda changes: next(iter(changes)),
)
def test_reporting_on_an_action(filled: sa.Engine, codebook: Codebook, changes: Mapping[str, Any]) -> None:
    assert outcomes(filled, lambda c, who: writes.update_action(c, codebook, who, BORDER_PLAN, 1, changes)) == {
        "reader": "NotAllowed store.reader",
        "reader of the lead": "NotAllowed store.reader",
        "delegate of the lead": DONE,
        "delegate of a support": DONE,
        "delegate of another": "NotAllowed store.not_your_action",
        "delegate of nobody": "NotAllowed store.not_your_action",
        "analyst": DONE,
        "analyst of another": DONE,
        "administrator": DONE,
    }


@pytest.mark.parametrize(
    "changes",
    [{"lead": "USA"}, {"supporting": ()}, {"title": {"en": "Another"}}, {"note": "x", "lead": "USA"}],
    ids=lambda changes: "+".join(changes),
)
def test_entrusting_an_action(filled: sa.Engine, codebook: Codebook, changes: Mapping[str, Any]) -> None:
    assert outcomes(filled, lambda c, who: writes.update_action(c, codebook, who, BORDER_PLAN, 1, changes)) == {
        "reader": "NotAllowed store.reader",
        "reader of the lead": "NotAllowed store.reader",
        "delegate of the lead": "NotAllowed store.delegate_fields",
        "delegate of a support": "NotAllowed store.delegate_fields",
        "delegate of another": "NotAllowed store.not_your_action",
        "delegate of nobody": "NotAllowed store.not_your_action",
        "analyst": DONE,
        "analyst of another": DONE,
        "administrator": DONE,
    }


def test_adding_an_action(filled: sa.Engine, codebook: Codebook) -> None:
    title = {"en": "New"}
    assert outcomes(filled, lambda c, who: writes.add_action(c, codebook, who, BORDERS, title, {})) == OFFICE_ONLY


def test_taking_an_action_back(filled: sa.Engine) -> None:
    assert outcomes(filled, lambda c, who: writes.withdraw_action(c, who, BORDER_PLAN, 1)) == OFFICE_ONLY


def test_putting_an_action_back(filled: sa.Engine) -> None:
    with writing(filled) as connection:
        writes.withdraw_action(connection, PEOPLE["analyst"], BORDER_PLAN, 1)
    assert (
        outcomes(filled, lambda c, who: writes.withdraw_action(c, who, BORDER_PLAN, 2, withdrawn=False)) == OFFICE_ONLY
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "decision"},
        {"position": "adopted"},
        {"themes": ("asylum",)},
        {"processes": ("csm",)},
        {"leads": ("MEX", "PER")},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_coding(filled: sa.Engine, codebook: Codebook, changes: Mapping[str, Any]) -> None:
    assert outcomes(filled, lambda c, who: writes.update_coding(c, codebook, who, BORDERS, 1, changes)) == OFFICE_ONLY


def test_loading(engine: sa.Engine, meeting: Meeting) -> None:
    assert outcomes(engine, lambda c, who: load_meeting(c, who, meeting)) == OFFICE_ONLY


def test_a_delegate_follows_the_lead(filled: sa.Engine, codebook: Codebook) -> None:
    """Who may report depends on the action as it stands, not as it was when the page was opened."""
    with writing(filled) as connection:
        writes.update_action(connection, codebook, PEOPLE["analyst"], BORDER_PLAN, 1, {"lead": "PER", "supporting": ()})
    found = outcomes(filled, lambda c, who: writes.update_action(c, codebook, who, BORDER_PLAN, 2, {"note": "x"}))
    assert (found["delegate of another"], found["delegate of the lead"], found["delegate of a support"]) == (
        DONE,
        "NotAllowed store.not_your_action",
        "NotAllowed store.not_your_action",
    )


def test_a_refusal_comes_before_a_question_of_content(filled: sa.Engine, codebook: Codebook) -> None:
    wrong = {"progress": "nonsense"}
    found = outcomes(filled, lambda c, who: writes.update_action(c, codebook, who, BORDER_PLAN, 1, wrong))
    assert found["reader"] == "NotAllowed store.reader"
    assert found["analyst"] == "InvalidInput store.unknown_code"
    found = outcomes(filled, lambda c, who: writes.update_coding(c, codebook, who, "nowhere", 1, {}))
    assert found["reader"] == "NotAllowed store.analyst_only"
    assert found["analyst"] == "NotFound store.no_such_recommendation"


def test_nothing_to_write_is_no_event(filled: sa.Engine, codebook: Codebook) -> None:
    who = PEOPLE["analyst"]
    assert outcome(filled, lambda c: writes.update_action(c, codebook, who, BORDER_PLAN, 1, {})) == "done, 0 events"
    same = {"lead": "MEX", "supporting": ("USA", "CAN"), "note": ""}
    assert outcome(filled, lambda c: writes.update_action(c, codebook, who, BORDER_PLAN, 1, same)) == "done, 0 events"
    coding = {"processes": ("crm", "csm"), "leads": ("CAN",)}
    assert outcome(filled, lambda c: writes.update_coding(c, codebook, who, ASYLUM, 1, coding)) == "done, 0 events"
