"""What meetings, recommendations and actions are called, by id; looked up one by one, since a history names few of them."""

from __future__ import annotations

from collections.abc import Mapping

from convergence.analysis.frames import Frames
from convergence.i18n import Catalogue
from convergence.reports.labels import worded

_TABLES = (("actions", "title"), ("recommendations", "text"), ("meetings", "title"))


class Titles:
    """`others` are titles of what the tables do not hold."""

    def __init__(self, frames: Frames, t: Catalogue, others: Mapping[str, str] | None = None) -> None:
        self._frames, self._t, self._others = frames, t, others or {}

    def get(self, record_id: str) -> str | None:
        """The title in the reader's language, shortened; None for what is not there (any more)."""
        if record_id in self._others:
            return self._others[record_id]
        for table, name in _TABLES:
            place = self._frames.place(table, record_id)
            if place is not None:
                return shortened(worded(self._frames, table, name, place, self._t))
        return None


def shortened(text: str, limit: int = 90) -> str:
    """The beginning of a text, cut between words."""
    return text if len(text) <= limit else f"{text[: limit - 1].rsplit(' ', 1)[0]}…"
