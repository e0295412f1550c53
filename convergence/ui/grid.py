"""Actions in an editable table. What is typed goes into the drafts at once, by action, not by row."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from convergence import evidence
from convergence.analysis.frames import Frames, Positions
from convergence.analysis.progress import flags_of_each
from convergence.codebook import Codebook
from convergence.fields import DELEGATE_FIELDS
from convergence.i18n import Catalogue
from convergence.reports import labels
from convergence.ui import drafts, session, taking
from convergence.ui.made import kept

FIELDS = ("progress", "lead", "supporting", "due", "evidence", "note")
HEIGHT = 560


def values(frames: Frames, positions: Positions) -> dict[str, dict[str, Any]]:
    """The present values of the editable fields, by action id, as the store takes them."""
    known = frames.kept(("actions", "fields"), lambda: _fields_of_each(frames))
    ids = frames.values("actions", "id")
    return {ids[position]: known[position] for position in positions}


def _fields_of_each(frames: Frames) -> list[dict[str, Any]]:
    supporting: dict[int, list[str]] = {}
    for act, party in zip(frames.supporting["act"], frames.supporting["party"], strict=True):
        supporting.setdefault(int(act), []).append(str(party))
    links = frames.evidence_of_each()
    return [
        {
            "progress": record["progress"],
            "lead": record["lead"] if isinstance(record["lead"], str) else None,
            "supporting": tuple(supporting.get(position, ())),
            "due": None if pd.isna(record["due"]) else record["due"].date(),
            "evidence": links[position],
            "note": record["note"],
        }
        for position, record in enumerate(frames.actions.to_dict("records"))
    ]


def edit(frames: Frames, positions: Positions, book: Codebook, t: Catalogue, group: str | None, scope: str) -> None:
    """The editable table of some actions, drafts laid over what is stored.

    An editor of tables keeps edits by row position and loses them when its input changes. So its input is fixed as long as
    it shows the same actions of the same data version, and everything typed is taken into the drafts as soon as it is reported.
    What was discarded, here or elsewhere on the page, is out of its sight at once.
    """
    present = values(frames, positions)
    rounds = (st.session_state.get("grid_round", 0), drafts.discards())
    showing = (frames.version, tuple(present), t.language, group, rounds)
    state = st.session_state.get(f"grid_{scope}")
    if state is None or state["showing"] != showing:
        number = state["number"] + 1 if state else 1
        over = {name: dict(draft.changes) for name, draft in list(drafts.all_drafts().items()) if name in present}
        state = {"showing": showing, "number": number, "over": over}
        st.session_state[f"grid_{scope}"] = state
    revisions = dict(zip(frames.actions["id"].iloc[positions], frames.actions["revision"].iloc[positions], strict=True))
    key = f"editor_{scope}_{state['number']}"
    table = rows(
        frames, positions, book, t, {name: {**present[name], **state["over"].get(name, {})} for name in present}
    )
    whole = session.actor().role.can_update_every_action
    editable = FIELDS if whole else tuple(name for name in FIELDS if name in DELEGATE_FIELDS)
    st.data_editor(
        table,
        key=key,
        hide_index=True,
        num_rows="fixed",
        height=HEIGHT if len(table) > 14 else "auto",
        column_order=_order(group),
        column_config=columns(book, t),
        disabled=[name for name in table.columns if name not in editable],
        on_change=taking.sure(partial(_take, key, list(present), present, revisions)),
        alt=t("tracker.grid_alt"),
        placeholder="–",
    )


def _take(key: str, ids: list[str], present: dict[str, dict[str, Any]], revisions: dict[str, int]) -> None:
    for place, changes in st.session_state[key]["edited_rows"].items():
        name = ids[int(place)]
        known = {field: drafts.typed(field, value) for field, value in changes.items() if field in FIELDS}
        drafts.put(name, int(revisions[name]), present[name], known)


def read(frames: Frames, positions: Positions, book: Codebook, t: Catalogue, group: str | None) -> None:
    """The same table for those who may not change it."""
    table = kept(
        frames,
        t,
        ("read grid", session.today(), positions.tobytes()),
        lambda: _in_words(rows(frames, positions, book, t, values(frames, positions)), book, t),
    )
    st.dataframe(
        table,
        hide_index=True,
        height=HEIGHT if len(table) > 14 else "auto",
        column_order=_order(group),
        column_config=_read_columns(t),
        alt=t("tracker.grid_alt"),
        placeholder="–",
    )


def rows(
    frames: Frames, positions: Positions, book: Codebook, t: Catalogue, content: dict[str, dict[str, Any]]
) -> pd.DataFrame:
    """What the table shows: labels for what is fixed, codes for what is chosen from a list."""
    fixed = kept(frames, t, ("grid", session.today()), lambda: _fixed(frames, book, t))
    shown = [content[action] for action in frames.values("actions", "id")[positions]]
    table: dict[str, Any] = {name: column[positions] for name, column in fixed.items()}
    for name in FIELDS:
        table[name] = pd.Series([_cell(name, fields[name]) for fields in shown], dtype=object)
    return pd.DataFrame(table, copy=False)


def _in_words(table: pd.DataFrame, book: Codebook, t: Catalogue) -> pd.DataFrame:
    """The table with labels in place of the codes that an editor chooses from."""
    parties, progress = labels.of(book.parties, t), labels.of(book.progress, t)
    return table.assign(
        progress=[progress.get(code, code) for code in table["progress"]],
        lead=[parties.get(code, code) for code in table["lead"]],
        supporting=table["supporting"].map(lambda codes: [parties.get(code, code) for code in codes]),
    )


def _cell(name: str, value: Any) -> Any:
    """A value as the table's column takes it."""
    if name == "due":
        return value or pd.NaT
    if name == "evidence":
        return [evidence.one_line(link) for link in value]
    return list(value) if name == "supporting" else value


def _fixed(frames: Frames, book: Codebook, t: Catalogue) -> dict[str, npt.NDArray[np.object_]]:
    """The columns that nobody types into, for every action."""
    rec = frames.actions["rec"].to_numpy()
    n = len(frames.recommendations)
    processes = labels.joined(labels.several(frames.processes, "rec", "process", labels.acronyms(book, t), n))
    themes = labels.several(frames.themes, "rec", "theme", labels.of(book.themes, t), n)
    passages = frames.recommendations["passage"].to_numpy()[rec]
    flag_names = labels.of(book.flags, t)
    columns: dict[str, list[str]] = {
        "title": list(frames.words("actions", "title", t.language)),
        "cited": [labels.cited(frames, passage, book, t) for passage in passages],
        "process": [processes[position] for position in rec],
        "theme": [themes[position][0] if themes[position] else "" for position in rec],
        "source": labels.said(frames, book, t),
        "flags": [", ".join(flag_names[flag] for flag in flags) for flags in flags_of_each(frames, session.today())],
    }
    return {name: np.array(column, dtype=object) for name, column in columns.items()}


def _order(group: str | None) -> list[str]:
    order = ["title", "progress", "due", "lead", "supporting", "evidence", "note"]
    order += ["source", "flags", "cited", "process", "theme"]
    if group in order:
        order.remove(group)
        order.insert(0, group)
    return order


def _read_columns(t: Catalogue) -> dict[str, Any]:
    """How each column is shown where nothing is edited."""
    config = st.column_config
    return {
        "title": config.TextColumn(t("fields.title"), width=300, pinned=False),
        "progress": config.TextColumn(t("fields.progress"), width=200),
        "due": config.DateColumn(t("fields.due"), format="localized", width=110),
        "lead": config.TextColumn(t("fields.lead"), width=150),
        "supporting": config.ListColumn(t("fields.supporting"), width=170),
        "evidence": config.ListColumn(t("fields.evidence"), help=t("tracker.evidence_help"), width=150),
        "note": config.TextColumn(t("fields.note"), width=220),
        "source": config.TextColumn(t("fields.source"), width=190),
        "flags": config.TextColumn(t("fields.flags"), width=190),
        "cited": config.TextColumn(t("fields.passage"), width=80),
        "process": config.TextColumn(t("fields.process"), width=110),
        "theme": config.TextColumn(t("fields.theme"), width=180),
    }


def columns(book: Codebook, t: Catalogue) -> dict[str, Any]:
    """How each column is shown and edited."""
    config = st.column_config

    def party(code: Any) -> str:
        return t.text(book.parties[code].label) if code in book.parties else str(code)

    def progress(code: Any) -> str:
        return t.text(book.progress[code].label) if code in book.progress else str(code)

    return _read_columns(t) | {
        "progress": config.SelectboxColumn(
            t("fields.progress"),
            options=list(book.progress),
            format_func=progress,
            required=True,
            width=200,
        ),
        "lead": config.SelectboxColumn(t("fields.lead"), options=list(book.parties), format_func=party, width=150),
        "supporting": config.MultiselectColumn(
            t("fields.supporting"), options=list(book.parties), format_func=party, width=170
        ),
    }
