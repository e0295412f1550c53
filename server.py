"""The server: `streamlit run server.py` serves app.py, warmed up before the first visitor comes, and the routes for programs.

`streamlit run app.py` works as well, with pages only; its first visitor waits for the warming up, and one who comes by a link to a page is
told once, wrongly, that the page was not found.
"""
# ruff: noqa: E402

import gc

gc.disable()  # nothing of what is loaded from here to the first visitor is ever garbage; looking for some would take a fifth of the start

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from convergence.errors import ConvergenceError
from convergence.i18n import catalogue
from convergence.model import LANGUAGES
from convergence.ui import session
from convergence.web.application import routes
from convergence.web.browsers import TOLD_APART
from convergence.web.source import Source


@asynccontextmanager
async def warmed_up(app: st.App) -> AsyncIterator[dict[str, object]]:
    # Until st.navigation has run once, Streamlit takes pages/ for its own old scheme and finds no page in it.
    PagesManager.uses_pages_directory = False
    for language in LANGUAGES:
        catalogue(language)
    with suppress(ConvergenceError):  # told to each visitor, in words, by the page
        session.frames()
    gc.freeze()
    # A run makes some 10,000 objects and few cycles: to look through them after each would cost a tenth of it.
    gc.set_threshold(50_000, 20, 20)
    gc.enable()
    # What a run says goes out by the server's own thread; to stop the run for each word of it, as Python would, helps nobody.
    sys.setswitchinterval(0.02)
    yield {}


app = st.App(
    "app.py",
    lifespan=warmed_up,
    middleware=TOLD_APART,
    routes=routes(Source(session.store, session.frames)),
)
