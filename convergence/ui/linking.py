"""A recommendation among others: what people decided about it, a decision made by hand, and the follow-up of those that ask the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

import numpy as np
import streamlit as st

from convergence.analysis import filters, links
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue
from convergence.model import LinkKind
from convergence.reports import labels
from convergence.store import reads, writes
from convergence.ui import action_form, parts, session
from convergence.ui.parts import plain

FOUND = 20

# What one can say of this recommendation and another: the kind, and whether this one is the one that the other builds on.
SAYINGS = {
    "same-ask": (LinkKind.SAME_ASK, False),
    "builds-on": (LinkKind.BUILDS_ON, False),
    "is-built-on": (LinkKind.BUILDS_ON, True),
    "contradicts": (LinkKind.CONTRADICTS, False),
}


def may_link() -> bool:
    return session.may_write() and session.actor().role.can_link


def cited(frames: Frames, position: int, book: Codebook, t: Catalogue) -> str:
    """How a recommendation is cited: "RCM 5, point 2", with the day where there are several meetings."""
    row = frames.recommendations.iloc[position]
    passage = int(row["passage"])
    point = t("recommendation.heading", cited=labels.cited(frames, passage, book, t), n=t.number(row["number"]))
    return labels.dated(frames, passage, point, t)


def decided(frames: Frames, position: int, book: Codebook, t: Catalogue) -> None:
    """What people decided about a recommendation, and for an analyst the form that decides more."""
    found = links.of(frames, position)
    if not found:
        st.caption(t("links.none"))
    ids = frames.recommendations["id"]
    for link in found:
        saying = next(name for name, (kind, base) in SAYINGS.items() if (link.kind, link.is_base) == (kind, base))
        key = f"link_{position}_{link.other}"
        with st.container(key=key, gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{t('links.sentence', saying=t(f'links.this_{saying}'))}**")
                if may_link() and st.button(t("links.take_back"), key=f"{key}_back", type="tertiary"):
                    unlink(ids.iloc[position], ids.iloc[link.other], t)
            parts.recommendation(frames, link.other, book, t, key)
    if may_link():
        with st.expander(t("links.add"), icon=":material/add_link:"):
            _add(frames, position, {link.other for link in found}, book, t)


def _add(frames: Frames, position: int, linked: Collection[int], book: Codebook, t: Catalogue) -> None:
    """The form that links: what to say, and of which other recommendation, found by its words or its reference."""
    ids = frames.recommendations["id"]
    prefix = f"linking_{ids.iloc[position]}"
    saying = st.selectbox(
        t("links.saying"), list(SAYINGS), format_func=lambda code: t(f"links.this_{code}"), key=f"{prefix}_saying",
        filter_mode=None,
    )  # fmt: skip
    words = st.text_input(
        t("links.search"), key=f"{prefix}_words", max_chars=200, placeholder=t("links.search_example")
    )
    if not words.strip():
        return
    found = [place for place in _searched(frames, words, book, t) if place != position and place not in linked]
    if not found:
        st.caption(t("links.not_found"))
        return
    texts = frames.words("recommendations", "text", t.language)
    other = st.selectbox(
        t("links.other"),
        found[:FOUND],
        format_func=lambda place: f"{cited(frames, place, book, t)} – {texts.iloc[place]}",
        key=f"{prefix}_other_{words}",
    )
    st.caption(t.n("links.found", len(found), shown=t.number(min(len(found), FOUND))))
    if other is not None and st.button(t("links.save"), key=f"{prefix}_save", type=session.emphasis()):
        kind, is_base = SAYINGS[saying]
        one, two = (other, position) if is_base else (position, other)
        link([(ids.iloc[one], ids.iloc[two])], kind, _standing(frames, position, other), t)


def _searched(frames: Frames, words: str, book: Codebook, t: Catalogue) -> list[int]:
    """Recommendations of the passage that is cited so ("RCM 5"), then those whose text holds them all."""
    wanted = " ".join(words.split()).casefold()
    number = re.search(r"\d{1,6}$", wanted)
    numbered = np.flatnonzero(frames.passages["number"].to_numpy() == (int(number[0]) if number else 0))
    passages = [
        place
        for place in map(int, numbered)
        if labels.cited(frames, place, book, t).replace("\u00a0", " ").casefold() == wanted
    ]
    cited_so = np.flatnonzero(np.isin(frames.recommendations["passage"].to_numpy(), passages))
    worded = np.flatnonzero(filters.recommendations(frames, Filter(search=words), t.language))
    return list(dict.fromkeys([*cited_so.tolist(), *worded.tolist()]))


def _standing(frames: Frames, one: int, other: int) -> str | None:
    """The decision about two recommendations that this page shows, if there is one."""
    table = frames.links
    ends = table[["one", "other"]].to_numpy()
    found = table.loc[(np.sort(ends, axis=1) == sorted((one, other))).all(axis=1), "kind"] if len(table) else []
    return next(iter(found), None)


def link(pairs: Collection[tuple[str, str]], kind: LinkKind, seen: str | None, t: Catalogue) -> None:
    """Decide the same about pairs of recommendations, all or none of them, and say so."""

    def write(connection: Any) -> None:
        for one, other in pairs:
            writes.link_recommendations(connection, session.actor(), one, other, kind, seen)

    _written(write, t)


def unlink(one: str, other: str, t: Catalogue) -> None:
    """Take back what was decided about two recommendations, and say so."""
    _written(lambda connection: writes.unlink_recommendations(connection, session.actor(), one, other), t)


def _written(write: Callable[[Any], None], t: Catalogue) -> None:
    try:
        with session.store().writing() as connection:
            write(connection)
    except ConvergenceError as error:
        st.error(plain(t.error(error)), icon=":material/error:")
        return
    st.session_state["said"] = t("links.saved")
    st.rerun()


def follow_up_elsewhere(frames: Frames, position: int, book: Codebook, t: Catalogue) -> None:
    """The actions on recommendations that ask the same: joint ones reach this one and can be updated here; others are told."""
    others = [place for place in links.same_ask(frames, position) if place != position]
    if not others:
        return
    reached = set(links.joint_follow_up(frames, position))
    owners, ids = frames.actions["rec"].to_numpy(), frames.actions["id"]
    acts = [int(act) for act in np.flatnonzero(np.isin(owners, others))]
    with session.store().reading() as connection:
        actions = {act: reads.action(connection, ids.iloc[act]) for act in acts}
    st.markdown(f"**{t('links.joint_title')}**")
    if not reached:
        st.caption(t("links.no_joint"))
    for act in sorted(reached):
        action, source = actions[act], int(owners[act])
        title = f"{t.text(action.title)} – {t.text(book.progress[action.progress].label)}"
        with st.expander(plain(title), icon=":material/groups:"):
            st.caption(t("links.joint_of", cited=cited(frames, source, book, t)))
            action_form.edit(action, book, t, together=len(others) + 1)
    for source in others:
        own = [act for act in acts if owners[act] == source and act not in reached]
        if own:
            st.page_link(
                parts.RECOMMENDATION,
                label=plain(t.n("links.own_actions", len(own), cited=cited(frames, source, book, t))),
                query_params={"id": frames.recommendations["id"].iloc[source], "lang": t.language},
            )
            for act in own:
                st.text(f"{t.text(actions[act].title)} – {t.text(book.progress[actions[act].progress].label)}")
