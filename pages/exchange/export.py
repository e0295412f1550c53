"""Export: what leaves the building, from what the filters select, in the language of the reader who gets it."""

import streamlit as st

from convergence.errors import ConvergenceError
from convergence.i18n import LANGUAGE_NAMES, catalogue
from convergence.model import LANGUAGES
from convergence.reports.command import command
from convergence.reports.kinds import MIME
from convergence.ui import address, handed, last_choices, parts, session
from convergence.ui import filters as choices
from convergence.ui import reports as offered

t, book, frames = session.words(), session.codebook(), session.frames()

# 1. Inputs
parts.heading(t("export.title"), t("export.subtitle"))
last_choices.recall("export", "x_")
report = offered.choose(t)
what = report.code
left, right = st.columns([2, 3], gap="large")
with left:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        address.bind("x_lang", t.language, LANGUAGES)
        language = st.selectbox(
            t("export.language"),
            LANGUAGES,
            format_func=lambda code: LANGUAGE_NAMES[code],
            key="x_lang",
            persist_state="session",
            filter_mode=None,
            width=180,
        )
        options = offered.options(report, frames, book, t)
    chosen = choices.bar(
        "x",
        ("processes", "themes", "kinds", "parties", "positions", "meetings", "progress", "flags"),
        frames,
        book,
        t,
        search=True,
        switches=("all_themes",),
    )

    last_choices.note("export", "x_")

    # 2. What comes of it
    reader = catalogue(language)
    problem = offered.problem(report, frames, book, chosen, reader, options)
    if problem:
        st.info(t.error(problem), icon=":material/info:")
    else:
        lacking = offered.lacking(report, frames, book, chosen, reader, options)
        if lacking:
            st.info(t.error(lacking), icon=":material/info:")
        page = None
        if not lacking:
            with right:
                st.subheader(t("export.preview"), anchor=False)
                page = offered.drawn(report, frames, book, chosen, t, reader, options)
        forms = offered.forms(report, alone=not lacking, drawn=not isinstance(page, ConvergenceError))
        offered.downloads(report, frames, book, chosen, t, reader, options, forms)
        with st.expander(t("export.again"), icon=":material/link:"):
            st.caption(t("export.again_link"))
            st.caption(t("export.again_command"))
            for form in forms:
                st.code(command(what, form, language, chosen, options), language=None, wrap_lines=True)
    if session.actor().role.can_load:
        with st.expander(t("export.archive"), icon=":material/inventory_2:"):
            st.caption(t("export.archive_text"))
            st.download_button(
                t("export.as_zip"),
                handed.over(offered.everything, t),
                file_name="convergence.zip",
                mime=MIME["zip"],
                icon=":material/folder_zip:",
                key="x_archive",
                on_click="ignore",
            )
            st.code("python -m convergence export archive --output convergence.zip", language=None, wrap_lines=True)

# 3. Show
if not problem and not lacking:
    with right:
        offered.preview(report, frames, book, chosen, t, reader, options, page)
