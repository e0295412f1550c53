"""Figures, drawn once for everybody who looks at the same thing: drawing takes longer than all the rest of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Condition
from typing import Any

import plotly.graph_objects as go
from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from convergence.analysis.frames import Frames
from convergence.charts.look import Drawn
from convergence.charts.steady import steady
from convergence.i18n import Catalogue
from convergence.store.engine import database_url
from convergence.ui import session


class Finished(go.Figure):  # type: ignore[misc]
    """A figure that changes no more.

    Streamlit asks a figure for its parts at every run, and Plotly copies them all each time; these are copied once.
    """

    def __init__(self, figure: go.Figure) -> None:
        self.__dict__.update(figure.__dict__)  # made anew, Plotly would validate all of it again
        self._parts: dict[str, Any] = steady(super().to_dict())

    def to_dict(self) -> dict[str, Any]:
        return self._parts

    def outlined(self, shape: Mapping[str, Any]) -> Finished:
        """The same with one more shape over it; the two share everything else."""
        layout = self._parts["layout"]
        other = Finished.__new__(Finished)
        other.__dict__.update(
            self.__dict__, _parts={**self._parts, "layout": {**layout, "shapes": [*layout.get("shapes", ()), shape]}}
        )
        return other


def kept(frames: Frames, t: Catalogue, what: tuple[object, ...], draw: Callable[[], Drawn]) -> Drawn:
    """The figure that `draw` gives for the present data, language and look; `what` says everything else it depends on.

    It is shared: to be shown, never changed.
    """
    return _kept(database_url(), frames.version, t.language, session.mode().mode, repr(what), draw=draw)


@cached(LRUCache(96), key=lambda *what, draw: hashkey(*what), condition=Condition())
def _kept(place: str, version: int, language: str, mode: str, what: str, *, draw: Callable[[], Drawn]) -> Drawn:
    drawn = draw()
    return Drawn(Finished(drawn.figure), drawn.alt)
