"""The bundled corpus: how records are named, and the facts that its source holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from convergence import corpus
from convergence.codebook import DATA_DIR, FILES, Codebook, read_yaml
from convergence.model import LANGUAGES, Action, Meeting, Passage, Recommendation
from convergence.shapes import CODEBOOK_FILES, MeetingFile
from tests.conftest import SMALL_MEETING

BUNDLED = corpus.MEETINGS_DIR / "2023-05-09-cam.yaml"
SOURCE = Path(__file__).parents[1].parent / "shared" / "source" / "cam-2023-05-09.fr.txt"


@pytest.fixture(scope="module")
def cam() -> Meeting:
    return corpus.read_meeting(BUNDLED)


def passages(meeting: Meeting) -> list[Passage]:
    return [passage for intervention in meeting.interventions for passage in intervention.passages]


def points(meeting: Meeting) -> list[Recommendation]:
    return [point for passage in passages(meeting) for point in passage.recommendations]


def actions(meeting: Meeting) -> list[Action]:
    return [action for point in points(meeting) for action in point.actions]


def test_the_bundled_meeting_is_the_only_file() -> None:
    assert corpus.meeting_files() == [BUNDLED]


@pytest.mark.parametrize("path", [BUNDLED, SMALL_MEETING], ids=lambda path: path.stem)
def test_a_meeting_survives_the_round_trip(path: Path) -> None:
    shape = MeetingFile.model_validate(read_yaml(path))
    assert corpus.canonical(shape.model_dump()) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_a_codebook_file_survives_the_round_trip(name: str) -> None:
    path = DATA_DIR / "codebook" / f"{name}.yaml"
    shape = CODEBOOK_FILES[name].model_validate(read_yaml(path))
    assert corpus.canonical(shape.model_dump()) == path.read_text(encoding="utf-8")


def test_the_small_meeting_in_the_model(meeting: Meeting) -> None:
    assert (meeting.id, meeting.date, meeting.body, meeting.place) == (
        "2024-02-01-test",
        date(2024, 2, 1),
        "oas-cam",
        None,
    )
    assert [intervention.id for intervention in meeting.interventions] == [
        "2024-02-01-test/crm",
        "2024-02-01-test/csm",
        "2024-02-01-test/idb",
    ]
    assert meeting.interventions[1].speaker_role == {}
    assert [passage.id for passage in passages(meeting)] == [
        f"2024-02-01-test/{cited}" for cited in ("crm.1", "crm.2", "crm.3", "csm.1", "csm.2", "idb.1", "idb.2")
    ]
    assert points(meeting)[1] == Recommendation(
        id="2024-02-01-test/crm.2.2",
        passage="2024-02-01-test/crm.2",
        number=2,
        kind="assignment",
        verb={"fr": "accorder", "en": "grant", "es": "otorgar", "pt": "conceder"},
        text={
            "fr": "Accorder l’asile : mise en œuvre par le Canada.",
            "en": "Grant asylum: Canada leads.",
            "es": "Otorgar asilo: dirige el Canadá.",
            "pt": "Conceder asilo: lidera o Canadá.",
        },
        themes=("asylum",),
        processes=("crm", "csm"),
        position="adopted",
        leads=("CAN",),
        origin="person",
        reviewed=True,
        revision=1,
        actions=(
            Action(
                id="2024-02-01-test/crm.2.2/a1",
                recommendation="2024-02-01-test/crm.2.2",
                title={
                    "fr": "Procédures d’asile",
                    "en": "Asylum procedures",
                    "es": "Procedimientos de asilo",
                    "pt": "Procedimentos de asilo",
                },
                lead="CAN",
                supporting=(),
                progress="no-information",
                due=None,
            ),
            Action(
                id="2024-02-01-test/crm.2.2/a2",
                recommendation="2024-02-01-test/crm.2.2",
                title={
                    "fr": "Formation d’agents",
                    "en": "Staff training",
                    "es": "Formación de agentes",
                    "pt": "Formação de agentes",
                },
                lead=None,
                supporting=(),
                progress="not-started",
                due=date(2024, 3, 1),
            ),
        ),
    )


def test_reported_progress_is_the_secretariats_word(meeting: Meeting) -> None:
    assert {action.progress: action.source for action in actions(meeting)} == {
        "in-progress": "secretariat-on-behalf",
        "no-information": None,
        "not-started": None,
        "implemented": "secretariat-on-behalf",
        "partly-implemented": "secretariat-on-behalf",
        "planned": "secretariat-on-behalf",
    }


def test_six_interventions_with_the_sources_numbering(cam: Meeting) -> None:
    assert (cam.id, cam.date, cam.body) == ("2023-05-09-cam", date(2023, 5, 9), "oas-cam")
    assert [(intervention.process, len(intervention.passages)) for intervention in cam.interventions] == [
        ("crm", 6),
        ("csm", 6),
        ("la-declaration", 7),
        ("mirps", 5),
        ("idb", 13),
        ("idm", 5),
    ]
    for intervention in cam.interventions:
        assert [passage.number for passage in intervention.passages] == list(range(1, len(intervention.passages) + 1))
        assert intervention.speaker
        assert intervention.speaker_role


def test_between_40_and_55_points(cam: Meeting) -> None:
    assert 40 <= len(points(cam)) <= 55


def test_ids_are_readable_and_unique(cam: Meeting) -> None:
    ids = [record.id for record in [*passages(cam), *points(cam), *actions(cam)]]
    assert "2023-05-09-cam/crm.5" in ids
    assert "2023-05-09-cam/crm.5.2" in ids
    assert "2023-05-09-cam/crm.5.2/a1" in ids
    assert [name for name, n in Counter(ids).items() if n > 1] == []
    form = re.compile(r"2023-05-09-cam/(crm|csm|la-declaration|mirps|idb|idm)\.\d+(\.\d+(/a\d+)?)?")
    assert [name for name in ids if not form.fullmatch(name)] == []


def of_passage(meeting: Meeting, cited: str) -> tuple[Recommendation, ...]:
    return next(passage for passage in passages(meeting) if passage.id == f"{meeting.id}/{cited}").recommendations


def test_nine_assignments_with_the_leads_that_the_source_names(cam: Meeting) -> None:
    found = of_passage(cam, "la-declaration.6")
    assert [(point.kind, point.themes[0], point.leads) for point in found] == [
        ("assignment", "integration", ("CHL",)),
        ("assignment", "regularization", ("COL",)),
        ("assignment", "financing", ("ECU",)),
        ("assignment", "xenophobia", ("PER",)),
        ("assignment", "pathways", ("MEX",)),
        ("assignment", "asylum", ("CAN",)),
        ("assignment", "pathways", ("PRY", "PER")),
        ("assignment", "family", ("SLV",)),
        ("assignment", "trafficking", ("USA",)),
    ]
    assert "smuggling" in found[8].themes
    assert Counter(point.kind for point in points(cam))["assignment"] == 9


def test_four_joint_points(cam: Meeting) -> None:
    assert [point.processes for point in of_passage(cam, "crm.5")] == [("crm", "csm")] * 4
    assert [point.id for point in points(cam) if len(point.processes) > 1 and "/crm.5." not in point.id] == []


FIGURES = {"46": "idb.1", "56": "idb.1", "870": "la-declaration.4", "21": "idb.5", "19.6": "idb.5"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_in_passages_and_in_no_point(cam: Meeting, language: str) -> None:
    for figure, cited in FIGURES.items():
        written = figure if language == "en" else figure.replace(".", ",")
        alone = re.compile(rf"(?<![\d.,]){re.escape(written)}(?!\d|[.,]\d)")
        found = [passage.id for passage in passages(cam) if alone.search(passage.text[language])]
        assert found == [f"2023-05-09-cam/{cited}"], figure
        assert [point.id for point in points(cam) if alone.search(point.text[language])] == [], figure
        assert [action.id for action in actions(cam) if alone.search(action.title[language])] == [], figure


def test_context_has_no_point(cam: Meeting) -> None:
    assert of_passage(cam, "crm.1") == ()
    assert of_passage(cam, "idb.1") == ()
    assert of_passage(cam, "idb.5") == ()


def test_every_point_is_followed_up_unless_it_is_a_practice(cam: Meeting) -> None:
    assert {point.kind for point in points(cam) if not point.actions} <= {"practice"}


def test_leads_of_actions_are_those_that_the_source_names(cam: Meeting) -> None:
    for point in points(cam):
        for action in point.actions:
            assert action.lead is None or action.lead in point.leads, action.id


def test_nothing_is_invented(cam: Meeting) -> None:
    assert [action.id for action in actions(cam) if action.due] == []
    assert {action.evidence for action in actions(cam)} == {()}
    assert {action.note for action in actions(cam)} == {""}
    for point in points(cam):
        if point.kind != "progress":
            assert {action.progress for action in point.actions} <= {"no-information"}, point.id


def texts(document: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(document, dict):
        if set(document) & set(LANGUAGES):
            yield path, document
        else:
            for key, value in document.items():
                yield from texts(value, f"{path}.{key}")
    elif isinstance(document, list):
        for place, value in enumerate(document):
            yield from texts(value, f"{path}[{place}]")


@pytest.mark.parametrize(
    "path", [BUNDLED, *(DATA_DIR / "codebook" / f"{name}.yaml" for name in FILES)], ids=lambda path: path.stem
)
def test_every_text_is_in_four_languages_in_their_order(path: Path) -> None:
    found = list(texts(read_yaml(path)))
    assert found
    assert [place for place, words in found if tuple(words) != LANGUAGES] == []
    assert [place for place, words in found if not all(text.strip() == text != "" for text in words.values())] == []


def test_sentences_differ_between_languages(cam: Meeting) -> None:
    for record in [*passages(cam), *points(cam)]:
        assert len(set(record.text.values())) == 4, record.id


def test_the_codebook(codebook: Codebook) -> None:
    assert {group: len(themes) for group, themes in codebook.themes_by_group().items()} == {
        "mobility": 6,
        "protection": 6,
        "safety": 2,
        "inclusion": 5,
        "governance": 7,
    }
    assert list(codebook.processes) == ["crm", "csm", "la-declaration", "mirps", "idb", "idm"]
    assert len(codebook.countries) == 35
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codebook.countries)
    assert list(codebook.gcm_objectives) == list(range(1, 24))
    assert list(codebook.la_packages) == [f"{number:02}" for number in range(1, 12)]
    assert list(codebook.kinds) == [
        "recommendation",
        "proposal",
        "commitment",
        "decision",
        "assignment",
        "progress",
        "practice",
    ]
    assert list(codebook.positions) == ["proposed", "adopted", "adopted-with-reservation", "noted", "not-adopted"]
    assert list(codebook.progress) == [
        "no-information",
        "not-started",
        "planned",
        "in-progress",
        "partly-implemented",
        "implemented",
        "no-longer-applicable",
    ]
    assert list(codebook.sources) == ["delegation", "secretariat-on-behalf", "reviewed"]
    assert list(codebook.flags) == ["overdue", "due-soon", "no-due-date", "stale", "no-lead"]
    assert list(codebook.roles) == ["reader", "delegate", "analyst", "administrator"]


@pytest.mark.parametrize(
    ("theme", "objectives", "packages"),
    [
        ("borders", (11, 12), ("10",)),
        ("pathways", (5, 4), ("11",)),
        ("asylum", (), ("06", "07")),
        ("trafficking", (10,), ("09",)),
        ("integration", (16, 22), ("01",)),
        ("internal-displacement", (), ()),
        ("data", (1,), ("10",)),
    ],
)
def test_the_crosswalk(codebook: Codebook, theme: str, objectives: tuple[int, ...], packages: tuple[str, ...]) -> None:
    assert sorted(codebook.themes[theme].gcm_objectives) == sorted(objectives)
    assert codebook.themes[theme].la_packages == packages


# A name is written as it is; every run of words that is not one is ours.
NAMES = (
    "conférence sud américaine sur la migration csm",
    "déclaration de carthagène sur les réfugiés",
    "déclaration et le plan d action du brésil",
    "déclaration de san pedro sula",
    "déclaration de los angeles sur les migrations et la protection",
    "migration intégration et participation de la diaspora dans les caraïbes",
    "pacte mondial pour des migrations sûres ordonnées et régulières",
    "groupe de travail sur l accueil l admission et le traitement des dossiers",
)


def in_words(text: str) -> list[str]:
    plain = " ".join(re.findall(r"[^\W_]+", text.lower()))
    for name in NAMES:
        plain = plain.replace(name, name.replace(" ", "-"))
    return plain.split()


def runs(text: str, length: int = 9) -> set[str]:
    words = in_words(text)
    return {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}


@pytest.mark.skipif(not SOURCE.exists(), reason="the source document is not beside this folder")
def test_the_wording_is_ours(cam: Meeting) -> None:
    source = runs(SOURCE.read_text(encoding="utf-8"))
    assert len(source) > 2000
    ours = [record.text["fr"] for record in [*passages(cam), *points(cam)]]
    ours += [action.title["fr"] for action in actions(cam)]
    assert sorted(run for text in ours for run in runs(text) & source) == []
