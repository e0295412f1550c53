"""What a delegation has before it, on the small meeting: exact actions, in their order."""

from __future__ import annotations

from datetime import date

import pytest

from convergence.analysis.delegation import standing
from convergence.analysis.frames import Frames, Positions

BEFORE = date(2024, 6, 15)
"""16 days before the border plan is due."""


def ids(frames: Frames, positions: Positions) -> list[str]:
    return [name.removeprefix("2024-02-01-test/") for name in frames.actions["id"].iloc[positions]]


def test_leads_and_supports(frames: Frames) -> None:
    mexico, canada = standing(frames, "MEX", BEFORE), standing(frames, "CAN", BEFORE)
    assert (ids(frames, mexico.leads), ids(frames, mexico.supports)) == (["crm.2.1/a1"], [])
    assert (ids(frames, canada.leads), ids(frames, canada.supports)) == (["crm.2.2/a1"], ["crm.2.1/a1"])
    assert (mexico.n, canada.n, standing(frames, "BRA", BEFORE).n) == (1, 2, 0)


@pytest.mark.parametrize(
    ("today", "waiting"),
    [
        (date(2024, 2, 2), {"overdue": 0, "due-soon": 0, "no-due-date": 1, "stale": 0}),
        (BEFORE, {"overdue": 0, "due-soon": 1, "no-due-date": 1, "stale": 0}),
        (date(2024, 7, 1), {"overdue": 0, "due-soon": 1, "no-due-date": 1, "stale": 0}),
        (date(2024, 7, 2), {"overdue": 1, "due-soon": 0, "no-due-date": 1, "stale": 0}),
        (date(2024, 7, 30), {"overdue": 1, "due-soon": 0, "no-due-date": 1, "stale": 0}),
        (date(2024, 7, 31), {"overdue": 1, "due-soon": 0, "no-due-date": 1, "stale": 2}),
    ],
)
def test_what_waits(frames: Frames, today: date, waiting: dict[str, int]) -> None:
    assert standing(frames, "CAN", today).waiting == waiting


def test_one_flag_only(frames: Frames) -> None:
    late = standing(frames, "CAN", date(2024, 7, 2), "overdue")
    assert (ids(frames, late.leads), ids(frames, late.supports)) == ([], ["crm.2.1/a1"])
    assert late.waiting == {"overdue": 1, "due-soon": 0, "no-due-date": 1, "stale": 0}


def test_one_flag_and_what_is_named_besides(frames: Frames) -> None:
    named = {"2024-02-01-test/crm.2.1/a1", "2024-02-01-test/crm.2.2/a1"}
    canada = standing(frames, "CAN", date(2024, 7, 2), "overdue", named)
    assert (ids(frames, canada.leads), ids(frames, canada.supports)) == (["crm.2.2/a1"], ["crm.2.1/a1"])
    mexico = standing(frames, "MEX", date(2024, 7, 2), "overdue", named)  # what is another's stays another's
    assert (ids(frames, mexico.leads), ids(frames, mexico.supports)) == (["crm.2.1/a1"], [])
