"""`python -m convergence export`: any report from the command line, with the filters that the pages have."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from convergence import cli, cli_archive, codebook
from convergence.analysis.filters import Filter
from convergence.errors import InvalidInput
from convergence.i18n import catalogue
from convergence.model import LANGUAGES
from convergence.reports import clean, files, kinds
from convergence.reports import known as known_codes
from convergence.reports.options import Options
from convergence.store import engine as store
from convergence.store import reads, terms
from convergence.store.frames import frames as read_frames
from convergence.store.loading import load_bundled
from convergence.store.meetings import meetings as read_meetings

EVENTS = 1_000_000
Codes = Annotated[list[str] | None, typer.Option(help="A code; may be given several times.", show_default=False)]


@cli.app.command()
def export(
    report: Annotated[str, typer.Argument(help=", ".join([*kinds.REPORTS, cli_archive.CODE]))],
    form: Annotated[
        str, typer.Option("--format", help="docx, pdf, xlsx, csv, ics or zip; by default the usual one.")
    ] = "",
    language: Annotated[str, typer.Option(help=", ".join(LANGUAGES))] = "",
    output: Annotated[Path | None, typer.Option(help="A file, or a folder that it goes to under its own name.")] = None,
    process: Codes = None,
    theme: Codes = None,
    all_themes: Annotated[bool, typer.Option("--all-themes", help="All of the themes, not any of them.")] = False,
    main_only: Annotated[bool, typer.Option("--main-only", help="Count main themes only.")] = False,
    kind: Codes = None,
    position: Codes = None,
    meeting: Codes = None,
    progress: Codes = None,
    flag: Codes = None,
    party: Annotated[list[str] | None, typer.Option(help="Who leads or supports; whose sheet, for `country`.")] = None,
    search: Annotated[str, typer.Option(help="Words that must all occur.")] = "",
    variant: Annotated[str, typer.Option(help="Of the summary: meeting, recommendations or follow-up.")] = "follow-up",
    since: Annotated[str, typer.Option(help="Changes since this day, as 2026-11-23.")] = "",
    column: Annotated[list[str] | None, typer.Option(help="A column of the table, in this order.")] = None,
    led_only: Annotated[
        bool, typer.Option("--led-only", help="Of the calendar: what the parties lead, not what they support.")
    ] = False,
    per_theme: Annotated[bool, typer.Option("--per-theme", help="One row per recommendation and theme.")] = False,
    address: Annotated[
        str, typer.Option(envvar="CONVERGENCE_ADDRESS", help="Where the installation can be reached, for links.")
    ] = "",
) -> None:
    """Write a report to a file: what the filters select, in one language."""
    terminal = cli.words()
    if report == cli_archive.CODE:
        with cli.told_plainly():
            target, size = cli_archive.write(output)
        typer.echo(terminal("reports.written", file=target, size=terminal.number(size)))
        return
    with cli.told_plainly():
        if (language or terminal.language) not in LANGUAGES:
            raise InvalidInput("reports.bad_language", code=language)
        t = catalogue(language or terminal.language)
        suffix = output.suffix.lstrip(".") if output and not output.is_dir() else ""
        known = kinds.REPORTS.get(report)
        form = form or suffix or (next(iter(known.formats)) if known else "")
        kinds.maker(report, form)
        if address and not clean.is_web_address(address):
            raise InvalidInput("reports.bad_address", value=address)
        sheet = report == "country" and form != "zip"
        chosen = Filter(
            processes=tuple(process or ()),
            themes=tuple(theme or ()),
            all_themes=all_themes,
            main_only=main_only,
            kinds=tuple(kind or ()),
            positions=tuple(position or ()),
            parties=() if sheet else tuple(party or ()),
            meetings=tuple(meeting or ()),
            progress=tuple(progress or ()),
            flags=tuple(flag or ()),
            search=search,
        )
        engine = store.open_store()
        load_bundled(engine, codebook.bundled())
        with store.reading(engine) as connection:
            book = terms.codebook(connection, codebook.bundled())
            frames = read_frames(connection, book)
            options = Options(
                moment=datetime.now().astimezone(),
                address=address or None,
                meetings=read_meetings(connection),
                events=tuple(reads.events(connection, limit=EVENTS)),
                variant=variant,
                since=_day(since),
                party=(party or [""])[0],
                columns=tuple(column or ()),
                per_theme=per_theme,
                led_only=led_only,
            )
        known_codes.check(chosen, book, frames)
        content = kinds.make(report, form, frames, book, chosen, t, options)
        name = kinds.filename(report, form, t, options)
        target = output / name if output and output.is_dir() else output or Path(name)
        files.write(target, content)
    typer.echo(terminal("reports.written", file=target, size=terminal.number(len(content))))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise InvalidInput("reports.bad_date", value=value) from error
