"""A data folder as a whole: files that are none, one meeting twice, another form than the canonical one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from convergence import check
from convergence.codebook import Codebook

from .folder import NAME, change, lines, meeting_lines, point

WRONG_TYPE = "“file” has the value “{}”, which is not of the expected type: see data/README.md."

UNREADABLE = {
    "empty": (b"", WRONG_TYPE.format("None")),
    "a list": (b"- one\n- two\n", WRONG_TYPE.format("['one', 'two']")),
    "only text": (b"hello\n", WRONG_TYPE.format("hello")),
    "not YAML": (b"id: [unclosed\ntitle: x\n", "This is not valid YAML: see line 2."),
    "a tab": (b"id:\n\t- x\n", "This is not valid YAML: see line 2."),
    "a Python object": (b"!!python/object/apply:os.getcwd []\n", "This is not valid YAML: see line 1."),
    "a number that is none": (b"id: !!int x\n", "This is not valid YAML: see line ?."),
    "nested without end": (b"[" * 100_000, "This is not valid YAML: see line 1."),
    "a knot": (b"&a [*a]\n", WRONG_TYPE.format("[[...]]")),
    "Latin-1": ("id: réunion\n".encode("latin-1"), "The file is not in UTF-8: save it as UTF-8."),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_meeting(data: Path, codebook: Codebook, name: str) -> None:
    content, message = UNREADABLE[name]
    (data / "meetings" / NAME).write_bytes(content)
    assert meeting_lines(data, codebook) == [f"{NAME}:: {message}"]


def test_the_bundled_data_has_no_problem() -> None:
    assert check.problems() == []


def test_a_right_folder_has_no_problem(data: Path) -> None:
    assert check.problems(data) == []


def test_a_folder_without_a_codebook(tmp_path: Path) -> None:
    assert lines(tmp_path) == [
        f"{name}.yaml:: The file can’t be read (No such file or directory)."
        for name in ("themes", "crosswalk", "processes", "parties", "vocabulary")
    ]


def test_one_meeting_in_two_files(data: Path) -> None:
    shutil.copy(data / "meetings" / NAME, data / "meetings" / "2024-02-01-twin.yaml")
    assert lines(data) == [
        "2024-02-01-twin.yaml:2024-02-01-test: "
        "The meeting’s id and the file name 2024-02-01-twin.yaml differ: make them agree.",
        "meetings:2024-02-01-test: “2024-02-01-test” stands here twice: keep one.",
    ]


def test_another_form_than_the_canonical_one(data: Path) -> None:
    path = data / "meetings" / NAME
    path.write_text("# a remark\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert lines(data) == [
        f"{NAME}:: The file is not in its canonical form: “python -m convergence check --fix” restores it."
    ]


def test_another_form_hides_no_other_problem(data: Path) -> None:
    path = data / "meetings" / NAME
    change(path, lambda d: point(d, 0, 2).update(kind="wish"))
    path.write_text("# a remark\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert lines(data) == [
        f"{NAME}:: The file is not in its canonical form: “python -m convergence check --fix” restores it.",
        f"{NAME}:crm.2.1: Unknown code “wish”: use a code of data/codebook.",
    ]


def test_problems_of_two_files_are_all_listed(data: Path) -> None:
    (data / "meetings" / "2020-01-01-other.yaml").write_text("", encoding="utf-8")
    change(data / "meetings" / NAME, lambda d: d["title"].pop("es"))
    assert lines(data) == [
        "2020-01-01-other.yaml:: " + WRONG_TYPE.format("None"),
        f"{NAME}:: “title” is missing in the language “es”: add the text.",
    ]
