"""Import: a document comes in, is reviewed by people, and becomes a meeting with its recommendations."""

import streamlit as st

from convergence.review import settled, standing
from convergence.store import imports
from convergence.ui import parts, session
from convergence.ui.parts import plain
from convergence.ui.review import adding, forms, meeting, outcome, sheets, shelf, upload

STEPS = ("meeting", "review", "commit")
t, book = session.words(), session.codebook()
may = session.may_write() and session.actor().role.can_load
if not may:
    forms.hold()
document_id = st.query_params.get("i_document")

if not document_id:
    parts.heading(t("review.title"), t("review.subtitle"))
    if may:
        if read := upload.drop(t):
            st.query_params["i_document"] = read
            st.rerun()
    else:
        st.info(session.only_reads(t, "review.who_may"), icon=":material/person:")
    shelf.shelf(may, t)
    adding.added_here(may, t)
    st.stop()

if st.button(t("review.back"), key="i_back", type="tertiary", icon=":material/arrow_back:"):
    st.query_params.pop("i_document")
    st.rerun()
with session.store().reading() as connection:
    document = imports.document(connection, document_id)
    content = imports.interventions(connection, document_id)
    counts = imports.counts(connection, [document_id])[document_id]
done, total = settled(counts)
parts.heading(plain(document.name), plain(document.title))
if document.state == "committed":
    outcome.after(document, may, t)
elif document.state == "open":
    st.progress(
        done / total if total else 1.0,
        text=plain(t("review.decided", done=t.number(done), total=t.number(total))),
    )
    if not may:
        st.info(session.only_reads(t, "review.who_may"), icon=":material/person:")
may = may and document.state == "open"
with st.container(horizontal=True):
    step, shown = "review", ""
    if document.state == "open":
        step = parts.switch(t("review.step"), "i_step", STEPS, lambda code: t(f"review.as_{code}"), hidden=True)
    if step == "review":
        shown = sheets.which(t)
if step != "review":
    for key, values in standing(document, content):
        st.warning(plain(t(key, **values)), icon=":material/warning:")
if step == "meeting":
    if may:
        meeting.correct(document, book, t)
    meeting.speakers(content, book, t, may)
elif step == "review":
    sheets.show(document_id, content, shown, may, book, t)
else:
    outcome.before(document, content, may, book, t)
if may and step != "commit":
    adding.buttons(t)
    adding.dialog(document.language, content, book, t)
