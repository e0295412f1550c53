"""What is typed is taken in although the browser sends something more while it is being taken in."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    """A field whose content is taken in, cut short at the first two attempts as a message that comes meanwhile does."""
    import streamlit as st

    from convergence.ui import taking

    taking.take_in()

    @taking.sure
    def take() -> None:
        st.session_state["attempts"] = st.session_state.get("attempts", 0) + 1
        if st.session_state["attempts"] < 3:
            st.rerun()
        st.session_state["taken"] = st.session_state["field"]

    st.text_input("Field", key="field", on_change=take)


def refusing() -> None:
    import streamlit as st

    from convergence.ui import taking

    taking.take_in()

    @taking.sure
    def take() -> None:
        st.session_state["attempts"] = st.session_state.get("attempts", 0) + 1
        raise ValueError("no text")

    st.text_input("Field", key="field", on_change=take)


def test_what_was_cut_short_is_done_by_the_next_run() -> None:
    at = AppTest.from_function(page).run()
    assert "taken" not in at.session_state
    at.text_input(key="field").set_value("typed").run()
    assert at.session_state["taken"] == "typed"
    assert at.session_state["attempts"] == 3


def test_what_was_done_is_not_done_again() -> None:
    at = AppTest.from_function(page).run()
    at.text_input(key="field").set_value("typed").run()
    at.run()
    assert at.session_state["attempts"] == 3


def leaving() -> None:
    """A page whose field has gone by the time at which it would be taken in."""
    import streamlit as st

    from convergence.ui import taking

    first = "page" not in st.session_state
    st.session_state["page"] = "first" if first else "second"
    taking.take_in()

    @taking.sure
    def take() -> None:
        st.session_state["taken"] = st.session_state.get("field")

    if first:
        st.text_input("Field", key="field", on_change=take)


def test_nothing_is_taken_from_a_page_that_has_gone() -> None:
    at = AppTest.from_function(leaving).run()
    at.text_input(key="field").set_value("typed").run()
    assert at.session_state["page"] == "second"
    assert at.session_state["waiting"] == []
    assert "taken" not in at.session_state


def test_what_fails_is_told_once_and_not_tried_for_ever() -> None:
    at = AppTest.from_function(refusing).run()
    at.text_input(key="field").set_value("typed").run()
    assert len(at.exception) == 1
    at.run()
    assert not at.exception
    assert at.session_state["attempts"] == 1
