"""The country sheet: one delegation, or one body, on a page or two, with room to write what comes next."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from convergence.analysis import delegation
from convergence.analysis.frames import Positions
from convergence.analysis.progress import flag_masks
from convergence.errors import InvalidInput
from convergence.reports import pdf
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
from convergence.reports.scope import Scope

BLANK_LINES = 4


def parties(scope: Scope) -> list[str]:
    """Who leads or supports anything, in the codebook's order: whose sheet would not be empty."""
    frames = scope.frames
    found = set(frames.actions["lead"].dropna()) | set(frames.supporting["party"]) | set(frames.leads["party"])
    return [code for code in frames.leads["party"].cat.categories if code in found]


def country_sheet(scope: Scope) -> Document:
    """What `options.party` leads and supports, when it is due, what it said last, and blank lines for its next report.

    Raises InvalidInput for an unknown party, or where it leads and supports nothing that is chosen.
    """
    party, t = scope.options.party, scope.t
    if party not in scope.codebook.parties:
        raise InvalidInput("reports.no_such_party", code=party)
    own = replace(scope, chosen=replace(scope.chosen, parties=(party,)))
    frames = own.frames
    if not own.recommendations.any():
        raise InvalidInput("reports.nothing_of_party", party=own.name("parties", party))
    about = own.about(own.name("parties", party))
    standing = delegation.standing(frames, party, own.options.today)
    led, supported = (places[own.actions[places]] for places in (standing.leads, standing.supports))
    named = _named(own, party)
    flags = flag_masks(frames, own.options.today)
    late, soon = (int((flags[name] & own.actions).sum()) for name in ("overdue", "due-soon"))
    facts = (
        (t.number(len(led)), t("reports.country.leads"), False),
        (t.number(len(supported)), t("reports.country.supports"), False),
        (t.number(late), own.name("flags", "overdue"), late > 0),
        (t.number(soon), own.name("flags", "due-soon"), False),
    )
    blocks: list[Block] = [Facts(facts)]
    for key, places in (("reports.country.leads", led), ("reports.country.supports", supported)):
        if len(places):
            blocks += [Heading(t(key)), _grid(own, places, t(key))]
    if len(named):
        blocks += [Heading(t("reports.country.named")), *_recommendations(own, named)]
    blocks += [Heading(t("reports.country.next")), Paragraph(plain(t("reports.country.next_how")), "note"), _blank(own)]
    return Document(about, tuple(blocks), t("reports.country.kicker"))


def _named(scope: Scope, party: str) -> Positions:
    """Chosen recommendations that name the party as leading, but have no action that it leads or supports."""
    frames = scope.frames
    names = np.zeros(len(frames.recommendations), dtype=bool)
    names[frames.leads["rec"].to_numpy()[(frames.leads["party"] == party).to_numpy()]] = True
    names[frames.actions["rec"].to_numpy()[scope.actions]] = False
    return np.flatnonzero(names & scope.recommendations)


def _grid(scope: Scope, places: Positions, alt: str) -> Grid:
    t, table = scope.t, scope.frames.actions
    heads = (
        Head(t("reports.column.recommendation"), 3.4),
        Head(t("reports.column.title"), 2.5),
        Head(t("reports.column.progress"), 1.9),
        Head(t("reports.column.due"), 1.4),
        Head(t("reports.column.updated"), 1.7),
    )
    rows = []
    for place in places:
        rec, updated = int(table["rec"].iloc[place]), table["updated_at"].iloc[place]
        last: list[Line] = [plain(t.date(updated, "medium"))] if pd.notna(updated) else []
        if scope.notes[place]:
            last.append((Run(scope.notes[place], muted=True),))
        last += scope.evidence[place]
        flags = (Run("; ".join(scope.seen_flags[place]), muted=True),) if scope.seen_flags[place] else ()
        rows.append(
            Row(
                (
                    Cell(((scope.references[rec], Run("  "), *scope.statements[rec]),)),
                    Cell((scope.titles[place],)),
                    Cell((plain(scope.action_progress[place]), *([flags] if flags else []), *said(scope, place))),
                    Cell((plain(scope.dues[place] or "–"),)),
                    Cell(tuple(last)),
                )
            )
        )
    return Grid(heads, tuple(rows), alt)


def _recommendations(scope: Scope, named: Positions) -> Iterator[Block]:
    for position in named:
        yield Paragraph((scope.references[position], Run("  "), *scope.statements[position]))


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
        for party in parties(scope):
            try:
                document = country_sheet(replace(scope, options=replace(scope.options, party=party)))
            except InvalidInput:
                continue
            entry = zipfile.ZipInfo(f"{party}.pdf", scope.options.moment.timetuple()[:6])
            archive.writestr(entry, pdf.pdf_bytes(document), zipfile.ZIP_DEFLATED)
            made += 1
    if not made:
        raise InvalidInput("reports.empty_scope")
    return file.getvalue()
