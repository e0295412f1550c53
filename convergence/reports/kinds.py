"""The reports there are: what a page and the command line choose from, and the one way to make any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.i18n import Catalogue
from convergence.reports import (
    calendar,
    changes,
    country_sheet,
    data,
    delimited,
    follow_up,
    overlap_brief,
    pdf,
    summary,
    word,
    workbook,
    workbooks,
)
from convergence.reports.document import Document
from convergence.reports.names import filename as filename
from convergence.reports.options import Options
from convergence.reports.scope import Scope, quietly
from convergence.reports.tables import Table

MIME = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}

Make = Callable[[Scope], bytes]


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its formats, the first being the usual one, and which `Options` mean something to it.

    Its name and its one-sentence description are the messages `reports.kind.CODE` and `reports.kind.CODE.help`.
    """

    code: str
    formats: Mapping[str, Make]
    options: tuple[str, ...] = ()

    def label(self, t: Catalogue) -> str:
        return t(f"reports.kind.{self.code}")

    def help(self, t: Catalogue) -> str:
        return t(f"reports.kind.{self.code}.help")


PAPER: Mapping[str, Callable[[Scope], Document]] = {
    "summary": summary.summary,
    "overlap": overlap_brief.overlap_brief,
    "follow-up": follow_up.follow_up,
    "country": country_sheet.country_sheet,
    "changes": changes.report,
}
"""What the reports on paper say, by code."""


def _paper(code: str) -> dict[str, Make]:
    document = PAPER[code]
    return {
        "docx": lambda scope: word.docx_bytes(document(scope), scope.told),
        "pdf": lambda scope: pdf.pdf_bytes(document(scope), scope.told),
    }


def _table(title: str, table: Callable[[Scope], Table], of_actions: bool = False) -> dict[str, Make]:
    def csv(scope: Scope) -> bytes:
        scope.about(title, of_actions)  # an empty choice is said, not written
        return delimited.csv_bytes(table(scope))

    def xlsx(scope: Scope) -> bytes:
        return workbook.xlsx_bytes([table(scope)], scope.about(scope.t(title), of_actions), scope.told)

    return {"csv": csv, "xlsx": xlsx}


REPORTS: Mapping[str, Report] = {
    report.code: report
    for report in (
        Report("summary", _paper("summary"), ("variant",)),
        Report("overlap", _paper("overlap")),
        Report("follow-up", {**_paper("follow-up"), "xlsx": workbooks.of_follow_up}, ("since", "events")),
        Report("changes", {**_paper("changes"), "xlsx": workbooks.of_changes}, ("since", "events")),
        Report("country", {**_paper("country"), "zip": country_sheet.every_sheet}, ("party",)),
        Report("workbook", {"xlsx": workbooks.full}, ("columns", "per_theme", "since", "events")),
        Report(
            "recommendations",
            _table("reports.table.recommendations", workbooks.recommendations),
            ("columns", "per_theme"),
        ),
        Report("actions", _table("reports.table.actions", workbooks.actions, of_actions=True)),
        Report("themes-by-process", _table("reports.table.matrix", workbooks.matrix)),
        Report("calendar", {"ics": calendar.calendar_bytes}, ("led_only", "events")),
        Report("data", {"zip": data.data_bytes}),
    )
}
"""Every report by its code, in the order in which they are offered."""


def make(
    code: str,
    form: str,
    frames: Frames,
    codebook: Codebook,
    chosen: Filter,
    t: Catalogue,
    options: Options,
    told: Callable[[float], None] = quietly,
) -> bytes:
    """The file of a report in a format, over what the filter selects, in the catalogue's language; `told` hears how far it is.

    Raises InvalidInput: no such report or format; nothing chosen; what the report itself asks of its options.
    """
    return maker(code, form)(Scope(frames, codebook, chosen, t, options, told))


def maker(code: str, form: str) -> Make:
    """Raises InvalidInput for an unknown report, or a format that it does not come in."""
    if code not in REPORTS:
        raise InvalidInput("reports.no_such_report", code=code, known=", ".join(REPORTS))
    formats = REPORTS[code].formats
    if form not in formats:
        raise InvalidInput("reports.no_such_format", form=form, known=", ".join(formats))
    return formats[form]


def preview(
    code: str, frames: Frames, codebook: Codebook, chosen: Filter, t: Catalogue, options: Options
) -> bytes | None:
    """A picture (PNG) of the first page of a report on paper; None for the others. Raises InvalidInput as `make` does."""
    if code not in PAPER:
        return None
    return pdf.first_page(PAPER[code](Scope(frames, codebook, chosen, t, options)))
