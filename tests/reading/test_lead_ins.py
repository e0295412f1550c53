"""What stands before an ask – its number in words, what it is about, thanks, a link to the sentence before – hides none."""

from __future__ import annotations

from pathlib import Path

import pytest

from convergence.reading import read
from convergence.reading.chapeau import Mode
from convergence.reading.result import PassageRead
from convergence.reading.theming import themes_of
from convergence.reading.triage import points


def kinds(language: str, text: str) -> list[str]:
    found = points(PassageRead(1, text, language), Mode(), "declaration")
    return [point.kind for point in found if point.kind not in ("progress", "practice")]


LONG = "hacia los lugares en que se han asentado, de común acuerdo con quienes las acogen, " * 5


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "Oitava – Propiciar que as famílias encontrem abrigo perto das escolas."),
        ("es", f"Tercero - Ampliar las rutas de autobús de las familias, {LONG}cada año."),
        ("fr", "Deuxièmement : former des interprètes dans chaque port."),
        ("es", "En cuanto al registro, solicitar que las oficinas lo abran los sábados."),
        ("pt", "Quanto ao registro, ampliar o horário dos postos."),
        ("fr", "S'agissant des registres, allonger les heures d'ouverture."),
        ("en", "With regard to the registers, extend the opening hours."),
        ("es", "Agradecer a la sede su informe e invitarla a repetir el curso."),
        ("pt", "Agradecer à sede o relatório e convidá-la a repetir o curso."),
        ("es", "Además, abrirán dos oficinas en la costa."),
        ("pt", "Além disso, abrirão dois postos na costa."),
        ("es", "Se organice un curso sobre registros antes de junio."),
        ("pt", "Se organize um curso sobre registros antes de junho."),
        ("fr", "Qu'ils ouvrent deux bureaux sur la côte."),
        ("pt", "Os participantes defenderam ainda a abertura de dois postos."),
        ("pt", "A proposta prevê também a criação de dois postos."),
        ("fr", "Le texte prévoit en outre la création de deux bureaux."),
        ("en", "Two delegations announced their plans to open an office."),
        ("en", "The agency drew attention to the need for interpreters."),
        ("en", "The action plan sets out joint patrols and shared registers."),
        (
            "en",
            "Recognizing our shared coast, the governments of Chile, Peru, and Ecuador intend to open a joint office.",
        ),
        (
            "fr",
            "Tout en reconnaissant ce principe, la délégation chilienne a réclamé des assurances sur les interprètes.",
        ),
        ("es", "Reiterar el interés de los países en seguir abriendo oficinas."),
        ("pt", "Reiterar o interesse dos países em continuar a abrir postos."),
        ("en", "Members reiterated their interest in opening more offices."),
        ("en", "The Conference reiterates the commitment of its members, with the agencies, to open more offices."),
        ("en", "To acknowledge the part played by the ports, as well as to adopt measures for their safety."),
        ("es", "Reconocer el papel de los puertos, así como adoptar medidas para su seguridad."),
        ("en", "Employers are obliged to keep a register."),
        ("fr", "La délégation péruvienne a confirmé l'ouverture d'un nouveau bureau."),
    ],
)
def test_asks(language: str, text: str) -> None:
    assert len(kinds(language, text)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Agradecer a la sede su informe y sus fotografías."),
        ("pt", "Agradecer à sede o relatório e as fotografias."),
        ("es", "Agradecer a las autoridades e instituciones su apoyo."),
        ("en", "To thank the public and private partners for their support."),
        ("es", "Además, abrieron dos oficinas en la costa."),
        ("pt", "Além disso, abriram dois postos na costa."),
        ("es", "En cuanto al registro, las oficinas abrieron los sábados."),
        ("en", "First, the chair showed the figures of last year."),
        ("fr", "Le texte de 2019 a été imprimé en deux langues."),
        ("en", "Recognizing our shared coast, the governments of Chile, Peru, and Ecuador met in Lima."),
        ("fr", "Tout en reconnaissant ce principe, la délégation chilienne a présenté ses chiffres."),
        ("en", "To acknowledge the part played by the ports, as well as their staff."),
        ("es", "Reconocer el papel de los puertos, así como su personal."),
    ],
)
def test_no_ask(language: str, text: str) -> None:
    assert kinds(language, text) == []


SILENT = Mode(silent=True)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("El fondo de los puertos. Solicitar a la sede que lo amplíe.", 1),
        ("El fondo de los puertos. La sede lo amplió.", 0),
        ("Solicitar el fondo de los puertos.", 0),
    ],
)
def test_under_thanks_only_a_further_sentence_that_opens_with_its_asking_asks(text: str, asked: int) -> None:
    assert len(points(PassageRead(1, text, "es", marker="-"), SILENT, "declaration")) == asked


def test_conclusions_that_follow_are_decided(tmp_path: Path) -> None:
    document = tmp_path / "colloquy.txt"
    document.write_text(
        "Colóquio de Belém\nBelém, 4 de maio de 2024\n\n"
        "Recordando o encontro anterior, em que participaram nove países e muitas associações da região,\n\n"
        "Depois de dois dias, o encontro chegou às seguintes conclusões:\n\n"
        "Primeira - Promover dentro dos países a formação de intérpretes para os refugiados.\n\n"
        "Segunda - Ratificar o protocolo sobre os refugiados e suas famílias.\n",
        encoding="utf-8",
    )
    found = [len(p.proposals) for i in read(document).interventions for p in i.passages]
    assert found == [0, 1, 1]


@pytest.mark.parametrize(
    ("language", "text", "theme"),
    [
        ("pt", "pessoas deslocadas dentro do seu próprio país", "internal-displacement"),
        ("es", "personas desplazadas dentro de su propio país", "internal-displacement"),
        ("en", "persons displaced within their own country", "internal-displacement"),
        ("fr", "les causes de l'exil", "root-causes"),
        ("es", "las causas del fenómeno migratorio", "root-causes"),
        ("pt", "atração de talentos", "labour-mobility"),
        ("en", "an illegal trade in persons", "trafficking"),
    ],
)
def test_words_of_themes(language: str, text: str, theme: str) -> None:
    assert themes_of(text, language)[0] == (theme,)


@pytest.mark.parametrize(
    ("language", "text"), [("es", "en el menor tiempo posible"), ("pt", "no menor prazo possível")]
)
def test_the_shortest_time_is_no_minor(language: str, text: str) -> None:
    assert themes_of(text, language)[0] == ()
