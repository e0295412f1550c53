"""Many actions changed at once: all or nothing, asked of the store, and taken back where nobody has changed them since."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from convergence import history
from convergence.codebook import Codebook
from convergence.errors import InvalidInput, NotAllowed, NotFound
from convergence.i18n import catalogue
from convergence.model import Actor, Role
from convergence.store import chain, together, writes
from convergence.store.engine import reading, writing
from convergence.store.together import Refused
from convergence.store.writes import Conflict
from tests.conftest import ANALYST, DELEGATE, READER
from tests.store.content import BORDER_PLAN, TRAINING, action, events, everything

EVA = Actor("Eva", Role.ANALYST)
BOTH = {BORDER_PLAN: 1, TRAINING: 1}
DUE = date(2027, 1, 31)


def change(engine: sa.Engine, codebook: Codebook, actor: Actor = ANALYST, note: str = "", **changes: object) -> int:
    with writing(engine) as connection:
        return together.change(connection, codebook, actor, BOTH, changes, note)[1]


def undo(engine: sa.Engine, codebook: Codebook, number: int, actor: Actor = ANALYST) -> tuple[int, list[Refused]]:
    with writing(engine) as connection:
        return together.undo(connection, codebook, actor, number)


def update(engine: sa.Engine, codebook: Codebook, actor: Actor, action_id: str, revision: int, note: str) -> None:
    with writing(engine) as connection:
        writes.update_action(connection, codebook, actor, action_id, revision, {"note": note})


def test_a_change_and_the_way_back(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, DELEGATE, BORDER_PLAN, 1, "Half done.")
    with writing(filled) as connection:
        writes.review_action(connection, EVA, BORDER_PLAN, 2, "Seen.")
    before = action(filled), action(filled, TRAINING)
    with writing(filled) as connection:
        n, number = together.change(
            connection,
            codebook,
            ANALYST,
            {BORDER_PLAN: 3, TRAINING: 1},
            {"due": DUE, "lead": "PER"},
            " For the next meeting. ",
        )
    assert (n, number) == (2, 6)
    first, second = action(filled), action(filled, TRAINING)
    assert (first.due, first.lead, first.note) == (DUE, "PER", "Half done.\nFor the next meeting.")
    assert (second.due, second.lead, second.note) == (DUE, "PER", "For the next meeting.")
    assert (first.source, first.review) == ("secretariat-on-behalf", None)
    told = events(filled)[0]
    t = catalogue("en")
    assert [history.headline(told, codebook, t), *history.details(told, codebook, t)] == [
        "Ana changed several actions at once",
        "2 actions updated",
    ]
    assert undo(filled, codebook, number) == (2, [])
    for was, now in zip(before, (action(filled), action(filled, TRAINING)), strict=True):
        assert (now.due, now.lead, now.note, now.source, now.on_behalf_of, now.review) == (
            was.due, was.lead, was.note, was.source, was.on_behalf_of, was.review,
        )  # fmt: skip
    with pytest.raises(InvalidInput, match="undone_already"):
        undo(filled, codebook, number)
    with reading(filled) as connection:
        assert list(chain.breaks(connection)) == []


def test_what_others_changed_since_is_refused_by_name(filled: sa.Engine, codebook: Codebook) -> None:
    number = change(filled, codebook, progress="planned")
    update(filled, codebook, DELEGATE, BORDER_PLAN, 2, "Not so.")
    assert undo(filled, codebook, number) == (1, [Refused(BORDER_PLAN, "Dolores")])
    assert (action(filled).progress, action(filled).note) == ("planned", "Not so.")
    assert action(filled, TRAINING).progress == "not-started"


def test_all_or_nothing(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, EVA, TRAINING, 1, "Hers.")
    before = everything(filled)
    with pytest.raises(Conflict) as conflict, writing(filled) as connection:
        together.change(connection, codebook, ANALYST, BOTH, {"note": "x"})
    assert conflict.value.by == "Eva"
    with pytest.raises(NotFound), writing(filled) as connection:
        together.change(connection, codebook, ANALYST, {**BOTH, "zzz": 1}, {"progress": "planned"})
    with pytest.raises(InvalidInput):
        change(filled, codebook, progress="planned", due="tomorrow")
    with pytest.raises(InvalidInput), writing(filled) as connection:
        together.change(connection, codebook, ANALYST, dict.fromkeys(map(str, range(501)), 1), {"progress": "planned"})
    assert everything(filled) == before


def test_a_line_more_goes_with_what_others_wrote(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, EVA, TRAINING, 1, "Hers.")
    change(filled, codebook, note="Mine.")
    assert (action(filled, TRAINING).note, action(filled).note) == ("Hers.\nMine.", "Mine.")
    assert change(filled, codebook, note="Mine.") == 0  # said already


@pytest.mark.parametrize(
    ("actor", "changes"),
    [
        (READER, {"progress": "planned"}),
        (DELEGATE, {"progress": "planned"}),  # the second is nobody's
        (Actor("Pia", Role.DELEGATE, "PER"), {"progress": "planned"}),
    ],
)
def test_rights_are_asked_for_each(
    filled: sa.Engine, codebook: Codebook, actor: Actor, changes: dict[str, str]
) -> None:
    before = everything(filled)
    with pytest.raises(NotAllowed):
        change(filled, codebook, actor, **changes)
    assert everything(filled) == before


def test_who_may_not_change_may_not_undo(filled: sa.Engine, codebook: Codebook) -> None:
    number = change(filled, codebook, progress="planned")
    with pytest.raises(NotAllowed):
        undo(filled, codebook, number, DELEGATE)
    assert action(filled).progress == "planned"
    with pytest.raises(NotFound):
        undo(filled, codebook, number - 1)
