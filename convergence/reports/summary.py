"""The secretariat's summary of a meeting: title block, a section for each process, who spoke, the points.

Three variants: every passage as the meeting heard it; recommendations only; recommendations with follow-up under each.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from convergence.analysis.frames import Positions
from convergence.errors import InvalidInput
from convergence.model import Intervention, Meeting
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
    found = frames.passages.iloc[passages]["meeting"].unique().tolist()
    known = {meeting.id: meeting for meeting in scope.options.meetings}
    titles = dict(zip(frames.meetings["id"], frames.words("meetings", "title", t.language), strict=True))
    dates = dict(zip(frames.meetings["id"], frames.meetings["date"], strict=True))
    only = found[0] if len(found) == 1 else None
    about = scope.about(titles[only] if only else kicker)
    blocks: list[Block] = []
    for meeting in (name for name in frames.meetings["id"] if name in found):
        if not only:
            blocks += [
                Heading(titles[meeting], 1),
                Paragraph(plain(_when(scope, known.get(meeting), dates[meeting])), "lead"),
            ]
        blocks += _meeting(scope, meeting, known.get(meeting), passages, 1 if only else 2)
    subtitle = _when(scope, known.get(only), dates[only]) if only else ""
    return Document(about, tuple(blocks), kicker, subtitle, contents=True)


def _when(scope: Scope, meeting: Meeting | None, day: date) -> str:
    t = scope.t
    parts = [scope.name("parties", meeting.body)] if meeting and meeting.body else []
    parts += [t.text(meeting.place)] if meeting and meeting.place else []
    return " · ".join([*parts, t.date(day)])


def _meeting(scope: Scope, name: str, meeting: Meeting | None, chosen: Positions, level: int) -> Iterator[Block]:
    t, table = scope.t, scope.frames.passages
    if meeting and t.text(meeting.source_title):
        source = t("reports.summary.source", title=t.text(meeting.source_title))
        yield Paragraph(plain(source), "note")
    here = table.iloc[chosen]
    spoke = here.loc[here["meeting"] == name, "process"]
    interventions = {entry.process: entry for entry in meeting.interventions} if meeting else {}
    for process in spoke.unique():
        yield from _section(scope, name, str(process), interventions.get(str(process)), level)


def _section(
    scope: Scope, meeting: str, process: str, intervention: Intervention | None, level: int
) -> Iterator[Block]:
    t, table = scope.t, scope.frames.passages
    full = t.text(scope.codebook.processes[process].name) if process in scope.codebook.processes else process
    yield Heading((t.text(intervention.heading) if intervention else "") or full, level)
    if intervention and intervention.speaker:
        role = t.text(intervention.speaker_role)
        yield Paragraph(plain(f"{intervention.speaker}, {role}" if role else intervention.speaker), "speaker")
    passages = np.flatnonzero((table["meeting"] == meeting).to_numpy() & (table["process"] == process).to_numpy())
    if scope.options.variant == "meeting":
        yield Points(tuple(Item(scope.passages[position]) for position in passages), numbered=True)
        return
    of_section = np.isin(scope.frames.recommendations["passage"].to_numpy(dtype=np.int64), passages)
    chosen = np.flatnonzero(of_section & scope.recommendations)
    yield Points(tuple(_recommendation(scope, int(position)) for position in chosen))


def _recommendation(scope: Scope, position: int) -> Item:
    row = scope.frames.recommendations.iloc[position]
    facts = [scope.name("kinds", row["kind"]), scope.name("positions", row["position"]), *scope.themes[position]]
    line: Line = (
        scope.references[position],
        Run("  "),
        *scope.statements[position],
        Run("  " + " · ".join(facts), muted=True),
    )
    if scope.options.variant != "follow-up":
        return Item(line)
    rec = scope.frames.actions["rec"].to_numpy()
    first, end = np.searchsorted(rec, [position, position + 1])  # sorted by recommendation, as the frames keep it
    acts = [_action(scope, int(place)) for place in range(first, end)]
    return Item(line, tuple(acts))


def _action(scope: Scope, position: int) -> Item:
    t = scope.t
    row = scope.frames.actions.iloc[position]
    lead = scope.action_leads[position]
    parts = [
        t("reports.pair", label=t("reports.column.lead"), value=lead) if lead else t("reports.no_lead"),
        t("reports.pair", label=t("reports.column.due"), value=t.date(row["due"], "medium"))
        if pd.notna(row["due"])
        else t("reports.no_due"),
    ]
    progress = Run(scope.action_progress[position], bold=True)
    line: list[Run] = [*scope.titles[position], Run(" – "), progress, Run(" · " + " · ".join(parts), muted=True)]
    if row["note"]:
        line.append(Run(f" · {row['note']}", muted=True))
    return Item(tuple(line))
