"""Open data: everything that is chosen, with codes and all languages, in formats that programs read, and a dictionary.

One zip archive with each table as CSV, JSON, newline-delimited JSON and Parquet. Lists of codes are arrays; in CSV they are joined with
";". As in every CSV of ours, a text that a spreadsheet could compute has an apostrophe in front of it there, and only there.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from convergence.analysis.progress import flags_of_each
from convergence.model import LANGUAGES
from convergence.reports import clean, labels
from convergence.reports.scope import Scope

FIELDS: dict[str, tuple[str, ...]] = {
    "meetings": ("id", "date", "body", *(f"title_{x}" for x in LANGUAGES)),
    "passages": ("id", "meeting", "process", "number", *(f"text_{x}" for x in LANGUAGES)),
    "recommendations": (
        "id",
        "passage",
        "meeting",
        "number",
        "kind",
        "position",
        "themes",
        "processes",
        "leads",
        "origin",
        "reviewed",
        "revision",
        *(f"text_{x}" for x in LANGUAGES),
        *(f"verb_{x}" for x in LANGUAGES),
        "link",
    ),
    "actions": (
        "id",
        "recommendation",
        "number",
        "lead",
        "supporting",
        "progress",
        "due",
        "flags",
        "evidence",
        "note",
        "source",
        "updated_at",
        "revision",
        *(f"title_{x}" for x in LANGUAGES),
    ),
}
"""The columns of each table, in order."""

_CHUNK, _BUFFER = 10_000, 1_000_000
_LISTS = {"themes", "processes", "leads", "supporting", "flags"}


def data_bytes(scope: Scope) -> bytes:
    """The zip archive: what the filter selects, `dictionary.json`, and `README.txt` with the account of the export.

    The same data, filter, language and moment give the same bytes. Raises InvalidInput where nothing is chosen.
    """
    t = scope.t
    about = scope.about(t("reports.data.title"))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, parts: Iterable[bytes]) -> None:
            entry = zipfile.ZipInfo(name, scope.options.moment.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as member:
                for part in parts:
                    member.write(part)

        lines = [about.title, *(t("reports.pair", label=label, value=value) for label, value in about.lines)]
        put("README.txt", ["\n".join([*lines, "", t("reports.data.how"), ""]).encode("utf-8", "replace")])
        put("dictionary.json", [json.dumps(dictionary(scope), ensure_ascii=False, indent=1).encode(), b"\n"])
        for name, table in data_tables(scope).items():
            put(f"{name}.csv", _csv(table))
            put(f"{name}.json", _json(table))
            put(f"{name}.ndjson", (_line(record) + b"\n" for record in records_of(table)))
            put(f"{name}.parquet", [table.to_parquet(index=False)])
    return file.getvalue()


def dictionary(scope: Scope) -> dict[str, Any]:
    """What each column means, by table, and what each code means, by list, in the language of the export."""
    t = scope.t
    terms = ("groups", "themes", "kinds", "positions", "progress", "sources", "flags", "parties")
    codes: dict[str, Any] = {name: labels.of(getattr(scope.codebook, name), t) for name in terms}
    codes["processes"] = {code: t.text(process.name) for code, process in scope.codebook.processes.items()}

    def meaning(field: str) -> str:
        stem, _, language = field.rpartition("_")
        if stem and language in LANGUAGES:
            return f"{t(f'reports.data.field.{stem}')} ({language})"
        return t(f"reports.data.field.{field}")

    fields = {table: {name: meaning(name) for name in names} for table, names in FIELDS.items()}
    return {"language": t.language, "version": scope.frames.version, "tables": fields, "codes": codes}


def data_tables(scope: Scope) -> dict[str, pd.DataFrame]:
    """The chosen recommendations and actions, with the passages and meetings that they come from; codes, not labels."""
    frames, n = scope.frames, len(scope.frames.recommendations)
    recommendations = frames.recommendations.copy()
    passages = recommendations["passage"].to_numpy(dtype=np.int64)
    recommendations["passage"] = frames.passages["id"].to_numpy()[passages]
    for name, table, code in (
        ("themes", frames.themes, "theme"),
        ("processes", frames.processes, "process"),
        ("leads", frames.leads, "party"),
    ):
        recommendations[name] = labels.several(table, "rec", code, {}, n)
    recommendations["link"] = [
        labels.link(scope.options.address, name, scope.t.language) or None for name in recommendations["id"]
    ]
    actions = frames.actions.copy()
    actions["recommendation"] = frames.recommendations["id"].to_numpy()[actions["rec"].to_numpy()]
    actions["supporting"] = labels.several(frames.supporting, "act", "party", {}, len(actions))
    actions["flags"] = [list(flags) for flags in flags_of_each(frames, scope.options.today)]
    chosen = scope.recommendations
    found = {
        "recommendations": recommendations[chosen],
        "actions": actions[scope.actions],
        "passages": frames.passages.iloc[np.unique(passages[chosen])],
        "meetings": frames.meetings[frames.meetings["id"].isin(recommendations["meeting"][chosen])],
    }
    return {name: _plain(found[name][list(columns)]) for name, columns in FIELDS.items()}


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Dates as ISO texts, codes as texts, blanks as None: the same values in every format."""
    table = table.reset_index(drop=True).copy()
    for name in table.columns:
        column = table[name]
        if name == "updated_at":
            table[name] = column.dt.strftime("%Y-%m-%dT%H:%M:%SZ").astype(object).where(column.notna(), None)
        elif isinstance(column.dtype, np.dtype) and column.dtype.kind == "M":
            table[name] = column.dt.strftime("%Y-%m-%d").astype(object).where(column.notna(), None)
        elif name not in _LISTS and not pd.api.types.is_numeric_dtype(column):
            table[name] = column.astype(object).where(column.notna(), None)
    return table


def records_of(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows as plain values, one after the other."""
    names = list(table.columns)
    for start in range(0, len(table), _CHUNK):
        part = table.iloc[start : start + _CHUNK]
        for row in zip(*(part[name].tolist() for name in names), strict=True):
            yield dict(zip(names, row, strict=True))


def _csv(table: pd.DataFrame) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    for record in records_of(table):
        writer.writerow([_cell(value) for value in record.values()])
        if text.tell() > _BUFFER:
            yield text.getvalue().encode("utf-8", "replace")
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, str):
        cleaned = clean.text(value)
        return f"'{cleaned}" if clean.could_compute(cleaned) else cleaned
    return value


def _json(table: pd.DataFrame) -> Iterator[bytes]:
    """An array with a record on each line."""
    before = b"[\n"
    for record in records_of(table):
        yield before + _line(record)
        before = b",\n"
    yield b"\n]\n" if len(table) else b"[]\n"


def _line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
