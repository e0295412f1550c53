"""Everything that can be loaded again, as one zip file: written from a database, loaded into an empty one, and the same bytes when it is
written from that.

A table is a file of lines, one JSON object a row, in the order of its key; `contents.json` says of which shape of the database it is, which
version of the data, and how many rows with which SHA-256 each file has. Nothing in it depends on when or where it is written.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

import sqlalchemy as sa

from convergence.errors import InvalidInput
from convergence.i18n import catalogue
from convergence.model import LANGUAGES
from convergence.store import engine as engines
from convergence.store import reads
from convergence.store import tables as t

FORMAT = 1

KEPT = (
    "added_term",
    "meeting",
    "intervention",
    "passage",
    "recommendation",
    "recommendation_theme",
    "recommendation_process",
    "recommendation_lead",
    "recommendation_link",
    "action",
    "action_supporting",
    "action_evidence",
    "event",
    "document",
    "document_intervention",
    "document_passage",
    "proposal",
)
"""The tables in it, each after those that it refers to. A new table goes here, or below with the reason."""

LEFT_OUT = {
    "person": "e-mail addresses don't leave the installation",
    "token": "access keys belong to people",
    "reminder": "it is kept by e-mail address",
    "draft": "what somebody has not saved is nobody else's yet",
    "data_version": "contents.json tells it",
}

_MOMENT = (1980, 1, 1, 0, 0, 0)  # of every file in it: the first that a zip file can tell
_CHUNK = 2_000


def write(connection: sa.Connection, file: BinaryIO) -> int:
    """Write the whole database, as this connection sees it in one moment; gives the number of rows."""
    about: dict[str, Any] = {
        "format": FORMAT,
        "shape": engines.revision(connection),
        "version": reads.version(connection),
    }
    about["tables"] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in KEPT:
            digest, rows = hashlib.sha256(), 0
            with archive.open(_entry(f"{name}.ndjson"), "w", force_zip64=True) as member:
                for line in _lines(connection, t.metadata.tables[name]):
                    member.write(line)
                    digest.update(line)
                    rows += 1
            about["tables"][name] = {"rows": rows, "sha256": digest.hexdigest()}
        archive.writestr(_entry("contents.json"), json.dumps(about, indent=1) + "\n")
        archive.writestr(
            _entry("README.txt"), "\n\n".join(catalogue(code)("archive.readme") for code in LANGUAGES) + "\n"
        )
    return sum(table["rows"] for table in about["tables"].values())


def load(connection: sa.Connection, file: BinaryIO) -> int:
    """Put an archive into an empty database, in the caller's transaction; gives the number of rows.

    Raises InvalidInput where the database is not empty, and for a file that is no archive, that was damaged, or that has another shape.
    """
    seized = sa.update(t.data_version).where(t.data_version.c.number == 0).values(number=0)
    if not connection.execute(seized).rowcount or not reads.is_empty(connection):
        raise InvalidInput("archive.not_empty")
    try:
        with zipfile.ZipFile(file) as archive:
            about = _about(archive, engines.revision(connection))
            for name in KEPT:
                _put(connection, archive, t.metadata.tables[name], about["tables"][name])
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise InvalidInput("archive.damaged") from error
    except (sa.exc.IntegrityError, sa.exc.DataError) as error:
        raise InvalidInput("archive.damaged") from error
    connection.execute(sa.update(t.data_version).values(number=about["version"]))
    return sum(table["rows"] for table in about["tables"].values())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # whatever computer writes it
    return entry


def _lines(connection: sa.Connection, table: sa.Table) -> Iterator[bytes]:
    # In the order of the characters' numbers, which no server's language changes.
    by_number = connection.dialect.name == "postgresql"
    key = [column.collate("C") if by_number and _is_text(column) else column for column in table.primary_key]
    query = sa.select(table).order_by(*key).execution_options(yield_per=_CHUNK)
    for row in connection.execute(query).mappings():
        plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
        yield json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _is_text(column: sa.Column[Any]) -> bool:
    return isinstance(column.type, sa.String)


def _about(archive: zipfile.ZipFile, shape: str | None) -> dict[str, Any]:
    about: dict[str, Any] = json.loads(archive.read("contents.json"))
    if about["format"] != FORMAT or about["shape"] != shape:
        raise InvalidInput("archive.other_shape", found=about["shape"], needed=shape)
    if set(about["tables"]) != set(KEPT) or not isinstance(about["version"], int):
        raise ValueError("other tables")
    return about


def _put(connection: sa.Connection, archive: zipfile.ZipFile, table: sa.Table, told: dict[str, Any]) -> None:
    """The rows of a table, once its file has been found to be what it was when it was written."""
    name = f"{table.name}.ndjson"
    digest = hashlib.sha256()
    with archive.open(name) as member:
        for line in member:
            digest.update(line)
    if digest.hexdigest() != told["sha256"]:
        raise ValueError(f"{name} is not as it was written")
    read = {column.name: _reader(column) for column in table.columns}
    batch: list[dict[str, Any]] = []
    with archive.open(name) as member:
        for line in member:
            row = json.loads(line)
            if row.keys() != read.keys():
                raise ValueError(f"{name} has other columns")
            batch.append({column: read[column](value) for column, value in row.items()})
            if len(batch) == _CHUNK:
                connection.execute(sa.insert(table), batch)
                batch = []
    if batch:
        connection.execute(sa.insert(table), batch)


def _reader(column: sa.Column[Any]) -> Callable[[Any], Any]:
    """What makes a value of a column of its JSON."""
    kinds: dict[type, type[date]] = {t.Moment: datetime, sa.Date: date}
    kind = kinds.get(type(column.type))
    return (lambda value: kind.fromisoformat(value) if value is not None else None) if kind else lambda value: value
