"""The due dates of a delegation, at an address that calendar programs subscribe to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from convergence import installation
from convergence.errors import NotFound
from convergence.reports import known
from convergence.reports.calendar import feed_bytes
from convergence.reports.options import Options
from convergence.reports.scope import Scope
from convergence.web import access, answers, asking
from convergence.web.source import Source


def answer(request: Request, source: Source) -> Response:
    """What the party leads or supports and has a date. Raises Unidentified, InvalidInput, NotFound, Unavailable."""
    store = source.store()
    access.caller(request, store, in_address=True)
    asked = asking.read(request, "calendar")
    party = request.path_params["party"]
    book = store.codebook
    if party not in book.parties:
        raise NotFound("web.no_such_party", code=party[:60])
    frames, address = source.frames(), installation.address()
    chosen = replace(asked.chosen, parties=(party,))
    known.check(chosen, book, frames)
    scope = Scope(frames, book, chosen, asked.t, Options(datetime.now(UTC), address))
    day = scope.options.today if chosen.flags else None
    entity = answers.tag(request, frames.version, asked.t.language, address, day)
    name = {"Content-Disposition": f'inline; filename="{party}.ics"', "Content-Language": asked.t.language}
    return answers.tagged(request, entity, "text/calendar", lambda: (feed_bytes(scope, party), name))
