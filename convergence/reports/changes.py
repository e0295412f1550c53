"""What changed since a day: in sentences, field by field, under the process and the recommendation that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from convergence import history as told
from convergence.model import Event
from convergence.reports import history
from convergence.reports.about import About
from convergence.reports.document import Block, Document, Facts, Heading, Item, Line, Paragraph, Points, Run, plain
from convergence.reports.scope import Scope
from convergence.reports.tables import Table

LISTED = 500
"""Recommendations that a report on paper lists; the workbook has no such end."""


@dataclass(frozen=True, slots=True)
class Change:
    """One event: when, on which action ("" for the recommendation itself), who did what, and a sentence a field."""

    event: Event
    day: date
    action: str
    headline: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A recommendation (its position in the frames) with what happened to it and its follow-up, oldest first."""

    position: int
    process: str
    changes: tuple[Change, ...]


def since(scope: Scope) -> date | None:
    """From which day on changes are told: the one asked for, else that of the last meeting; None where there is no meeting."""
    if scope.options.since is not None:
        return scope.options.since
    latest = scope.frames.latest
    return latest.date() if latest is not None else None


def changed(scope: Scope) -> list[Changed]:
    """The chosen recommendations that changed, by the process that made them first, then as they were heard."""
    return _changed(scope, since(scope))


def _changed(scope: Scope, start: date | None) -> list[Changed]:
    frames, t, zone = scope.frames, scope.t, scope.options.moment.tzinfo
    titles = frames.words("actions", "title", t.language)
    chosen = scope.behind_actions
    found: dict[int, list[Change]] = {}
    for event in sorted(scope.options.events, key=lambda event: event.number):
        day = event.at.astimezone(zone).date()
        own = frames.place("recommendations", event.subject)
        place = own if own is not None else frames.place("recommendations", event.subject.rpartition("/")[0])
        if place is None or not chosen[place] or (start and day < start):
            continue
        act = frames.place("actions", event.subject)
        if act is not None and not scope.actions[act]:
            continue
        name = "" if own is not None else str(titles.iloc[act]) if act is not None else _title(event, scope)
        sentences = tuple(told.details(event, scope.codebook, t))
        change = Change(event, day, name, told.headline(event, scope.codebook, t), sentences)
        found.setdefault(place, []).append(change)
    processes = _first_processes(scope)
    order = {code: rank for rank, code in enumerate(frames.processes["process"].cat.categories)}
    places = sorted(found, key=lambda place: (order.get(processes[place], len(order)), place))
    return [Changed(place, processes[place], tuple(found[place])) for place in places]


def _title(event: Event, scope: Scope) -> str:
    """What an action was called that is there no more: as its own event says, or just that it was one."""
    _, title = event.changes.get("title", (None, None))
    return scope.t.text(title) if isinstance(title, dict) else scope.t("reports.changes.withdrawn")


def _first_processes(scope: Scope) -> list[str]:
    frames = scope.frames
    first = frames.processes[frames.processes["rank"] == 1].set_index("rec")["process"].astype(object)
    return [str(code) for code in first.reindex(range(len(frames.recommendations))).fillna("")]


def report(scope: Scope) -> Document:
    """Word and PDF. Raises InvalidInput where nothing is chosen."""
    t = scope.t
    about = account(scope)
    groups = changed(scope)
    events = [change.event for group in groups for change in group.changes]
    facts = (
        (t.number(len(events)), t("reports.changes.n"), False),
        (t.number(len(groups)), t("reports.about.n"), False),
        (
            t.number(len({event.subject for event in events if "/a" in event.subject})),
            t("reports.about.actions"),
            False,
        ),
        (t.number(len({event.actor for event in events})), t("reports.changes.people"), False),
    )
    blocks: list[Block] = [Facts(facts)]
    if not groups:
        blocks.append(Paragraph(plain(t("reports.none"))))
    if len(groups) > LISTED:
        cut = t("reports.changes.cut", shown=t.number(LISTED), n=t.number(len(groups)))
        blocks.append(Paragraph(plain(cut), "note"))
    process = None
    for group in groups[:LISTED]:
        if group.process != process:
            process = group.process
            blocks.append(Heading(scope.name("processes", process)))
        blocks += _of_recommendation(scope, group)
    return Document(about, tuple(blocks), t("reports.changes.kicker"))


def _of_recommendation(scope: Scope, group: Changed) -> Iterator[Block]:
    yield Paragraph((scope.references[group.position], Run("  "), *scope.statements[group.position]))
    yield Points(
        tuple(
            Item(_line(scope, change), tuple(Item(plain(sentence)) for sentence in change.sentences))
            for change in group.changes
        )
    )


def _line(scope: Scope, change: Change) -> Line:
    when = Run(scope.t("digest.when", date=scope.t.date(change.day, "medium"), what=change.headline))
    return (when, Run(f" {change.action}", muted=True)) if change.action else (when,)


def account(scope: Scope) -> About:
    """Of the recommendations that it looks at. Raises InvalidInput where there are none."""
    return scope.about_those(scope.t("reports.changes.title", since=scope.t.date(since(scope))), scope.behind_actions)


def table(scope: Scope) -> Table:
    """One row per changed field, of what is chosen, newest first."""
    return history.history(scope, _numbers(changed(scope)))


def whole(scope: Scope) -> Table:
    """The same from `options.since` on, or from the beginning, and how the meetings of what is chosen came in."""
    zone, start = scope.options.moment.tzinfo, scope.options.since
    meetings = set(scope.frames.recommendations["meeting"].to_numpy()[scope.behind_actions])
    loaded = {
        event.number
        for event in scope.options.events
        if event.subject in meetings and not (start and event.at.astimezone(zone).date() < start)
    }
    return history.history(scope, _numbers(_changed(scope, start)) | loaded)


def _numbers(groups: list[Changed]) -> set[int]:
    return {change.event.number for group in groups for change in group.changes}
