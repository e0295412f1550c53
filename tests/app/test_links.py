"""Links between recommendations on their own pages: told to all, made and taken back by analysts; joint follow-up hangs on them."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from convergence.model import Role
from convergence.store import reads, writes
from convergence.store.opened import Store
from tests.conftest import ANALYST

from .visits import MEETING, RECOMMENDATION, has_button, introduce, run, texts, visit

ONE, OTHER, THIRD = f"{MEETING}/crm.5.3", f"{MEETING}/la-declaration.6.6", f"{MEETING}/mirps.5.1"


def decide(store: Store, one: str, other: str, kind: str = "same-ask") -> None:
    with store.writing() as connection:
        writes.link_recommendations(connection, ANALYST, one, other, kind)


def captions(at: AppTest) -> list[str]:
    return [caption.value for caption in at.caption]


def headed(at: AppTest) -> list[str]:
    return [text.value.strip("*") for text in at.markdown]


def test_an_analyst_links_by_hand_and_both_pages_tell_it(store: Store) -> None:
    at = introduce(visit(RECOMMENDATION, id=ONE), "Ana Ruiz", Role.ANALYST)
    assert "Nobody has linked this recommendation to another yet." in captions(at)
    at.selectbox(key=f"linking_{ONE}_saying").set_value("builds-on")
    at.text_input(key=f"linking_{ONE}_words").set_value("los angeles 6")
    run(at)
    other = next(box for box in at.selectbox if box.label == "Which recommendation")
    assert all(option.startswith("Los Angeles 6, point ") for option in other.options[:3])
    ids = store.frames().recommendations["id"]
    other.set_value(int(ids.index[ids == OTHER][0]))
    run(at)
    at.button(key=f"linking_{ONE}_save").click()
    run(at)
    assert "This recommendation builds on:" in headed(at)
    there = visit(RECOMMENDATION, id=OTHER)
    assert "This recommendation is built on by:" in headed(there)
    assert "This recommendation asks the same as:" not in headed(there)
    assert any("Ana Ruiz" in text for text in texts(there))  # the history is told on both pages
    assert not has_button(there, "Take the decision back")
    next(button for button in at.button if button.label == "Take the decision back").click()
    run(at)
    assert "This recommendation builds on:" not in headed(at)


def test_a_reader_is_shown_links_and_no_form(store: Store) -> None:
    decide(store, ONE, OTHER)
    decide(store, ONE, THIRD, "contradicts")
    at = visit(RECOMMENDATION, id=ONE)
    assert [text for text in headed(at) if text.startswith("This recommendation")] == [
        "This recommendation asks the same as:",
        "This recommendation contradicts:",
    ]
    assert not has_button(at, "Take the decision back")
    assert not [box for box in at.text_input if box.label.startswith("Words of the other one")]


def test_that_two_differ_is_no_link(store: Store) -> None:
    decide(store, ONE, OTHER, "different")
    assert "Nobody has linked this recommendation to another yet." in captions(visit(RECOMMENDATION, id=ONE))


def test_one_action_for_all_that_ask_the_same(store: Store) -> None:
    decide(store, ONE, OTHER)
    at = introduce(visit(RECOMMENDATION, id=ONE), "Ana Ruiz", Role.ANALYST)
    at.text_input(key=f"form_add_{ONE}_0_title").set_value("A joint regional asylum plan")
    at.checkbox(key=f"form_add_{ONE}_0_joint").set_value(True)
    next(button for button in at.button if button.label == "Add the action").click()
    run(at)
    with store.reading() as connection:
        (joint,) = [action for action in reads.actions_of(connection, ONE) if action.joint]
    assert joint.title == {"en": "A joint regional asylum plan"}
    there = visit(RECOMMENDATION, id=OTHER)
    assert "Added on RCM 5, point 3; it follows up this recommendation too." in captions(there)
    assert any("A joint regional asylum plan" in panel.label for panel in there.expander)
    alone = visit(RECOMMENDATION, id=THIRD)
    assert not any("A joint regional asylum plan" in panel.label for panel in alone.expander)
    with store.writing() as connection:
        writes.unlink_recommendations(connection, ANALYST, ONE, OTHER)
    apart = visit(RECOMMENDATION, id=OTHER)  # the action stays where it was added, and reaches nobody else
    assert not any("A joint regional asylum plan" in panel.label for panel in apart.expander)
    assert any("A joint regional asylum plan" in panel.label for panel in visit(RECOMMENDATION, id=ONE).expander)


def test_actions_of_their_own_are_told_beside(store: Store) -> None:
    decide(store, ONE, OTHER)
    at = visit(RECOMMENDATION, id=OTHER)
    assert "No joint action yet: an analyst can add one, or make an action joint in its form." in captions(at)
    assert any(
        link.label.replace("\\", "").replace("\u2060", "").startswith("RCM 5, point 3: 1 action of its own")
        for link in at.get("page_link")
    )
