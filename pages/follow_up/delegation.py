"""My delegation: what it leads, what it supports, and what waits for a word; each updated in two clicks and a sentence."""

import streamlit as st

from convergence.analysis import delegation
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Positions
from convergence.analysis.progress import flags_of_each
from convergence.model import Role
from convergence.reports import slip as reports
from convergence.reports.titles import Titles
from convergence.ui import action_form, address, as_typed, conflicts, drafts, parts, session
from convergence.ui import reports as offered
from convergence.ui.parts import plain

t, book, frames = session.words(), session.codebook(), session.frames()
actor, today = session.actor(), session.today()

parts.heading(t("delegation.title"), t("delegation.subtitle"))
party: str | None
if actor.role is Role.DELEGATE and actor.party in book.parties:
    party = actor.party
else:
    address.bind("d_party", None, book.parties)
    party = st.selectbox(
        t("delegation.party"),
        list(book.parties),
        index=None,
        format_func=lambda code: t.text(book.parties[code].label),
        placeholder=t("shell.choose"),
        key="d_party",
        filter_mode="contains",
        width=320,
    )
if not party:
    st.info(t("delegation.whose"), icon=":material/flag:")
    st.stop()
name = t.text(book.parties[party].label)
everything = delegation.standing(frames, party, today)
st.header(name, anchor=False)
if not everything.n:
    st.info(t("delegation.none"), icon=":material/info:")
    st.stop()


def counted(flag: str) -> str:
    """A choice with how many actions stand behind it."""
    label = t("delegation.all") if flag == "all" else t.text(book.flags[flag].label)
    n = everything.n if flag == "all" else everything.waiting[flag]
    return t("delegation.counted", label=label, n=t.number(n))


show = parts.switch(t("delegation.show"), "d_show", ("all", *delegation.WAITING), counted)
# What is being typed stays where it is, also when somebody else changes the action so that it waits for nothing any more.
typed = set(drafts.all_drafts())
chosen = everything if show == "all" else delegation.standing(frames, party, today, show, typed)
conflicts.show(Titles(frames, t), book, t)
if not session.may_write():
    why = "tracker.reading" if actor.role is Role.READER else "tracker.who_first"
    st.info(session.only_reads(t, why), icon=":material/visibility:")
if not chosen.n:
    st.info(t("delegation.nothing_waits"), icon=":material/check:")
flags = flags_of_each(frames, today)


def listed(positions: Positions, key: str) -> None:
    """Actions one under the other, each opening on its form."""
    pages = max(1, -(-len(positions) // parts.PER_PAGE))
    page = st.pagination(pages, key=f"d_{key}_page") if pages > 1 else 1
    some = positions[(page - 1) * parts.PER_PAGE : page * parts.PER_PAGE]
    for position, line in zip(some, reports.lines(frames, book, some, t), strict=True):
        action = line.action
        told = [t.text(book.progress[action.progress].label) if action.progress in book.progress else action.progress]
        told += [t("delegation.due", date=t.date(action.due, "medium"))] if action.due else []
        told += [t.text(book.flags[flag].label) for flag in flags[int(position)] if flag in ("overdue", "due-soon")]
        with st.expander(f"**{plain(t.text(action.title))}** – {plain(' · '.join(told))}", key=f"d_{action.id}"):
            st.caption(plain(line.reference))
            st.text(line.recommendation)
            st.page_link(
                parts.RECOMMENDATION,
                label=t("tracker.to_recommendation"),
                icon=":material/arrow_forward:",
                query_params={"id": action.recommendation, "lang": t.language},
            )
            action_form.edit(action, book, t)


for key, positions in (("leads", chosen.leads), ("supports", chosen.supports)):
    if len(positions):
        st.subheader(t.n(f"delegation.{key}", len(positions)), anchor=False)
        listed(positions, key)
own = Filter(parties=(party,))
offered.download("calendar", "ics", t("delegation.calendar"), frames, book, own, t)
st.page_link(
    parts.SLIP,
    label=t("delegation.to_slip"),
    icon=":material/forward_to_inbox:",
    query_params={"s_party": party, "lang": t.language},
)
as_typed.listen()
