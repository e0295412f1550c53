"""A slip that came back, before anything is saved: what changes, what is to be settled, what is wrong, and one button."""

from __future__ import annotations

from typing import Any

import streamlit as st

from convergence import history, slip_file
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue
from convergence.slip import STATUSES, Preview, RowPreview, Wrong, compare, saved
from convergence.store import slips
from convergence.store.writes import Conflict
from convergence.ui import session
from convergence.ui.parts import plain

MANY = 8


@st.cache_data(show_spinner=False, max_entries=8)
def _read(content: bytes) -> slip_file.Returned:
    return slip_file.read(content)


def preview_of(content: bytes, book: Codebook) -> Preview:
    """What a file would change, for whoever is here. Raises InvalidInput, NotAllowed."""
    returned = _read(content)
    store = session.store()
    with store.reading() as connection:
        known = slips.known(connection, returned)
    return compare(returned, session.frames(), known, session.actor(), book)


def show(preview: Preview, book: Codebook, t: Catalogue) -> dict[tuple[str, str], bool]:
    """The preview on the page; gives the choices made for disputed fields, True for the slip's value."""
    if preview.applied:
        at = t.moment(preview.applied.at.astimezone(session.zone()))
        st.info(t("slip.again", who=plain(preview.applied.actor), at=at), icon=":material/history:")
    if preview.party in book.parties:
        st.text(t("slip.of_party", party=t.text(book.parties[str(preview.party)].label)))
    st.caption(" · ".join(t.n(f"slip.count_{status}", len(preview.having(status))) for status in STATUSES))
    for name in preview.lacking:
        st.warning(t("slip.lacking", column=t(f"fields.{name}")), icon=":material/view_column:")
    _changes([row for row in preview.rows if row.changes and not row.wrong], book, t)
    chosen = _stale([row for row in preview.rows if row.stale and not row.wrong], book, t)
    if preview.wrong:
        st.subheader(t("slip.to_correct"), anchor=False)
        st.caption(t("slip.to_correct_text"))
        _cells(preview.wrong, t, "slip_wrong")
    if typed := [cell for row in preview.rows for cell in row.typed]:
        st.subheader(t("slip.passed_over"), anchor=False)
        _cells(typed, t, "slip_typed")
    _proposals(preview, book, t)
    return chosen


def _changes(rows: list[RowPreview], book: Codebook, t: Catalogue) -> None:
    if not rows:
        return
    st.subheader(t("slip.changes"), anchor=False)
    lines = [
        {
            t("slip.column_row"): row.number,
            t("slip.column_field"): t(f"fields.{name}"),
            t("slip.column_before"): _shown(name, before, book, t),
            t("slip.column_after"): _shown(name, after, book, t),
            t("fields.title"): t.text(row.title),
        }
        for row in rows
        for name, (before, after) in row.changes.items()
    ]
    st.dataframe(lines, hide_index=True, key="slip_changes", alt=t("slip.changes"))


def _stale(rows: list[RowPreview], book: Codebook, t: Catalogue) -> dict[tuple[str, str], bool]:
    chosen: dict[tuple[str, str], bool] = {}
    if not rows:
        return chosen
    st.subheader(t("slip.to_settle"), anchor=False)
    st.caption(t("slip.to_settle_text"))
    for row in rows:
        with st.container(border=True):
            st.text(t("slip.row", n=row.number, title=t.text(row.title)))
            for name, stale in row.stale.items():
                at = t.moment(stale.at.astimezone(session.zone()))
                who = history.author(stale.by, stale.on_behalf_of, book, t)
                words = {
                    "mine": t("slip.mine", value=_shown(name, stale.mine, book, t)),
                    "theirs": t("slip.theirs", value=_shown(name, stale.theirs, book, t), who=who, at=at),
                }
                picked = st.radio(
                    t(f"fields.{name}"),
                    ("mine", "theirs"),
                    index=None,
                    format_func=lambda code, words=words: plain(words[code]),  # type: ignore[misc]
                    key=f"slip_{row.action}_{name}_{row.revision}",
                )
                if picked:
                    chosen[row.action, name] = picked == "mine"
    return chosen


def _cells(cells: list[Wrong], t: Catalogue, key: str) -> None:
    with st.container(height=320 if len(cells) > MANY else "content", key=key, gap="xsmall"):
        for cell in cells:
            st.text(t("slip.cell", place=cell.place, reason=t.error(cell.error)))


def _proposals(preview: Preview, book: Codebook, t: Catalogue) -> None:
    if not preview.proposals:
        return
    st.subheader(t("slip.proposals"), anchor=False)
    for proposal in preview.proposals:
        key = "slip.wrong_proposal" if proposal.wrong else "slip.known" if proposal.known else "slip.new"
        cited = history.reference(proposal.recommendation, book, t)
        st.text(t(key, title=t.text(proposal.title), recommendation=cited))
    if preview.to_add and not session.actor().role.can_edit_coding:
        st.info(t("slip.for_secretariat"), icon=":material/info:")


def save(preview: Preview, chosen: dict[tuple[str, str], bool], book: Codebook, t: Catalogue) -> None:
    """The one button: everything in one transaction, or a sentence on why nothing was saved."""
    actor = session.actor()
    to_add = preview.to_add if actor.role.can_edit_coding else []
    open_questions = {(row.action, name) for row in preview.rows if not row.wrong for name in row.stale} - set(chosen)
    if open_questions:
        st.button(t("slip.choose_first"), disabled=True, key="slip_save_first")
        return
    decided = preview.decided(chosen)
    n = sum(len(entry.changes) for entry in decided) + len(to_add)
    if not n:
        if not preview.wrong:  # what is to be corrected stands above, and a tick would belie it
            st.info(t("slip.nothing_changes"), icon=":material/check:")
        return
    if not st.button(t.n("slip.save", n), type=session.emphasis(), icon=":material/save:", key="slip_save"):
        return
    store = session.store()
    try:
        with store.writing() as connection:
            changed, added = slips.apply(connection, book, actor, preview.digest, preview.party, decided, to_add)
    except Conflict:
        st.session_state["slip_meanwhile"] = True
        st.rerun()
    except ConvergenceError as error:
        st.error(plain(t.error(error)), icon=":material/error:")
        return
    st.session_state["said"] = saved(changed, added, t)
    st.session_state["slip_round"] = st.session_state.get("slip_round", 0) + 1
    st.rerun()


def _shown(name: str, value: Any, book: Codebook, t: Catalogue) -> str:
    return history.value(name, value, book, t)
