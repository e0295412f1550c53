"""How a recommendation is coded: shown to all, changed by analysts; and what it means for other frameworks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from convergence import history
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue
from convergence.model import Recommendation
from convergence.store import writes
from convergence.store.writes import Conflict
from convergence.ui import drafts, session, taking, unsaved
from convergence.ui.parts import plain

FORM = "coding"
FIELDS = ("kind", "themes", "processes", "position", "leads")


def show(recommendation: Recommendation, book: Codebook, t: Catalogue) -> None:
    """The coding, a line a field; the first theme is the main one."""
    st.text(t("history.field", field=t("fields.verb"), value=t.text(recommendation.verb)))
    for name in FIELDS:
        content = getattr(recommendation, name)
        shown = _shown(name, content, book, t) if content else "–"
        st.text(t("history.field", field=t(f"fields.{name}"), value=shown))
    st.caption(t("recommendation.by_person" if recommendation.reviewed else "recommendation.by_machine"))


def _shown(name: str, content: Any, book: Codebook, t: Catalogue) -> str:
    return history.value(name, list(content) if isinstance(content, tuple) else content, book, t)


def edit(recommendation: Recommendation, book: Codebook, t: Catalogue) -> None:
    """The form that changes the coding. What was chosen stays in it until it is saved, whatever others save meanwhile."""
    seen = drafts.seen(recommendation, FORM)
    prefix = f"form_coding_{recommendation.id}_{seen.revision}_{drafts.turn(recommendation.id, FORM)}"
    draft = drafts.all_drafts(FORM).get(recommendation.id)
    shown = seen
    if draft:
        shown = replace(seen, **draft.changes)
        if draft.conflict:
            _explain(draft.conflict, book, t)
        elif draft.error:
            st.error(plain(t.error(draft.error)), icon=":material/error:")

    @taking.sure
    def take() -> None:
        if draft:
            draft.error = None  # it was about what stood there before
        values = {name: st.session_state[f"{prefix}_{name}"] for name in FIELDS}
        chosen = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
        drafts.put(seen.id, seen.revision, {name: getattr(seen, name) for name in FIELDS}, chosen, FORM)

    with st.container(gap="small"):
        st.selectbox(
            t("fields.kind"),
            list(book.kinds),
            index=list(book.kinds).index(shown.kind),
            format_func=lambda code: t.text(book.kinds[code].label),
            key=f"{prefix}_kind",
            filter_mode=None,
            on_change=take,
        )
        st.multiselect(
            t("fields.themes"),
            list(book.themes),
            default=list(shown.themes),
            format_func=lambda code: t.text(book.themes[code].label),
            max_selections=4,
            help=t("recommendation.main_first"),
            key=f"{prefix}_themes",
            select_all=False,
            on_change=take,
        )
        st.multiselect(
            t("fields.processes"),
            list(book.processes),
            default=list(shown.processes),
            format_func=lambda code: t.text(book.processes[code].short),
            key=f"{prefix}_processes",
            select_all=False,
            on_change=take,
        )
        st.selectbox(
            t("fields.position"),
            list(book.positions),
            index=list(book.positions).index(shown.position),
            format_func=lambda code: t.text(book.positions[code].label),
            key=f"{prefix}_position",
            filter_mode=None,
            on_change=take,
        )
        st.multiselect(
            t("fields.leads"),
            list(book.parties),
            default=list(shown.leads),
            format_func=lambda code: t.text(book.parties[code].label),
            placeholder=t("shell.choose"),
            key=f"{prefix}_leads",
            select_all=False,
            on_change=take,
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                t("recommendation.save_coding"),
                key=f"{prefix}_save",
                type=session.emphasis(),
                on_click=_save,
                args=(seen, t),
            )
            unsaved.show(recommendation.id, t, FORM)


def _explain(conflict: Conflict, book: Codebook, t: Catalogue) -> None:
    """Both values of each disputed field; the visitor's stand in the form."""
    with st.container(gap="xsmall"):
        st.warning(t("recommendation.coding_conflict", who=plain(conflict.by)), icon=":material/call_split:")
        for name, mine in conflict.mine.items():
            values = {"mine": _shown(name, mine, book, t), "theirs": _shown(name, conflict.theirs[name], book, t)}
            for whose, value in values.items():
                text = t(f"tracker.{whose}", value=value)
                st.text(t("history.field", field=t(f"fields.{name}"), value=text))


def _save(seen: Recommendation, t: Catalogue) -> None:
    """Save what was chosen; what could not be saved stays in the form, with the reason."""
    draft = drafts.all_drafts(FORM).get(seen.id) or drafts.Draft(seen.revision)
    draft.error = draft.conflict = None
    try:
        store, book = session.store(), session.codebook()
        with store.writing() as connection:
            writes.update_coding(connection, book, session.actor(), seen.id, draft.revision, draft.changes)
    except Conflict as conflict:
        draft.conflict, draft.revision = conflict, conflict.revision
        drafts.look_again(seen.id, FORM)
    except ConvergenceError as error:
        draft.error = error
    else:
        drafts.discard(seen.id, FORM)
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
            t("recommendation.la_package", n=code.lstrip("0"), label=t.text(book.la_packages[code].label))
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
