"""From the features of a point to the chance that a reviewer would keep it: a logistic curve with fitted coefficients.

The coefficients stand in `data/codebook/confidence.yaml`; `benchmarks/reading.py --fit` computes them from the
development set, and docs/reading.md says how well they hold on the held-out set.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from convergence.reading.lexicon import load

_LEAST, _MOST = 0.05, 0.99


def confidence(features: Mapping[str, float]) -> float:
    """Between 0.05 and 0.99, to two places."""
    weights: Mapping[str, float] = load("confidence")["weights"]
    score = weights["intercept"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-score)))), 2)
