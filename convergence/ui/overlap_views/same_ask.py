"""Who asks for the same thing: what a machine proposes with its reasons, and, apart from it, what people decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from convergence.analysis import ask_groups, links, same_ask
from convergence.analysis.ask_groups import Group
from convergence.charts import names
from convergence.model import LinkKind
from convergence.reports import overlap_tables
from convergence.ui import anew, as_typed, linking, new_action, parts, session
from convergence.ui.overlap_views import stage

LARGE = 2_500
EACH = 8


def show(given: stage.Given) -> None:
    t, frames = given.t, given.frames
    side = parts.switch(
        t("overlap.asks"), "o_asks", ("proposed", "decided"), lambda code: t(f"overlap.asks_{code}"), hidden=True
    )
    st.caption(t(f"overlap.explained_asks_{side}"))
    table = frames.links
    decided = list(zip(table["one"].tolist(), table["other"].tolist(), table["kind"].tolist(), strict=True))
    if side == "decided":
        _decided(given, [link for link in decided if given.rows[link[0]] and given.rows[link[1]]])
    elif given.rows.sum() > LARGE:
        stage.say(t("overlap.asks_too_many", n=t.number(LARGE)))
    else:
        known = {frozenset(link[:2]) for link in decided}
        found = given.kept("same ask", make=lambda: same_ask.pairs(frames, given.rows))
        pairs = [pair for pair in found if frozenset((pair.one, pair.other)) not in known]
        _proposed(given, pairs)
    as_typed.listen()


def _proposed(given: stage.Given, pairs: Sequence[same_ask.Pair]) -> None:
    """Groups, then the pairs outside of them, leafed through together."""
    t, frames = given.t, given.frames
    if not pairs:
        stage.say(t("overlap.no_asks"))
        return
    groups = ask_groups.groups(pairs)
    alone = ask_groups.outside(pairs, groups)
    counted = [t.n("overlap.asks_groups", len(groups))] if groups else []
    st.markdown(" ".join([*counted, t.n("overlap.asks_found", len(alone))]))
    proposals: list[Group | same_ask.Pair] = [*groups, *alone]
    pages = -(-len(proposals) // EACH)
    page = st.pagination(pages, key="o_asks_page") if pages > 1 else 1
    with anew.block("asks", page):
        for proposal in proposals[(page - 1) * EACH : page * EACH]:
            if isinstance(proposal, Group):
                _group(given, proposal)
                continue
            with st.container(border=True, key=f"o_pair_{proposal.one}_{proposal.other}"):
                st.markdown(parts.plain(reasons(given, proposal)))
                _beside(given, (proposal.one, proposal.other))
                _decide(given, proposal.one, proposal.other, None)
    parts.basis(frames, given.book, t, given.chosen, given.rows)
    parts.downloads(
        "same-ask", lambda: overlap_tables.same_ask(frames, pairs, groups, given.book, t),
        frames, given.book, t, given.chosen, given.rows, session.now(),
    )  # fmt: skip


def _group(given: stage.Given, group: Group) -> None:
    """A group with its reasons; an analyst says which of it ask the same, all at first."""
    t, key = given.t, f"o_group_{'_'.join(map(str, group.members))}"
    with st.container(border=True, key=key):
        st.markdown(parts.plain(group_reasons(given, group)))
        _beside(given, group.members)
        if not linking.may_link():
            return
        ids = given.frames.recommendations["id"]
        with st.container(horizontal=True, vertical_alignment="bottom"):
            same = st.multiselect(
                t("overlap.which_ask_the_same"),
                group.members,
                default=group.members,
                format_func=lambda place: linking.cited(given.frames, place, given.book, t),
                key=f"{key}_same",
                select_all=False,
            )
            if len(same) > 1 and st.button(t.n("links.decide_group", len(same)), key=f"{key}_decide"):
                inside = [pair for pair in group.pairs if pair.one in same and pair.other in same]
                pairs = [(ids.iloc[pair.one], ids.iloc[pair.other]) for pair in inside]
                linking.link(pairs, LinkKind.SAME_ASK, None, t)


def group_reasons(given: stage.Given, group: Group) -> str:
    """Why a machine takes a group for the same ask, in words."""
    t = given.t
    told = [t.n("overlap.reason_group", len(group.members), score=t.percent(group.score), least=t.percent(group.least))]
    if themes := ask_groups.common_themes(given.frames, group):
        told.append(t("overlap.reason_themes", themes=names.quoted(themes, given.book, t)))
    if words := ask_groups.common_words(given.frames, group, t.language):
        told.append(t("overlap.reason_words", words=t.list(words)))
    if group.same_verb:
        told.append(t("overlap.reason_verb"))
    if group.same_parties:
        told.append(t("overlap.reason_parties"))
    return " · ".join(told)


def _decided(given: stage.Given, decisions: Sequence[tuple[int, int, str]]) -> None:
    """The asks that people put together, each with its joint follow-up; then every decision by itself."""
    t, frames = given.t, given.frames
    if not decisions:
        stage.say(t("overlap.no_links"))
        return
    for members in links.groups(frames, chosen=given.rows):
        _ask(given, members)
    st.markdown(t.n("overlap.links_found", len(decisions)))
    pairs = [
        (one, other, kind) if LinkKind(kind).has_direction else (min(one, other), max(one, other), kind)
        for one, other, kind in decisions
    ]
    for one, other, kind in pairs:
        with st.container(border=True, key=f"o_link_{one}_{other}"):
            st.markdown(t("overlap.decision", kind=t(f"links.{kind}")))
            _beside(given, (one, other))
            _decide(given, one, other, kind)
    parts.basis(frames, given.book, t, given.chosen, given.rows)
    parts.downloads(
        "decided", lambda: overlap_tables.decided(frames, pairs, given.book, t),
        frames, given.book, t, given.chosen, given.rows, session.now(),
    )  # fmt: skip


def _ask(given: stage.Given, members: tuple[int, ...]) -> None:
    """One ask of several recommendations: who makes it, the joint actions on it, and for an analyst the form that adds one."""
    t, frames = given.t, given.frames
    own = frames.actions["rec"].isin(members) & frames.actions["joint"]
    titles = frames.words("actions", "title", t.language)[own]
    with st.container(border=True, key=f"o_ask_{members[0]}"):
        st.markdown(
            t.n(
                "overlap.ask_of",
                len(members),
                which=parts.plain(t.list(linking.cited(frames, place, given.book, t) for place in members)),
            )
        )
        st.text(frames.words("recommendations", "text", t.language).iloc[members[0]])
        st.caption(t.n("overlap.joint_actions", len(titles)) if len(titles) else t("overlap.no_joint_actions"))
        for title, progress in zip(titles, frames.actions["progress"][own], strict=True):
            st.text(f"{title} – {t.text(given.book.progress[progress].label)}")
        if linking.may_link():
            with st.expander(t.n("overlap.add_joint", len(members)), icon=":material/group_add:"):
                recommendation = frames.recommendations["id"].iloc[members[0]]
                new_action.add(recommendation, given.book, t, together=len(members), joint=True)


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


def _beside(given: stage.Given, members: Collection[int]) -> None:
    key = f"o_ask_{'_'.join(map(str, members))}"
    with st.grid(min(len(members), 3), min_column_width=260):
        for position in members:
            with st.container():
                parts.recommendation(given.frames, position, given.book, given.t, key)


def _decide(given: stage.Given, one: int, other: int, kind: str | None) -> None:
    """What an analyst can decide about a pair, or take back."""
    t = given.t
    if not linking.may_link():
        return
    ids = given.frames.recommendations["id"]
    earlier, later = sorted((one, other))
    with st.container(horizontal=True):
        for choice in LinkKind:
            if choice != kind and st.button(t(f"links.decide_{choice}"), key=f"o_{choice}_{one}_{other}"):
                first, second = (later, earlier) if choice.has_direction else (earlier, later)
                linking.link([(ids.iloc[first], ids.iloc[second])], choice, kind, t)
        if kind and st.button(t("links.take_back"), key=f"o_unlink_{one}_{other}", type="tertiary"):
            linking.unlink(ids.iloc[one], ids.iloc[other], t)
