"""The delegation slip: a workbook to send, and what the one that came back would change, saved by one button."""

import streamlit as st

from convergence import installation, slip_file
from convergence.i18n import LANGUAGE_NAMES
from convergence.model import LANGUAGES, Role
from convergence.reports import slip as reports
from convergence.store import slips
from convergence.ui import address, handed, parts, session, slip_preview
from convergence.ui import filters as choices

t, book, frames = session.words(), session.codebook(), session.frames()
actor = session.actor()

parts.heading(t("slip.title"), t("slip.subtitle"))

st.subheader(t("slip.send"), anchor=False)
own = actor.party if actor.role is Role.DELEGATE and actor.party in book.parties else None
address.bind("s_party", own, book.parties)
address.bind("s_lang", t.language, LANGUAGES)
with st.container(horizontal=True, vertical_alignment="bottom"):
    party = st.selectbox(
        t("slip.party"),
        list(book.parties),
        index=None,
        format_func=lambda code: t.text(book.parties[code].label),
        placeholder=t("shell.choose"),
        key="s_party",
        filter_mode="contains",
        width=320,
    )
    language = st.selectbox(
        t("export.language"),
        LANGUAGES,
        format_func=lambda code: LANGUAGE_NAMES[code],
        key="s_lang",
        filter_mode=None,
        width=180,
    )
names = ("processes", "themes", "parties", "meetings", "progress", "flags")
chosen = choices.bar("s", names, frames, book, t, search=True)
if party or chosen.active:
    with session.store().reading() as connection:
        made = reports.Origin(slips.installation(connection), party, language)
    positions = reports.selected(frames, party, chosen, t.language, session.today())
    if len(positions) or not chosen.active:
        st.download_button(
            t.n("slip.download", len(positions)),
            handed.over(
                lambda: reports.for_actions(frames, positions, made, book, session.now(), installation.address()), t
            ),
            file_name=reports.filename(party, language),
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            icon=":material/download:",
            type=session.emphasis(),
            key="slip_download",
            on_click="ignore",
        )
    if not len(positions):
        st.caption(t("tracker.nothing" if chosen.active else "slip.nothing"))
else:
    st.caption(t("slip.choose_party"))

st.subheader(t("slip.back"), anchor=False)
if not session.may_write():
    st.info(session.only_reads(t, "slip.who_first"), icon=":material/visibility:")
    st.stop()
file = st.file_uploader(
    t("slip.upload"),
    type="xlsx",
    key=f"slip_file_{st.session_state.get('slip_round', 0)}",
    max_upload_size=slip_file.FILE_LIMIT // 2**20,
)
if file:
    if st.session_state.pop("slip_meanwhile", False):
        st.warning(t("slip.meanwhile"), icon=":material/sync:")
    with parts.told(t):
        preview = slip_preview.preview_of(file.getvalue(), book)
        chosen_values = slip_preview.show(preview, book, t)
        slip_preview.save(preview, chosen_values, book, t)
