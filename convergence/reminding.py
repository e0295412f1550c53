"""One round of reminders: a digest to each person who wants one, in his language, at most once in a period."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage

from convergence import mail
from convergence.errors import ConvergenceError, InvalidInput, Unavailable
from convergence.i18n import catalogue
from convergence.model import Actor, Person
from convergence.reports import digest
from convergence.reports.digest import Digest
from convergence.store import reads, reminders
from convergence.store.opened import Store
from convergence.store.reminders import Reminder

EVENTS = 100_000


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that waits to be sent: to whom, what, and the one before it."""

    person: Person
    digest: Digest
    last: Reminder | None
    version: int


@dataclass(frozen=True, slots=True)
class Round:
    """How reminders are written: now, with its zone; how many days lie between two; the language of who chose none."""

    now: datetime
    days: int
    language: str
    address: str | None = None
    contact: str | None = None

    @property
    def today(self) -> date:
        return self.now.date()


def due(store: Store, actor: Actor, asked: Round, party: str | None = None) -> list[Due]:
    """Every reminder that is due now, of one delegation or of all. Raises NotAllowed."""
    frames = store.frames()
    found = []
    with store.reading() as connection:
        last = reminders.last(connection, actor)
        version = reads.version(connection)
        for person in reminders.reminded(connection, actor):
            before = last.get(person.email)
            if person.party not in store.codebook.parties or (party and person.party != party):
                continue
            if before and (asked.today - before.at.astimezone(asked.now.tzinfo).date()).days < asked.days:
                continue
            start = before.at.astimezone(asked.now.tzinfo) if before else asked.now - timedelta(days=asked.days)
            events = reads.events(
                connection,
                after=before.version if before else None,
                since=None if before else start,
                limit=EVENTS,
            )
            written = digest.digest(
                frames,
                store.codebook,
                person,
                events,
                start.date(),
                asked.today,
                asked.now.tzinfo,  # type: ignore[arg-type]
                catalogue(person.language or asked.language),
                asked.address,
                asked.contact,
            )
            if written:
                found.append(Due(person, written, before, version))
    return found


def send(
    store: Store,
    actor: Actor,
    waiting: list[Due],
    now: datetime,
    sender: str,
    post: Callable[[EmailMessage], None],
) -> Iterator[tuple[Due, ConvergenceError | None]]:
    """Send them one after the other; tells of each whether it went, or why it did not. One that failed is due again.

    Each is noted before it is sent: a round that breaks off, or one that runs beside another, sends nothing twice. Raises Unavailable
    where no letter can be sent at all.
    """
    for one in waiting:
        person, noted = one.person, Reminder(now, one.version)
        with store.writing() as connection:
            if not reminders.note(connection, actor, person.email, one.last, noted):
                continue
        try:
            subject, text, html = one.digest.subject, digest.as_text(one.digest), digest.as_html(one.digest)
            post(mail.letter(sender, person.name, person.email, subject, text, html))
        except (InvalidInput, Unavailable) as error:
            with store.writing() as connection:
                reminders.note(connection, actor, person.email, noted, one.last)
            if isinstance(error, Unavailable):
                raise
            yield one, error
        else:
            yield one, None
