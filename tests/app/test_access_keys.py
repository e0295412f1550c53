"""The page of access keys, in local mode, where an administrator sees to those of others."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from convergence.model import Actor, Person, Role
from convergence.store import people, tokens
from convergence.store.opened import Store

from .visits import OVERVIEW, introduce, run, said, texts, visit

KEYS = "pages/settings/access_keys.py"
BOSS = Actor("Adam", Role.ADMINISTRATOR)
DANA = Person("dana@example.org", "Dana Soto", Role.DELEGATE, "CHL")


def administrator(store: Store) -> AppTest:
    with store.writing() as connection:
        people.save(connection, store.codebook, BOSS, [DANA])
    at = introduce(visit(OVERVIEW), "Adam", Role.ADMINISTRATOR)
    at.switch_page(KEYS)
    return run(at)


def make(at: AppTest, purpose: str) -> AppTest:
    at.text_input(key=f"k_purpose_{DANA.email}").set_value(purpose)
    at.form_submit_button[0].click()
    return at


def test_a_key_is_shown_once_and_can_be_revoked(store: Store) -> None:
    at = run(make(administrator(store), "Wall *screen*"))
    shown = [code.value for code in at.code]
    key = shown[0]
    with store.reading() as connection:
        assert tokens.holder(connection, key) == DANA
    assert f"Authorization: Bearer {key}" in shown[1]
    assert shown[2].endswith(f"/calendar/CHL.ics?token={key}")
    assert "Wall *screen*" in texts(at)
    run(at)
    assert len(at.code) == 0
    at.button(key="k_revoke_key-3").click()
    run(at)
    assert "Revoked on" in " ".join(caption.value for caption in at.caption)
    with store.reading() as connection:
        assert tokens.holder(connection, key) is None


def test_a_key_for_nothing_is_not_made(store: Store) -> None:
    at = run(make(administrator(store), " "), errors=1)
    assert said(at) == ["Say in at most 120 characters what the access key is for."]
    with store.reading() as connection:
        assert tokens.of_person(connection, BOSS, DANA.email) == []


def test_in_local_mode_it_is_for_administrators(store: Store) -> None:
    at = introduce(visit(OVERVIEW), "Ana", Role.ANALYST)
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        at.switch_page(KEYS)
