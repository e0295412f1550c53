"""What a recommendation's card and a history's titles say, from the small meeting."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.reports import labels
from convergence.reports.cards import card
from convergence.reports.titles import Titles, shortened


def test_a_card_says_what_the_tables_say(frames: Frames, codebook: Codebook) -> None:
    t = catalogue("es")
    for position, row in frames.recommendations.iterrows():
        made = card(frames, int(str(position)), codebook, t)
        themes = frames.themes.loc[frames.themes["rec"] == position, "theme"]
        assert made.id == row["id"]
        assert made.kind == codebook.kinds[row["kind"]].label["es"]
        assert made.themes == tuple(codebook.themes[code].label["es"] for code in themes)
        assert made.text == frames.words("recommendations", "text", "es").iloc[int(str(position))]
        assert made.passage == frames.words("passages", "text", "es").iloc[int(row["passage"])]
        assert made.cited == labels.citations(frames, codebook, t)[int(row["passage"])].replace("\u00a0", " ")


def test_among_several_meetings_a_card_says_the_day(frames: Frames, codebook: Codebook) -> None:
    later = frames.meetings.assign(id="2024-06-01-cam", date=pd.Timestamp("2024-06-01"))
    several = replace(frames, meetings=pd.concat([frames.meetings, later], ignore_index=True), _cache={})
    assert card(several, 0, codebook, catalogue("en")).cited == "RCM 2 (9 May 2023)"
    assert card(several, 0, codebook, catalogue("fr")).cited == "CRM 2 (9 mai 2023)"
    assert card(frames, 0, codebook, catalogue("en")).cited == "RCM 2"


def test_a_text_in_another_language_only_says_so(frames: Frames, codebook: Codebook) -> None:
    table = frames.recommendations.copy()
    table.loc[1, "text_en"] = None
    partly = replace(frames, recommendations=table, _cache={})
    t = catalogue("en")
    assert [card(partly, position, codebook, t).translated for position in range(3)] == [True, False, True]
    assert card(partly, 1, codebook, t).text == table.loc[1, "text_fr"]
    assert card(partly, 1, codebook, catalogue("fr")).translated


def test_titles_of_what_is_there_and_of_nothing_else(frames: Frames) -> None:
    titles = Titles(frames, catalogue("fr"), {"a-document": "Un document"})
    action = frames.actions.iloc[0]
    assert titles.get(action["id"]) == shortened(action["title_fr"])
    assert titles.get(frames.meetings["id"].iloc[0]) == shortened(frames.meetings["title_fr"].iloc[0])
    assert titles.get("a-document") == "Un document"
    assert titles.get("nothing/of.1.1") is None


def test_a_long_title_is_cut_between_words() -> None:
    assert shortened("un deux trois", 9) == "un deux…"
    assert shortened("un deux", 7) == "un deux"
