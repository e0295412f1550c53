"""The house colours on paper, and the ink that can be read on each of them."""

from __future__ import annotations

TEXT, MUTED, PANEL, BORDER, PRIMARY, ALERT = "#1b2733", "#5a6b7b", "#f5f7fa", "#d7dee6", "#0b5c8a", "#b42318"

GROUPS = {
    "mobility": "#0b6aa8",
    "protection": "#b8460e",
    "safety": "#a4477f",
    "inclusion": "#0a7d5c",
    "governance": "#8a6100",
}

# The same as on screen; never without their words.
PROGRESS = {
    "no-information": "#8593a1",
    "not-started": "#5a6b7b",
    "planned": "#a98419",
    "in-progress": "#4987bb",
    "partly-implemented": "#0b5c8a",
    "implemented": "#0a7d5c",
    "no-longer-applicable": "#7d7289",
}

READABLE = 4.5
"""The least contrast of text, by WCAG 2, level AA."""

_PALE, _DEEP = (221, 234, 244), (11, 74, 114)


def ramp(share: float) -> str:
    """The blue of a count, `share` being its part of the largest, 0 to 1; a count of none has no colour at all."""
    share = min(max(share, 0.0), 1.0)
    mixed = [round(pale + (deep - pale) * share) for pale, deep in zip(_PALE, _DEEP, strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21, as WCAG 2 defines it."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def ink(fill: str) -> str:
    """The text colour for a fill: ours or white where one of them has a contrast of 4.5, else the better of black and white."""
    for colour in (TEXT, "#ffffff"):
        if contrast(colour, fill) >= READABLE:
            return colour
    return max(("#000000", "#ffffff"), key=lambda colour: contrast(colour, fill))


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
