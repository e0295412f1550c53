"""The shape of the open data, column by column, as JSON Schema: what the archive and the server for programs promise."""

from __future__ import annotations

from typing import Any

from convergence.i18n import Catalogue
from convergence.model import LANGUAGES
from convergence.reports.data import FIELDS, meaning

_LISTS = frozenset({"themes", "processes", "leads", "supporting", "flags", "evidence"})
_NUMBERS = frozenset({"number", "revision"})
_FORMATS = {"date": "date", "due": "date", "updated_at": "date-time", "reviewed_at": "date-time"}
_MAY_BE_BLANK = frozenset({"body", "link", "lead", "due", "source", "updated_at"})
_MAY_BE_BLANK |= {"on_behalf_of", "reviewed_by", "reviewed_at", "review_note"}


def record_schema(table: str, t: Catalogue) -> dict[str, Any]:
    """The JSON Schema of a record of one of `FIELDS`; descriptions are in the catalogue's language."""
    return {
        "type": "object",
        "properties": {field: _column(field) | {"description": meaning(field, t)} for field in FIELDS[table]},
        "required": list(FIELDS[table]),
        "additionalProperties": False,
    }


def _column(field: str) -> dict[str, Any]:
    if field in _LISTS:
        return {"type": "array", "items": {"type": "string"}}
    if field in _NUMBERS:
        return {"type": "integer"}
    if field == "reviewed":
        return {"type": "boolean"}
    blank = field in _MAY_BE_BLANK or field.rpartition("_")[2] in LANGUAGES
    column: dict[str, Any] = {"type": ["string", "null"] if blank else "string"}
    return column | ({"format": _FORMATS[field]} if field in _FORMATS else {})
