"""Activity: what was done is told, filtered, and cannot be changed."""

from __future__ import annotations

from convergence import codebook
from convergence.model import Actor, Role
from convergence.store import writes
from convergence.store.opened import Store

from .visits import ACTIVITY, MEETING, params, run, texts, visit

BOOK = codebook.bundled()
CHILE = f"{MEETING}/la-declaration.6.1/a1"


def write_history(store: Store) -> None:
    with store.writing() as connection:
        dario = Actor("Dario Rojas", Role.DELEGATE, "CHL")
        writes.update_action(connection, BOOK, dario, CHILE, 1, {"progress": "in-progress"})
    with store.writing() as connection:
        eva = Actor("Eva Solís", Role.ANALYST)
        writes.update_coding(connection, BOOK, eva, CHILE.removesuffix("/a1"), 1, {"position": "noted"})


def test_an_untouched_database_tells_of_its_loading(store: Store) -> None:
    at = visit(ACTIVITY)
    shown = texts(at)
    assert shown[0].startswith("Convergence")
    assert any("42" in text for text in shown)
    assert any("55" in text for text in shown)
    assert not at.form
    assert not at.data_editor


def test_who_what_from_what_to_what(store: Store) -> None:
    write_history(store)
    at = visit(ACTIVITY)
    heads = [text for text in texts(at) if text.startswith(("Dario", "Eva"))]
    assert [head.split(" ")[0] for head in heads] == ["Eva", "Dario"]  # newest first
    assert "Dario Rojas (Chile)" in heads[1]
    assert any("No information" in text and "In progress" in text for text in texts(at))


def test_filters_by_person_and_by_verb(store: Store) -> None:
    write_history(store)
    at = visit(ACTIVITY)
    assert at.selectbox(key="a_who").options == ["Convergence", "Dario Rojas", "Eva Solís"]
    at.selectbox(key="a_who").set_value("Eva Solís")
    assert params(run(at)) == {"a_who": "Eva Solís"}
    assert not any(text.startswith("Dario") for text in texts(at))
    at.selectbox(key="a_what").set_value("action-updated")
    run(at)
    assert [message.value for message in at.info] != []
    assert not any(text.startswith("Eva") for text in texts(at))
    at.selectbox(key="a_who").set_value("Dario Rojas")
    run(at)
    assert any(text.startswith("Dario") for text in texts(at))


def test_a_date_in_a_link_and_a_wrong_one(store: Store) -> None:
    at = visit(ACTIVITY, a_since="2099-01-01")
    assert len(at.info) == 1
    at = visit(ACTIVITY, a_since="yesterday")
    assert at.date_input(key="a_since").value is None
    assert texts(at)[0].startswith("Convergence")
