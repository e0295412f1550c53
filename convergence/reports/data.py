"""Open data: everything that is chosen, with codes and all languages, in formats that programs read, and a dictionary.

One zip archive with each table as CSV, JSON, newline-delimited JSON and Parquet. Lists of codes are arrays; in CSV they are joined with
";". As in every CSV of ours, a text that a spreadsheet could compute has an apostrophe in front of it there, and only there.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
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

_LISTS = {"themes", "processes", "leads", "supporting", "flags"}


def data_bytes(scope: Scope) -> bytes:
    """The zip archive: what the filter selects, `dictionary.json`, and `README.txt` with the account of the export.

    The same data, filter, language and moment give the same bytes. Raises InvalidInput where nothing is chosen.
    """
    t = scope.t
    about = scope.about(t("reports.data.title"))
    tables = data_tables(scope)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, content: bytes) -> None:
            entry = zipfile.ZipInfo(name, scope.options.moment.timetuple()[:6])
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)

        lines = [about.title, *(t("reports.pair", label=label, value=value) for label, value in about.lines)]
        put("README.txt", ("\n".join([*lines, "", t("reports.data.how")]) + "\n").encode())
        put("dictionary.json", _json(dictionary(scope)))
        for name, table in tables.items():
            records = records_of(table)
            put(f"{name}.csv", _csv(records, FIELDS[name]))
            put(f"{name}.json", _json(records))
            put(f"{name}.ndjson", b"".join(json.dumps(r, ensure_ascii=False).encode() + b"\n" for r in records))
            put(f"{name}.parquet", table.to_parquet(index=False))
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


def records_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    names = list(table.columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*(table[name].tolist() for name in names), strict=True)]


def _csv(records: list[dict[str, Any]], fields: tuple[str, ...]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(fields)
    for record in records:
        writer.writerow([_cell(record[name]) for name in fields])
    return text.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, str):
        cleaned = clean.text(value)
        return f"'{cleaned}" if clean.could_compute(cleaned) else cleaned
    return value


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
