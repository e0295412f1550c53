"""Flags on an exact day, and counts of progress."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from convergence.analysis import progress
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook

EVERY = np.ones(6, dtype=bool)


def flags(frames: Frames, today: date) -> dict[str, tuple[str, ...]]:
    names = [name.partition("/")[2] for name in frames.actions["id"]]
    return dict(zip(names, progress.flags_of_each(frames, today), strict=True))


def changed(frames: Frames, row: int, **values: object) -> Frames:
    actions = frames.actions.copy()
    for name, value in values.items():
        actions.loc[row, name] = value
    return replace(frames, actions=actions, _cache={})


def test_flags_of_every_action(frames: Frames) -> None:
    assert flags(frames, date(2024, 6, 15)) == {
        "crm.2.1/a1": ("due-soon",),  # due 1 July
        "crm.2.2/a1": ("no-due-date",),
        "crm.2.2/a2": ("overdue", "no-lead"),  # due 1 March
        "crm.3.1/a1": (),  # implemented; its date has passed and nobody leads it
        "csm.2.1/a1": ("no-due-date",),
        "idb.2.1/a1": (),  # due 1 August
    }


def test_the_codes_are_the_codebooks(frames: Frames, codebook: Codebook) -> None:
    assert list(progress.flag_masks(frames, date(2024, 6, 15))) == list(codebook.flags)
    assert set(progress.FINAL) == {code for code, term in codebook.progress.items() if term.final}


@pytest.mark.parametrize(
    ("today", "overdue", "soon"),
    [
        (date(2024, 5, 31), False, False),  # 31 days before
        (date(2024, 6, 1), False, True),  # 30 days before
        (date(2024, 6, 30), False, True),
        (date(2024, 7, 1), False, True),  # the day itself
        (date(2024, 7, 2), True, False),
    ],
)
def test_days_around_the_due_date(frames: Frames, today: date, overdue: bool, soon: bool) -> None:
    masks = progress.flag_masks(frames, today)
    assert (masks["overdue"][0], masks["due-soon"][0], masks["no-due-date"][0]) == (overdue, soon, False)


@pytest.mark.parametrize(("today", "stale"), [(date(2024, 7, 30), False), (date(2024, 7, 31), True)])
def test_an_action_that_nobody_touched_is_as_old_as_its_meeting(frames: Frames, today: date, stale: bool) -> None:
    """The meeting was on 1 February 2024; 180 days later it is 30 July."""
    masks = progress.flag_masks(frames, today)
    assert list(masks["stale"]) == [stale, stale, stale, False, stale, stale]


@pytest.mark.parametrize(("today", "stale"), [(date(2024, 11, 28), False), (date(2024, 11, 29), True)])
def test_an_update_makes_an_action_fresh(frames: Frames, today: date, stale: bool) -> None:
    updated = changed(frames, 0, updated_at=pd.Timestamp("2024-06-01T09:00", tz="UTC"))
    masks = progress.flag_masks(updated, today)
    assert list(masks["stale"]) == [stale, True, True, False, True, True]


@pytest.mark.parametrize("final", ["implemented", "no-longer-applicable"])
def test_nothing_that_is_finished_is_flagged(frames: Frames, final: str) -> None:
    assert flags(frames, date(2030, 1, 1))["crm.2.2/a2"] == ("overdue", "stale", "no-lead")
    assert flags(changed(frames, 2, progress=final), date(2030, 1, 1))["crm.2.2/a2"] == ()


def test_by_progress(frames: Frames, codebook: Codebook) -> None:
    counted = progress.by_progress(frames, EVERY)
    assert list(counted.index) == list(codebook.progress)
    assert counted.to_dict() == {
        "no-information": 1,
        "not-started": 1,
        "planned": 1,
        "in-progress": 1,
        "partly-implemented": 1,
        "implemented": 1,
        "no-longer-applicable": 0,
    }
    none = progress.by_progress(frames, ~EVERY)
    assert list(none.index) == list(codebook.progress)
    assert none.sum() == 0


def counts(table: pd.DataFrame) -> dict[str, dict[str, int]]:
    return {row: {name: n for name, n in values.items() if n} for row, values in table.to_dict("index").items()}


def test_by_process(frames: Frames, codebook: Codebook) -> None:
    """Both actions of the joint recommendation count for both of its processes."""
    table = progress.by_process(frames, EVERY)
    assert counts(table) == {
        "crm": {"in-progress": 1, "no-information": 1, "not-started": 1, "implemented": 1},
        "csm": {"no-information": 1, "not-started": 1, "partly-implemented": 1},
        "idb": {"planned": 1},
    }
    assert list(table.index) == ["crm", "csm", "idb"]
    assert list(table.columns) == list(codebook.progress)


def test_by_lead(frames: Frames, codebook: Codebook) -> None:
    table = progress.by_lead(frames, EVERY)
    assert counts(table) == {
        "CAN": {"no-information": 1},
        "MEX": {"in-progress": 1},
        "PER": {"partly-implemented": 1},
        "idb-migration-unit": {"planned": 1},
        "": {"not-started": 1, "implemented": 1},
    }
    assert list(table.index) == ["CAN", "MEX", "PER", "idb-migration-unit", ""]
    assert list(table.columns) == list(codebook.progress)
    assert list(progress.by_lead(changed(frames, 4, lead="MEX"), EVERY).index) == [
        "MEX",
        "CAN",
        "idb-migration-unit",
        "",
    ]


def test_only_chosen_actions_are_counted(frames: Frames) -> None:
    chosen = np.array([True, False, True, False, False, False])
    assert progress.by_progress(frames, chosen).sum() == 2
    assert counts(progress.by_process(frames, chosen)) == {
        "crm": {"in-progress": 1, "not-started": 1},
        "csm": {"not-started": 1},
    }
    assert counts(progress.by_lead(frames, chosen)) == {"MEX": {"in-progress": 1}, "": {"not-started": 1}}
