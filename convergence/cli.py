"""The command line: what an installation needs besides its pages. It works without Streamlit."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from convergence import check as rules
from convergence import codebook, corpus
from convergence.errors import ConvergenceError, InvalidInput
from convergence.i18n import Catalogue, catalogue, preferred
from convergence.model import Actor, Role
from convergence.store import engine as store
from convergence.store import terms
from convergence.store.loading import load_bundled, load_files

app: typer.Typer = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Recommendations of migration processes: check, load and look after the data.",
    pretty_exceptions_enable=False,
)


def words() -> Catalogue:
    """The words of the terminal's language."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return catalogue(preferred(locale.partition(".")[0].replace("_", "-")))


@contextmanager
def told_plainly() -> Iterator[None]:
    """One line on standard error and exit code 1 instead of a stack trace."""
    try:
        yield
    except ConvergenceError as error:
        typer.echo(words().error(error), err=True)
        raise typer.Exit(1) from error


def there(file: Path) -> Path:
    """A file that a command is to read. Raises InvalidInput where there is none."""
    if not file.is_file():
        raise InvalidInput("reading.no_file", name=file.name)
    return file


@app.command()
def check(
    data: Annotated[Path, typer.Argument(help="A data folder: codebook/ and meetings/.")] = codebook.DATA_DIR,
    fix: Annotated[bool, typer.Option("--fix", help="Write files that only lack the canonical form in it.")] = False,
) -> None:
    """List every problem of the data as file:record: message; exit code 1 if there is one."""
    t = words()
    found = rules.problems(data)
    if fix:
        for path in sorted({problem.file for problem in found if problem.key == "check.not_canonical"}):
            for file in data.glob(f"*/{path}"):
                file.write_text(corpus.canonical(codebook.read_yaml(file)), encoding="utf-8")
        found = rules.problems(data)
    for problem in found:
        typer.echo(problem.line(t))
    typer.echo(t.n("check.count", len(found)) if found else t("check.right"), err=bool(found))
    raise typer.Exit(1 if found else 0)


@app.command()
def load(
    files: Annotated[list[Path], typer.Argument(help="Meetings as YAML, as data/README.md tells, or an archive.")],
    name: Annotated[str, typer.Option(help="Who loads them, for the history.")] = "",
) -> None:
    """Load meetings from files; what is there already is left as it is. Or an archive (`export archive`) into an empty database."""
    t = words()
    if any(file.suffix == ".zip" for file in files):
        with told_plainly():
            typer.echo(cli_archive.load(files))
        return
    actor = Actor(name or getpass.getuser(), Role.ADMINISTRATOR)
    with told_plainly():
        engine = store.open_store()
        load_bundled(engine, codebook.bundled())
        with store.reading(engine) as connection:
            book = terms.codebook(connection, codebook.bundled())
        done = load_files(engine, actor, files, book)
    for problem in done.problems:
        typer.echo(problem.line(t), err=True)
    for key, n in (("store.loaded", done.new), ("store.there_already", done.there)):
        if n:
            typer.echo(t.n(key, n))
    raise typer.Exit(1 if done.problems else 0)


@app.command()
def upgrade() -> None:
    """Bring the database to the shape that this version knows."""
    with told_plainly():
        store.upgrade(store.connect(store.database_url()))


@app.command()
def backup(target: Annotated[Path, typer.Argument(help="Where the copy of the local database goes.")]) -> None:
    """Copy the local SQLite database to a file, while others use it."""
    with told_plainly():
        store.backup(store.open_store(), target)


from convergence import (  # noqa: E402, F401  (each registers its commands)
    cli_archive,
    cli_export,
    cli_people,
    cli_reading,
    cli_remind,
    cli_slip,
    cli_tokens,
    cli_verify,
)
