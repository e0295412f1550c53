"""How a recommendation is coded: shown to all, changed by analysts; and what it means for other frameworks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from convergence import history
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue
from convergence.model import Recommendation
from convergence.store import reads, writes
from convergence.store.writes import Conflict
from convergence.ui import session
from convergence.ui.parts import plain

FIELDS = ("kind", "themes", "processes", "position", "leads")


def show(recommendation: Recommendation, book: Codebook, t: Catalogue) -> None:
    """The coding, a line a field; the first theme is the main one."""
    st.text(t("history.field", field=t("fields.verb"), value=t.text(recommendation.verb)))
    for name in FIELDS:
        shown = _shown(name, getattr(recommendation, name), book, t)
        st.text(t("history.field", field=t(f"fields.{name}"), value=shown))
    st.caption(t("recommendation.by_person" if recommendation.reviewed else "recommendation.by_machine"))


def _shown(name: str, content: Any, book: Codebook, t: Catalogue) -> str:
    return history.value(name, list(content) if isinstance(content, tuple) else content, book, t)


@dataclass
class _Opened:
    """The form of one recommendation: the coding that its values are compared with, and what came in between."""

    number: int
    seen: Recommendation
    error: ConvergenceError | None = None


def edit(recommendation: Recommendation, book: Codebook, t: Catalogue) -> None:
    """The form that changes the coding. What was chosen stays in it until it is saved, whatever others save meanwhile."""
    forms: dict[str, _Opened] = st.session_state.setdefault("codings", {})
    opened = forms.setdefault(recommendation.id, _Opened(recommendation.revision, recommendation))
    seen = opened.seen
    prefix = f"coding_{recommendation.id}_{opened.number}"
    if isinstance(opened.error, Conflict):
        _explain(opened.error, book, t)
    elif opened.error:
        st.error(plain(t.error(opened.error)), icon=":material/error:")
        opened.error = None
    with st.form(prefix, border=False):
        st.selectbox(
            t("fields.kind"),
            list(book.kinds),
            index=list(book.kinds).index(seen.kind),
            format_func=lambda code: t.text(book.kinds[code].label),
            key=f"{prefix}_kind",
            filter_mode=None,
        )
        st.multiselect(
            t("fields.themes"),
            list(book.themes),
            default=list(seen.themes),
            format_func=lambda code: t.text(book.themes[code].label),
            max_selections=4,
            help=t("recommendation.main_first"),
            key=f"{prefix}_themes",
            select_all=False,
        )
        st.multiselect(
            t("fields.processes"),
            list(book.processes),
            default=list(seen.processes),
            format_func=lambda code: t.text(book.processes[code].short),
            key=f"{prefix}_processes",
            select_all=False,
        )
        st.selectbox(
            t("fields.position"),
            list(book.positions),
            index=list(book.positions).index(seen.position),
            format_func=lambda code: t.text(book.positions[code].label),
            key=f"{prefix}_position",
            filter_mode=None,
        )
        st.multiselect(
            t("fields.leads"),
            list(book.parties),
            default=list(seen.leads),
            format_func=lambda code: t.text(book.parties[code].label),
            placeholder=t("shell.choose"),
            key=f"{prefix}_leads",
            select_all=False,
        )
        st.form_submit_button(
            t("recommendation.save_coding"),
            type=session.emphasis(),
            on_click=_save,
            args=(recommendation.id, prefix, t),
        )


def _explain(conflict: Conflict, book: Codebook, t: Catalogue) -> None:
    """Both values of each disputed field; the visitor's stand in the form."""
    with st.container(gap="xsmall"):
        st.warning(t("recommendation.coding_conflict", who=plain(conflict.by)), icon=":material/call_split:")
        for name, mine in conflict.mine.items():
            values = {"mine": _shown(name, mine, book, t), "theirs": _shown(name, conflict.theirs[name], book, t)}
            for whose, value in values.items():
                text = t(f"tracker.{whose}", value=value)
                st.text(t("history.field", field=t(f"fields.{name}"), value=text))


def _save(recommendation_id: str, prefix: str, t: Catalogue) -> None:
    """Save before the page is drawn, when the form that was sent is still known."""
    forms: dict[str, _Opened] = st.session_state["codings"]
    opened = forms[recommendation_id]
    values = {name: st.session_state[f"{prefix}_{name}"] for name in FIELDS}
    chosen = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    changed = {name: value for name, value in chosen.items() if value != getattr(opened.seen, name)}
    try:
        store, book = session.store(), session.codebook()
        with store.writing() as connection:
            writes.update_coding(connection, book, session.actor(), recommendation_id, opened.seen.revision, changed)
    except Conflict as conflict:
        with store.reading() as connection:
            opened.seen = reads.recommendation(connection, recommendation_id)
        opened.error = conflict
        for name in FIELDS:
            if name not in changed:  # what the visitor left alone is the colleague's
                content = getattr(opened.seen, name)
                st.session_state[f"{prefix}_{name}"] = list(content) if isinstance(content, tuple) else content
    except ConvergenceError as error:
        opened.error = error
    else:
        del forms[recommendation_id]
        st.session_state["said"] = t("recommendation.coding_saved")


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
