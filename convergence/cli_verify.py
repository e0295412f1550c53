"""`python -m convergence verify`: whether the history is what it was when it was written."""

from __future__ import annotations

from typing import Annotated

import typer

from convergence import cli
from convergence.store import chain
from convergence.store import engine as store

SHOWN = 50


@cli.app.command()
def verify(
    known: Annotated[str, typer.Option(help="A hash that an earlier run printed and that was kept elsewhere.")] = "",
) -> None:
    """Say which events were changed, taken out or put in; print the last number and hash where none was. Exit code 1 if one was."""
    t = cli.words()
    with cli.told_plainly(), store.reading(store.open_store()) as connection:
        found = list(chain.breaks(connection, known or None))
        for broken in found[:SHOWN]:
            typer.echo(t(f"chain.{broken.kind}", n=broken.number), err=True)
        if found:
            typer.echo(t.n("chain.broken", len(found)), err=True)
            raise typer.Exit(1)
        number, last = chain.last(connection)
        typer.echo(t.n("chain.whole", number, hash=last))
