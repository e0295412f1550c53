"""What asks and what does not, in four languages; the operative words and the kind."""

from __future__ import annotations

import pytest

from convergence.reading.chapeau import Mode, modes
from convergence.reading.result import PassageRead
from convergence.reading.triage import Point, points

LIST = Mode("decision")


def asks(text: str, language: str, mode: Mode = Mode(), shape: str = "summary") -> list[Point]:  # noqa: B008
    return points(PassageRead(1, text, language), mode, shape)


@pytest.mark.parametrize(
    ("language", "text", "kind", "verb"),
    [
        ("fr", "La Conférence recommande de mieux protéger les enfants.", "recommendation", "recommande"),
        ("fr", "Il faut promouvoir le retour dans la dignité.", "recommendation", "Il faut"),
        ("fr", "Les États devraient se réunir à nouveau.", "recommendation", "devraient"),
        ("fr", "Il est proposé de revitaliser la troïka.", "proposal", "est proposé"),
        ("fr", "Les signataires s'engagent à protéger les migrants.", "commitment", "s'engagent à"),
        ("fr", "Il a été convenu d'inclure le climat.", "decision", "Il a été convenu"),
        ("fr", "Les pistes pourraient inclure un fonds commun.", "recommendation", "pourraient inclure"),
        ("en", "States should facilitate access to visas.", "recommendation", "should"),
        ("en", "The Conference urges its members to share data.", "recommendation", "urges"),
        ("en", "Visa procedures should be facilitated.", "recommendation", "should"),
        ("en", "The group could include civil society.", "recommendation", "could include"),
        ("en", "Ministers agreed to meet every year.", "decision", "agreed to"),
        ("en", "We are committed to protecting refugees.", "commitment", "are committed to"),
        ("en", "Children must not be detained.", "recommendation", "must"),
        ("es", "Se propone crear un observatorio.", "proposal", "propone"),
        ("es", "Instan a los Estados a respetar los derechos humanos.", "recommendation", "Instan a"),
        ("es", "Los países deberán compartir sus datos.", "recommendation", "deberán"),
        ("es", "Los Viceministros acordaron crear una red.", "decision", "acordaron"),
        ("es", "Hacen un llamado a la comunidad internacional.", "recommendation", "Hacen un llamado"),
        ("pt", "Os países deverão facilitar a regularização.", "recommendation", "deverão"),
        ("pt", "Comprometem-se a combater a xenofobia.", "commitment", "Comprometem-se"),
        ("pt", "Concordam em reunir-se no próximo ano.", "decision", "Concordam em"),
        ("pt", "É preciso ouvir as associações.", "recommendation", "É preciso ouvir"),
    ],
)
def test_operative(language: str, text: str, kind: str, verb: str) -> None:
    (point,) = asks(text, language)
    assert (point.kind, point.verb) == (kind, verb)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La population migrante représente 16 % de la population."),
        ("fr", "Considérant que les États devraient coopérer davantage,"),
        ("fr", "La Conférence prend acte du rapport et remercie le Panama."),
        ("fr", "Il est important de souligner que la CARICOM dispose d'un régime."),
        ("fr", "La Conférence n'a pas proposé de date."),
        ("fr", "Les pays devraient-ils coopérer ?"),
        ("en", "Recalling that members should share data,"),
        ("en", "The delegation thanked Canada for its hospitality."),
        ("en", "The Conference welcomed the report, which recommends new rules."),
        ("en", "It should be noted that the text is not binding."),
        ("en", "The presidency did not propose any change."),
        ("en", "Should countries open new offices?"),
        ("en", "Migrants must often pay thousands of dollars."),
        ("en", "The previous report had recommended a database."),
        ("en", "Aid reaches people in need."),
        ("es", "Tomando nota de las recomendaciones del informe,"),
        ("es", "Agradecen al Gobierno de México su hospitalidad."),
        ("es", "No se recomienda aplicar el mismo modelo."),
        ("es", "Las familias deben cruzar seis países."),
        ("es", "Cabe destacar que el 60 % permanece en la región."),
        ("es", "El aumento se debe a la sequía."),
        ("pt", "Tomam nota das conclusões do seminário."),
        ("pt", "Reconhecendo que os Estados devem cooperar,"),
        ("pt", "Não foi aprovada nenhuma medida."),
    ],
)
def test_no_ask(language: str, text: str) -> None:
    assert asks(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ministers took note of the report and requested the secretariat to publish it."),
        ("es", "Los Viceministros expresaron su solidaridad e instaron a los países a brindar apoyo."),
        ("fr", "Guidés par la solidarité, nous convenons de gérer ensemble les flux."),
        ("fr", "La Conférence remercie le Panama et invite les membres à coopérer."),
    ],
)
def test_an_ask_after_a_courtesy_or_a_preamble(language: str, text: str) -> None:
    assert len(asks(text, language, shape="declaration")) == 1


@pytest.mark.parametrize(
    ("line", "language", "mode"),
    [
        ("ACUERDAN:", "es", Mode("decision")),
        ("DÉCIDENT :", "fr", Mode("decision")),
        ("To this end, we commit to:", "en", Mode("commitment")),
        ("The delegations agreed:", "en", Mode("decision")),
        ("Recomendações", "pt", Mode("recommendation")),
        ("CONSIDERING:", "en", Mode(silent=True)),
        ("REITERANDO:", "es", Mode(silent=True)),
        ("Los países miembros:", "es", Mode()),
        ("Introduction", "en", Mode()),
    ],
)
def test_chapeaux(line: str, language: str, mode: Mode) -> None:
    assert modes([PassageRead(1, "Text.", language, marker="1.", section=line)]) == [mode]


def test_a_passage_that_ends_in_a_colon_opens_a_list_which_ends_without_marker() -> None:
    passages = [
        PassageRead(1, "Having met in Lima for two days, the delegations decided to do what follows:", "en"),
        PassageRead(2, "Create a network.", "en", marker="1."),
        PassageRead(3, "The meeting ended at noon.", "en"),
    ]
    assert modes(passages) == [Mode(), Mode("decision"), Mode()]
    assert asks(passages[0].text, "en") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Fortalecer los controles."),
        ("fr", "De créer un registre."),
        ("en", "Creation of a fund."),
        ("pt", "Criar uma rede."),
    ],
)
def test_clauses_under_a_chapeau(language: str, text: str) -> None:
    (point,) = asks(text, language, LIST, "declaration")
    assert point.kind == "decision"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Agradecer al país anfitrión."),
        ("fr", "De prendre acte du rapport."),
        ("en", "Express their gratitude to Peru."),
        ("pt", "Reconhecer o esforço da presidência."),
    ],
)
def test_courtesies_under_a_chapeau(language: str, text: str) -> None:
    assert asks(text, language, LIST, "declaration") == []


def test_progress_and_practice_in_a_summary_only() -> None:
    text = "Significant progress has been made by the network."
    assert [p.kind for p in asks(text, "en")] == ["progress"]
    assert asks(text, "en", shape="declaration") == []


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("es", "Recomendación 1: Estados con sistemas de asilo más rápidos.", "recommendation"),
        ("es", "TERCERO.- Fortalecer la protección de la niñez migrante.", "recommendation"),
        ("en", "Commitment 2. Shelters in every border town.", "commitment"),
        ("pt", "Oitava - Propiciar um regime comum de vistos.", "recommendation"),
        ("es", "Segunda - Elaborar un registro de albergues.", "recommendation"),
        ("fr", "Recommandation n° 3 – Une base de données commune.", "recommendation"),
    ],
)
def test_clauses_numbered_in_words(language: str, text: str, kind: str) -> None:
    assert [p.kind for p in asks(text, language)] == [kind]


def test_a_courtesy_numbered_in_words() -> None:
    assert asks("CUARTO. Agradecer al Gobierno del Perú.", "es") == []


def test_the_row_of_a_table_names_its_lead() -> None:
    (point,) = asks("Fortalecer los sistemas de asilo | Chile, Perú | 2024", "es")
    assert (point.leads, point.span) == (("CHL", "PER"), (0, 32))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We reaffirm our commitment to end the detention of children."),
        ("en", "Drawing on earlier work, we plan to open two offices."),
        ("en", "We acknowledge the report and instruct our consulates to answer calls."),
        ("fr", "Nous réitérons notre volonté de délivrer des visas."),
        ("fr", "Tout en respectant nos obligations, nous combattrons les passeurs."),
        ("fr", "Une enquête commune s'impose."),
        ("es", "Reiteraron su voluntad de sancionar la discriminación."),
        ("es", "Coincidieron en la necesidad de llevar registros."),
        ("pt", "Reafirmamos nosso compromisso de acolher quem foge."),
    ],
)
def test_a_renewed_commitment_and_a_second_main_verb_ask(language: str, text: str) -> None:
    assert asks(text, language, shape="declaration")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We reaffirm our commitment to the founding charter."),
        ("en", "The Government of Belize places on record its reservation."),
        ("fr", "Nous réitérons notre attachement aux principes."),
        ("fr", "Nous enregistrons avec satisfaction la création d'une chaire."),
        ("fr", "Nous, ministres réunis à Lomé, adoptons la présente déclaration."),
        ("es", "Se congratularon por la adhesión de un nuevo miembro."),
        ("pt", "Deixar registrada a gratidão das delegações."),
        ("pt", "Lima, 27 de outubro de 2023"),
    ],
)
def test_what_is_only_recorded_does_not_ask(language: str, text: str) -> None:
    assert not asks(text, language, LIST, shape="declaration")


def test_countries_that_commit_themselves_together_lead_together() -> None:
    (one,) = asks("Os Estados Unidos e o Canadá comprometeram-se a ampliar as vias regulares.", "pt")
    assert one.leads == ("USA", "CAN")
    (other,) = asks("Como vizinho do Peru, o Chile comprometeu-se a ampliar as vias regulares.", "pt")
    assert other.leads == ("CHL",)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Reiterate that no person should be expelled without a hearing."),
        ("en", "The ministers stressed that children must not be held in cells."),
        ("fr", "Réitèrent que tout renvoi doit respecter la dignité des personnes."),
        ("es", "Reiterar que las personas migrantes no deben ser criminalizadas."),
        ("pt", "Reiteram que nenhuma criança deve ser separada de seus pais."),
        ("en", "Newcomers shall be informed of their rights."),
        ("es", "Cada Estado habrá de designar un enlace."),
        ("es", "El Banco estaría dispuesto a financiar albergues."),
        ("pt", "Comprometemo-nos a ouvir as associações."),
    ],
)
def test_what_follows_decides_whether_a_repeated_word_asks(language: str, text: str) -> None:
    assert len(asks(text, language, shape="declaration")) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Reiterate that migration is a phenomenon of the whole hemisphere."),
        ("fr", "Réitèrent que la migration est un fait humain."),
        ("es", "Reiterar que la movilidad enriquece a los pueblos."),
        ("pt", "Reiteram que a migração é um direito."),
        ("en", "Recall that some members have to report every year."),
    ],
)
def test_a_principle_that_is_repeated_does_not_ask(language: str, text: str) -> None:
    assert asks(text, language, shape="declaration") == []


@pytest.mark.parametrize(
    ("language", "item", "no_item"),
    [
        ("en", "Creation of a working group on visas.", "Creation of a working group on visas was discussed."),
        ("en", "Mapping of exposed communities.", "Participation in the meeting has grown."),
        ("fr", "Renforcement de la coopération consulaire.", "La mise en place du réseau est achevée."),
        ("fr", "Doubler le nombre de places de réinstallation.", "Premier semestre marqué par les pluies."),
        ("es", "Acompañar el retorno voluntario.", "Lugar y fecha por confirmar."),
        ("es", "Levantamiento de un perfil estadístico.", "La creación del fondo fue discutida."),
        ("pt", "Acompanhar as famílias separadas.", "Mulher e migração no continente."),
        ("pt", "Reforço das investigações conjuntas.", "A criação do fundo foi discutida."),
    ],
)
def test_items_of_a_list_that_name_an_action(language: str, item: str, no_item: str) -> None:
    def of(text: str, marker: str) -> list[Point]:
        return points(PassageRead(1, text, language, marker=marker), Mode(), "declaration")

    (point,) = of(item, "a)")
    assert (point.kind, item[slice(*point.span)]) == ("recommendation", item)
    assert of(no_item, "a)") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Une affiche n'y suffit pas : il conviendrait de former des guides."),
        ("es", "Sin fondos no hay obra: se propone reunirlos."),
        ("en", "Posters are not enough: it was proposed to train guides."),
        ("pt", "Cartazes não bastam: propõe-se formar guias."),
    ],
)
def test_a_negation_ends_at_a_colon(language: str, text: str) -> None:
    assert len(asks(text, language)) == 1
    assert asks(text.replace(":", ""), language) == []


def test_a_long_line_that_opens_with_an_infinitive_asks() -> None:
    item = (
        "Favoriser l'emploi dans les ports, " + "dans les écoles et les ateliers de la côte, " * 10 + "avec les villes."
    )
    assert 400 < len(item) < 700
    assert [p.kind for p in asks(item, "fr")] == ["recommendation"]
