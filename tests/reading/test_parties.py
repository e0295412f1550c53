"""Countries and bodies in four languages; who leads and who is merely named."""

from __future__ import annotations

import pytest

from convergence.codebook import Added, Codebook, bundled, extended
from convergence.reading import read
from convergence.reading.lexicon import load
from convergence.reading.parties import mentions


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Le Pérou et l'Équateur", ["PER", "ECU"]),
        ("the Government of the United States of America", ["USA"]),
        ("los EE. UU. y la República Dominicana", ["USA", "DOM"]),
        ("o Governo brasileiro", ["BRA"]),
        ("the Peruvian delegation", ["PER"]),
        ("el Gobierno salvadoreño", ["SLV"]),
        ("le gouvernement canadien", ["CAN"]),
        ("los Estados Unidos Mexicanos", ["MEX"]),
        ("Peruvian nationals and Haitians", []),
        ("a person in panama hats", []),
        ("UNHCR, la OIM et le HCR", ["unhcr", "iom", "unhcr"]),
        ("the South American Conference", []),
        ("let us meet", []),
    ],
)
def test_mentions(text: str, codes: list[str]) -> None:
    assert [m.code for m in mentions(text)] == codes


def leads(text: str, book: Codebook | None = None) -> list[tuple[str, ...]]:
    reading = read(text.encode(), "a.txt", book)
    return [p.leads for one in reading.interventions for passage in one.passages for p in passage.proposals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le Chili dirige le groupe sur l'intégration des migrants dans la région.", [("CHL",)]),
        ("Le Paraguay et le Pérou sont en tête pour les questions liées aux visas.", [("PRY", "PER")]),
        (
            "Le Pérou joue un rôle clé sur les questions de xénophobie, le Mexique sur les questions de mobilité et le Canada sur l'asile.",
            [("PER",), ("MEX",), ("CAN",)],
        ),
        ("The group on asylum is led by Canada and Chile for the next two years.", [("CAN", "CHL")]),
        ("Integration and support for host communities (Lead: Chile).", [("CHL",)]),
        ("El grupo sobre refugio será liderado por el Gobierno de Costa Rica.", [("CRI",)]),
        ("México encabezará el grupo de trabajo sobre empleo, y Costa Rica, el de refugio.", [("MEX",), ("CRI",)]),
        ("A Guatemala lidera o grupo sobre deslocamento interno da região.", [("GTM",)]),
        ("Queda a cargo de Belice el equipo sobre integración local.", [("BLZ",)]),
        ("Canada and the members should support the people of Haiti.", [()]),
        ("Los países miembros instan a Venezuela a emitir documentos de identidad.", [()]),
    ],
)
def test_leads(text: str, expected: list[tuple[str, ...]]) -> None:
    assert leads(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La Red de Ciudades liderará el grupo de trabajo sobre integración.", ("city-network",)),
        ("The group on integration is led by the Network of Cities and Spain.", ("city-network", "ESP")),
        ("Le groupe sur les visas est dirigé par l'OIM et la RDC.", ("migration-agency", "city-network")),
        ("The network of cities of the region leads the group on asylum.", ()),
    ],
)
def test_parties_added_to_the_codebook_lead(text: str, expected: tuple[str, ...]) -> None:
    """A body by its names and acronym; a country in all languages; a body known by other names under the code it was given."""
    added = extended(
        bundled(),
        [
            Added("city-network", "body", {"es": "Red de Ciudades (RDC)", "en": "The Network of Cities"}, {}),
            Added("ESP", "country", {"es": "España"}, {}),
            Added("migration-agency", "body", {"en": "International Organization for Migration"}, {}),
        ],
    )
    assert [code for found in leads(text, added) for code in found] == list(expected)
    bare = {code for found in leads(text) for code in found}
    assert not bare & {"city-network", "migration-agency"}


def test_codes_of_countries_are_those_of_the_codebook() -> None:
    known = {party["code"] for party in load("party_names")["parties"]}
    countries = {party.code for party in bundled().parties.values() if party.kind == "country"}
    assert countries <= known


@pytest.mark.parametrize("language", ["fr", "en", "es", "pt"])
def test_every_label_of_a_country_is_recognised(language: str) -> None:
    wrong = {
        party.code: [m.code for m in mentions(party.label[language])]
        for party in bundled().parties.values()
        if party.kind == "country" and [m.code for m in mentions(party.label[language])] != [party.code]
    }
    assert wrong == {}
