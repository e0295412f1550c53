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

from convergence.analysis import links
from convergence.analysis.frames import Positions
from convergence.analysis.progress import flag_masks
from convergence.reports import clean, labels
from convergence.reports.schema import FIELDS as FIELDS
from convergence.reports.schema import LISTS, arrow, meaning, schema
from convergence.reports.scope import Scope

_CHUNK, _BUFFER = 10_000, 1_000_000


def data_bytes(scope: Scope) -> bytes:
    """The zip archive: what the filter selects, `dictionary.json`, `schema.json`, and `README.txt` with the account of the export.

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
        put("schema.json", [json.dumps(schema(t), ensure_ascii=False, indent=1).encode(), b"\n"])
        for name, table in data_tables(scope).items():
            put(f"{name}.csv", csv_of(table))
            put(f"{name}.json", _json(table))
            put(f"{name}.ndjson", (_line(record) + b"\n" for record in records_of(table)))
            put(f"{name}.parquet", [table.to_parquet(index=False, schema=arrow(name))])
    return file.getvalue()


def dictionary(scope: Scope) -> dict[str, Any]:
    """What each column means, by table, and what each code means, by list, in the language of the export."""
    t = scope.t
    terms = ("groups", "themes", "kinds", "positions", "progress", "sources", "flags", "parties")
    codes: dict[str, Any] = {name: labels.of(getattr(scope.codebook, name), t) for name in terms}
    codes["processes"] = {code: t.text(process.name) for code, process in scope.codebook.processes.items()}

    fields = {table: {name: meaning(name, t) for name in names} for table, names in FIELDS.items()}
    return {"language": t.language, "version": scope.frames.version, "tables": fields, "codes": codes}


def data_tables(scope: Scope) -> dict[str, pd.DataFrame]:
    """The chosen recommendations and actions, with the passages and meetings that they come from; codes, not labels."""
    frames, chosen = scope.frames, np.flatnonzero(scope.recommendations)
    passages = frames.passages.iloc[np.unique(frames.recommendations["passage"].to_numpy(dtype=np.int64)[chosen])]
    meetings = frames.meetings[frames.meetings["id"].isin(frames.recommendations["meeting"].iloc[chosen])]
    return {
        "meetings": _plain(meetings[list(FIELDS["meetings"])]),
        "passages": _plain(passages[list(FIELDS["passages"])]),
        "recommendations": recommendation_table(scope, chosen),
        "actions": action_table(scope, np.flatnonzero(scope.actions)),
        "evidence": _evidence(scope),
    }


def recommendation_table(scope: Scope, places: Positions) -> pd.DataFrame:
    """The recommendations at some positions of `frames.recommendations`, in ascending order, with the columns of `FIELDS`."""
    frames = scope.frames
    table = frames.recommendations.iloc[places].copy()
    table["passage"] = frames.passages["id"].to_numpy()[table["passage"].to_numpy(dtype=np.int64)]
    for name, coded, code in (
        ("themes", frames.themes, "theme"),
        ("processes", frames.processes, "process"),
        ("leads", frames.leads, "party"),
    ):
        table[name] = _codes(coded, "rec", code, places, len(frames.recommendations))
    address, language = scope.options.address, scope.t.language
    table["link"] = [labels.link(address, name, language) or None for name in table["id"]]
    return _plain(table[list(FIELDS["recommendations"])])


def action_table(scope: Scope, places: Positions) -> pd.DataFrame:
    """The actions at some positions of `frames.actions`, in ascending order, with the columns of `FIELDS`."""
    frames = scope.frames
    table = frames.actions.iloc[places].copy()
    ids = frames.values("recommendations", "id")
    table["recommendation"] = ids[table["rec"].to_numpy(dtype=np.int64)]
    table["supporting"] = _codes(frames.supporting, "act", "party", places, len(frames.actions))
    joined = links.joint_with(frames)
    table["joint_with"] = [[str(ids[rec]) for rec in joined[place]] for place in places]
    given = frames.evidence_of_each()
    table["evidence"] = [[link.url for link in given[place]] for place in places]
    raised = {name: mask[places] for name, mask in flag_masks(frames, scope.options.today).items()}
    table["flags"] = [[name for name, mask in raised.items() if mask[row]] for row in range(len(places))]
    return _plain(table[list(FIELDS["actions"])])


def _evidence(scope: Scope) -> pd.DataFrame:
    """The links of the chosen actions, one a row."""
    frames = scope.frames
    act = frames.evidence["act"].to_numpy(dtype=np.int64)
    table = frames.evidence.rename(columns={"rank": "number", "by": "added_by"})
    table["action"] = frames.actions["id"].to_numpy()[act]
    return _plain(table.loc[scope.actions[act], list(FIELDS["evidence"])])


def _codes(coded: pd.DataFrame, owner: str, code: str, places: Positions, n: int) -> list[list[str]]:
    """The codes of the records at `places`, out of `n` records, in their rank."""
    row = np.full(n, -1, dtype=np.int64)
    row[places] = np.arange(len(places))
    rows = row[coded[owner].to_numpy()]
    chosen = pd.DataFrame({owner: rows[rows >= 0], code: coded[code][rows >= 0].reset_index(drop=True)})
    return labels.several(chosen, owner, code, {}, len(places))


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Dates as ISO texts, codes as texts, blanks as None: the same values in every format."""
    table = table.reset_index(drop=True).copy()
    for name in table.columns:
        column = table[name]
        if name in ("updated_at", "reviewed_at"):
            table[name] = column.dt.strftime("%Y-%m-%dT%H:%M:%SZ").astype(object).where(column.notna(), None)
        elif isinstance(column.dtype, np.dtype) and column.dtype.kind == "M":
            table[name] = column.dt.strftime("%Y-%m-%d").astype(object).where(column.notna(), None)
        elif name not in LISTS and not pd.api.types.is_numeric_dtype(column):
            table[name] = column.astype(object).where(column.notna(), None)
    return table


def records_of(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows as plain values, one after the other."""
    names = list(table.columns)
    for start in range(0, len(table), _CHUNK):
        part = table.iloc[start : start + _CHUNK]
        for row in zip(*(part[name].tolist() for name in names), strict=True):
            yield dict(zip(names, row, strict=True))


def csv_of(table: pd.DataFrame) -> Iterator[bytes]:
    """The table as CSV, part by part: commas, lists joined with ";", nothing that a spreadsheet could compute."""
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
