"""The database as tables for analysis: what is in them, in which order and of which type."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import sqlalchemy as sa

from convergence import corpus
from convergence.analysis import filters, overlap, progress
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.model import LANGUAGES, Meeting
from convergence.store import tables as t
from convergence.store import writes
from convergence.store.engine import reading, writing
from convergence.store.frames import frames
from convergence.store.loading import SYSTEM, load_bundled, load_meeting
from tests.conftest import ANALYST
from tests.store.content import BORDER_PLAN, TRAINING

TODAY = date(2024, 6, 15)


def read(engine: sa.Engine, codebook: Codebook) -> Frames:
    with reading(engine) as connection:
        return frames(connection, codebook)


def test_rows_are_in_the_order_of_the_meeting(filled: sa.Engine, codebook: Codebook) -> None:
    read_frames = read(filled, codebook)
    assert read_frames.version == 1
    assert list(read_frames.meetings["id"]) == ["2024-02-01-test"]
    assert list(read_frames.meetings["date"]) == [pd.Timestamp("2024-02-01")]
    assert read_frames.latest == pd.Timestamp("2024-02-01")
    assert [cited.split("/")[1] for cited in read_frames.passages["id"]] == [
        "crm.1",
        "crm.2",
        "crm.3",
        "csm.1",
        "csm.2",
        "idb.1",
        "idb.2",
    ]
    assert [cited.split("/")[1] for cited in read_frames.recommendations["id"]] == [
        "crm.2.1",
        "crm.2.2",
        "crm.3.1",
        "csm.1.1",
        "csm.2.1",
        "idb.2.1",
    ]
    assert list(read_frames.recommendations["passage"]) == [1, 1, 2, 3, 4, 6]
    assert list(read_frames.recommendations["kind"]) == [
        "recommendation",
        "assignment",
        "commitment",
        "recommendation",
        "practice",
        "proposal",
    ]
    assert list(read_frames.actions["rec"]) == [0, 1, 1, 2, 4, 5]
    assert list(read_frames.actions["number"]) == [1, 1, 2, 1, 1, 1]


def test_codes_stand_beside_their_records(filled: sa.Engine, codebook: Codebook) -> None:
    read_frames = read(filled, codebook)

    def rows(table: pd.DataFrame) -> list[tuple[object, ...]]:
        return list(table.itertuples(index=False, name=None))

    assert rows(read_frames.themes) == [
        (0, "borders", 1),
        (0, "data", 2),
        (1, "asylum", 1),
        (2, "data", 1),
        (3, "gender", 1),
        (3, "borders", 2),
        (3, "asylum", 3),
        (4, "gender", 1),
        (5, "data", 1),
    ]
    assert rows(read_frames.processes) == [
        (0, "crm", 1),
        (1, "crm", 1),
        (1, "csm", 2),
        (2, "crm", 1),
        (3, "csm", 1),
        (4, "csm", 1),
        (5, "idb", 1),
    ]
    assert rows(read_frames.leads) == [(0, "MEX", 1), (1, "CAN", 1), (4, "PER", 1), (5, "idb-migration-unit", 1)]
    assert rows(read_frames.supporting) == [(0, "USA", 1), (0, "CAN", 2), (4, "ECU", 1)]


def test_categories_are_the_codebooks(filled: sa.Engine, codebook: Codebook) -> None:
    read_frames = read(filled, codebook)
    assert list(read_frames.themes["theme"].cat.categories) == list(codebook.themes)
    assert list(read_frames.processes["process"].cat.categories) == list(codebook.processes)
    assert list(read_frames.passages["process"].cat.categories) == list(codebook.processes)
    assert list(read_frames.leads["party"].cat.categories) == list(codebook.parties)
    assert list(read_frames.actions["lead"].cat.categories) == list(codebook.parties)
    assert list(read_frames.actions["progress"].cat.categories) == list(codebook.progress)
    assert list(read_frames.recommendations["kind"].cat.categories) == list(codebook.kinds)


def test_a_code_that_the_codebook_has_lost_is_kept_at_the_end(filled: sa.Engine, codebook: Codebook) -> None:
    with writing(filled) as connection:
        connection.execute(sa.update(t.recommendation).values(kind="wish"))
        connection.execute(
            sa.update(t.recommendation_theme).where(t.recommendation_theme.c.theme == "data").values(theme="old")
        )
    read_frames = read(filled, codebook)
    assert list(read_frames.recommendations["kind"].cat.categories) == [*codebook.kinds, "wish"]
    assert list(read_frames.themes["theme"].cat.categories) == [*codebook.themes, "old"]
    assert overlap.matrix(read_frames, read_frames.recommendations["reviewed"].to_numpy()).by_theme["old"] == 3


def test_actions_in_their_types(filled: sa.Engine, codebook: Codebook) -> None:
    with writing(filled) as connection:
        links = "https://e.org\nF http://f.org"
        writes.update_action(connection, codebook, ANALYST, TRAINING, 1, {"note": "n", "evidence": links})
    read_frames = read(filled, codebook)
    assert list(read_frames.evidence.itertuples(index=False, name=None)) == [
        (2, 1, "https://e.org", "", "Ana"),
        (2, 2, "http://f.org", "F", "Ana"),
    ]
    assert [len(links) for links in read_frames.evidence_of_each()] == [0, 0, 2, 0, 0, 0]
    actions = read_frames.actions.set_index("id")
    border, training = actions.loc[BORDER_PLAN], actions.loc[TRAINING]
    assert (border["lead"], border["progress"], border["due"], border["source"], border["revision"]) == (
        "MEX",
        "in-progress",
        pd.Timestamp("2024-07-01"),
        "secretariat-on-behalf",
        1,
    )
    assert pd.isna(border["updated_at"])
    assert border["note"] == ""
    assert pd.isna(training["lead"])
    assert (training["note"], training["revision"]) == ("n", 2)
    assert timedelta(0) <= datetime.now(UTC) - training["updated_at"] < timedelta(minutes=5)
    assert pd.isna(actions.loc["2024-02-01-test/crm.2.2/a1", "due"])


def test_what_was_taken_back_is_left_out(filled: sa.Engine, codebook: Codebook) -> None:
    with writing(filled) as connection:
        writes.withdraw_action(connection, ANALYST, BORDER_PLAN, 1)
    read_frames = read(filled, codebook)
    assert BORDER_PLAN not in set(read_frames.actions["id"])
    assert len(read_frames.actions) == 5
    assert list(read_frames.supporting.itertuples(index=False, name=None)) == [(3, "ECU", 1)]
    assert read_frames.actions.loc[3, "id"] == "2024-02-01-test/csm.2.1/a1"
    with writing(filled) as connection:
        writes.withdraw_action(connection, ANALYST, BORDER_PLAN, 2, withdrawn=False)
    assert len(read(filled, codebook).actions) == 6


def test_a_text_that_is_missing_is_shown_in_another_language(filled: sa.Engine, codebook: Codebook) -> None:
    with writing(filled) as connection:
        writes.update_action(connection, codebook, ANALYST, BORDER_PLAN, 1, {"title": {"es": "Uno", "pt": "Um"}})
    read_frames = read(filled, codebook)
    assert [read_frames.words("actions", "title", language)[0] for language in LANGUAGES] == ["Uno", "Uno", "Uno", "Um"]
    assert read_frames.words("actions", "title", "en")[1] == "Asylum procedures"


def test_two_meetings_by_date(filled: sa.Engine, codebook: Codebook) -> None:
    load_bundled(filled, codebook)
    assert len(read(filled, codebook).meetings) == 1  # the store was in use: nothing came with the application
    with writing(filled) as connection:
        load_meeting(connection, SYSTEM, corpus.read_meeting(corpus.meeting_files()[0]))
    read_frames = read(filled, codebook)
    assert list(read_frames.meetings["id"]) == ["2023-05-09-cam", "2024-02-01-test"]
    assert read_frames.latest == pd.Timestamp("2024-02-01")
    assert list(read_frames.recommendations["meeting"].cat.categories) == ["2023-05-09-cam", "2024-02-01-test"]
    assert read_frames.recommendations["id"].iloc[-1] == "2024-02-01-test/idb.2.1"
    chosen = filters.recommendations(read_frames, Filter(meetings=("2024-02-01-test",)), "en")
    assert chosen.sum() == 6


def test_an_empty_database_can_be_analysed(engine: sa.Engine, codebook: Codebook) -> None:
    empty = read(engine, codebook)
    assert (empty.version, empty.latest) == (0, None)
    everything = Filter(
        processes=("crm",),
        themes=("borders", "data"),
        all_themes=True,
        kinds=("decision",),
        parties=("MEX",),
        progress=("planned",),
        flags=("overdue",),
        search="a b",
    )
    for chosen in (Filter(), everything):
        assert filters.recommendations(empty, chosen, "fr").shape == (0,)
        assert filters.actions(empty, chosen, "fr", TODAY).shape == (0,)
    none = filters.recommendations(empty, Filter(), "fr")
    counted = overlap.matrix(empty, none)
    assert counted.counts.shape == (26, 6)
    assert counted.counts.to_numpy().sum() == counted.recommendations == counted.passages == 0
    assert counted.shares.to_numpy().sum() == 0
    assert counted.order() == list(codebook.themes)
    assert progress.flags_of_each(empty, TODAY) == []
    actions = filters.actions(empty, Filter(), "fr", TODAY)
    assert progress.by_progress(empty, actions).to_dict() == dict.fromkeys(codebook.progress, 0)
    assert len(progress.by_process(empty, actions)) == 0
    assert len(progress.by_lead(empty, actions)) == 0


def test_a_meeting_without_points_can_be_analysed(engine: sa.Engine, codebook: Codebook, meeting: Meeting) -> None:
    bare = replace(
        meeting,
        interventions=tuple(
            replace(
                intervention,
                passages=tuple(replace(passage, recommendations=()) for passage in intervention.passages),
            )
            for intervention in meeting.interventions
        ),
    )
    with writing(engine) as connection:
        load_meeting(connection, SYSTEM, bare)
    read_frames = read(engine, codebook)
    assert (len(read_frames.passages), len(read_frames.recommendations), len(read_frames.actions)) == (7, 0, 0)
    assert overlap.matrix(read_frames, filters.recommendations(read_frames, Filter(), "en")).recommendations == 0
