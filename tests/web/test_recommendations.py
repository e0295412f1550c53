"""/api/recommendations: the same rows as the export, in parts, tagged, filtered as on the pages."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from convergence.analysis.filters import Filter
from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.model import Actor, Role
from convergence.reports import kinds
from convergence.reports.options import Options
from convergence.store import writes
from convergence.store.opened import Store

LIST = "/api/recommendations"
PROBLEM = "application/problem+json"


def exported(store: Store, chosen: Filter, member: str) -> bytes:
    options = Options(datetime.now(UTC))
    content = kinds.make("data", "zip", store.frames(), store.codebook, chosen, catalogue("en"), options)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(member)


def test_everything(public: TestClient) -> None:
    answer = public.get(LIST)
    assert answer.status_code == 200
    found = answer.json()
    assert (found["total"], found["limit"], found["offset"], len(found["items"])) == (55, 1000, 0, 55)
    assert found["version"] == 2
    assert found["items"][1]["id"] == "2023-05-09-cam/crm.5.1"
    assert found["items"][1]["themes"] == ["borders", "pathways", "cooperation"]
    assert answer.headers["X-Total-Count"] == "55"
    assert 'rel="next"' not in answer.headers["Link"]


def test_csv_is_the_export_s(public: TestClient, store: Store) -> None:
    whole = public.get(LIST, headers={"Accept": "text/csv"})
    assert whole.headers["Content-Type"].startswith("text/csv")
    assert whole.content == exported(store, Filter(), "recommendations.csv")
    chosen = public.get(LIST, params={"processes": ["crm", "csm"], "themes": "borders", "format": "csv"})
    assert chosen.content == exported(
        store, Filter(processes=("crm", "csm"), themes=("borders",)), "recommendations.csv"
    )
    assert chosen.headers["X-Total-Count"] == "2"


def test_parts_make_the_whole(public: TestClient) -> None:
    whole = [item["id"] for item in public.get(LIST).json()["items"]]
    found: list[str] = []
    answer = public.get(f"{LIST}?limit=20")
    while True:
        assert answer.json()["total"] == 55
        found += [item["id"] for item in answer.json()["items"]]
        if "next" not in answer.links:
            break
        answer = public.get(answer.links["next"]["url"])
    assert found == whole
    beyond = public.get(LIST, params={"offset": 55}).json()
    assert (beyond["total"], beyond["items"]) == (55, [])


def test_an_answer_that_one_has_is_not_sent_again(public: TestClient, store: Store, codebook: Codebook) -> None:
    first = public.get(LIST)
    entity = first.headers["ETag"]
    assert not entity.startswith("W/")
    again = public.get(LIST, headers={"If-None-Match": entity})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", entity)
    assert public.get(LIST, headers={"If-None-Match": f'"other", W/{entity}'}).status_code == 304
    for other in ({"limit": 5}, {"lang": "fr"}, {"format": "csv"}):
        assert public.get(LIST, params=other, headers={"If-None-Match": entity}).status_code == 200
    with store.writing() as connection:
        analyst = Actor("Ana", Role.ANALYST)
        writes.update_coding(connection, codebook, analyst, "2023-05-09-cam/crm.5.1", 1, {"themes": ("borders",)})
    changed = public.get(LIST, headers={"If-None-Match": entity})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != entity
    assert changed.json()["items"][1]["themes"] == ["borders"]


def test_the_filters_of_the_pages(public: TestClient) -> None:
    def ids(**params: object) -> list[str]:
        return [item["id"].removeprefix("2023-05-09-cam/") for item in public.get(LIST, params=params).json()["items"]]

    assert ids(processes="csm", themes="borders") == ["crm.5.1", "csm.2.1"]
    assert ids(processes="csm", themes=["borders", "pathways"], all_themes=1) == ["crm.5.1"]
    assert ids(search="FRONTIERES", lang="fr") == ids(search="frontières", lang="fr") != []
    assert ids(search="frontières", lang="en") == []


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("themes=fishing", 400, "“fishing” is not known for “themes”"),
        ("colour=red", 400, "“colour” is not a parameter here"),
        ("limit=0", 400, "“0” does not fit “limit”: give a whole number from 1 to 10000."),
        ("limit=1_0", 400, "“1_0” does not fit “limit”"),
        ("offset=-1", 400, "“-1” does not fit “offset”"),
        ("limit=5&limit=6", 400, "“limit” is given twice: keep one."),
        ("all_themes=yes", 400, "“yes” does not fit “all_themes”: give 1 or 0."),
        ("format=xml", 400, "“xml” is not a form of the answer: choose from json, csv."),
        ("lang=de", 400, "“de” is not a language of the application"),
    ],
)
def test_mistakes_are_told_in_a_sentence(public: TestClient, query: str, status: int, sentence: str) -> None:
    answer = public.get(f"{LIST}?{query}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)
    assert answer.json()["status"] == status
    assert answer.json()["detail"].startswith(sentence)


def test_errors_are_in_the_asked_language(public: TestClient) -> None:
    asked = public.get(f"{LIST}?themes=pesca&lang=es").json()["detail"]
    assert asked.startswith("«pesca» ")
    by_header = public.get(f"{LIST}?themes=pesca", headers={"Accept-Language": "pt-BR"}).json()["detail"]
    assert by_header.startswith("“pesca” é desconhecido")


def test_a_form_that_there_is_not(public: TestClient) -> None:
    answer = public.get(LIST, headers={"Accept": "application/xml, text/html;q=0.5"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (406, PROBLEM)
    liked = public.get(LIST, headers={"Accept": "application/json;q=0.3, text/*"})
    assert liked.headers["Content-Type"].startswith("text/csv")
    assert public.get(LIST, headers={"Accept": "text/html, */*;q=0.1"}).headers["Content-Type"] == "application/json"


def test_nothing_can_be_written(public: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = public.request(method, LIST)
        assert (answer.status_code, answer.headers["Content-Type"]) == (405, PROBLEM)
        assert answer.headers["Allow"] in ("GET, HEAD", "HEAD, GET")
    missing = public.get("/api/people")
    assert (missing.status_code, missing.headers["Content-Type"]) == (404, PROBLEM)
