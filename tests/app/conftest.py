"""Pages run in process, on a real database of their own that holds the bundled meeting."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from convergence import codebook
from convergence.store.opened import Store, open_store


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """What one test cached is not there for the next."""
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the bundled meeting, made once; tests copy it."""
    path = tmp_path_factory.mktemp("loaded") / "convergence.db"
    store = open_store(codebook.bundled(), f"sqlite:///{path}")
    assert store.problems == ()
    store.engine.dispose()
    return path


@pytest.fixture
def store(loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The database that the pages of this test work on: for looking at it, and for what a colleague does meanwhile."""
    path = tmp_path / "convergence.db"
    shutil.copy(loaded, path)
    url = f"sqlite:///{path}"
    monkeypatch.setenv("CONVERGENCE_DATABASE_URL", url)
    opened = open_store(codebook.bundled(), url)
    yield opened
    opened.engine.dispose()
