"""What changed since a day or since the last meeting: in sentences, field by field, by process and recommendation."""

from datetime import datetime, time

import streamlit as st

from convergence import installation
from convergence.reports import changes, kinds
from convergence.reports.labels import worded
from convergence.reports.options import Options
from convergence.reports.scope import Scope
from convergence.store import reads
from convergence.ui import address, parts, reports, session
from convergence.ui import filters as choices
from convergence.ui.parts import plain

t, book, frames = session.words(), session.codebook(), session.frames()

# 1. Inputs
parts.heading(t("changes.title"), t("changes.subtitle"))
address.bind("c_since")
latest = frames.latest
last = t("changes.last_meeting", date=t.date(latest.date())) if latest is not None else t("changes.beginning")
since = st.date_input(
    t("changes.since"), value=None, key="c_since", format="DD/MM/YYYY", width=260, help=t("changes.since_help")
)
if since is None:
    st.caption(last)
fields = ("processes", "themes", "parties", "meetings", "progress")
chosen = choices.bar("c", fields, frames, book, t, search=True)

# 2. Data
with session.store().reading() as connection:
    start = since or (latest.date() if latest is not None else None)
    moment = datetime.combine(start, time(), session.zone()) if start else None
    events = reads.events(connection, since=moment, limit=reports.EVENTS)
options = Options(moment=session.now(), address=installation.address(), events=tuple(events), since=since)
scope = Scope(frames, book, chosen, t, options)
groups = changes.changed(scope)

# 3. Show
if not groups:
    st.info(t("changes.nothing"), icon=":material/history:")
    st.stop()
n = sum(len(group.changes) for group in groups)
st.markdown(f"**{t.n('changes.n', n)}** – {t.n('charts.points', len(groups))}")
report = kinds.REPORTS["changes"]
reports.downloads(report, frames, book, chosen, t, t, options, list(report.formats))
pages = max(1, -(-len(groups) // parts.PER_PAGE))
page = st.pagination(pages, key="c_page") if pages > 1 else 1
process = None
for group in groups[(page - 1) * parts.PER_PAGE : page * parts.PER_PAGE]:
    if group.process != process:
        process = group.process
        st.subheader(scope.name("processes", process), anchor=False)
    with st.container(border=True, gap="small", key=f"c_{group.position}"):
        st.page_link(
            parts.RECOMMENDATION,
            label=plain(scope.references[group.position].text),
            icon=":material/arrow_forward:",
            query_params={"id": frames.recommendations["id"].iloc[group.position], "lang": t.language},
        )
        st.text(worded(frames, "recommendations", "text", group.position, t))
        for change in group.changes:
            with st.container(gap="xxsmall"):
                told = t.moment(change.event.at.astimezone(session.zone()))
                st.caption(plain(f"{told} – {change.action}" if change.action else told))
                st.text(change.headline)
                for sentence in change.sentences:
                    st.text(sentence)
