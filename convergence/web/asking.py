"""What a program asks for, from the query of its address: the filters of the pages, a language, a form, a part of a long list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from starlette.requests import Request

from convergence.analysis.filters import Filter
from convergence.errors import InvalidInput
from convergence.history import VERBS
from convergence.i18n import Catalogue, catalogue, preferred
from convergence.model import LANGUAGES
from convergence.web.errors import Unacceptable

LIMIT, MOST, FURTHEST = 1_000, 10_000, 100_000_000
"""How many records an answer holds by default and at most, and how far into a list one may ask."""

SWITCHES = ("all_themes", "main_only")
_ABOUT_RECOMMENDATIONS = ("processes", "themes", *SWITCHES, "kinds", "positions", "meetings")
_PART = ("limit", "offset", "format", "lang")
_ABOUT_ACTIONS = (*_ABOUT_RECOMMENDATIONS, "progress", "flags", "search")

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "recommendations": (*_ABOUT_RECOMMENDATIONS, "parties", "search", *_PART),
    "actions": (*_ABOUT_ACTIONS, "parties", *_PART),
    "themes-by-process": (*_ABOUT_RECOMMENDATIONS, "parties", "search", "format", "lang"),
    "changes": ("since", "verb", *_PART),
    "calendar": (*_ABOUT_ACTIONS, "token", "lang"),
    "": ("lang",),
}
"""What may be asked of each resource; "" stands for the others."""

MEDIA = {"json": "application/json", "csv": "text/csv"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as values. `since` is the number of a change or a moment; `form` is a key of `MEDIA`."""

    t: Catalogue
    chosen: Filter
    form: str = "json"
    limit: int = LIMIT
    offset: int = 0
    since: int | datetime = 0
    verb: str | None = None


def words(request: Request) -> Catalogue:
    """The words of the language asked for by `lang`, else by the header. Raises InvalidInput."""
    asked = request.query_params.get("lang")
    if asked is not None and asked not in LANGUAGES:
        raise InvalidInput("reports.bad_language", code=asked[:40])
    return catalogue(asked or preferred(request.headers.get("Accept-Language")))


def read(request: Request, resource: str) -> Asked:
    """The query of a request for a resource. Raises InvalidInput, and Unacceptable for a form that there is not."""
    known = PARAMETERS[resource]
    given = request.query_params
    for name in given:
        if name not in known:
            raise InvalidInput("web.unknown_parameter", name=name[:60], known=", ".join(known))
        if name not in _LISTS and len(given.getlist(name)) > 1:
            raise InvalidInput("web.twice", name=name)
    lists = {name: tuple(dict.fromkeys(given.getlist(name))) for name in _LISTS}
    switches = {name: _switch(name, given.get(name, "0")) for name in SWITCHES}
    asked = Asked(words(request), Filter(**lists, **switches, search=given.get("search", "")))  # type: ignore[arg-type]
    if "format" in known:
        asked = replace(asked, form=_form(request))
    if "since" in known:
        asked = replace(asked, since=_since(given.get("since", "0")), verb=_verb(given.get("verb")))
    return replace(
        asked,
        limit=_number("limit", given.get("limit", str(LIMIT)), 1, MOST),
        offset=_number("offset", given.get("offset", "0"), 0, FURTHEST),
    )


_LISTS = frozenset({"processes", "themes", "kinds", "positions", "parties", "meetings", "progress", "flags"})


def _switch(name: str, value: str) -> bool:
    if value not in ("0", "1"):
        raise InvalidInput("web.bad_switch", name=name, value=value[:40])
    return value == "1"


def _number(name: str, value: str, least: int, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
        raise InvalidInput("web.bad_number", name=name, value=value[:40], least=least, most=most)
    return int(value)


def _since(value: str) -> int | datetime:
    if re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    try:
        moment = datetime.fromisoformat(value.replace(" ", "+"))  # a "+" in an address means a space
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidInput("web.bad_since", value=value[:40]) from error


def _verb(value: str | None) -> str | None:
    if value is not None and value not in VERBS:
        raise InvalidInput("web.bad_verb", value=value[:40], known=", ".join(VERBS))
    return value


def _form(request: Request) -> str:
    """The form by `format`, else the one that the program's Accept header likes best."""
    asked = request.query_params.get("format")
    if asked is not None:
        if asked not in MEDIA:
            raise InvalidInput("web.bad_format", value=asked[:40], known=", ".join(MEDIA))
        return asked
    accept = request.headers.get("Accept") or "*/*"
    liked = {form: _liking(accept, media) for form, media in MEDIA.items()}
    best = max(liked, key=lambda form: liked[form])
    if liked[best] <= 0:
        raise Unacceptable("web.unacceptable", known=", ".join(MEDIA.values()))
    return best


def _liking(accept: str, media: str) -> float:
    """How much an Accept header likes a media type, 0 to 1: what names it most closely counts (RFC 9110, 12.5.1)."""
    ranges = [media, f"{media.partition('/')[0]}/*", "*/*"]
    found: dict[str, float] = {}
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((value[2:] for value in parameters if value.startswith("q=")), "1")
        try:
            found[name] = float(quality)
        except ValueError:
            found[name] = 0.0
    return next((found[name] for name in ranges if name in found), 0.0)
