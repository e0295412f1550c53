"""Both shapes of document; process, date, place, title and speakers."""

from __future__ import annotations

from datetime import date

import pytest

from convergence.codebook import Added, bundled, extended
from convergence.reading import Reading, read
from convergence.reading.headings import processes_named
from convergence.reading.meeting import dates_in, found_in, is_dateline
from tests.reading.documents import word

SUMMARY = """SUMMARY OF STATEMENTS
THEMATIC MEETING OF THE COMMITTEE ON MIGRATION ISSUES
Panama City, Panama, 3 and 4 May 2022
· Main points raised by the Regional Conference on Migration (RCM)
H.E. Laura Mena, Deputy Minister of Foreign Affairs, presidency pro tempore
· The Conference has eleven members.
· Members should share data.
· Main points raised by the Central American Integration System
Mr. Iván Paz, Secretary General
· The System has eight members.
"""

DECLARATION = """DECLARACIÓN DE QUITO
Los países de la Conferencia Suramericana sobre Migraciones (CSM), reunidos en la ciudad de Quito los días 5 y 6 de abril de 2017,
CONSIDERANDO que la migración es un derecho;
ACUERDAN:
I. Fronteras
1. Fortalecer los controles.
2. Agradecer al país anfitrión.
II. Datos
a) Crear un registro.
"""


def of(text: str) -> Reading:
    return read(text.encode(), "a.txt")


def test_summary() -> None:
    reading = of(SUMMARY)
    assert reading.shape == "summary"
    meeting = reading.meeting
    assert (meeting.title, meeting.date, meeting.place, meeting.body) == (
        "THEMATIC MEETING OF THE COMMITTEE ON MIGRATION ISSUES",
        date(2022, 5, 3),
        "Panama City, Panama",
        "oas-cam",
    )
    first, second = reading.interventions
    assert (first.process, first.heading) == ("crm", "Main points raised by the Regional Conference on Migration (RCM)")
    assert (first.speaker, first.speaker_role) == (
        "H.E. Laura Mena",
        "Deputy Minister of Foreign Affairs, presidency pro tempore",
    )
    assert [(p.number, p.text, p.marker) for p in first.passages] == [
        (1, "The Conference has eleven members.", "·"),
        (2, "Members should share data.", "·"),
    ]
    assert (second.process, second.speaker) == (None, "Mr. Iván Paz")
    assert [p.key for p in reading.problems] == ["reading.no_process"]


def test_declaration() -> None:
    reading = of(DECLARATION)
    assert reading.shape == "declaration"
    meeting = reading.meeting
    assert (meeting.title, meeting.date, meeting.place, meeting.body) == (
        "DECLARACIÓN DE QUITO",
        date(2017, 4, 5),
        "Quito",
        "csm",
    )
    (whole,) = reading.interventions
    assert (whole.process, whole.speaker) == ("csm", None)
    assert [(p.number, p.marker, p.section, len(p.proposals)) for p in whole.passages] == [
        (1, "", "", 0),
        (2, "", "", 0),
        (3, "1.", "I. Fronteras", 1),
        (4, "2.", "I. Fronteras", 0),
        (5, "a)", "II. Datos", 1),
    ]


def test_word_headings_make_interventions() -> None:
    data = word(
        ("Title", "Compte rendu"),
        ("Heading 1", "Conférence régionale sur la migration (CRM)"),
        ("List Bullet", "Les pays membres devraient coopérer davantage avec les consulats."),
        ("Heading 1", "Banque interaméricaine de développement (BID)"),
        ("List Bullet", "La Banque a publié une étude sur les envois de fonds vers les Caraïbes."),
    )
    reading = read(data, "a.docx")
    assert [(i.process, len(i.passages)) for i in reading.interventions] == [("crm", 1), ("idb", 1)]


def test_footnotes_come_after_the_points() -> None:
    from tests.reading.documents import with_body

    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        "<w:p>" + run.format("The members decide to meet again.") + "<w:r><w:footnoteReference w:id='1'/></w:r></w:p>"
        "<w:p>" + run.format("They also agree to share their data with the secretariat.") + "</w:p>"
    )
    reading = read(
        with_body(
            body, "<w:footnote w:id='1'><w:p>" + run.format("One member reserved its position.") + "</w:p></w:footnote>"
        ),
        "a.docx",
    )
    assert [(p.number, p.note) for i in reading.interventions for p in i.passages] == [
        (1, False),
        (2, False),
        (3, True),
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("9 mai 2023", date(2023, 5, 9)),
        ("le 1er mars 2020", date(2020, 3, 1)),
        ("les 20 et 21 avril 2018", date(2018, 4, 20)),
        ("May 9, 2023", date(2023, 5, 9)),
        ("9th of May 2023", date(2023, 5, 9)),
        ("28-30 September 2022", date(2022, 9, 28)),
        ("los días 30 y 31 de mayo de 2002", date(2002, 5, 30)),
        ("4 y 5 de Mayo de 2006", date(2006, 5, 4)),
        ("19 de novembro de 2025", date(2025, 11, 19)),
        ("2024-02-29", date(2024, 2, 29)),
        ("31/12/2019", date(2019, 12, 31)),
    ],
)
def test_dates(text: str, first: date) -> None:
    assert [found for found, _, _ in dates_in(f"Lima, {text}.")] == [first]


@pytest.mark.parametrize("text", ["31 de febrero de 2020", "2023", "mayo de 2023", "article 12"])
def test_what_is_no_date(text: str) -> None:
    assert dates_in(text) == []


@pytest.mark.parametrize(
    ("text", "process"),
    [
        ("Conférence régionale sur la migration", "crm"),
        ("the RCM", "crm"),
        ("Proceso Puebla", "crm"),
        ("Conferencia Sudamericana sobre Migraciones", "csm"),
        ("Conferência Sul-Americana sobre Migrações", "csm"),
        ("SACM", "csm"),
        ("Declaração de Los Angeles", "la-declaration"),
        ("Marco Integral Regional para la Protección y Soluciones", "mirps"),
        ("Inter-American Development Bank", "idb"),
        ("Diálogo Internacional sobre la Migración", "idm"),
    ],
)
def test_processes_by_name(text: str, process: str) -> None:
    assert {naming.process for naming in processes_named(f"Points by {text}")} == {process}


def test_acronyms_are_capitals() -> None:
    assert processes_named("a customer relationship (crm) system") == []


@pytest.mark.parametrize(
    ("opening", "when", "where"),
    [
        ("Los Angeles, 10 June 2022", date(2022, 6, 10), "Los Angeles"),
        (
            "Em Recife, Brasil, no dia 23 do mês de novembro de 2012, as delegações",
            date(2012, 11, 23),
            "Recife, Brasil",
        ),
        ("Tegucigalpa, a los 8 días del mes de octubre de 2020", date(2020, 10, 8), "Tegucigalpa"),
        ("Nous, ministres, réunis au Siège de l’Union à Lomé le 2 mai 2018 pour débattre", date(2018, 5, 2), "Lomé"),
        ("Reunião da CAM, 5 de junho de 2024", date(2024, 6, 5), None),
    ],
)
def test_when_and_where(opening: str, when: date, where: str | None) -> None:
    found = found_in([], [opening], None)
    assert (found.date, found.place) == (when, where)


def test_a_place_and_a_date_under_a_text_are_a_dateline_and_a_sentence_is_not() -> None:
    assert is_dateline("Lima, 27 de octubre de 2023")
    assert is_dateline("Fait à Lomé, le 2 mai 2018")
    assert not is_dateline("The group shall meet again before 2 May 2018.")
    assert not is_dateline("Lima")


def test_a_heading_in_capitals_of_words_is_no_passage() -> None:
    (one,) = of(
        "Declaration of the Puebla Process\nLima, 4 May 2020\nThe members met for a day and agreed on this text.\n"
        "Safer Routes for Young Travellers and Their Parents on Every Border\nWe agree to open shelters.\n"
    ).interventions
    assert [p.text for p in one.passages] == [
        "The members met for a day and agreed on this text.",
        "We agree to open shelters.",
    ]
    assert one.passages[1].section.startswith("Safer Routes")


def test_a_process_added_to_the_codebook_is_found_by_its_names() -> None:
    added = extended(bundled(), [Added("quito", "process", {"es": "Proceso de Quito"}, {"es": "PQ"})])
    text = SUMMARY.replace("the Central American Integration System", "the Proceso de Quito (PQ)")
    assert [one.process for one in read(text.encode(), "a.txt", added).interventions] == ["crm", "quito"]
    assert [one.process for one in read(text.encode(), "a.txt").interventions] == ["crm", None]
    declaration = DECLARATION.replace("DECLARACIÓN DE QUITO", "DECLARACIÓN DEL PROCESO DE QUITO")
    (only,) = read(
        declaration.replace("Conferencia Suramericana sobre Migraciones (CSM)", "grupo").encode(), "a.txt", added
    ).interventions
    assert only.process == "quito"
    assert all(p.processes == ("quito",) for passage in only.passages for p in passage.proposals)


@pytest.mark.parametrize("place", ["Washington, D.C.", "Ciudad de México, D.F.", "Lima, Peru"])
def test_a_place_with_initials(place: str) -> None:
    assert (
        of(f"SUMMARY OF STATEMENTS\n{place}, 3 March 2022\nStates should open safe shelters for them.\n").meeting.place
        == place
    )


def test_a_heading_of_an_added_process_needs_no_speaker() -> None:
    added = extended(bundled(), [Added("quito", "process", {"es": "El Proceso de Quito (PQ)"}, {"en": "PQ"})])
    text = (
        "SUMMARY OF STATEMENTS\nLima, Peru, 9 May 2023\nProceso de Quito (PQ)\nThe members met in Lima.\n"
        "Regional Conference on Migration\nBoth the PQ and the RCM should meet.\n"
    )
    found = read(text.encode(), "a.txt", added)
    assert [(one.process, len(one.passages)) for one in found.interventions] == [("quito", 1), ("crm", 1)]
    assert found.interventions[1].passages[0].proposals[0].processes == ("crm", "quito")
    assert "quito" not in {one.process for one in read(text.encode(), "a.txt").interventions}
    assert processes_named("the PQ and the Proceso de Quito") == []


def test_numbered_parts_of_a_plan_are_headings_however_long() -> None:
    text = (
        "Global Compact – objectives of the Regional Conference on Migration (RCM)\n"
        "Objective 1: Collect and utilize accurate and disaggregated data as a basis for policies that rest on evidence\n"
        "(a) Publish the statistics of the members.\n"
        "Objective 2 was reached last year in three of the eleven countries that are members.\n"
    )
    (intervention,) = read(text.encode(), "a.txt").interventions
    assert [p.text for p in intervention.passages] == [
        "Publish the statistics of the members.",
        "Objective 2 was reached last year in three of the eleven countries that are members.",
    ]
    assert intervention.passages[0].section.startswith("Objective 1: Collect")


def test_a_long_opening_that_ends_in_a_colon_is_no_title() -> None:
    opening = (
        "We, the delegations of the eleven Members, guided by the principles of the Conference, have drawn this up:"
    )
    text = f"BELMOPAN PROGRAMME\nRegional Conference on Migration (RCM)\nBelmopan, 19 September 2024\n{opening}\n1. Share data."
    reading = read(text.encode(), "a.txt")
    assert reading.meeting.title == "BELMOPAN PROGRAMME – Regional Conference on Migration (RCM)"
    assert [p.text for p in reading.interventions[0].passages] == [opening, "Share data."]
