"""The imports that are there: those under review, for anybody to take up; those that became meetings; those set aside."""

from __future__ import annotations

import streamlit as st

from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue
from convergence.review import Document, settled
from convergence.store import importing, imports
from convergence.ui import parts, session
from convergence.ui.parts import plain


def shelf(may: bool, t: Catalogue) -> None:
    with session.store().reading() as connection:
        documents = imports.documents(connection, ("open", "committed", "set-aside"))
        counts = imports.counts(connection, [document.id for document in documents])
    opened = [document for document in documents if document.state == "open"]
    st.subheader(t("review.open_imports"), anchor=False)
    if not opened:
        st.info(t("review.no_open_imports" if may else "review.none_awaits"), icon=":material/inbox:")
    for document in opened:
        done, total = settled(counts[document.id])
        with st.container(border=True, gap="xsmall"):
            _title(document, t)
            share = done / total if total else 1.0
            st.progress(share, text=plain(t("review.decided", done=t.number(done), total=t.number(total))))
            with st.container(horizontal=True):
                if st.button(t("review.open"), key=f"i_open_{document.id}", icon=":material/arrow_forward:"):
                    st.query_params["i_document"] = document.id
                    st.rerun()
                _move(document, True, t)
    for state in ("committed", "set-aside"):
        entries = [document for document in documents if document.state == state]
        if entries:
            with st.expander(t.n(f"review.{state}_imports", len(entries))):
                for document in entries:
                    with st.container(border=True, gap="xsmall"):
                        _title(document, t)
                        if state == "committed":
                            _to_meeting(document, t)
                        else:
                            _move(document, False, t)


def _title(document: Document, t: Catalogue) -> None:
    st.markdown(f"**{plain(document.name)}**")
    when = t.moment(document.started_at.astimezone(session.zone()))
    st.caption(plain(t("review.begun", title=document.title, who=document.started_by, at=when)))


def _to_meeting(document: Document, t: Catalogue) -> None:
    with st.container(horizontal=True):
        meeting_link(document, t)
        if st.button(t("review.look"), key=f"i_look_{document.id}", type="tertiary"):
            st.query_params["i_document"] = document.id
            st.rerun()


def meeting_link(document: Document, t: Catalogue) -> None:
    """The way to the recommendations of the meeting that a document became."""
    st.page_link(
        parts.RECOMMENDATIONS,
        label=t("review.to_meeting"),
        icon=":material/arrow_forward:",
        query_params={"r_meetings": document.meeting or "", "lang": t.language},
    )


def _move(document: Document, aside: bool, t: Catalogue) -> None:
    if not (session.may_write() and session.actor().role.can_load):
        return
    label = t("review.set_aside" if aside else "review.take_up_again")
    if st.button(label, key=f"i_aside_{document.id}", type="tertiary"):
        try:
            with session.store().writing() as connection:
                importing.set_aside(connection, session.actor(), document.id, aside)
        except ConvergenceError as error:
            st.error(t.error(error), icon=":material/error:")
            return
        st.rerun()
