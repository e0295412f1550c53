"""Figures that are drawn once: what Streamlit is given of them, and what a frame around a mark leaves alone."""

from __future__ import annotations

import plotly.graph_objects as go
import plotly.tools

from convergence.ui.figures import Finished

FRAME = {"type": "rect", "x0": 0, "x1": 1, "y0": 0, "y1": 1}


def _figure() -> go.Figure:
    figure = go.Figure(go.Bar(x=[1, 2], y=[3, 4]), layout={"width": 500})
    figure.add_shape(type="line", x0=0, x1=9, y0=0, y1=0)
    return figure


def test_the_parts_are_those_of_the_figure_and_copied_once() -> None:
    figure = Finished(_figure())
    given = plotly.tools.return_figure_from_figure_or_data(figure, validate_figure=True)
    assert given == _figure().to_dict()
    assert plotly.tools.return_figure_from_figure_or_data(figure, validate_figure=True) is given


def test_an_outline_is_one_more_shape_and_leaves_the_figure_as_it_was() -> None:
    figure = Finished(_figure())
    outlined = figure.outlined(FRAME)
    assert [shape["type"] for shape in outlined.to_dict()["layout"]["shapes"]] == ["line", "rect"]
    assert figure.to_dict() == _figure().to_dict()
    assert outlined.to_dict()["data"] == figure.to_dict()["data"]
    assert outlined.layout.width == 500


def test_the_first_outline_of_a_figure_without_shapes() -> None:
    assert Finished(go.Figure()).outlined(FRAME).to_dict()["layout"]["shapes"] == [FRAME]
