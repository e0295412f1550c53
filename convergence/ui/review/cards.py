"""A proposal as a card: what is proposed, on what grounds, and the decisions, each by a button and by a key."""

from __future__ import annotations

import streamlit as st

from convergence import history
from convergence.codebook import Codebook
from convergence.i18n import Catalogue
from convergence.reports.titles import shortened
from convergence.review import TAKEN, Passage, Proposal
from convergence.ui import session
from convergence.ui.parts import in_turn, plain
from convergence.ui.review import choices, forms, place
from convergence.ui.review.choices import Review

ICONS = {
    "proposed": ":material/help:",
    "accepted": ":material/check_circle:",
    "edited": ":material/edit:",
    "rejected": ":material/cancel:",
}

CODED = {"kind": "K", "themes": "T", "leads": "L"}
"""Fields that have a key of their own."""
SHORT = 70


def label(passage: Passage, proposal: Proposal) -> str:
    """What a proposal is called beside its passage: `5.2`."""
    standing = [entry.id for entry in passage.proposals if entry.state != "merged"]
    return f"{passage.number}.{standing.index(proposal.id) + 1}"


def card(
    review: Review, passage: Passage, proposal: Proposal, in_focus: bool, may: bool, book: Codebook, t: Catalogue
) -> None:
    """The whole card where the keys act on it, else its first lines with the way to it.

    Where one passage is decided at a time, the others are short, so that the one in hand stays in view.
    """
    short = review.shown == "proposed" and not in_focus
    with st.container(border=True, gap="xxsmall" if short else "xsmall", key=f"i_card_{proposal.id}"):
        _head(passage, proposal, in_focus, t)
        if short:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.text(shortened(proposal.text, SHORT), width="stretch")
                _to_it(review, proposal, may, t)
            return
        st.text(proposal.text)
        _coding(proposal, in_focus, book, t)
        _told(review, proposal, book, t)
        if not in_focus:
            _to_it(review, proposal, may, t)
            return
        _grounds(proposal, book, t)
        if not may:
            return
        form, record = st.session_state.get("i_form") or ("", "")
        if record != proposal.id or form == "add":
            _buttons(review, passage, proposal, t)
            _coding_buttons(proposal, t)
        elif form == "split":
            forms.split(review, proposal, t)
        else:
            forms.edit(review, proposal, forms.FIELDS if form == "edit" else (form,), book, t)


def _to_it(review: Review, proposal: Proposal, may: bool, t: Catalogue) -> None:
    if may:
        st.button(
            t("review.take_up" if proposal.state == "proposed" else "review.change"),
            key=f"i_take_{proposal.id}",
            type="tertiary",
            on_click=place.go,
            args=(review.parts, review.shown, proposal.id),
        )


def _head(passage: Passage, proposal: Proposal, in_focus: bool, t: Catalogue) -> None:
    name = plain(label(passage, proposal))
    state = t(f"review.state_{proposal.state}")
    sure = t("review.sure", share=t.percent(proposal.confidence)) if proposal.confidence is not None else ""
    by = t("review.by", who=plain(proposal.by)) if proposal.by else ""
    marks = " · ".join(part for part in (plain(state), plain(sure), by) if part)
    pointer = ":material/keyboard_arrow_right: " if in_focus else ""
    st.markdown(f"{pointer}**{name}** {ICONS[proposal.state]} {marks}")


def _coding(proposal: Proposal, in_focus: bool, book: Codebook, t: Catalogue) -> None:
    names = ("kind", "themes", "processes", "leads") if in_focus else ("themes",)
    for name in names:
        content = getattr(proposal, name)
        if not content and name in ("processes", "leads"):
            continue
        shown = history.value(name, list(content) if isinstance(content, tuple) else content, book, t)
        st.caption(plain(t("history.field", field=t(f"fields.{name}"), value=shown)))


def _grounds(proposal: Proposal, book: Codebook, t: Catalogue) -> None:
    """The words that decided: the operative verb, and those of each theme."""
    if proposal.verb:
        st.caption(plain(t("review.because_verb", verb=proposal.verb)))
    found = (proposal.machine or {}).get("words") or {}
    words = [
        t("review.because_theme", theme=t.text(book.themes[theme].label), words=", ".join(because))
        for theme, because in found.items()
        if theme in book.themes and because
    ]
    if words:
        st.caption(plain(t("review.because_words", words=in_turn(words, t))))
    if proposal.machine and proposal.state == "edited":
        st.caption(plain(t("review.machine_said", text=proposal.machine["text"])))


def _told(review: Review, proposal: Proposal, book: Codebook, t: Catalogue) -> None:
    """What could not be written, and another reviewer's decision beside one's own."""
    place_of, error = st.session_state.get("i_error", (None, None))
    if place_of == proposal.id and error is not None:
        st.error(plain(t.error(error)), icon=":material/error:")
    dispute = choices.disputes().get(proposal.id)
    if dispute is None:
        return
    conflict = dispute.conflict
    when = t.moment(conflict.at.astimezone(session.zone()))
    st.warning(t("review.meanwhile", who=plain(conflict.by), at=plain(when)), icon=":material/group:")
    for name, mine in conflict.mine.items():
        theirs = history.value(name, conflict.theirs[name], book, t)
        wanted = history.value(name, mine, book, t)
        st.text(t("review.both", field=t(f"fields.{name}"), theirs=theirs, mine=wanted))
    with st.container(horizontal=True):
        st.button(
            t("review.keep_theirs"),
            key=f"i_theirs_{proposal.id}",
            on_click=choices.give_way,
            args=(proposal.id,),
        )
        st.button(
            t("review.take_mine"),
            key=f"i_mine_{proposal.id}",
            on_click=choices.insist,
            args=(review, proposal.id),
        )


def _buttons(review: Review, passage: Passage, proposal: Proposal, t: Catalogue) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        if proposal.state not in TAKEN:
            st.button(
                t("review.accept"),
                key="i_accept",
                type=session.emphasis(),
                icon=":material/check:",
                shortcut="A",
                on_click=choices.accept,
                args=(review, proposal),
            )
        st.button(
            t("review.edit"),
            key="i_edit",
            icon=":material/edit:",
            shortcut="E",
            on_click=forms.show,
            args=("edit", proposal.id),
        )
        if proposal.state != "rejected":
            st.button(
                t("review.reject"),
                key="i_reject",
                icon=":material/close:",
                shortcut="X",
                on_click=choices.reject,
                args=(review, proposal),
            )
            st.button(
                t("review.split"),
                key="i_split",
                icon=":material/call_split:",
                shortcut="S",
                on_click=forms.show,
                args=("split", proposal.id),
            )
            following = choices.next_of(passage.proposals, proposal)
            if following:
                st.button(
                    t("review.merge"),
                    key="i_merge",
                    icon=":material/merge:",
                    shortcut="M",
                    on_click=choices.merge,
                    args=(review, proposal, following),
                )
        if proposal.state != "proposed":
            st.button(
                t("review.reopen"),
                key="i_reopen",
                icon=":material/undo:",
                shortcut="U",
                on_click=choices.reopen,
                args=(review, proposal),
            )


def _coding_buttons(proposal: Proposal, t: Catalogue) -> None:
    """One field at a time, each by its key."""
    with st.container(horizontal=True, gap="xsmall"):
        for name, key in CODED.items():
            st.button(
                t(f"fields.{name}"),
                key=f"i_edit_{name}",
                type="tertiary",
                icon=":material/edit:",
                shortcut=key,
                on_click=forms.show,
                args=(name, proposal.id),
            )
