"""Tables as CSV that opens in Excel with a double click.

UTF-8 with a byte order mark. Excel takes the list separator of the computer's region: ";" where the comma is the decimal sign
(fr, es, pt), "," elsewhere (en); numbers have that decimal sign, since Excel would take 1.6 for the first of June where it is the
comma. Dates are ISO 8601. A text that Excel could compute gets an apostrophe in front of it; newlines stay.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import pandas as pd

from convergence.reports import clean
from convergence.reports.tables import Table

SEPARATORS = {"fr": ";", "en": ",", "es": ";", "pt": ";"}

_CHUNK = 20_000


def csv_bytes(table: Table) -> bytes:
    """The table as a CSV file."""
    file = io.BytesIO()
    write_csv(table, file)
    return file.getvalue()


def write_csv(table: Table, file: BinaryIO) -> None:
    """Write the table as CSV, some thousand rows at a time; `file` stays open."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", errors="replace")
    writer = csv.writer(text, delimiter=SEPARATORS[table.language], lineterminator="\r\n")
    writer.writerow([_guarded(column.label) for column in table.columns])
    for start in range(0, len(table.rows), _CHUNK):
        writer.writerows(_rows(table, table.rows.iloc[start : start + _CHUNK]))
    text.detach()


def _rows(table: Table, rows: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    return zip(*(_cells(rows[column.key], column.kind, table.language) for column in table.columns), strict=True)


def _cells(values: pd.Series[Any], kind: str, language: str) -> list[Any]:
    if kind == "date":
        written = values.dt.strftime("%Y-%m-%d")
        return list(written.astype(object).where(values.notna(), ""))
    if kind == "number":
        return ["" if pd.isna(value) else _number(value, language) for value in values]
    return [_guarded(value) if value else "" for value in values]


def _number(value: Any, language: str) -> Any:
    if not isinstance(value, float):
        return value
    return str(int(value) if value.is_integer() else value).replace(".", "," if SEPARATORS[language] == ";" else ".")


def _guarded(value: str) -> str:
    cleaned = clean.text(value)
    return f"'{cleaned}" if clean.could_compute(cleaned) else cleaned
