"""A choice that a link makes reaches the browser, even where its first run was cut short."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from convergence.ui import address

    address.arrive("page")
    address.bind("choice", "one", ["one", "two", "three"])
    if st.session_state.pop("cut", False):
        st.stop()  # as Streamlit does where another run is asked for meanwhile
    st.selectbox("Choice", ["one", "two", "three"], key="choice")
    address.stay()


def _told(page: AppTest) -> bool:
    """Whether the browser was told the value, beside the options."""
    return bool(page.selectbox[0].proto.set_value)


def test_it_is_told_until_the_page_has_settled_and_then_no_more() -> None:
    page = AppTest.from_function(_page)
    page.query_params["choice"] = "two"
    page.session_state["cut"] = True
    page.run()
    assert not page.selectbox
    told = []
    for _ in range(4):
        page.run()
        assert page.selectbox[0].value == "two"
        told.append(_told(page))
    assert told == [True, True, False, False]


def test_what_the_visitor_chooses_meanwhile_stands() -> None:
    page = AppTest.from_function(_page)
    page.query_params["choice"] = "two"
    page.run()
    page.selectbox[0].select("three").run()
    assert page.selectbox[0].value == "three"
    assert page.query_params["choice"] == "three"
