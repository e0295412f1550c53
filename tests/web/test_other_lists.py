"""/api/actions, /api/themes-by-process, /api/changes: the same numbers as the pages and the exports."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, date, datetime

from starlette.testclient import TestClient

from convergence.analysis.filters import Filter
from convergence.i18n import catalogue
from convergence.model import Actor, Evidence, Role
from convergence.reports import kinds
from convergence.reports.options import Options
from convergence.store import writes
from convergence.store.opened import Store

ANA = Actor("Ana Ruiz", Role.ANALYST)
ACTION = "2023-05-09-cam/crm.2.1/a1"
PANAMA = "2023-05-09-cam/mirps.4.1/a1"


def update(store: Store, revision: int = 1, **changes: object) -> None:
    with store.writing() as connection:
        writes.update_action(connection, store.codebook, ANA, ACTION, revision, changes)


def test_actions(public: TestClient, store: Store) -> None:
    update(store, note='=HYPERLINK("x")', due=date(2024, 3, 1), lead="PAN", progress="in-progress")
    found = public.get("/api/actions", params={"parties": "PAN"}).json()
    assert (found["total"], found["version"]) == (3, 3)
    item = next(item for item in found["items"] if item["id"] == ACTION)
    assert (item["id"], item["due"], item["flags"], item["revision"]) == (ACTION, "2024-03-01", ["overdue"], 2)
    assert item["note"] == '=HYPERLINK("x")'
    assert (item["joint"], item["joint_with"]) == (False, [])
    assert public.get("/api/actions", params={"flags": "overdue"}).json()["total"] == 1
    assert public.get("/api/actions", params={"progress": "no-information"}).json()["total"] == 42
    table = public.get("/api/actions", params={"format": "csv"})
    options = Options(datetime.now(UTC))
    content = kinds.make("data", "zip", store.frames(), store.codebook, Filter(), catalogue("en"), options)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert table.content == archive.read("actions.csv")
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert next(row["note"] for row in rows if row["id"] == ACTION) == '\'=HYPERLINK("x")'


def test_themes_by_process(public: TestClient, store: Store) -> None:
    answer = public.get("/api/themes-by-process", params={"lang": "fr"})
    found = answer.json()
    assert (found["total"], len(found["items"])) == (26, 26)
    assert "limit" not in found
    assert "Link" not in answer.headers
    asylum = next(item for item in found["items"] if item["theme"] == "asylum")
    one = public.get("/api/recommendations", params={"themes": "asylum", "processes": "la-declaration"}).json()
    assert asylum["processes"]["la-declaration"] == one["total"]
    assert asylum["recommendations"] == public.get("/api/recommendations?themes=asylum").json()["total"]
    assert asylum["label"] == store.codebook.themes["asylum"].label["fr"]
    table = public.get("/api/themes-by-process", params={"lang": "fr", "format": "csv", "processes": "crm"})
    options = Options(datetime.now(UTC))
    chosen = Filter(processes=("crm",))
    assert table.content == kinds.make(
        "themes-by-process", "csv", store.frames(), store.codebook, chosen, catalogue("fr"), options
    )
    assert public.get("/api/themes-by-process?limit=5").status_code == 400


def test_changes_since_a_change(private: TestClient, store: Store, key: str) -> None:
    update(store, progress="in-progress")
    update(store, 2, note="@sum", due=date(2026, 12, 1))
    headers = {"Authorization": f"Bearer {key}"}
    found = private.get("/api/changes", params={"since": 3}, headers=headers).json()
    assert (found["total"], found["version"]) == (2, 5)
    assert [item["number"] for item in found["items"]] == [4, 5]
    first, second = found["items"]
    assert (first["actor"], first["verb"], first["subject"]) == ("Ana Ruiz", "action-updated", ACTION)
    assert first["changes"] == {"progress": ["no-information", "in-progress"]}
    assert first["sentence"] == "Ana Ruiz updated an action"
    assert second["changes"] == {"note": ["", "@sum"], "due": [None, "2026-12-01"]}
    rows = list(csv.DictReader(io.StringIO(private.get("/api/changes?since=3&format=csv", headers=headers).text)))
    assert [(row["number"], row["field"], row["before"], row["after"]) for row in rows] == [
        ("4", "progress", "no-information", "in-progress"),
        ("5", "note", "", "'@sum"),
        ("5", "due", "", "2026-12-01"),
    ]


def test_changes_since_a_moment_and_of_a_kind(public: TestClient, store: Store) -> None:
    update(store, progress="in-progress")
    today = datetime.now(UTC)

    def total(**params: object) -> int:
        return int(public.get("/api/changes", params=params).json()["total"])

    assert total() == 2
    assert total(since=today.date().isoformat()) == 2
    assert total(since=f"{today.year + 1}-01-01T00:00:00-05:00") == 0
    assert total(verb="action-updated") == 1
    assert total(since=3) == 0
    parts = public.get("/api/changes", params={"limit": 1})
    assert [item["number"] for item in parts.json()["items"]] == [1]
    assert [item["number"] for item in public.get(parts.links["next"]["url"]).json()["items"]] == [3]
    for wrong in ("yesterday", "2026-13-01", "-1", "0001-01-01T00:00:00+14:00"):
        answer = public.get("/api/changes", params={"since": wrong})
        assert (answer.status_code, "is neither a date" in answer.json()["detail"]) == (400, True), wrong
    assert public.get("/api/changes?verb=fished").status_code == 400


def test_names_and_rights_of_people_are_told_to_people(public: TestClient, store: Store, key: str) -> None:
    update(store, evidence=(Evidence("https://example.org/a", "A"),))
    answer = public.get("/api/changes")
    assert "Ana" not in answer.text
    loaded, updated = answer.json()["items"]
    assert (loaded["verb"], updated["role"]) == ("meeting-loaded", "analyst")
    assert (updated["actor"], updated["sentence"]) == (None, "Somebody updated an action")
    assert updated["changes"] == {"evidence": [[], [{"url": "https://example.org/a", "title": "A"}]]}
    assert "Ana" not in public.get("/api/changes?format=csv").text
    for verb in ("person-added", "token-made"):
        assert public.get("/api/changes", params={"verb": verb}).json()["total"] == 0
    told = public.get("/api/changes", headers={"Authorization": f"Bearer {key}"}).json()
    assert [item["verb"] for item in told["items"]] == [
        "meeting-loaded",
        "person-added",
        "token-made",
        "action-updated",
    ]
    assert told["items"][3]["changes"]["evidence"][1][0]["by"] == "Ana Ruiz"


def test_who_reviewed_is_told_to_people(public: TestClient, store: Store, key: str) -> None:
    with store.writing() as connection:
        writes.update_action(
            connection, store.codebook, Actor("Dana", Role.DELEGATE, "PAN"), PANAMA, 1, {"note": "Done."}
        )
        writes.review_action(connection, ANA, PANAMA, 2)
    for headers, name in (({}, None), ({"Authorization": f"Bearer {key}"}, "Ana Ruiz")):
        items = public.get("/api/actions", params={"parties": "PAN"}, headers=headers).json()["items"]
        assert [item["reviewed_by"] for item in items if item["id"] == PANAMA] == [name]


def test_a_change_makes_another_tag(public: TestClient, store: Store) -> None:
    before = {path: public.get(path).headers["ETag"] for path in ("/api/actions", "/api/changes")}
    for path, entity in before.items():
        assert public.get(path, headers={"If-None-Match": entity}).status_code == 304
    update(store, progress="in-progress")
    for path, entity in before.items():
        assert public.get(path, headers={"If-None-Match": entity}).status_code == 200
