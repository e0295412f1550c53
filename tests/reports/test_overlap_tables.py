"""The tables of the Overlap page leave as files, in four languages, with blanks as blanks."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import numpy as np
import pytest

from convergence.analysis import ask_groups, cooccurrence, gaps, likeness, over_time, overlap, parties, same_ask
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames, Mask
from convergence.codebook import Codebook
from convergence.i18n import Catalogue, catalogue
from convergence.model import LANGUAGES
from convergence.reports import overlap_tables as made
from convergence.reports.about import about
from convergence.reports.delimited import csv_bytes
from convergence.reports.tables import Table
from convergence.reports.workbook import xlsx_bytes


def every_table(frames: Frames, book: Codebook, everything: Mask, t: Catalogue) -> list[Table]:
    counted = overlap.matrix(frames, everything)
    items = {code: (code,) for code in book.themes}
    found = gaps.gaps(frames, everything, items, counted.speaking)
    leads = parties.by_theme(frames, everything)
    totals = {code: len(parties.behind(frames, everything, code)) for code in leads.index}
    pairs = same_ask.pairs(frames, everything)
    meetings = dict.fromkeys(frames.meetings["id"], "2023")
    return [
        *(made.matrix(counted, measure, book, t) for measure in ("count", "share", "presence", "deviation")),
        made.likeness(likeness.likeness(counted), book, t),
        made.intersections(likeness.intersections(counted), book, t),
        made.together(cooccurrence.together(frames, everything), book, t),
        made.gaps([("themes", found, {code: code for code in items})], book, t),
        made.parties(leads, totals, book, t),
        made.over_time(over_time.by_meeting(frames, everything), meetings, book, t),
        made.same_ask(frames, pairs, ask_groups.groups(pairs), book, t),
        made.decided(frames, [(0, 1, "same-ask")], book, t),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_leaves_as_a_file(frames: Frames, codebook: Codebook, everything: Mask, language: str) -> None:
    t = catalogue(language)
    for table in every_table(frames, codebook, everything, t):
        assert len(table.rows)
        text = csv_bytes(table).decode("utf-8-sig")
        assert not {"nan", "None"} & set(re.split(r'[;,"\r\n]+', text))
        assert "overlap_tables." not in text
        assert len(text.splitlines()) > len(table.rows)
        told = about(table.title, frames, codebook, Filter(), everything, t, datetime(2026, 11, 23, tzinfo=UTC))
        assert xlsx_bytes([table], told).startswith(b"PK")


def test_decisions_name_the_joint_actions_on_both(joint: Frames, codebook: Codebook) -> None:
    rows = made.decided(joint, [(0, 1, "same-ask"), (1, 2, "builds-on")], codebook, catalogue("en")).rows
    assert rows[["decision", "reference", "other_reference"]].to_numpy().tolist() == [
        ["Same ask", "RCM\u00a02.1", "RCM\u00a05.1"],
        ["The first builds on the second", "RCM\u00a05.1", "RCM\u00a05.2"],
    ]
    assert rows["joint_actions"].tolist() == [joint.actions["title_en"].iloc[0], None]


def test_the_annex_of_gaps(frames: Frames, codebook: Codebook) -> None:
    chosen = np.ones(len(frames.recommendations), dtype=bool)
    found = gaps.gaps(frames, chosen, {"a": ("asylum",), "b": ()}, ["crm", "csm", "mirps", "idb"])
    table = made.gaps([("themes", found, {"a": "Asylum", "b": "Detention"})], codebook, catalogue("en"))
    assert table.rows.to_dict("records") == [
        {
            "framework": "Themes",
            "item": "Asylum",
            "state": "Followed up at least in part",
            "points": 4,
            "with_follow_up": 1,
            "silent": "IDB",
            "unfollowed": "RCM; SACM",
        },
        {
            "framework": "Themes",
            "item": "Detention",
            "state": "No theme in the codebook",
            "points": 0,
            "with_follow_up": 0,
            "silent": "RCM; SACM; MIRPS; IDB",
            "unfollowed": None,
        },
    ]


@pytest.mark.parametrize(
    ("measure", "cell", "empty", "name"),
    [
        ("count", 10, 0, "themes-by-process"),
        ("share", 62.5, 0, "themes-by-process-share"),
        ("presence", 1, 0, "themes-by-process-presence"),
        ("deviation", 1.6, -0.8, "themes-by-process-deviation"),
    ],
)
def test_the_matrix_leaves_in_the_measure_of_its_figure(
    frames: Frames, codebook: Codebook, everything: Mask, measure: str, cell: float, empty: float, name: str
) -> None:
    table = made.matrix(overlap.matrix(frames, everything), measure, codebook, catalogue("en"))
    rows = table.rows.set_index("theme")
    assert table.name == name
    assert rows.at["Regional cooperation and dialogue", "csm"] == cell
    assert rows.at["Climate, disasters and mobility", "crm"] == empty
    assert rows["csm"].iloc[-1] == 16
    assert rows.at["Regional cooperation and dialogue", "points"] == 22


@pytest.mark.parametrize(
    ("language", "line"), [("fr", ";37,5;62,5;25;"), ("en", ",37.5,62.5,25,"), ("pt", ";37,5;62,5;25;")]
)
def test_numbers_have_the_decimal_sign_that_excel_expects(
    frames: Frames, codebook: Codebook, everything: Mask, language: str, line: str
) -> None:
    table = made.matrix(overlap.matrix(frames, everything), "share", codebook, catalogue(language))
    text = csv_bytes(table).decode("utf-8-sig")
    assert line in text.splitlines()[1]
    assert (";8;16;16;6;4;9;6;55" if language != "en" else ",8,16,16,6,4,9,6,55") in text.splitlines()[-1]
