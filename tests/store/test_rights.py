"""Every function of the store that asks who is acting, with every kind of person: a new one that is not named here fails this test."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

import convergence.store
from convergence.codebook import Codebook
from convergence.errors import NotAllowed
from convergence.model import Actor, LinkKind, Meeting, Person, Role
from convergence.slip import Decided
from convergence.store import (
    committing,
    deciding,
    drafts,
    importing,
    linking,
    loading,
    people,
    reads,
    reminders,
    slips,
    terms,
    together,
    tokens,
    translating,
    writes,
)
from convergence.store.engine import open_store, writing
from convergence.store.loading import SYSTEM, load_meeting
from tests.conftest import ADMINISTRATOR, ANALYST
from tests.store.content import ASYLUM, BORDER_PLAN, BORDERS, TRAINING, everything
from tests.store.documents import ALIGN, CONTEXT, OPEN, READING
from tests.store.test_roles import PEOPLE, Undone

OFFICE = {name for name, who in PEOPLE.items() if who.role in (Role.ANALYST, Role.ADMINISTRATOR)}
ADMINISTRATORS = {name for name, who in PEOPLE.items() if who.role is Role.ADMINISTRATOR}
NOT_READERS = {name for name, who in PEOPLE.items() if who.role is not Role.READER}
OF_THE_ACTION = OFFICE | {"delegate of the lead", "delegate of a support"}  # of the border plan

# What writes without asking who acts, and why it may.
UNASKED = {
    "archive.load": "restores a whole installation from the command line, into an empty database",
    "choices.keep": "what a visitor chose last is his own, who is given; it changes no data",
    "drafts.forget": "a draft is its owner's, who is given",
    "loading.insert_meeting": "a part of writes that ask",
    "people.choose_reminders": "for oneself, found by the address that one signed in with",
    "recording.record": "a part of every write",
}
DANA = Person("dana@example.org", "Dana", Role.DELEGATE, "CHL")
Write = Callable[[sa.Connection, Codebook, Actor], Any]


@dataclass(frozen=True)
class Case:
    """A write that is right in itself, who may do it, and what has to be there first."""

    may: set[str]
    write: Write
    first: Write | None = None


def _settled(c: sa.Connection, book: Codebook, who: Actor) -> None:
    """The import of the small document, ready to be committed."""
    deciding.accept(c, who, ALIGN, 1)
    for part in ("import-2/1", "import-2/2"):
        importing.assign_process(c, book, who, part, 1, "csm")


def _committed(c: sa.Connection, book: Codebook, who: Actor) -> None:
    _settled(c, book, who)
    committing.commit_import(c, book, who, "import-2", unreviewed=False)


def _split(c: sa.Connection, book: Codebook, who: Actor) -> None:
    deciding.split(c, who, OPEN, 1, ["One part.", "Another part."])


CASES: dict[str, Case] = {
    "committing.commit_import": Case(OFFICE, lambda c, b, w: committing.commit_import(c, b, w, "import-2"), _settled),
    "committing.undo_import": Case(OFFICE, lambda c, b, w: committing.undo_import(c, w, "import-2"), _committed),
    "deciding.accept": Case(OFFICE, lambda c, b, w: deciding.accept(c, w, ALIGN, 1)),
    "deciding.edit": Case(OFFICE, lambda c, b, w: deciding.edit(c, b, w, OPEN, 1, {"leads": ("PER",)})),
    "deciding.reject": Case(OFFICE, lambda c, b, w: deciding.reject(c, w, ALIGN, 1)),
    "deciding.reopen": Case(
        OFFICE, lambda c, b, w: deciding.reopen(c, w, ALIGN, 2), lambda c, b, w: deciding.reject(c, w, ALIGN, 1)
    ),
    "deciding.split": Case(OFFICE, lambda c, b, w: deciding.split(c, w, OPEN, 1, ["One part.", "Another part."])),
    "deciding.merge": Case(OFFICE, lambda c, b, w: deciding.merge(c, w, (ALIGN, 1), (OPEN, 1))),
    "deciding.add": Case(
        OFFICE,
        lambda c, b, w: deciding.add(
            c,
            b,
            w,
            CONTEXT,
            {
                "text": "New.",
                "verb": "new",
                "kind": "decision",
                "themes": ("data",),
                "processes": ("crm",),
                "leads": (),
            },
        ),
    ),
    "drafts.keep": Case(NOT_READERS, lambda c, b, w: drafts.keep(c, w, "w", BORDER_PLAN, 1, {"note": "x"})),
    "importing.start_import": Case(OFFICE, lambda c, b, w: importing.start_import(c, w, READING)),
    "importing.correct_meeting": Case(
        OFFICE, lambda c, b, w: importing.correct_meeting(c, b, w, "import-2", 1, {"title": "Another"})
    ),
    "importing.assign_process": Case(OFFICE, lambda c, b, w: importing.assign_process(c, b, w, "import-2/2", 1, "csm")),
    "importing.set_aside": Case(OFFICE, lambda c, b, w: importing.set_aside(c, w, "import-2")),
    "importing.open_document": Case(OFFICE, lambda c, b, w: importing.open_document(c, w, "import-2")),
    "linking.link_recommendations": Case(
        OFFICE, lambda c, b, w: linking.link_recommendations(c, w, BORDERS, ASYLUM, LinkKind.SAME_ASK)
    ),
    "linking.unlink_recommendations": Case(
        OFFICE,
        lambda c, b, w: linking.unlink_recommendations(c, w, BORDERS, ASYLUM),
        lambda c, b, w: linking.link_recommendations(c, w, BORDERS, ASYLUM, LinkKind.SAME_ASK),
    ),
    "people.everybody": Case(ADMINISTRATORS, lambda c, b, w: people.everybody(c, w)),
    "people.save": Case(ADMINISTRATORS, lambda c, b, w: people.save(c, b, w, [DANA])),
    "people.add": Case(ADMINISTRATORS, lambda c, b, w: people.add(c, b, w, DANA)),
    "people.set_role": Case(ADMINISTRATORS, lambda c, b, w: people.set_role(c, b, w, "eva@example.org", "analyst")),
    "reminders.reminded": Case(ADMINISTRATORS, lambda c, b, w: reminders.reminded(c, w)),
    "reminders.last": Case(ADMINISTRATORS, lambda c, b, w: reminders.last(c, w)),
    "reminders.note": Case(
        ADMINISTRATORS,
        lambda c, b, w: reminders.note(
            c, w, "eva@example.org", None, reminders.Reminder(datetime(2026, 1, 1, tzinfo=UTC), 1)
        ),
    ),
    "slips.apply": Case(
        OF_THE_ACTION,
        lambda c, b, w: slips.apply(
            c, b, w, "d" * 64, "MEX", [Decided(BORDER_PLAN, 1, {"note": "From the slip."})], []
        ),
    ),
    "terms.add_term": Case(
        OFFICE, lambda c, b, w: terms.add_term(c, b, w, "process", "quito", {"en": "Quito"}, {"en": "Quito"})
    ),
    "terms.name_term": Case(
        OFFICE,
        lambda c, b, w: terms.name_term(c, b, w, "quito", 1, {"es": "Proceso de Quito"}),
        lambda c, b, w: terms.add_term(c, b, w, "process", "quito", {"en": "Quito"}, {"en": "Quito"}),
    ),
    "together.change": Case(OF_THE_ACTION, lambda c, b, w: together.change(c, b, w, {BORDER_PLAN: 1}, {"due": None})),
    "together.undo": Case(
        OF_THE_ACTION,
        lambda c, b, w: together.undo(c, b, w, reads.version(c)),
        lambda c, b, w: together.change(c, b, w, {BORDER_PLAN: 1}, {"due": None}),
    ),
    "tokens.make": Case(ADMINISTRATORS, lambda c, b, w: tokens.make(c, w, "eva@example.org", "A program")),
    "tokens.of_person": Case(ADMINISTRATORS, lambda c, b, w: tokens.of_person(c, w, "eva@example.org")),
    "tokens.revoke": Case(
        ADMINISTRATORS,
        lambda c, b, w: tokens.revoke(c, w, f"key-{reads.version(c)}"),
        lambda c, b, w: tokens.make(c, ADMINISTRATOR, "eva@example.org", "A program"),
    ),
    "translating.translate": Case(OFFICE, lambda c, b, w: translating.translate(c, w, BORDERS, 1, "pt", "Texto.")),
    "writes.update_action": Case(
        OF_THE_ACTION, lambda c, b, w: writes.update_action(c, b, w, BORDER_PLAN, 1, {"note": "x"})
    ),
    "writes.add_action": Case(OFFICE, lambda c, b, w: writes.add_action(c, b, w, BORDERS, {"en": "New"}, {})),
    "writes.review_action": Case(OFFICE, lambda c, b, w: writes.review_action(c, w, BORDER_PLAN, 1, "Seen.")),
    "writes.withdraw_action": Case(OFFICE, lambda c, b, w: writes.withdraw_action(c, w, TRAINING, 1)),
    "writes.update_coding": Case(
        OFFICE, lambda c, b, w: writes.update_coding(c, b, w, BORDERS, 1, {"position": "adopted"})
    ),
    "loading.load_meeting": Case(set(), lambda c, b, w: None),  # below: it needs an empty database
}


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """The functions that other parts may call, by module and name, where they are defined."""
    for module in pkgutil.iter_modules(convergence.store.__path__):
        found = importlib.import_module(f"convergence.store.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            if function.__module__ == found.__name__ and not name.startswith("_"):
                yield f"{module.name}.{name}", inspect.unwrap(function)


def asks(function: Callable[..., Any]) -> bool:
    actor = inspect.signature(function).parameters.get("actor")
    return actor is not None and actor.annotation in ("Actor", Actor)


def writes_itself(function: Callable[..., Any]) -> bool:
    calls = [node.func for node in ast.walk(ast.parse(inspect.getsource(function))) if isinstance(node, ast.Call)]
    names = {ast.unparse(call) for call in calls}
    return bool(names & {"sa.insert", "sa.update", "sa.delete", "record", "sqlite.insert", "postgresql.insert"})


def test_no_function_is_forgotten() -> None:
    with_actor = {name for name, function in functions() if asks(function)}
    assert with_actor - {"loading.load_files", "recording.record"} == set(CASES)
    unasked = {name for name, function in functions() if not asks(function) and writes_itself(function)}
    assert unasked | {"recording.record"} == set(UNASKED)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, meeting: Meeting, codebook: Codebook) -> Iterator[sa.Engine]:
    """The small meeting, the small document under review, and Eva."""
    made = open_store(f"sqlite:///{tmp_path_factory.mktemp('rights') / 'c.db'}")
    with writing(made) as connection:
        load_meeting(connection, SYSTEM, meeting)
        importing.start_import(connection, ANALYST, READING)
        people.save(connection, codebook, ADMINISTRATOR, [Person("eva@example.org", "Eva", Role.READER)])
    yield made
    made.dispose()


def attempt(engine: sa.Engine, codebook: Codebook, case: Case, who: Actor) -> bool:
    """Whether the write is allowed; whatever comes of it is rolled back. Any other refusal is a mistake of the case."""
    allowed = True
    try:
        with writing(engine) as connection:
            if case.first:
                case.first(connection, codebook, ANALYST)
            before = reads.version(connection)
            try:
                case.write(connection, codebook, who)
            except NotAllowed:
                allowed = False
                assert reads.version(connection) == before
            raise Undone
    except Undone:
        return allowed


@pytest.mark.parametrize("name", [name for name in CASES if name != "loading.load_meeting"])
def test_who_may(engine: sa.Engine, codebook: Codebook, name: str) -> None:
    before = everything(engine)
    assert {who for who, actor in PEOPLE.items() if attempt(engine, codebook, CASES[name], actor)} == CASES[name].may
    assert everything(engine) == before


def test_who_may_load(sqlite_url: str, codebook: Codebook, meeting: Meeting) -> None:
    made = open_store(sqlite_url)
    case = Case(OFFICE, lambda c, b, w: loading.load_meeting(c, w, meeting))
    assert {who for who, actor in PEOPLE.items() if attempt(made, codebook, case, actor)} == OFFICE
    made.dispose()
