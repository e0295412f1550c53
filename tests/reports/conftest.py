"""The bundled meeting as Frames, read once, and a second set in which awkward things happen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from convergence import codebook as codebooks
from convergence.analysis.frames import Frames, Mask
from convergence.codebook import Codebook
from convergence.store.engine import open_store, reading
from convergence.store.frames import frames as read_frames
from convergence.store.loading import load_bundled


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return codebooks.bundled()


@pytest.fixture(scope="session")
def frames(tmp_path_factory: pytest.TempPathFactory, codebook: Codebook) -> Iterator[Frames]:
    engine = open_store(f"sqlite:///{tmp_path_factory.mktemp('store') / 'bundled.sqlite'}")
    load_bundled(engine, codebook)
    with reading(engine) as connection:
        found = read_frames(connection, codebook)
    yield found
    engine.dispose()


@pytest.fixture(scope="session")
def everything(frames: Frames) -> Mask:
    return np.ones(len(frames.recommendations), dtype=bool)


@pytest.fixture(scope="session")
def every_action(frames: Frames) -> Mask:
    return np.ones(len(frames.actions), dtype=bool)


@pytest.fixture
def awkward(frames: Frames) -> Frames:
    """The bundled frames with formulas, markup, other scripts, missing languages, dates and control characters in them."""
    recommendations = frames.recommendations.copy()
    recommendations.loc[0, [f"text_{language}" for language in ("fr", "es", "pt")]] = None
    recommendations.loc[0, "text_en"] = '=HYPERLINK("http://evil.example","x") \x00\x0b#strong[typst] <b>&amp; *md*'
    recommendations.loc[1, "text_en"] = "مرحبا بالعالم — 中文 — עברית — שלום\nsecond line"
    recommendations.loc[2, "reviewed"] = False
    actions = frames.actions.copy()
    actions.loc[0, "note"] = "@SUM(A1)\nsecond line"
    actions.loc[1, "note"] = "+1 (507) 555"
    actions.loc[2, "note"] = "-2"
    actions.loc[3, "note"] = "\t=1+1"
    actions.loc[0, "due"] = pd.Timestamp("2026-11-01")
    actions.loc[1, "due"] = pd.Timestamp("2026-12-01")
    actions.loc[0, "lead"] = "PAN"
    evidence = pd.DataFrame(
        {"act": [0, 1], "rank": [1, 1], "url": ["https://example.org/report?a=1&b=2", "javascript:alert(1)"]}
        | {"title": ["", ""], "by": ["Ana", ""]}
    )
    actions.loc[0, "updated_at"] = pd.Timestamp("2026-11-20T10:00:00Z")
    actions.loc[0, "source"] = "delegation"
    return replace(frames, recommendations=recommendations, actions=actions, evidence=evidence, _cache={})


@pytest.fixture
def joint(frames: Frames) -> Frames:
    """The bundled frames where the first two ask the same and the action of the first follows up both."""
    actions = frames.actions.copy()
    actions.loc[0, "joint"] = True
    links = pd.DataFrame({"one": [0], "other": [1], "kind": ["same-ask"]})
    return replace(frames, actions=actions, links=links, _cache={})


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path
