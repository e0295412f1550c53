"""The official document of 9 May 2023, where it lies beside the project."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.reading_accuracy import SOURCE, of_source, scores
from benchmarks.reading_documents import as_docx, as_pdf
from convergence.reading import Reading, read

pytestmark = pytest.mark.skipif(
    not SOURCE.is_file(), reason="the source document is not beside the project (../shared)"
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(SOURCE)


def lines() -> list[str]:
    return [line.strip() for line in SOURCE.read_text(encoding="utf-8").split("\n") if line.strip()]


def test_sections_and_speakers(reading: Reading) -> None:
    assert [(i.process, i.speaker, len(i.passages)) for i in reading.interventions] == [
        ("crm", "S.E. Vladimir Adolfo Franco", 6),
        ("csm", "M. Alberto Alejandro Farje Orna", 6),
        ("la-declaration", "M. David Foran", 7),
        ("mirps", "Mme Holda Álvarez de Marré", 5),
        ("idb", "M. Jeremy T Harris", 13),
        ("idm", "Mme Olga Alexandra Rebolledo", 5),
    ]
    assert (reading.language, reading.meeting.date, reading.meeting.body) == ("fr", date(2023, 5, 9), "oas-cam")


def test_all_42_passages_are_exact(reading: Reading) -> None:
    passages = [p.text for one in reading.interventions for p in one.passages]
    assert len(passages) == 42
    assert set(passages) <= {line.removeprefix("· ").strip() for line in lines()}


def test_leads(reading: Reading) -> None:
    passage = reading.interventions[2].passages[5]
    led = {p.leads: p.themes for p in passage.proposals if p.kind == "assignment"}
    assert {leads: set(themes) for leads, themes in led.items()} == {
        ("CHL",): {"integration"},
        ("COL",): {"regularization"},
        ("ECU",): {"financing", "asylum"},
        ("PER",): {"xenophobia"},
        ("MEX",): {"pathways"},
        ("CAN",): {"asylum"},
        ("PRY", "PER"): {"pathways"},
        ("SLV",): {"family"},
        ("USA",): {"trafficking", "smuggling"},
    }


def test_crm_5_comes_from_two_processes_in_four_points(reading: Reading) -> None:
    passage = reading.interventions[0].passages[4]
    assert [(p.processes, set(p.themes)) for p in passage.proposals] == [
        (("crm", "csm"), {"borders", "pathways", "cooperation"}),
        (("crm", "csm"), {"smuggling", "trafficking", "data"}),
        (("crm", "csm"), {"asylum"}),
        (("crm", "csm"), {"integration", "xenophobia"}),
    ]
    assert [passage.text[slice(*p.span)][:11] for p in passage.proposals] == [
        "le dialogue",
        "le renforce",
        "la facilita",
        "l'identific",
    ]


def test_as_good_as_was_promised() -> None:
    found = scores(of_source())
    assert found["actionable"].precision >= 0.95
    assert found["actionable"].recall >= 0.95
    assert found["themes"].f1 >= 0.85
    assert found["leads"].f1 == 1.0


@pytest.mark.parametrize("columns", [1, 2])
def test_the_same_from_pdf(reading: Reading, columns: int) -> None:
    content = [("p" if line.startswith("· ") else "x", line.removeprefix("· ")) for line in lines()]
    again = read(as_pdf(content, columns=columns), "source.pdf")
    assert [(i.process, i.speaker) for i in again.interventions] == [
        (i.process, i.speaker) for i in reading.interventions
    ]
    plain = [" ".join(p.text.split()) for i in reading.interventions for p in i.passages]
    assert [" ".join(p.text.split()) for i in again.interventions for p in i.passages] == plain


def test_the_same_from_word(reading: Reading) -> None:
    content = [("p" if line.startswith("· ") else "x", line.removeprefix("· ")) for line in lines()]
    again = read(as_docx(content), "source.docx")
    assert [(i.process, [p.text for p in i.passages]) for i in again.interventions] == [
        (i.process, [p.text for p in i.passages]) for i in reading.interventions
    ]
