"""Several actions changed at once: which, what, what would change row by row, one button, and the way back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from convergence import history
from convergence.analysis.frames import Frames, Positions
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.fields import TEXT_LIMIT
from convergence.i18n import Catalogue
from convergence.reports.titles import Titles
from convergence.store import together
from convergence.store.writes import Conflict
from convergence.ui import grid, session
from convergence.ui.parts import plain

HEIGHT = 320


def show(frames: Frames, positions: Positions, book: Codebook, t: Catalogue) -> None:
    """The whole way, for the actions that the filter shows and the visitor may change."""
    _way_back(frames, t)
    chosen = _chosen(frames, positions, book, t)
    changes, note = _wanted(book, t)
    if not chosen:
        st.caption(t("together.choose"))
        return
    if not changes and not note:
        st.caption(t("together.say"))
        return
    lines = _lines(frames, positions, set(chosen), changes, note, book, t)
    n = len({line["id"] for line in lines})
    same = len(chosen) - n
    st.subheader(t.n("together.preview", n), anchor=False)
    if same:
        st.caption(t.n("together.same", same))
    if not n:
        return
    shown = [{name: value for name, value in line.items() if name != "id"} for line in lines]
    st.dataframe(shown, hide_index=True, height=HEIGHT if len(shown) > 8 else "auto", alt=t("together.preview_alt"))
    st.button(
        t.n("together.confirm", n),
        key="together_confirm",
        type=session.emphasis(),
        icon=":material/done_all:",
        on_click=_change,
        args=(chosen, changes, note, t),
    )


def _chosen(frames: Frames, positions: Positions, book: Codebook, t: Catalogue) -> dict[str, int]:
    """Actions by id with the revision that is on the page: all that the filter shows, or those that are ticked."""
    how = st.segmented_control(
        t("together.which"),
        ("all", "ticked"),
        default="all",
        required=True,
        format_func=lambda code: t.n("together.all", len(positions)) if code == "all" else t("together.ticked"),
        key="together_which",
        persist_state="session",
    )
    ids = frames.values("actions", "id")
    revisions = frames.values("actions", "revision")
    places = list(positions)
    if how == "ticked":
        table = grid.rows(frames, positions, book, t, grid.values(frames, positions))
        event = st.dataframe(
            table,
            key=f"together_rows_{hash(tuple(ids[place] for place in places))}",
            hide_index=True,
            height=HEIGHT if len(table) > 8 else "auto",
            column_order=["title", "progress", "due", "lead", "note", "flags", "cited", "process"],
            column_config=grid.columns(book, t),
            on_select="rerun",
            selection_mode="multi-row",
            alt=t("tracker.grid_alt"),
            placeholder="–",
        )
        places = [places[row] for row in event["selection"]["rows"]]
    return {ids[place]: int(revisions[place]) for place in places}


def _wanted(book: Codebook, t: Catalogue) -> tuple[dict[str, Any], str]:
    """What is to be set, by field, and the line to be added to each note; what is left empty stays as it is."""
    round_ = st.session_state.get("together_round", 0)
    whole = session.actor().role.can_update_every_action
    changes: dict[str, Any] = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        changes["progress"] = st.selectbox(
            t("fields.progress"),
            list(book.progress),
            index=None,
            format_func=lambda code: t.text(book.progress[code].label),
            placeholder=t("together.as_is"),
            key=f"together_progress_{round_}",
            filter_mode=None,
            width=240,
        )
        changes["due"] = st.date_input(
            t("fields.due"), value=None, format="DD/MM/YYYY", key=f"together_due_{round_}", width=180
        )
        if whole:
            changes["lead"] = st.selectbox(
                t("fields.lead"),
                list(book.parties),
                index=None,
                format_func=lambda code: t.text(book.parties[code].label),
                placeholder=t("together.as_is"),
                key=f"together_lead_{round_}",
                filter_mode="contains",
                width=280,
            )
    note = st.text_area(t("together.note"), key=f"together_note_{round_}", max_chars=TEXT_LIMIT)
    return {name: value for name, value in changes.items() if value is not None}, (note or "").strip()


def _lines(
    frames: Frames,
    positions: Positions,
    chosen: set[str],
    changes: dict[str, Any],
    note: str,
    book: Codebook,
    t: Catalogue,
) -> list[dict[str, str]]:
    """A line for each field of each action that would change: its value now, and then."""
    titles = dict(zip(frames.values("actions", "id"), frames.words("actions", "title", t.language), strict=True))
    found = []
    for action_id, now in grid.values(frames, positions).items():
        if action_id not in chosen:
            continue
        wanted = changes | ({"note": together.with_note(now["note"], note)} if note else {})
        found += [
            {
                "id": action_id,
                t("fields.title"): titles[action_id],
                t("together.field"): t(f"fields.{name}"),
                t("together.now"): history.value(name, now[name], book, t),
                t("together.then"): history.value(name, value, book, t),
            }
            for name, value in wanted.items()
            if value != now[name]
        ]
    return found


def _change(chosen: dict[str, int], changes: dict[str, Any], note: str, t: Catalogue) -> None:
    store = session.store()
    try:
        with store.writing() as connection:
            n, number = together.change(connection, store.codebook, session.actor(), chosen, changes, note)
    except Conflict as conflict:
        st.session_state["together_told"] = (t("together.meanwhile", who=conflict.by), True)
        return
    except ConvergenceError as error:
        st.session_state["together_told"] = (t.error(error), True)
        return
    st.session_state["together_last"] = (number, n)
    st.session_state["together_round"] = st.session_state.get("together_round", 0) + 1
    st.session_state["said"] = t.n("together.changed", n)


def _way_back(frames: Frames, t: Catalogue) -> None:
    """What the last change did and the button that takes it back; what could not be done, in words."""
    if told := st.session_state.pop("together_told", None):
        words, is_error = told
        (st.error if is_error else st.warning)(plain(words), icon=":material/error:" if is_error else ":material/info:")
    if last := st.session_state.get("together_last"):
        number, n = last
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(t.n("together.changed", n))
            st.button(
                t("together.undo"),
                key="together_undo",
                type="tertiary",
                icon=":material/undo:",
                on_click=_undo,
                args=(number, frames, t),
            )


def _undo(number: int, frames: Frames, t: Catalogue) -> None:
    store = session.store()
    st.session_state.pop("together_last", None)
    try:
        with store.writing() as connection:
            n, refused = together.undo(connection, store.codebook, session.actor(), number)
    except ConvergenceError as error:
        st.session_state["together_told"] = (t.error(error), True)
        return
    if n:
        st.session_state["said"] = t.n("together.undone", n)
    if refused:
        titles = Titles(frames, t)
        rows = t.list(
            t("together.by", title=titles.get(entry.action) or entry.action, who=entry.by) for entry in refused
        )
        st.session_state["together_told"] = (t.n("together.refused", len(refused), rows=rows), False)
