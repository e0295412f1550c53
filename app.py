"""Convergence: page config, language, who is here, navigation."""

import streamlit as st

from convergence.ui import address, navigation, parts, session, signing, taking, watch

st.set_page_config(page_title="Convergence", page_icon="static/icon.svg", layout="wide")
t = session.words()
st.logo("static/logo-dark.svg" if session.mode().mode == "dark" else "static/logo.svg", size="large", link=None)

page = st.navigation(navigation.sections(t))
session.arrive(page.url_path)
with st.sidebar:
    session.choose_language(t)
    session.choose_person(t)

with parts.safely(t):
    taking.take_in()
    for problem in session.store().problems:
        st.warning(t("shell.problem", problem=parts.plain(problem.line(t))), icon=":material/warning:")
    if not signing.may_enter(session.store()):
        signing.door(t)
        st.stop()
    if signing.required():
        signing.tell_of_another_role(session.store(), session.codebook(), t)
    watch.announce(t.language, page.url_path in ("tracker", "delegation", "recommendation"))
    page.run()
    address.stay()
    if unknown := st.session_state.pop("unknown", []):
        st.toast(t("shell.unknown_codes", codes=parts.plain(", ".join(unknown))), icon=":material/link_off:")
