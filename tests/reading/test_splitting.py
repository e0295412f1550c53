"""One recommendation per ask, readable by itself, each with its place."""

from __future__ import annotations

import pytest

from convergence.reading import Proposal, read


def proposals(text: str) -> list[Proposal]:
    reading = read(f"{text}\n".encode(), "a.txt")
    return [p for one in reading.interventions for passage in one.passages for p in passage.proposals]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Les recommandations portent sur les points suivants : 1) le dialogue entre les pays de la région ; "
            "2) l'échange d'informations ; et 3) la facilitation de l'accès à l'asile.",
            [
                "Les recommandations portent sur les points suivants : le dialogue entre les pays de la région.",
                "Les recommandations portent sur les points suivants : l'échange d'informations.",
                "Les recommandations portent sur les points suivants : la facilitation de l'accès à l'asile.",
            ],
        ),
        (
            "Il est proposé de revitaliser la troïka, de promouvoir le dialogue avec les autres processus "
            "et d'élaborer un programme de travail.",
            [
                "Il est proposé de revitaliser la troïka.",
                "Il est proposé de promouvoir le dialogue avec les autres processus.",
                "Il est proposé d'élaborer un programme de travail.",
            ],
        ),
        (
            "The members should strengthen their consulates, promote regular pathways and develop a common database.",
            [
                "The members should strengthen their consulates.",
                "The members should promote regular pathways.",
                "The members should develop a common database.",
            ],
        ),
        (
            "The delegations agree to issue permits to refugees, to strengthen their consulates, and to launch a campaign.",
            [
                "The delegations agree to issue permits to refugees.",
                "The delegations agree to strengthen their consulates.",
                "The delegations agree to launch a campaign.",
            ],
        ),
        (
            "Los países acordaron: a) crear una red de municipios de acogida; b) publicar un informe anual sobre la migración.",
            [
                "Los países acordaron: crear una red de municipios de acogida.",
                "Los países acordaron: publicar un informe anual sobre la migración.",
            ],
        ),
        (
            "Os Estados deverão facilitar a emissão de documentos e ampliar a rede de consulados.",
            [
                "Os Estados deverão facilitar a emissão de documentos.",
                "Os Estados deverão ampliar a rede de consulados.",
            ],
        ),
    ],
)
def test_enumerations(text: str, parts: list[str]) -> None:
    found = proposals(text)
    assert [p.text for p in found] == parts
    for one in found:
        assert text[slice(*one.span)].strip() in text
        assert one.span[0] < one.span[1] <= len(text)
    assert [p.span for p in found] == sorted(p.span for p in found)


@pytest.mark.parametrize(
    "text",
    [
        "Les représentants devraient se réunir à nouveau afin d'analyser la situation et d'identifier des stratégies communes.",
        "States should act in order to strengthen trust and promote peace in the region.",
        "The countries of origin and of transit should share what they know about the routes.",
    ],
)
def test_a_purpose_is_not_an_enumeration(text: str) -> None:
    assert len(proposals(text)) == 1
