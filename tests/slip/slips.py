"""Making slips of the small meeting, filling them in as people do, and reading them back."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import openpyxl
import sqlalchemy as sa
from openpyxl.worksheet.worksheet import Worksheet

from convergence import slip_file
from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.model import Actor
from convergence.reports import slip as reports
from convergence.slip import Preview, compare
from convergence.store import slips
from convergence.store.engine import reading, writing
from convergence.store.frames import frames as frames_of

MOMENT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def sent(engine: sa.Engine, codebook: Codebook, party: str = "MEX", language: str = "es") -> bytes:
    """The slip of a delegation as it is sent."""
    with reading(engine) as connection:
        frames = frames_of(connection, codebook)
        made = reports.Origin(slips.installation(connection), party, language)
    return reports.for_party(frames, made, codebook, MOMENT, "https://convergence.example.org")


def edited(content: bytes, edit: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def actions_sheet(book: openpyxl.Workbook) -> Worksheet:
    return book.worksheets[1]


def place(sheet: Worksheet, column: str, language: str = "es") -> int:
    labels = [cell.value for cell in sheet[1]]
    return labels.index(catalogue(language)(f"slip.column.{column}")) + 1


def fill(content: bytes, values: dict[str, Any], row: int = 2, language: str = "es") -> bytes:
    """The slip with values typed into a row of its actions."""

    def edit(book: openpyxl.Workbook) -> None:
        sheet = actions_sheet(book)
        for column, value in values.items():
            sheet.cell(row, place(sheet, column, language)).value = value

    return edited(content, edit)


def propose(content: bytes, *values: Any) -> bytes:
    """The slip with a row of proposed action: reference, title, due date, note."""

    def edit(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[2]
        row = next(number for number in range(2, 40) if sheet.cell(number, 2).value is None)
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value

    return edited(content, edit)


def previewed(engine: sa.Engine, codebook: Codebook, content: bytes, actor: Actor) -> Preview:
    returned = slip_file.read(content)
    with reading(engine) as connection:
        frames = frames_of(connection, codebook)
        known = slips.known(connection, returned)
    return compare(returned, frames, known, actor, codebook)


def taken_in(
    engine: sa.Engine, codebook: Codebook, preview: Preview, actor: Actor, mine: bool = True
) -> tuple[int, int]:
    choices = {(row.action, name): mine for row in preview.rows for name in row.stale}
    with writing(engine) as connection:
        return slips.apply(
            connection, codebook, actor, preview.digest, preview.party, preview.decided(choices), preview.to_add
        )
