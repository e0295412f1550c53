"""The pages of the settings, for whom they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from convergence.i18n import Catalogue
from convergence.ui import parts, session


def pages(t: Catalogue) -> Sequence[Any]:
    """People for administrators, access keys for whoever may have some."""
    people = st.Page(parts.PEOPLE, title=t("nav.people"), icon=":material/group:")
    keys = st.Page(parts.ACCESS_KEYS, title=t("nav.access_keys"), icon=":material/key:")
    return [
        *([people] if session.actor().role.can_manage_people else []),
        *([keys] if session.may_hold_keys() else []),
    ]
