"""`python -m convergence read` and `import`: documents from the command line."""

from __future__ import annotations

import getpass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from convergence import cli, codebook
from convergence.codebook import Codebook
from convergence.errors import InvalidInput, Unavailable
from convergence.model import Actor, Role
from convergence.reading.command import read_command, read_file
from convergence.store import engine as store
from convergence.store import imports, terms
from convergence.store.committing import commit_import
from convergence.store.importing import assign_process, correct_meeting, start_import
from convergence.store.loading import load_bundled

File = Annotated[Path, typer.Argument(help="docx, pdf, txt or md; in French, English, Spanish or Portuguese.")]


@cli.app.command()
def read(
    file: File,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, for other programs.")] = False,
) -> None:
    """Read a document: its meeting, who spoke, and the recommendations proposed. Nothing is stored."""
    with cli.told_plainly():
        book, asked = _codebook()
        if as_json:
            typer.echo(read_command(file, book, asked=asked))
            return
        found = read_file(file, book, asked=asked)
    t = cli.words()
    for key, value in found.as_json()["meeting"].items():
        typer.echo(f"{key}: {value if value is not None else '–'}")
    for part in found.interventions:
        n = sum(len(passage.proposals) for passage in part.passages)
        typer.echo(f"{part.process or '–'}: {t.n('parts.passages', len(part.passages))}, {t.n('charts.points', n)}")
    for problem in found.problems:
        typer.echo(t(problem.key, **problem.values), err=True)


@cli.app.command("import")
def import_(
    file: File,
    name: Annotated[str, typer.Option(help="Who imports it, for the history.")] = "",
    process: Annotated[str, typer.Option(help="Who spoke, where the document does not say: a code.")] = "",
    day: Annotated[str, typer.Option("--date", help="The date of the meeting, as 2024-03-14.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Also where this very file is there already.")] = False,
    empty: Annotated[bool, typer.Option("--empty", help="Also where it holds no recommendation.")] = False,
) -> None:
    """Store a document with all its recommendations, unreviewed. Nothing is stored where something is missing."""
    t = cli.words()
    actor = Actor(name or getpass.getuser(), Role.ADMINISTRATOR)
    with cli.told_plainly():
        cli.there(file)
        engine = store.open_store()
        load_bundled(engine, codebook.bundled())
        with store.reading(engine) as connection:
            book = terms.codebook(connection, codebook.bundled())
        found = read_file(file, book)
        when = _day(day) or found.meeting.date
        if when is None:
            raise InvalidInput("review.give_date")
        if not process and any(part.process is None and part.passages for part in found.interventions):
            raise InvalidInput("review.give_process", codes=", ".join(book.processes))
        with store.writing(engine) as connection:
            same = imports.same_file(connection, found.sha256)
            if same and not again:
                raise InvalidInput("review.there_already", name=same[0].name, who=same[0].started_by)
            document_id = start_import(connection, actor, found, even_if_empty=empty)
            correct_meeting(connection, book, actor, document_id, 1, {"date": when})
            if process:
                for part in imports.interventions(connection, document_id):
                    if part.process is None:
                        assign_process(connection, book, actor, part.id, 1, process)
            meeting = commit_import(connection, book, actor, document_id, unreviewed=True, even_if_empty=empty)
    n = sum(len(passage.proposals) for part in found.interventions for passage in part.passages)
    typer.echo(f"{meeting}: {t.n('charts.points', n)}")


def _codebook() -> tuple[Codebook, bool]:
    """The codebook of this installation, else the bundled one; and whether an installation, where there is one, answered."""
    try:
        engine = store.existing_store()
        if engine is None:
            return codebook.bundled(), True
        with store.reading(engine) as connection:
            return terms.codebook(connection, codebook.bundled()), True
    except Unavailable:
        return codebook.bundled(), False


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 (a day, not a moment)
    except ValueError as error:
        raise InvalidInput("review.bad_date", value=text[:40]) from error
