"""Lists of a plan of action, and how a summary reports what somebody asked for."""

from __future__ import annotations

import pytest

from convergence.reading.chapeau import Mode, modes
from convergence.reading.result import PassageRead
from convergence.reading.triage import points


def _asks(text: str, language: str, marker: str = "", section: str = "") -> bool:
    return bool(points(PassageRead(1, text, language, marker=marker, section=section), Mode(), "summary"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Enhance the capacity of asylum authorities."),
        ("en", "Assess the needs of host communities."),
        ("en", "Implement the guidelines on returns."),
        ("en", "Characterize internal displacement in the region."),
        ("en", "Use the statistics of the other members."),
        ("es", "Revisión y adecuación de la normativa interna."),
        ("es", "Apoyo al retorno voluntario de las personas."),
        ("es", "Acceso universal a la educación y a la vivienda."),
        ("fr", "Octroi de titres de séjour aux saisonniers."),
        ("pt", "Assistência jurídica gratuita às pessoas detidas."),
    ],
)
def test_an_item_names_an_action(language: str, text: str) -> None:
    assert _asks(text, language, marker="•")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Use of the platform was low in 2021."),
        ("en", "Implementation of the plan has been slow."),
        ("es", "El apoyo al retorno fue limitado."),
        ("es", "Los cursos en línea llegaron a 300 personas."),
        ("fr", "L'octroi de titres est lent."),
    ],
)
def test_an_item_that_tells_does_not(language: str, text: str) -> None:
    assert not _asks(text, language, marker="•")


def test_what_is_listed_under_a_numbered_part_of_a_plan_is_to_be_done() -> None:
    item = "Mesas nacionales con organizaciones de migrantes, sindicatos e iglesias."
    assert _asks(item, "es", marker="•", section="Programa 6: Gestión")
    assert not _asks(item, "es", marker="•", section="Gestión")
    assert not _asks("Las mesas son tres.", "es", marker="•", section="Programa 6: Gestión")
    assert not _asks(item, "es", section="Programa 6: Gestión")


def test_a_chapeau_holds_for_bullets_under_the_sub_headings_that_follow() -> None:
    passages = [
        PassageRead(1, "We have agreed the following actions:", "en"),
        PassageRead(2, "Better data.", "en", marker="-", section="Origin"),
        PassageRead(3, "Better shelters.", "en", marker="-", section="Transit"),
        PassageRead(4, "It rained on the day.", "en", section="Closing"),
    ]
    assert [mode.operative for mode in modes(passages)] == [None, "decision", "decision", None]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La délégation s'est prononcée pour l'octroi d'un titre de séjour."),
        ("fr", "Les intervenants ont estimé que les jeunes devaient siéger au comité."),
        ("fr", "L'accent a été mis sur la recherche des disparus."),
        ("fr", "Les onze pays vont constituer une équipe d'enquête."),
        ("fr", "Elle a fait part de la volonté des membres d'harmoniser l'accueil."),
        ("fr", "Une plate-forme d'alerte serait mise en place aux frontières."),
        ("en", "Emphasis was placed on the search for the missing."),
        ("en", "The delegate spoke in favour of a common register."),
        ("en", "The Unit is going to open its data to researchers."),
        ("en", "A joint register would be established at the borders."),
        ("es", "Se busca duplicar los cupos de visas."),
        ("es", "Subrayó lo imprescindible de contrarrestar la desinformación."),
        ("es", "Queda pendiente la formación de los agentes."),
        ("es", "Los países van a crear un registro común."),
        ("pt", "Busca-se ampliar as vagas de reassentamento."),
        ("pt", "Fica pendente a formação dos agentes."),
    ],
)
def test_reported_asks(language: str, text: str) -> None:
    assert _asks(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Un membre a demandé des éclaircissements au sujet des cotisations."),
        ("en", "Delegates asked for clarification on the budget."),
        ("es", "Un miembro pidió aclaraciones sobre el presupuesto."),
        ("pt", "Um membro pediu esclarecimentos sobre o orçamento."),
        ("pt", "Os Chefes de Estado exprimiram o seu pesar pelas vítimas."),
        ("pt", "Aprovado por aclamação em Brasília."),
    ],
)
def test_requests_for_an_explanation_ask_nothing(language: str, text: str) -> None:
    assert not _asks(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "To reaffirm the duty of States to inform the consulate of a detainee.",
        "We reaffirm the importance of rights: we intend to end the detention of children.",
    ],
)
def test_a_duty_that_is_reaffirmed_asks(text: str) -> None:
    assert _asks(text, "en")


def test_the_twelfth_clause_is_a_clause_as_the_first_is() -> None:
    for label in ("Primera", "Undécima", "Duodécima", "Decimoquinta", "Vigésima primera"):
        clause = PassageRead(1, f"{label}. Mayor difusión de las normas internas.", "es")
        assert points(clause, Mode("recommendation"), "declaration")


def test_the_name_of_a_part_does_not_silence_what_stands_under_it() -> None:
    for section, silent in (
        ("Meeting needs and supporting communities", False),
        ("Building resilience", False),
        ("CONSIDERING", True),
        ("Recognizing also:", True),
    ):
        passages = [PassageRead(1, "States will expand their health systems.", "en", section=section)]
        assert modes(passages)[0].silent is silent, section


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("en", "Members are to apply the guidelines on migrant women.", True),
        ("en", "The figures are to a large extent estimates.", False),
        ("en", "It advocated wider use of humanitarian visas.", True),
        ("en", "Contributions will be sought from the donors.", True),
        ("fr", "Il s'agit de lancer une enquête commune.", True),
        ("fr", "Il s'agit de la troisième réunion.", False),
        ("fr", "Les instituts ont été chargés d'harmoniser leurs enquêtes.", True),
        ("fr", "Cette rencontre s'est tenue à Marrakech.", False),
        ("fr", "Les Ministres se sont félicités de l'offre d'accueillir la prochaine réunion.", False),
        ("es", "Promover el reconocimiento recíproco de documentos de identidad.", True),
        ("es", "Expresan su reconocimiento al Gobierno de Chile.", False),
        ("es", "La Conferencia, cuya Secretaría está a cargo de la OIM, es el foro regional.", False),
    ],
)
def test_little_words_that_decide(language: str, text: str, *, asked: bool) -> None:
    assert _asks(text, language, marker="1.") is asked


def test_a_silent_opening_ends_where_a_sentence_commits() -> None:
    passages = [
        PassageRead(1, "We, the Heads of State, reaffirming our principles, have met:", "en"),
        PassageRead(2, "Refugees and migrants are entitled to the same rights.", "en"),
        PassageRead(3, "We commit to improve the collection of data.", "en"),
        PassageRead(4, "We commit to save lives.", "en"),
    ]
    assert [mode.silent for mode in modes(passages)] == [False, True, False, False]


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("es", "Se insta a los países a aumentar sus contribuciones.", True),
        ("pt", "Insta-se a comunidade de doadores a contribuir.", True),
        ("pt", "Convida-se os países a aderir ao programa.", True),
        ("es", "El Coloquio llama la atención de las autoridades para que ofrezcan protección.", True),
        ("es", "Ratificar la importancia del Proceso como espacio de búsqueda de soluciones.", False),
        ("es", "Ratificar la Convención de 1954.", True),
    ],
)
def test_impersonal_asks(language: str, text: str, *, asked: bool) -> None:
    assert _asks(text, language, marker="1.") is asked


@pytest.mark.parametrize(
    ("language", "opening", "silent"),
    [
        ("en", "In view of the above, we:", False),
        ("es", "En vista de lo anterior, los Estados miembros:", False),
        ("fr", "Compte tenu de ce qui précède, nous :", False),
        ("en", "Recognizing with appreciation the work of the agencies:", True),
        ("es", "CONSIDERANDO:", True),
    ],
)
def test_an_opening_that_ends_with_its_subject_leaves_the_asking_to_the_clauses(
    language: str, opening: str, *, silent: bool
) -> None:
    passages = [
        PassageRead(1, opening, language),
        PassageRead(2, "Undertake to widen legal channels.", language, marker="1."),
    ]
    assert modes(passages)[1].silent is silent
