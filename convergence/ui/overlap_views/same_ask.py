"""Who asks for the same thing: what a machine proposes with its reasons, and, apart from it, what people decided."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from convergence.analysis import same_ask
from convergence.charts import names
from convergence.errors import ConvergenceError
from convergence.model import LinkKind
from convergence.reports import overlap_tables
from convergence.store import writes
from convergence.ui import parts, session
from convergence.ui.overlap_views import stage

LARGE = 5_000
NEW = 500
EACH = 8


def show(given: stage.Given) -> None:
    t, frames = given.t, given.frames
    side = parts.switch(t("overlap.asks"), "o_asks", ("proposed", "decided"), lambda code: t(f"overlap.asks_{code}"))
    st.caption(t(f"overlap.explained_asks_{side}"))
    decided = {
        frozenset((one, other)): (one, other, kind)
        for one, other, kind in zip(
            frames.links["one"].tolist(), frames.links["other"].tolist(), frames.links["kind"].tolist(), strict=True
        )
    }
    if side == "decided":
        _decided(given, list(decided.values()))
        return
    if given.rows.sum() > LARGE:
        stage.say(t("overlap.asks_too_many", n=t.number(LARGE)))
        return
    pairs = [pair for pair in same_ask.pairs(frames, given.rows) if frozenset((pair.one, pair.other)) not in decided]
    if not pairs:
        stage.say(t("overlap.no_asks"))
        return
    st.markdown(t.n("overlap.asks_found", len(pairs)))
    pages = -(-len(pairs) // EACH)
    page = st.pagination(pages, key="o_asks_page") if pages > 1 else 1
    for pair in pairs[(page - 1) * EACH : page * EACH]:
        with st.container(border=True, key=f"o_pair_{pair.one}_{pair.other}"):
            st.markdown(parts.plain(reasons(given, pair)))
            _both(given, pair.one, pair.other)
            _decide(given, pair.one, pair.other, None)
    parts.basis(frames, given.book, t, given.chosen, given.rows)
    table = overlap_tables.same_ask(frames, pairs, given.book, t)
    parts.downloads(table, frames, given.book, t, given.chosen, given.rows, session.now())


def _decided(given: stage.Given, links: Sequence[tuple[int, int, str]]) -> None:
    t, frames = given.t, given.frames
    shown = [
        ((one, other) if LinkKind(kind).has_direction else (min(one, other), max(one, other)), kind)
        for one, other, kind in links
        if given.rows[one] and given.rows[other]
    ]
    if not shown:
        stage.say(t("overlap.no_links"))
        return
    st.markdown(t.n("overlap.links_found", len(shown)))
    for (one, other), kind in shown:
        with st.container(border=True, key=f"o_link_{one}_{other}"):
            st.markdown(t("overlap.decision", kind=t(f"links.{kind}")))
            _both(given, one, other)
            _decide(given, one, other, kind)
    parts.basis(frames, given.book, t, given.chosen, given.rows)


def reasons(given: stage.Given, pair: same_ask.Pair) -> str:
    """Why a machine takes two recommendations for the same ask, in words."""
    t, book, frames = given.t, given.book, given.frames
    coded = frames.themes
    shared = [
        code
        for code in coded.loc[coded["rec"] == pair.one, "theme"]
        if code in set(coded.loc[coded["rec"] == pair.other, "theme"])
    ]
    words = same_ask.shared_words(frames, pair.one, pair.other, t.language)
    told = [t("overlap.reason_score", score=t.percent(pair.score))]
    if shared:
        told.append(t("overlap.reason_themes", themes=names.quoted(shared, book, t)))
    if words:
        told.append(t("overlap.reason_words", words=t.list(words)))
    if pair.verb is not None and pair.verb >= 0.5:
        told.append(t("overlap.reason_verb"))
    if pair.parties:
        told.append(t("overlap.reason_parties"))
    if pair.words is None:
        told.append(t("overlap.reason_no_language"))
    return " · ".join(told)


def _both(given: stage.Given, one: int, other: int) -> None:
    for column, position in zip(st.columns(2, gap="medium"), (one, other), strict=True):
        with column:
            parts.recommendation(given.frames, position, given.book, given.t, f"o_ask_{one}_{other}")


def _decide(given: stage.Given, one: int, other: int, kind: str | None) -> None:
    """What an analyst can decide about a pair, or take back."""
    t = given.t
    if not (session.may_write() and session.actor().role.can_link):
        return
    ids = given.frames.recommendations["id"]
    earlier, later = sorted((one, other))
    with st.container(horizontal=True):
        for choice in LinkKind:
            if choice != kind and st.button(t(f"links.decide_{choice}"), key=f"o_{choice}_{one}_{other}"):
                first, second = (later, earlier) if choice.has_direction else (earlier, later)
                _write(given, ids.iloc[first], ids.iloc[second], choice, kind)
        if kind and st.button(t("links.take_back"), key=f"o_unlink_{one}_{other}", type="tertiary"):
            _write(given, ids.iloc[one], ids.iloc[other], None, kind)


def _write(given: stage.Given, one: str, other: str, kind: str | None, seen: str | None) -> None:
    t, actor = given.t, session.actor()
    try:
        with session.store().writing() as connection:
            if kind:
                writes.link_recommendations(connection, actor, one, other, kind, seen)
            else:
                writes.unlink_recommendations(connection, actor, one, other)
    except ConvergenceError as error:
        st.error(t.error(error), icon=":material/error:")
        return
    st.session_state["said"] = t("links.saved")
    st.rerun()
