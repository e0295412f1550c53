"""The meeting that was found in a document, and who spoke in it: shown for correction."""

from __future__ import annotations

from datetime import date

import streamlit as st

from convergence import history
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.i18n import LANGUAGE_NAMES, Catalogue
from convergence.review import Document, Intervention
from convergence.store import importing
from convergence.store.writes import Conflict
from convergence.ui import parts, session
from convergence.ui.parts import plain
from convergence.ui.review import adding
from convergence.ui.review.forms import held

FIELDS = ("title", "date", "body", "place")


def correct(document: Document, book: Codebook, t: Catalogue) -> None:
    """The form of the meeting; beside a field that was corrected, what the reader had found."""
    prefix = f"i_meeting_{document.id}_{document.revision}"
    bodies = {code: t.text(party.label) for code, party in book.parties.items() if party.kind == "body"}
    bodies |= {code: t.text(process.name) for code, process in book.processes.items()}
    with st.form(prefix):
        st.caption(plain(t("review.language", language=LANGUAGE_NAMES[document.language])))
        values: dict[str, object] = {
            "title": st.text_input(
                t("review.meeting_title"), value=held(f"{prefix}_title", document.title), key=f"{prefix}_title"
            )
        }
        left, middle, right = st.columns([2, 3, 2])  # names of bodies are long
        values["date"] = left.date_input(
            t("review.meeting_date"),
            value=held(f"{prefix}_date", document.date),
            min_value=parts.EARLIEST,
            max_value=parts.LATEST,
            format="DD/MM/YYYY",
            key=f"{prefix}_date",
        )
        codes = list(bodies)
        body = held(f"{prefix}_body", document.body)
        values["body"] = middle.selectbox(
            t("fields.body"),
            codes,
            index=codes.index(body) if body in bodies else None,
            format_func=bodies.__getitem__,
            placeholder=t("shell.choose"),
            key=f"{prefix}_body",
            filter_mode="contains",
        )
        place = held(f"{prefix}_place", document.place or "")
        values["place"] = right.text_input(t("fields.place"), value=place, key=f"{prefix}_place") or None
        saved = st.form_submit_button(t("review.save_meeting"), type=session.emphasis())
    _found(document, book, t)
    if saved:
        changes = {name: value for name, value in values.items() if value != getattr(document, name)}
        _save(document, changes, book, t)


def _found(document: Document, book: Codebook, t: Catalogue) -> None:
    """What the reader had found, where a person has put something else."""
    for name in FIELDS:
        found = document.found.get(name)
        stands = getattr(document, name)
        if found and found != (stands.isoformat() if isinstance(stands, date) else stands):
            label = t("review.meeting_title" if name == "title" else f"fields.{name}")
            shown = history.value(name, found, book, t) if name != "title" else str(found)
            st.caption(plain(t("review.was_found", field=label, value=shown)))


def _save(document: Document, changes: dict[str, object], book: Codebook, t: Catalogue) -> None:
    try:
        with session.store().writing() as connection:
            importing.correct_meeting(connection, book, session.actor(), document.id, document.revision, changes)
    except Conflict as conflict:
        for name in conflict.mine:
            st.warning(
                plain(
                    t(
                        "review.field_meanwhile",
                        who=conflict.by,
                        field=t("review.meeting_title" if name == "title" else f"fields.{name}"),
                        theirs=str(conflict.theirs[name]),
                        mine=str(conflict.mine[name]),
                    )
                ),
                icon=":material/group:",
            )
        return
    except ConvergenceError as error:
        st.error(plain(t.error(error)), icon=":material/error:")
        return
    st.session_state["said"] = t("review.meeting_saved")
    st.rerun()


def speakers(parts: tuple[Intervention, ...], book: Codebook, t: Catalogue, may: bool) -> None:
    """Each part of the document with the process that spoke it."""
    codes = list(book.processes)
    for part in parts:
        with st.container(border=True, gap="xsmall", key=f"i_part_{part.id}"):
            left, right = st.columns([3, 2], vertical_alignment="center")
            left.text(part.heading or t("review.no_heading"))
            told = " – ".join(text for text in (part.speaker, part.speaker_role) if text)
            left.caption(plain(f"{t.n('parts.passages', len(part.passages))}{' · ' + told if told else ''}"))
            key = f"i_process_{part.id}_{part.revision}"
            right.selectbox(
                t("fields.process"),
                codes,
                index=codes.index(part.process) if part.process in codes else None,
                format_func=lambda code: t.text(book.processes[code].name),
                placeholder=t("review.who_spoke"),
                key=key,
                filter_mode=None,
                disabled=not may,
                on_change=_assign,
                args=(part, key, book),
            )
            if part.process is None:
                right.caption(t("review.unknown_process"))
                if may:
                    right.button(
                        t("codebook.add_process"),
                        key=f"i_new_{part.id}",
                        type="tertiary",
                        icon=":material/add:",
                        on_click=adding.show,
                        args=("process", part.id),
                    )
    error = st.session_state.pop("i_part_error", None)
    if error is not None:
        st.error(plain(t.error(error)), icon=":material/error:")


def _assign(part: Intervention, key: str, book: Codebook) -> None:
    try:
        with session.store().writing() as connection:
            importing.assign_process(
                connection, book, session.actor(), part.id, part.revision, st.session_state[key] or ""
            )
    except ConvergenceError as error:
        st.session_state["i_part_error"] = error
