"""Wishes, impersonal asks and what lies ahead are asks; past facts, what was turned down and questions are not."""

from __future__ import annotations

import pytest

from convergence.reading import read
from convergence.reading.chapeau import Mode
from convergence.reading.result import PassageRead
from convergence.reading.triage import points


def kinds(language: str, text: str, shape: str) -> list[str]:
    found = points(PassageRead(1, text, language), Mode(), shape)
    return [point.kind for point in found if point.kind not in ("progress", "practice")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Puisse cette déclaration inspirer les gouvernements."),
        ("fr", "Que chaque État désigne un point de contact."),
        ("fr", "Il vaudrait mieux informer les familles avant le départ."),
        ("fr", "Un registre reste à établir."),
        ("fr", "Des interprètes font défaut aux postes frontière."),
        ("fr", "On attend des bailleurs qu'ils soutiennent les communes."),
        ("en", "May no child be left without a name."),
        ("en", "Time has come to give refugees the right to work."),
        ("en", "States may wish to consider a common form."),
        ("en", "Interpreters are sorely lacking at the border posts."),
        ("en", "A working group is to be set up."),
        ("en", "Each member will report on its progress."),
        ("es", "Ojalá se ratifique pronto el convenio."),
        ("es", "Que cada Estado designe un punto de contacto."),
        ("es", "Ha llegado el momento de abrir el mercado laboral a los refugiados."),
        ("es", "Faltan intérpretes en los puestos fronterizos."),
        ("es", "Queda por establecer un registro."),
        ("pt", "Oxalá a convenção seja logo ratificada."),
        ("pt", "Que cada Estado designe um ponto de contato."),
        ("pt", "Chegou a hora de abrir o mercado de trabalho aos refugiados."),
        ("pt", "Resta estabelecer um registro."),
        ("pt", "Cada membro informará seus avanços."),
    ],
)
@pytest.mark.parametrize("shape", ["summary", "declaration"])
def test_asks(language: str, text: str, shape: str) -> None:
    assert len(kinds(language, text, shape)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La Conférence a ouvert deux bureaux et formé 300 agents."),
        ("fr", "Un bureau s'est ouvert et un second a été inauguré."),
        ("fr", "Le plan régional a été adopté par les ministres en 2019."),
        ("fr", "La proposition a été rejetée en plénière."),
        ("fr", "Il s'est demandé si le moment était bien choisi."),
        ("fr", "Des experts sont invités à chaque séance."),
        ("en", "The Conference has opened two offices and has trained 300 officials."),
        ("en", "The draft was discussed at length and was not adopted."),
        ("en", "Nobody proposed to change the mandate of the Dialogue."),
        ("en", "The number of requests has doubled since 2020."),
        ("en", "May 2023 was the month with the most arrivals."),
        ("en", "To date, eleven countries have signed the agreement."),
        ("es", "Se inauguró un albergue en marzo y atiende a 200 personas por día."),
        ("es", "Los países abrieron oficinas en la frontera."),
        ("es", "La propuesta de reglamento no prosperó."),
        ("es", "Que la migración es un derecho humano,"),
        ("pt", "Os países abriram escritórios na fronteira."),
        ("pt", "Foi inaugurado um abrigo em março, que atende 200 pessoas por dia."),
        ("pt", "Ninguém propôs modificar o mandato do Diálogo."),
    ],
)
@pytest.mark.parametrize("shape", ["summary", "declaration"])
def test_facts(language: str, text: str, shape: str) -> None:
    assert kinds(language, text, shape) == []


def test_a_chapeau_that_ends_in_a_full_stop_holds_under_the_sub_headings_while_the_numbers_run_on() -> None:
    text = (
        "COMMITMENT OF LIMA\nRegional Conference on Migration (RCM)\nLima, 3 May 2022\n"
        "The ministers of the member countries agree as follows.\n"
        "At the borders\n1. To station doctors along the road.\n2. Joint patrols on the river.\n"
        "In the cities\n3. Language lessons for the parents of the pupils.\n"
    )
    (one,) = read(text.encode(), "a.txt").interventions
    found = {p.text: [q.kind for q in p.proposals] for p in one.passages}
    assert found["The ministers of the member countries agree as follows."] == []
    assert found["To station doctors along the road."] == ["decision"]
    assert found["Language lessons for the parents of the pupils."] == ["decision"]


def test_an_article_makes_a_noun_of_a_verb_of_action() -> None:
    assert kinds("en", "The draft of the plan filled forty pages.", "summary") == []
    assert kinds("en", "Draft a plan for the next four years.", "summary") == ["recommendation"]
