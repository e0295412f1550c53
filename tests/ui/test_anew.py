"""A block of another type takes the place of what something else was shown in."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def script() -> None:
    import streamlit as st

    from convergence.ui import anew

    with anew.block("list", st.session_state.get("what", "one")):
        st.text("first")
        if "ended" in st.session_state:
            st.stop()


def kind(visit: AppTest, **state: str) -> str:
    """The type of the block after a run with these in the session."""
    for key, value in state.items():
        visit.session_state[key] = value
    visit.run()
    (block,) = visit.main.children.values()
    return type(block.proto).__name__


def test_two_types_take_turns() -> None:
    visit = AppTest.from_function(script)
    first = kind(visit)
    assert kind(visit) == first  # a run that shows the same again moves nothing
    second = kind(visit, what="two")
    assert second != first
    assert kind(visit) == second
    assert kind(visit, what="three") == first


def test_a_run_that_is_ended_within_takes_no_turn() -> None:
    visit = AppTest.from_function(script)
    first = kind(visit)
    second = kind(visit, what="two", ended="yes")
    del visit.session_state["ended"]
    assert kind(visit, what="three") == second != first
