"""Whose program may read what: nobody's on a private installation, a person's while the key and the person are good."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from convergence.store import people, tokens
from convergence.store.opened import Store

from .conftest import ADAM, DANA

LIST = "/api/recommendations"
PROBLEM = "application/problem+json"


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_nobody_reads_a_private_installation(private: TestClient) -> None:
    answer = private.get(LIST)
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, PROBLEM)
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="convergence"'
    assert answer.json()["detail"] == "An access key is missing: send it in the header “Authorization: Bearer …”."
    assert "ETag" not in answer.headers
    assert "items" not in answer.json()


def test_a_person_s_key_opens_it(private: TestClient, key: str) -> None:
    answer = private.get(LIST, headers=bearer(key))
    assert answer.json()["total"] == 55
    assert "private" in answer.headers["Cache-Control"]
    assert "Authorization" in answer.headers["Vary"]
    entity = answer.headers["ETag"]
    assert private.get(LIST, headers={**bearer(key), "If-None-Match": entity}).status_code == 304
    assert private.get(LIST, headers={"If-None-Match": entity}).status_code == 401


@pytest.mark.parametrize("public_or_private", ["public", "private"])
def test_a_wrong_key_opens_nothing(
    public_or_private: str, key: str, request: pytest.FixtureRequest, store: Store
) -> None:
    client: TestClient = request.getfixturevalue(public_or_private)
    for header in (f"Bearer {key}x", f"Bearer {key.upper()}", f"Basic {key}", "Bearer", "Bearer \u00e9"):
        answer = client.get(LIST, headers={"Authorization": header.encode("latin-1")})
        assert answer.status_code == 401, header
    with store.reading() as connection:
        (token,) = tokens.of_person(connection, ADAM, DANA.email)
    assert client.get(LIST, headers=bearer(token.id)).status_code == 401


def test_a_key_in_the_address_is_not_taken_here(private: TestClient, key: str) -> None:
    assert private.get(LIST, params={"token": key}).status_code == 401


def test_a_revoked_key_opens_nothing_more(private: TestClient, key: str, store: Store) -> None:
    assert private.get(LIST, headers=bearer(key)).status_code == 200
    with store.writing() as connection:
        tokens.revoke(connection, ADAM, "key-3")
    answer = private.get(LIST, headers=bearer(key))
    assert answer.status_code == 401
    assert answer.json()["detail"].startswith("This access key opens nothing")


def test_a_key_has_the_rights_of_its_person_at_this_moment(private: TestClient, key: str, store: Store) -> None:
    with store.writing() as connection:
        people.save(connection, store.codebook, ADAM, [replace(DANA, active=False)])
    assert private.get(LIST, headers=bearer(key)).status_code == 401
    with store.writing() as connection:
        people.save(connection, store.codebook, ADAM, [DANA])
    assert private.get(LIST, headers=bearer(key)).status_code == 200


def test_what_there_is_to_ask_is_no_secret(private: TestClient, key: str) -> None:
    told = private.get("/api/openapi.json")
    assert told.status_code == 200
    assert "2023-05-09-cam" not in told.text
    assert "2023-05-09-cam" in private.get("/api/openapi.json", headers=bearer(key)).text
