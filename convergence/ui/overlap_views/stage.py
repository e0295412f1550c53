"""What the views of the Overlap page share: what they are given, how a figure is shown, and the panel of what is behind it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from convergence.analysis import overlap
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames, Mask, Positions
from convergence.charts import names
from convergence.charts.look import Drawn
from convergence.codebook import Codebook
from convergence.i18n import Catalogue
from convergence.reports.tables import Table
from convergence.ui import address, figures, parts, session, taking
from convergence.ui.made import Made, kept

IMAGES = ("png", "svg")


@dataclass(frozen=True, eq=False)
class Given:
    """What every view starts from: words, codebook, data, and the reader's filters with the recommendations they select."""

    t: Catalogue
    book: Codebook
    frames: Frames
    chosen: Filter
    rows: Mask

    def by_main_theme(self) -> Given:
        """The same, counted under the main theme alone where the reader chose that (`COUNTED`)."""
        return replace(self, chosen=replace(self.chosen, main_only=st.session_state["o_counted"] == "main"))

    def kept(self, *what: object, make: Callable[[], Made]) -> Made:
        """What `make` gives for these filters, once for everybody; `what` names it, and says what else it depends on."""
        return kept(self.frames, self.t, (*what, self.chosen), make)

    def matrix(self, main_only: bool) -> overlap.Matrix:
        """Themes by processes under the reader's filters."""
        chosen = self.chosen
        return self.kept(
            "matrix",
            main_only,
            make=lambda: overlap.matrix(self.frames, self.rows, main_only, chosen.themes, chosen.processes),
        )

    def behind_cell(self, theme: str | None, process: str | None) -> Positions:
        """The recommendations behind a theme, a process or both."""
        main_only = self.chosen.main_only
        return self.kept(
            "behind a cell",
            theme,
            process,
            make=lambda: overlap.behind(self.frames, self.rows, theme, process, main_only),
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """How a figure is drawn: one of `options`, the first by default, under a key of the session.

    `title` is the key of what it is called, `label` gives the words for an option.
    """

    key: str
    title: str
    options: Sequence[str]
    label: Callable[[Catalogue, str], str]


COUNTED = Choice("o_counted", "overlap.counted", ("all", "main"), lambda t, code: t(f"overlap.counted_{code}"))
SHOWN_AS = Choice("o_as", "overlap.as", ("chart", "table"), lambda t, code: t(f"overlap.as_{code}"))


def how(t: Catalogue, first: Choice | None, *others: Choice) -> None:
    """How the figure is drawn, in one row: the first choice, the others folded under their values, and chart or table."""
    for choice in others:
        address.bind(choice.key, choice.options[0], choice.options)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if first:
            parts.switch(t(first.title), first.key, first.options, partial(first.label, t), hidden=True)
        if others:
            _folded(t, others)
        parts.switch(t(SHOWN_AS.title), SHOWN_AS.key, SHOWN_AS.options, partial(SHOWN_AS.label, t), hidden=True)


def _folded(t: Catalogue, choices: Sequence[Choice]) -> None:
    values = {choice: st.session_state[choice.key] for choice in choices}
    told = [choice.label(t, value) for choice, value in values.items() if value != choice.options[0]]
    with st.popover(" · ".join([t("overlap.display"), *told]), icon=":material/tune:", key="o_display_open"):
        for choice in choices:
            st.segmented_control(
                t(choice.title),
                choice.options,
                required=True,
                format_func=partial(choice.label, t),
                key=choice.key,
                persist_state="session",
                wrap=True,
                help=t("overlap.counted_help") if choice is COUNTED else None,
            )


def columns() -> list[DeltaGenerator]:
    """Where the figure stands, and beside it the panel of what is behind its marks."""
    return st.columns([5, 3], gap="medium")


def say(sentence: str) -> None:
    """In place of a figure: what to choose so that there is one."""
    st.info(sentence, icon=":material/touch_app:")


def figure(
    given: Given,
    view: str,
    draw: Callable[[], Drawn],
    keys: Sequence[str],
    file: str,
    table: Callable[[], Table],
    explained: str | None = None,
    outline: Callable[[], Mapping[str, Any] | None] | None = None,
) -> None:
    """The figure with its finding and what it counts, or its table; under it what it rests on and its downloads, named `file`.

    A click puts the codes of the mark into the session's `keys`, and so into the URL. With an `outline` around what was chosen, the
    figure itself is the same for every choice of a mark, and is drawn once for all.
    """
    t = given.t
    as_table = st.session_state.get(SHOWN_AS.key) == "table"
    choices = _choices()
    of_table = (view, given.chosen, *((key, value) for key, value in choices if key not in keys))
    depends_on = of_table if outline else (view, given.chosen, *choices)
    drawn = figures.kept(given.frames, t, depends_on, lambda: _grounded(draw()))
    if outline and (frame := given.kept("outline", session.mode().mode, view, *choices, make=outline)):
        drawn = replace(drawn, figure=drawn.figure.outlined(frame))

    def made() -> Table:
        return kept(given.frames, t, ("table", *of_table), table)

    st.markdown(parts.plain(drawn.alt))
    if explained:
        st.caption(explained)
    if as_table:
        _table(made(), t)
    else:
        chart = f"o_chart_{view}"
        # A figure keeps its width, so that its text keeps its size; a screen that is narrower scrolls it.
        with st.grid(1, min_column_width=int(drawn.figure.layout.width or 320), wrap=False):
            st.plotly_chart(
                drawn.figure,
                key=chart,
                theme=None,
                width="content",
                config={
                    "displayModeBar": True,
                    "displaylogo": False,
                    "modeBarButtons": [["toImage"]],
                    "toImageButtonOptions": {"format": _image(), "filename": f"convergence-{view}", "scale": 2},
                    "locale": t.language,
                },
                alt=drawn.alt,
                on_select=taking.sure(partial(_take, chart, tuple(keys))),
                selection_mode="points",
            )
    parts.basis(given.frames, given.book, t, given.chosen, given.rows)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        parts.downloads(file, made, given.frames, given.book, t, given.chosen, given.rows, session.now())
        if not as_table:
            st.segmented_control(
                t("overlap.image"),
                IMAGES,
                format_func=str.upper,
                key="o_image",
                default="png" if "o_image" not in st.session_state else None,
                required=True,
                wrap=True,
                help=t("overlap.image_help"),
            )


def _grounded(drawn: Drawn) -> Drawn:
    """The figure on the page's colour, so that the image that one downloads has a ground."""
    drawn.figure.update_layout(paper_bgcolor=session.mode().page)
    return drawn


def _choices() -> list[tuple[str, str]]:
    """Whatever was chosen on this page: a figure depends on nothing else but the filters, the data, language and look."""
    return sorted((key, str(st.session_state[key])) for key in st.session_state["bound"] if key.startswith("o_"))


def _image() -> str:
    return str(st.session_state.get("o_image") or IMAGES[0])


def _table(table: Table, t: Catalogue) -> None:
    st.dataframe(
        table.rows,
        column_config={
            column.key: st.column_config.NumberColumn(column.label, format="localized")
            if column.kind == "number"
            else column.label
            for column in table.columns
        },
        hide_index=True,
        placeholder="",
        height="content",
        alt=table.title,
    )


def _take(chart: str, keys: Sequence[str]) -> None:
    """Keep a clicked mark in the URL: a chart forgets its selection when it is drawn anew."""
    if points := st.session_state[chart].selection.points:
        for key, code in zip_longest(keys, points[0]["customdata"][: len(keys)], fillvalue=""):
            st.session_state[key] = code.split() if isinstance(st.session_state.get(key), list) else code or None


@contextmanager
def behind(t: Catalogue) -> Iterator[None]:
    """The panel of what is behind a mark."""
    st.subheader(t("overlap.behind_title"), anchor=False)
    yield


def bind(key: str, codes: Collection[str]) -> str | None:
    """The code that the URL or a click chose for a key, before its widget is shown."""
    address.bind(key, None, codes)
    found: str | None = st.session_state.get(key)
    return found


def theme(given: Given, key: str = "o_theme", title: str = "fields.theme") -> str | None:
    t, book = given.t, given.book
    return st.selectbox(
        t(title),
        list(book.themes),
        index=None,
        format_func=lambda code: names.label(code, book, t),
        placeholder=t("overlap.any_theme"),
        key=key,
        persist_state="session",
        filter_mode="contains",
    )


def process(given: Given, key: str = "o_process", title: str = "fields.process") -> str | None:
    t, book = given.t, given.book
    return st.selectbox(
        t(title),
        list(book.processes),
        index=None,
        format_func=lambda code: names.short(code, book, t),
        placeholder=t("overlap.any_process"),
        key=key,
        persist_state="session",
        filter_mode="contains",
    )


def listed(given: Given, positions: Positions, key: str) -> None:
    """How many recommendations are behind the mark, and those."""
    st.markdown(given.t.n("overlap.behind", len(positions)))
    parts.recommendations(given.frames, positions, given.book, given.t, key)
