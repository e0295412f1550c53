"""What may stand in the fields of an action and of a coding: asked before anything is written, by whoever wants to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from convergence import evidence as links
from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.model import LANGUAGES, Evidence, Texts

TEXT_LIMIT = 10_000
TITLE_LIMIT = 300

# A delegate reports; whom a piece of work is entrusted to is for the secretariat.
DELEGATE_FIELDS = frozenset({"progress", "due", "evidence", "note"})
ACTION_FIELDS = DELEGATE_FIELDS | {"title", "lead", "supporting", "joint"}
CODING_FIELDS = frozenset({"kind", "themes", "processes", "position", "leads"})


def checked_action(codebook: Codebook, changes: Mapping[str, Any]) -> dict[str, Any]:
    """New values of fields of an action as they are stored. Raises InvalidInput for the first that can't be."""
    unknown = set(changes) - ACTION_FIELDS
    if unknown:
        raise InvalidInput("store.no_such_field", field=sorted(unknown)[0])
    checks: dict[str, Callable[[Any], Any]] = {
        "progress": lambda value: _known(codebook.progress, value),
        "lead": lambda value: _known(codebook.parties, value) if value else None,
        "supporting": lambda value: _several(codebook.parties, value),
        "due": _due,
        "evidence": _evidence,
        "note": lambda value: checked_text(value or ""),
        "title": _title,
        "joint": bool,
    }
    return _each(checks, changes)


def checked_coding(codebook: Codebook, changes: Mapping[str, Any]) -> dict[str, Any]:
    """New values of the coding of a recommendation as they are stored. Raises InvalidInput for the first that can't be."""
    unknown = set(changes) - CODING_FIELDS
    if unknown:
        raise InvalidInput("store.no_such_field", field=sorted(unknown)[0])
    checks: dict[str, Callable[[Any], Any]] = {
        "kind": lambda value: _known(codebook.kinds, value),
        "position": lambda value: _known(codebook.positions, value),
        "themes": lambda value: _several(codebook.themes, value, least=1, most=4),
        "processes": lambda value: _several(codebook.processes, value, least=1),
        "leads": lambda value: _several(codebook.parties, value),
    }
    return _each(checks, changes)


def _each(checks: Mapping[str, Callable[[Any], Any]], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Each value as its check gives it. Raises InvalidInput, which says in which field."""
    found = {}
    for name, value in changes.items():
        try:
            found[name] = checks[name](value)
        except InvalidInput as error:
            raise error.within(f"fields.{name}") from error.__cause__
    return found


def _known(codes: Mapping[str, Any], value: Any) -> str:
    if value not in codes:
        raise InvalidInput("store.unknown_code", code=str(value)[:60])
    return str(value)


def _several(
    codes: Mapping[str, Any], values: Sequence[str] | None, least: int = 0, most: int | None = None
) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(_known(codes, value) for value in values or ()))
    if len(chosen) < least or (most is not None and len(chosen) > most):
        raise InvalidInput("store.how_many", least=least, most=most or len(codes))
    return chosen


def _due(value: Any) -> date | None:
    if value is None:
        return None
    if not isinstance(value, date) or isinstance(value, datetime) or not 2000 <= value.year <= 2100:
        raise InvalidInput("store.bad_date", value=value if isinstance(value, date) else str(value)[:40])
    return value


def _evidence(value: Any) -> tuple[Evidence, ...]:
    """Links, from a text or as they are. All of them together are no longer than any other text, and so fit a cell."""
    if isinstance(value, str):
        return links.from_text(checked_text(value))
    given = links.read(value)
    checked_text(links.as_text(given))
    return links.checked(Evidence(checked_text(link.url), checked_text(link.title), link.by) for link in given)


def checked_text(value: Any, limit: int = TEXT_LIMIT) -> str:
    """A text as it is stored. Raises InvalidInput for one that is too long."""
    # What no database holds is left out: NUL, and halves of characters that a broken copy left behind.
    text = str(value).replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    if len(text) > limit:
        raise InvalidInput("store.too_long", limit=limit, length=len(text))
    return text


def _title(texts: Texts) -> dict[str, str]:
    title = {language: checked_text(texts.get(language) or "", TITLE_LIMIT).strip() for language in LANGUAGES}
    if not any(title.values()):
        raise InvalidInput("store.no_title")
    return {language: text for language, text in title.items() if text}
