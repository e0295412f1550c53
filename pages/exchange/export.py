"""Export: what the filters select, in the language of the reader who gets it."""

import streamlit as st

from convergence.analysis import filters
from convergence.i18n import LANGUAGE_NAMES, catalogue
from convergence.model import LANGUAGES
from convergence.reports import tables
from convergence.ui import address, parts, session
from convergence.ui import filters as choices

t, book, frames = session.words(), session.codebook(), session.frames()

parts.heading(t("export.title"), t("export.subtitle"))
with st.container(horizontal=True, vertical_alignment="bottom"):
    what = parts.switch(
        t("export.what"), "x_what", ("recommendations", "actions", "matrix"), lambda code: t(f"export.{code}")
    )
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
of_actions = ("progress", "flags") if what == "actions" else ()
chosen = choices.bar(
    "x", ("processes", "themes", "kinds", "parties", "positions", "meetings", *of_actions), frames, book, t, search=True
)
reader = catalogue(language)
rows = filters.recommendations(frames, chosen, t.language)
if what == "actions":
    selected = filters.actions(frames, chosen, t.language, session.today())
    table = tables.actions(frames, book, selected, reader, session.today())
elif what == "matrix":
    table = tables.matrix(frames, book, rows, reader)
else:
    table = tables.recommendations(frames, book, rows, reader)

if table.rows.empty:
    st.info(t("export.nothing"), icon=":material/filter_alt_off:")
    st.stop()
parts.downloads(table, frames, book, reader, chosen, rows, session.now())
st.subheader(t("export.preview"), anchor=False)
st.dataframe(
    table.rows.head(10),
    column_config={column.key: st.column_config.Column(column.label) for column in table.columns},
    hide_index=True,
    placeholder="",
    alt=t("export.preview"),
)
st.caption(t.n("export.rows", len(table.rows)))
parts.basis(frames, book, t, chosen, rows)
