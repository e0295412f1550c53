"""The directions that the code keeps: which part may know which, how large a file may be, what is never used."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

import pytest

from convergence.store import archive
from convergence.store.tables import metadata

ROOT = Path(__file__).parent.parent

UI = ("app.py", "server.py", "pages/", "convergence/ui/")


@cache
def tracked() -> list[str]:
    """Files of the repository: those that git knows, and new ones that it does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return sorted(name for name in set(listed.stdout.splitlines()) if (ROOT / name).is_file())


def code() -> list[str]:
    """Python files of the application."""
    return [
        name
        for name in tracked()
        if name.endswith(".py") and name.startswith(("app.py", "server.py", "pages/", "convergence/"))
    ]


def of_tests() -> list[str]:
    return [name for name in tracked() if name.endswith(".py") and name.startswith("tests/")]


@cache
def imports(name: str) -> frozenset[str]:
    """Every module that a file imports, with its parents: `a.b.c`, `a.b`, `a`; `from a import b` gives `a.b` too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(Path(name).parts[: -node.level]) if node.level else ""
            module = ".".join(part for part in (package, node.module or "") if part)
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return frozenset(
        ".".join(parts[:depth])
        for parts in (module.split(".") for module in found)
        for depth in range(1, len(parts) + 1)
    )


def importing(*modules: str) -> set[str]:
    return {name for name in code() if imports(name) & set(modules)}


def test_the_list_of_files_is_real() -> None:
    assert {"convergence/model.py", "convergence/store/writes.py", "convergence/analysis/overlap.py"} <= set(code())
    assert "tests/test_architecture.py" in of_tests()
    assert "sqlalchemy" in imports("convergence/store/engine.py")
    assert "convergence.analysis.frames" in imports("convergence/analysis/overlap.py")


def test_only_pages_and_ui_import_streamlit() -> None:
    assert {name for name in importing("streamlit") if not name.startswith(UI)} == set()


def test_only_the_store_imports_sqlalchemy() -> None:
    found = importing("sqlalchemy", "alembic", "psycopg", "sqlite3")
    assert "convergence/store/engine.py" in found
    assert {name for name in found if not name.startswith("convergence/store/")} == set()


@pytest.mark.parametrize("part", ["analysis", "charts", "reports", "reading"])
def test_pure_parts_know_neither_the_store_nor_pages(part: str) -> None:
    outside = importing(
        "convergence.store", "convergence.ui", "convergence.web", "convergence.cli", "streamlit", "pages", "app"
    )
    assert {name for name in outside if name.startswith(f"convergence/{part}/")} == set()


def test_the_store_knows_no_pages_charts_or_reports() -> None:
    outside = importing("convergence.ui", "convergence.web", "convergence.charts", "convergence.reports", "streamlit")
    assert {name for name in outside if name.startswith("convergence/store/")} == set()


def test_the_server_for_programs_knows_no_pages() -> None:
    """And nothing but server.py puts it beside them: whatever else there is works without it."""
    outside = importing("convergence.ui", "convergence.charts", "convergence.cli", "streamlit", "sqlalchemy", "pages")
    assert {name for name in outside if name.startswith("convergence/web/")} == set()
    assert {name for name in importing("convergence.web") if not name.startswith("convergence/web/")} == {"server.py"}
    assert {name for name in importing("starlette") if not name.startswith("convergence/web/")} == set()


def test_no_page_imports_a_page() -> None:
    assert importing("pages", "app") == set()


def test_pages_are_in_folders() -> None:
    """Streamlit opens a file directly under pages/ by a deep link without running app.py, past any gate in it."""
    assert [name for name in tracked() if name.startswith("pages/") and name.count("/") == 1] == []


def test_every_table_is_in_the_archive_or_left_out_for_a_reason() -> None:
    """Whoever adds a table says in convergence/store/archive.py whether it leaves the installation."""
    kept, left = list(archive.KEPT), set(archive.LEFT_OUT)
    assert sorted([*kept, *left]) == sorted(metadata.tables)
    for place, name in enumerate(kept):
        needed = {key.column.table.name for key in metadata.tables[name].foreign_keys}
        assert needed <= set(kept[:place]), name


def test_files_are_small() -> None:
    lengths = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in code()}
    assert {name: length for name, length in lengths.items() if length > 400} == {}
    assert lengths.get("app.py", 0) < 60


def test_no_module_is_named_for_nothing() -> None:
    empty_names = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert [name for name in code() + of_tests() if empty_names & set(Path(name).with_suffix("").parts)] == []


def test_what_is_never_used() -> None:
    for name in code():
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "unsafe_allow_html" not in text, name
        assert "unsafe_allow_javascript" not in text, name
    for name in of_tests():
        text = (ROOT / name).read_text(encoding="utf-8")
        for never in ("time." + "sleep", "wait_for_" + "timeout", 'patch("' + "streamlit", "patch('" + "streamlit"):
            assert never not in text, f"{name}: {never}"
        assert "unittest" not in imports(name), name


def test_no_path_of_one_machine() -> None:
    """A repository works wherever it is cloned."""
    folders = ["/" + folder + "/" for folder in ("work", "root")]
    found = []
    for name in tracked():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name}: {folder}" for folder in folders if folder in text]
    assert found == []
