"""How a recommendation is coded: shown to all, changed by analysts; and what it means for other frameworks."""

from __future__ import annotations

import streamlit as st

from convergence import history
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue
from convergence.model import Recommendation
from convergence.store import writes
from convergence.ui import session
from convergence.ui.parts import plain

FIELDS = ("kind", "themes", "processes", "position", "leads")


def show(recommendation: Recommendation, book: Codebook, t: Catalogue) -> None:
    """The coding, a line a field; the first theme is the main one."""
    st.text(t("history.field", field=t("fields.verb"), value=t.text(recommendation.verb)))
    for name in FIELDS:
        content = getattr(recommendation, name)
        shown = history.value(name, list(content) if isinstance(content, tuple) else content, book, t)
        st.text(t("history.field", field=t(f"fields.{name}"), value=shown))
    st.caption(t("recommendation.by_person" if recommendation.reviewed else "recommendation.by_machine"))


def edit(recommendation: Recommendation, book: Codebook, t: Catalogue) -> None:
    """The form that changes the coding."""
    prefix = f"coding_{recommendation.id}_{recommendation.revision}"
    with st.form(prefix, border=False):
        kind = st.selectbox(
            t("fields.kind"),
            list(book.kinds),
            index=list(book.kinds).index(recommendation.kind),
            format_func=lambda code: t.text(book.kinds[code].label),
            key=f"{prefix}_kind",
            filter_mode=None,
        )
        themes = st.multiselect(
            t("fields.themes"),
            list(book.themes),
            default=list(recommendation.themes),
            format_func=lambda code: t.text(book.themes[code].label),
            max_selections=4,
            help=t("recommendation.main_first"),
            key=f"{prefix}_themes",
            select_all=False,
        )
        processes = st.multiselect(
            t("fields.processes"),
            list(book.processes),
            default=list(recommendation.processes),
            format_func=lambda code: t.text(book.processes[code].short),
            key=f"{prefix}_processes",
            select_all=False,
        )
        position = st.selectbox(
            t("fields.position"),
            list(book.positions),
            index=list(book.positions).index(recommendation.position),
            format_func=lambda code: t.text(book.positions[code].label),
            key=f"{prefix}_position",
            filter_mode=None,
        )
        leads = st.multiselect(
            t("fields.leads"),
            list(book.parties),
            default=list(recommendation.leads),
            format_func=lambda code: t.text(book.parties[code].label),
            placeholder=t("shell.choose"),
            key=f"{prefix}_leads",
            select_all=False,
        )
        submitted = st.form_submit_button(t("recommendation.save_coding"), type="primary")
    if submitted:
        changes = {
            "kind": kind,
            "themes": tuple(themes),
            "processes": tuple(processes),
            "position": position,
            "leads": tuple(leads),
        }
        changed = {name: value for name, value in changes.items() if value != getattr(recommendation, name)}
        try:
            with session.store().writing() as connection:
                writes.update_coding(
                    connection, book, session.actor(), recommendation.id, recommendation.revision, changed
                )
        except ConvergenceError as error:
            st.error(t.error(error), icon=":material/error:")
            return
        st.session_state["said"] = t("recommendation.coding_saved")
        st.rerun()


def crosswalk(recommendation: Recommendation, book: Codebook, t: Catalogue) -> None:
    """The objectives of the Global Compact and the parts of the Los Angeles Declaration that its themes correspond to."""
    themes = [book.themes[code] for code in recommendation.themes if code in book.themes]
    lines = [
        *(
            t("recommendation.gcm", n=t.number(number), label=t.text(book.gcm_objectives[number]))
            for number in dict.fromkeys(number for theme in themes for number in theme.gcm_objectives)
        ),
        *(
            t("recommendation.gcm_principle", label=t.text(book.gcm_principles[code].label))
            for code in dict.fromkeys(code for theme in themes for code in theme.gcm_principles)
        ),
        *(
            t("recommendation.la_package", n=code, label=t.text(book.la_packages[code].label))
            for code in dict.fromkeys(code for theme in themes for code in theme.la_packages)
        ),
        *(
            t("recommendation.la_pillar", n=code, label=t.text(book.la_pillars[code].label))
            for code in dict.fromkeys(code for theme in themes for code in theme.la_pillars)
        ),
        *(
            t.text(book.other_frameworks[code].label)
            for code in dict.fromkeys(code for theme in themes for code in theme.other_frameworks)
        ),
    ]
    for line in lines:
        st.markdown(f"- {plain(line)}")
    if not lines:
        st.caption(t("recommendation.no_crosswalk"))
