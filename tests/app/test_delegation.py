"""My delegation: a delegate's first page of follow-up; two clicks and a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from convergence.model import Actor, Role
from convergence.store import reads, writes
from convergence.store.opened import Store

from .visits import DELEGATION, MEETING, has_button, introduce, params, run, saver, texts, visit

CHILE = f"{MEETING}/la-declaration.6.1/a1"


def test_a_delegate_sees_his_own(store: Store) -> None:
    at = introduce(visit(DELEGATION), "Dana", Role.DELEGATE, "CHL")
    assert at.header[0].value == "Chile"
    assert [title.value for title in at.subheader] == ["What we lead: 1 action"]
    assert not [box for box in at.selectbox if box.key == "d_party"]
    assert at.segmented_control(key="d_show").options[:2] == ["All (1)", "Overdue (0)"]


def test_a_sentence_and_two_clicks(store: Store) -> None:
    at = introduce(visit(DELEGATION), "Dana", Role.DELEGATE, "CHL")
    at.text_area(key=f"form_{CHILE}_1_note").set_value("El grupo se reunió.")
    saver(at).click()
    run(at)
    with store.reading() as connection:
        found = reads.action(connection, CHILE)
    assert (found.note, found.revision, found.source) == ("El grupo se reunió.", 2, "delegation")


def test_what_waits_is_in_the_link(store: Store) -> None:
    at = visit(DELEGATION, d_party="CHL", d_show="no-due-date")
    assert params(at) == {"d_party": "CHL", "d_show": "no-due-date"}
    at = visit(DELEGATION, d_party="CHL", d_show="overdue")
    assert [message.value for message in at.info][-1].startswith("Nothing of the kind")
    assert not at.expander


@pytest.mark.parametrize(("words", "listed"), [("Half", 1), ("", 0)])
def test_what_is_being_typed_stays_listed(store: Store, words: str, listed: int) -> None:
    """Also when the secretariat gives it a date meanwhile; what nobody types into leaves the list."""
    at = introduce(visit(DELEGATION, d_show="no-due-date"), "Dana", Role.DELEGATE, "CHL")
    at.text_area(key=f"form_{CHILE}_1_note").set_value(words)
    run(at)
    with store.writing() as connection:
        eva, due = Actor("Eva Solís", Role.ANALYST), {"due": date(2030, 1, 31)}
        writes.update_action(connection, store.codebook, eva, CHILE, 1, due)
    assert len(run(at).expander) == listed
    assert [area.value for area in at.text_area] == [words] * listed


def test_others_read(store: Store) -> None:
    at = visit(DELEGATION)
    assert not at.expander
    at.selectbox(key="d_party").set_value("CHL")
    run(at)
    assert "Lead: Chile" in texts(at)
    assert not has_button(at, "Save the action")
