"""/metrics: read by Prometheus's own parser."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient


def figures(text: str) -> dict[tuple[str, tuple[str, ...]], float]:
    return {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_figures(public: TestClient) -> None:
    public.get("/api/actions")
    public.get("/api/actions?colour=red")
    public.get("/calendar/PAN.ics")
    public.get("/api/nothing")
    answer = public.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain")
    found = figures(answer.text)
    assert found["convergence_database_up", ()] == 1
    assert found["convergence_data_version", ()] == 2
    assert found["convergence_recommendations", ()] == 55
    assert found["convergence_actions", ("no-information",)] == 43
    assert found["convergence_requests_total", ("/api/actions", "200")] == 1
    assert found["convergence_requests_total", ("/api/actions", "400")] == 1
    assert found["convergence_requests_total", ("/calendar/{party}.ics", "200")] == 1
    assert found["convergence_requests_total", ("other", "404")] == 1
    assert found["convergence_request_seconds_count", ("/api/actions",)] == 2


def test_how_the_data_stand_is_data(private: TestClient, key: str) -> None:
    assert private.get("/metrics").status_code == 401
    assert private.get("/metrics", headers={"Authorization": f"Bearer {key}"}).status_code == 200
