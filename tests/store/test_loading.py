"""Loading meetings: once, again, beside edits, and files with something wrong in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from convergence import corpus
from convergence.codebook import Codebook, read_yaml
from convergence.errors import NotAllowed
from convergence.model import Actor, Meeting
from convergence.store import reads, writes
from convergence.store.engine import reading, writing
from convergence.store.loading import SYSTEM, Loaded, load_bundled, load_files, load_meeting
from tests.conftest import ANALYST, DELEGATE, READER, SMALL_MEETING
from tests.store.content import BORDER_PLAN, action, events, everything, version


def test_a_meeting_comes_out_as_it_went_in(filled: sa.Engine, meeting: Meeting) -> None:
    with reading(filled) as connection:
        for intervention in meeting.interventions:
            for passage in intervention.passages:
                found, spoken, cited = reads.passage_in_context(connection, passage.id)
                assert (found.id, found.date, found.title, found.place) == (
                    meeting.id,
                    meeting.date,
                    meeting.title,
                    meeting.place,
                )
                assert (found.source_title, found.source_language) == (meeting.source_title, "fr")
                assert (spoken.id, spoken.heading, spoken.speaker, spoken.speaker_role) == (
                    intervention.id,
                    intervention.heading,
                    intervention.speaker,
                    intervention.speaker_role,
                )
                assert [(there.number, there.text) for there in spoken.passages] == [
                    (there.number, there.text) for there in intervention.passages
                ]
                assert cited == passage.id
                for point in passage.recommendations:
                    stored = reads.recommendation(connection, point.id)
                    for name in ("passage", "number", "kind", "verb", "text", "themes", "processes", "position"):
                        assert getattr(stored, name) == getattr(point, name), (point.id, name)
                    assert (stored.leads, stored.origin, stored.reviewed) == (point.leads, "person", True)
                    assert reads.actions_of(connection, point.id) == list(point.actions)


def test_loading_is_one_event(filled: sa.Engine) -> None:
    (event,) = events(filled)
    assert (event.number, event.actor, event.role, event.party, event.on_behalf_of) == (
        1,
        "Convergence",
        "administrator",
        None,
        None,
    )
    assert (event.verb, event.subject) == ("meeting-loaded", "2024-02-01-test")
    assert event.changes == {"passages": (None, 7), "recommendations": (None, 6)}
    assert version(filled) == 1


def test_loading_again_changes_nothing(filled: sa.Engine, meeting: Meeting) -> None:
    before = everything(filled)
    with writing(filled) as connection:
        assert load_meeting(connection, ANALYST, meeting) is False
    assert everything(filled) == before


def test_edits_survive_loading_again(filled: sa.Engine, meeting: Meeting, codebook: Codebook) -> None:
    with writing(filled) as connection:
        writes.update_action(connection, codebook, ANALYST, BORDER_PLAN, 1, {"note": "We met.", "lead": "CAN"})
    before = everything(filled)
    assert load_files(filled, ANALYST, [SMALL_MEETING], codebook) == Loaded(there=1)
    assert everything(filled) == before
    assert (action(filled).note, action(filled).lead) == ("We met.", "CAN")


@pytest.mark.parametrize("actor", [READER, DELEGATE], ids=lambda actor: actor.role.value)
def test_who_may_not_load(engine: sa.Engine, meeting: Meeting, codebook: Codebook, actor: Actor) -> None:
    with pytest.raises(NotAllowed) as told, writing(engine) as connection:
        load_meeting(connection, actor, meeting)
    assert told.value.key == "store.analyst_only"
    with pytest.raises(NotAllowed):
        load_files(engine, actor, [SMALL_MEETING], codebook)
    assert everything(engine)["meeting"] == []
    assert version(engine) == 0


def test_the_bundled_corpus_goes_into_an_empty_database_once(engine: sa.Engine, codebook: Codebook) -> None:
    assert load_bundled(engine, codebook) == []
    before = everything(engine)
    assert [len(before[name]) for name in ("meeting", "intervention", "passage")] == [1, 6, 42]
    assert 40 <= len(before["recommendation"]) <= 55
    assert [(event.actor, event.verb, event.subject) for event in events(engine)] == [
        ("Convergence", "meeting-loaded", "2023-05-09-cam")
    ]
    assert load_bundled(engine, codebook) == []
    assert everything(engine) == before


def test_the_bundled_corpus_stays_out_of_a_database_in_use(filled: sa.Engine, codebook: Codebook) -> None:
    before = everything(filled)
    assert load_bundled(filled, codebook) == []
    assert everything(filled) == before


def test_a_file_with_a_problem_is_left_out_whole(engine: sa.Engine, codebook: Codebook, tmp_path: Path) -> None:
    document = read_yaml(SMALL_MEETING)
    document["id"] = "2024-03-01-wrong"
    document["interventions"][2]["passages"][1]["recommendations"][0]["kind"] = "wish"
    wrong = tmp_path / "2024-03-01-wrong.yaml"
    wrong.write_text(corpus.canonical(document), encoding="utf-8")
    absent = tmp_path / "absent.yaml"
    done = load_files(engine, ANALYST, [wrong, absent, SMALL_MEETING], codebook)
    assert (done.new, done.there) == (1, 0)
    assert [(problem.file, problem.record, problem.key) for problem in done.problems] == [
        ("2024-03-01-wrong.yaml", "idb.2.1", "check.unknown_code"),
        ("absent.yaml", "", "check.unreadable"),
    ]
    assert [row[0] for row in everything(engine)["meeting"]] == ["2024-02-01-test"]
    assert len(everything(engine)["recommendation"]) == 6
    assert version(engine) == 1


def test_a_file_that_a_user_brings_may_have_one_language(engine: sa.Engine, codebook: Codebook, tmp_path: Path) -> None:
    def only_french(node: object) -> object:
        if isinstance(node, dict):
            return {"fr": node["fr"]} if "fr" in node else {key: only_french(value) for key, value in node.items()}
        return [only_french(value) for value in node] if isinstance(node, list) else node

    path = tmp_path / "mine.yaml"
    path.write_text(corpus.canonical(only_french(read_yaml(SMALL_MEETING))), encoding="utf-8")
    assert load_files(engine, ANALYST, [path], codebook) == Loaded(new=1)
    assert action(engine).title == {"fr": "Plan des frontières"}


def test_a_meeting_that_breaks_halfway_leaves_nothing(engine: sa.Engine, meeting: Meeting) -> None:
    first = meeting.interventions[0]
    twice = replace(meeting, interventions=(*meeting.interventions, first))
    with pytest.raises(sa.exc.IntegrityError), writing(engine) as connection:
        load_meeting(connection, SYSTEM, twice)
    assert everything(engine)["meeting"] == []
    assert everything(engine)["event"] == []
    assert version(engine) == 0
