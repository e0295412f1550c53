"""Figures, drawn once for everybody who looks at the same thing: drawing takes longer than all the rest of a page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from convergence.analysis.frames import Frames
from convergence.charts.look import Drawn
from convergence.i18n import Catalogue
from convergence.store.engine import database_url
from convergence.ui import session


def kept(frames: Frames, t: Catalogue, what: tuple[object, ...], draw: Callable[[], Drawn]) -> Drawn:
    """The figure that `draw` gives for the present data, language and look; `what` says everything else it depends on.

    It is shared: to be shown, never changed.
    """
    return _kept(database_url(), frames.version, t.language, session.mode().mode, repr(what), draw)


@st.cache_resource(show_spinner=False, max_entries=96)
def _kept(place: str, version: int, language: str, mode: str, what: str, _draw: Callable[[], Drawn]) -> Drawn:
    return _draw()
