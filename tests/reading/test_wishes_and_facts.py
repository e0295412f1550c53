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
        ("pt", "Não basta abrir salas; é preciso ensinar."),
        ("en", "The delegation welcomed the text but asked for deadlines."),
        ("fr", "La délégation a salué le texte mais a demandé des délais."),
        ("es", "La delegación saludó el texto, pero pidió que se fijen plazos."),
        ("en", "Recommendation: open an office in the port."),
        ("fr", "Recommandation : ouvrir un guichet au port."),
        ("es", "Según la ley de cada país, aceptar los carnés caducados."),
        ("fr", "Conformément à la loi de chaque pays, accepter les cartes périmées."),
        ("pt", "De acordo com a lei de cada país, aceitar as carteiras vencidas."),
        ("en", "Swift adoption of the law on registers;"),
        ("es", "Pronta adopción de la ley de registros;"),
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
        ("en", "Peru promised to open two offices."),
        ("en", "Ministers stressed once more how important it is to open the ports."),
        ("en", "The delegations gave assurances that both offices would stay open."),
        ("fr", "La délégation promet de rouvrir le registre."),
        ("fr", "Il incombe aux communes de tenir ce registre."),
        ("fr", "Nous exigeons la réouverture du registre."),
        ("es", "Recalcan que es preciso abrir dos oficinas."),
        ("es", "Apremia revisar el registro."),
        ("es", "Los países prometieron abrir dos oficinas."),
        ("pt", "Frisaram que é preciso abrir dois postos."),
        ("pt", "Cabe aos municípios manter o registro."),
        ("pt", "Os países prometeram abrir dois postos."),
        ("es", "La ministra dijo que es indispensable abrir dos oficinas."),
        ("pt", "A ministra disse que deve haver dois postos."),
        ("es", "Piden igualmente a la sede que abra dos oficinas."),
        ("fr", "L'Assemblée demande dès lors au Conseil d'ouvrir deux bureaux."),
        ("fr", "La Conférence recommande en outre d'ouvrir deux bureaux."),
        ("pt", "Cobraram também da sede que abra dois postos."),
        ("es", "Ningún puerto será cerrado."),
        ("pt", "Nenhum porto será fechado."),
        ("es", "La red demanda el cierre de los dos centros."),
        ("en", "It is our intention to open two offices."),
        ("es", "Quedaron en volver a verse en mayo."),
        ("fr", "Nous vous prions d'ouvrir deux bureaux."),
        ("en", "ENDORSES the Guide to the ports as a common source;"),
        ("es", "Se celebre en Lima un encuentro de intérpretes."),
        ("fr", "Réunis à Lima, les groupes de la Conférence (CRM) ont préconisé l'ouverture de deux bureaux."),
        ("pt", "Entendem ser preciso abrir dois postos."),
        ("pt", "O representante declarou-se inteiramente disponível para abrir dois postos."),
        ("es", "Los cancilleres pactaron una hoja de ruta."),
        ("en", "Several members declared that they intended to open offices."),
        ("fr", "Ouvrez des bureaux, formez des interprètes."),
        ("es", "Abran dos oficinas y formen intérpretes."),
        ("pt", "Abram dois postos e formem intérpretes."),
        ("fr", "La mission les presse d'ouvrir deux bureaux."),
        ("fr", "Les bailleurs sont encouragés à payer les interprètes."),
        ("en", "The observatory deems it indispensable to open the ports."),
        ("pt", "Foi pedido o envio de intérpretes."),
        ("pt", "O Secretariado foi incumbido de abrir dois postos."),
        ("pt", "Às prefeituras fazemos um convite: abram seus postos."),
        ("es", "La Secretaría recibió el mandato de abrir dos oficinas."),
        ("fr", "Le Secrétariat a reçu mandat d'ouvrir deux bureaux."),
        ("pt", "Aprovada a moção que solicita ao Ministério dois postos."),
    ],
)
@pytest.mark.parametrize("shape", ["summary", "declaration"])
def test_asks(language: str, text: str, shape: str) -> None:
    assert len(kinds(language, text, shape)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La Conférence a ouvert deux bureaux et formé 300 agents."),
        ("en", "During the storm, whole villages left."),
        ("en", "According to the mayor, beds ran out."),
        ("es", "Según el informe de cada país, los carnés caducaron."),
        ("pt", "A delegação não saudou o texto, mas saiu em silêncio."),
        ("fr", "Force est de constater que le registre est vide."),
        ("es", "La oficina, que es necesaria desde 2010, cerró en mayo."),
        ("fr", "Assez de bureaux ont fermé en mai."),
        ("fr", "Les délégations ont convenu de signaler que la séance fut franche."),
        ("en", "The delegations agreed to note that the session was frank."),
        ("es", "Los Jefes de Estado aprobamos el presente documento."),
        ("pt", "As delegações concordaram em registrar que a sessão foi franca."),
        ("es", "Cabe señalar que el registro está vacío."),
        ("pt", "Cabe ressaltar que o registro está vazio."),
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
