"""Reports from the command line, and the command that the page shows for one."""

from __future__ import annotations

import csv
import io
import shlex
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from convergence.analysis.filters import Filter
from convergence.cli import app
from convergence.reports.command import command
from convergence.reports.options import Options

from .given import ADDRESS, MOMENT

OPTIONS = Options(MOMENT, ADDRESS)


@pytest.fixture
def store(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVERGENCE_DATABASE_URL", f"sqlite:///{out / 'cli.sqlite'}")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")


@pytest.mark.usefixtures("store")
def test_the_command_line_writes_what_the_filters_select(out: Path) -> None:
    target = out / "idb.csv"
    done = CliRunner().invoke(
        app, ["export", "recommendations", "--language", "en", "--process", "idb", "--output", str(target)]
    )
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8-sig"), newline="")))
    assert [row["Reference"] for row in rows] == ["IDB\u00a06.1", "IDB\u00a013.1", "IDB\u00a013.2", "IDB\u00a013.3"]


@pytest.mark.usefixtures("store")
def test_the_command_line_finds_a_name_in_a_folder(out: Path) -> None:
    done = CliRunner().invoke(
        app, ["export", "country", "--format", "pdf", "--language", "es", "--party", "CHL", "--output", str(out)]
    )
    assert done.exit_code == 0, done.output
    (made,) = out.glob("convergence-country-CHL-*-es.pdf")
    assert made.read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing"], "« nothing » n’est pas un rapport"),
        (["overlap", "--format", "xls"], "Ce rapport n’existe pas au format"),
        (["overlap", "--theme", "nope"], "« nope » est inconnu"),
        (["overlap", "--search", "xyzzy"], "Aucune donnée ne correspond"),
        (["overlap", "--language", "de"], "« de » n’est pas une langue"),
        (["follow-up", "--since", "hier"], "« hier » n’est pas une date"),
        (["overlap", "--address", "ici"], "« ici » n’est pas une adresse"),
        (["recommendations", "--column", "themes"], "« themes » n’est pas une colonne du tableau"),
        (["workbook", "--column", "text", "--column", "date"], "« date » n’est pas une colonne du tableau"),
    ],
)
def test_the_command_line_says_what_is_wrong(out: Path, arguments: list[str], sentence: str) -> None:
    done = CliRunner().invoke(app, ["export", *arguments, "--output", str(out)])
    assert done.exit_code == 1
    assert sentence in done.output.replace("\u00a0", " ")
    assert [path for path in out.iterdir() if not path.name.startswith("cli.sqlite")] == []


@pytest.mark.usefixtures("store")
def test_the_command_that_a_page_shows_makes_the_report(out: Path) -> None:
    chosen = Filter(
        processes=("idb", "idm"), kinds=("recommendation",), search="politiques migratoires", main_only=True
    )
    options = replace(OPTIONS, columns=("reference",), since=date(2026, 1, 1))
    shown = command("recommendations", "csv", "fr", chosen, options)
    assert shown == (
        "python -m convergence export recommendations --format csv --language fr --process idb --process idm"
        " --kind recommendation --main-only --search 'politiques migratoires' --since 2026-01-01 --column reference"
        f" --address {ADDRESS}"
    )
    words = shlex.split(shown)[3:]
    words[words.index("politiques migratoires")] = "politiques"
    done = CliRunner().invoke(app, [*words, "--output", str(out / "x.csv")])
    assert done.exit_code == 0, done.output
    assert (out / "x.csv").read_bytes().decode("utf-8-sig").splitlines()[0] == "Référence"
