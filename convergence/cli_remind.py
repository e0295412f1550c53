"""`python -m convergence remind`: each delegation's digest by mail, at most once in a period, to who wants it."""

from __future__ import annotations

import getpass
import os
from datetime import datetime
from typing import Annotated

import typer

from convergence import cli, codebook, mail, reminding
from convergence.errors import InvalidInput
from convergence.model import Actor, Role
from convergence.reports import clean, digest
from convergence.store import people
from convergence.store.opened import open_store


@cli.app.command()
def remind(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would go; nothing is sent or noted.")] = False,
    party: Annotated[str, typer.Option(help="Only this delegation: its name, or its code, as PER.")] = "",
) -> None:
    """Send each delegation what is overdue, due soon or without a date, and what others changed. Exit code 1 where one could not go.

    Nothing is sent unless CONVERGENCE_REMINDERS=1 and the person wants reminders. See docs/together.md for the mail server.
    """
    t, environment = cli.words(), os.environ
    actor = Actor(getpass.getuser(), Role.ADMINISTRATOR)
    failed = False
    with cli.told_plainly():
        asked = reminding.Round(
            now=datetime.now().astimezone(),
            days=_days(environment.get("CONVERGENCE_REMIND_DAYS", "")),
            language=t.language,
            address=_address(environment.get("CONVERGENCE_ADDRESS", "")),
            contact=environment.get("CONVERGENCE_CONTACT") or None,
        )
        on = environment.get("CONVERGENCE_REMINDERS") == "1"
        if not on:
            typer.echo(t("mail.off"), err=True)
        if not on and not dry_run:
            return
        settings = None if dry_run else mail.settings(environment)
        store = open_store(codebook.bundled())
        waiting = reminding.due(store, actor, asked, people.party_of(store.codebook, party) if party else None)
        if settings is None:
            for one in waiting:
                typer.echo(f"{one.person.email}\n{one.digest.subject}\n\n{digest.as_text(one.digest)}")
            typer.echo(t.n("mail.would_go", len(waiting)))
            return
        post, sent = mail.Post(settings), 0
        try:
            for one, error in reminding.send(store, actor, waiting, asked.now, settings.sender, post.send):
                sent += error is None
                failed = failed or error is not None
                reason = t.error(error) if error else t("mail.sent")
                typer.echo(f"{one.person.email}: {reason}", err=error is not None)
        finally:
            post.close()
        typer.echo(t.n("mail.gone", sent))
    raise typer.Exit(1 if failed else 0)


def _days(value: str) -> int:
    if not value:
        return 7
    if not value.isdecimal() or not 1 <= int(value) <= 366:
        raise InvalidInput("mail.bad_days", value=value[:20])
    return int(value)


def _address(value: str) -> str | None:
    if value and not clean.is_web_address(value):
        raise InvalidInput("reports.bad_address", value=value)
    return value or None
