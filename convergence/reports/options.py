"""What a report needs besides the data, the filter and the language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from convergence.model import Event, Meeting


@dataclass(frozen=True, slots=True)
class Options:
    """`moment` is now, with its time zone; `address` where the installation can be reached, None for nowhere.

    - `meetings`: headings, speakers and sources for the summary; passages in them are not looked at.
    - `events`: the history, any order. `since`: from which day on it is told; None tells nothing of it on paper and all in tables.
    - `variant` of the summary: `meeting` (as it was), `recommendations` (these only), `follow-up` (with follow-up under each).
    - `party`: whose country sheet.
    - `columns` of tables, empty for all; `per_theme`: one row per recommendation and theme.
    - `led_only`: of the calendar: what the chosen parties lead, not what they support.
    """

    moment: datetime
    address: str | None = None
    meetings: tuple[Meeting, ...] = ()
    events: tuple[Event, ...] = ()
    variant: str = "follow-up"
    since: date | None = None
    party: str = ""
    columns: tuple[str, ...] = ()
    per_theme: bool = False
    led_only: bool = False

    @property
    def today(self) -> date:
        return self.moment.date()
