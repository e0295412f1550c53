"""A slip that came back, as cells: which column is which, whatever their order, and where each cell stands."""

from __future__ import annotations

import hashlib
import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel

from convergence.analysis.frames import folded
from convergence.errors import InvalidInput
from convergence.i18n import Catalogue, catalogue
from convergence.reports.slip import COLUMNS, EDITABLE, MARK, PROPOSED, Origin, origin
from convergence.typed_dates import read_date

FILE_LIMIT = 20 * 2**20
UNPACKED_LIMIT = 200 * 2**20
ROW_LIMIT = 20_000
COLUMN_LIMIT = 100

# What columns were called on slips that were sent before: those too come back.
FORMER = {"evidence": ("Evidence (link)", "Justificatif (lien)", "Comprobante (enlace)", "Comprovante (link)")}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: a text, a number, a date, True or None. `place` is for people: "Suivi!G7"."""

    value: Any
    place: str
    formula: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.formula and (self.value is None or (isinstance(self.value, str) and not self.value.strip()))

    @property
    def text(self) -> str:
        if self.value is None:
            return ""
        if isinstance(self.value, datetime):
            return self.value.date().isoformat()
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return str(self.value).replace("_x000D_", "").replace("\r\n", "\n").strip()


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number in the sheet, with its cells by column."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Returned:
    """A slip as it came back. `lacking` are columns to fill in that somebody deleted; `digest` tells two files apart."""

    origin: Origin
    rows: tuple[Row, ...]
    proposals: tuple[Row, ...]
    lacking: tuple[str, ...]
    digest: str


def read(content: bytes) -> Returned:
    """The cells of a slip.

    Raises InvalidInput for what is no workbook, has macros in it, is beyond all measure, is no slip, or lacks the columns
    that say which row is which.
    """
    _inspect(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl does not keep, which nobody asks of it here
            book = load_workbook(io.BytesIO(content), read_only=True)
            sheets = {name: list(_rows(book[name])) for name in book.sheetnames if hasattr(book[name], "iter_rows")}
    except InvalidInput:
        raise
    except Exception as error:  # a damaged file fails in any part of the reader
        raise InvalidInput("slip.not_a_workbook") from error
    made = next((found for rows in sheets.values() for found in _marks(rows)), None)
    if made is None:
        raise InvalidInput("slip.no_slip")
    t = catalogue(made.language)
    rows: tuple[Row, ...] = ()
    proposals: tuple[Row, ...] = ()
    columns: tuple[str, ...] | None = None
    for name, cells in sheets.items():
        places = _columns(cells, COLUMNS, t)
        if places and {"id", "revision"} <= set(places[1]):
            rows += tuple(_body(name, cells, *places))
            columns = tuple(places[1])
        elif name == t("slip.sheet.proposals") or (places is None and _columns(cells, PROPOSED, t)):
            found = _columns(cells, PROPOSED, t)
            proposals += tuple(_body(name, cells, *found)) if found else ()
    if columns is None:
        raise InvalidInput("slip.no_columns", id=t("slip.column.id"), revision=t("slip.column.revision"))
    digest = hashlib.sha256(content).hexdigest()[:32]
    return Returned(made, rows, proposals, tuple(key for key in EDITABLE if key not in columns), digest)


def _inspect(content: bytes) -> None:
    if len(content) > FILE_LIMIT:
        raise InvalidInput("slip.too_large", limit=FILE_LIMIT // 2**20)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InvalidInput("slip.not_a_workbook") from error
    names = {entry.filename for entry in entries}
    if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
        raise InvalidInput("slip.too_large", limit=FILE_LIMIT // 2**20)
    if any(name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name.lower() for name in names):
        raise InvalidInput("slip.macros")
    if "[Content_Types].xml" not in names:
        raise InvalidInput("slip.not_a_workbook")


def _rows(sheet: Any) -> Iterator[tuple[int, list[tuple[Any, bool]]]]:
    """The rows that hold something, with their numbers; each cell as its value and whether it is a formula."""
    sheet.reset_dimensions()  # what a file says of its own size is not always so
    epoch = sheet.parent.epoch
    for number, row in enumerate(sheet.iter_rows(max_col=COLUMN_LIMIT), start=1):
        cells = [(_value(cell, epoch), cell.data_type == "f") for cell in row]
        if any(value is not None for value, _ in cells):
            if number > ROW_LIMIT:
                raise InvalidInput("slip.too_many_rows", limit=ROW_LIMIT)
            yield number, cells


def _value(cell: Any, epoch: datetime) -> Any:
    """A cell's value; a number under a date format is a date by whatever calendar the file counts."""
    value = cell.value
    if getattr(cell, "is_date", False) and isinstance(value, (int, float)):
        try:
            return from_excel(value, epoch)
        except (ValueError, OverflowError):
            return value
    return value


def _marks(rows: list[tuple[int, list[tuple[Any, bool]]]]) -> Iterator[Origin]:
    for _, cells in rows:
        for value, _ in cells:
            if isinstance(value, str) and value.strip().startswith(MARK) and (made := origin(value.strip())):
                yield made


def _columns(
    rows: list[tuple[int, list[tuple[Any, bool]]]], keys: tuple[str, ...], t: Catalogue
) -> tuple[int, dict[str, int]] | None:
    """The number of the header's row and the place of each column in it, by its label; None where there is no such row."""
    names = {folded(label).strip(): key for key in keys for label in (t(f"slip.column.{key}"), *FORMER.get(key, ()))}
    for number, cells in rows[:20]:
        found: dict[str, int] = {}
        for place, (value, _) in enumerate(cells):
            key = names.get(" ".join(folded(value).split())) if isinstance(value, str) else None
            if key:
                found.setdefault(key, place)
        if len(found) >= 3:
            return number, found
    return None


def _body(
    sheet: str, rows: list[tuple[int, list[tuple[Any, bool]]]], header: int, columns: dict[str, int]
) -> Iterator[Row]:
    for number, cells in rows:
        if number <= header:
            continue
        row = {}
        for key, place in columns.items():
            value, formula = cells[place] if place < len(cells) else (None, False)
            row[key] = Cell(value, f"{sheet}!{get_column_letter(place + 1)}{number}", formula)
        if not all(cell.is_blank for cell in row.values()):
            yield Row(number, row)


def day(cell: Cell) -> date | None:
    """The day that a cell gives: as a date, as its serial number, or as a text. Raises ValueError where it gives none."""
    value = cell.value
    if cell.is_blank:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 36_526 <= value < 73_416:
        found = from_excel(int(value))
        if isinstance(found, datetime):
            return found.date()
    return read_date(cell.text)
