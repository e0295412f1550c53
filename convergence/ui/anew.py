"""A block that takes nothing along of what stood in its place before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def block(key: str, *what: object) -> Iterator[None]:
    """Where what is shown changes in number; `what` it shows, as the session's `key` remembers it.

    When a part of the page runs by itself and the clock that looks for what others changed asks for its turn meanwhile, Streamlit withholds
    from the browser that the part is done, and what is in excess of before stays beneath what is new: cards of one cell under those
    of another. A block of another type has its place to itself from the first, so that two types take turns.
    """
    turns: dict[str, tuple[object, bool]] = st.session_state.setdefault("turns", {})
    shown, turn = turns.get(key, (what, False))
    turn ^= shown != what
    with st.grid(1) if turn else st.container():
        yield
    # only now: a run that is ended before has not taken the place of anything
    turns[key] = what, turn
