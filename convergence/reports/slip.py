"""The delegation slip: follow-up as a workbook that goes round by mail, is filled in anywhere, and comes back (`convergence.slip`).

What may be filled in is unlocked and checked as it is typed; each row carries the id and the revision of its action in hidden columns,
and the first sheet carries a line that says which installation made the slip, for whom, and in which language.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter.workbook import Workbook

from convergence import evidence
from convergence.analysis import filters
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames, Positions
from convergence.codebook import Codebook
from convergence.i18n import Catalogue, catalogue
from convergence.model import LANGUAGES, Action
from convergence.reports import clean, excel, labels
from convergence.reports.palette import BORDER, MUTED, PANEL
from convergence.reports.workbook import Styles, height

MARK = "convergence-slip/1"
EDITABLE = ("progress", "due", "evidence", "note")
LOCKED = ("reference", "title", "role", "lead", "supporting", "recommendation")
COLUMNS = (*LOCKED, *EDITABLE, "id", "revision")
PROPOSED = ("reference", "title", "due", "note")
WIDTHS = {"reference": 22, "title": 40, "role": 12, "lead": 18, "supporting": 20, "recommendation": 50}
WIDTHS |= {"progress": 22, "due": 13, "evidence": 30, "note": 44, "id": 8, "revision": 8}
ROOM = 30
CHOICES_LIMIT = 2_000
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a slip comes from: the installation, the delegation (None: a choice of actions), and the language it is written in."""

    installation: str
    party: str | None
    language: str

    @property
    def mark(self) -> str:
        return f"{MARK} {self.installation} {self.party or '-'} {self.language}"


def origin(mark: str) -> Origin | None:
    """What a mark says; None where a text is no mark of this version."""
    parts = mark.split()
    if len(parts) != 4 or parts[0] != MARK or parts[3] not in LANGUAGES:
        return None
    return Origin(parts[1], None if parts[2] == "-" else parts[2], parts[3])


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a slip: an action, how its recommendation is cited, and the recommendation's text."""

    action: Action
    reference: str
    recommendation: str


def lines(frames: Frames, codebook: Codebook, positions: Positions, t: Catalogue) -> list[Line]:
    """The actions at some positions, as a slip in the catalogue's language shows them."""
    cited = references(frames, codebook, t)
    texts = frames.words("recommendations", "text", t.language)
    ids = frames.recommendations["id"].to_numpy()
    supporting: dict[int, list[str]] = {}
    chosen = frames.supporting[frames.supporting["act"].isin(positions)]
    for act, party in zip(chosen["act"], chosen["party"], strict=True):
        supporting.setdefault(int(act), []).append(str(party))
    links = frames.evidence_of_each()
    found = []
    for position, row in zip(positions, frames.actions.iloc[positions].to_dict("records"), strict=True):
        titles = {language: row[f"title_{language}"] for language in LANGUAGES}
        action = Action(
            id=row["id"],
            recommendation=ids[row["rec"]],
            title={language: title for language, title in titles.items() if isinstance(title, str)},
            lead=row["lead"] if isinstance(row["lead"], str) else None,
            supporting=tuple(supporting.get(int(position), ())),
            progress=row["progress"],
            due=None if pd.isna(row["due"]) else row["due"].date(),
            evidence=links[position],
            note=row["note"],
            source=row["source"],
            revision=int(row["revision"]),
        )
        found.append(Line(action, cited[row["rec"]], texts.iloc[row["rec"]]))
    return found


def references(frames: Frames, codebook: Codebook, t: Catalogue) -> list[str]:
    """How each recommendation is cited by itself: "RCM 5.1 (9 May 2023)"."""
    cited = labels.citations(frames, codebook, t)
    dates = [t.date(moment.date(), "medium") for moment in frames.meetings["date"]]
    return [
        f"{cited[passage]}.{number} ({dates[meeting]})".replace("\u00a0", " ")
        for passage, number, meeting in zip(
            frames.recommendations["passage"].tolist(),
            frames.recommendations["number"].tolist(),
            frames.recommendations["meeting"].cat.codes.tolist(),
            strict=True,
        )
    ]


def locked(line: Line, party: str | None, codebook: Codebook, t: Catalogue) -> dict[str, str]:
    """The cells of a row that nobody fills in."""
    names = labels.of(codebook.parties, t)
    action = line.action
    role = "" if party not in action.parties else t("slip.leads" if action.lead == party else "slip.supports")
    shown = {
        "reference": line.reference,
        "title": t.text(action.title),
        "role": role if party else "",
        "lead": names.get(action.lead or "", action.lead or ""),
        "supporting": labels.JOIN.join(names.get(code, code) for code in action.supporting),
        "recommendation": line.recommendation,
    }
    return {key: clean.text(value) for key, value in shown.items()}


def slip_bytes(
    rows: Sequence[Line],
    choices: Sequence[str],
    made: Origin,
    codebook: Codebook,
    moment: datetime,
    address: str | None = None,
) -> bytes:
    """The workbook. `choices` are the references under which new actions may be proposed; beyond 2,000 they are typed, not chosen."""
    t = catalogue(made.language)
    file = io.BytesIO()
    with excel.workbook(file) as book:
        styles = _Styles(book)
        known = codebook.parties.get(made.party or "")
        whom = t.text(known.label) if known else t("slip.selection")
        book.set_properties({"title": t("slip.of", party=whom), "created": moment.replace(tzinfo=None)})
        _explanation(book, styles, made, whom, moment, address, t)
        lists = [t.text(term.label) for term in codebook.progress.values()]
        choices = list(dict.fromkeys(choices))[:CHOICES_LIMIT]
        _actions(book, styles, rows, made, codebook, len(lists), t)
        _proposals(book, styles, len(choices), t)
        hidden = book.add_worksheet(t("slip.sheet.lists"))
        hidden.write_column(0, 0, lists)
        hidden.write_column(0, 1, choices)
        hidden.protect()
        hidden.hide()
    return file.getvalue()


class _Styles(Styles):
    """The house formats, and those of cells to be filled in."""

    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        filled: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "valign": "top", "border": 1}
        filled |= {"border_color": BORDER, "bg_color": "#fff8e1", "locked": False}
        self.open = book.add_format({**filled, "text_wrap": True})
        self.open_quoted = book.add_format({**filled, "text_wrap": True, "quote_prefix": True})
        self.open_date = book.add_format({**filled, "num_format": "dd/mm/yyyy", "align": "left"})
        self.small = book.add_format({"font_name": "Calibri", "font_size": 8, "font_color": MUTED})
        self.line = book.add_format({"font_name": "Calibri", "font_size": 12, "text_wrap": True, "valign": "vcenter"})
        self.number_of_line = book.add_format(
            {"font_size": 12, "bg_color": PANEL, "align": "center", "valign": "vcenter"}
        )


def _explanation(
    book: Workbook, styles: _Styles, made: Origin, whom: str, moment: datetime, address: str | None, t: Catalogue
) -> None:
    sheet = book.add_worksheet(t("slip.sheet.about"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 110)
    sheet.set_row(0, 30)
    sheet.write_string(0, 1, t("slip.of", party=whom), styles.title)
    back = t("slip.explain_5_address", address=address) if address else t("slip.explain_5")
    told = [
        t("slip.explain_1" if made.party else "slip.explain_1_selection", party=whom, date=t.date(moment.date())),
        t("slip.explain_2"),
        t("slip.explain_3"),
        t("slip.explain_4", sheet=t("slip.sheet.proposals")),
        back,
    ]
    for number, line in enumerate(told, start=1):
        sheet.set_row(number + 1, 36)
        sheet.write_number(number + 1, 0, number, styles.number_of_line)
        sheet.write_string(number + 1, 1, line, styles.line)
    sheet.write_string(9, 1, t("slip.keep_mark"), styles.small)
    sheet.write_string(10, 1, made.mark, styles.small)
    _page(sheet)
    sheet.protect()
    sheet.activate()


def _actions(
    book: Workbook, styles: _Styles, rows: Sequence[Line], made: Origin, codebook: Codebook, n: int, t: Catalogue
) -> None:
    sheet = book.add_worksheet(t("slip.sheet.actions"))
    _header(sheet, styles, COLUMNS, t)
    place = {key: number for number, key in enumerate(COLUMNS)}
    for key in ("id", "revision") if made.party else ("role", "id", "revision"):
        sheet.set_column(place[key], place[key], WIDTHS[key], None, {"hidden": True})
    for number, line in enumerate(rows, start=1):
        action = line.action
        fixed = locked(line, made.party, codebook, t)
        for key, text in fixed.items():
            sheet.write_string(number, place[key], text, styles.quoted if clean.could_compute(text) else styles.text)
        progress = codebook.progress.get(action.progress)
        filled = {
            "progress": t.text(progress.label) if progress else action.progress,
            "evidence": evidence.as_text(action.evidence),
            "note": action.note,
        }
        for key, value in filled.items():
            text = clean.text(value)
            style = styles.open_quoted if clean.could_compute(text) else styles.open
            if text:
                sheet.write_string(number, place[key], text, style)
            else:
                sheet.write_blank(number, place[key], None, style)
        texts = fixed | {key: clean.text(value) for key, value in filled.items()}
        sheet.set_row(number, height(((text, WIDTHS[key]) for key, text in texts.items()), least=2))
        if action.due:
            sheet.write_datetime(number, place["due"], datetime(*action.due.timetuple()[:3]), styles.open_date)  # noqa: DTZ001
        else:
            sheet.write_blank(number, place["due"], None, styles.open_date)
        sheet.write_string(number, place["id"], action.id)
        sheet.write_number(number, place["revision"], action.revision)
    if rows:
        _checks(sheet, place, len(rows), f"='{t('slip.sheet.lists')}'!$A$1:$A${n}", t)
    sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    _page(sheet)
    _protect(sheet)


def _proposals(book: Workbook, styles: _Styles, n: int, t: Catalogue) -> None:
    sheet = book.add_worksheet(t("slip.sheet.proposals"))
    _header(sheet, styles, PROPOSED, t)
    place = {key: number for number, key in enumerate(PROPOSED)}
    sheet.set_column(1, 1, 60)
    for row in range(1, ROOM + 1):
        for key in PROPOSED:
            sheet.write_blank(row, place[key], None, styles.open_date if key == "due" else styles.open)
    if n:
        source = f"='{t('slip.sheet.lists')}'!$B$1:$B${n}"
        sheet.data_validation(
            1, 0, ROOM, 0, {"validate": "list", "source": source, "error_message": t("slip.check_reference")}
        )
    _checks(sheet, place, ROOM, None, t)
    sheet.freeze_panes(1, 0)
    _page(sheet)
    _protect(sheet)


def _header(sheet: Any, styles: _Styles, keys: Sequence[str], t: Catalogue) -> None:
    sheet.set_row(0, 32)
    for place, key in enumerate(keys):
        sheet.set_column(place, place, WIDTHS[key])
        sheet.write_string(0, place, t(f"slip.column.{key}"), styles.header)


def _checks(sheet: Any, place: dict[str, int], last: int, progress: str | None, t: Catalogue) -> None:
    """What Excel and LibreOffice refuse as it is typed, with a sentence; whatever gets past them is found when the slip is read."""
    if progress:
        column = place["progress"]
        check = {"validate": "list", "source": progress, "ignore_blank": False}
        sheet.data_validation(1, column, last, column, {**check, "error_message": t("slip.check_progress")})
    column = place["due"]
    day = {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
    sheet.data_validation(1, column, last, column, {**day, "error_message": t("slip.check_due")})
    if "evidence" in place:
        column = place["evidence"]
        cell = f"{chr(ord('A') + column)}2"
        web = f'=OR(ISNUMBER(SEARCH("http://",{cell})),ISNUMBER(SEARCH("https://",{cell})))'
        check = {"validate": "custom", "value": web, "error_message": t("slip.check_evidence")}
        sheet.data_validation(1, column, last, column, check)


def _page(sheet: Any) -> None:
    """As it prints: landscape A4, one page wide."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.3, 0.3, 0.4, 0.4)
    sheet.fit_to_pages(1, 0)


def _protect(sheet: Any) -> None:
    """Without a password: the lock is to keep from slips, not from people."""
    may = ("sort", "autofilter", "format_columns", "format_rows", "format_cells")
    sheet.protect("", dict.fromkeys(may, True))


def of_party(frames: Frames, party: str) -> Positions:
    """Positions of the actions that a party leads or supports: first those that it leads."""
    leads = (frames.actions["lead"] == party).to_numpy()
    supports = np.zeros(len(frames.actions), dtype=bool)
    supports[frames.supporting["act"].to_numpy()[(frames.supporting["party"] == party).to_numpy()]] = True
    return np.concatenate([np.flatnonzero(leads), np.flatnonzero(supports & ~leads)])


def selected(frames: Frames, party: str | None, chosen: Filter, language: str, today: date) -> Positions:
    """Positions of the actions that go into a slip: of a delegation, what the filter leaves of it; without one, all that it selects."""
    wanted = filters.actions(frames, chosen, language, today)
    if party is None:
        return np.flatnonzero(wanted)
    ours = of_party(frames, party)
    return ours[wanted[ours]]


def filename(party: str | None, language: str) -> str:
    return f"slip-{party or 'selection'}-{language}.xlsx"


def recommendations_of(frames: Frames, positions: Positions, party: str | None) -> Positions:
    """Positions of the recommendations that new actions may be proposed for: those of the actions, and those that name the party."""
    named = frames.leads["rec"].to_numpy()[(frames.leads["party"] == party).to_numpy()]
    return np.unique(np.concatenate([frames.actions["rec"].to_numpy()[positions], named])).astype(np.int64)


def for_party(frames: Frames, made: Origin, codebook: Codebook, moment: datetime, address: str | None = None) -> bytes:
    """The slip of a delegation: what it leads, then what it supports."""
    return for_actions(frames, of_party(frames, made.party or ""), made, codebook, moment, address)


def for_actions(
    frames: Frames, positions: Positions, made: Origin, codebook: Codebook, moment: datetime, address: str | None = None
) -> bytes:
    """The slip of any choice of actions."""
    t = catalogue(made.language)
    cited = references(frames, codebook, t)
    choices = [cited[position] for position in recommendations_of(frames, positions, made.party)]
    return slip_bytes(lines(frames, codebook, positions, t), choices, made, codebook, moment, address)
