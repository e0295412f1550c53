"""The command line: making a slip, saying what one would change, saving it; told in the terminal's language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests import commands
from tests.slip.slips import fill, propose

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `python -m convergence` in an installation of its own; gives exit code, output and errors."""
    return partial(
        commands.run, {"LC_ALL": "en_GB.UTF-8", "CONVERGENCE_DATABASE_URL": f"sqlite:///{tmp_path / 'c.db'}"}
    )


def test_out_and_back(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "chl.xlsx"
    assert run("slip-for", "CHL", "--language", "es", "--output", str(file)) == (0, f"1 action in {file}", "")
    assert run("slip", str(file)) == (0, "0 actions change · 0 to be settled · 0 wrong · 1 unchanged · 0 proposed", "")
    content = propose(fill(file.read_bytes(), {"note": "Hecho."}), "2023-05-09-cam/la-declaration.6.1", "Otra")
    file.write_bytes(content)
    code, out, _ = run("slip", str(file))
    assert code == 0
    assert out.splitlines()[1:] == [
        "  Note: (blank) → Hecho.",
        "New action proposed for Los Angeles 6, point 1 (9 May 2023): Otra",
        "1 action changes · 0 to be settled · 0 wrong · 0 unchanged · 1 proposed",
    ]
    code, out, _ = run("slip", str(file), "--apply", "--name", "Olga")
    assert (code, out.splitlines()[-1]) == (0, "Saved: 1 action updated and 1 action added.")
    code, out, _ = run("slip", str(file), "--apply")
    assert out.splitlines()[0].startswith("This very file was already taken in by Olga on ")
    assert out.splitlines()[-1] == "This slip changes nothing."


def test_what_stops_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "chl.xlsx"
    run("slip-for", "Chile", "--language", "es", "--output", str(file))
    sent = file.read_bytes()
    file.write_bytes(fill(sent, {"due": "1/1/1023"}))
    code, out, _ = run("slip", str(file), "--apply")
    assert (code, out.splitlines()[-2]) == (
        1,
        "  Seguimiento!H2: Due date: “1 January 1023” is not a possible due date: give a date between 2000 and 2100.",
    )
    assert run("slip", str(file), "--apply", "--skip-wrong")[1].endswith("This slip changes nothing.")
    file.write_bytes(fill(sent, {"note": "uno"}))
    assert run("slip", str(file), "--apply", "--name", "Olga")[0] == 0
    file.write_bytes(fill(sent, {"note": "dos"}))
    code, out, _ = run("slip", str(file), "--apply")
    assert code == 1
    assert "Note: “dos” in the slip, but “uno” entered meanwhile by Olga" in out
    assert run("slip", str(file), "--apply", "--stale", "slip")[1].endswith("Saved: 1 action updated.")


def test_what_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "no.xlsx"
    file.write_text("a;b")
    code, out, error = run("slip", str(file))
    assert (code, out) == (1, "")
    assert error.startswith("This file is not a readable xlsx workbook")
    assert "\n" not in error
    assert run("slip-for", "XXX")[::2] == (
        1,
        "“XXX” is no country or body known here: write its name as in the list, or its code, as PER.",
    )


def test_a_choice_of_actions_out_and_back(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "csm.xlsx"
    chosen = ("slip-for", "--process", "csm", "--flag", "no-lead", "--output", str(file))
    assert run(*chosen) == (0, f"13 actions in {file}", "")
    assert run("slip", str(file)) == (0, "0 actions change · 0 to be settled · 0 wrong · 13 unchanged · 0 proposed", "")
    file.write_bytes(fill(file.read_bytes(), {"note": "Hecho."}, language="en"))
    assert run("slip", str(file), "--apply")[1].endswith("Saved: 1 action updated.")


def test_a_slip_of_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "none.xlsx"
    assert run("slip-for", "--output", str(file))[::2] == (1, "Choose a delegation, filters, or both.")
    nothing = run("slip-for", "CHL", "--flag", "overdue", "--output", str(file))
    assert nothing[::2] == (1, "No action matches these filters: remove one.")
    assert run("slip-for", "--process", "xyz", "--output", str(file))[0] == 1
    assert not file.exists()
