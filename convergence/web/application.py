"""The routes for programs as one application that the server puts beside its pages.

Every endpoint is a plain function: Starlette runs it in a thread of its own, so that a slow database keeps nobody else waiting.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from convergence import installation
from convergence.errors import ConvergenceError, InvalidInput
from convergence.i18n import Catalogue, catalogue, preferred
from convergence.model import Person
from convergence.web import access, answers, asking, calendars, changes, errors, openapi, records
from convergence.web.listing import Listing
from convergence.web.metrics import Measured, Meters
from convergence.web.source import Source

PATHS = ("/api", "/api/{rest:path}", "/calendar/{rest:path}", "/health", "/metrics")
"""The addresses that the application answers; all others are pages."""

Endpoint = Callable[[Request], Response]

LISTINGS: Mapping[str, Callable[[Source, asking.Asked, Person | None], Listing]] = {
    "recommendations": records.recommendations,
    "themes-by-process": records.themes_by_process,
    "actions": records.actions,
    "changes": changes.changes,
}
"""What there is under /api, by the last part of its address."""


def routes(source: Source) -> list[BaseRoute]:
    """The application's addresses as routes of the server."""
    answering = application(source)
    return [Route(path, answering) for path in PATHS]


def application(source: Source) -> Starlette:
    """All routes with their errors; nothing is asked of `source` before the first request."""
    meters = Meters(source)
    return Starlette(
        routes=[
            *(Route(f"/api/{name}", _listed(source, name)) for name in LISTINGS),
            Route("/api/openapi.json", _specification(source)),
            Route("/calendar/{party}.ics", lambda request: calendars.answer(request, source)),
            Route("/health", _health(source)),
            Route("/metrics", _metrics(source, meters)),
        ],
        middleware=[Middleware(Measured, meters=meters)],
        exception_handlers={
            ConvergenceError: _refused,
            HTTPException: _not_routed,
            Exception: _failed,
        },
    )


def _listed(source: Source, name: str) -> Endpoint:
    def answer(request: Request) -> Response:
        person = access.caller(request, source.store())
        asked = asking.read(request, name)
        listing = LISTINGS[name](source, asked, person)
        entity = answers.tag(request, listing.version, asked.t.language, asked.form, person is None, *listing.basis)

        def body() -> tuple[bytes, dict[str, str]]:
            headers = {"X-Total-Count": str(listing.total), "Content-Language": asked.t.language}
            told: dict[str, object] = {"version": listing.version, "total": listing.total}
            if not listing.whole:
                address = installation.address()
                headers["Link"] = answers.links(request, address, listing.total, asked.limit, asked.offset)
                told |= {"limit": asked.limit, "offset": asked.offset}
            if asked.form == "csv":
                return listing.csv(), headers
            return answers.json_bytes({**told, "items": listing.items()}), headers

        return answers.tagged(request, entity, asking.MEDIA[asked.form], body)

    return answer


def _specification(source: Source) -> Endpoint:
    """Readable by anybody: what there is to ask is no secret. Who may read the data sees the meetings in it, too."""

    def answer(request: Request) -> Response:
        asked = asking.read(request, "")
        store, frames = source.store(), None
        with suppress(errors.Unidentified):
            access.caller(request, store)
            frames = source.frames()
        told = openapi.specification(asked.t, store.codebook, frames, installation.address())
        return Response(answers.json_bytes(told), media_type="application/json")

    return answer


def _health(source: Source) -> Endpoint:
    """For whoever watches the server: it answers, and its database does. Needs no key, tells no data."""

    def answer(request: Request) -> Response:
        asking.read(request, "")
        body = {"status": "ok", "version": source.store().version()}
        return Response(answers.json_bytes(body), headers={"Cache-Control": "no-store"}, media_type="application/json")

    return answer


def _metrics(source: Source, meters: Meters) -> Endpoint:
    """How the data stand is data: who may not read them gets no figures. A database that does not answer is one of the figures."""

    def answer(request: Request) -> Response:
        asking.read(request, "")
        if not installation.is_public():
            access.caller(request, source.store())
        return meters.answer(request)

    return answer


def _words(request: Request) -> Catalogue:
    """The language in which an error is told: the one asked for, else the browser's."""
    try:
        return asking.words(request)
    except InvalidInput:
        return catalogue(preferred(request.headers.get("Accept-Language")))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, ConvergenceError)
    return answers.problem(errors.status(error), _words(request).error(error))


def _not_routed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    key = "web.read_only" if error.status_code == 405 else "web.no_such_address"
    return answers.problem(error.status_code, _words(request)(key), error.headers)


def _failed(request: Request, error: Exception) -> Response:
    logging.getLogger("convergence").error("a program's request failed", exc_info=error)
    return answers.problem(500, _words(request)("web.unexpected"))
