"""The tables that readers take away, as values: headers and labels in one language, no codes.

A blank is None (text, link), NaT (date) or NaN (number). Lists are joined with "; ".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import numpy as np
import pandas as pd

from convergence import evidence
from convergence.analysis import links, overlap, progress
from convergence.analysis.frames import Frames, Mask
from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.i18n import Catalogue
from convergence.reports import labels

Kind = Literal["text", "number", "date", "link"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `label` is its header, `width` how many characters a reader needs to see of it."""

    key: str
    label: str
    kind: Kind = "text"
    width: int = 16


@dataclass(frozen=True, eq=False)
class Table:
    """Reader-facing values. `name` is for file names, `title` for people; the columns of `rows` are the keys, in order."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    language: str

    def only(self, keys: Sequence[str]) -> Table:
        """The chosen columns, in the order of the choice, each once. Raises InvalidInput for one that the table does not have."""
        known = {column.key: column for column in self.columns}
        for key in keys:
            if key not in known:
                raise InvalidInput("reports.no_such_column", given=key[:60], known=", ".join(known))
        chosen = tuple(known[key] for key in dict.fromkeys(keys))
        return replace(self, columns=chosen, rows=self.rows[[column.key for column in chosen]])


OF_RECOMMENDATIONS = (
    "reference",
    "text",
    "processes",
    "main_theme",
    "other_themes",
    "kind",
    "position",
    "verb",
    "leads",
    "meeting",
    "meeting_date",
    "passage",
    "passage_text",
    "reviewed",
    "link",
)
"""The columns that `recommendations` can give, in order; `link` only where the installation has an address."""


def recommendations(
    frames: Frames, codebook: Codebook, mask: Mask, t: Catalogue, address: str | None = None, per_theme: bool = False
) -> Table:
    """One row per chosen recommendation, or with `per_theme` per recommendation and theme."""
    table = frames.recommendations
    n = len(table)
    passage = table["passage"].to_numpy()
    themes = labels.several(frames.themes, "rec", "theme", labels.of(codebook.themes, t), n)
    cited = labels.citations(frames, codebook, t)
    values: dict[str, Any] = {
        "reference": labels.references(frames, codebook, t),
        "text": labels.marked(frames, "recommendations", "text", t),
        "processes": labels.joined(labels.several(frames.processes, "rec", "process", labels.acronyms(codebook, t), n)),
        "main_theme": [names[0] if names else "" for names in themes],
        "other_themes": labels.joined([names[1:] for names in themes]),
        "kind": labels.one_each(table["kind"], labels.of(codebook.kinds, t)),
        "position": labels.one_each(table["position"], labels.of(codebook.positions, t)),
        "verb": list(frames.words("recommendations", "verb", t.language)),
        "leads": labels.joined(labels.several(frames.leads, "rec", "party", labels.of(codebook.parties, t), n)),
        "meeting": _meetings(frames, t)[table["meeting"].cat.codes.to_numpy()],
        "meeting_date": frames.meetings["date"].to_numpy()[table["meeting"].cat.codes.to_numpy()],
        "passage": np.array(cited, dtype=object)[passage],
        "passage_text": np.array(labels.marked(frames, "passages", "text", t), dtype=object)[passage],
        "reviewed": np.where(table["reviewed"], t("reports.yes"), t("reports.no")),
    }
    columns = [
        _text("reference", t),
        _text("text", t, 70),
        _text("processes", t),
        _text("main_theme", t, 26),
        _text("other_themes", t, 30),
        _text("kind", t),
        _text("position", t),
        _text("verb", t),
        _text("leads", t, 20),
        _text("meeting", t, 30),
        Column("meeting_date", t("reports.column.meeting_date"), "date", 12),
        _text("passage", t, 12),
        _text("passage_text", t, 60),
        _text("reviewed", t, 12),
    ]
    if address:
        values["link"] = [labels.link(address, name, t.language) for name in table["id"]]
        columns.append(Column("link", t("reports.column.link"), "link", 30))
    chosen = _chosen(values, mask)
    if per_theme:
        chosen, columns = _by_theme(chosen, columns, themes, np.flatnonzero(mask), t)
    return Table("recommendations", t("reports.table.recommendations"), tuple(columns), chosen, t.language)


def _by_theme(
    rows: pd.DataFrame, columns: list[Column], themes: list[list[str]], positions: Any, t: Catalogue
) -> tuple[pd.DataFrame, list[Column]]:
    """One row for every theme of each row: the theme and whether it is the main one stand in place of the two lists."""
    coded = [themes[position] or [""] for position in positions]
    spread = rows.loc[np.repeat(np.arange(len(rows)), [len(names) for names in coded])].reset_index(drop=True)
    place = rows.columns.get_loc("main_theme")
    spread = spread.drop(columns=["main_theme", "other_themes"])
    yes, no = t("reports.yes"), t("reports.no")
    spread.insert(int(str(place)), "theme", [name for names in coded for name in names])
    spread.insert(
        int(str(place)) + 1, "is_main", [yes if rank == 0 else no for names in coded for rank in range(len(names))]
    )
    replaced = {"main_theme": _text("theme", t, 26), "other_themes": _text("is_main", t, 12)}
    return spread, [replaced.get(column.key, column) for column in columns]


def actions(
    frames: Frames, codebook: Codebook, mask: Mask, t: Catalogue, today: date, address: str | None = None
) -> Table:
    """One row per chosen action; `mask` is over `frames.actions`. Flags are those of the day `today`."""
    table = frames.actions
    n = len(frames.recommendations)
    rec = table["rec"].to_numpy()
    parties = labels.of(codebook.parties, t)
    flag_names = labels.of(codebook.flags, t)
    processes = labels.joined(labels.several(frames.processes, "rec", "process", labels.acronyms(codebook, t), n))
    cited = labels.references(frames, codebook, t)
    values: dict[str, Any] = {
        "title": labels.marked(frames, "actions", "title", t),
        "reference": np.array(cited, dtype=object)[rec],
        "recommendation": np.array(labels.marked(frames, "recommendations", "text", t), dtype=object)[rec],
        "processes": np.array(processes, dtype=object)[rec],
        "joint": np.where(table["joint"], t("reports.yes"), t("reports.no")),
        "joint_with": labels.joined([[cited[place] for place in others] for others in links.joint_with(frames)]),
        "lead": labels.one_each(table["lead"], parties),
        "supporting": labels.joined(labels.several(frames.supporting, "act", "party", parties, len(table))),
        "progress": labels.one_each(table["progress"], labels.of(codebook.progress, t)),
        "due": table["due"].to_numpy(),
        "flags": labels.joined(
            [[flag_names[flag] for flag in flags] for flags in progress.flags_of_each(frames, today)]
        ),
        "evidence": [evidence.as_text(links) for links in frames.evidence_of_each()],
        "note": list(table["note"]),
        "source": labels.said(frames, codebook, t),
        "updated": table["updated_at"].dt.tz_localize(None).to_numpy(),
    }
    columns = [
        _text("title", t, 40),
        _text("reference", t),
        _text("recommendation", t, 60),
        _text("processes", t),
        _text("joint", t, 12),
        _text("joint_with", t, 20),
        _text("lead", t, 20),
        _text("supporting", t, 20),
        _text("progress", t, 18),
        Column("due", t("reports.column.due"), "date", 12),
        _text("flags", t, 24),
        Column("evidence", t("reports.column.evidence"), "link", 30),
        _text("note", t, 40),
        _text("source", t, 30),
        Column("updated", t("reports.column.updated"), "date", 12),
    ]
    if address:
        values["link"] = [
            labels.link(address, name, t.language) for name in frames.recommendations["id"].to_numpy()[rec]
        ]
        columns.append(Column("link", t("reports.column.link"), "link", 30))
    return Table("actions", t("reports.table.actions"), tuple(columns), _chosen(values, mask), t.language)


def evidence_links(frames: Frames, codebook: Codebook, mask: Mask, t: Catalogue) -> Table:
    """One row per link that a chosen action gives as evidence; `mask` is over `frames.actions`."""
    act = frames.evidence["act"].to_numpy(dtype=np.int64)
    rec = frames.actions["rec"].to_numpy()[act]
    values: dict[str, Any] = {
        "title": np.array(labels.marked(frames, "actions", "title", t), dtype=object)[act],
        "reference": np.array(labels.references(frames, codebook, t), dtype=object)[rec],
        "link_title": list(frames.evidence["title"]),
        "address": list(frames.evidence["url"]),
        "added_by": list(frames.evidence["by"]),
    }
    columns = (
        _text("title", t, 40),
        _text("reference", t),
        _text("link_title", t, 40),
        Column("address", t("reports.column.address"), "link", 60),
        _text("added_by", t, 24),
    )
    return Table("evidence", t("reports.table.evidence"), columns, _chosen(values, mask[act]), t.language)


def matrix(counted: overlap.Matrix, codebook: Codebook, t: Catalogue) -> Table:
    """Themes by processes, the widest shared first; the last row counts each process's recommendations, whatever their theme."""
    order = counted.order()
    processes = list(counted.counts.columns)
    group_names = labels.of(codebook.groups, t)
    theme_names = labels.of(codebook.themes, t)
    values: dict[str, Any] = {
        "group": [group_names[codebook.themes[code].group] if code in codebook.themes else None for code in order],
        "theme": [theme_names.get(code, code) for code in order],
    }
    for code in processes:
        values[code] = counted.counts[code].loc[order].tolist()
    values["spread"] = counted.spread.loc[order].tolist()
    values["points"] = counted.by_theme.loc[order].tolist()
    total = [None, t("reports.all_themes"), *counted.by_process.tolist(), int((counted.by_process > 0).sum())]
    total.append(counted.recommendations)
    rows = pd.DataFrame({key: [*column, last] for (key, column), last in zip(values.items(), total, strict=True)})
    names = labels.acronyms(codebook, t)
    columns = (
        _text("group", t, 28),
        _text("theme", t, 34),
        *(Column(code, names.get(code, code), "number", 12) for code in processes),
        Column("spread", t("reports.column.spread"), "number", 12),
        Column("points", t("reports.column.points"), "number", 12),
    )
    return Table("themes-by-process", t("reports.table.matrix"), columns, blanks(rows), t.language)


def _text(key: str, t: Catalogue, width: int = 14) -> Column:
    return Column(key, t(f"reports.column.{key}"), "text", width)


def _meetings(frames: Frames, t: Catalogue) -> Any:
    return np.array([*labels.marked(frames, "meetings", "title", t), ""], dtype=object)


def _chosen(values: dict[str, Any], mask: Mask) -> pd.DataFrame:
    """The chosen rows; texts stay the very objects that they are, so that a quarter of a million of them are not copied."""
    return blanks(pd.DataFrame({key: _array(column)[mask] for key, column in values.items()}, copy=False))


def _array(column: Any) -> Any:
    if isinstance(column, np.ndarray) and column.dtype.kind == "M":
        return pd.Series(column)
    return pd.Series(np.asarray(column, dtype=object), dtype=object)


def blanks(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows counted from 0, empty texts as None."""
    rows = rows.reset_index(drop=True)
    for key in rows.columns:
        if not pd.api.types.is_numeric_dtype(rows[key]) and not pd.api.types.is_datetime64_any_dtype(rows[key]):
            column = rows[key].astype(object)
            rows[key] = column.where((column.notna() & (column != "")).astype(bool), None)
    return rows
