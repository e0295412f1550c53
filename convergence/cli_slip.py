"""`python -m convergence slip-for` makes a delegation's slip, `slip` says what one that came back would change, and saves it."""

from __future__ import annotations

import getpass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from convergence import cli, codebook, history, slip_file
from convergence.analysis.filters import Filter
from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.i18n import Catalogue
from convergence.model import LANGUAGES, Actor, Role
from convergence.reports import files
from convergence.reports import known as known_codes
from convergence.reports import slip as reports
from convergence.slip import STATUSES, Preview, Wrong, compare, saved
from convergence.store import people, slips
from convergence.store.opened import open_store

Codes = Annotated[list[str] | None, typer.Option(help="A code; may be given several times.", show_default=False)]


@cli.app.command("slip-for")
def slip_for(
    party: Annotated[
        str, typer.Argument(help="A country or body: its name, or its code, as PER; none for a choice of actions.")
    ] = "",
    language: Annotated[str, typer.Option(help=", ".join(LANGUAGES))] = "",
    output: Annotated[Path | None, typer.Option(help="The workbook; by default slip-PER-es.xlsx.")] = None,
    address: Annotated[
        str, typer.Option(envvar="CONVERGENCE_ADDRESS", help="Where the installation can be reached.")
    ] = "",
    process: Codes = None,
    theme: Codes = None,
    meeting: Codes = None,
    progress: Codes = None,
    flag: Codes = None,
    among: Annotated[list[str] | None, typer.Option(help="Who leads or supports; may be given several times.")] = None,
    search: Annotated[str, typer.Option(help="Words that must all occur.")] = "",
) -> None:
    """Write a slip to be filled in and sent back: what a delegation leads and supports, what filters select, or both."""
    t = cli.words()
    language = language or t.language
    with cli.told_plainly():
        store = open_store(codebook.bundled())
        book = store.codebook
        if party:
            party = people.party_of(book, party)
        if language not in LANGUAGES:
            raise InvalidInput("people.unknown_language", value=language[:40], languages=", ".join(LANGUAGES))
        frames, moment = store.frames(), datetime.now().astimezone()
        chosen = Filter(
            processes=tuple(process or ()),
            themes=tuple(theme or ()),
            meetings=tuple(meeting or ()),
            progress=tuple(progress or ()),
            flags=tuple(flag or ()),
            parties=tuple(among or ()),
            search=search,
        )
        known_codes.check(chosen, book, frames)
        if not (party or chosen.active):
            raise InvalidInput("slip.choose_party")
        positions = reports.selected(frames, party or None, chosen, language, moment.date())
        if chosen.active and not len(positions):
            raise InvalidInput("tracker.nothing")
        with store.reading() as connection:
            made = reports.Origin(slips.installation(connection), party or None, language)
        target = output or Path(reports.filename(party or None, language))
        files.write(target, reports.for_actions(frames, positions, made, book, moment, address or None))
    typer.echo(t.n("slip.written", len(positions), file=target))


@cli.app.command()
def slip(
    file: Annotated[Path, typer.Argument(help="A slip that came back.")],
    apply: Annotated[bool, typer.Option("--apply", help="Save what it changes: all of it or nothing.")] = False,
    stale: Annotated[
        str, typer.Option(help="Where somebody else changed the same field: take the value of the “slip” or “keep”.")
    ] = "",
    skip_wrong: Annotated[bool, typer.Option("--skip-wrong", help="Leave out rows that are wrong.")] = False,
    name: Annotated[str, typer.Option(help="Who takes it in, for the history.")] = "",
) -> None:
    """Say row by row what a slip would change; exit code 1 where something is wrong or waits for a choice."""
    t = cli.words()
    actor = Actor(name or getpass.getuser(), Role.ADMINISTRATOR)
    with cli.told_plainly():
        if stale not in ("", "slip", "keep"):
            raise InvalidInput("store.unknown_code", code=stale[:60])
        returned = slip_file.read(cli.there(file).read_bytes())
        store = open_store(codebook.bundled())
        book = store.codebook
        with store.reading() as connection:
            known = slips.known(connection, returned)
        preview = compare(returned, store.frames(), known, actor, book)
        for line in told(preview, book, t):
            typer.echo(line)
        blocked = (preview.wrong and not skip_wrong) or (preview.having("stale") and not stale)
        if not apply or blocked:
            raise typer.Exit(1 if blocked else 0)
        choices = {(row.action, field): stale == "slip" for row in preview.rows for field in row.stale}
        with store.writing() as connection:
            changed, added = slips.apply(
                connection, book, actor, preview.digest, preview.party, preview.decided(choices), preview.to_add
            )
        typer.echo(saved(changed, added, t))


def told(preview: Preview, book: Codebook, t: Catalogue) -> list[str]:
    """The preview as lines: what changes, what is disputed, what is wrong, what was passed over, and how many of each."""
    lines = []
    if preview.applied:
        lines.append(t("slip.again", who=preview.applied.actor, at=t.moment(preview.applied.at)))
    lines += [t("slip.lacking", column=t(f"fields.{name}")) for name in preview.lacking]
    for row in preview.rows:
        head = t("slip.row", n=row.number, title=t.text(row.title)) if row.title else ""
        body = [
            t(
                "history.change",
                field=t(f"fields.{name}"),
                before=history.value(name, before, book, t),
                after=history.value(name, after, book, t),
            )
            for name, (before, after) in row.changes.items()
        ]
        body += [
            t(
                "slip.stale_line",
                field=t(f"fields.{name}"),
                mine=history.value(name, stale.mine, book, t),
                theirs=history.value(name, stale.theirs, book, t),
                who=history.author(stale.by, stale.on_behalf_of, book, t),
                at=t.moment(stale.at),
            )
            for name, stale in row.stale.items()
        ]
        body += [_cell(wrong, t) for wrong in (*row.wrong, *row.typed)]
        if body:
            lines += [head] * bool(head) + [f"  {line}" for line in body]
    for proposal in preview.proposals:
        key = "slip.wrong_proposal" if proposal.wrong else "slip.known" if proposal.known else "slip.new"
        cited = history.reference(proposal.recommendation, book, t)
        lines.append(t(key, title=t.text(proposal.title), recommendation=cited))
        lines += [f"  {_cell(wrong, t)}" for wrong in proposal.wrong]
    return [*lines, summary(preview, t)]


def _cell(wrong: Wrong, t: Catalogue) -> str:
    return t("slip.cell", place=wrong.place, reason=t.error(wrong.error))


def summary(preview: Preview, t: Catalogue) -> str:
    """How many rows change, are disputed, wrong, unchanged; how many actions are proposed."""
    parts = [t.n(f"slip.count_{status}", len(preview.having(status))) for status in STATUSES]
    return " · ".join([*parts, t.n("slip.count_new", len(preview.to_add))])
