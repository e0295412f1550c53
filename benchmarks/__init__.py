"""What the application promises about speed and memory: each module's `figures()` measures its part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Figure:
    """One measured number beside its limit; `better` says on which side of the limit it has to be."""

    name: str
    value: float
    limit: float
    unit: str
    better: Literal["less", "more"] = "less"
