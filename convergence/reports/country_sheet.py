"""The country sheet: one delegation, or one body, on a page or two, with room to write what comes next."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from convergence.analysis import delegation
from convergence.analysis.frames import Positions
from convergence.analysis.progress import flag_masks
from convergence.errors import InvalidInput
from convergence.reports import fitting, pdf
from convergence.reports.document import (
    Block,
    Cell,
    Document,
    Facts,
    Grid,
    Head,
    Heading,
    Line,
    Paragraph,
    Row,
    Run,
    plain,
)
from convergence.reports.follow_up import said
from convergence.reports.names import filename
from convergence.reports.scope import Scope

BLANK_LINES = 4
STATEMENT, NOTE = 80, 50
"""Characters of a text and of what was last said, where there are too many actions for all of it."""
_WIDTH = 172.0
_ROOM, _HEADING = 390.0, 24.0
"""Millimetres of two pages that are left for lists by the title, the key figures, the blank lines and a row that breaks over; of a
list, what its heading and its header take."""


def parties(scope: Scope) -> list[str]:
    """Who leads or supports anything, in the codebook's order: whose sheet would not be empty. Of chosen ones, only these."""
    frames = scope.frames
    found = set(frames.actions["lead"].dropna()) | set(frames.supporting["party"]) | set(frames.leads["party"])
    wanted = found & set(scope.chosen.parties) if scope.chosen.parties else found
    return [code for code in frames.leads["party"].cat.categories if code in wanted]


def lacking(scope: Scope) -> InvalidInput | None:
    """Why `options.party` has no sheet: it leads and supports nothing that is chosen."""
    party = scope.options.party
    if replace(scope, chosen=replace(scope.chosen, parties=(party,))).recommendations.any():
        return None
    return InvalidInput("reports.nothing_of_party", party=scope.name("parties", party))


def country_sheet(scope: Scope) -> Document:
    """What `options.party` leads and supports, when it is due, what it said last, and blank lines for its next report.

    Raises InvalidInput for an unknown party, or where it leads and supports nothing that is chosen.
    """
    party, t = scope.options.party, scope.t
    if party not in scope.codebook.parties:
        raise InvalidInput("reports.no_such_party", code=party)
    if reason := lacking(scope):
        raise reason
    own = replace(scope, chosen=replace(scope.chosen, parties=(party,)))
    frames = own.frames
    about = own.about(own.name("parties", party))
    standing = delegation.standing(frames, party, own.options.today)
    led, supported = (places[own.actions[places]] for places in (standing.leads, standing.supports))
    named = _named(own, party)
    flags = flag_masks(frames, own.options.today)
    late, soon = (int((flags[name] & own.actions).sum()) for name in ("overdue", "due-soon"))
    facts = (
        (t.number(len(led)), t("reports.country.leads"), False),
        (t.number(len(supported)), t("reports.country.supports"), False),
        (t.number(late), t("reports.follow_up.overdue"), late > 0),
        (t.number(soon), own.name("flags", "due-soon"), False),
    )
    lists = _lists(own, led, supported, named)
    blocks: list[Block] = [Facts(facts), *(block for part in lists for block in part)]
    blocks += [Heading(t("reports.country.next")), Paragraph(plain(t("reports.country.next_how")), "note"), _blank(own)]
    return Document(about, tuple(blocks), t("reports.country.kicker"))


def _lists(scope: Scope, led: Positions, supported: Positions, named: Positions) -> Iterator[list[Block]]:
    """Actions that it leads, those that it supports, and recommendations that name it; as much of them as goes on two pages.

    Where they are too many, texts are shortened first; then each list ends before its end, and says so.
    """
    t = scope.t
    keys = ("leads", "supports", "named")
    for brief in (False, True):
        grids = [
            _grid(scope, places, t(f"reports.country.{key}"), brief)
            for key, places in zip(keys, (led, supported), strict=False)
        ]
        points = [_recommendation(scope, position, brief) for position in named]
        sizes = [
            *(fitting.heights(grid, _WIDTH) for grid in grids),
            [fitting.paragraph(line, _WIDTH) for line in points],
        ]
        room = _ROOM - _HEADING * sum(map(bool, sizes))
        shown = fitting.share(sizes, room)
        if shown == [*map(len, sizes)]:
            break
    blocks: list[Sequence[Block]] = [
        *((replace(grid, rows=grid.rows[:n]),) for grid, n in zip(grids, shown, strict=False)),
        [Paragraph(line) for line in points[: shown[2]]],
    ]
    for key, size, n, made in zip(keys, sizes, shown, blocks, strict=True):
        if size:
            cut = t("reports.follow_up.cut", shown=t.number(n), n=t.number(len(size)))
            yield [
                Heading(t(f"reports.country.{key}")),
                *([Paragraph(plain(cut), "note")] if n < len(size) else ()),
                *made,
            ]


def _named(scope: Scope, party: str) -> Positions:
    """Chosen recommendations that name the party as leading, but have no action that it leads or supports."""
    frames = scope.frames
    names = np.zeros(len(frames.recommendations), dtype=bool)
    names[frames.leads["rec"].to_numpy()[(frames.leads["party"] == party).to_numpy()]] = True
    names[frames.actions["rec"].to_numpy()[scope.actions]] = False
    return np.flatnonzero(names & scope.recommendations)


def _grid(scope: Scope, places: Positions, alt: str, brief: bool) -> Grid:
    """A row for each action; a `brief` one gives texts as far as some words go, and no links."""
    t, table = scope.t, scope.frames.actions
    heads = (
        Head(t("reports.column.recommendation"), 3.1),
        Head(t("reports.column.title"), 2.3),
        Head(t("reports.column.progress"), 1.9),
        Head(t("reports.column.due"), 1.3),
        Head(t("reports.column.updated"), 2.4),
    )
    rows = []
    for place in places:
        rec, updated = int(table["rec"].iloc[place]), table["updated_at"].iloc[place]
        last: list[Line] = [plain(t.date(updated, "medium"))] if pd.notna(updated) else []
        if scope.notes[place]:
            last.append((Run(scope.notes[place], muted=True),))
        last += () if brief else scope.evidence[place]
        statement = (scope.references[rec], Run("  "), *scope.statements[rec])
        if brief:
            statement = fitting.shortened(statement, STATEMENT)
            last = [fitting.shortened(line, NOTE) for line in last]
        flags = (Run("; ".join(scope.seen_flags[place]), muted=True),) if scope.seen_flags[place] else ()
        rows.append(
            Row(
                (
                    Cell((statement,)),
                    Cell((fitting.shortened(scope.titles[place], STATEMENT) if brief else scope.titles[place],)),
                    Cell((plain(scope.action_progress[place]), *([flags] if flags else []), *said(scope, place))),
                    Cell((plain(scope.dues[place] or "–"),)),
                    Cell(tuple(last)),
                )
            )
        )
    return Grid(heads, tuple(rows), alt, dense=brief)


def _recommendation(scope: Scope, position: int, brief: bool) -> Line:
    said = (scope.references[position], Run("  "), *scope.statements[position])
    return fitting.shortened(said, STATEMENT) if brief else said


def _blank(scope: Scope) -> Grid:
    t = scope.t
    keys = (("title", 3.0), ("progress", 1.6), ("due", 1.3), ("evidence", 2.2), ("note", 2.6))
    heads = tuple(Head(t(f"reports.column.{key}"), share) for key, share in keys)
    return Grid(heads, (Row((Cell(),) * len(heads), tall=True),) * BLANK_LINES, t("reports.country.next"), whole=True)


def every_sheet(scope: Scope) -> bytes:
    """The sheets of all who lead or support something that is chosen, as PDF in one zip archive. Raises InvalidInput for none."""
    file = io.BytesIO()
    made = 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        named = parties(scope)
        for number, party in enumerate(named, start=1):
            options = replace(scope.options, party=party)
            try:
                document = country_sheet(replace(scope, options=options))
            except InvalidInput:
                continue
            entry = zipfile.ZipInfo(filename("country", "pdf", scope.t, options), options.moment.timetuple()[:6])
            archive.writestr(entry, pdf.pdf_bytes(document), zipfile.ZIP_DEFLATED)
            made += 1
            scope.told(number / len(named))
    if not made:
        raise InvalidInput("reports.empty_scope")
    return file.getvalue()
