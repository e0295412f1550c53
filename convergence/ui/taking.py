"""Taking in what a visitor types, ticks or clicks, whatever his browser sends in the same instant."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import streamlit as st


def sure(take: Callable[[], None]) -> Callable[[], None]:
    """A callback for a widget, which sees to it that `take` is done when the widget's value changes.

    Streamlit calls a callback once, and ends it at its next look at the session state where the browser has sent something more by
    then, as the clock does that looks for what others changed: what was typed is then not taken in, and may even leave the page.
    So the callback only notes what is to be done, which nothing ends; `take_in` does it, once more where a run was ended meanwhile.
    Doing it twice must be the same as doing it once.
    """
    page = st.session_state.get("page")

    def unless_gone() -> None:
        # whoever has left the page has taken its fields along, and empty ones say nothing
        if st.session_state.get("page") == page:
            take()

    waiting: list[Callable[[], None]] = st.session_state.setdefault("waiting", [])
    return lambda: waiting.append(unless_gone)


def take_in() -> None:
    """Do what has been noted: at the head of every run and of a part that runs by itself, and before anybody asks for a draft."""
    waiting: list[Callable[[], None]] = st.session_state.setdefault("waiting", [])
    while waiting:
        take = waiting[0]
        try:
            take()
        except Exception:
            _done(take, waiting)
            raise
        _done(take, waiting)


def _done(take: Callable[[], None], waiting: list[Callable[[], None]]) -> None:
    """Noted until it is done: the next run may begin while this one, which is to end, is at it, and does it as well."""
    with suppress(ValueError):
        waiting.remove(take)
