"""Floors under the measured accuracy, so that a change of words is not a change for the worse unseen."""

from __future__ import annotations

import pytest
import yaml

from benchmarks.reading_accuracy import SETS, document_text, of_set, scores
from convergence.reading import read

LANGUAGES_AND_SHAPES = {
    (language, shape) for language in ("fr", "en", "es", "pt") for shape in ("summary", "declaration")
}


@pytest.mark.parametrize(
    ("name", "actionable", "themes"), [("dev", 0.95, 0.85), ("test", 0.90, 0.75), ("third", 0.90, 0.75)]
)
def test_floors(name: str, actionable: float, themes: float) -> None:
    found = scores(of_set(name))
    assert found["actionable"].f1 >= actionable
    assert found["themes"].f1 >= themes


@pytest.mark.parametrize("name", ["dev", "test", "third"])
def test_sets_cover_languages_and_shapes(name: str) -> None:
    documents = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (SETS / name).glob("*.yaml")]
    assert {(d["language"], d["shape"]) for d in documents} == LANGUAGES_AND_SHAPES


@pytest.mark.parametrize("path", sorted(SETS.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_outline_of_every_document(path: object) -> None:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    reading = read(document_text(document).encode(), "a.txt")
    assert (reading.language, reading.shape) == (document["language"], document["shape"])
    assert reading.meeting.date is not None
    assert reading.meeting.date.isoformat() == document["date"]
    wanted = [line["process"] for line in document["lines"] if "process" in line] or [document.get("process")]
    assert [one.process for one in reading.interventions] == wanted
    passages = sum("p" in line or "a" in line for line in document["lines"])
    assert sum(len(one.passages) for one in reading.interventions) == passages


def test_confidence_says_how_often_proposals_are_right() -> None:
    """Of what is proposed with about the same confidence, about that share is right (within sampling)."""
    from benchmarks.reading_calibration import expected_error, overpromised

    assert expected_error("first_read") <= 0.05
    assert expected_error("test") <= 0.15
    assert overpromised("test") <= 0.03


def test_of_those_at_eight_tenths_about_eight_tenths_are_right() -> None:
    from benchmarks.reading_calibration import table

    shares = {band: share for band, _, _, share in table("first_read")}
    assert 0.75 <= shares["0.8–0.9"] <= 0.88
    assert shares["0.0–0.5"] < shares["0.7–0.8"] < shares["0.9–1.0"]
