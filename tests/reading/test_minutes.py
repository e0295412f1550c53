"""Minutes and summaries with an agenda: what is spoken of stands over several speakers, and who speaks is no subject."""

from __future__ import annotations

import pytest

from convergence.reading import Reading, read
from convergence.reading.headings import heads_session, names_account, names_speaker
from convergence.reading.paragraph import marker_kind, split_marker


def lines(*text: str) -> Reading:
    return read("\n".join(text).encode(), "a.txt")


MINUTES = {
    "es": (
        "CONFERENCIA SURAMERICANA SOBRE MIGRACIONES",
        "Acta de la reunión de enlaces",
        "Los enlaces de doce países se reunieron durante dos días en la sede de la presidencia, con una agenda de dos puntos.",
        "1. Trata de personas",
        "Uruguay",
        "Informó que abrió una oficina el año pasado en el puerto.",
        "Propuso celebrar un curso para los enlaces de cada país.",
        "Bolivia",
        "Ofreció su sede para el siguiente curso, con traducción.",
        "2. Remesas",
        "Paraguay",
        "Pidió que se publique cada mes una tabla de precios de los bancos.",
    ),
    "fr": (
        "CONFÉRENCE RÉGIONALE SUR LES MIGRATIONS",
        "Procès-verbal de la réunion des points de contact",
        "Les points de contact de douze pays se sont réunis deux jours au siège de la présidence, avec deux points à l’ordre du jour.",
        "Point 1 – Traite des personnes",
        "Costa Rica",
        "La délégation a indiqué qu’un bureau avait été ouvert l’an dernier dans le port.",
        "Elle a proposé de tenir un cours pour les points de contact de chaque pays.",
        "Honduras",
        "La délégation offre son siège pour le cours suivant, avec traduction.",
        "Point 2 – Envois de fonds",
        "Mexique",
        "La délégation a demandé que les banques publient chaque mois un tableau de leurs prix.",
    ),
    "en": (
        "REGIONAL CONFERENCE ON MIGRATION",
        "Minutes of the meeting of contact points",
        "The contact points of twelve countries met for two days at the seat of the presidency, with two items on their agenda.",
        "Session 1: Trafficking in persons",
        "Costa Rica",
        "The delegation said that an office had been opened in the port last year.",
        "It proposed to hold a course for the contact points of each country.",
        "Honduras",
        "The delegation offered its seat for the next course, with interpretation.",
        "Session 2: Remittances",
        "Mexico",
        "The delegation asked that banks publish a table of their prices every month.",
    ),
    "pt": (
        "CONFERÊNCIA SUL-AMERICANA SOBRE MIGRAÇÕES",
        "Ata da reunião dos pontos de contato",
        "Os pontos de contato de doze países reuniram-se por dois dias na sede da presidência, com dois pontos na pauta.",
        "Painel 1 – Tráfico de pessoas",
        "Uruguai",
        "A delegação informou que um posto foi aberto no porto no ano passado.",
        "Propôs realizar um curso para os pontos de contato de cada país.",
        "Bolívia",
        "A delegação oferece sua sede para o curso seguinte, com tradução.",
        "Painel 2 – Remessas",
        "Paraguai",
        "A delegação pediu que os bancos publiquem todo mês uma tabela de seus preços.",
    ),
}


@pytest.mark.parametrize("language", sorted(MINUTES))
def test_an_item_of_the_agenda_holds_for_all_who_speak_under_it(language: str) -> None:
    reading = lines(*MINUTES[language])
    assert reading.shape == "summary"
    passages = reading.interventions[0].passages
    assert [passage.text for passage in passages] == [MINUTES[language][n] for n in (2, 5, 6, 8, 11)]
    assert [passage.section for passage in passages] == ["", *(MINUTES[language][n] for n in (4, 4, 7, 10))]
    assert [passage.topic for passage in passages] == ["", *(MINUTES[language][n] for n in (3, 3, 3, 9))]
    themes = [{theme for proposal in passage.proposals for theme in proposal.themes} for passage in passages]
    assert themes[0] == set()
    assert "trafficking" in themes[2]
    assert "trafficking" in themes[3]
    assert "diaspora" in themes[4]
    assert "trafficking" not in themes[4]
    assert "diaspora" not in themes[2] | themes[3]


def test_an_item_of_the_agenda_stands_over_processes_too() -> None:
    """It was the last line of the process before, and a passage there."""
    reading = lines(
        "SUMMARY OF THE THEMATIC MEETING",
        "Session 1. Trafficking in persons",
        "Statement by the Regional Conference on Migration",
        "It is recommended to hold a course for the contact points of each country.",
        "Statement by the South American Conference on Migration",
        "It is recommended to publish the course in three languages.",
        "Session 2. Remittances",
        "Statement by the International Dialogue on Migration",
        "It is recommended to publish a table of prices every month.",
    )
    assert [one.process for one in reading.interventions] == [None, "crm", "csm", "idm"][-len(reading.interventions) :]
    spoken = [passage for one in reading.interventions for passage in one.passages]
    assert [(passage.text[-16:], passage.topic) for passage in spoken] == [
        ("of each country.", "Session 1. Trafficking in persons"),
        ("three languages.", "Session 1. Trafficking in persons"),
        ("ces every month.", "Session 2. Remittances"),
    ]
    assert "trafficking" in spoken[1].proposals[0].themes
    assert "trafficking" not in spoken[2].proposals[0].themes


@pytest.mark.parametrize("marker", ["", "- ", "• ", "3. "])
def test_the_last_item_of_a_list_stays_a_passage(marker: str) -> None:
    """Items often have no full stop; the last of them stands right above the heading of whoever speaks next."""
    items = [
        "Regional campaigns against xenophobia",
        "Courses for the police of the ports",
        "Common register of consulates",
    ]
    reading = lines(
        "SUMMARY OF THE THEMATIC MEETING",
        "Statement by the Regional Conference on Migration",
        *(marker.replace("3", str(n)) + item for n, item in enumerate(items, 1)),
        "Statement by the South American Conference on Migration",
        "It is recommended to publish the course in three languages.",
    )
    assert reading.interventions[0].passages[-1].text == items[-1]
    assert reading.interventions[1].passages[0].topic == ""


@pytest.mark.parametrize("marker", ["- ", "• ", "c) "])
def test_a_bullet_above_a_speaker_stays_a_passage(marker: str) -> None:
    reading = lines(*MINUTES["en"][:7], marker + "Common register of consulates", *MINUTES["en"][7:])
    assert "Common register of consulates" in [one.text for one in reading.interventions[0].passages]


def test_an_office_is_no_subject() -> None:
    """The office for the diaspora may speak of anything."""
    text = [
        "MINUTES OF THE MEETING OF CONTACT POINTS",
        "The contact points met for two days at the seat of the presidency, with one item on their agenda.",
        "Peru, Office for the Diaspora and Remittances",
        "The delegation proposed to meet again in October, in the same room.",
    ]
    said = lines(*text).interventions[0].passages[1]
    assert said.section == text[2]
    assert [proposal.themes for proposal in said.proposals] == [("cooperation",)]


def test_a_declaration_that_countries_sign_stays_one() -> None:
    text = [
        "DECLARATION OF THE HIGHLANDS",
        "We, the ministers, agree to the following:",
        "1. To open an office in each port by the end of the year.",
        "2. To publish a table of prices every month in three languages.",
        "Peru",
        "Chile",
        "Ecuador",
        "Colombia",
    ]
    assert lines(*text).shape == "declaration"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Session II – Data", True),
        ("Mesa redonda 4: Informar al público", True),
        ("Table ronde 2 – Les ports", True),
        ("Ponto 3. Registros", True),
        ("Roundtable 2.1 – Ports", True),
        ("Point de contact", False),
        ("Day labourers", False),
        ("Sesión de clausura", False),
        ("Panel 40 % of whom are women", False),
    ],
)
def test_names_of_sessions(text: str, is_one: bool) -> None:
    assert heads_session(text) == is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Perú", True),
        ("OIM, Bureau régional", True),
        ("Chile (Presidencia pro témpore)", True),
        ("Peru will open an office", False),
        ("Peru and Chile agreed.", False),
        ("Trata de personas en Perú", False),
    ],
)
def test_names_of_speakers(text: str, is_one: bool) -> None:
    assert names_speaker(text) == is_one


@pytest.mark.parametrize(
    ("text", "marker", "kind"),
    [
        ("Art. 5º — Créase un registro.", "Art. 5º —", "number"),
        ("Artículo 28. Fomento del empleo.", "Artículo 28.", "number"),
        ("ARTIGO 2.- Fica criado um registro.", "ARTIGO 2.-", "number"),
        ("3.1.a Abrir una oficina", "3.1.a", "number"),
        ("2.4b) Ouvrir un bureau", "2.4b)", "number"),
        ("Article 5 of the treaty asks for it.", "", ""),
        ("Arte 5. Museo", "", ""),
        ("3.5 million people", "3.5", "number"),
    ],
)
def test_articles_and_numbers_with_a_letter_open_a_paragraph(text: str, marker: str, kind: str) -> None:
    found, rest = split_marker(text)
    assert found == marker
    assert f"{found} {rest}".strip() == text
    assert marker_kind(found) == kind


def test_the_title_of_an_article_is_no_passage() -> None:
    reading = lines(
        "LEY DE PUERTOS Y OFICINAS",
        "El Congreso, reunido en sesión ordinaria, decreta esta ley para las oficinas de los puertos.",
        "Artículo 1. Fomento del empleo.",
        "Las autoridades deberán abrir cursos de oficios para las personas migrantes.",
        "Artículo 2. Créase un registro de personas migrantes con discapacidad en cada puerto.",
    )
    passages = reading.interventions[0].passages
    assert [passage.text[:20] for passage in passages[-2:]] == ["Las autoridades debe", "Créase un registro d"]
    assert passages[-2].section == "Artículo 1. Fomento del empleo."
    assert all(passage.proposals for passage in passages[-2:])
    assert not any(passage.text.startswith("Fomento") for passage in passages)


def test_short_numbered_items_are_no_headings() -> None:
    reading = lines(
        "PLAN FOR NATIONALS ABROAD",
        "The council met for two days and adopted this plan for the years to come.",
        "1. Promote Diaspora Bonds",
        "2. Expand Consular Services",
        "3. Publish Monthly Price Tables",
    )
    assert [p.text for p in reading.interventions[0].passages[1:3]] == [
        "Promote Diaspora Bonds",
        "Expand Consular Services",
    ]


REPORT = (
    "RED DE CIUDADES DE LA COSTA – INFORME DEL TALLER",
    "Arica, 3 de marzo de 2019",
    "Las ciudades se reunieron por segunda vez, con participación de dos universidades y de la oficina regional.",
    "Se creó una red de bibliotecas con los consulados.",
    "Se recomendó que cada ciudad publique una guía de servicios.",
)


def test_a_report_tells_of_work_under_way() -> None:
    read_as = lines(*REPORT)
    assert read_as.shape == "summary"
    kinds = [[one.kind for one in passage.proposals] for passage in read_as.interventions[0].passages]
    assert kinds == [[], ["progress"], ["recommendation"]]


def test_a_declaration_tells_of_none() -> None:
    read_as = lines("RED DE CIUDADES DE LA COSTA – DECLARACIÓN DE ARICA", *REPORT[1:])
    assert read_as.shape == "declaration"
    assert [len(passage.proposals) for passage in read_as.interventions[0].passages] == [0, 0, 1]


def test_sessions_make_an_account_of_a_text_without_such_a_title() -> None:
    read_as = lines(
        "FORUM OF COASTAL CITIES",
        "Arica, 3 March 2019",
        "The cities met for the second time, with two universities and the regional office.",
        "Session 1. Shelter",
        "The host city is preparing a register of shelters.",
        "Session 2. Advice",
        "It was recommended that each city publish a guide to its services.",
    )
    assert read_as.shape == "summary"
    assert [p.topic for p in read_as.interventions[0].passages] == ["", "Session 1. Shelter", "Session 2. Advice"]


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("Summary of the session", True),
        ("XV FORUM – REPORT OF THE ROUND TABLE", True),
        ("Informe final", True),
        ("REUNIÓN DE ENLACES/ACTA N.º 2", True),
        ("Compte rendu de l’atelier", True),
        ("Ata da reunião", True),
        ("Declaration on the report of the working group", False),
        ("Acta final", False),
        ("Ata de encerramento", False),
        ("Plan de acción", False),
        ("Actas y memorias de una ciudad: plan de acción", False),
    ],
)
def test_titles_of_accounts(title: str, is_one: bool) -> None:
    assert names_account(title) is is_one
