"""What readers see in the tables: exact values of the bundled meeting, in four languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from convergence.analysis import filters, overlap
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames, Mask
from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.i18n import catalogue
from convergence.model import LANGUAGES
from convergence.reports import tables

from .given import ADDRESS, TODAY


def row(table: tables.Table, **wanted: str) -> dict[str, object]:
    rows = table.rows
    for key, value in wanted.items():
        rows = rows[rows[key] == value]
    assert len(rows) == 1
    return dict(rows.iloc[0])


def test_a_joint_recommendation_in_english(frames: Frames, codebook: Codebook, everything: Mask) -> None:
    table = tables.recommendations(frames, codebook, everything, catalogue("en"), ADDRESS)
    assert len(table.rows) == 55
    assert [column.label for column in table.columns] == [
        "Reference", "Statement", "Process", "Main theme", "Other themes", "Kind", "Position", "Operative verb", "Leads", "Meeting",
        "Date of the meeting", "Passage", "Text of the passage", "Reviewed", "Link",
    ]  # fmt: skip
    found = row(table, reference="RCM\u00a05.1")
    assert str(found.pop("passage_text")).startswith("The ")
    assert found == {
        "reference": "RCM\u00a05.1",
        "text": "The RCM and the SACM recommend dialogue leading to joint action against irregular immigration, such as strengthening "
        "visa processing systems and border management.",
        "processes": "RCM; SACM",
        "main_theme": "Borders and irregular movement",
        "other_themes": "Regular pathways and visas; Regional cooperation and dialogue",
        "kind": "Recommendation",
        "position": "Proposed",
        "verb": "engage in dialogue",
        "leads": None,
        "meeting": "Annual meeting on migration governance and on international and regional migration mechanisms and processes",
        "meeting_date": pd.Timestamp("2023-05-09"),
        "passage": "RCM\u00a05",
        "reviewed": "yes",
        "link": "https://convergence.example.org/recommendation?id=2023-05-09-cam/crm.5.1&lang=en",
    }


@pytest.mark.parametrize(
    ("language", "passage", "lead", "theme"),
    [
        ("fr", "Los Angeles\u00a06", "Chili", "Intégration et communautés d’accueil"),
        ("en", "Los Angeles\u00a06", "Chile", "Integration and host communities"),
        ("es", "Los Ángeles\u00a06", "Chile", "Integración y comunidades de acogida"),
        ("pt", "Los Angeles\u00a06", "Chile", "Integração e comunidades de acolhida"),
    ],
)
def test_a_lead_in_four_languages(
    frames: Frames, codebook: Codebook, everything: Mask, language: str, passage: str, lead: str, theme: str
) -> None:
    table = tables.recommendations(frames, codebook, everything, catalogue(language))
    found = row(table, passage=passage, leads=lead)
    assert found["main_theme"] == theme
    assert "link" not in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_shows(frames: Frames, codebook: Codebook, everything: Mask, every_action: Mask, language: str) -> None:
    t = catalogue(language)
    vocabularies = (
        codebook.themes,
        codebook.kinds,
        codebook.positions,
        codebook.progress,
        codebook.flags,
        codebook.parties,
    )
    codes = {code for vocabulary in vocabularies for code in vocabulary}
    coded = {
        "main_theme",
        "other_themes",
        "kind",
        "position",
        "leads",
        "lead",
        "supporting",
        "progress",
        "flags",
        "source",
    }
    for table in (
        tables.recommendations(frames, codebook, everything, t),
        tables.actions(frames, codebook, every_action, t, TODAY),
    ):
        for key in coded & set(table.rows.columns):
            shown = {label for value in table.rows[key].dropna() for label in value.split("; ")}
            assert not shown & codes
        assert not [column.label for column in table.columns if column.label.startswith("reports.")]


def test_what_exists_in_another_language_only_is_marked(awkward: Frames, codebook: Codebook, everything: Mask) -> None:
    shown = {
        language: tables.recommendations(awkward, codebook, everything, catalogue(language)).rows["text"].iloc[0]
        for language in LANGUAGES
    }
    assert shown["fr"].startswith("[en anglais] =HYPERLINK")
    assert shown["es"].startswith("[en inglés] =HYPERLINK")
    assert shown["pt"].startswith("[em inglês] =HYPERLINK")
    assert shown["en"].startswith("=HYPERLINK")


def test_one_row_per_theme(frames: Frames, codebook: Codebook, everything: Mask) -> None:
    table = tables.recommendations(frames, codebook, everything, catalogue("en"), per_theme=True)
    assert len(table.rows) == len(frames.themes)
    assert [column.key for column in table.columns][3:5] == ["theme", "is_main"]
    found = table.rows[table.rows["reference"] == "RCM\u00a05.1"]
    assert list(zip(found["theme"], found["is_main"], strict=True)) == [
        ("Borders and irregular movement", "yes"),
        ("Regular pathways and visas", "no"),
        ("Regional cooperation and dialogue", "no"),
    ]


def test_chosen_columns_in_the_chosen_order(frames: Frames, codebook: Codebook, everything: Mask) -> None:
    table = tables.recommendations(frames, codebook, everything, catalogue("en"))
    chosen = table.only(["kind", "text", "kind"])
    assert [column.label for column in chosen.columns] == ["Kind", "Statement"]
    assert list(chosen.rows.columns) == ["kind", "text"]
    with pytest.raises(InvalidInput) as refused:
        table.only(["kind", "themes"])
    assert (
        catalogue("en")
        .error(refused.value)
        .startswith("“themes” is not a column of the table: choose from reference, text, ")
    )


def test_an_action_that_is_late(awkward: Frames, codebook: Codebook, every_action: Mask) -> None:
    table = tables.actions(awkward, codebook, every_action, catalogue("fr"), TODAY, ADDRESS)
    found = dict(table.rows.iloc[0])
    assert str(found.pop("recommendation")).startswith("[en anglais] =HYPERLINK")
    assert found == {
        "title": "Assurer une prise en charge humanitaire des migrants",
        "reference": "CRM\u00a02.1",
        "processes": "CRM",
        "joint": "non",
        "joint_with": None,
        "lead": "Panama",
        "supporting": None,
        "progress": "Sans information",
        "due": pd.Timestamp("2026-11-01"),
        "flags": "En retard",
        "evidence": "https://example.org/report?a=1&b=2",
        "note": "@SUM(A1)\nsecond line",
        "source": "Délégation",
        "updated": pd.Timestamp("2026-11-20 10:00"),
        "link": "https://convergence.example.org/recommendation?id=2023-05-09-cam/crm.2.1&lang=fr",
    }
    assert table.rows["flags"].iloc[1] == "Échéance proche; Sans mise à jour récente; Sans responsable"


def test_a_joint_action_names_what_else_it_follows_up(joint: Frames, codebook: Codebook, every_action: Mask) -> None:
    rows = tables.actions(joint, codebook, every_action, catalogue("en"), TODAY).rows
    assert rows[["reference", "joint", "joint_with"]].iloc[0].tolist() == ["RCM\u00a02.1", "yes", "RCM\u00a05.1"]
    assert set(rows["joint"].iloc[1:]) == {"no"}
    assert not rows["joint_with"].iloc[1:].any()


def test_the_matrix(frames: Frames, codebook: Codebook, everything: Mask) -> None:
    table = tables.matrix(overlap.matrix(frames, everything), codebook, catalogue("en"))
    assert [column.label for column in table.columns] == [
        "Area", "Theme", "RCM", "SACM", "Los Angeles", "MIRPS", "IDB", "IDM", "Number of processes", "Number of recommendations",
    ]  # fmt: skip
    assert len(table.rows) == 27
    assert table.rows.iloc[0].tolist() == [
        "Governance and cooperation", "Regional cooperation and dialogue", 3, 10, 4, 2, 0, 4, 5, 22,
    ]  # fmt: skip
    assert table.rows.iloc[-1].tolist() == [None, "All themes together", 8, 16, 16, 6, 4, 9, 6, 55]


def test_only_what_the_filter_selects(frames: Frames, codebook: Codebook) -> None:
    chosen = Filter(processes=("idb",))
    t = catalogue("pt")
    table = tables.recommendations(frames, codebook, filters.recommendations(frames, chosen, "pt"), t)
    assert set(table.rows["processes"]) == {"BID"}
    assert len(table.rows) == 4
    acts = tables.actions(frames, codebook, filters.actions(frames, chosen, "pt", TODAY), t, TODAY)
    assert set(acts.rows["processes"]) == {"BID"}


def test_nothing_chosen_gives_headers_only(frames: Frames, codebook: Codebook) -> None:
    none = np.zeros(len(frames.recommendations), dtype=bool)
    table = tables.recommendations(frames, codebook, none, catalogue("es"), per_theme=True)
    assert table.rows.empty
    assert len(table.columns) == 14


def test_a_code_that_the_codebook_does_not_know_stands_for_itself(
    frames: Frames, codebook: Codebook, everything: Mask
) -> None:
    table = frames.recommendations.copy()
    table["kind"] = table["kind"].cat.rename_categories({"progress": "invented"})
    strange = replace(frames, recommendations=table, _cache={})
    shown = tables.recommendations(strange, codebook, everything, catalogue("en"))
    assert "invented" in set(shown.rows["kind"])


def test_flags_are_those_of_the_day(awkward: Frames, codebook: Codebook, every_action: Mask) -> None:
    before = tables.actions(awkward, codebook, every_action, catalogue("en"), date(2026, 10, 1))
    assert before.rows["flags"].iloc[0] is None
