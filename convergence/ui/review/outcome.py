"""Before an import is committed: what is new, what is there already, what it changes. After: the meeting, and undo."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from convergence import review
from convergence.analysis.duplicates import Match, Point, matches
from convergence.analysis.effect import effect
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue
from convergence.reports import labels
from convergence.review import TAKEN, Document, Intervention
from convergence.store import imports
from convergence.store.committing import commit_import, undo_import
from convergence.ui import parts as page_parts
from convergence.ui import session
from convergence.ui.parts import plain
from convergence.ui.review.shelf import meeting_link


def before(document: Document, parts: tuple[Intervention, ...], may: bool, book: Codebook, t: Catalogue) -> None:
    """What committing would do, and the button that does it."""
    counts = _counts(parts)
    taken = sum(counts.get(state, 0) for state in TAKEN)
    waiting = counts.get("proposed", 0)
    unreviewed = bool(waiting) and st.checkbox(
        t.n("review.with_unreviewed", waiting), key="i_unreviewed", help=t("review.with_unreviewed_help")
    )
    points = _points(parts, unreviewed)
    with st.container(horizontal=True):
        st.metric(t("review.n_new"), t.number(len(points)))
        st.metric(t("review.n_rejected"), t.number(counts.get("rejected", 0)))
        st.metric(t("review.n_waiting"), t.number(waiting))
    with session.store().reading() as connection:
        same = [entry for entry in imports.same_file(connection, document.sha256) if entry.id != document.id]
    if same:
        st.warning(
            t("review.same_committed", name=plain(same[0].name), who=plain(same[0].started_by)),
            icon=":material/content_copy:",
        )
    frames = session.frames()
    _alike(frames, points, book, t)
    _changes(frames, points, book, t)
    empty = not points and st.checkbox(t("review.even_if_empty"), key="i_even_if_empty")
    if not may:
        return
    label = t.n("review.commit", len(points)) if points else t("review.commit_empty")
    if st.button(label, type=session.emphasis(), key="i_commit", disabled=not taken and not unreviewed and not empty):
        try:
            with session.store().writing() as connection:
                commit_import(connection, book, session.actor(), document.id, unreviewed, bool(empty))
        except ConvergenceError as error:
            st.error(plain(t.error(error)), icon=":material/error:")
            return
        st.session_state["said"] = t("review.committed")
        st.rerun()


def _counts(parts: tuple[Intervention, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in parts:
        for passage in part.passages:
            for proposal in passage.proposals:
                found[proposal.state] = found.get(proposal.state, 0) + 1
    return found


def _points(parts: tuple[Intervention, ...], unreviewed: bool) -> list[Point]:
    states = review.TAKEN | ({"proposed"} if unreviewed else set())
    return [
        Point(
            proposal.text,
            passage.language,
            proposal.themes,
            proposal.processes or ((part.process,) if part.process else ()),
        )
        for part in parts
        for passage in part.passages
        for proposal in passage.proposals
        if proposal.state in states
    ]


def _alike(frames: Frames, points: list[Point], book: Codebook, t: Catalogue) -> None:
    found = matches(frames, points)
    if not found:
        st.caption(t("review.no_duplicates"))
        return
    with st.expander(t.n("review.duplicates", len(found)), icon=":material/content_copy:", expanded=True):
        st.caption(t("review.duplicates_hint"))
        for match in found[:20]:
            _match(frames, points, match, book, t)
        if len(found) > 20:
            st.caption(t.n("review.more_duplicates", len(found) - 20))


def _match(frames: Frames, points: list[Point], match: Match, book: Codebook, t: Catalogue) -> None:
    row = frames.recommendations.iloc[match.rec]
    with st.container(border=True, gap="xsmall"):
        if match.is_same_text:
            st.caption(t("review.same_text"))
        else:
            st.caption(plain(t("review.same_ask", share=t.percent(match.likeness))))
        left, right = st.columns(2)
        left.text(points[match.point].text)
        right.text(frames.words("recommendations", "text", points[match.point].language).iloc[match.rec])
        right.page_link(
            page_parts.RECOMMENDATION,
            label=plain(labels.cited(frames, int(row["passage"]), book, t)),
            query_params={"id": row["id"], "lang": t.language},
        )


def _changes(frames: Frames, points: list[Point], book: Codebook, t: Catalogue) -> None:
    change = effect(frames, points)
    if not change.cells:
        return
    with st.expander(t.n("review.changes", len(change.cells)), icon=":material/grid_on:", expanded=True):
        if change.shared:
            st.markdown(
                plain(
                    t("review.newly_shared", themes=t.list(t.text(book.themes[code].label) for code in change.shared))
                )
            )
        table = pd.DataFrame(
            {
                t("fields.theme"): [t.text(book.themes[cell.theme].label) for cell in change.cells],
                t("fields.process"): [t.text(book.processes[cell.process].short) for cell in change.cells],
                t("review.now"): [cell.before for cell in change.cells],
                t("review.then"): [cell.after for cell in change.cells],
            }
        )
        st.dataframe(table, hide_index=True, placeholder="", key="i_changes", alt=t("review.changes_alt"))


def after(document: Document, may: bool, t: Catalogue) -> None:
    """Where the meeting is, and the way back."""
    st.success(t("review.is_committed"), icon=":material/check_circle:")
    meeting_link(document, t)
    st.page_link(
        page_parts.OVERLAP,
        label=t("review.to_overlap"),
        icon=":material/grid_on:",
        query_params={"lang": t.language},
    )
    if not may:
        return
    with st.popover(t("review.undo"), icon=":material/undo:"):
        st.caption(t("review.undo_hint"))
        if st.button(t("review.undo_yes"), type=session.emphasis(), key="i_undo"):
            try:
                with session.store().writing() as connection:
                    undo_import(connection, session.actor(), document.id)
            except ConvergenceError as error:
                st.error(plain(t.error(error)), icon=":material/error:")
                return
            st.session_state["said"] = t("review.undone")
            st.rerun()
