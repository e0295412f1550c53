"""Whether the confidence of a proposal says how often such proposals are right, and the fit of its coefficients.

A proposal is right when its passage is actionable and its main theme is among those that a person gave to the passage.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import yaml

from benchmarks.reading_accuracy import SETS, SOURCE, SOURCE_CODING, document_text
from convergence.codebook import DATA_DIR
from convergence.reading import Proposal, read
from convergence.reading.confidence import confidence
from convergence.reading.paragraph import split_marker

_BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.01)
_RIDGE = 1.0
"""Strength of the pull towards zero; the sets are small, and a coefficient must not rest on three proposals."""


_OPTIMISM = 0.06
"""The words were tuned on the documents that the curve is fitted on; so much of their success is not counted."""
FIRST_READ = SETS / "first_read.csv"
"""Proposals in documents that are not kept here, as they were first read, before anything was learned from them: to what batch
each belongs, whether it was right, its features. No optimism in these."""


@dataclass(frozen=True, slots=True)
class Judged:
    features: dict[str, float]
    confidence: float
    right: bool


def judged(name: str) -> list[Judged]:
    """All proposals in a set (`dev`, `test`, `third`) or in the official document (`source`)."""
    if name == "source":
        return _of_source() if SOURCE.is_file() else []
    found = []
    for path in sorted((SETS / name).glob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        gold = {}
        for line in document["lines"]:
            text = line.get("p") or line.get("a")
            if text:
                gold[split_marker(str(text).strip())[1].strip()] = set(line.get("t", ()))
        reading = read(document_text(document).encode(), f"{path.stem}.txt")
        for one in reading.interventions:
            for passage in one.passages:
                found += [_judge(p, gold.get(passage.text, set())) for p in passage.proposals]
    return found


def _of_source() -> list[Judged]:
    coded = yaml.safe_load(SOURCE_CODING.read_text(encoding="utf-8"))["interventions"]
    found = []
    for gold, one in zip(coded, read(SOURCE).interventions, strict=True):
        for wanted, passage in zip(gold["passages"], one.passages, strict=True):
            themes = {theme for r in wanted["recommendations"] for theme in r["themes"]}
            found += [_judge(p, themes) for p in passage.proposals]
    return found


def _judge(proposal: Proposal, themes: set[str]) -> Judged:
    right = bool(proposal.themes) and proposal.themes[0] in themes
    return Judged(dict(proposal.features), proposal.confidence, right)


def first_read() -> list[Judged]:
    """The proposals of `first_read.csv`, with the confidence that they would have today."""
    with FIRST_READ.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    features = [{key: float(v) for key, v in row.items() if key not in ("batch", "right")} for row in rows]
    return [Judged(one, confidence(one), row["right"] == "1") for one, row in zip(features, rows, strict=True)]


def table(name: str) -> list[tuple[str, int, float, float]]:
    """Per band of confidence: its limits, how many proposals, their mean confidence, the share that is right.

    `name` is that of a set, or `first_read`.
    """
    found = first_read() if name == "first_read" else judged(name)
    rows = []
    for low, high in pairwise(_BINS):
        band = [one for one in found if low <= one.confidence < high]
        if band:
            mean = sum(one.confidence for one in band) / len(band)
            share = sum(one.right for one in band) / len(band)
            rows.append((f"{low:.1f}–{min(high, 1.0):.1f}", len(band), mean, share))
    return rows


def expected_error(name: str) -> float:
    """Mean distance between confidence and share right over the bands, weighted by their size."""
    rows = table(name)
    return sum(count * abs(mean - share) for _, count, mean, share in rows) / max(1, sum(row[1] for row in rows))


def overpromised(name: str) -> float:
    """The part of that distance by which the confidence is higher than the share right. Documents in our own wording are easier than
    those that the curve is mostly fitted on: more of their proposals may be right than it says, but not fewer.
    """
    rows = table(name)
    return sum(count * max(0.0, mean - share) for _, count, mean, share in rows) / max(1, sum(row[1] for row in rows))


def fit() -> None:
    """Fits the logistic curve to the development set, the source, the third set and the proposals of documents as first
    read, and writes its coefficients.
    """
    tuned, unseen = judged("dev") + judged("source") + judged("third"), first_read()
    found = tuned + unseen
    names = sorted({name for one in found for name in one.features})
    x = np.array([[1.0, *(one.features.get(name, 0.0) for name in names)] for one in found])
    y = np.array([(1 - _OPTIMISM) * one.right for one in tuned] + [float(one.right) for one in unseen])
    weights = np.zeros(x.shape[1])
    pull = np.diag([0.0, *[_RIDGE] * len(names)])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - pull @ weights
        hessian = (x.T * (p * (1 - p))) @ x + pull
        weights = weights + np.linalg.solve(hessian, gradient)
    fitted = {"intercept": weights[0], **dict(zip(names, weights[1:], strict=True))}
    rounded = {
        name: round(float(value), 2) for name, value in fitted.items() if not math.isclose(value, 0, abs_tol=0.005)
    }
    text = yaml.safe_dump({"weights": rounded}, allow_unicode=True, sort_keys=False, width=100)
    (DATA_DIR / "codebook" / "confidence.yaml").write_text(text, encoding="utf-8")
