"""The secretariat's summary of a meeting: title block, a section for each process, who spoke, the points.

Three variants: every passage as the meeting heard it; recommendations only; recommendations with follow-up under each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from convergence.analysis.frames import Positions
from convergence.carried import Point
from convergence.errors import InvalidInput
from convergence.model import Intervention, Meeting
from convergence.reports import labels
from convergence.reports.document import Block, Document, Heading, Item, Line, Paragraph, Points, Run, plain
from convergence.reports.scope import Scope

VARIANTS = ("meeting", "recommendations", "follow-up")


def summary(scope: Scope) -> Document:
    """The summary of all meetings that the filter leaves, in their order; one meeting gives the title.

    A section stands for each process that makes a chosen recommendation. The variant `meeting` gives every passage of those sections.
    Raises InvalidInput for an unknown variant, or where nothing is chosen.
    """
    if scope.options.variant not in VARIANTS:
        raise InvalidInput("reports.no_such_variant", variant=scope.options.variant)
    t, frames = scope.t, scope.frames
    kicker = t("reports.summary.title")
    passages = np.unique(frames.recommendations["passage"].to_numpy(dtype=np.int64)[scope.recommendations])
    found = frames.passages["meeting"].iloc[passages].unique().tolist()
    known = {meeting.id: meeting for meeting in scope.options.meetings}
    titles = dict(zip(frames.meetings["id"], labels.marked(frames, "meetings", "title", t), strict=True))
    dates = dict(zip(frames.meetings["id"], frames.meetings["date"], strict=True))
    only = found[0] if len(found) == 1 else None
    about = scope.about(titles[only] if only else kicker)
    sections = _sections(scope, passages)
    blocks: list[Block] = []
    for meeting in (name for name in frames.meetings["id"] if name in sections):
        entry, level = known.get(meeting), 1
        if not only:
            blocks += [Heading(titles[meeting], 1), Paragraph(plain(_when(scope, entry, dates[meeting])), "lead")]
            level = 2
            if source := _source(scope, entry):
                blocks.append(Paragraph(plain(source), "note"))
        spoke = {intervention.process: intervention for intervention in entry.interventions} if entry else {}
        for process, said in sections[meeting].items():
            blocks += _section(scope, process, spoke.get(process), said, level)
    subtitle = _when(scope, known.get(only), dates[only]) if only else ""
    source = _source(scope, known.get(only)) if only else ""
    return Document(about, tuple(blocks), kicker, subtitle, contents=True, source=source)


def _source(scope: Scope, meeting: Meeting | None) -> str:
    """The document that a meeting was taken from; "" where nobody knows."""
    if meeting is None or not meeting.source_title:
        return ""
    return scope.t("reports.summary.source", title=scope.text(meeting.source_title))


def _sections(scope: Scope, chosen: Positions) -> dict[str, dict[str, Positions]]:
    """All passages of each process that makes a chosen recommendation, by meeting and process, in the order of the meeting."""
    table = scope.frames.passages
    keys = list(zip(table["meeting"], table["process"].astype(str), strict=True))
    wanted = {keys[position] for position in chosen}
    found: dict[str, dict[str, list[int]]] = {}
    for position, (meeting, process) in enumerate(keys):
        if (meeting, process) in wanted:
            found.setdefault(meeting, {}).setdefault(process, []).append(position)
    return {
        meeting: {process: np.array(positions) for process, positions in sections.items()}
        for meeting, sections in found.items()
    }


def _when(scope: Scope, meeting: Meeting | None, day: date) -> str:
    t = scope.t
    parts = [scope.name("parties", meeting.body)] if meeting and meeting.body else []
    parts += [scope.text(meeting.place)] if meeting and meeting.place else []
    return " · ".join([*parts, t.date(day)])


def _section(
    scope: Scope, process: str, intervention: Intervention | None, passages: Positions, level: int
) -> Iterator[Block]:
    t = scope.t
    full = t.text(scope.codebook.processes[process].name) if process in scope.codebook.processes else process
    yield Heading((scope.text(intervention.heading) if intervention else "") or full, level)
    if intervention and intervention.speaker:
        role = scope.text(intervention.speaker_role)
        yield Paragraph(plain(f"{intervention.speaker}, {role}" if role else intervention.speaker), "speaker")
    if scope.options.variant == "meeting":
        yield Points(tuple(_passage(scope, position) for position in passages), numbered=True)
        return
    positions = [p for passage in passages for p in _said_in(scope, passage) if scope.recommendations[p]]
    yield Points(tuple(_recommendation(scope, position) for position in positions))


def _said_in(scope: Scope, passage: int) -> range:
    """The positions of a passage's recommendations."""
    return range(scope.firsts[passage], scope.firsts[passage + 1])


def _passage(scope: Scope, passage: int) -> Item:
    return Item(scope.passages[passage], coding=_coding(scope, _said_in(scope, passage)))


def _coding(scope: Scope, positions: Sequence[int]) -> tuple[Point, ...] | None:
    """What people decided about a paragraph; None where one of its points is a machine's proposal, which can be made again."""
    if not all(scope.reviewed[position] for position in positions):
        return None
    return tuple(scope.points[position] for position in positions)


def _recommendation(scope: Scope, position: int) -> Item:
    facts = [scope.kinds[position], scope.positions[position], *scope.themes[position]]
    line: Line = (
        scope.references[position],
        Run("  "),
        *scope.statements[position],
        Run("  " + " · ".join(facts), muted=True),
    )
    if scope.options.variant != "follow-up":
        return Item(line, coding=_coding(scope, [position]))
    acts = tuple(_action(scope, place) for place in scope.actions_of[position])
    return Item(line, acts, _coding(scope, [position]))


def _action(scope: Scope, place: int) -> Item:
    t = scope.t
    lead, due, note = scope.action_leads[place], scope.dues[place], scope.notes[place]
    parts = [
        t("reports.pair", label=t("reports.column.lead"), value=lead) if lead else t("reports.no_lead"),
        t("reports.pair", label=t("reports.column.due"), value=due) if due else t("reports.no_due"),
        *([note] if note else []),
        *([t("fields.joint")] if scope.joint[place] else []),
    ]
    progress = Run(scope.action_progress[place], bold=True)
    return Item((*scope.titles[place], Run(" – "), progress, Run(" · " + " · ".join(parts), muted=True)), coding=())
