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

    @property
    def holds(self) -> bool:
        return self.value <= self.limit if self.better == "less" else self.value >= self.limit

    def line(self) -> str:
        sign = "≤" if self.better == "less" else "≥"
        return f"{self.name:<66} {self.value:8.2f} {self.unit:<7} {sign} {self.limit:g}  {'holds' if self.holds else 'MISSED'}"
