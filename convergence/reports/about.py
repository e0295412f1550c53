"""What stands on every report: what it shows, how it was filtered, when and from which data it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames, Mask
from convergence.codebook import Codebook
from convergence.i18n import Catalogue, catalogue
from convergence.reports import labels


@dataclass(frozen=True, slots=True)
class About:
    """A report's account of itself, in its language.

    `filters` are pairs of what is filtered and the choice in words, empty where everything is shown; `n` counts recommendations, `actions`
    their follow-up where the report shows it; `reviewed` is the share of the recommendations that a person reviewed, 0 to 1, None
    where there are none. `moment` has a time zone. `lines` says all of it, label and value.
    """

    title: str
    filters: tuple[tuple[str, str], ...]
    n: int
    actions: int | None
    moment: datetime
    version: int
    reviewed: float | None
    language: str
    address: str | None
    lines: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> str:
        """All of it but the title as one line for a footer."""
        t = catalogue(self.language)
        return " · ".join(t("reports.pair", label=label, value=value) for label, value in self.lines)


def about(
    title: str,
    frames: Frames,
    codebook: Codebook,
    chosen: Filter,
    mask: Mask,
    t: Catalogue,
    moment: datetime,
    actions: int | None = None,
    address: str | None = None,
) -> About:
    """The account of a report over the recommendations of `mask`, which `chosen` selected.

    Raises ValueError for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("the moment of a report needs its time zone")
    n = int(mask.sum())
    checked = int(frames.recommendations["reviewed"].to_numpy()[mask].sum())
    words = filters_in_words(chosen, frames, codebook, t)
    share = checked / n if n else None
    reviewed = "–" if share is None else f"{t.percent(share)} ({t.number(checked)})"
    lines = [
        (
            t("reports.about.filters"),
            " · ".join(f"{label} {value}" for label, value in words) or t("reports.about.no_filter"),
        ),
        (t("reports.about.n"), t.number(n)),
        *([(t("reports.about.actions"), t.number(actions))] if actions is not None else []),
        (t("reports.about.reviewed"), reviewed),
        (t("reports.about.moment"), moment_in_words(moment, t)),
        (t("reports.about.version"), str(frames.version)),
        *([(t("reports.about.address"), address)] if address else []),
    ]
    return About(title, tuple(words), n, actions, moment, frames.version, share, t.language, address, tuple(lines))


def moment_in_words(moment: datetime, t: Catalogue) -> str:
    """Date, time and zone, the latter as its distance from UTC, which means the same everywhere."""
    zone = moment.strftime("%z")
    return f"{t.moment(moment)} UTC" + (f"{zone[:3]}:{zone[3:5]}" if moment.utcoffset() else "")


def filters_in_words(chosen: Filter, frames: Frames, codebook: Codebook, t: Catalogue) -> list[tuple[str, str]]:
    """What is filtered and to what, in the words of the reader: [("Process:", "RCM; SACM"), …]."""
    titles = dict(zip(frames.meetings["id"], labels.marked(frames, "meetings", "title", t), strict=True))
    dates = dict(zip(frames.meetings["id"], frames.meetings["date"], strict=True))
    names = {
        "processes": labels.acronyms(codebook, t),
        "themes": labels.of(codebook.themes, t),
        "kinds": labels.of(codebook.kinds, t),
        "positions": labels.of(codebook.positions, t),
        "parties": labels.of(codebook.parties, t),
        "meetings": {code: f"{title}, {t.date(dates[code])}" for code, title in titles.items()},
        "progress": labels.of(codebook.progress, t),
        "flags": labels.of(codebook.flags, t),
    }
    words = []
    for name in chosen.active:
        if name == "search":
            words.append((t("reports.filter.search"), chosen.search))
            continue
        codes = getattr(chosen, name)
        key = (
            "reports.filter.themes_all"
            if name == "themes" and chosen.all_themes and len(codes) > 1
            else f"reports.filter.{name}"
        )
        words.append((t(key), labels.JOIN.join(names[name].get(code, code) for code in codes)))
    if chosen.main_only:
        words.append((t("reports.filter.main_only"), t("reports.yes")))
    return words
