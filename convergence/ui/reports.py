"""The Export page's parts: a report's own choices, its files, and what its first page looks like."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from convergence import installation
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.errors import ConvergenceError, InvalidInput
from convergence.i18n import Catalogue
from convergence.reports import calendar, country_sheet, kinds, tables, workbooks
from convergence.reports.kinds import MIME, Report
from convergence.reports.options import Options
from convergence.reports.scope import Scope
from convergence.store import archive, reads
from convergence.store.meetings import meetings
from convergence.ui import address, handed, session

VARIANTS = ("follow-up", "recommendations", "meeting")
ICONS = {
    "csv": "csv",
    "docx": "description",
    "ics": "calendar_month",
    "pdf": "picture_as_pdf",
    "xlsx": "table_view",
    "zip": "folder_zip",
}
TABLES = {
    "recommendations": workbooks.recommendations,
    "actions": workbooks.actions,
    "themes-by-process": workbooks.matrix,
}
SHOWN = 10
CARD = 170
"""Pixels across the card of a report: the longest word of its name fits, and two stand side by side on a phone."""
PICTURES = Path(__file__).parents[2] / "static" / "reports"
LONG = 2_000
"""Recommendations from which making a report takes so long that one wants to see how far it is."""
EVENTS = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def choose(t: Catalogue) -> Report:
    """Every report with a picture of it and its name; gives the one that is chosen."""
    address.bind("x_what", next(iter(kinds.REPORTS)), kinds.REPORTS)
    what = st.session_state["x_what"]
    st.markdown(t("export.what"))
    with st.container(horizontal=True, gap="small"):
        for code, report in kinds.REPORTS.items():
            with st.container(width=CARD, height="stretch", border=True, gap="small"):
                st.image(PICTURES / f"{code}.png", width="stretch", alt=t("export.picture", report=report.label(t)))
                # The mark runs with the words: beside them it would leave too little room for the longest.
                st.button(
                    f":material/check: {report.label(t)}" if code == what else report.label(t),
                    key=f"x_choose_{code}",
                    type=session.emphasis() if code == what and session.emphasis() == "primary" else "secondary",
                    help=report.help(t),
                    on_click=_chosen,
                    args=(code,),
                    width="stretch",
                )
    report = kinds.REPORTS[what]
    st.subheader(report.label(t), anchor=False)
    st.caption(report.help(t))
    return report


def _chosen(code: str) -> None:
    st.session_state["x_what"] = code


def options(report: Report, frames: Frames, book: Codebook, t: Catalogue) -> Options:
    """Show the choices that this report understands, beside those that every report has, and give them all."""
    chosen = Options(moment=session.now(), address=installation.address())
    if "variant" in report.options:
        address.bind("x_variant", VARIANTS[0], VARIANTS)
        variant = st.selectbox(
            t("export.variant"),
            VARIANTS,
            format_func=lambda code: t(f"export.variant_{code}"),
            key="x_variant",
            persist_state="session",
            filter_mode=None,
            width=280,
        )
        chosen = replace(chosen, variant=variant)
    if "party" in report.options:
        parties = [code for code, party in book.parties.items() if party.kind == "country"]
        address.bind("x_party", session.actor().party, parties)
        party = st.selectbox(
            t("export.party"),
            parties,
            index=None,
            format_func=lambda code: t.text(book.parties[code].label),
            placeholder=t("shell.choose"),
            key="x_party",
            persist_state="session",
            filter_mode="contains",
            width=240,
        )
        chosen = replace(chosen, party=party or "")
    if "since" in report.options:
        address.bind("x_since")
        since = st.date_input(
            t("export.since"), value=None, key="x_since", persist_state="session", format="DD/MM/YYYY", width=200
        )
        chosen = replace(chosen, since=since)
    if "led_only" in report.options:
        address.bind("x_led_only", False)
        chosen = replace(chosen, led_only=st.toggle(t("export.led_only"), key="x_led_only", persist_state="session"))
    if "per_theme" in report.options:
        address.bind("x_per_theme", False)
        chosen = replace(chosen, per_theme=st.toggle(t("export.per_theme"), key="x_per_theme", persist_state="session"))
    if "columns" in report.options:
        known = [key for key in tables.OF_RECOMMENDATIONS if key != "link" or chosen.address]
        address.bind("x_columns", [], known)
        columns = st.multiselect(
            t("export.columns"),
            known,
            format_func=lambda key: t(f"reports.column.{key}"),
            placeholder=t("export.columns_all"),
            key="x_columns",
            persist_state="session",
            filter_mode="contains",
            select_all=False,
        )
        chosen = replace(chosen, columns=tuple(columns))
    return chosen


def _complete(report: Report, chosen: Options) -> Options:
    """The options with what has to be read for them: who spoke, and what changed."""
    with session.store().reading() as connection:
        return replace(
            chosen,
            meetings=meetings(connection),
            events=tuple(reads.events(connection, limit=EVENTS)) if "events" in report.options else (),
        )


def problem(
    report: Report, frames: Frames, book: Codebook, chosen: Filter, reader: Catalogue, asked: Options
) -> ConvergenceError | None:
    """Why this report can't be made of what is chosen, before anybody presses a button."""
    scope = Scope(frames, book, chosen, reader, asked)
    try:
        scope.shown(report.code in ("actions", "calendar", "follow-up"))
    except InvalidInput as error:
        return error
    if report.code == "calendar" and not calendar.dated(scope):
        return InvalidInput("reports.no_dates")
    return None


def lacking(
    report: Report, frames: Frames, book: Codebook, chosen: Filter, reader: Catalogue, asked: Options
) -> ConvergenceError | None:
    """Why there is no sheet of one delegation, where there are those of others."""
    if report.code != "country":
        return None
    if not asked.party:
        return InvalidInput("export.choose_party")
    return country_sheet.lacking(Scope(frames, book, chosen, reader, asked))


def forms(report: Report, alone: bool, drawn: bool) -> list[str]:
    """The formats that a report comes in; where it can't be had alone, only the archive, and no PDF where none can be drawn."""
    return [form for form in report.formats if (alone or form == "zip") and (drawn or form != "pdf")]


def _several(report: Report, form: str) -> bool:
    """Whether it is not one file but a sheet for everybody."""
    return report.code == "country" and form == "zip"


def everything() -> bytes:
    """The whole database, to be loaded again."""
    with session.store().reading() as connection, io.BytesIO() as content:
        archive.write(connection, content)
        return content.getvalue()


def downloads(
    report: Report,
    frames: Frames,
    book: Codebook,
    chosen: Filter,
    t: Catalogue,
    reader: Catalogue,
    asked: Options,
    given: Sequence[str],
) -> None:
    """A button for each of the `given` formats; a file is made when it is pressed, a long one before, with a bar beside it.

    What is made when the button is pressed should not fail: the page can say why only some seconds later (`handed`).
    """
    many = (
        len(frames.recommendations) >= LONG and Scope(frames, book, chosen, reader, asked).recommendations.sum() >= LONG
    )
    slow = [form for form in given if many or _several(report, form)]
    with st.container(horizontal=True):
        for form in (form for form in given if form not in slow):
            st.download_button(
                t(f"export.as_{form}"),
                handed.over(
                    lambda form=form: kinds.make(  # type: ignore[misc]
                        report.code, form, frames, book, chosen, reader, _complete(report, asked)
                    ),
                    t,
                ),
                file_name=kinds.filename(report.code, form, reader, asked),
                mime=MIME[form],
                icon=f":material/{ICONS[form]}:",
                key=f"x_{report.code}_{form}",
                on_click="ignore",
                type=session.emphasis() if form == given[0] else "secondary",
            )
    if slow:
        _prepared(report, frames, book, chosen, t, reader, asked, slow)


def download(code: str, form: str, label: str, frames: Frames, book: Codebook, chosen: Filter, t: Catalogue) -> None:
    """One report in one format, on another page than Export; nothing where it would be empty."""
    report, asked = kinds.REPORTS[code], Options(moment=session.now(), address=installation.address())
    if problem(report, frames, book, chosen, t, asked):
        return
    st.download_button(
        label,
        handed.over(lambda: kinds.make(code, form, frames, book, chosen, t, _complete(report, asked)), t),
        file_name=kinds.filename(code, form, t, asked),
        mime=MIME[form],
        icon=f":material/{ICONS[form]}:",
        key=f"one_{code}_{form}",
        on_click="ignore",
    )


def _prepared(
    report: Report,
    frames: Frames,
    book: Codebook,
    chosen: Filter,
    t: Catalogue,
    reader: Catalogue,
    asked: Options,
    given: Sequence[str],
) -> None:
    """A button that makes a long report and a bar beside it; then, for as long as the choices stay, the one that hands it over."""

    def told(share: float) -> None:
        bar.progress(share, t("export.making_share", share=t.percent(share)))

    choices = (report.code, frames.version, chosen, reader.language, replace(asked, moment=EPOCH))
    with st.container(horizontal=True):
        pressed = [
            form
            for form in given
            if st.button(
                t("export.prepare_sheets") if _several(report, form) else t(f"export.prepare_{form}"),
                key=f"x_prepare_{form}",
                icon=f":material/{ICONS[form]}:",
            )
        ]
    bar = st.empty()
    for form in pressed:
        try:
            content = kinds.make(
                report.code, form, frames, book, chosen, reader, _complete(report, asked),
                told,
            )  # fmt: skip
        except ConvergenceError as error:
            bar.error(t.error(error), icon=":material/error:")
            return
        bar.empty()
        st.session_state["x_made"] = (choices, form, kinds.filename(report.code, form, reader, asked), content)
    made = st.session_state.get("x_made")
    if made and made[0] == choices:
        _, form, name, content = made
        st.download_button(
            t("export.ready", file=name), content, file_name=name, mime=MIME[form],
            icon=":material/download:", key="x_ready", on_click="ignore", type=session.emphasis(),
        )  # fmt: skip


def drawn(
    report: Report, frames: Frames, book: Codebook, chosen: Filter, t: Catalogue, reader: Catalogue, asked: Options
) -> bytes | ConvergenceError | None:
    """A picture of the first page of a report on paper, or why it can't be drawn; None for the others."""
    if report.code not in kinds.PAPER:
        return None
    minute = asked.moment.minute - asked.moment.minute % 10
    steady = replace(asked, moment=asked.moment.replace(minute=minute, second=0, microsecond=0))
    key = repr((report.code, frames.version, chosen, reader.language, steady, str(session.store().engine.url)))
    try:
        with st.spinner(t("export.making")):
            return _first_page(key, report, frames, book, chosen, reader, steady)
    except ConvergenceError as error:
        return error


def preview(
    report: Report,
    frames: Frames,
    book: Codebook,
    chosen: Filter,
    t: Catalogue,
    reader: Catalogue,
    asked: Options,
    page: bytes | ConvergenceError | None,
) -> None:
    """The first `page` of a report on paper, the first rows of a table; nothing can be shown of a bundle of files."""
    if isinstance(page, ConvergenceError):
        st.warning(t.error(page), icon=":material/warning:")
    elif page:
        title = t("export.first_page", report=report.label(t))
        with st.container(border=True):  # a white page on a white ground has no edge
            # As it was made: left to choose, Streamlit turns it into a JPEG at every run, less sharp and 10 ms later.
            st.image(page, width="stretch", caption=title, alt=title, output_format="PNG")
    elif report.code in TABLES:
        table = TABLES[report.code](Scope(frames, book, chosen, reader, asked))
        st.dataframe(
            table.rows.head(SHOWN),
            column_config={column.key: st.column_config.Column(column.label) for column in table.columns},
            hide_index=True,
            placeholder="",
            alt=t("export.preview"),
        )
        st.caption(t.n("export.rows", len(table.rows)))
    else:
        st.caption(t("export.no_preview"))


@st.cache_data(show_spinner=False, max_entries=64)
def _first_page(
    key: str, _report: Report, _frames: Frames, _book: Codebook, _chosen: Filter, _reader: Catalogue, _asked: Options
) -> bytes | None:
    """The picture, made once in ten minutes for the same choices over the same data (`key`)."""
    return kinds.preview(_report.code, _frames, _book, _chosen, _reader, _complete(_report, _asked))
