"""What a page shows, taken from one run of it, as a bare Streamlit script that shows the same ready-made.

The script has every title, text, choice, button, figure and table of the page as a plain value, in the same order and containers. It
has no data, filters, words to look up or other pages; so what a page takes beyond it is what the application itself costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

_TEXTS = {name: name for name in ("title", "subheader", "caption", "markdown", "text", "info", "warning")}
_CHOICES = ("selectbox", "multiselect", "radio")


def write(page: AppTest, folder: Path) -> Path:
    """Write the bare script for what a page shows now, and beside it what it is given: figures as JSON, tables as Parquet."""
    given = _Given([], [])
    main = _inside(page.main, 0, given)
    sidebar = _inside(page.sidebar, 1, given) or ["    pass"]
    for number, table in enumerate(given.tables):
        table.to_parquet(folder / f"table_{number}.parquet")
    (folder / f"{folder.name}_given.py").write_text(_GIVEN.format(figures=given.figures, tables=len(given.tables)))
    script = folder / "bare.py"
    head = ("import sys", f"sys.path.insert(0, {str(folder)!r})", f"import {folder.name}_given as given", *_HEAD)
    script.write_text("\n".join([*head, *main, "with st.sidebar:", *sidebar]))
    return script


_HEAD = (
    "import json",
    "import plotly.graph_objects as go",
    "import streamlit as st",
    "st.set_page_config(layout='wide')",
)
_GIVEN = """from pathlib import Path
import pandas as pd
figures = {figures!r}
tables = [pd.read_parquet(Path(__file__).parent / f"table_{{number}}.parquet") for number in range({tables})]
"""


@dataclass(frozen=True)
class _Given:
    figures: list[str]
    tables: list[Any]


def _inside(block: Any, depth: int, given: _Given) -> list[str]:
    lines: list[str] = []
    columns = [child for child in block.children.values() if child.type == "column"]
    if columns:
        lines.append(f"columns_{depth} = st.columns({[column.weight for column in columns]})")
    for child in block.children.values():
        key = f"key='part_{id(child)}'"
        call = f"columns_{depth}[{columns.index(child)}]" if child.type == "column" else _block(child, key)
        if call is not None:
            inside = _inside(child, depth + 1, given)
            lines += [f"with {call}:", *inside] if inside else [call]
        else:
            lines.append(_element(child, key, given))
    return [f"{'    ' if depth else ''}{line}" for line in lines]


def _block(child: Any, key: str) -> str | None:
    """A container; None for what is none."""
    if child.type == "popover":
        return f"st.popover({child.proto.popover.label!r}, {key})"
    if child.type == "expander":
        return f"st.expander({child.proto.label!r})"
    if child.type == "grid_container":
        return "st.grid('auto', min_column_width=120)"
    if child.type == "flex_container":
        flex = child.proto.flex_container
        return f"st.container(horizontal={flex.direction == flex.Direction.HORIZONTAL}, border={flex.border})"
    return None


def _element(child: Any, key: str, given: _Given) -> str:
    proto, kind = child.proto, child.type
    if kind in _TEXTS:
        return f"st.{kind}({proto.body!r})"
    if kind in _CHOICES:
        return f"st.{kind}({proto.label!r}, {list(proto.options)!r}, {key})"
    if kind == "button_group":
        options = [option.content for option in proto.options]
        return f"st.segmented_control({proto.label!r}, {options!r}, default={options[0]!r}, {key})"
    if kind in ("text_input", "toggle", "button", "date_input"):
        return f"st.{kind}({proto.label!r}, {key})"
    if kind == "download_button":
        return f"st.download_button({proto.label!r}, b'', {key})"
    if kind == "page_link":
        return f"st.page_link('https://example.org', label={proto.label!r})"
    if kind == "metric":
        return f"st.metric({proto.label!r}, {proto.body!r})"
    if kind == "code":
        return f"st.code({proto.code_text!r}, language=None)"
    if kind == "pagination":
        return f"st.pagination({proto.num_pages}, {key})"
    if kind == "plotly_chart":
        given.figures.append(proto.spec)
        figure = f"go.Figure(json.loads(given.figures[{len(given.figures) - 1}]), skip_invalid=True)"
        return f"st.plotly_chart({figure}, {key})"
    if kind == "dataframe":
        given.tables.append(child.value)
        return f"st.dataframe(given.tables[{len(given.tables) - 1}], {key})"
    return "pass"  # a kind that is rare here: the bare script is only faster without it
