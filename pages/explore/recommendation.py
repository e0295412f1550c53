"""One recommendation: what it says, where it was said, how it is coded, what became of it, and its history."""

import streamlit as st

from convergence.analysis.links import same_ask
from convergence.model import Action, Intervention, Meeting, Recommendation
from convergence.reports import labels
from convergence.reports.titles import Titles
from convergence.store import reads
from convergence.ui import (
    action_form,
    as_typed,
    coding,
    conflicts,
    linking,
    new_action,
    parts,
    past,
    reviewing,
    session,
    translating,
    unsaved,
)
from convergence.ui.made import kept
from convergence.ui.parts import plain

t, book, frames = session.words(), session.codebook(), session.frames()
actor = session.actor()
store = session.store()
position = frames.place("recommendations", st.query_params.get("id", ""))
st.page_link(
    parts.RECOMMENDATIONS,
    label=t("recommendation.back"),
    icon=":material/arrow_back:",
    query_params={"lang": t.language},
)
if position is None:
    parts.heading(t("recommendation.title"), t("recommendation.subtitle"))
    st.error(t("store.no_such_recommendation"), icon=":material/error:")
    st.stop()

recommendation_id = frames.recommendations["id"].iloc[position]


def read() -> tuple[Recommendation, tuple[Meeting, Intervention], list[Action], list[Action]]:
    """All that the database says of it, at one moment."""
    with store.reading() as connection:
        one = reads.recommendation(connection, recommendation_id)
        return (
            one,
            reads.passage_in_context(connection, one.passage)[:2],
            reads.actions_of(connection, one.id),
            reads.actions_of(connection, one.id, withdrawn=True),
        )


recommendation, (meeting, intervention), actions, withdrawn = kept(frames, t, (recommendation_id,), read)

together = len(same_ask(frames, position))
passage = int(frames.recommendations["passage"].iloc[position])
parts.heading(
    t("recommendation.heading", cited=labels.cited(frames, passage, book, t), n=t.number(recommendation.number)),
    plain(f"{t.text(meeting.title)} – {t.date(meeting.date)}"),
)
text, side = st.columns([3, 2], gap="large")
with text:
    with st.container(border=True):
        st.text(t.text(recommendation.text))
        if t.language not in recommendation.text:
            st.caption(t("parts.other_language"))
    if t.language not in recommendation.text and session.may_write() and actor.role.can_edit_coding:
        translating.offer(recommendation, t)
    st.subheader(t("recommendation.passage"), anchor=False)
    st.caption(plain(f"{intervention.speaker} – {t.text(intervention.speaker_role)}"))
    numbers = [entry.id for entry in intervention.passages]
    place = numbers.index(recommendation.passage)
    for entry in intervention.passages[max(0, place - 1) : place + 2]:
        is_source = entry.id == recommendation.passage
        with st.container(border=is_source, gap="xsmall"):
            st.caption(
                t("recommendation.source" if is_source else "recommendation.neighbour", n=t.number(entry.number))
            )
            st.text(t.text(entry.text))
with side:
    st.subheader(t("recommendation.coding"), anchor=False)
    coding.show(recommendation, book, t)
    if session.may_write() and actor.role.can_edit_coding:
        left = unsaved.restored(recommendation.id, coding.FORM)
        with st.expander(t("recommendation.edit_coding"), icon=":material/edit:", expanded=left):
            coding.edit(recommendation, book, t)
    st.subheader(t("recommendation.crosswalk"), anchor=False)
    coding.crosswalk(recommendation, book, t)

st.subheader(t("links.title"), anchor=False)
linking.decided(frames, position, book, t)

st.subheader(t("recommendation.follow_up"), anchor=False)
conflicts.show(Titles(frames, t), book, t)
if not actions:
    st.info(t("recommendation.no_actions"), icon=":material/info:")
for action in actions:
    left = unsaved.restored(action.id) or unsaved.restored(action.id, reviewing.FORM)
    with st.expander(
        plain(f"{t.text(action.title)} – {t.text(book.progress[action.progress].label)}"),
        expanded=len(actions) == 1 or left,
    ):
        action_form.edit(action, book, t, together)
linking.follow_up_elsewhere(frames, position, book, t)
if session.may_write() and actor.role.can_edit_coding:
    left = unsaved.restored(recommendation.id, new_action.FORM)
    with st.expander(t("recommendation.add"), icon=":material/add:", expanded=left):
        new_action.add(recommendation.id, book, t, together)
    for action in withdrawn:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(t("recommendation.withdrawn", title=t.text(action.title)))
            if st.button(t("recommendation.restore"), key=f"restore_{action.id}", type="tertiary"):
                action_form.withdraw(action, t, False)

st.subheader(t("recommendation.history"), anchor=False)
past.of_record("past", recommendation.id, book, t)
as_typed.listen()
