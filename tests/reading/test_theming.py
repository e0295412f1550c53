"""Themes from words: phrases before words, longest first, false friends, names that are no theme."""

from __future__ import annotations

import pytest

from convergence.codebook import bundled
from convergence.reading.lexicon import load
from convergence.reading.theming import hits, themes_of


def themes(text: str, language: str) -> set[str]:
    return set(themes_of(text, language)[0])


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "lutter contre la traite des personnes", {"trafficking"}),
        ("fr", "lutter contre le trafic illicite de migrants", {"smuggling"}),
        ("fr", "les réseaux de traite et de trafic de personnes", {"trafficking", "smuggling"}),
        ("fr", "ratifier le traité", {"governance"}),
        ("en", "combat trafficking in persons", {"trafficking"}),
        ("en", "combat the smuggling of migrants", {"smuggling"}),
        ("es", "combatir la trata de personas", {"trafficking"}),
        ("es", "combatir el tráfico de personas", {"smuggling"}),
        ("es", "combatir el tráfico ilícito de migrantes", {"smuggling"}),
        ("pt", "combater o tráfico de pessoas", {"trafficking"}),
        ("pt", "combater o contrabando de migrantes", {"smuggling"}),
        ("pt", "combater o tráfico ilícito de migrantes", {"smuggling"}),
    ],
)
def test_false_friends(language: str, text: str, expected: set[str]) -> None:
    assert themes(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "piloter le groupe consacré au financement des pays accueillant des réfugiés"),
        ("en", "lead the group on finance for the countries that host refugees"),
        ("es", "dirigir el grupo sobre financiamiento a los países que acogen a refugiados"),
        ("pt", "liderar o grupo sobre financiamento dos países que acolhem refugiados"),
    ],
)
def test_who_hosts_refugees_speaks_of_asylum_and_of_its_cost(language: str, text: str) -> None:
    assert themes(text, language) == {"asylum", "financing"}


@pytest.mark.parametrize(
    ("language", "listed", "alone"),
    [
        ("en", "fight xenophobia against migrants and asylum seekers", "fight xenophobia against asylum seekers"),
        (
            "fr",
            "lutter contre la xénophobie envers migrants et demandeurs d'asile",
            "lutter contre la xénophobie envers les demandeurs d'asile",
        ),
        (
            "es",
            "combatir la xenofobia contra migrantes y solicitantes de asilo",
            "combatir la xenofobia contra los solicitantes de asilo",
        ),
        (
            "pt",
            "combater a xenofobia contra migrantes e requerentes de asilo",
            "combater a xenofobia contra os requerentes de asilo",
        ),
    ],
)
def test_a_list_of_groups_says_for_whom_and_not_what_about(language: str, listed: str, alone: str) -> None:
    assert themes(listed, language) == {"xenophobia"}
    assert themes(alone, language) == {"xenophobia", "asylum"}


def test_a_list_of_those_who_fled_is_what_it_is_about() -> None:
    assert themes("fight xenophobia against refugees and asylum seekers", "en") == {"xenophobia", "asylum"}


@pytest.mark.parametrize(
    ("text", "beside", "expected"),
    [
        ("It was agreed to look into this in March.", "Remittances cost too much.", {"diaspora"}),
        ("It was agreed to look into visas in March.", "The ports are full.", {"pathways"}),
        ("Visas for students and seasonal visas must be made simpler.", "A school gave figures.", {"pathways"}),
    ],
)
def test_what_stands_beside_a_point_counts_less(text: str, beside: str, expected: set[str]) -> None:
    found, words, _ = themes_of(text, "en", text, "", beside=beside)
    assert set(found) == expected == set(words)
    assert themes_of(text, "en", text, "", beside=beside)[2] >= themes_of(text, "en", text, "")[2]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "give medical care to migrants in an irregular situation"),
        ("fr", "donner des soins médicaux aux migrants en situation irrégulière"),
        ("es", "dar atención médica a migrantes en situación irregular"),
        ("pt", "dar cuidados médicos a migrantes em situação irregular"),
    ],
)
def test_an_irregular_situation_is_no_regularization(language: str, text: str) -> None:
    assert themes(text, language) == {"humanitarian"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "drug trafficking"),
        ("en", "the International Organization for Migration"),
        ("en", "the Los Angeles Declaration on Migration and Protection"),
        ("en", "the United Nations High Commissioner for Refugees"),
        ("es", "el tráfico de drogas"),
        ("es", "no se trata de eso"),
        ("fr", "le Haut-Commissariat des Nations Unies pour les réfugiés"),
        ("fr", "dans un climat de confiance"),
        ("pt", "o tráfico de drogas"),
        ("pt", "o clima de negócios"),
    ],
)
def test_words_that_name_something_else(language: str, text: str) -> None:
    assert themes(text, language) == set()


def test_a_word_counts_for_its_longest_phrase_only() -> None:
    assert [(h.theme, h.phrase) for h in hits("internally displaced persons", "en")] == [
        ("internal-displacement", "internally displaced persons")
    ]


def test_main_theme_first_and_the_words_that_decided() -> None:
    found, words, _ = themes_of("Campaigns against xenophobia, racism and hate speech, with data.", "en")
    assert found[0] == "xenophobia"
    assert words["xenophobia"] == ("xenophobia", "racism", "hate speech")


def test_at_most_four_themes_and_none_without_a_word() -> None:
    everything = "borders visas workers family asylum children women diaspora climate data financing xenophobia"
    assert len(themes_of(everything, "en")[0]) == 4
    assert themes_of("the quick brown fox", "en") == ((), {}, 0.0)


@pytest.mark.parametrize("language", ["fr", "en", "es", "pt"])
def test_every_theme_has_words_in_every_language(language: str) -> None:
    data = load(f"words/{language}")
    assert data["language"] == language
    assert list(data["themes"]) == [theme.code for theme in bundled().themes.values()]
    assert all(len(words["strong"]) >= 6 for words in data["themes"].values())


@pytest.mark.parametrize("language", ["fr", "en", "es", "pt"])
def test_labels_of_the_codebook_are_filed_under_their_own_theme(language: str) -> None:
    wrong = {
        theme.code: themes_of(theme.label[language], language)[0]
        for theme in bundled().themes.values()
        if theme.code not in themes_of(theme.label[language], language)[0]
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "bring families together, in accordance with national legislation", {"family"}),
        ("en", "harmonize national legislation", {"governance"}),
        ("fr", "délivrer des visas, sans préjudice du contrôle", {"pathways"}),
        ("es", "financiar albergues de conformidad con la ley", {"financing", "humanitarian"}),
        ("en", "protect people in countries of origin, transit, destination and return from torture", {"human-rights"}),
    ],
)
def test_a_proviso_decides_no_theme(language: str, text: str, expected: set[str]) -> None:
    assert themes(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "adopt policies and plans to combat trafficking in persons", {"trafficking"}),
        ("en", "give refugees access to housing and to education", {"integration"}),
        ("fr", "appliquer les lois contre le racisme et la xénophobie", {"xenophobia"}),
        ("es", "promover la salud, la vivienda y la educación de las personas migrantes", {"integration"}),
        ("pt", "facilitar as remessas, em parceria com a rede bancária", {"diaspora"}),
    ],
)
def test_words_found_in_nearly_every_clause_are_no_second_theme(language: str, text: str, expected: set[str]) -> None:
    assert themes(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "reform laws and policies", "governance"),
        ("en", "protect refugees", "asylum"),
        ("fr", "améliorer l'accès à la santé", "humanitarian"),
        ("es", "involucrar al sector privado", "participation"),
    ],
)
def test_they_are_the_theme_where_nothing_else_is_said(language: str, text: str, expected: str) -> None:
    assert themes(text, language) == {expected}


@pytest.mark.parametrize(
    ("language", "text", "not_given"),
    [
        ("en", "by removing barriers to health care", "return"),
        ("en", "assistance of a humanitarian nature", "regularization"),
        ("en", "relations with informal groups", "family"),
        ("es", "la comunidad y las comunidades", "cooperation"),
        ("es", "los esfuerzos emprendidos en forma oportuna", "integration"),
        ("fr", "les communes et les intérêts communs", "communication"),
        ("fr", "un fonds alimenté par les États", "humanitarian"),
        ("pt", "saudaram a iniciativa", "humanitarian"),
        ("es", "los países de origen, tránsito, destino y retorno", "return"),
    ],
)
def test_words_of_the_same_stem_that_mean_something_else(language: str, text: str, not_given: str) -> None:
    assert not_given not in themes(text, language)


@pytest.mark.parametrize(
    ("language", "text", "main"),
    [
        ("en", "To accept the offer to host the XXII Meeting and assume the Presidency Pro Tempore", "governance"),
        ("es", "Designar a Bolivia como sede de la XII Conferencia", "governance"),
        ("fr", "ratifier la Convention sur la protection des droits de tous les travailleurs migrants", "human-rights"),
        ("en", "the Convention on the Protection of the Rights of All Migrant Workers", "human-rights"),
        ("pt", "o reconhecimento mútuo de diplomas", "labour-mobility"),
        ("es", "la portabilidad de los aportes jubilatorios", "labour-mobility"),
        ("fr", "aider les personnes déplacées dans leur propre pays", "internal-displacement"),
        ("pt", "estender o estatuto temporário de proteção", "regularization"),
    ],
)
def test_phrases_of_real_declarations(language: str, text: str, main: str) -> None:
    assert themes_of(text, language)[0][0] == main


@pytest.mark.parametrize(
    ("language", "text", "not_given"),
    [
        ("en", "in order to publish it", "pathways"),
        ("fr", "saluer également les efforts", "gender"),
        ("fr", "les pays ont fait preuve de patience", "data"),
        ("fr", "rechercher une issue", "data"),
        ("fr", "se revoir sous la forme d'un cercle", "capacity"),
        ("es", "prestar atención al texto", "financing"),
        ("es", "lo que indica el texto", "data"),
        ("pt", "o comunicado foi lido", "communication"),
        ("en", "a form adaptable to other ports", "climate"),
        ("en", "the ministers are aware of this", "communication"),
    ],
)
def test_a_stem_in_common_is_no_word_of_a_theme(language: str, text: str, not_given: str) -> None:
    assert not_given not in themes(text, language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "aceptar documentos de identidad vencidos", "pathways"),
        ("pt", "garantir que todos tenham cartão de identidade", "pathways"),
        ("pt", "reforçar a triagem, a avaliação e o encaminhamento", "borders"),
        ("pt", "acelerar a reinstalação de requerentes de asilo", "asylum"),
        ("pt", "punir o auxílio à imigração ilegal", "smuggling"),
        ("en", "define standard operating procedures", "governance"),
        ("fr", "combler ce vide juridique", "governance"),
        ("es", "informar sobre los peligros de la migración irregular", "communication"),
        ("fr", "mettre fin à la rétention des enfants", "human-rights"),
        ("en", "curb irregular migration", "borders"),
        ("fr", "endiguer les flux", "borders"),
        ("es", "una agenda concertada", "cooperation"),
        ("pt", "realizar outra reunião em maio", "cooperation"),
        ("es", "un curso sobre mujeres y niños migrantes", "children"),
        ("fr", "une aide financière supplémentaire", "financing"),
        ("pt", "avaliar os efeitos do furacão", "data"),
        ("fr", "l'adoption d'une loi", "governance"),
        ("en", "protect the rights of migrants and refugees", "human-rights"),
        ("es", "la liberación de las personas migrantes detenidas", "human-rights"),
        ("fr", "bannir les contrôles au faciès", "xenophobia"),
    ],
)
def test_words_of_the_compacts_and_of_portugal(language: str, text: str, expected: str) -> None:
    assert expected in themes(text, language)


def test_one_weak_word_gives_way_to_the_sentence_that_it_stands_in() -> None:
    fragment = "open schools for them"
    assert themes_of(fragment, "en")[0] == ("integration",)
    assert themes_of(fragment, "en", "receive returnees in dignity and open schools for them", "")[0] == ("return",)
    assert themes_of(fragment, "en", "meet them and open schools for them", "Reintegration of returnees")[0] == (
        "return",
    )
    # a sentence with no more than another weak word decides nothing
    assert themes_of(fragment, "en", "agree on a strategy", "")[0] == ("integration",)
