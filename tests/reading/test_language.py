"""In which language a document and each of its paragraphs is."""

from __future__ import annotations

import pytest

from convergence.reading import read
from convergence.reading.language import of_document, of_paragraph, of_paragraphs

TEXTS = {
    "fr": "Les pays membres ont décidé de renforcer la coopération dans la région.",
    "en": "The member countries have decided to strengthen cooperation in the region.",
    "es": "Los países miembros han decidido fortalecer la cooperación en la región.",
    "pt": "Os países membros decidiram fortalecer a cooperação na região para todos.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_four_languages(language: str, text: str) -> None:
    assert of_document(text) == language
    assert {of_paragraph(text, other) for other in TEXTS} == {language}


@pytest.mark.parametrize(
    "text",
    [
        "Die Länder haben sich auf die Zusammenarbeit in der Region geeinigt und werden sich wieder treffen.",
        "I paesi membri hanno deciso di rafforzare la cooperazione nella regione e di incontrarsi di nuovo.",
        "Els països membres han decidit reforçar la cooperació amb les autoritats de la regió i dels municipis.",
        "成员国决定加强本区域的合作。",
        "12 34 56",
    ],
)
def test_a_fifth_language(text: str) -> None:
    assert of_document(text) is None


def test_a_document_in_two_languages_is_told_apart_by_paragraph() -> None:
    reading = read(f"{TEXTS['en']}\n{TEXTS['en']}\n{TEXTS['es']}\n".encode(), "a.txt")
    assert [(p.language, len(p.proposals)) for i in reading.interventions for p in i.passages] == [
        ("en", 1),
        ("en", 1),
        ("es", 1),
    ]


def test_a_short_paragraph_has_the_language_of_its_document() -> None:
    assert of_paragraph("Panama, 2023", "pt") == "pt"


def test_a_document_half_in_another_language_has_the_one_in_which_it_opens() -> None:
    assert of_paragraphs([TEXTS["fr"], TEXTS["en"]]) == "fr"
    assert of_paragraphs([TEXTS["en"], TEXTS["fr"]]) == "en"
    assert of_paragraphs([TEXTS["es"], TEXTS["pt"], TEXTS["pt"], TEXTS["pt"]]) == "pt"
    assert of_paragraphs(["12", "34"]) is None
