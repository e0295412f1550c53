"""What follows from the data of one version and a language, made once for everybody who looks at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from convergence.analysis.frames import Frames
from convergence.i18n import Catalogue
from convergence.store.engine import database_url

Made = TypeVar("Made")


def kept(frames: Frames, t: Catalogue, what: tuple[object, ...], make: Callable[[], Made]) -> Made:
    """What `make` gives for the present data and language; `what` says everything else that it depends on.

    It is shared: to be shown, never changed.
    """
    made: Made = _kept(database_url(), frames.version, t.language, repr(what), make)
    return made


@st.cache_resource(show_spinner=False, max_entries=4096)
def _kept(place: str, version: int, language: str, what: str, _make: Callable[[], Any]) -> Any:
    return _make()
