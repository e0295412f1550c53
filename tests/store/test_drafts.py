"""What was typed and not saved, in the database: found again by its owner, by nobody else, and no part of the data."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from convergence.errors import NotAllowed
from convergence.model import Evidence
from convergence.store import drafts
from convergence.store.engine import reading, writing
from tests.conftest import ANALYST, DELEGATE, READER
from tests.store.content import BORDER_PLAN, TRAINING, everything, version

WANTED = {
    "note": "Texte é\n2",
    "due": date(2027, 1, 31),
    "supporting": ("PER",),
    "evidence": (Evidence("x", "T"),),
    "lead": None,
}


def kept(engine: sa.Engine, owner: str) -> dict[str, tuple[int, dict[str, object]]]:
    with reading(engine) as connection:
        return drafts.kept(connection, owner)


def test_kept_found_again_and_let_go(filled: sa.Engine) -> None:
    before = everything(filled)
    with writing(filled) as connection:
        drafts.keep(connection, DELEGATE, "one", BORDER_PLAN, 1, WANTED)
        drafts.keep(connection, DELEGATE, "one", TRAINING, 3, {"note": "x" * 100_000})
        drafts.keep(connection, ANALYST, "two", BORDER_PLAN, 2, {"note": "Hers"})
    assert kept(filled, "one") == {BORDER_PLAN: (1, WANTED), TRAINING: (3, {"note": "x" * 100_000})}
    assert kept(filled, "two") == {BORDER_PLAN: (2, {"note": "Hers"})}
    assert kept(filled, "three") == {}
    assert version(filled) == 1
    with writing(filled) as connection:
        drafts.keep(connection, DELEGATE, "one", BORDER_PLAN, 4, {"note": "Later"})
        drafts.forget(connection, "one", BORDER_PLAN, ["due", "supporting", "evidence", "lead"])
        drafts.forget(connection, "one", TRAINING, ["note"])
    assert kept(filled, "one") == {BORDER_PLAN: (4, {"note": "Later"})}
    with writing(filled) as connection:
        drafts.forget(connection, "one", BORDER_PLAN, ["note"])
        drafts.forget(connection, "two", BORDER_PLAN, ["note"])
    assert everything(filled) == before


def test_a_reader_keeps_nothing(filled: sa.Engine) -> None:
    with pytest.raises(NotAllowed), writing(filled) as connection:
        drafts.keep(connection, READER, "one", BORDER_PLAN, 1, {"note": "x"})
    assert kept(filled, "one") == {}
