"""What follows from the data of one version and a language, made once for everybody who looks at it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition
from typing import Any, TypeVar

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from convergence.analysis.frames import Frames
from convergence.i18n import Catalogue
from convergence.store.engine import database_url

Made = TypeVar("Made")


def kept(frames: Frames, t: Catalogue, what: tuple[object, ...], make: Callable[[], Made]) -> Made:
    """What `make` gives for the present data and language; `what` says everything else that it depends on.

    It is shared: to be shown, never changed.
    """
    made: Made = _kept(database_url(), frames.version, t.language, repr(what), make=make)
    return made


# Streamlit's own cache takes some 0.3 ms to tell one call from another; a page asks dozens of times.
@cached(LRUCache(4096), key=lambda *what, make: hashkey(*what), condition=Condition())
def _kept(place: str, version: int, language: str, what: str, *, make: Callable[[], Any]) -> Any:
    return make()
