"""The review itself: each passage as it was written, and beside it what is proposed in it."""

from __future__ import annotations

import streamlit as st

from convergence.codebook import Codebook
from convergence.i18n import Catalogue
from convergence.review import Intervention, Passage
from convergence.ui.parts import plain, switch
from convergence.ui.review import cards, forms, place
from convergence.ui.review.choices import Review
from convergence.ui.review.marked import COLOURS, Mark, marked


def which(t: Catalogue) -> str:
    """The choice of which passages are shown; gives its code."""
    return switch(
        t("review.shown"), "i_shown", place.SHOWN, lambda code: t(f"review.shown_{code.replace('-', '_')}"), hidden=True
    )


def show(
    document_id: str, parts: tuple[Intervention, ...], shown: str, may: bool, book: Codebook, t: Catalogue
) -> None:
    """One sheet of the document, with the way to the others."""
    sheets = place.sheets(parts, shown)
    if not sheets:
        st.info(t(f"review.none_{shown}"), icon=":material/check_circle:")
        return
    if st.session_state.get("i_seen") != (document_id, shown):
        st.session_state["i_seen"] = (document_id, shown)
        st.session_state["i_sheet"] = place.sheet_of(sheets, st.session_state.get("i_focus"))
    number = min(st.session_state.get("i_sheet", 1), len(sheets))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        if len(sheets) > 1:
            # A pagination can't be turned from outside: where a key or a decision turned the sheet, it is a new one.
            turned = st.session_state.setdefault("i_turned", 0)
            number = st.pagination(len(sheets), default=number, key=f"i_pages_{shown}_{len(sheets)}_{turned}")
            st.session_state["i_sheet"] = number
        sheet = sheets[number - 1]
        review = Review(document_id, parts, shown)
        focus = place.focus(sheet)
        if may and focus:
            _keys(review, focus, t)
    st.markdown(f"**{plain(sheet.part.heading or t('review.no_heading'))}**")
    for passage in sheet.passages:
        _passage(review, passage, focus, may, book, t)


def _keys(review: Review, focus: str, t: Catalogue) -> None:
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", width="content"):
        st.button(
            t("review.previous"),
            key="i_previous",
            type="tertiary",
            icon=":material/arrow_upward:",
            shortcut="P",
            on_click=place.step,
            args=(review.parts, review.shown, focus, False),
        )
        st.button(
            t("review.next"),
            key="i_next",
            type="tertiary",
            icon=":material/arrow_downward:",
            shortcut="N",
            on_click=place.step,
            args=(review.parts, review.shown, focus),
        )


def _passage(review: Review, passage: Passage, focus: str | None, may: bool, book: Codebook, t: Catalogue) -> None:
    standing = [proposal for proposal in passage.proposals if proposal.state != "merged"]
    with st.container(border=False, key=f"i_passage_{passage.id}"):
        left, right = st.columns(2, gap="medium")
    with left:
        st.caption(plain(_where(passage, t)))
        st.markdown(
            marked(
                passage.text,
                [
                    Mark(
                        *proposal.span,
                        cards.label(passage, proposal),
                        "orange" if proposal.id == focus else COLOURS[proposal.state],
                    )
                    for proposal in standing
                ],
            )
        )
        if may and st.session_state.get("i_form") != ("add", passage.id):
            st.button(
                t("review.add"),
                key=f"i_add_{passage.id}",
                type="tertiary",
                icon=":material/add:",
                on_click=forms.show,
                args=("add", passage.id),
            )
    with right:
        if not standing:
            st.caption(t("review.nothing_proposed"))
        for proposal in standing:
            cards.card(review, passage, proposal, proposal.id == focus, may, book, t)
        if may and st.session_state.get("i_form") == ("add", passage.id):
            forms.add(review, passage, book, t)


def _where(passage: Passage, t: Catalogue) -> str:
    told = [t("review.passage", n=t.number(passage.number))]
    if passage.page:
        told.append(t("review.page", n=t.number(passage.page)))
    if passage.note:
        told.append(t("review.footnote"))
    if passage.section:
        told.append(passage.section)
    return " · ".join(told)
