"""A data folder of a test's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from convergence.codebook import DATA_DIR
from tests.conftest import SMALL_MEETING


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder without a problem: the bundled codebook and the small meeting."""
    shutil.copytree(DATA_DIR / "codebook", tmp_path / "codebook")
    (tmp_path / "meetings").mkdir()
    shutil.copy(SMALL_MEETING, tmp_path / "meetings")
    return tmp_path
