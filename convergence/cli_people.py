"""`python -m convergence people`: who may sign in, and as what. The first administrator is named here."""

from __future__ import annotations

import getpass
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from convergence import cli, codebook, people_file
from convergence.errors import InvalidInput
from convergence.i18n import LANGUAGE_NAMES
from convergence.model import Actor, Person, Role
from convergence.store import people as store
from convergence.store.opened import open_store

app: typer.Typer = typer.Typer(no_args_is_help=True, help="People and their roles.")
cli.app.add_typer(app, name="people")

ROLES = ", ".join(Role)


def actor() -> Actor:
    """Whoever may use the command line of a server looks after it."""
    return Actor(getpass.getuser(), Role.ADMINISTRATOR)


@app.command()
def add(
    email: str,
    name: Annotated[str, typer.Option(help="As it stands in the history.")],
    role: Annotated[str, typer.Option(help=ROLES)] = Role.READER.value,
    party: Annotated[str | None, typer.Option(help="The country or body of a delegate, as PER.")] = None,
    language: Annotated[str | None, typer.Option(help="fr, en, es or pt.")] = None,
    reminders: Annotated[
        bool | None, typer.Option("--reminders/--no-reminders", help="Reminders by mail; by default as before.")
    ] = None,
) -> None:
    """Add somebody, or change who has this address and this name already."""
    with cli.told_plainly():
        opened = open_store(codebook.bundled())
        with opened.writing() as connection:
            person = Person(email, name, role, party, language, reminders=reminders)  # type: ignore[arg-type]
            n = store.add(connection, opened.codebook, actor(), person, or_change=True)
    typer.echo(cli.words().n("people.saved", n))


@app.command("list")
def list_() -> None:
    """Everybody, one a line: e-mail, name, role, delegation, language, whether he may sign in, and whether he gets reminders."""
    t = cli.words()
    with cli.told_plainly():
        opened = open_store(codebook.bundled())
        with opened.reading() as connection:
            found = store.everybody(connection, actor())
        book = opened.codebook
        if not found:
            typer.echo(t("people.nobody_listed"), err=True)
        for person in found:
            party = book.parties.get(person.party or "")
            values = (
                person.email,
                person.name,
                t.text(book.roles[person.role].label),
                t.text(party.label) if party else "–",
                LANGUAGE_NAMES.get(person.language or "", "–"),
                t("people.may_enter" if person.active else "people.may_not_enter"),
                t("people.reminded" if person.reminders else "people.not_reminded"),
            )
            typer.echo("\t".join(values))


@app.command()
def role(
    email: str,
    role: Annotated[str, typer.Argument(help=ROLES)],
    party: Annotated[str | None, typer.Option(help="The country or body of a delegate.")] = None,
) -> None:
    """Give somebody another role."""
    with cli.told_plainly():
        opened = open_store(codebook.bundled())
        with opened.writing() as connection:
            store.set_role(connection, opened.codebook, actor(), email, role, party)
    typer.echo(cli.words().n("people.saved", 1))


@app.command()
def remove(email: str) -> None:
    """Take somebody's access away; he stays on the list, and in the history. `add` gives it back."""
    with cli.told_plainly():
        opened = open_store(codebook.bundled())
        wanted = store.address(email)
        with opened.writing() as connection:
            person = next((one for one in store.everybody(connection, actor()) if one.email == wanted), None)
            if person is None:
                raise InvalidInput("people.nobody", email=wanted)
            store.save(connection, opened.codebook, actor(), [replace(person, active=False)])
    typer.echo(cli.words()("people.removed", name=person.name))


@app.command("import")
def import_(file: Annotated[Path, typer.Argument(help="As docs/together.md tells.")]) -> None:
    """Add or change everybody in a CSV file (email, name, role, party, language, active, reminders): all of them or nobody."""
    with cli.told_plainly():
        cli.there(file)
        opened = open_store(codebook.bundled())
        with opened.reading() as connection:
            known = {person.email: person for person in store.everybody(connection, actor())}
        rows = people_file.read(file.read_bytes(), known)
        people = store.checked_rows(opened.codebook, rows)
        with opened.writing() as connection:
            n = store.save(connection, opened.codebook, actor(), people)
    typer.echo(cli.words().n("people.saved", n))
