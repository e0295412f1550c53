"""Words in a figure that stay as they are while marks are clicked.

Plotly pales the words of every mark but the clicked one, unless told their colour: one for a trace. Those whose words differ are parted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def steady(parts: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a figure, as Plotly's `to_dict` gives them, with words that no click changes."""
    return {**parts, "data": [trace for given in parts["data"] for trace in _parted(given)]}


def _parted(trace: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    colours = (trace.get("textfont") or {}).get("color")
    if not colours:
        yield trace
    elif isinstance(colours, str):
        # Of both: where a bar has words, Plotly looks for the colour of the clicked one as soon as it is told that of the others.
        words = {"textfont": {"color": colours}}
        yield {**trace, **{state: {**(trace.get(state) or {}), **words} for state in ("selected", "unselected")}}
    else:
        for colour in dict.fromkeys(colours):
            places = [place for place, own in enumerate(colours) if own == colour]
            part = _of(trace, places, len(colours))
            yield from _parted({**part, "textfont": {**part["textfont"], "color": colour}})


def _of(part: Mapping[str, Any], places: list[int], n: int) -> dict[str, Any]:
    """What belongs to the marks at these places: of every list with an entry for each mark, theirs."""
    return {
        name: _of(value, places, n)
        if isinstance(value, Mapping)
        else [value[place] for place in places]
        if isinstance(value, (list, tuple)) and len(value) == n
        else value
        for name, value in part.items()
    }
