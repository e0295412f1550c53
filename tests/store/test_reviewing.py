"""An analyst reviews what a delegation reported; the next report is unreviewed again."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from convergence import history
from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.i18n import catalogue
from convergence.model import Action, Actor
from convergence.reports import labels
from convergence.store import writes
from convergence.store.engine import reading, writing
from convergence.store.frames import frames
from convergence.store.writes import Conflict
from tests.conftest import ANALYST, DELEGATE
from tests.store.content import BORDER_PLAN, action, events

NEVER_REPORTED = "2024-02-01-test/crm.2.2/a1"


def update(engine: sa.Engine, codebook: Codebook, actor: Actor, **changes: Any) -> None:
    with writing(engine) as connection:
        writes.update_action(connection, codebook, actor, BORDER_PLAN, action(engine).revision, changes)


def review(engine: sa.Engine, revision: int, note: str = "", action_id: str = BORDER_PLAN) -> int:
    with writing(engine) as connection:
        return writes.review_action(connection, ANALYST, action_id, revision, note)


def told(engine: sa.Engine, codebook: Codebook) -> tuple[str, str]:
    """Who says so, as a form shows it and as an export does."""
    with reading(engine) as connection:
        table = frames(connection, codebook)
    t = catalogue("en")
    place = table.actions["id"].to_list().index(BORDER_PLAN)
    return labels.said_of(action(engine), codebook, t), labels.said(table, codebook, t)[place]


def standing(found: Action) -> tuple[str | None, str | None, str | None, str | None]:
    return found.source, found.on_behalf_of, *((found.review.by, found.review.note) if found.review else (None, None))


def test_a_review_and_what_ends_it(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, DELEGATE, note="Half done.")
    assert told(filled, codebook) == ("Delegation", "Delegation")
    assert review(filled, 2, " Seen in the gazette. ") == 3
    assert standing(action(filled)) == ("reviewed", None, "Ana", "Seen in the gazette.")
    assert action(filled).note == "Half done."
    event = events(filled)[0]
    assert history.headline(event, codebook, catalogue("en")) == "Ana reviewed an update"
    assert history.details(event, codebook, catalogue("en")) == ["Note of the review: “Seen in the gazette.”."]
    form, export = told(filled, codebook)
    assert form == export
    assert form.startswith("Reviewed by Ana on ")
    assert form.endswith(": Seen in the gazette.")
    update(filled, codebook, DELEGATE, note="All done.")
    assert standing(action(filled)) == ("delegation", None, None, None)


def test_what_is_no_report_leaves_the_review(filled: sa.Engine, codebook: Codebook) -> None:
    review(filled, 1)
    update(filled, codebook, ANALYST, supporting=("USA",))
    assert standing(action(filled)) == ("reviewed", None, "Ana", "")
    update(filled, codebook, ANALYST, progress="implemented")
    assert standing(action(filled)) == ("secretariat-on-behalf", "MEX", None, None)
    assert told(filled, codebook) == ("Secretariat, on behalf of Mexico", "Secretariat, on behalf of Mexico")


def test_on_whose_behalf_it_was_stays_said_after_a_review(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, ANALYST, progress="implemented")
    review(filled, 2, "Seen.")
    form, export = told(filled, codebook)
    assert form == export
    assert form.startswith("Secretariat, on behalf of Mexico · Reviewed by Ana on ")
    assert form.endswith(": Seen.")


def test_nobody_reviews_what_he_has_not_seen(filled: sa.Engine, codebook: Codebook) -> None:
    update(filled, codebook, DELEGATE, note="New.")
    with pytest.raises(Conflict) as conflict:
        review(filled, 1)
    assert (conflict.value.by, conflict.value.theirs) == ("Dolores", {"note": "New."})
    assert action(filled).review is None


@pytest.mark.parametrize(
    ("action_id", "note", "key"),
    [(NEVER_REPORTED, "", "store.nothing_reported"), (BORDER_PLAN, "x" * 100_000, "store.too_long")],
)
def test_what_cannot_be_reviewed(filled: sa.Engine, action_id: str, note: str, key: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        review(filled, 1, note, action_id)
    assert refused.value.key == key
    assert len(events(filled)) == 1
