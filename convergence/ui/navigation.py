"""The pages, by what one does there, as the side bar lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from convergence.i18n import Catalogue
from convergence.model import Role
from convergence.ui import parts, session


def sections(t: Catalogue) -> Mapping[str, Sequence[Any]]:
    """The pages for who is here, under the name of each section.

    They stay the same until the language or the rights change: Streamlit looks for the file of each page that is made.
    """
    role = session.actor().role
    present = (t.language, role, session.may_hold_keys())
    made = st.session_state.get("pages")
    if made is None or made[0] != present:
        made = st.session_state["pages"] = (present, _sections(t, role))
    return made[1]


def _sections(t: Catalogue, role: Role) -> Mapping[str, Sequence[Any]]:
    own = [st.Page(parts.DELEGATION, title=t("nav.delegation"), icon=":material/flag:")]
    first = role is Role.DELEGATE
    sections = {
        t("nav.explore"): [
            st.Page(parts.OVERVIEW, title=t("nav.overview"), icon=":material/space_dashboard:", default=True),
            st.Page(parts.OVERLAP, title=t("nav.overlap"), icon=":material/grid_on:"),
            st.Page(parts.RECOMMENDATIONS, title=t("nav.recommendations"), icon=":material/format_list_bulleted:"),
            st.Page(parts.RECOMMENDATION, title=t("nav.recommendation"), visibility="hidden"),
        ],
        t("nav.follow_up"): [
            *(own if first else []),
            st.Page(parts.TRACKER, title=t("nav.tracker"), icon=":material/checklist:"),
            *([] if first else own),
            st.Page(parts.SLIP, title=t("nav.slip"), icon=":material/forward_to_inbox:"),
            st.Page(parts.CHANGES, title=t("nav.changes"), icon=":material/difference:"),
            st.Page(parts.ACTIVITY, title=t("nav.activity"), icon=":material/history:"),
        ],
        t("nav.exchange"): [
            st.Page(parts.IMPORT, title=t("nav.import"), icon=":material/upload_file:"),
            st.Page(parts.EXPORT, title=t("nav.export"), icon=":material/download:"),
        ],
    }
    settings = [
        *([st.Page(parts.PEOPLE, title=t("nav.people"), icon=":material/group:")] if role.can_manage_people else []),
        *(
            [st.Page(parts.ACCESS_KEYS, title=t("nav.access_keys"), icon=":material/key:")]
            if session.may_hold_keys()
            else []
        ),
    ]
    return {**sections, t("nav.settings"): settings} if settings else sections
