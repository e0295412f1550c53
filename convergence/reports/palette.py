"""The house colours on paper, and the ink that can be read on each of them."""

from __future__ import annotations

from convergence.charts.look import LIGHT, contrast

TEXT, MUTED, BORDER, PRIMARY, ALERT = LIGHT.text, LIGHT.muted, LIGHT.border, LIGHT.primary, LIGHT.alert
PANEL = "#f5f7fa"

GROUPS = LIGHT.groups
PROGRESS = LIGHT.progress
"""As on screen; never without their words."""

READABLE = 4.5
"""The least contrast of text, by WCAG 2, level AA."""

_PALE, _DEEP = (221, 234, 244), (11, 74, 114)


def ramp(share: float) -> str:
    """The blue of a count, `share` being its part of the largest, 0 to 1; a count of none has no colour at all."""
    share = min(max(share, 0.0), 1.0)
    mixed = [round(pale + (deep - pale) * share) for pale, deep in zip(_PALE, _DEEP, strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def paler(colour: str, share: float) -> str:
    """A colour mixed with so much white, 0 to 1."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(part + (255 - part) * share):02x}" for part in parts)


def ink(fill: str) -> str:
    """The text colour for a fill: ours or white where one of them has a contrast of 4.5, else the better of black and white."""
    for colour in (TEXT, "#ffffff"):
        if contrast(colour, fill) >= READABLE:
            return colour
    return max(("#000000", "#ffffff"), key=lambda colour: contrast(colour, fill))
