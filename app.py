"""Convergence: page config, language, who is here, navigation."""

import logging

import streamlit as st

from convergence.errors import ConvergenceError
from convergence.model import Role
from convergence.ui import parts, session, settings, signing, watch

st.set_page_config(page_title="Convergence", page_icon="static/icon.svg", layout="wide")
t = session.words()
st.logo("static/logo-dark.svg" if session.mode().mode == "dark" else "static/logo.svg", size="large", link=None)

own = [st.Page(parts.DELEGATION, title=t("nav.delegation"), icon=":material/flag:")]
page = st.navigation(
    {
        t("nav.explore"): [
            st.Page(parts.OVERVIEW, title=t("nav.overview"), icon=":material/space_dashboard:", default=True),
            st.Page(parts.OVERLAP, title=t("nav.overlap"), icon=":material/grid_on:"),
            st.Page(parts.RECOMMENDATIONS, title=t("nav.recommendations"), icon=":material/format_list_bulleted:"),
            st.Page(parts.RECOMMENDATION, title=t("nav.recommendation"), visibility="hidden"),
        ],
        t("nav.follow_up"): [
            *(own if session.actor().role is Role.DELEGATE else []),
            st.Page(parts.TRACKER, title=t("nav.tracker"), icon=":material/checklist:"),
            *(own if session.actor().role is not Role.DELEGATE else []),
            st.Page(parts.SLIP, title=t("nav.slip"), icon=":material/forward_to_inbox:"),
            st.Page(parts.CHANGES, title=t("nav.changes"), icon=":material/difference:"),
            st.Page(parts.ACTIVITY, title=t("nav.activity"), icon=":material/history:"),
        ],
        t("nav.exchange"): [
            st.Page(parts.IMPORT, title=t("nav.import"), icon=":material/upload_file:"),
            st.Page(parts.EXPORT, title=t("nav.export"), icon=":material/download:"),
        ],
        **({t("nav.settings"): offered} if (offered := settings.pages(t)) else {}),
    }
)
session.arrive(page.url_path)
with st.sidebar:
    session.choose_language(t)
    session.choose_person(t)

try:
    for problem in session.store().problems:
        st.warning(t("shell.problem", problem=parts.plain(problem.line(t))), icon=":material/warning:")
    if not signing.may_enter(session.store()):
        signing.door(t)
        st.stop()
    watch.announce(t.language, page.url_path in ("tracker", "delegation", "recommendation"))
    page.run()
    if unknown := st.session_state.pop("unknown", []):
        st.toast(t("shell.unknown_codes", codes=parts.plain(", ".join(unknown))), icon=":material/link_off:")
except ConvergenceError as error:
    st.error(parts.plain(t.error(error)), icon=":material/error:")
except Exception:
    logging.getLogger("convergence").exception("a page failed")
    st.error(t("shell.unexpected"), icon=":material/error:")
