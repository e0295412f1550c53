"""Two people at the same record: different fields are merged, the same field is a conflict that shows both versions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.model import Actor, Role
from convergence.store import reads, writes
from convergence.store.engine import reading, writing
from convergence.store.writes import Conflict
from tests.conftest import ANALYST, DELEGATE
from tests.store.content import BORDER_PLAN, BORDERS, action, events, everything, recommendation, version

BRUNO = Actor("Bruno", Role.ANALYST)
CLARA = Actor("Clara", Role.DELEGATE, "CAN")


def update(engine: sa.Engine, codebook: Codebook, actor: Actor, revision: int, **changes: Any) -> int:
    with writing(engine) as connection:
        return writes.update_action(connection, codebook, actor, BORDER_PLAN, revision, changes)


def code(engine: sa.Engine, codebook: Codebook, actor: Actor, revision: int, **changes: Any) -> int:
    with writing(engine) as connection:
        return writes.update_coding(connection, codebook, actor, BORDERS, revision, changes)


def conflict(engine: sa.Engine, *arguments: Any, write: Any = update, **changes: Any) -> Conflict:
    """The conflict that a write must end in; nothing may have changed."""
    before = everything(engine)
    with pytest.raises(Conflict) as told:
        write(engine, *arguments, **changes)
    assert everything(engine) == before
    return told.value


def test_different_fields_are_merged(filled: sa.Engine, codebook: Codebook) -> None:
    assert update(filled, codebook, ANALYST, 1, progress="implemented") == 2
    assert update(filled, codebook, DELEGATE, 1, note="From Mexico.") == 3
    assert update(filled, codebook, CLARA, 1, due=date(2025, 1, 1)) == 4
    merged = action(filled)
    assert (merged.progress, merged.note, merged.due) == ("implemented", "From Mexico.", date(2025, 1, 1))
    assert [event.changes for event in events(filled)[:3]] == [
        {"due": ("2024-07-01", "2025-01-01")},
        {"note": ("", "From Mexico.")},
        {"progress": ("in-progress", "implemented")},
    ]


def test_the_same_field_is_a_conflict(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, ANALYST, 1, due=date(2024, 9, 1), note="Later.", supporting=("PER",))
    found = conflict(
        filled,
        codebook,
        BRUNO,
        1,
        due=date(2024, 8, 1),
        supporting=("USA",),
        note="Sooner.",
        progress="implemented",
    )
    assert (found.subject, found.by, found.revision) == (BORDER_PLAN, "Ana", 2)
    assert datetime.now(UTC) - found.at < timedelta(minutes=5)
    assert found.seen == {"due": date(2024, 7, 1), "supporting": ("USA", "CAN"), "note": ""}
    assert found.theirs == {"due": date(2024, 9, 1), "supporting": ("PER",), "note": "Later."}
    assert found.mine == {"due": date(2024, 8, 1), "supporting": ("USA",), "note": "Sooner."}
    assert catalogue("en").error(found) == "Ana changed the same fields in the meantime."


def test_both_versions_are_of_one_kind(filled: sa.Engine, codebook: Codebook) -> None:
    """A page shows them side by side and writes the chosen one back."""
    update(filled, codebook, ANALYST, 1, due=None, title={"en": "Theirs"}, lead="CAN")
    found = conflict(filled, codebook, BRUNO, 1, due=date(2024, 8, 1), title={"en": "Mine"}, lead=None)
    assert found.theirs == {"due": None, "title": {"en": "Theirs"}, "lead": "CAN"}
    assert found.seen["due"] == date(2024, 7, 1)
    assert found.seen["title"]["en"] == "Border plan"
    assert update(filled, codebook, BRUNO, found.revision, **found.seen) == 3
    restored = action(filled)
    assert (restored.due, restored.title["fr"], restored.lead) == (date(2024, 7, 1), "Plan des frontières", "MEX")


def test_a_conflict_settled(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, ANALYST, 1, note="Theirs.")
    found = conflict(filled, codebook, BRUNO, 1, note="Mine.")
    assert update(filled, codebook, BRUNO, found.revision, note=found.mine["note"]) == 3
    assert action(filled).note == "Mine."
    assert [event.changes for event in events(filled)[:2]] == [
        {"note": ("Theirs.", "Mine.")},
        {"note": ("", "Theirs.")},
    ]


def test_the_same_value_typed_twice_is_no_conflict(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, ANALYST, 1, progress="implemented", supporting=("PER",), due=date(2025, 1, 1))
    before = everything(filled)
    again = {"progress": "implemented", "supporting": ("PER",), "due": date(2025, 1, 1)}
    assert update(filled, codebook, BRUNO, 1, **again) == 2
    assert everything(filled) == before
    assert update(filled, codebook, BRUNO, 1, **again, note="and more") == 3
    assert events(filled)[0].changes == {"note": ("", "and more")}


def test_a_field_that_the_writer_left_alone_is_no_conflict(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, ANALYST, 1, note="Theirs.")
    assert update(filled, codebook, BRUNO, 1, progress="implemented") == 3
    assert (action(filled).note, action(filled).progress) == ("Theirs.", "implemented")


def test_what_was_seen_goes_back_over_several_changes(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, ANALYST, 1, note="one")
    update(filled, codebook, CLARA, 2, note="two")
    update(filled, codebook, ANALYST, 3, progress="implemented")
    found = conflict(filled, codebook, BRUNO, 1, note="mine")
    assert (found.seen, found.theirs, found.by, found.revision) == ({"note": ""}, {"note": "two"}, "Clara", 4)
    found = conflict(filled, codebook, BRUNO, 2, note="mine")
    assert (found.seen, found.theirs, found.by) == ({"note": "one"}, {"note": "two"}, "Clara")
    assert update(filled, codebook, BRUNO, 3, note="mine") == 5


def test_a_change_that_was_undone_is_no_conflict(filled: sa.Engine, codebook: Codebook) -> None:
    """What the writer saw is what stands."""
    update(filled, codebook, ANALYST, 1, note="hasty", due=None, supporting=())
    update(filled, codebook, ANALYST, 2, note="", due=date(2024, 7, 1), supporting=("USA", "CAN"))
    assert update(filled, codebook, BRUNO, 1, note="mine", due=date(2025, 1, 1), supporting=("PER",)) == 4
    assert events(filled)[0].changes == {
        "note": ("", "mine"),
        "due": ("2024-07-01", "2025-01-01"),
        "supporting": (["USA", "CAN"], ["PER"]),
    }


def test_coding_is_merged_and_disputed_alike(filled: sa.Engine, codebook: Codebook) -> None:
    assert code(filled, codebook, ANALYST, 1, themes=("data",), kind="decision") == 2
    assert code(filled, codebook, BRUNO, 1, position="adopted") == 3
    found = conflict(filled, codebook, BRUNO, 1, write=code, themes=("borders", "data", "asylum"), kind="decision")
    assert (found.subject, found.by, found.revision) == (BORDERS, "Ana", 3)
    assert (found.seen, found.theirs, found.mine) == (
        {"themes": ("borders", "data")},
        {"themes": ("data",)},
        {"themes": ("borders", "data", "asylum")},
    )
    assert (recommendation(filled).themes, recommendation(filled).position) == (("data",), "adopted")


def test_nothing_is_taken_back_unseen(filled: sa.Engine, codebook: Codebook) -> None:
    def withdraw(engine: sa.Engine, revision: int) -> int:
        with writing(engine) as connection:
            return writes.withdraw_action(connection, BRUNO, BORDER_PLAN, revision)

    update(filled, codebook, DELEGATE, 1, note="Nearly there.", due=date(2025, 1, 1))
    found = conflict(filled, 1, write=withdraw)
    assert (found.seen, found.theirs, found.mine) == (
        {"note": "", "due": date(2024, 7, 1)},
        {"note": "Nearly there.", "due": date(2025, 1, 1)},
        {},
    )
    assert (found.by, found.revision) == ("Dolores", 2)
    assert withdraw(filled, 2) == 3


def test_an_edit_from_before_a_withdrawal_that_was_undone_is_merged(filled: sa.Engine, codebook: Codebook) -> None:
    with writing(filled) as connection:
        writes.withdraw_action(connection, ANALYST, BORDER_PLAN, 1)
        writes.withdraw_action(connection, ANALYST, BORDER_PLAN, 2, withdrawn=False)
    assert update(filled, codebook, DELEGATE, 1, note="still ours") == 4


def test_what_changed_since_a_revision(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, ANALYST, 1, note="one", due=None)
    update(filled, codebook, CLARA, 2, note="two")
    with reading(filled) as connection:
        since = reads.changed_since(connection, BORDER_PLAN, 1)
        assert {name: (change.before, change.after, change.by) for name, change in since.items()} == {
            "note": ("", "two", "Clara"),
            "due": (date(2024, 7, 1), None, "Ana"),
        }
        assert set(reads.changed_since(connection, BORDER_PLAN, 2)) == {"note"}
        assert reads.changed_since(connection, BORDER_PLAN, 3) == {}
        assert reads.changed_since(connection, BORDERS, 0) == {}
    assert version(filled) == 3
