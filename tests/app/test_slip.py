"""The page of slips: what is downloaded, what an upload would change, choosing, saving all of it or nothing."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from convergence import codebook
from convergence.model import Actor, Role
from convergence.store import reads, writes
from convergence.store.opened import Store
from tests.slip.slips import fill, propose, sent

from .visits import MEETING, SLIP, has_button, introduce, run, said, texts, visit

CHILE = f"{MEETING}/la-declaration.6.1/a1"
EVA = Actor("Eva Solís", Role.ANALYST)


def note(store: Store) -> str:
    with store.reading() as connection:
        return reads.action(connection, CHILE).note


@pytest.fixture
def slip(store: Store) -> bytes:
    return sent(store.engine, codebook.bundled(), "CHL", "es")


def upload(at: AppTest, content: bytes, errors: int = 0) -> AppTest:
    at.file_uploader[0].set_value(("slip.xlsx", content, "application/vnd.ms-excel"))
    return run(at, errors)


def delegate(party: str = "CHL") -> AppTest:
    return introduce(visit(SLIP), "Dana", Role.DELEGATE, party)


def test_a_reader_downloads_and_does_not_upload(store: Store) -> None:
    at = visit(SLIP, s_party="CHL")
    assert at.download_button(key="slip_download").label == "Download the slip (1 action)"
    assert not at.file_uploader


@pytest.mark.parametrize(
    ("choices", "label"),
    [
        ({"s_processes": ["csm"]}, "Download the slip (16 actions)"),
        ({"s_party": "CHL", "s_flags": ["no-due-date"]}, "Download the slip (1 action)"),
        ({"s_party": "CHL", "s_flags": ["overdue"]}, None),
        ({}, None),
    ],
)
def test_a_slip_for_what_filters_select(store: Store, choices: dict[str, str | list[str]], label: str | None) -> None:
    at = visit(SLIP, **choices)
    assert [button.label for button in at.download_button] == ([label] if label else [])
    why = "No action matches these filters: remove one." if choices else "Choose a delegation, filters, or both."
    assert (why in [caption.value for caption in at.caption]) is (label is None)


def test_save_what_was_filled_in(store: Store, slip: bytes) -> None:
    at = upload(delegate(), fill(slip, {"note": "Hecho *así*."}))
    assert at.dataframe[0].value.to_dict("records")[0] == {
        "Row": 2,
        "Action": "Lead the group on integration and support for host communities",
        "Field": "Note",
        "Now": "(blank)",
        "In the slip": "Hecho *así*.",
    }
    assert note(store) == ""
    at.button(key="slip_save").click()
    run(at)
    assert note(store) == "Hecho *así*."
    assert not at.file_uploader[0].value


def test_choose_where_two_changed_the_same(store: Store, slip: bytes) -> None:
    with store.writing() as connection:
        writes.update_action(connection, store.codebook, EVA, CHILE, 1, {"note": "De la oficina"})
    at = upload(delegate(), fill(slip, {"note": "De la delegación"}))
    assert at.button(key="slip_save_first").disabled
    (choice,) = at.radio
    assert choice.options[0] == "In the slip\\:\u2060 De la delegación"
    choice.set_value("mine")
    run(at)
    at.button(key="slip_save").click()
    run(at)
    assert note(store) == "De la delegación"


def test_a_wrong_row_stays_out(store: Store, slip: bytes) -> None:
    at = upload(delegate(), fill(slip, {"note": "x", "due": "nunca"}))
    assert not has_button(at, "Save 1 change")
    assert "Seguimiento!H2: “nunca” can’t be read as a date: write day/month/year, for example 31/12/2026." in texts(at)
    assert [told.value for told in at.info] == []


def test_a_proposal_waits_for_the_secretariat(store: Store, slip: bytes) -> None:
    content = propose(slip, f"{MEETING}/la-declaration.6.1", "Nueva acción")
    at = upload(delegate(), content)
    assert "New action proposed for Los Angeles 6, point 1 (9 May 2023): Nueva acción" in texts(at)
    assert not [button for button in at.button if button.key == "slip_save"]
    at = upload(introduce(visit(SLIP), "Ana", Role.ANALYST), content)
    at.button(key="slip_save").click()
    run(at)
    with store.reading() as connection:
        (_, added) = reads.actions_of(connection, f"{MEETING}/la-declaration.6.1")
    assert (added.title, added.lead) == ({"es": "Nueva acción"}, "CHL")


def test_the_slip_of_another_delegation(store: Store, slip: bytes) -> None:
    at = upload(delegate("PER"), slip, errors=1)
    assert said(at) == [
        "This slip is that of Chile: upload your own delegation’s, or hand this file to the secretariat."
    ]


def test_no_slip_at_all(store: Store) -> None:
    at = upload(delegate(), b"a;b", errors=1)
    assert said(at)[0].startswith("This file is not a readable xlsx workbook")
