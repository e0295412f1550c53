"""Figures for Prometheus: what the server was asked by programs and how long that took, and how the data stand."""

from __future__ import annotations

import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from convergence.errors import Unavailable
from convergence.web.source import Source


class Meters:
    """The figures of one application; `source` is asked when they are read."""

    def __init__(self, source: Source) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "convergence_requests", "Requests of programs.", ["route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "convergence_request_seconds", "How long requests of programs took.", ["route"], registry=self.registry
        )
        self.registry.register(_Data(source))

    def answer(self, request: Request) -> Response:
        encode, media = choose_encoder(request.headers.get("Accept", ""))
        headers = {"Cache-Control": "no-store", "Content-Type": media}
        return Response(encode(self.registry), headers=headers)


class _Data(Collector):
    """How the data stand at the moment of reading; where the database does not answer, only that."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def describe(self) -> list[GaugeMetricFamily]:
        return []  # else the registry would ask the database already when the server starts

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            version, frames = self._source.store().version(), self._source.frames()
        except Unavailable:
            yield GaugeMetricFamily("convergence_database_up", "Whether the database answers.", value=0)
            return
        yield GaugeMetricFamily("convergence_database_up", "Whether the database answers.", value=1)
        yield GaugeMetricFamily("convergence_data_version", "The number of the last change.", value=version)
        recommendations = frames.recommendations
        yield GaugeMetricFamily("convergence_recommendations", "Recommendations.", value=len(recommendations))
        unreviewed = int((~recommendations["reviewed"]).sum())
        yield GaugeMetricFamily("convergence_unreviewed", "Recommendations that nobody reviewed.", value=unreviewed)
        actions = GaugeMetricFamily("convergence_actions", "Actions by progress.", labels=["progress"])
        for code, n in frames.actions["progress"].value_counts(sort=False).items():
            actions.add_metric([str(code)], int(n))
        yield actions


class Measured:
    """Counts and times every request that the application answers."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self._app, self._meters = app, meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started, status = time.perf_counter(), 500

        async def heard(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        scope.pop("route", None)  # that of the server around; the application sets its own where it has one
        try:
            await self._app(scope, receive, heard)
        finally:
            route = getattr(scope.get("route"), "path", "other")
            self._meters.requests.labels(route, str(status)).inc()
            self._meters.seconds.labels(route).observe(time.perf_counter() - started)
