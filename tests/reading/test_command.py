"""The contract with other programs: JSON on standard output, or one line on standard error and exit code 1."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from convergence.errors import InvalidInput
from convergence.reading.command import read_command

ROOT = Path(__file__).resolve().parents[2]

TEXT = """SUMMARY OF STATEMENTS
Lima, Peru, 9 May 2023
Main points raised by the Regional Conference on Migration (RCM)
Ms. Ana Ruiz, coordinator
The Conference has eleven members.
Member countries should protect migrant children at the border.
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "summary.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_whole_contract(document: Path) -> None:
    found = json.loads(read_command(document))
    confidence = found["interventions"][0]["passages"][1]["recommendations"][0].pop("confidence")
    assert 0 < confidence < 1
    assert found == {
        "language": "en",
        "meeting": {"title": "SUMMARY OF STATEMENTS", "date": "2023-05-09", "body": None, "place": "Lima, Peru"},
        "interventions": [
            {
                "process": "crm",
                "heading": "Main points raised by the Regional Conference on Migration (RCM)",
                "speaker": "Ms. Ana Ruiz",
                "passages": [
                    {
                        "number": 1,
                        "text": "The Conference has eleven members.",
                        "page": None,
                        "recommendations": [],
                    },
                    {
                        "number": 2,
                        "text": "Member countries should protect migrant children at the border.",
                        "page": None,
                        "recommendations": [
                            {
                                "text": "Member countries should protect migrant children at the border.",
                                "span": [0, 63],
                                "kind": "recommendation",
                                "verb": "should",
                                "themes": ["children", "borders"],
                                "processes": ["crm"],
                                "leads": [],
                            }
                        ],
                    },
                ],
            }
        ],
        "problems": [],
    }


def run(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "convergence.reading", str(path), "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_exit_codes(document: Path, tmp_path: Path) -> None:
    good = run(document)
    assert (good.returncode, good.stderr) == (0, "")
    assert json.loads(good.stdout)["language"] == "en"
    empty = tmp_path / "empty.txt"
    empty.touch()
    bad = run(empty)
    assert (bad.returncode, bad.stdout) == (1, "")
    assert bad.stderr == "The document is empty; choose a file that has text in it.\n"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_command(tmp_path / "nothing.docx")
    assert refused.value.key == "reading.no_file"
