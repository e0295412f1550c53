"""The summary in Word, read again by the reader of documents: the same meeting and the same coding, in four languages."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest

from convergence import corpus
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.carried import Point, from_xml, gathered, to_xml
from convergence.codebook import Added, Codebook, extended
from convergence.i18n import catalogue
from convergence.model import LANGUAGES, Meeting
from convergence.reading import PassageRead, Reading
from convergence.reading.reader import read
from convergence.reports import kinds
from convergence.reports.options import Options
from convergence.store.engine import open_store, reading, writing
from convergence.store.frames import frames as read_frames
from convergence.store.loading import SYSTEM, load_meeting

from .given import ADDRESS, MOMENT


@pytest.fixture(scope="module")
def meeting() -> Meeting:
    (found,) = (corpus.read_meeting(path) for path in corpus.meeting_files())
    return found


def exported(
    frames: Frames, codebook: Codebook, meeting: Meeting, language: str = "en", variant: str = "meeting"
) -> bytes:
    options = Options(MOMENT, ADDRESS, (meeting,), variant=variant)
    return kinds.make("summary", "docx", frames, codebook, Filter(), catalogue(language), options)


def coding(passage: PassageRead) -> list[Point]:
    return [Point(p.text, p.kind, p.verb, p.themes, p.processes, p.leads) for p in passage.proposals]


def passages(reading: Reading) -> dict[str, PassageRead]:
    return {f"{one.process}.{p.number}": p for one in reading.interventions for p in one.passages}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_is_read_back_as_the_meeting(
    frames: Frames, codebook: Codebook, meeting: Meeting, language: str
) -> None:
    t = catalogue(language)
    found = read(exported(frames, codebook, meeting, language), "summary.docx")
    assert found.language == language
    assert found.meeting.date == meeting.date
    assert found.meeting.body == meeting.body
    assert [
        (
            one.process,
            one.heading,
            one.speaker,
            one.speaker_role,
            [(passage.number, passage.text, coding(passage)) for passage in one.passages],
        )
        for one in found.interventions
    ] == [
        (
            one.process,
            t.text(one.heading),
            one.speaker,
            t.text(one.speaker_role),
            [
                (
                    passage.number,
                    t.text(passage.text),
                    [
                        Point(t.text(rec.text), rec.kind, t.text(rec.verb), rec.themes, rec.processes, rec.leads)
                        for rec in passage.recommendations
                    ],
                )
                for passage in one.passages
            ],
        )
        for one in meeting.interventions
    ]
    assert sum(len(p.proposals) for p in passages(found).values()) == 55
    proposals = found.as_json()["interventions"][0]["passages"][1]["recommendations"]
    assert [list(one) for one in proposals] == [
        ["text", "span", "kind", "verb", "themes", "processes", "leads", "confidence"]
    ]


@pytest.mark.parametrize("variant", ["recommendations", "follow-up"])
def test_the_short_forms_carry_their_coding_too(
    frames: Frames, codebook: Codebook, meeting: Meeting, variant: str
) -> None:
    found = read(exported(frames, codebook, meeting, "es", variant), "summary.docx")
    read_back = [point.text for passage in passages(found).values() for point in coding(passage)]
    assert read_back == list(frames.words("recommendations", "text", "es"))


def test_what_was_added_to_the_codebook_comes_back_too(sqlite_url: str, codebook: Codebook, meeting: Meeting) -> None:
    """A process under its own heading, and a body that leads, both known to this installation only."""
    quito = Added("quito", "process", {"es": "Proceso de Quito"}, {"es": "PQ"})
    book = extended(codebook, [quito, Added("city-network", "body", {"es": "Red de Ciudades"}, {})])
    first = meeting.interventions[0]
    theirs = tuple(
        replace(
            p,
            recommendations=tuple(replace(r, processes=("quito",), leads=("city-network",)) for r in p.recommendations),
        )
        for p in first.passages
    )
    spoken = replace(
        first, process="quito", heading={"es": "Recomendaciones del Proceso de Quito (PQ)"}, passages=theirs
    )
    held = replace(meeting, interventions=(spoken, *meeting.interventions[1:]))
    engine = open_store(sqlite_url)
    with writing(engine) as connection:
        load_meeting(connection, SYSTEM, held)
    with reading(engine) as connection:
        content = exported(read_frames(connection, book), book, held, "es")
    engine.dispose()
    found, unknown = read(content, "a.docx", book).interventions[0], read(content, "a.docx").interventions[0]
    assert (found.process, unknown.process) == ("quito", None)
    wanted = [[(r.processes, r.leads) for r in p.recommendations] for p in theirs]
    assert [[(p.processes, p.leads) for p in passage.proposals] for passage in found.passages] == wanted
    assert sum(map(len, wanted)) == 8
    assert not [p for passage in unknown.passages for p in passage.proposals if p.leads or "quito" in p.processes]


def test_a_passage_that_was_edited_is_read_anew(frames: Frames, codebook: Codebook, meeting: Meeting) -> None:
    content = exported(frames, codebook, meeting)
    word = docx.Document(io.BytesIO(content))
    edited = next(p for p in word.paragraphs if p.style and p.style.name == "List Number" and "observatory" in p.text)
    edited.text = "The RCM recommends that member states fight the trafficking of persons together."
    saved = io.BytesIO()
    word.save(saved)
    before, after = passages(read(content, "a.docx")), passages(read(saved.getvalue(), "a.docx"))
    changed = [name for name in before if before[name] != after[name]]
    assert changed == ["crm.6"]
    (point,) = after["crm.6"].proposals
    assert point.themes[0] == "trafficking"
    assert point.confidence < 1
    assert before["crm.6"].proposals[0].confidence == 1


def test_what_a_machine_proposed_is_not_carried(frames: Frames, codebook: Codebook, meeting: Meeting) -> None:
    table = frames.recommendations.copy()
    table.loc[table["id"] == "2023-05-09-cam/crm.6.2", "reviewed"] = False
    found = passages(read(exported(replace(frames, recommendations=table, _cache={}), codebook, meeting), "a.docx"))
    assert {p.confidence for p in found["crm.6"].proposals} != {1.0}
    assert {p.confidence for p in found["crm.5"].proposals} == {1.0}


GOOD = Point("Open offices.", "recommendation", "open", ("asylum", "data"), ("crm",), ("PAN",))


def test_only_what_the_codebook_knows_is_carried(codebook: Codebook) -> None:
    known = {name: getattr(codebook, name) for name in ("kinds", "themes", "processes", "parties")}
    points = {
        "Good.": (GOOD,),
        "Without a point.": (),
        "Unknown theme.": (replace(GOOD, themes=("asylum", "magic")),),
        "No theme.": (replace(GOOD, themes=()),),
        "Five themes.": (replace(GOOD, themes=("asylum", "data", "climate", "gender", "return")),),
        "Unknown kind.": (replace(GOOD, kind="order"),),
        "Unknown party.": (GOOD, replace(GOOD, leads=("XXX",))),
        "No text.": (replace(GOOD, text=" "),),
    }
    part = to_xml(gathered(points.items()))
    assert from_xml(part, known) == gathered([("Good. ", (GOOD,)), ("Without  a point.", ())])
    assert from_xml(part[:-20], known) == {}
    assert from_xml(b"<coding/>", known) == {}
    assert from_xml(b'<!DOCTYPE x [<!ENTITY e "e">]>' + part.partition(b"?>")[2], known) == {}


def test_a_text_that_stands_twice_with_two_codings_is_nobodys() -> None:
    other = replace(GOOD, themes=("climate",))
    assert gathered([("Same.", (GOOD,)), ("Same.", (other,)), ("Twice.", (GOOD,)), ("Twice.", (GOOD,))]) == gathered(
        [("Twice.", (GOOD,))]
    )
