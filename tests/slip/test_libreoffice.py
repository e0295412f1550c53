"""LibreOffice as a real client: it opens the slip, recalculates it, and saves it in its own way."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.model import LANGUAGES
from tests.conftest import ANALYST
from tests.slip.slips import actions_sheet, fill, previewed, propose, sent, taken_in
from tests.store.content import BORDERS, action

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")

Saved = Callable[..., list[bytes]]


@pytest.fixture
def kind() -> str:
    """One kind of database is enough here."""
    return "sqlite"


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    """Opens workbooks in LibreOffice and saves them as xlsx; by way of its own format, which keeps only what it understood."""

    def convert(sources: list[Path], form: str) -> list[Path]:
        folder = tmp_path / form
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, sources)]
        subprocess.run(command, check=True, timeout=300, capture_output=True)
        return [folder / f"{source.stem}.{form}" for source in sources]

    def save(*contents: bytes) -> list[bytes]:
        sources = [tmp_path / f"slip-{number}.xlsx" for number in range(len(contents))]
        for source, content in zip(sources, contents, strict=True):
            source.write_bytes(content)
        return [path.read_bytes() for path in convert(convert(sources, "ods"), "xlsx")]

    return save


def test_saved_without_an_edit_nothing_changes(filled: sa.Engine, codebook: Codebook, saved: Saved) -> None:
    for returned in saved(*(sent(filled, codebook, "CAN", language) for language in LANGUAGES)):
        preview = previewed(filled, codebook, returned, ANALYST)
        assert [(row.status, row.typed) for row in preview.rows] == [("unchanged", ())] * 2
        assert (preview.proposals, preview.lacking) == ((), ())


def test_filled_in_and_saved(filled: sa.Engine, codebook: Codebook, saved: Saved) -> None:
    values = {"progress": "Implementada", "due": "31 de enero de 2027", "note": "Línea uno\nlínea dos"}
    content = propose(fill(sent(filled, codebook), values), BORDERS, "Acción nueva", "1/2/2027")
    preview = previewed(filled, codebook, saved(content)[0], ANALYST)
    assert (preview.wrong, [row.typed for row in preview.rows]) == ([], [()])
    assert taken_in(filled, codebook, preview, ANALYST) == (1, 1)
    found = action(filled)
    assert (found.progress, str(found.due), found.note) == ("implemented", "2027-01-31", "Línea uno\nlínea dos")
    assert str(action(filled, f"{BORDERS}/a2").due) == "2027-02-01"


def test_what_it_keeps_of_the_slip(filled: sa.Engine, codebook: Codebook, saved: Saved) -> None:
    """Locks, drop-downs, date checks and hidden columns survive, so that the next person has them too."""
    sheet = actions_sheet(openpyxl.load_workbook(io.BytesIO(saved(sent(filled, codebook))[0])))
    assert sheet.protection.sheet
    assert [sheet.cell(2, column).protection.locked for column in range(1, 13)] == [True] * 6 + [False] * 4 + [True] * 2
    checks = {check.type: check for check in sheet.data_validations.dataValidation}
    assert set(checks) == {"list", "date", "custom"}
    assert "Listas" in checks["list"].formula1
    hidden = [group for group in sheet.column_dimensions.values() if group.hidden]
    assert [(group.min, group.max) for group in hidden] in ([(11, 12)], [(11, 11), (12, 12)])
