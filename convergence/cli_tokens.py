"""`python -m convergence people token`: access keys for programs."""

from __future__ import annotations

from typing import Annotated

import typer

from convergence import cli, cli_people, codebook
from convergence.store import tokens
from convergence.store.opened import open_store

app: typer.Typer = typer.Typer(no_args_is_help=True, help="Access keys of people for their programs.")
cli_people.app.add_typer(app, name="token")


@app.command()
def make(email: str, purpose: Annotated[str, typer.Option("--for", help="What it is for, as “Power BI”.")]) -> None:
    """Make a key and print it: it can't be shown again."""
    with cli.told_plainly(), open_store(codebook.bundled()).writing() as connection:
        token_id, key = tokens.make(connection, cli_people.actor(), email, purpose)
    typer.echo(cli.words()("tokens.made", id=token_id), err=True)
    typer.echo(key)


@app.command("list")
def list_(email: str) -> None:
    """The keys of a person, one a line: id, made, revoked, purpose."""
    t = cli.words()
    with cli.told_plainly(), open_store(codebook.bundled()).reading() as connection:
        found = tokens.of_person(connection, cli_people.actor(), email)
    for token in found:
        revoked = t.moment(token.revoked_at.astimezone()) if token.revoked_at else "–"
        typer.echo("\t".join((token.id, t.moment(token.made_at.astimezone()), revoked, token.purpose)))


@app.command()
def revoke(token_id: Annotated[str, typer.Argument(metavar="ID", help="As listed, for example key-17.")]) -> None:
    """End a key at once."""
    with cli.told_plainly(), open_store(codebook.bundled()).writing() as connection:
        tokens.revoke(connection, cli_people.actor(), token_id)
    typer.echo(cli.words()("tokens.revoked", id=token_id))
