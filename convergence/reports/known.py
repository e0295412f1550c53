"""Codes that a filter may hold: those of the codebook, and the meetings that are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.errors import InvalidInput


def codes(codebook: Codebook, frames: Frames | None) -> Mapping[str, Sequence[str]]:
    """What each choice of `Filter` chooses from, by the name of its field; no meetings without `frames`."""
    return {
        "processes": list(codebook.processes),
        "themes": list(codebook.themes),
        "kinds": list(codebook.kinds),
        "positions": list(codebook.positions),
        "parties": list(codebook.parties),
        "meetings": list(frames.meetings["id"]) if frames else [],
        "progress": list(codebook.progress),
        "flags": list(codebook.flags),
    }


def check(chosen: Filter, codebook: Codebook, frames: Frames) -> None:
    """Raises InvalidInput for the first code that nothing could have."""
    for field, known in codes(codebook, frames).items():
        for code in getattr(chosen, field):
            if code not in known:
                raise InvalidInput("reports.bad_code", code=code[:60], field=field)
