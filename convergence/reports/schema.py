"""The shape of the open data, column by column, as JSON Schema: what its files and the server for programs promise."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from convergence.i18n import Catalogue
from convergence.model import LANGUAGES

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
        "joint",
        "joint_with",
        "lead",
        "supporting",
        "progress",
        "due",
        "flags",
        "evidence",
        "note",
        "source",
        "on_behalf_of",
        "reviewed_by",
        "reviewed_at",
        "review_note",
        "updated_at",
        "revision",
        *(f"title_{x}" for x in LANGUAGES),
    ),
    "evidence": ("action", "number", "url", "title", "added_by"),
}
"""The columns of each table, in order."""

LISTS = frozenset({"themes", "processes", "leads", "supporting", "flags", "evidence", "joint_with"})
_YES_OR_NO = frozenset({"reviewed", "joint"})
_NUMBERS = frozenset({"number", "revision"})
_FORMATS = {"date": "date", "due": "date", "updated_at": "date-time", "reviewed_at": "date-time"}
_MAY_BE_BLANK = frozenset({"body", "link", "lead", "due", "source", "updated_at"})
_MAY_BE_BLANK |= {"on_behalf_of", "reviewed_by", "reviewed_at", "review_note"}


def meaning(field: str, t: Catalogue) -> str:
    """What a column holds, in words."""
    stem, _, language = field.rpartition("_")
    if stem and language in LANGUAGES:
        return f"{t(f'reports.data.field.{stem}')} ({language})"
    return t(f"reports.data.field.{field}")


def schema(t: Catalogue) -> dict[str, Any]:
    """The JSON Schema of all tables: TABLE.json is an array that fits `#/properties/TABLE`."""
    tables = {table: {"type": "array", "items": record_schema(table, t)} for table in FIELDS}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "properties": tables}


def record_schema(table: str, t: Catalogue) -> dict[str, Any]:
    """The JSON Schema of a record of one of `FIELDS`; descriptions are in the catalogue's language."""
    return {
        "type": "object",
        "properties": {field: _column(field) | {"description": meaning(field, t)} for field in FIELDS[table]},
        "required": list(FIELDS[table]),
        "additionalProperties": False,
    }


def arrow(table: str) -> pa.Schema:
    """The types of a table's Parquet file: the same for all data, so that files of different days can be read together."""
    return pa.schema([(field, _arrow(field)) for field in FIELDS[table]])


def _arrow(field: str) -> pa.DataType:
    if field in LISTS:
        return pa.list_(pa.string())
    if field in _NUMBERS:
        return pa.int64()
    return pa.bool_() if field in _YES_OR_NO else pa.string()


def _column(field: str) -> dict[str, Any]:
    if field in LISTS:
        return {"type": "array", "items": {"type": "string"}}
    if field in _NUMBERS:
        return {"type": "integer"}
    if field in _YES_OR_NO:
        return {"type": "boolean"}
    blank = field in _MAY_BE_BLANK or field.rpartition("_")[2] in LANGUAGES
    column: dict[str, Any] = {"type": ["string", "null"] if blank else "string"}
    return column | ({"format": _FORMATS[field]} if field in _FORMATS else {})
