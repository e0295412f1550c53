"""`python -m convergence check`: what it prints, its exit code, and what it puts right."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from convergence.cli import app

from .folder import NAME, change, point


def run(*arguments: str, language: str = "en_GB.UTF-8") -> tuple[int, str, str]:
    result = CliRunner(env={"LC_ALL": language}).invoke(app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_command_on_right_data(data: Path) -> None:
    assert run("check", str(data)) == (0, "No problems.\n", "")


def test_command_lists_problems_and_exits_1(data: Path) -> None:
    change(data / "meetings" / NAME, lambda d: (point(d, 0, 2).update(kind="wish"), d["title"].pop("en")))
    assert run("check", str(data)) == (
        1,
        f"{NAME}:: “title” is missing in the language “en”: add the text.\n"
        f"{NAME}:crm.2.1: Unknown code “wish”: use a code of data/codebook.\n",
        "2 problems\n",
    )


def test_command_counts_one_problem_in_the_terminals_language(data: Path) -> None:
    change(data / "meetings" / NAME, lambda d: point(d, 0, 2).update(kind="wish"))
    code, out, err = run("check", str(data), language="fr_CA.UTF-8")
    assert (code, out.count("\n"), err) == (1, 1, "1 problème\n")


def test_command_fixes_the_form_and_nothing_else(data: Path) -> None:
    path = data / "meetings" / NAME
    right = path.read_text(encoding="utf-8")
    path.write_text("# a remark\n" + right, encoding="utf-8")
    untouched = (data / "codebook" / "themes.yaml").read_text(encoding="utf-8")
    assert run("check", "--fix", str(data)) == (0, "No problems.\n", "")
    assert path.read_text(encoding="utf-8") == right
    assert (data / "codebook" / "themes.yaml").read_text(encoding="utf-8") == untouched


def test_command_leaves_an_unreadable_file_as_it_is(data: Path) -> None:
    path = data / "meetings" / NAME
    path.write_text("id: [unclosed", encoding="utf-8")
    code, _, _ = run("check", "--fix", str(data))
    assert (code, path.read_text(encoding="utf-8")) == (1, "id: [unclosed")
