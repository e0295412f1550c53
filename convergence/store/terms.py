"""Processes and parties that analysts add to the codebook: those that a document names and the bundled files don't know.

The bundled files stay as they are; `codebook` gives both together, and everything that shows a label asks it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from convergence import countries
from convergence.analysis.frames import folded
from convergence.codebook import Added, Codebook, extended
from convergence.errors import InvalidInput, NotAllowed, NotFound
from convergence.i18n import Catalogue
from convergence.model import LANGUAGES, Actor, Texts
from convergence.store import tables
from convergence.store.writes import _merged, record

SORTS = ("process", "country", "body")
NAME_LIMIT, SHORT_LIMIT, CODE_LIMIT = 160, 24, 40
_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def added(connection: sa.Connection) -> tuple[Added, ...]:
    """Everything that was added, the oldest first."""
    rows = connection.execute(sa.select(tables.added_term).order_by(tables.added_term.c.place)).mappings()
    return tuple(Added(row["code"], row["sort"], row["name"], row["short"], row["revision"]) for row in rows)


def codebook(connection: sa.Connection, bundled: Codebook) -> Codebook:
    """The bundled codebook with what was added to it."""
    return extended(bundled, added(connection))


def titles(connection: sa.Connection, t: Catalogue) -> dict[str, str]:
    """What the history calls what was added, by the subject of its events."""
    return {f"codebook/{term.code}": t.text(term.name) for term in added(connection)}


def suggested_code(bundled: Codebook, name: str) -> str:
    """A code for a process or body: its name in small letters and hyphens, with a number where that is taken."""
    words = re.findall(r"[a-z0-9]+", folded(name))
    plain = "-".join(words)[:CODE_LIMIT].strip("-") or "process"
    first = plain if plain[0].isalpha() else f"p-{plain}"[:CODE_LIMIT]
    taken = {code.lower() for code in (*bundled.processes, *bundled.parties)}
    names = (first if n == 1 else f"{first[: CODE_LIMIT - 3]}-{n}" for n in range(1, len(taken) + 2))
    return next(code for code in names if code not in taken)


def add_term(
    connection: sa.Connection,
    bundled: Codebook,
    actor: Actor,
    sort: str,
    code: str,
    name: Mapping[str, str],
    short: Mapping[str, str] | None = None,
) -> str:
    """Add a process (with its acronym, `short`), a country or a body; gives its code. Languages may be left for later.

    Raises NotAllowed, and InvalidInput for a code of another form, one that is taken, and a name that is there already.
    """
    _ask(actor)
    if sort not in SORTS:
        raise InvalidInput("store.unknown_code", code=sort[:60])
    names = _checked(name, NAME_LIMIT)
    shorts = _checked(short or {}, SHORT_LIMIT) if sort == "process" else {}
    if not names:
        raise InvalidInput("codebook.no_name")
    if sort == "process" and not shorts:
        raise InvalidInput("codebook.no_short")
    if not _has_form(sort, code):
        raise InvalidInput("codebook.bad_country" if sort == "country" else "codebook.bad_code", code=code[:60])
    # The lock that puts writers in a queue: two who add the same thing at once are told so.
    connection.execute(sa.update(tables.data_version).values(number=tables.data_version.c.number))
    present = codebook(connection, bundled)
    if code.lower() in {known.lower() for known in (*present.processes, *present.parties)}:
        raise InvalidInput("codebook.code_taken", code=code)
    _ask_new(present, sort, names, shorts)
    changes = {"sort": (None, sort), "name": (None, names), "short": (None, shorts or None)}
    record(connection, actor, "term-added", f"codebook/{code}", _told(changes), 1)
    place = sa.select(sa.func.count()).select_from(tables.added_term).scalar_subquery()
    try:
        connection.execute(
            sa.insert(tables.added_term).values(code=code, sort=sort, name=names, short=shorts, place=place, revision=1)
        )
    except IntegrityError as error:
        raise InvalidInput("codebook.code_taken", code=code) from error
    return code


def name_term(
    connection: sa.Connection,
    bundled: Codebook,
    actor: Actor,
    code: str,
    expected_revision: int,
    name: Mapping[str, str],
    short: Mapping[str, str] | None = None,
) -> int:
    """Translate the names of something that was added, or put them right; gives its revision.

    Raises NotAllowed, NotFound, InvalidInput, and Conflict where somebody else named it otherwise in the meantime.
    """
    _ask(actor)
    connection.execute(sa.update(tables.data_version).values(number=tables.data_version.c.number))
    current = next((term for term in added(connection) if term.code == code), None)
    if current is None:
        raise NotFound("codebook.not_added", code=code[:60])
    names = {**current.name, **_checked(name, NAME_LIMIT)}
    shorts = {**current.short, **_checked(short or {}, SHORT_LIMIT)} if current.sort == "process" else {}
    others = extended(bundled, (term for term in added(connection) if term.code != code))
    _ask_new(others, current.sort, names, shorts)
    fields = {"name": (current.name, names), "short": (current.short, shorts)}
    stands = {f"{field}_{language}": old.get(language) for field, (old, _) in fields.items() for language in LANGUAGES}
    wanted = {f"{field}_{language}": new.get(language) for field, (_, new) in fields.items() for language in LANGUAGES}
    changed = _merged(
        connection, f"codebook/{code}", SimpleNamespace(**stands), current.revision, expected_revision, wanted
    )
    if not changed:
        return current.revision
    revision = current.revision + 1
    record(connection, actor, "term-named", f"codebook/{code}", changed, revision)
    connection.execute(
        sa.update(tables.added_term)
        .where(tables.added_term.c.code == code)
        .values(name=names, short=shorts, revision=revision)
    )
    return revision


def _ask(actor: Actor) -> None:
    if not actor.role.can_edit_coding:
        raise NotAllowed("store.analyst_only")


def _told(changes: Mapping[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
    return {name: values for name, values in changes.items() if values[1] is not None}


def _has_form(sort: str, code: str) -> bool:
    if sort == "country":
        return countries.is_country(code)
    return 2 <= len(code) <= CODE_LIMIT and bool(_CODE.fullmatch(code))


def _checked(texts: Mapping[str, str], limit: int) -> dict[str, str]:
    """Texts in the languages in which there is one, without anything that no screen shows."""
    found = {}
    for language in LANGUAGES:
        text = " ".join("".join(c for c in texts.get(language, "") if c.isprintable() or c.isspace()).split())
        if len(text) > limit:
            raise InvalidInput("store.too_long", limit=limit, length=len(text))
        if text:
            found[language] = text
    return found


def _ask_new(present: Codebook, sort: str, names: Texts, shorts: Texts) -> None:
    """No two processes and no two parties with one name: readers could not tell them apart."""
    known: dict[tuple[str, str], str] = {}
    if sort == "process":
        for process in present.processes.values():
            for language in LANGUAGES:
                known[language, folded(process.name[language])] = process.name[language]
                known[language, folded(process.short[language])] = process.name[language]
    else:
        for party in present.parties.values():
            for language in LANGUAGES:
                known[language, folded(party.label[language])] = party.label[language]
    for texts in (names, shorts):
        for language, text in texts.items():
            if (language, folded(text)) in known:
                raise InvalidInput("codebook.name_taken", name=text, known=known[language, folded(text)])
