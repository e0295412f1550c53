"""Several actions changed at once: which, what, what would change row by row, one button, and the way back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from convergence import history
from convergence.analysis.frames import Frames, Positions
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue
from convergence.reports.titles import Titles
from convergence.store import together
from convergence.store.writes import Conflict
from convergence.ui import drafts, grid, parts, session, taking, unsaved
from convergence.ui.parts import plain

HEIGHT = 320
FORM, TICKED = "together", "ticked"
EVERYTHING = "all"
"""What these two are about, where other forms are about one record."""


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
    how = parts.switch(
        t("together.which"),
        "f_which",
        ("all", "ticked"),
        lambda code: t.n("together.all", len(positions)) if code == "all" else t("together.ticked"),
    )
    ids = frames.values("actions", "id")
    revisions = frames.values("actions", "revision")
    places = [int(place) for place in positions]
    if how == "ticked":
        ticked = _ticked(frames, positions, book, t)
        places = [place for place in places if ids[place] in ticked]
    return {ids[place]: int(revisions[place]) for place in places}


def _ticked(frames: Frames, positions: Positions, book: Codebook, t: Catalogue) -> set[str]:
    """The table in which rows are ticked, and the actions that are; those that a filter hides for a while stay so."""
    table = grid.rows(frames, positions, book, t, grid.values(frames, positions))
    shown = list(frames.values("actions", "id")[positions])
    before = set(draft.changes["ticked"]) if (draft := drafts.all_drafts(TICKED).get(EVERYTHING)) else set()
    key = f"together_rows_{hash(tuple(shown))}_{drafts.turn(EVERYTHING, TICKED)}"

    @taking.sure
    def take() -> None:
        chosen = {shown[row] for row in st.session_state[key]["selection"]["rows"]}
        values = {"ticked": tuple(sorted(before - set(shown) | chosen))}
        drafts.put(EVERYTHING, 1, {"ticked": ()}, values, TICKED)

    event = st.dataframe(
        table,
        key=key,
        hide_index=True,
        height=HEIGHT if len(table) > 8 else "auto",
        column_order=["title", "progress", "due", "lead", "note", "flags", "cited", "process"],
        column_config=grid.columns(book, t),
        on_select=take,
        selection_mode="multi-row",
        selection_default={"selection": {"rows": [row for row, one in enumerate(shown) if one in before]}},
        alt=t("tracker.grid_alt"),
        placeholder="–",
    )
    return {shown[row] for row in event["selection"]["rows"]}


def _wanted(book: Codebook, t: Catalogue) -> tuple[dict[str, Any], str]:
    """What is to be set, by field, and the line to be added to each note; what is left empty stays as it is."""
    prefix = f"form_together_{drafts.turn(EVERYTHING, FORM)}"
    whole = session.actor().role.can_update_every_action
    typed = draft.changes if (draft := drafts.all_drafts(FORM).get(EVERYTHING)) else {}
    changes: dict[str, Any] = {}

    @taking.sure
    def take() -> None:
        names = ("progress", "due", *(["lead"] if whole else []), "note")
        values = {name: st.session_state[f"{prefix}_{name}"] or None for name in names}
        drafts.put(EVERYTHING, 1, dict.fromkeys(names), values, FORM)

    def place(codes: list[str], name: str) -> int | None:
        return codes.index(typed[name]) if typed.get(name) in codes else None

    with st.container(horizontal=True, vertical_alignment="bottom"):
        progress, parties = list(book.progress), list(book.parties)
        changes["progress"] = st.selectbox(
            t("fields.progress"),
            progress,
            index=place(progress, "progress"),
            format_func=lambda code: t.text(book.progress[code].label),
            placeholder=t("together.as_is"),
            key=f"{prefix}_progress",
            filter_mode=None,
            width=240,
            on_change=take,
        )
        changes["due"] = st.date_input(
            t("fields.due"),
            value=typed.get("due"),
            min_value=parts.EARLIEST,
            max_value=parts.LATEST,
            format="DD/MM/YYYY",
            key=f"{prefix}_due",
            width=180,
            on_change=take,
        )
        if whole:
            changes["lead"] = st.selectbox(
                t("fields.lead"),
                parties,
                index=place(parties, "lead"),
                format_func=lambda code: t.text(book.parties[code].label),
                placeholder=t("together.as_is"),
                key=f"{prefix}_lead",
                filter_mode="contains",
                width=280,
                on_change=take,
            )
    note = st.text_area(t("together.note"), value=typed.get("note", ""), key=f"{prefix}_note", on_change=take)
    with st.container(horizontal=True, vertical_alignment="center"):
        unsaved.show(EVERYTHING, t, FORM)
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
    drafts.discard(EVERYTHING, FORM)
    drafts.discard(EVERYTHING, TICKED)
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
