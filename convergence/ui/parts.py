"""Parts of pages. Words that came from a document or from a person are shown as text, never as Markdown."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, tzinfo
from functools import reduce

import streamlit as st

from convergence import history
from convergence.analysis import incidence
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames, Mask, Positions
from convergence.charts.look import Drawn
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError
from convergence.i18n import Catalogue
from convergence.model import Event
from convergence.reports import cards
from convergence.reports.about import About, about, filters_in_words
from convergence.reports.delimited import csv_bytes
from convergence.reports.tables import Table
from convergence.reports.titles import Titles, shortened
from convergence.reports.workbook import xlsx_bytes
from convergence.ui import address, anew, handed
from convergence.ui.made import kept

OVERVIEW = "pages/explore/overview.py"
OVERLAP = "pages/explore/overlap.py"
RECOMMENDATIONS = "pages/explore/recommendations.py"
RECOMMENDATION = "pages/explore/recommendation.py"
TRACKER = "pages/follow_up/tracker.py"
DELEGATION = "pages/follow_up/delegation.py"
SLIP = "pages/follow_up/slip.py"
PEOPLE = "pages/settings/people.py"
ACCESS_KEYS = "pages/settings/access_keys.py"
ACTIVITY = "pages/follow_up/activity.py"
CHANGES = "pages/follow_up/changes.py"
IMPORT = "pages/exchange/import_document.py"
EXPORT = "pages/exchange/export.py"

PER_PAGE = 10
BRIEF = 44
"""Characters of a title that a link has room for beside a figure, or on a phone; Streamlit cuts what is longer without a sign."""
EARLIEST, LATEST = date(1000, 1, 1), date(2999, 12, 31)
"""What the field of a date takes in; whether it can be is said by the store, in the reader's language."""
CHART = {"displayModeBar": False, "responsive": True}


def heading(title: str, subtitle: str) -> None:
    """A page's title and the sentence under it."""
    st.title(title, anchor=False)
    st.caption(subtitle)


@contextmanager
def told(t: Catalogue) -> Iterator[None]:
    """A known error as one sentence on the page; the rest of the page stays."""
    try:
        yield
    except ConvergenceError as error:
        st.error(plain(t.error(error)), icon=":material/error:")


@contextmanager
def safely(t: Catalogue) -> Iterator[None]:
    """A page, or a part of it that runs by itself: whatever goes wrong is one sentence on it; what nobody foresaw goes into the log."""
    try:
        with told(t):
            yield
    except Exception:
        logging.getLogger("convergence").exception("a page failed")
        st.error(t("shell.unexpected"), icon=":material/error:")


def switch(
    label: str, key: str, options: Sequence[str], format_func: Callable[[str], str], hidden: bool = False
) -> str:
    """One of a few choices, the first by default, kept in the URL."""
    address.bind(key, options[0], options)
    st.segmented_control(
        label,
        options,
        required=True,
        format_func=format_func,
        key=key,
        persist_state="session",
        label_visibility="collapsed" if hidden else "visible",
        wrap=True,
    )
    return str(st.session_state[key])


def basis(frames: Frames, book: Codebook, t: Catalogue, chosen: Filter, rows: Mask) -> None:
    """What stands under every figure: n, filters, date and version of the data, what nobody has reviewed."""
    st.caption(kept(frames, t, ("basis", chosen, hash(rows.tobytes())), lambda: _basis(frames, book, t, chosen, rows)))


def _basis(frames: Frames, book: Codebook, t: Catalogue, chosen: Filter, rows: Mask) -> str:
    recommendations = frames.recommendations
    spoken = frames.processes.loc[rows[frames.processes["rec"].to_numpy()], "process"].nunique()
    unreviewed = int((rows & ~recommendations["reviewed"].to_numpy()).sum())
    words = in_turn([f"{name} {value}" for name, value in filters_in_words(chosen, frames, book, t)], t)
    latest = frames.latest
    return t(
        "parts.basis",
        recommendations=t.n("charts.points", int(rows.sum())),
        processes=t.n("parts.processes", int(spoken)),
        passages=t.n("parts.passages", incidence.passages(frames, rows)),
        filters=plain(words) or t("parts.no_filters"),
        date=t.date(latest.date()) if latest is not None else "–",
        version=t.number(frames.version),
        reviewed=t("parts.all_reviewed") if not unreviewed else t.n("parts.unreviewed", unreviewed),
    )


def in_turn(words: Sequence[str], t: Catalogue) -> str:
    """Words that hold commas themselves, one after the other."""
    return reduce(lambda one, other: t("parts.and_then", one=one, other=other), words) if words else ""


def plain(text: str) -> str:
    """Text for a place that reads Markdown: every mark of it is disarmed, as is what Streamlit reads between colons."""
    marked = "".join(f"\\{character}" if character in r"\`*_{}[]()#+-.!|~$<>&^=@/" else character for character in text)
    return marked.replace(":", "\\:\u2060").replace("\n", " ")


def figure(drawn: Drawn, key: str) -> None:
    """A figure that is only looked at."""
    st.plotly_chart(drawn.figure, key=key, theme=None, config=CHART, alt=drawn.alt)


def downloads(
    name: str,
    table: Callable[[], Table],
    frames: Frames,
    book: Codebook,
    t: Catalogue,
    chosen: Filter,
    rows: Mask,
    moment: datetime,
) -> None:
    """A table as CSV and as a workbook that says what it holds, made when somebody asks for it; `name` is for the files."""

    def workbook() -> bytes:
        made = table()
        return xlsx_bytes([made], report(made.title, frames, book, t, chosen, rows, moment))

    with st.container(horizontal=True):
        st.download_button(
            t("parts.csv"),
            handed.over(lambda: csv_bytes(table()), t),
            file_name=f"{name}.csv",
            mime="text/csv",
            icon=":material/csv:",
            key=f"{name}_csv",
            on_click="ignore",
        )
        st.download_button(
            t("parts.xlsx"),
            handed.over(workbook, t),
            file_name=f"{name}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            icon=":material/table_view:",
            key=f"{name}_xlsx",
            on_click="ignore",
        )


def report(
    title: str, frames: Frames, book: Codebook, t: Catalogue, chosen: Filter, rows: Mask, moment: datetime
) -> About:
    return about(title, frames, book, chosen, rows, t, moment)


def recommendations(frames: Frames, positions: Positions, book: Codebook, t: Catalogue, key: str) -> None:
    """Recommendations one under the other, each with its passage and the way to its own page."""
    pages = max(1, -(-len(positions) // PER_PAGE))
    page = st.pagination(pages, key=f"{key}_page") if pages > 1 else 1
    with anew.block(f"{key}_cards", page):
        for position in positions[(page - 1) * PER_PAGE : page * PER_PAGE]:
            recommendation(frames, int(position), book, t, key)


def recommendation(frames: Frames, position: int, book: Codebook, t: Catalogue, key: str) -> None:
    """One recommendation as a card."""
    shown = kept(frames, t, ("card", position), lambda: cards.card(frames, position, book, t))
    with st.container(border=True, gap="xsmall", key=f"{key}_{position}"):
        st.caption(t("parts.coding", cited=shown.cited, kind=shown.kind, themes=t.list(shown.themes)))
        st.text(shown.text)
        if not shown.translated:
            st.caption(t("parts.other_language"))
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.popover(t("parts.passage"), type="tertiary", icon=":material/format_quote:"):
                st.caption(shown.cited)
                st.text(shown.passage)
            st.page_link(
                RECOMMENDATION,
                label=t("parts.open"),
                icon=":material/arrow_forward:",
                query_params={"id": shown.id, "lang": t.language},
            )


def events(
    entries: Sequence[Event], book: Codebook, t: Catalogue, zone: tzinfo, titles: Titles | None, brief: bool = False
) -> None:
    """The history, newest first; `titles` names the subjects, where the page itself does not. In brief, without the fields."""
    for event in entries:
        with st.container(gap="xxsmall"):
            st.caption(t.moment(event.at.astimezone(zone)))
            st.text(history.headline(event, book, t))
            title = titles.get(event.subject) if titles else None
            if title and brief:
                title = shortened(title, BRIEF)
            if event.verb.startswith("import-"):
                document = event.subject.partition("/")[0]
                name = (titles.get(document) if titles else None) or t("parts.document")
                st.page_link(
                    IMPORT,
                    label=plain(shortened(name, BRIEF) if brief else name),
                    query_params={"i_document": document, "lang": t.language},
                )
            elif title and "/" in event.subject:
                recommendation = event.subject.partition("/a")[0]
                st.page_link(
                    RECOMMENDATION, label=plain(title), query_params={"id": recommendation, "lang": t.language}
                )
            elif title:
                st.text(title)
            for line in [] if brief else history.details(event, book, t):
                st.text(line)
