"""Where there is no room: one sentence, what was there stays, and nothing half-made is left."""

from __future__ import annotations

import resource
import signal
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.cli import app
from convergence.codebook import Codebook
from convergence.errors import Unavailable
from convergence.i18n import catalogue
from convergence.reports import files, kinds, workbook
from convergence.reports.options import Options

from .given import ADDRESS, MOMENT

OPTIONS = Options(MOMENT, ADDRESS)
SQLITE = {"made-wal", "made-shm"}
"""What SQLite itself keeps beside a copy that it could not write anew, and clears away when that is opened."""


@contextmanager
def room(size: int) -> Iterator[None]:
    """The system refuses to write a file beyond a size, as it does where the disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_report_leaves_what_was_there(out: Path) -> None:
    target = out / "report.pdf"
    files.write(target, b"first")
    with room(100_000), pytest.raises(Unavailable) as caught:
        files.write(target, b"x" * 200_000)
    assert target.read_bytes() == b"first"
    assert left(out) == ["report.pdf"]
    assert "report.pdf" in catalogue("es").error(caught.value)


def test_a_workbook_needs_room_for_itself_only_where_it_is_large(
    out: Path, frames: Frames, codebook: Codebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made() -> bytes:
        return kinds.make("workbook", "xlsx", frames, codebook, Filter(), catalogue("en"), OPTIONS)

    monkeypatch.setattr(tempfile, "tempdir", str(out))
    with room(1_000):
        assert made().startswith(b"PK")
    monkeypatch.setattr(workbook, "HELD", 50)
    with room(1_000), pytest.raises(Unavailable) as caught:
        made()
    assert catalogue("en").error(caught.value) == (
        f"There is no room in {out} for the workbook in the making (File too large): free some space there, "
        "or choose less, then try again."
    )
    assert made().startswith(b"PK")
    monkeypatch.setattr(tempfile, "tempdir", str(out / "nowhere"))
    with pytest.raises(Unavailable):
        made()
    assert left(out) == []


def test_a_large_workbook_says_what_a_small_one_says(
    out: Path, frames: Frames, codebook: Codebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, found = out / "workbook.xlsx", []
    for held in (workbook.HELD, 50):
        monkeypatch.setattr(workbook, "HELD", held)
        target.write_bytes(kinds.make("workbook", "xlsx", frames, codebook, Filter(), catalogue("en"), OPTIONS))
        book = openpyxl.load_workbook(target)
        found.append({sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book})
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("command", "more"), [(["slip-for", "PER", "--language", "en", "--output"], set()), (["backup"], SQLITE)]
)
def test_other_files_that_are_written(
    out: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], more: set[str]
) -> None:
    database = out / "store" / "convergence.db"
    monkeypatch.setenv("CONVERGENCE_DATABASE_URL", f"sqlite:///{database}")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert CliRunner().invoke(app, ["people", "add", "a@example.org", "--name", "A", "--role", "reader"]).exit_code == 0
    target = out / "made"
    with room(2_000):
        done = CliRunner().invoke(app, [*command, str(target)])
    assert (done.exit_code, done.exception.__class__) == (1, SystemExit)
    assert str(target) in done.output
    assert len(done.output.splitlines()) == 1
    assert left(out) == ["store"]
    assert CliRunner().invoke(app, [*command, str(target)]).exit_code == 0
    before = target.read_bytes()
    with room(2_000):
        assert CliRunner().invoke(app, [*command, str(target)]).exit_code == 1
    assert set(left(out)) - more == {"made", "store"}
    assert target.read_bytes() == before
    if more:
        with closing(sqlite3.connect(target)) as copy:
            assert copy.execute("SELECT count(*) FROM recommendation").fetchone() == (55,)
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_device_is_written_into_and_a_link_is_kept(out: Path) -> None:
    """As `--output /dev/stdout` asks: it must not be a file from then on."""
    target = out / "device"
    target.symlink_to("/dev/null")
    files.write(target, b"x")
    assert target.is_symlink()
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    file, link = out / "file", out / "link"
    file.write_bytes(b"first")
    link.symlink_to(file)
    files.write(link, b"second")
    assert (link.is_symlink(), file.read_bytes()) == (True, b"second")
    assert left(out) == ["device", "file", "link"]
