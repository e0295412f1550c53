"""The sheet of themes by processes: a colour scale on the counts, and Excel's own chart of them."""

from __future__ import annotations

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from convergence.i18n import catalogue
from convergence.reports import palette
from convergence.reports.tables import Table

# Dark text stays readable on all of it.
_NONE, _MOST = "#ffffff", "#6ea6cf"
_SERIES = (*palette.GROUPS.values(), palette.MUTED)
_ROW_PIXELS = 26


def colour(place: int) -> str:
    """The colour of a process by its place; beyond six the same ones again, paler each time."""
    again = min(place // len(_SERIES), 3)
    return palette.paler(_SERIES[place % len(_SERIES)], 0.3 * again)


def is_matrix(table: Table) -> bool:
    return table.name == "themes-by-process" and len(table.rows) > 1


def decorate(book: Workbook, sheet: Worksheet, name: str, table: Table) -> None:
    """Shade the counts and put a stacked bar chart beside the table; the last row, the totals, is left out of both."""
    keys = [column.key for column in table.columns]
    first, last = keys.index("theme") + 1, keys.index("spread") - 1
    bottom = len(table.rows) - 1
    sheet.conditional_format(
        1,
        first,
        bottom,
        last,
        {
            "type": "2_color_scale",
            "min_type": "num",
            "min_value": 0,
            "min_color": _NONE,
            "max_color": _MOST,
        },
    )
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for place, column in enumerate(range(first, last + 1)):
        chart.add_series(
            {
                "name": [name, 0, column],
                "categories": [name, 1, first - 1, bottom, first - 1],
                "values": [name, 1, column, bottom, column],
                "fill": {"color": colour(place)},
                "gap": 40,
            }
        )
    t = catalogue(table.language)
    chart.set_title({"name": t("reports.table.matrix"), "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 8}, "interval_unit": 1})
    chart.set_x_axis({"num_font": {"size": 8}, "major_gridlines": {"visible": True, "line": {"color": palette.BORDER}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 860, "height": 120 + _ROW_PIXELS * bottom})
    sheet.insert_chart(
        1, len(table.columns) + 1, chart, {"description": t("reports.overlap.matrix_alt"), "object_position": 3}
    )
