"""People and their roles. Only an administrator reads the list or changes it; who signs in finds himself by his e-mail.

E-mail addresses stay out of the history, which everybody reads: an event names the person by a short hash of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from convergence.analysis.frames import folded
from convergence.codebook import Codebook, Party, Term
from convergence.errors import InvalidInput, NotAllowed
from convergence.model import LANGUAGES, Actor, Person, Role
from convergence.store import tables as t
from convergence.store.writes import record

NAME_LIMIT = 120
_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+")


def address(email: str) -> str:
    """An e-mail address as it is kept: people write theirs in any case. Raises InvalidInput."""
    plain = email.strip().lower()
    if len(plain) > 254 or not _EMAIL.fullmatch(plain) or not plain.isprintable():
        raise InvalidInput("people.bad_email", value=email.strip()[:80])
    return plain


def checked(codebook: Codebook, person: Person) -> Person:
    """The person as stored; role and party may be given by their names in any of the languages.

    Raises InvalidInput for an address, a name, a role, a party or a language that can't be.
    """
    email = address(person.email)
    name = " ".join(person.name.replace("\x00", "").split())
    if not name:
        raise InvalidInput("people.no_name", email=email)
    if len(name) > NAME_LIMIT:
        raise InvalidInput("store.too_long", limit=NAME_LIMIT, length=len(name)).within("people.name")
    role = _code(codebook.roles, str(person.role))
    if role is None:
        raise InvalidInput("people.unknown_role", value=str(person.role)[:40])
    party = party_of(codebook, person.party) if person.party else None
    if role == Role.DELEGATE and not party:
        raise InvalidInput("people.no_party", email=email)
    if person.language and person.language not in LANGUAGES:
        raise InvalidInput("people.unknown_language", value=person.language[:40], languages=", ".join(LANGUAGES))
    return Person(email, name, Role(role), party, person.language or None, person.active, person.reminders)


def party_of(codebook: Codebook, given: str) -> str:
    """The code of a country or body that is given by it or by its name. Raises InvalidInput."""
    code = _code(codebook.parties, given)
    if code is None:
        raise InvalidInput("people.unknown_party", value=given[:60])
    return code


def _code(terms: Mapping[str, Term] | Mapping[str, Party], given: str) -> str | None:
    """The code that is given, or whose name is, whatever its case and accents."""
    said = " ".join(folded(given).split())
    return next(
        (
            code
            for code, term in terms.items()
            if said in (folded(code), *(folded(name) for name in term.label.values()))
        ),
        None,
    )


def checked_rows(codebook: Codebook, rows: Mapping[int, Person]) -> list[Person]:
    """The people of a file by the numbers of their rows, as stored.

    Raises InvalidInput, which says in which row, for what `checked` refuses and for an address that a row above has.
    """
    found: dict[str, Person] = {}
    for number, row in rows.items():
        try:
            person = checked(codebook, row)
            if person.email in found:
                raise InvalidInput("people.twice", email=person.email)
        except InvalidInput as error:
            raise error.within("people.row", n=number) from None
        found[person.email] = person
    return list(found.values())


def by_email(connection: sa.Connection, email: str) -> Person | None:
    """The active person of an address; None where there is none, or no more."""
    plain = email.strip().lower()
    query = sa.select(t.person).where(t.person.c.email == plain, t.person.c.active.is_(True))
    row = connection.execute(query).mappings().first() if plain.isprintable() else None
    return _person(row) if row else None


def everybody(connection: sa.Connection, actor: Actor) -> list[Person]:
    """All people by name, those without access too. Raises NotAllowed."""
    _ask(actor)
    return [_person(row) for row in connection.execute(sa.select(t.person).order_by(t.person.c.name)).mappings()]


def save(connection: sa.Connection, codebook: Codebook, actor: Actor, people: Iterable[Person]) -> int:
    """Add people, or change those whose address is known already; gives how many were added or changed.

    Raises NotAllowed, and InvalidInput for a mistake in any of them, for one address given twice, and where no administrator would be left.
    """
    _ask(actor)
    wanted = [checked(codebook, person) for person in people]
    given: set[str] = set()
    for person in wanted:
        if person.email in given:
            raise InvalidInput("people.twice", email=person.email)
        given.add(person.email)
    # The lock that puts writers in a queue: two administrators can't take the last rights from each other.
    connection.execute(sa.update(t.data_version).values(number=t.data_version.c.number))
    present = {row["email"]: _person(row) for row in connection.execute(sa.select(t.person)).mappings()}
    wanted = [as_listed(person, present.get(person.email)) for person in wanted]
    had_one = any(_runs_it(person) for person in present.values())
    changed = [person for person in wanted if present.get(person.email) != person]
    after = present | {person.email: person for person in changed}
    if had_one and not any(_runs_it(person) for person in after.values()):
        raise InvalidInput("people.last_administrator")
    for person in changed:
        _write(connection, actor, present.get(person.email), person)
    return len(changed)


def add(connection: sa.Connection, codebook: Codebook, actor: Actor, person: Person, or_change: bool = False) -> int:
    """Add somebody; with `or_change`, change who has this address and this name already. Gives how many were added or changed.

    Raises what `save` raises, and InvalidInput where the address is somebody else's.
    """
    _ask(actor)
    wanted = checked(codebook, person)
    # The lock that puts writers in a queue: two administrators don't give one address to two people.
    connection.execute(sa.update(t.data_version).values(number=t.data_version.c.number))
    holder = connection.execute(sa.select(t.person.c.name).where(t.person.c.email == wanted.email)).scalar()
    if holder is not None and not (or_change and folded(holder) == folded(wanted.name)):
        raise InvalidInput("people.taken", email=wanted.email, name=holder)
    return save(connection, codebook, actor, [wanted])


def set_role(
    connection: sa.Connection, codebook: Codebook, actor: Actor, email: str, role: str, party: str | None = None
) -> None:
    """Give somebody another role. Raises NotAllowed, InvalidInput (also for an address that nobody has)."""
    _ask(actor)
    plain = address(email)
    row = connection.execute(sa.select(t.person).where(t.person.c.email == plain)).mappings().first()
    if row is None:
        raise InvalidInput("people.nobody", email=plain)
    person = _person(row)
    save(connection, codebook, actor, [replace(person, role=role, party=party or person.party)])  # type: ignore[arg-type]


def subject(email: str) -> str:
    """How the history names a person, without the address."""
    return f"person/{hashlib.sha256(email.encode()).hexdigest()[:16]}"


def choose_reminders(connection: sa.Connection, signed_in: Person, wanted: bool) -> None:
    """Switch reminders on or off for oneself: the caller vouches that this person signed in.

    Raises NotAllowed where he has no access any more.
    """
    connection.execute(sa.update(t.data_version).values(number=t.data_version.c.number))
    present = by_email(connection, signed_in.email)
    if present is None:
        raise NotAllowed("people.administrator_only")
    if present.reminders != wanted:
        _write(connection, present.actor, present, replace(present, reminders=wanted))


def differs(present: Person, wanted: Person) -> bool:
    """Whether saving the one changes the other."""
    return as_listed(wanted, present) != present


def as_listed(person: Person, present: Person | None) -> Person:
    """The person with a yes or no to reminders, where the list that names him says neither."""
    if person.reminders is not None:
        return person
    return replace(person, reminders=present.reminders if present else False)


def _ask(actor: Actor) -> None:
    if not actor.role.can_manage_people:
        raise NotAllowed("people.administrator_only")


def _runs_it(person: Person) -> bool:
    return person.active and person.role is Role.ADMINISTRATOR


def _person(row: Any) -> Person:
    return Person(
        row["email"], row["name"], Role(row["role"]), row["party"], row["language"], row["active"], row["reminders"]
    )


def _write(connection: sa.Connection, actor: Actor, before: Person | None, person: Person) -> None:
    shown = ("role", "party", "active", "reminders") if before or person.reminders else ("role", "party", "active")
    changes = {
        name: (getattr(before, name) if before else None, getattr(person, name))
        for name in shown
        if before is None or getattr(before, name) != getattr(person, name)
    }
    record(connection, actor, "person-changed" if before else "person-added", subject(person.email), changes)
    values = {name: getattr(person, name) for name in ("name", "party", "language", "active", "reminders")}
    values["role"] = person.role.value
    if before:
        connection.execute(sa.update(t.person).where(t.person.c.email == person.email).values(**values))
    else:
        connection.execute(sa.insert(t.person).values(email=person.email, **values))
