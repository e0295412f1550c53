"""Follow-up: every action in a table or as a form, saved all or nothing per action, and how far things are."""

import numpy as np
import streamlit as st

from convergence.analysis import filters, progress
from convergence.charts import progress as drawing
from convergence.model import Role
from convergence.reports.titles import Titles
from convergence.store import reads
from convergence.ui import action_form, address, as_typed, conflicts, drafts, figures, grid, parts, session, together
from convergence.ui import filters as choices

GROUPS = ("lead", "process", "theme", "progress", "flags")
t, book, frames = session.words(), session.codebook(), session.frames()
actor = session.actor()

parts.heading(t("tracker.title"), t("tracker.subtitle"))
chosen = choices.bar("f", ("processes", "themes", "parties", "progress", "flags"), frames, book, t, search=True)
with st.container(horizontal=True, vertical_alignment="top"):
    views = ("grid", "form", "together", "chart")
    view = parts.switch(t("tracker.view"), "f_view", views, lambda code: t(f"tracker.as_{code}"))
    group = None
    if view == "grid":
        address.bind("f_group", None, GROUPS)
        group = st.selectbox(
            t("tracker.group"),
            list(GROUPS),
            format_func=lambda code: t(f"fields.{code}"),
            placeholder=t("tracker.no_group"),
            index=None,
            key="f_group",
            persist_state="session",
            filter_mode=None,
            width=220,
        )
rows = filters.actions(frames, chosen, t.language, session.today())
positions = np.flatnonzero(rows)
if view == "form" and (typing := st.session_state.get("f_action")) in drafts.all_drafts():
    positions = np.union1d(positions, np.flatnonzero(frames.values("actions", "id") == typing))  # it stays meanwhile
of = np.zeros(len(frames.recommendations), dtype=bool)
of[frames.actions["rec"].to_numpy()[positions]] = True

if not session.may_write():
    why = "tracker.reading" if actor.role is Role.READER else "tracker.who_first"
    st.info(session.only_reads(t, why), icon=":material/visibility:")
conflicts.show(Titles(frames, t), book, t)
if not len(positions):
    st.info(t("tracker.nothing"), icon=":material/filter_alt_off:")
    st.stop()

if group:
    table = grid.rows(frames, positions, book, t, grid.values(frames, positions))
    positions = positions[np.argsort(table[group].fillna("").astype(str).to_numpy(), kind="stable")]
if not session.may_write():
    mine, others = positions[:0], positions
elif actor.role.can_update_every_action:
    mine, others = positions, positions[:0]
else:
    own = filters.actions(frames, filters.Filter(parties=(actor.party or "",)), t.language, session.today())
    mine, others = positions[own[positions]], positions[~own[positions]]
if view == "grid":
    unsaved = drafts.count()
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            t.n("tracker.save", unsaved) if unsaved else t("tracker.save_none"),
            type=session.emphasis(),
            disabled=not unsaved or not session.may_write(),
            icon=":material/save:",
            key="f_save",
        ):
            saved = drafts.save(actor)
            st.session_state["grid_round"] = st.session_state.get("grid_round", 0) + 1
            if saved:
                st.session_state["said"] = t.n("tracker.saved", saved)
            st.rerun()
        if unsaved:
            st.markdown(t.n("tracker.unsaved", unsaved))
            if st.button(t("tracker.discard"), type="tertiary", key="f_discard"):
                drafts.discard_all()
                st.session_state["grid_round"] = st.session_state.get("grid_round", 0) + 1
                st.rerun()
    if len(mine):
        grid.edit(frames, mine, book, t, group, "all")
    if len(others):
        if len(mine) or session.may_write():
            st.caption(t.n("tracker.others", len(others)))
        grid.read(frames, others, book, t, group)
elif view == "together":
    if len(mine):
        together.show(frames, mine, book, t)
    else:
        st.info(t("together.none"), icon=":material/info:")
elif view == "form":
    names = frames.words("actions", "title", t.language)
    position_of = {frames.actions["id"].iloc[position]: position for position in positions}
    address.bind("f_action", next(iter(position_of)), list(position_of))
    action_id = st.selectbox(
        t("tracker.action"),
        list(position_of),
        format_func=lambda code: names.iloc[position_of[code]],
        key="f_action",
        filter_mode="contains",
    )
    with session.store().reading() as connection:
        action = reads.action(connection, action_id)
    st.page_link(
        parts.RECOMMENDATION,
        label=t("tracker.to_recommendation"),
        icon=":material/arrow_forward:",
        query_params={"id": action.recommendation, "lang": t.language},
    )
    action_form.edit(action, book, t)
else:
    by_process = progress.by_process(frames, rows)
    st.subheader(t("tracker.by_process"), anchor=False)
    processes = {code: t.text(book.processes[code].short) for code in by_process.index}
    drawn = figures.kept(
        frames,
        t,
        ("by process", chosen, session.today()),
        lambda: drawing.draw(by_process, processes, book, t, session.mode()),
    )
    parts.figure(drawn, "f_by_process")
    by_lead = progress.by_lead(frames, rows)
    st.subheader(t("tracker.by_lead"), anchor=False)
    leads = {code: t.text(book.parties[code].label) if code else t("tracker.no_lead") for code in by_lead.index}
    drawn = figures.kept(
        frames, t, ("by lead", chosen, session.today()), lambda: drawing.draw(by_lead, leads, book, t, session.mode())
    )
    parts.figure(drawn, "f_by_lead")
if view in ("form", "together"):
    as_typed.listen()
st.caption(t.n("charts.actions", int(rows.sum())))
parts.basis(frames, book, t, chosen, of)
