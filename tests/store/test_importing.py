"""An import as a whole: kept as it was read, its meeting corrected, committed, undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.errors import InvalidInput, NotAllowed, NotFound
from convergence.model import Actor, Role
from convergence.reading import Reading
from convergence.store import deciding, importing, imports, reads, writes
from convergence.store.committing import commit_import, undo_import
from convergence.store.engine import reading, writing
from convergence.store.frames import frames as frames_of
from convergence.store.translating import translate
from convergence.store.writes import Conflict
from tests.conftest import ADMINISTRATOR, ANALYST, DELEGATE, READER
from tests.store.content import events, everything, version
from tests.store.documents import ALIGN, MEET, OPEN, READING

BRUNO = Actor("Bruno", Role.ANALYST)


def start(engine: sa.Engine, document: Reading = READING, actor: Actor = ANALYST, **options: bool) -> str:
    with writing(engine) as connection:
        return importing.start_import(connection, actor, document, **options)


def refused(
    engine: sa.Engine, key: str, write: Any, *arguments: Any, error: type = InvalidInput, **options: Any
) -> None:
    """The write must be refused with a message, and nothing may have changed."""
    before = everything(engine)
    with pytest.raises(error) as told, writing(engine) as connection:
        write(connection, *arguments, **options)
    assert told.value.key == key  # type: ignore[attr-defined]
    assert everything(engine) == before


def accept_all(engine: sa.Engine, codebook: Codebook) -> None:
    """Everything of the small document taken: one as it is, one edited, the themeless one given a theme and its process."""
    with writing(engine) as connection:
        deciding.accept(connection, ANALYST, ALIGN, 1)
        deciding.edit(connection, codebook, ANALYST, OPEN, 1, {"leads": ("PER",)})
        deciding.edit(connection, codebook, ANALYST, MEET, 1, {"themes": ("cooperation",)})
        importing.assign_process(connection, codebook, ANALYST, "import-2/2", 1, "csm")


def commit(engine: sa.Engine, codebook: Codebook, **options: bool) -> str:
    with writing(engine) as connection:
        return commit_import(connection, codebook, ANALYST, "import-2", **options)


def test_a_document_is_kept_as_it_was_read(filled: sa.Engine) -> None:
    assert start(filled) == "import-2"
    with reading(filled) as connection:
        document = imports.document(connection, "import-2")
        parts = imports.interventions(connection, "import-2")
        assert imports.counts(connection, ["import-2"]) == {"import-2": {"proposed": 3}}
        assert imports.documents(connection, ("open",)) == [document]
        assert imports.same_file(connection, "a" * 64) == [document]
        assert imports.same_file(connection, "b" * 64) == []
        assert imports.names(connection) == {"import-2": "summary.docx"}
    assert (document.name, document.language, document.state, document.started_by) == (
        "summary.docx",
        "en",
        "open",
        "Ana",
    )
    assert (document.title, document.date, document.body, document.place) == (
        "Test of imports",
        date(2024, 2, 1),
        "oas-cam",
        None,
    )
    assert document.problems == (("reading.no_process", {"heading": "Another body"}),)
    assert [(part.process, len(part.passages)) for part in parts] == [("crm", 2), (None, 1)]
    assert [passage.text for passage in parts[0].passages] == [
        "The context.",
        "States should align visas; and open pathways.",
    ]
    first = parts[0].passages[1].proposals[0]
    assert (first.id, first.state, first.origin, first.revision) == (ALIGN, "proposed", "machine", 1)
    assert (first.span, first.themes, first.confidence) == ((0, 25), ("pathways",), 0.9)
    assert events(filled)[0].changes == {"passages": (None, 3), "proposals": (None, 3)}
    assert events(filled)[0].verb == "import-started"


@pytest.mark.parametrize("actor", [READER, DELEGATE])
def test_only_analysts_import(filled: sa.Engine, codebook: Codebook, actor: Actor) -> None:
    only = {"error": NotAllowed}
    refused(filled, "store.analyst_only", importing.start_import, actor, READING, **only)
    start(filled)
    analyst = "store.analyst_only"
    refused(filled, analyst, importing.correct_meeting, codebook, actor, "import-2", 1, {"title": "x"}, **only)
    refused(filled, analyst, importing.assign_process, codebook, actor, "import-2/2", 1, "csm", **only)
    refused(filled, analyst, importing.set_aside, actor, "import-2", **only)
    refused(filled, analyst, deciding.accept, actor, ALIGN, 1, **only)
    refused(filled, analyst, deciding.edit, codebook, actor, ALIGN, 1, {"text": "x"}, **only)
    refused(filled, analyst, deciding.reject, actor, ALIGN, 1, **only)
    refused(filled, analyst, deciding.reopen, actor, ALIGN, 1, **only)
    refused(filled, analyst, deciding.split, actor, ALIGN, 1, ["a", "b"], **only)
    refused(filled, analyst, deciding.merge, actor, (ALIGN, 1), (OPEN, 1), **only)
    refused(filled, analyst, deciding.add, codebook, actor, "import-2/1.1", {"text": "x"}, **only)
    refused(filled, analyst, commit_import, codebook, actor, "import-2", unreviewed=True, **only)
    refused(filled, analyst, undo_import, actor, "import-2", **only)
    refused(filled, analyst, translate, actor, "2024-02-01-test/crm.2.1", 1, "en", "x", **only)


def test_without_a_recommendation_only_on_demand(filled: sa.Engine, codebook: Codebook) -> None:
    quiet = replace(READING.interventions[0], passages=READING.interventions[0].passages[:1])
    document = replace(READING, interventions=(quiet,))
    refused(filled, "review.nothing_found", importing.start_import, ANALYST, document)
    assert start(filled, document, even_if_empty=True) == "import-2"
    refused(filled, "review.nothing_taken", commit_import, codebook, ANALYST, "import-2")
    assert commit(filled, codebook, even_if_empty=True) == "2024-02-01-cam"


def test_text_that_a_database_refuses_keeps_its_length(filled: sa.Engine) -> None:
    strange = replace(READING.interventions[0].passages[0], text="a\x00b\ud800c")
    part = replace(READING.interventions[0], passages=(strange, READING.interventions[0].passages[1]))
    start(filled, replace(READING, interventions=(part,)))
    with reading(filled) as connection:
        assert imports.passage(connection, "import-2/1.1")[0].text == "a\ufffdb?c"


def test_the_meeting_is_corrected_and_what_was_found_stays(filled: sa.Engine, codebook: Codebook) -> None:
    start(filled)
    changes = {"title": " Second\n meeting ", "date": date(2024, 3, 1), "body": "csm", "place": "Lima"}
    with writing(filled) as connection:
        assert importing.correct_meeting(connection, codebook, ANALYST, "import-2", 1, changes) == 2
        assert importing.correct_meeting(connection, codebook, BRUNO, "import-2", 1, {"place": "Lima"}) == 2
        document = imports.document(connection, "import-2")
    assert (document.title, document.date, document.body, document.place) == (
        "Second meeting",
        date(2024, 3, 1),
        "csm",
        "Lima",
    )
    assert document.found == {"title": "Test of imports", "date": "2024-02-01", "body": "oas-cam", "place": None}
    assert events(filled)[0].changes == {
        "title": ("Test of imports", "Second meeting"),
        "date": ("2024-02-01", "2024-03-01"),
        "body": ("oas-cam", "csm"),
        "place": (None, "Lima"),
    }
    with pytest.raises(Conflict) as told, writing(filled) as connection:
        importing.correct_meeting(connection, codebook, BRUNO, "import-2", 1, {"place": "Quito", "title": "Mine"})
    assert told.value.by == "Ana"
    assert told.value.theirs == {"place": "Lima", "title": "Second meeting"}
    assert told.value.mine == {"place": "Quito", "title": "Mine"}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"title": " "}, "review.no_title"),
        ({"title": "x" * 1001}, "store.too_long"),
        ({"date": date(1900, 1, 1)}, "review.bad_date"),
        ({"date": "2024-01-01"}, "review.bad_date"),
        ({"body": "nobody"}, "store.unknown_code"),
        ({"sha256": "x"}, "store.no_such_field"),
    ],
)
def test_a_meeting_that_can_not_be(filled: sa.Engine, codebook: Codebook, changes: dict[str, Any], key: str) -> None:
    start(filled)
    refused(filled, key, importing.correct_meeting, codebook, ANALYST, "import-2", 1, changes)


def test_proposals_follow_the_process_of_their_part(filled: sa.Engine, codebook: Codebook) -> None:
    start(filled)
    with writing(filled) as connection:
        assert importing.assign_process(connection, codebook, ANALYST, "import-2/1", 1, "mirps") == 2
        parts = imports.interventions(connection, "import-2")
        assert (parts[0].process, parts[0].process_found) == ("mirps", "crm")
        assert [proposal.processes for proposal in parts[0].passages[1].proposals] == [("mirps",), ("mirps",)]
        assert parts[0].passages[1].proposals[0].machine["processes"] == ["crm"]  # type: ignore[index]
    refused(filled, "store.unknown_code", importing.assign_process, codebook, ANALYST, "import-2/1", 2, "x")


def test_committed(filled: sa.Engine, codebook: Codebook) -> None:
    start(filled)
    accept_all(filled, codebook)
    assert commit(filled, codebook) == "2024-02-01-cam"
    with reading(filled) as connection:
        document = imports.document(connection, "import-2")
        points = {
            name: reads.recommendation(connection, f"2024-02-01-cam/{name}")
            for name in ("crm.2.1", "crm.2.2", "csm.1.1")
        }
        meeting, part, _ = reads.passage_in_context(connection, "2024-02-01-cam/crm.2")
        frames = frames_of(connection, codebook)
        assert imports.proposal(connection, ALIGN).recommendation == "2024-02-01-cam/crm.2.1"
        actions = [reads.action(connection, f"2024-02-01-cam/{name}/a1") for name in ("crm.2.1", "crm.2.2", "csm.1.1")]
    assert [(action.title, action.lead, action.progress, action.due) for action in actions] == [
        ({"en": "States should align visas."}, None, "no-information", None),
        ({"en": "States should open pathways."}, "PER", "no-information", None),
        ({"es": "El grupo acordó reunirse."}, None, "no-information", None),
    ]
    assert (document.state, document.meeting) == ("committed", "2024-02-01-cam")
    assert (meeting.title, meeting.body, meeting.source_language) == ({"en": "Test of imports"}, "oas-cam", "en")
    assert (part.heading, part.speaker, part.speaker_role) == ({"en": "The RCM"}, "Ms B. Second", {"en": "Chair"})
    assert points["crm.2.1"].text == {"en": "States should align visas."}
    assert points["crm.2.2"].leads == ("PER",)
    assert points["csm.1.1"].text == {"es": "El grupo acordó reunirse."}
    assert {(point.origin, point.reviewed) for point in points.values()} == {("machine", True)}
    assert [point.position for point in points.values()] == ["proposed", "proposed", "adopted"]
    assert [point.processes for point in points.values()] == [("crm",), ("crm",), ("csm",)]
    assert len(frames.recommendations) == 9
    assert events(filled)[0].verb == "import-committed"
    assert events(filled)[0].changes == {
        "meeting": (None, "2024-02-01-cam"),
        "passages": (None, 3),
        "recommendations": (None, 3),
        "unreviewed": (None, 0),
    }
    refused(filled, "review.not_open", commit_import, codebook, ANALYST, "import-2")
    refused(filled, "review.not_open", deciding.reject, ANALYST, ALIGN, 2)


def test_what_nobody_reviewed_comes_in_only_on_demand(filled: sa.Engine, codebook: Codebook) -> None:
    start(filled)
    with writing(filled) as connection:
        importing.assign_process(connection, codebook, ANALYST, "import-2/2", 1, "csm")
        deciding.accept(connection, ANALYST, ALIGN, 1)
    assert commit(filled, codebook, unreviewed=True) == "2024-02-01-cam"
    with reading(filled) as connection:
        points = [
            reads.recommendation(connection, f"2024-02-01-cam/{name}") for name in ("crm.2.1", "crm.2.2", "csm.1.1")
        ]
    assert [point.reviewed for point in points] == [True, False, False]
    assert points[2].themes == ()
    with reading(filled) as connection:
        assert (~frames_of(connection, codebook).recommendations["reviewed"]).sum() == 2


def test_follow_up_of_what_is_told_as_under_way_and_of_a_practice(filled: sa.Engine, codebook: Codebook) -> None:
    start(filled)
    with writing(filled) as connection:
        importing.assign_process(connection, codebook, ANALYST, "import-2/2", 1, "csm")
        deciding.edit(connection, codebook, ANALYST, ALIGN, 1, {"kind": "progress", "leads": ("MEX", "PER")})
        deciding.edit(connection, codebook, ANALYST, OPEN, 1, {"kind": "practice"})
    assert commit(filled, codebook) == "2024-02-01-cam"
    with reading(filled) as connection:
        (action,) = reads.actions_of(connection, "2024-02-01-cam/crm.2.1")
        assert (action.lead, action.supporting, action.progress) == ("MEX", ("PER",), "in-progress")
        assert reads.actions_of(connection, "2024-02-01-cam/crm.2.2") == []


def test_a_date_and_every_process_are_needed(filled: sa.Engine, codebook: Codebook) -> None:
    start(filled, replace(READING, meeting=replace(READING.meeting, date=None)))
    refused(filled, "review.no_date", commit_import, codebook, ANALYST, "import-2", unreviewed=True)
    with writing(filled) as connection:
        importing.correct_meeting(connection, codebook, ANALYST, "import-2", 1, {"date": date(2024, 5, 9)})
    refused(filled, "review.no_process", commit_import, codebook, ANALYST, "import-2", unreviewed=True)


def test_ids_are_never_shared(filled: sa.Engine, codebook: Codebook) -> None:
    """Two documents of one day and body, and a process that speaks twice in one of them."""
    twice = replace(READING, interventions=(READING.interventions[0], READING.interventions[0]))
    made = []
    for _ in range(2):
        document = start(filled, twice)
        with writing(filled) as connection:
            made.append(commit_import(connection, codebook, ANALYST, document, unreviewed=True))
    assert made == ["2024-02-01-cam", "2024-02-01-cam-2"]
    with reading(filled) as connection:
        assert reads.recommendation(connection, "2024-02-01-cam-2/crm-2.2.1").text == {
            "en": "States should align visas."
        }
        assert [entry.id for entry in imports.same_file(connection, "a" * 64)] == ["import-4", "import-2"]


def test_undone_whole(filled: sa.Engine, codebook: Codebook) -> None:
    start(filled)
    accept_all(filled, codebook)
    before = {name: rows for name, rows in everything(filled).items() if name not in ("event", "data_version")}
    commit(filled, codebook)
    with writing(filled) as connection:
        writes.add_action(
            connection, codebook, ANALYST, "2024-02-01-cam/crm.2.1", {"en": "Do"}, {"supporting": ("PER",)}
        )
        undo_import(connection, ANALYST, "import-2")
    after = {name: rows for name, rows in everything(filled).items() if name in before}
    document = after.pop("document")
    assert [row[5] for row in document] == ["open"]
    assert {name: rows for name, rows in before.items() if name != "document"} == after
    assert events(filled)[0].verb == "import-undone"
    assert events(filled)[0].changes == {"meeting": ("2024-02-01-cam", None), "recommendations": (3, None)}
    assert commit(filled, codebook) == "2024-02-01-cam"


def test_not_undone_over_others(filled: sa.Engine, codebook: Codebook) -> None:
    start(filled)
    refused(filled, "review.not_committed", undo_import, ANALYST, "import-2")
    accept_all(filled, codebook)
    commit(filled, codebook)
    with writing(filled) as connection:
        writes.update_coding(connection, codebook, BRUNO, "2024-02-01-cam/crm.2.1", 1, {"position": "adopted"})
    refused(filled, "review.changed_since", undo_import, ANALYST, "import-2")


def test_not_undone_under_other_records(filled: sa.Engine, codebook: Codebook) -> None:
    """Whatever else refers to the meeting keeps it."""
    start(filled)
    accept_all(filled, codebook)
    meeting = commit(filled, codebook)
    with writing(filled) as connection:
        connection.exec_driver_sql(
            "CREATE TABLE note (recommendation VARCHAR(160) REFERENCES recommendation (id))",
        )
        connection.exec_driver_sql(f"INSERT INTO note VALUES ('{meeting}/crm.2.1')")
    refused(filled, "review.still_used", undo_import, ANALYST, "import-2")


def test_set_aside_and_taken_up(filled: sa.Engine, codebook: Codebook) -> None:
    start(filled)
    with writing(filled) as connection:
        importing.set_aside(connection, ANALYST, "import-2")
        assert imports.same_file(connection, "a" * 64) == []
    refused(filled, "review.not_open", deciding.accept, ANALYST, ALIGN, 1)
    with writing(filled) as connection:
        importing.set_aside(connection, ADMINISTRATOR, "import-2", aside=False)
        assert imports.document(connection, "import-2").state == "open"
    accept_all(filled, codebook)
    commit(filled, codebook)
    refused(filled, "review.not_open", importing.set_aside, ANALYST, "import-2")


def test_a_review_makes_nobody_wait_for_new_tables(filled: sa.Engine, codebook: Codebook) -> None:
    def tables_version() -> int:
        with reading(filled) as connection:
            return reads.tables_version(connection)

    assert tables_version() == 1
    start(filled)
    accept_all(filled, codebook)
    assert (tables_version(), version(filled)) == (1, 6)
    commit(filled, codebook)
    assert tables_version() == 7


def test_what_does_not_exist(filled: sa.Engine) -> None:
    missing = {"error": NotFound}
    refused(filled, "review.no_such_document", importing.set_aside, ANALYST, "import-9", **missing)
    refused(filled, "review.no_such_document", importing.set_aside, ANALYST, "x\x00", **missing)
    refused(filled, "review.no_such_document", deciding.accept, ANALYST, "import-9/1.1.1", 1, **missing)
    start(filled)
    refused(filled, "review.no_such_proposal", deciding.accept, ANALYST, "import-2/9.9.9", 1, **missing)


def test_translated_in_place(filled: sa.Engine, codebook: Codebook) -> None:
    start(filled)
    accept_all(filled, codebook)
    commit(filled, codebook)
    point = "2024-02-01-cam/crm.2.1"
    with writing(filled) as connection:
        assert translate(connection, ANALYST, point, 1, "es", " Alinear visas. ") == 2
        assert translate(connection, BRUNO, point, 1, "fr", "Aligner les visas.") == 3
        assert reads.recommendation(connection, point).text == {
            "en": "States should align visas.",
            "es": "Alinear visas.",
            "fr": "Aligner les visas.",
        }
    assert events(filled)[0].changes == {"text_fr": (None, "Aligner les visas.")}
    with pytest.raises(Conflict), writing(filled) as connection:
        translate(connection, BRUNO, point, 1, "es", "Otra cosa.")
    refused(filled, "store.unknown_code", translate, ANALYST, point, 3, "de", "x")
    refused(filled, "review.no_text", translate, ANALYST, point, 3, "pt", " ")
