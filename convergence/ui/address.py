"""Choices in the URL, as codes: a link reopens a page as it was, in whatever language it is read.

Streamlit's own binding writes what a widget shows, which is a label in the sender's language; so the codes are written here.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import streamlit as st

SETTLED = 2
"""Runs to their end after which a browser has certainly heard what was chosen."""


def arrive(page: str) -> None:
    """Note, once a run, whether this visitor has just come to a page, by a link or by a click."""
    st.session_state["arriving"] = st.session_state.get("page") != page
    st.session_state["page"] = page
    if st.session_state["arriving"]:
        st.session_state["whole_runs"] = 0
        st.session_state["arrived_with"] = frozenset(st.query_params)


def stay() -> None:
    """Note that a run of the page came to its end: from here on the URL follows what is chosen, in parts that run by themselves too."""
    st.session_state["arriving"] = False
    st.session_state["whole_runs"] += 1


def has_just_come() -> bool:
    """Whether a visitor has opened the application at its door, not by a link to something in it; told once."""
    first = st.session_state.setdefault("just_come", True)
    st.session_state["just_come"] = False
    return bool(first) and not st.session_state["page"] and set(st.query_params) <= {"lang"}


def bind(key: str, default: Any = None, options: Collection[str] | None = None) -> None:
    """Before a widget with this key is shown: take its value from the URL on arrival, and keep the URL at its value afterwards.

    The default tells the kind of value: a list of codes, a code or None, a bool, a text (no `options`), a date
    (no `options`, None). On arrival by a link that has a choice of this page, choices that it lacks are at their defaults.
    Unknown codes are dropped and named. Until the page has settled its values are told to the browser at every run: one that
    missed them, because a run was cut short by the next, would take the first option for the choice, and send it back.
    """
    arriving = st.session_state.get("arriving", True)
    in_url = st.query_params.get_all(key)
    if key not in st.session_state or (arriving and _by_link(key)):
        st.session_state[key] = _value(in_url, default, options)
    if st.session_state.get("whole_runs", SETTLED) < SETTLED:
        st.session_state[key] = st.session_state[key]
    bound: set[str] = st.session_state.setdefault("bound", set())
    bound.add(key)
    _write(key, st.session_state[key], default, in_url)


def say_again(*others: str) -> None:
    """Tell the browser every choice anew, before a page is drawn in another language.

    A browser keeps the label of what was chosen and sends it back; in another language it would be no choice at all.
    """
    for key in (*st.session_state.get("bound", ()), *others):
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def _by_link(key: str) -> bool:
    """Whether the address had a choice of this page when the visitor came; what the page has written into it since is no link."""
    prefix = key.partition("_")[0] + "_"
    return any(name.startswith(prefix) for name in st.session_state.get("arrived_with", ()))


def _value(in_url: list[str], default: Any, options: Collection[str] | None) -> Any:
    if not in_url:
        return list(default) if isinstance(default, list) else default
    if isinstance(default, bool):
        return in_url[0] == "1"
    if options is None:
        return in_url[0] if isinstance(default, str) else _date(in_url[0])
    known = [code for code in dict.fromkeys(in_url) if code in options]
    st.session_state.setdefault("unknown", []).extend(code for code in in_url if code not in options)
    if isinstance(default, list):
        return known
    return known[0] if known else default


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _write(key: str, value: Any, default: Any, in_url: list[str]) -> None:
    if value == default or value is None or value == []:
        wanted: list[str] = []
    elif isinstance(value, bool):
        wanted = ["1" if value else "0"]
    else:
        wanted = [str(item) for item in value] if isinstance(value, list) else [str(value)]
    if wanted == in_url:
        return
    if wanted:
        st.query_params[key] = wanted
    else:
        st.query_params.pop(key, None)
