"""Words of a figure keep their colours, whatever mark is clicked."""

from __future__ import annotations

import plotly.graph_objects as go

from convergence.charts.steady import steady


def scatter(colours: str | list[str]) -> dict[str, object]:
    return {
        "type": "scatter",
        "x": [0, 1, 2],
        "y": [0, 0, 0],
        "text": ["a", "b", "c"],
        "textfont": {"size": 13, "color": colours},
        "marker": {"size": [1, 2, 3], "color": "#000000"},
        "customdata": [["a"], ["b"], ["c"]],
        "unselected": {"marker": {"opacity": 0}},
    }


def test_one_colour_is_told_for_what_is_not_clicked() -> None:
    (made,) = steady({"data": [scatter("#123456")], "layout": {"width": 300}})["data"]
    words = {"textfont": {"color": "#123456"}}
    assert made == scatter("#123456") | {"selected": words, "unselected": {"marker": {"opacity": 0}, **words}}


def test_marks_with_words_in_two_colours_are_parted_and_none_is_lost() -> None:
    made = steady({"data": [scatter(["#111111", "#ffffff", "#111111"])], "layout": {"width": 300}})
    assert [(part["customdata"], part["textfont"]["color"], part["marker"]["size"]) for part in made["data"]] == [
        ([["a"], ["c"]], "#111111", [1, 3]),
        ([["b"]], "#ffffff", [2]),
    ]
    assert [part["unselected"]["textfont"]["color"] for part in made["data"]] == ["#111111", "#ffffff"]
    assert made["layout"] == {"width": 300}
    go.Figure(made)  # Plotly knows every part of it


def test_a_trace_without_words_stays_as_it_is() -> None:
    bar = {"type": "bar", "x": [1, 2], "y": [0, 1]}
    assert steady({"data": [bar], "layout": {}})["data"] == [bar]
