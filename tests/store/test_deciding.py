"""What reviewers decide about proposals, alone and at the same time."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.model import Actor, Role
from convergence.review import Proposal, settled
from convergence.store import deciding, importing, imports
from convergence.store.engine import reading, writing
from convergence.store.writes import Conflict
from tests.conftest import ANALYST
from tests.store.content import events, everything, version
from tests.store.documents import ALIGN, CONTEXT, MEET, OPEN, READING

BRUNO = Actor("Bruno", Role.ANALYST)


@pytest.fixture
def opened(filled: sa.Engine) -> sa.Engine:
    """The small document under review."""
    with writing(filled) as connection:
        importing.start_import(connection, ANALYST, READING)
    return filled


def run(engine: sa.Engine, write: Any, *arguments: Any) -> Any:
    with writing(engine) as connection:
        return write(connection, *arguments)


def proposal(engine: sa.Engine, proposal_id: str) -> Proposal:
    with reading(engine) as connection:
        return imports.proposal(connection, proposal_id)


def refused(engine: sa.Engine, key: str, write: Any, *arguments: Any) -> None:
    before = everything(engine)
    with pytest.raises(InvalidInput) as told:
        run(engine, write, *arguments)
    assert told.value.key == key
    assert everything(engine) == before


def test_accepted_rejected_and_put_back(opened: sa.Engine) -> None:
    assert run(opened, deciding.accept, ANALYST, ALIGN, 1) == 2
    taken = proposal(opened, ALIGN)
    assert (taken.state, taken.by, taken.revision) == ("accepted", "Ana", 2)
    assert events(opened)[0].subject == ALIGN
    assert events(opened)[0].changes == {"state": ("proposed", "accepted")}
    assert run(opened, deciding.reject, BRUNO, ALIGN, 2) == 3
    assert run(opened, deciding.reopen, ANALYST, ALIGN, 3) == 4
    assert (proposal(opened, ALIGN).state, proposal(opened, ALIGN).by) == ("proposed", "Ana")
    with reading(opened) as connection:
        assert settled(imports.counts(connection, ["import-2"])["import-2"]) == (0, 3)


def test_edited_beside_what_the_machine_said(opened: sa.Engine, codebook: Codebook) -> None:
    changes = {"text": " Align\nvisas. ", "themes": ("borders", "pathways"), "kind": "proposal", "leads": ("MEX",)}
    assert run(opened, deciding.edit, codebook, ANALYST, ALIGN, 1, changes) == 2
    edited = proposal(opened, ALIGN)
    assert (edited.text, edited.themes, edited.kind, edited.leads) == (
        "Align visas.",
        ("borders", "pathways"),
        "proposal",
        ("MEX",),
    )
    assert (edited.state, edited.origin, edited.by) == ("edited", "machine", "Ana")
    assert edited.machine is not None
    assert edited.machine["text"] == "States should align visas."
    assert edited.machine["themes"] == ["pathways"]
    back = {"text": "States should align visas.", "themes": ("pathways",), "kind": "recommendation", "leads": ()}
    run(opened, deciding.edit, codebook, ANALYST, ALIGN, 2, back)
    assert proposal(opened, ALIGN).state == "accepted"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"text": " \n"}, "review.no_text"),
        ({"text": "x" * 10_001}, "store.too_long"),
        ({"themes": ()}, "review.no_theme"),
        ({"themes": ("borders", "data", "asylum", "return", "gender")}, "store.how_many"),
        ({"themes": ("x",)}, "store.unknown_code"),
        ({"leads": ("XXX",)}, "store.unknown_code"),
        ({"kind": "x"}, "store.unknown_code"),
        ({"state": "accepted"}, "store.no_such_field"),
    ],
)
def test_what_can_not_be(opened: sa.Engine, codebook: Codebook, changes: dict[str, Any], key: str) -> None:
    refused(opened, key, deciding.edit, codebook, ANALYST, ALIGN, 1, changes)


def test_without_a_theme_nothing_is_taken(opened: sa.Engine, codebook: Codebook) -> None:
    refused(opened, "review.no_theme", deciding.accept, ANALYST, MEET, 1)
    refused(opened, "review.no_theme", deciding.edit, codebook, ANALYST, MEET, 1, {"text": "Meet."})
    refused(opened, "review.no_theme", deciding.split, ANALYST, MEET, 1, ["Meet.", "Speak."])
    assert run(opened, deciding.reject, ANALYST, MEET, 1) == 2
    run(opened, deciding.edit, codebook, ANALYST, MEET, 2, {"themes": ("cooperation",)})
    assert proposal(opened, MEET).state == "edited"


def test_split(opened: sa.Engine) -> None:
    made = run(opened, deciding.split, ANALYST, OPEN, 1, ["States should open.", " ", "open pathways"])
    assert made == [OPEN, "import-2/1.2.3"]
    first, second = proposal(opened, made[0]), proposal(opened, made[1])
    assert (first.text, first.state, first.span) == ("States should open.", "edited", (31, 44))
    assert (second.text, second.state, second.span) == ("open pathways", "accepted", (31, 44))
    assert (second.origin, second.machine, second.themes, second.leads) == ("person", None, first.themes, ("CHL",))
    refused(opened, "review.split_in_two", deciding.split, ANALYST, ALIGN, 1, ["One.", "\n"])


def test_merged(opened: sa.Engine) -> None:
    assert run(opened, deciding.merge, ANALYST, (ALIGN, 1), (OPEN, 1)) == 2
    kept, gone = proposal(opened, ALIGN), proposal(opened, OPEN)
    assert kept.text == "States should align visas. States should open pathways."
    assert (kept.span, kept.themes, kept.leads, kept.state) == (
        (0, 44),
        ("pathways", "labour-mobility"),
        ("CHL",),
        "edited",
    )
    assert (gone.state, gone.merged_into, gone.text) == ("merged", ALIGN, "States should open pathways.")
    refused(opened, "review.merge_neighbours", deciding.merge, ANALYST, (ALIGN, 2), (OPEN, 2))
    refused(opened, "review.merge_neighbours", deciding.merge, ANALYST, (ALIGN, 2), (ALIGN, 2))
    refused(opened, "review.merge_neighbours", deciding.merge, ANALYST, (ALIGN, 2), (MEET, 1))
    run(opened, deciding.reopen, ANALYST, OPEN, 2)
    assert (proposal(opened, OPEN).state, proposal(opened, OPEN).merged_into) == ("proposed", None)


def test_added(opened: sa.Engine, codebook: Codebook) -> None:
    fields = {"text": "context", "kind": "practice", "themes": ("data",)}
    assert run(opened, deciding.add, codebook, ANALYST, CONTEXT, fields) == f"{CONTEXT}.1"
    added = proposal(opened, f"{CONTEXT}.1")
    assert (added.origin, added.machine, added.state, added.span, added.by) == (
        "person",
        None,
        "accepted",
        (4, 11),
        "Ana",
    )
    assert added.processes == ()
    assert events(opened)[0].changes == {
        "text": (None, "context"),
        "kind": (None, "practice"),
        "themes": (None, ["data"]),
        "state": (None, "accepted"),
    }
    refused(opened, "review.no_theme", deciding.add, codebook, ANALYST, CONTEXT, {"text": "x", "kind": "practice"})


def test_two_who_decide_alike_are_one(opened: sa.Engine) -> None:
    assert run(opened, deciding.reject, ANALYST, ALIGN, 1) == 2
    before = version(opened)
    assert run(opened, deciding.reject, BRUNO, ALIGN, 1) == 2
    assert version(opened) == before


def test_two_who_edit_different_fields_are_merged(opened: sa.Engine, codebook: Codebook) -> None:
    run(opened, deciding.edit, codebook, ANALYST, ALIGN, 1, {"text": "Align."})
    run(opened, deciding.edit, codebook, BRUNO, ALIGN, 1, {"leads": ("PER",)})
    merged = proposal(opened, ALIGN)
    assert (merged.text, merged.leads, merged.state, merged.revision) == ("Align.", ("PER",), "edited", 3)


def test_two_who_decide_differently_are_told(opened: sa.Engine, codebook: Codebook) -> None:
    run(opened, deciding.reject, ANALYST, ALIGN, 1)
    before = everything(opened)
    with pytest.raises(Conflict) as told:
        run(opened, deciding.accept, BRUNO, ALIGN, 1)
    conflict = told.value
    assert (conflict.by, conflict.revision) == ("Ana", 2)
    assert (conflict.seen, conflict.theirs, conflict.mine) == (
        {"state": "proposed"},
        {"state": "rejected"},
        {"state": "accepted"},
    )
    with pytest.raises(Conflict):
        run(opened, deciding.edit, codebook, BRUNO, ALIGN, 1, {"text": "Mine."})
    with pytest.raises(Conflict):
        run(opened, deciding.merge, BRUNO, (OPEN, 1), (ALIGN, 1))
    assert everything(opened) == before
    assert run(opened, deciding.accept, BRUNO, ALIGN, conflict.revision) == 3
