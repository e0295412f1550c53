"""Access keys: who makes, sees and revokes whose; what the database and the history keep of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.errors import InvalidInput, NotAllowed, NotFound
from convergence.model import Person, Role
from convergence.store import people, reads, tokens
from convergence.store.engine import reading, writing
from tests.conftest import ADMINISTRATOR, ANALYST, READER
from tests.store.content import events, everything, version

DANA = Person("dana@example.org", "Dana Soto", Role.DELEGATE, "CHL")
ROSA = Person("rosa@example.org", "Rosa Gil", Role.READER)


@pytest.fixture
def known(filled: sa.Engine, codebook: Codebook) -> sa.Engine:
    """A store that knows Dana and Rosa; its data version is 3."""
    with writing(filled) as connection:
        people.save(connection, codebook, ADMINISTRATOR, [DANA, ROSA])
    return filled


def make(engine: sa.Engine, email: str = DANA.email, purpose: str = "Power  BI ") -> tuple[str, str]:
    with writing(engine) as connection:
        return tokens.make(connection, ADMINISTRATOR, email, purpose)


def holder(engine: sa.Engine, key: str) -> Person | None:
    with reading(engine) as connection:
        return tokens.holder(connection, key)


def test_a_key_stands_for_its_person(known: sa.Engine, codebook: Codebook) -> None:
    token_id, key = make(known)
    assert token_id == "key-4"
    assert holder(known, key) == DANA
    assert holder(known, key + " ") is None
    assert holder(known, token_id) is None
    with writing(known) as connection:
        people.save(connection, codebook, ADMINISTRATOR, [replace(DANA, role=Role.ANALYST, party=None)])
    found = holder(known, key)
    assert found is not None
    assert found.role is Role.ANALYST
    with writing(known) as connection:
        people.save(connection, codebook, ADMINISTRATOR, [replace(DANA, active=False)])
    assert holder(known, key) is None


def test_only_a_hash_is_kept(known: sa.Engine) -> None:
    _, key = make(known)
    assert len(key) == len("convergence_") + 43
    assert key not in repr(everything(known))
    assert make(known)[1] != key


def test_the_history_tells_of_it_without_the_address(known: sa.Engine) -> None:
    token_id, _ = make(known)
    with writing(known) as connection:
        tokens.revoke(connection, ADMINISTRATOR, token_id)
        tokens.revoke(connection, ADMINISTRATOR, token_id)
    revoked, made, *_ = events(known)
    assert (made.verb, made.changes, made.subject) == (
        "token-made",
        {"key": (None, "Power BI")},
        people.subject(DANA.email),
    )
    assert (revoked.verb, revoked.changes) == ("token-revoked", {"key": ("Power BI", None)})
    assert version(known) == 5
    assert DANA.email not in repr(events(known))


def test_a_revoked_key_stays_listed(known: sa.Engine) -> None:
    first, key = make(known)
    second, other = make(known, purpose="Calendar")
    with writing(known) as connection:
        tokens.revoke(connection, ADMINISTRATOR, first)
        listed = tokens.of_person(connection, ADMINISTRATOR, DANA.email.upper())
    assert [(token.id, token.purpose, token.revoked_at is None) for token in listed] == [
        (second, "Calendar", True),
        (first, "Power BI", False),
    ]
    assert (holder(known, key), holder(known, other)) == (None, DANA)


def test_everybody_deals_with_his_own_only(known: sa.Engine) -> None:
    with writing(known) as connection:
        token_id, _ = tokens.make(connection, READER, ROSA.email, "R", own=ROSA.email)
        assert len(tokens.of_person(connection, READER, ROSA.email, own=ROSA.email)) == 1
    danas, key = make(known)
    before = everything(known)
    for actor, own in ((READER, ROSA.email), (ANALYST, None), (READER, None)):
        with pytest.raises(NotAllowed), writing(known) as connection:
            tokens.make(connection, actor, DANA.email, "R", own)
        with pytest.raises(NotAllowed), reading(known) as connection:
            tokens.of_person(connection, actor, DANA.email, own)
        with pytest.raises(NotAllowed), writing(known) as connection:
            tokens.revoke(connection, actor, danas, own)
    assert everything(known) == before
    assert holder(known, key) == DANA
    with writing(known) as connection:
        tokens.revoke(connection, READER, token_id, own=ROSA.email)


def test_what_can_t_be(known: sa.Engine, codebook: Codebook) -> None:
    with writing(known) as connection:
        people.save(connection, codebook, ADMINISTRATOR, [replace(ROSA, active=False)])
    before = everything(known)
    for email, purpose, told in (
        (ROSA.email, "R", "people.nobody"),
        ("nobody@example.org", "R", "people.nobody"),
        ("nobody", "R", "people.bad_email"),
        (DANA.email, " \x00 ", "tokens.no_purpose"),
        (DANA.email, "x" * 121, "tokens.no_purpose"),
    ):
        with pytest.raises(InvalidInput) as refused:
            make(known, email, purpose)
        assert refused.value.key == told
    for missing in ("key-99", "key\x00"):
        with pytest.raises(NotFound), writing(known) as connection:
            tokens.revoke(connection, ADMINISTRATOR, missing)
    assert everything(known) == before


def test_tables_of_pages_stay_as_they_are(known: sa.Engine) -> None:
    with reading(known) as connection:
        before = reads.tables_version(connection)
    make(known)
    with reading(known) as connection:
        assert reads.tables_version(connection) == before
