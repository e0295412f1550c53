"""What an installation added to its codebook, for the length of one reading: processes, countries and bodies by their names.

Names are met deep inside many small functions; each asks `added` here. `of` sets it for its own thread only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from convergence import countries
from convergence.codebook import Codebook, bundled
from convergence.reading.lexicon import fold

_ARTICLE = re.compile(r"^(?:le|la|les|l|the|el|los|las|o|os|a|as)\s+")
_IN_BRACKETS = re.compile(r"^(.{3,}?)\s*\(([^\W\d_][\w.-]*)\)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its names, folded and without an article, and its acronyms, which are matched as they are written."""

    code: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What was added, beside the bundled names of `data/codebook/`."""

    processes: tuple[Named, ...] = ()
    parties: tuple[Named, ...] = ()


_NOTHING = Names()
_added: ContextVar[Names] = ContextVar("added", default=_NOTHING)


def added() -> Names:
    """The names in force beside the bundled ones; nothing outside a reading."""
    return _added.get()


@contextmanager
def of(book: Codebook) -> Iterator[None]:
    """Within it the processes and parties of `book` are recognised that the bundled codebook does not have."""
    own = bundled()
    processes = [
        _named(process.code, process.name.values(), process.short.values())
        for process in book.processes.values()
        if process.code not in own.processes
    ]
    parties = [
        _named(code, (*party.label.values(), *(countries.names(code).values() if countries.is_country(code) else ())))
        for code, party in book.parties.items()
        if code not in own.parties
    ]
    token = _added.set(Names(tuple(processes), tuple(parties)))
    try:
        yield
    finally:
        _added.reset(token)


def _named(code: str, texts: Iterable[str], shorts: Iterable[str] = ()) -> Named:
    """ "Proceso de Quito (PQ)" is a name and an acronym; a name in capitals, "OACNUDH", is an acronym only."""
    names: dict[str, None] = {}
    acronyms = dict.fromkeys(short.strip() for short in shorts)
    for text in texts:
        bracketed = _IN_BRACKETS.match(text.strip())
        name, short = (bracketed[1], bracketed[2]) if bracketed else (text.strip(), "")
        if short.isupper():
            acronyms[short] = None
        if name.isupper() and " " not in name:
            acronyms[name] = None
        elif plain := _ARTICLE.sub("", " ".join(fold(name).split())):
            names[plain] = None
    return Named(code, tuple(names), tuple(short for short in acronyms if len(short) > 1))
