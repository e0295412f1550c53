"""Asks as news, conclusions and lists word them: after a preamble, in a list without a chapeau's verb, in older spelling."""

from __future__ import annotations

import pytest

from convergence.reading.chapeau import Mode, modes
from convergence.reading.lexicon import stem
from convergence.reading.paragraph import split_marker
from convergence.reading.result import PassageRead
from convergence.reading.triage import points


def _asks(text: str, language: str, marker: str = "") -> bool:
    return bool(points(PassageRead(1, text, language, marker=marker), Mode(), "declaration"))


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("1- Ampliar as vias regulares", "1-"),
        ("12 – Renforcer l'asile", "12 –"),
        ("2020-2025 was a time of change", ""),
    ],
)
def test_a_number_and_a_dash_open_an_item(text: str, marker: str) -> None:
    assert split_marker(text)[0] == marker


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        (
            "fr",
            "Compte tenu de la pression aux frontières, la Commission appelle les États à partager la charge.",
            True,
        ),
        ("fr", "Vu le rapport de 2019, il est urgent de rouvrir les centres.", True),
        ("fr", "Rappelant sa décision, le Conseil est inquiet de la situation et invite tous les États à agir.", True),
        ("fr", "Rappelant que le Conseil invite tous les États à agir", False),
        ("es", "Se adoptó un documento que renueva la voluntad común de proteger a los refugiados.", True),
        ("es", "Hablaron de un país que renueva la voluntad de proteger.", False),
        ("es", "Huir de la guerra no es crimen alguno, por lo que los Estados no castigarán a quien huye.", True),
        ("es", "Los viceministros reconocieron la importancia de la asistencia técnica.", True),
        ("fr", "Les délégations ont reconnu la nécessité de mieux accueillir.", True),
        ("en", "Delegates said that joint measures were needed in the region.", True),
        ("en", "The idea is to open an office in each port.", True),
        ("pt", "É feito um apelo aos doadores para que ajudem os países vizinhos.", True),
        ("pt", "Os ministros adoptaram um plano de acção.", True),
        ("en", "The compact aims to reduce the fees that workers pay.", True),
        ("en", "The need to protect crews at sea was stressed.", True),
        ("en", "Guatemala committed to open new offices.", True),
        ("en", "The bloc will look for funds.", True),
        ("fr", "De nouveaux foyers sont prévus dès cette année.", True),
        ("fr", "Les foyers prévus par la loi accueillent deux cents personnes.", False),
        ("es", "El tratado permitirá residir en los cuatro países.", True),
        ("pt", "Está prevista a abertura de mais um centro.", True),
        ("es", "Que se establezca un registro común de aportes.", True),
        ("pt", "Que se intensifiquem os cursos de idioma.", True),
        ("en", "The two governments signed a memorandum to ease the hiring of nurses.", True),
        ("en", "Members of the panel discussed trends in the region.", False),
        ("fr", "Les ministres ont mis l'accent sur la lutte contre la haine.", True),
        ("fr", "Les délégations ont examiné les tendances récentes.", False),
        ("es", "Se dispuso la creación de una mesa de trabajo.", True),
        ("es", "Las delegaciones analizaron los flujos recientes.", False),
        ("pt", "A cooperação consular será reforçada.", True),
        ("pt", "Os ministros analisaram os fluxos recentes.", False),
    ],
)
def test_reported_asks(language: str, text: str, *, asked: bool) -> None:
    assert _asks(text, language) is asked


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("fr", "S'attaquer aux réseaux de passeurs", True),
        ("es", "Dignificar el trabajo de quienes migran", True),
        ("es", "Migrar es un derecho de todas las personas", False),
        ("pt", "Objetivo 4: Desburocratizar a emissão de vistos", True),
    ],
)
def test_a_line_without_marker_opens_with_an_infinitive(language: str, text: str, *, asked: bool) -> None:
    assert _asks(text, language) is asked


@pytest.mark.parametrize(
    ("language", "line", "operative"),
    [
        ("fr", "Les ministres ont présenté un programme visant à :", "recommendation"),
        ("pt", "Destacam-se as seguintes prioridades:", "recommendation"),
        ("en", "The speakers described three offices:", None),
    ],
)
def test_a_line_that_leaves_things_to_do_to_its_items(language: str, line: str, operative: str | None) -> None:
    passages = [PassageRead(1, line, language), PassageRead(2, "Vistos humanitários;", language, marker="-")]
    assert modes(passages)[1].operative == operative


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("fr", "La création d'un fonds pour les villes frontalières ;", True),
        ("fr", "La délégation de la ville a présenté ses résultats.", False),
        ("es", "Protección efectiva de los derechos de quienes transitan.", True),
        ("es", "La reunión de expertos tuvo lugar en mayo.", False),
        ("pt", "Simplificação do procedimento de renovação das autorizações.", True),
        ("en", "Promoting ethical recruitment and lower fees.", True),
        ("en", "Promoting ethical recruitment and lower fees", False),
    ],
)
def test_a_line_without_marker_names_an_action(language: str, text: str, *, asked: bool) -> None:
    assert _asks(text, language) is asked


def test_portuguese_of_before_the_reform_is_the_same_word() -> None:
    assert stem("protecção", "pt") == stem("proteção", "pt")
    assert stem("adoptar", "pt") == stem("adotar", "pt")
    assert stem("adoptar", "es") != stem("adotar", "es")


def test_a_list_of_thanks_ends_where_the_numbers_of_its_opening_go_on() -> None:
    passages = [
        PassageRead(1, "Agradecer a la Secretaría por los siguientes informes:", "es", marker="1."),
        PassageRead(2, "Informe sobre remesas.", "es", marker="a)"),
        PassageRead(3, "Informe sobre becas.", "es", marker="b)"),
        PassageRead(4, "Un taller sobre becas, en mayo.", "es", marker="2."),
    ]
    assert [mode.silent for mode in modes(passages)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The agency drew attention to delays at the ports and the need for more lawyers."),
        ("en", "Delegates acknowledged that unaccompanied boys need assistance."),
        ("en", "Two members announced the opening of a joint visa office."),
        ("en", "The draft provides for the creation of a fund for coastal towns."),
        ("fr", "Le projet prévoit la création d'un guichet unique."),
        ("fr", "La réponse passera par l'ouverture de nouvelles classes."),
        ("fr", "La note préconise un registre commun."),
        ("fr", "Nous réitérons notre engagement envers les familles séparées."),
        ("es", "Llamaron a los bancos para abaratar los envíos."),
        ("es", "El proyecto contempla la creación de una ventanilla única."),
        ("es", "Esto exige revisar los plazos de espera."),
        ("es", "Hace falta simplificar los trámites."),
        ("pt", "Os delegados encorajaram ainda os bancos a baixar as taxas."),
        ("pt", "A proposta prevê a criação de um balcão único."),
        ("pt", "A cimeira mandatou o Secretariado para apresentar um estudo."),
        ("pt", "Há que simplificar os procedimentos."),
    ],
)
def test_press_notes_and_plans_ask_in_their_own_verbs(language: str, text: str) -> None:
    assert _asked(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Il importe de noter que trois pays manquaient."),
        ("es", "Cabe recordar que la reunión fue corta."),
        ("pt", "Importa referir que a sessão foi curta."),
        ("pt", "A premência da hora não permitiu mais perguntas."),
    ],
)
def test_what_introduces_a_remark_asks_nothing(language: str, text: str) -> None:
    assert not _asked(text, language)


def _asked(text: str, language: str) -> bool:
    return bool(points(PassageRead(1, text, language), Mode(), "summary"))
