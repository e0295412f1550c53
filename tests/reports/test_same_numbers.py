"""Every report, read back, says the numbers that the screen shows for the same filter."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import docx
import icalendar
import numpy as np
import openpyxl
import pandas as pd
import pypdfium2
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from convergence import corpus
from convergence.analysis import delegation, filters, links, overlap, progress
from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.charts import gaps as gap_figures
from convergence.charts import matrix as matrix_figures
from convergence.charts import progress as progress_figures
from convergence.charts.look import LIGHT
from convergence.codebook import Codebook
from convergence.i18n import catalogue
from convergence.model import Event
from convergence.reports import changes, frameworks, kinds, labels, tables
from convergence.reports.options import Options
from convergence.reports.scope import Scope

from .given import ADDRESS, MOMENT, TODAY

T = catalogue("fr")
CHOSEN = Filter(processes=("crm", "csm", "idm"), kinds=("recommendation", "proposal", "commitment", "assignment"))
SINCE = date(2026, 10, 1)
EVENTS = tuple(
    Event(number, datetime(2026, month, 5, tzinfo=UTC), who, "delegate", "PAN", None, "action-updated", subject, change)
    for number, month, who, subject, change in (
        (1, 9, "Ana", "2023-05-09-cam/crm.2.1/a1", {"note": ("", "too early")}),
        (2, 10, "Ana", "2023-05-09-cam/crm.2.1/a1", {"note": ("", "Told."), "due": (None, "2026-12-01")}),
        (3, 11, "Eva", "2023-05-09-cam/csm.5.1/a1", {"progress": ("no-information", "planned")}),
        (4, 11, "Eva", "2023-05-09-cam/mirps.4.1/a1", {"note": ("", "of a process that is not chosen")}),
    )
)


@pytest.fixture(scope="module")
def lived(frames: Frames) -> Frames:
    """The bundled meeting some time later: dates, progress and a decision that two ask the same, followed up jointly."""
    acts = frames.actions.copy()
    acts["due"] = [(pd.Timestamp("2026-11-01"), pd.Timestamp("2026-12-01"), pd.NaT)[n % 3] for n in range(len(acts))]
    for step, code in ((4, "in-progress"), (7, "planned"), (9, "implemented")):
        acts.loc[acts.index % step == 0, "progress"] = code
    acts["joint"] = acts.index == 0
    decided = pd.DataFrame([(0, 12, "same-ask")], columns=["one", "other", "kind"])
    return replace(frames, actions=acts, links=decided, _cache={})


@pytest.fixture(scope="module")
def options() -> Options:
    meetings = tuple(corpus.read_meeting(path) for path in corpus.meeting_files())
    return Options(MOMENT, ADDRESS, meetings, EVENTS, party="PER", since=SINCE)


@pytest.fixture(scope="module")
def rows(lived: Frames) -> np.ndarray[Any, Any]:
    found = filters.recommendations(lived, CHOSEN, "fr")
    assert 0 < found.sum() < len(found)
    return found


@pytest.fixture(scope="module")
def acts(lived: Frames) -> np.ndarray[Any, Any]:
    found = filters.actions(lived, CHOSEN, "fr", TODAY)
    assert 0 < found.sum() < len(found)
    return found


def made(
    code: str, form: str, frames: Frames, book: Codebook, options: Options, chosen: Filter = CHOSEN, **changed: Any
) -> bytes:
    return kinds.make(code, form, frames, book, chosen, T, replace(options, **changed))


def word(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def pdf(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return re.sub(r"[\s\u00ad\ufffe\x02-]", "", text)


def cells(table: Any) -> list[list[str]]:
    """What the cells of a Word table say; the space before a point between facts does not break there."""
    return [[cell.text.replace("\u00a0· ", " · ") for cell in row.cells] for row in table.rows]


def facts(table: Any) -> list[str]:
    return [cell.paragraphs[0].text for cell in table.rows[0].cells]


def charts(document: WordDocument) -> list[list[tuple[str, list[int]]]]:
    """The series of each figure of a Word file, in order: name and numbers; its first picture has the legend, others may follow."""
    found: list[list[tuple[str, list[int]]]] = []
    for drawn in document.element.body.iter(qn("c:chart")):
        tree = docx.oxml.parse_xml(document.part.related_parts[drawn.get(qn("r:id"))].blob)
        series = []
        for one in tree.iter(qn("c:ser")):
            name = one.find(qn("c:tx")).find(f".//{qn('c:v')}").text
            series.append((name, [int(v.text) for v in one.find(qn("c:val")).iter(qn("c:v"))]))
        if tree.find(f".//{qn('c:legend')}") is not None:
            found.append(series)
        else:
            found[-1] = [(name, [*so_far, *more]) for (name, so_far), (_, more) in zip(found[-1], series, strict=True)]
    return found


def bars(drawn: Any) -> list[tuple[str, list[int]]]:
    """The same of a figure on screen."""
    return [(trace.name, list(trace.x)) for trace in drawn.figure.data]


def sheet(book: Any, title: str) -> list[list[Any]]:
    return [list(row) for row in book[title].iter_rows(values_only=True)]


def plain(table: tables.Table) -> list[list[Any]]:
    return table.rows.astype(object).where(table.rows.notna(), None).to_numpy().tolist()


@pytest.mark.parametrize("variant", ["meeting", "recommendations", "follow-up"])
def test_summary(lived: Frames, codebook: Codebook, options: Options, rows: Any, variant: str) -> None:
    cited = labels.references(lived, codebook, T)
    chosen = [cited[place] for place in np.flatnonzero(rows)]
    document = word(made("summary", "docx", lived, codebook, options, variant=variant))
    listed = [p for p in document.paragraphs if p.style.name in ("List Bullet", "List Number")]
    under = [p for p in document.paragraphs if p.style.name == "List Bullet 2"]
    said = "\n".join(p.text for p in document.sections[0].first_page_footer.paragraphs)
    assert f"Recommandations\u00a0: {rows.sum()}\u00a0·" in said
    text = pdf(made("summary", "pdf", lived, codebook, options, variant=variant))
    assert f"Recommandations:{rows.sum()}·" in text
    if variant == "meeting":
        spoken = set(lived.passages["process"].iloc[lived.recommendations["passage"].to_numpy()[rows]])
        assert len(listed) == lived.passages["process"].isin(spoken).sum()
        return
    assert sorted(p.text.split("  ")[0] for p in listed) == sorted(chosen)
    assert not [name for name in chosen if name.replace("\u00a0", "").replace(" ", "") not in text]
    followed = links.follows(lived)["rec"].to_numpy()  # the joint action stands under both that it follows up
    assert len(under) == (rows[followed].sum() if variant == "follow-up" else 0)


def test_overlap_brief(lived: Frames, codebook: Codebook, options: Options, rows: Any) -> None:
    counted = overlap.matrix(lived, rows, False, CHOSEN.themes, CHOSEN.processes)
    figure = matrix_figures.draw(counted, codebook, T, LIGHT, "count", "group").figure
    marks, spread, totals, _ = (list(zip(t.customdata, t.text, strict=True)) for t in figure.data if t.text)
    document = word(made("overlap", "docx", lived, codebook, options))
    head, matrix, *_ = document.tables
    shared = [int(n) for n in facts(head)]
    assert shared == [
        int(rows.sum()), 3, int((counted.spread >= 3).sum()), int((counted.spread == 1).sum()),
        int((counted.spread == 0).sum()),
    ]  # fmt: skip
    shown = {row[0]: row[1:] for row in cells(matrix)[1:] if len(set(row)) > 1}
    name, place = labels.of(codebook.themes, T), list(CHOSEN.processes)
    expected = {name[theme]: [0] * len(place) for theme in counted.counts.index}
    for (theme, process), n in marks:
        expected[name[theme]][place.index(process)] = int(n)
    for margin in (spread, totals):
        for (theme, _), n in margin:
            expected[name[theme]].append(int(n))
    silent = [0, 0]  # a theme of nobody has no bars
    expected = {label: [*row, *silent][: len(place) + 2] for label, row in expected.items()}
    expected["Tous thèmes confondus"] = [*counted.by_process, len(place), int(rows.sum())]
    assert {label: [int(n or 0) for n in row] for label, row in shown.items()} == expected
    gaps = next(table for table in document.tables if table.cell(0, 0).text == "Cadre")
    text = pdf(made("overlap", "pdf", lived, codebook, options))
    for row, level in zip(cells(gaps)[1:], frameworks.LEVELS, strict=True):
        known = frameworks.items(level, codebook, T)
        found = frameworks.found(lived, rows, CHOSEN, known)
        names = {code: name for code, (name, _) in known.items()}
        silent, unfollowed = (int(cell.split(" sur ")[0]) for cell in row[1:])
        told = gap_figures.finding(found, names, T)
        assert f"Personne ne parle de {silent} sur {len(known)}" in told if silent else "passé sous silence" in told
        assert T.n("overlap_figures.gaps_unfollowed", unfollowed) in told
        assert f"{silent}sur{len(known)}" in text
    for theme, row in expected.items():
        assert re.sub(r"[\s-]", "", theme) in text
        assert "".join(str(n) for n in row if n) in text


def test_follow_up_report(lived: Frames, codebook: Codebook, options: Options, acts: Any) -> None:
    flags = progress.flag_masks(lived, TODAY)
    standing = [
        int(acts.sum()), int(progress.by_progress(lived, acts)["implemented"]),
        *(int((flags[name] & acts).sum()) for name in ("overdue", "no-due-date", "no-lead")),
    ]  # fmt: skip
    document = word(made("follow-up", "docx", lived, codebook, options))
    assert [int(n) for n in facts(document.tables[0])] == standing
    by_process, by_lead = progress.by_process(lived, acts), progress.by_lead(lived, acts)
    names = {str(code): str(code) for code in (*by_process.index, *by_lead.index)}
    of_process, of_theme, of_lead = charts(document)
    assert of_process == bars(progress_figures.draw(by_process, names, codebook, T, LIGHT))
    assert of_lead == bars(progress_figures.draw(by_lead, names, codebook, T, LIGHT))
    assert sum(sum(numbers) for _, numbers in of_theme) == progress.by_theme(lived, acts).to_numpy().sum()
    listed = [table for table in document.tables if table.cell(0, 0).text == "Action"]
    assert len(listed[-1].rows) - 1 - sum(len(set(row)) == 1 for row in cells(listed[-1])) == acts.sum()
    assert len(listed[0].rows) - 1 == standing[2]
    text = pdf(made("follow-up", "pdf", lived, codebook, options))
    assert "".join(str(n) + re.sub(r"\s", "", label) for n, label in zip(standing, (
        "Actions de suivi", "Mise en œuvre", "En retard", "Sans échéance", "Sans responsable"), strict=True)) in text  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(made("follow-up", "xlsx", lived, codebook, options)))
    assert len(sheet(book, "Suivi")) - 1 == acts.sum()
    totals = [row[-1] for row in sheet(book, "Par processus")[1:]]
    assert totals == by_process.sum(axis=1).tolist()
    # What changed is told as the report of changes tells it.
    changed = sheet(openpyxl.load_workbook(io.BytesIO(made("changes", "xlsx", lived, codebook, options))), "Historique")
    told = cells(document.tables[-1])
    assert [row[1:] for row in told] == [[str(value) for value in row[1:]] for row in changed]
    assert sheet(book, "Historique") == changed


def test_changes(lived: Frames, codebook: Codebook, options: Options) -> None:
    groups = changes.changed(Scope(lived, codebook, CHOSEN, T, options))
    told = [change.event for group in groups for change in group.changes]
    assert [event.number for event in told] == [2, 3]
    expected = [len(told), len(groups), len({event.subject for event in told}), len({event.actor for event in told})]
    assert [int(n) for n in facts(word(made("changes", "docx", lived, codebook, options)).tables[0])] == expected
    text = pdf(made("changes", "pdf", lived, codebook, options))
    assert text.index(f"{expected[0]}") < text.index("Told.")
    assert "tooearly" not in text


@pytest.mark.parametrize("party", ["PER", "PAN"])
def test_country_sheet(lived: Frames, codebook: Codebook, options: Options, party: str) -> None:
    standing = delegation.standing(lived, party, TODAY)
    expected = [len(standing.leads), len(standing.supports), standing.waiting["overdue"], standing.waiting["due-soon"]]
    document = word(made("country", "docx", lived, codebook, options, Filter(), party=party))
    assert [int(n) for n in facts(document.tables[0])] == expected
    cited, rec = labels.references(lived, codebook, T), lived.actions["rec"].tolist()
    listed = [row[0].split("  ")[0] for row in cells(document.tables[1])[1:]]
    assert listed == [cited[rec[place]] for place in standing.leads]
    text = pdf(made("country", "pdf", lived, codebook, options, Filter(), party=party))
    assert "".join(f"{n}{label}" for n, label in zip(expected[2:], ("Enretard", "Échéanceproche"), strict=True)) in text


def test_country_sheets_all_at_once(lived: Frames, codebook: Codebook, options: Options) -> None:
    words = ["Enretard", "Échéanceproche"]
    content = made("country", "zip", lived, codebook, options, Filter())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = {name.split("-2026")[0]: pdf(archive.read(name)) for name in archive.namelist()}
    involved = {*lived.actions["lead"].dropna(), *lived.supporting["party"], *lived.leads["party"]}
    assert set(sheets) == {f"convergence-country-{party}" for party in involved}
    for party in involved:
        standing = delegation.standing(lived, party, TODAY)
        late = [standing.waiting["overdue"], standing.waiting["due-soon"]]
        assert (
            "".join(f"{n}{word}" for n, word in zip(late, words, strict=True)) in sheets[f"convergence-country-{party}"]
        )


@pytest.mark.parametrize(("led_only", "parties"), [(False, ()), (False, ("USA",)), (True, ("USA",))])
def test_calendar(
    lived: Frames, codebook: Codebook, options: Options, led_only: bool, parties: tuple[str, ...]
) -> None:
    supporting = lived.supporting.copy()
    supporting.loc[0, ["act", "party"]] = [36, "USA"]  # led by Panama, with a date
    lived = replace(lived, supporting=supporting, _cache={})
    chosen = Filter(parties=parties) if parties else CHOSEN
    acts = filters.actions(lived, chosen, "fr", TODAY)
    if led_only:
        acts = acts & (lived.actions["lead"] == "USA").to_numpy()
        assert 0 < acts.sum() < filters.actions(lived, chosen, "fr", TODAY).sum()
    dated = lived.actions[acts & lived.actions["due"].notna().to_numpy()]
    content = made("calendar", "ics", lived, codebook, options, chosen, events=(), led_only=led_only)
    calendar = icalendar.Calendar.from_ical(content)
    told = {event["uid"].removesuffix("@convergence"): event.start for event in calendar.walk("VEVENT")}
    assert told == {name: due.date() for name, due in zip(dated["id"], dated["due"], strict=True)}
    assert f" · Actions de suivi\u00a0: {acts.sum()} · " in calendar["x-wr-caldesc"]


def test_workbook(lived: Frames, codebook: Codebook, options: Options, rows: Any, acts: Any) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made("workbook", "xlsx", lived, codebook, options)))
    counted = overlap.matrix(lived, rows, False, CHOSEN.themes, CHOSEN.processes)
    assert len(sheet(book, "Recommandations")) - 1 == rows.sum()
    assert sheet(book, "Thèmes par processus")[1:] == plain(tables.matrix(counted, codebook, T))
    assert len(sheet(book, "Suivi")) - 1 == acts.sum()
    told = [row[4] for row in sheet(book, "Historique")[1:]]
    assert sorted(told) == ["Avancement", "Note", "Échéance"]


def test_tables_and_data(lived: Frames, codebook: Codebook, options: Options, rows: Any, acts: Any) -> None:
    counted = overlap.matrix(lived, rows, False, CHOSEN.themes, CHOSEN.processes)

    def read(code: str) -> list[list[str]]:
        text = made(code, "csv", lived, codebook, options).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]

    assert (len(read("recommendations")), len(read("actions"))) == (rows.sum(), acts.sum())
    totals = [[str(n) for n in row[2:]] for row in plain(tables.matrix(counted, codebook, T))]
    assert [row[2:] for row in read("themes-by-process")] == totals
    with zipfile.ZipFile(io.BytesIO(made("data", "zip", lived, codebook, options))) as archive:
        records = json.loads(archive.read("recommendations.json"))
        tall = pd.read_parquet(io.BytesIO(archive.read("recommendations.parquet")))
        lines = archive.read("actions.ndjson").splitlines()
        text = archive.read("actions.csv").decode()
    assert [record["id"] for record in records] == lived.recommendations["id"][rows].tolist() == tall["id"].tolist()
    assert len(lines) == len(list(csv.reader(io.StringIO(text, newline="")))) - 1 == acts.sum()
    for theme in counted.counts.index:
        for process in counted.counts.columns:
            carried = sum(theme in record["themes"] and process in record["processes"] for record in records)
            assert carried == counted.count(theme, process)


def test_no_report_is_left_out() -> None:
    """Who adds a report adds it above."""
    here = {"summary", "overlap", "follow-up", "changes", "country", "workbook", "calendar", "data"}
    assert set(kinds.REPORTS) == here | {"recommendations", "actions", "themes-by-process"}
