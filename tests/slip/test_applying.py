"""Saving what a slip says: all of it or nothing, on whose behalf, and what a second time does."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.errors import NotAllowed, NotFound
from convergence.model import Actor, Role
from convergence.store import slips, writes
from convergence.store.engine import writing
from convergence.store.writes import Conflict
from tests.conftest import ANALYST, DELEGATE, READER
from tests.slip.slips import actions_sheet, fill, previewed, propose, sent, taken_in
from tests.store.content import BORDER_PLAN, BORDERS, action, events, everything, version


def test_a_delegation_takes_its_slip_in(filled: sa.Engine, codebook: Codebook) -> None:
    content = fill(sent(filled, codebook), {"note": "Hecho.", "due": "1/1/2027"})
    preview = previewed(filled, codebook, content, DELEGATE)
    assert taken_in(filled, codebook, preview, DELEGATE) == (1, 0)
    found = action(filled)
    assert (found.note, found.due, found.source, found.revision) == ("Hecho.", date(2027, 1, 1), "delegation", 2)
    whole, update, *_ = events(filled)
    assert (update.verb, update.actor, update.party, update.on_behalf_of) == ("action-updated", "Dolores", "MEX", None)
    assert (whole.verb, whole.changes) == ("slip-applied", {"actions": (None, 1), "added": (None, 0)})


def test_the_secretariat_takes_it_in_on_behalf_of_whoever_filled_it_in(filled: sa.Engine, codebook: Codebook) -> None:
    content = fill(sent(filled, codebook, "CAN"), {"note": "Dit par le Canada."}, row=3)
    preview = previewed(filled, codebook, content, ANALYST)
    assert [row.action for row in preview.having("changed")] == [BORDER_PLAN]  # which Mexico leads
    assert taken_in(filled, codebook, preview, ANALYST) == (1, 0)
    assert action(filled).source == "secretariat-on-behalf"
    assert [event.on_behalf_of for event in events(filled)[:2]] == ["CAN", "CAN"]


def test_a_file_sent_twice(filled: sa.Engine, codebook: Codebook) -> None:
    content = sent(filled, codebook)
    reference = actions_sheet(openpyxl.load_workbook(io.BytesIO(content))).cell(2, 1).value
    content = propose(fill(content, {"note": "Hecho."}), reference, "Acción nueva")
    first = previewed(filled, codebook, content, ANALYST)
    assert first.applied is None
    assert taken_in(filled, codebook, first, ANALYST) == (1, 1)
    before = everything(filled)
    again = previewed(filled, codebook, content, ANALYST)
    assert again.applied is not None
    assert again.applied.actor == "Ana"
    assert ([row.status for row in again.rows], again.to_add) == (["unchanged"] * len(again.rows), [])
    assert taken_in(filled, codebook, again, ANALYST) == (0, 0)
    assert everything(filled) == before


def test_a_proposal_that_was_taken_back_does_not_come_again(filled: sa.Engine, codebook: Codebook) -> None:
    content = propose(sent(filled, codebook), BORDERS, "Acción nueva", "31/12/2026")
    assert taken_in(filled, codebook, previewed(filled, codebook, content, ANALYST), ANALYST) == (0, 1)
    found = action(filled, f"{BORDERS}/a2")
    assert (found.title, found.lead, found.due) == ({"es": "Acción nueva"}, "MEX", date(2026, 12, 31))
    assert events(filled)[1].on_behalf_of == "MEX"
    with writing(filled) as connection:
        writes.withdraw_action(connection, ANALYST, f"{BORDERS}/a2", 1)
    assert previewed(filled, codebook, content, ANALYST).to_add == []


def test_all_or_nothing(filled: sa.Engine, codebook: Codebook) -> None:
    """Somebody saves between the preview and the button: nothing of the slip is kept, not even its other rows."""
    content = sent(filled, codebook, "CAN")
    content = fill(fill(content, {"note": "uno"}, row=2), {"note": "dos"}, row=3)
    preview = previewed(filled, codebook, content, ANALYST)
    first, second = (row.action for row in preview.having("changed"))
    with writing(filled) as connection:
        writes.update_action(connection, codebook, ANALYST, max(first, second), 1, {"note": "otra"})
    before = everything(filled)
    with pytest.raises(Conflict):
        taken_in(filled, codebook, preview, ANALYST)
    assert everything(filled) == before


def test_the_action_is_gone(filled: sa.Engine, codebook: Codebook) -> None:
    preview = previewed(filled, codebook, fill(sent(filled, codebook), {"note": "x"}), ANALYST)
    with writing(filled) as connection:
        writes.withdraw_action(connection, ANALYST, BORDER_PLAN, 1)
    before = version(filled)
    with pytest.raises(NotFound):
        taken_in(filled, codebook, preview, ANALYST)
    assert version(filled) == before


@pytest.mark.parametrize(
    ("who", "key"),
    [
        (READER, "store.reader"),
        (Actor("Paula", Role.DELEGATE, "PER"), "store.not_your_action"),
        (Actor("Nobody", Role.DELEGATE), "store.not_your_action"),
    ],
)
def test_who_may(filled: sa.Engine, codebook: Codebook, who: Actor, key: str) -> None:
    preview = previewed(filled, codebook, fill(sent(filled, codebook), {"note": "x"}), ANALYST)
    before = everything(filled)
    with pytest.raises(NotAllowed) as refused:
        taken_in(filled, codebook, preview, who)
    assert refused.value.key == key
    assert everything(filled) == before


def test_proposals_are_for_the_secretariat(filled: sa.Engine, codebook: Codebook) -> None:
    preview = previewed(filled, codebook, propose(sent(filled, codebook), BORDERS, "Nueva"), DELEGATE)
    with pytest.raises(NotAllowed, match=r"store\.analyst_only"), writing(filled) as connection:
        slips.apply(connection, codebook, DELEGATE, preview.digest, "MEX", [], preview.to_add)
    assert version(filled) == 1
