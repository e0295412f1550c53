"""The reminder of a delegation: what is overdue, due soon, without a date, and what others changed; as a value, as text, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import cache
from pathlib import Path

import jinja2
import numpy as np

from convergence import history
from convergence.analysis import delegation
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.i18n import Catalogue
from convergence.model import Event, Person
from convergence.reports import labels, slip

LISTED = 20
"""Actions that a section lists; the rest is counted."""
DUE = ("overdue", "due-soon", "no-due-date")


@dataclass(frozen=True, slots=True)
class Entry:
    """An action, with what is to be said of it line by line; `link` is "" where the installation has no address."""

    title: str
    lines: tuple[str, ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    entries: tuple[Entry, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """A reminder in the words of its reader; `link` leads to the page of his delegation."""

    language: str
    subject: str
    greeting: str
    intro: str
    sections: tuple[Section, ...]
    link_label: str
    link: str
    why: str


def digest(
    frames: Frames,
    codebook: Codebook,
    person: Person,
    events: Sequence[Event],
    since: date,
    today: date,
    zone: tzinfo,
    t: Catalogue,
    address: str | None = None,
    contact: str | None = None,
) -> Digest | None:
    """What `person`'s delegation is to be reminded of on the day `today`; None where there is nothing.

    `events` are those after the last reminder, of the day `since`: of them, what others did to the delegation's actions is told.
    """
    party = str(person.party)
    name = history.party(party, codebook, t)
    sections: list[Section] = []
    counts: list[str] = []
    for flag in DUE:
        standing = delegation.standing(frames, party, today, flag)
        positions = np.concatenate([standing.leads, standing.supports])
        if len(positions):
            lines = slip.lines(frames, codebook, positions[:LISTED], t)
            entries = tuple(_action(line, party, today, codebook, t, address) for line in lines)
            sections.append(_section(t(f"digest.{flag}"), entries, len(positions), t))
            counts.append(t.n(f"digest.n_{flag}", len(positions)))
    changed = _changed(frames, codebook, party, events, today, zone, t, address)
    if changed:
        sections.append(_section(t("digest.changed", since=t.date(since)), changed[:LISTED], len(changed), t))
        counts.append(t.n("digest.n_changed", len(changed)))
    if not sections:
        return None
    return Digest(
        language=t.language,
        subject=t("digest.subject", party=name, what=t.list(counts)),
        greeting=t("digest.greeting", name=person.name),
        intro=t("digest.intro", party=name, date=t.date(today)),
        sections=tuple(sections),
        link_label=t("digest.open"),
        link=f"{address.rstrip('/')}/delegation?d_party={party}&lang={t.language}" if address else "",
        why=t("digest.why_contact", contact=contact) if contact else t("digest.why"),
    )


def _section(heading: str, entries: tuple[Entry, ...], n: int, t: Catalogue) -> Section:
    more = t.n("digest.more", n - len(entries)) if n > len(entries) else ""
    return Section(t("digest.counted", heading=heading, n=t.number(n)), entries, more)


def _action(line: slip.Line, party: str, today: date, codebook: Codebook, t: Catalogue, address: str | None) -> Entry:
    action = line.action
    told = [line.reference, t("slip.leads" if action.lead == party else "slip.supports")]
    told.append(history.value("progress", action.progress, codebook, t))
    if action.due:
        told.append(t("delegation.due", date=t.date(action.due)))
        late = (today - action.due).days
        told += [t.n("digest.days_late", late)] if late > 0 else []
    link = labels.link(address, action.recommendation, t.language)
    return Entry(_in_a_line(t.text(action.title)), (_in_a_line(" · ".join(told)),), link)


def _changed(
    frames: Frames,
    codebook: Codebook,
    party: str,
    events: Sequence[Event],
    today: date,
    zone: tzinfo,
    t: Catalogue,
    address: str | None,
) -> tuple[Entry, ...]:
    """The delegation's actions that others changed, in the order of the first change, with what was done to each.

    An action that was taken from the delegation counts as well.
    """
    standing = delegation.standing(frames, party, today)
    ids = frames.actions["id"].to_numpy()
    ours = {str(ids[position]) for position in (*standing.leads, *standing.supports)}
    titles = dict(zip(ids, frames.words("actions", "title", t.language), strict=True))
    told: dict[str, list[str]] = {}
    for event in sorted(events, key=lambda event: event.number):
        had = event.changes.get("lead", ("",))[0] == party or party in (event.changes.get("supporting", ("",))[0] or ())
        if event.party == party or event.subject not in titles or not (had or event.subject in ours):
            continue
        when = t.date(event.at.astimezone(zone).date(), "medium")
        head = t("digest.when", date=when, what=history.headline(event, codebook, t))
        lines = [head, *history.details(event, codebook, t)]
        told.setdefault(event.subject, []).extend(map(_in_a_line, lines))
    return tuple(
        Entry(
            _in_a_line(str(titles[action])),
            tuple(lines),
            labels.link(address, action.rpartition("/")[0], t.language),
        )
        for action, lines in told.items()
    )


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


def as_text(digest: Digest) -> str:
    """The reminder for a reader of plain mail."""
    lines = [digest.greeting, "", digest.intro]
    for section in digest.sections:
        lines += ["", section.heading.upper()]
        for entry in section.entries:
            lines += ["", f"* {entry.title}", *(f"  {line}" for line in entry.lines)]
            lines += [f"  {entry.link}"] if entry.link else []
        lines += ["", section.more] if section.more else []
    lines += ["", digest.link_label, digest.link] if digest.link else []
    return "\n".join([*lines, "", "-- ", digest.why, ""])


def as_html(digest: Digest) -> str:
    """The same for a reader of HTML: texts are texts, nothing is loaded from anywhere."""
    return _template().render(digest=digest)


@cache
def _template() -> jinja2.Template:
    folder = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("reminder.html")
