"""Calendar, workbook and open data read back; the words; files; the command line."""

from __future__ import annotations

import csv
import io
import json
import re
import resource
import shlex
import signal
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import jsonschema
import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.charts.look import contrast
from convergence.cli import app
from convergence.codebook import Codebook
from convergence.errors import InvalidInput, Unavailable
from convergence.i18n import catalogue, read_catalogue
from convergence.model import LANGUAGES, Event
from convergence.reports import clean, data, files, kinds, palette
from convergence.reports.command import command
from convergence.reports.options import Options
from convergence.reports.scope import Scope

from .given import ADDRESS, MOMENT

ROOT = Path(__file__).parent.parent.parent
OPTIONS = Options(MOMENT, ADDRESS)


def calendar(frames: Frames, codebook: Codebook) -> list[icalendar.Event]:
    content = kinds.make("calendar", "ics", frames, codebook, Filter(), catalogue("en"), OPTIONS)
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_due_dates_as_events(awkward: Frames, codebook: Codebook) -> None:
    first, second = calendar(awkward, codebook)
    assert first["uid"] == "2023-05-09-cam/crm.2.1/a1@convergence"
    assert first["sequence"] == 0
    assert first.start == date(2026, 11, 1)
    assert first.end == date(2026, 11, 2)
    assert first["summary"] == "Provide humanitarian care to migrants (Panama)"
    assert first["url"] == f"{ADDRESS}/recommendation?id=2023-05-09-cam/crm.2.1&lang=en"
    assert (
        "Process: RCM\nLead: Panama\nProgress: No information\nWho says so: Delegation\nNote: @SUM(A1)\nsecond line"
        in first["description"]
    )
    assert second.start == date(2026, 12, 1)
    assert "last-modified" not in second


def test_a_date_taken_back_cancels_its_event(awkward: Frames, codebook: Codebook) -> None:
    """Also that of an action that is gone; not that of one that was only moved, or never had a date."""
    first = awkward.actions["id"].iloc[0]
    undated = awkward.actions["id"][awkward.actions["due"].isna()].iloc[0]
    gone = "2023-05-09-cam/crm.2.1/a7"

    def told(number: int, subject: str, before: str | None, after: str | None) -> Event:
        at = datetime(2026, 11, number, tzinfo=UTC)
        return Event(number, at, "Ana", "analyst", None, None, "action-updated", subject, {"due": (before, after)})

    events = (
        told(2, first, "2026-10-01", "2026-11-01"),
        told(3, undated, None, "2026-12-24"),
        told(4, undated, "2026-12-24", None),
        told(5, gone, None, "2026-12-31"),
    )
    options = replace(OPTIONS, events=events)
    content = kinds.make("calendar", "ics", awkward, codebook, Filter(), catalogue("en"), options)
    cancelled = [e for e in icalendar.Calendar.from_ical(content).walk("VEVENT") if e["status"] == "CANCELLED"]
    assert [(e["uid"], e.start, e["sequence"]) for e in cancelled] == [
        (f"{undated}@convergence", date(2026, 12, 24), 2),
        (f"{gone}@convergence", date(2026, 12, 31), 1),
    ]


def test_a_calendar_of_what_a_party_leads(awkward: Frames, codebook: Codebook) -> None:
    def of(party: str, led_only: bool) -> int:
        chosen, options = Filter(parties=(party,)), replace(OPTIONS, led_only=led_only)
        content = kinds.make("calendar", "ics", awkward, codebook, chosen, catalogue("en"), options)
        return len(icalendar.Calendar.from_ical(content).walk("VEVENT"))

    assert of("PAN", led_only=True) == of("PAN", led_only=False) == 1
    with pytest.raises(InvalidInput, match=r"reports\.no_dates"):
        of("CAN", led_only=True)


def test_a_revision_keeps_the_uid_and_raises_the_sequence(awkward: Frames, codebook: Codebook) -> None:
    before = calendar(awkward, codebook)[0]
    actions = awkward.actions.copy()
    actions.loc[0, "revision"] = 4
    actions.loc[0, "due"] = pd.Timestamp("2026-11-15")
    after = calendar(replace(awkward, actions=actions, _cache={}), codebook)[0]
    assert (after["uid"], after["sequence"], after.start) == (before["uid"], 3, date(2026, 11, 15))


def test_the_workbook_has_its_sheets_scale_and_chart(frames: Frames, codebook: Codebook) -> None:
    content = kinds.make("workbook", "xlsx", frames, codebook, Filter(), catalogue("es"), OPTIONS)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == [
        "Recomendaciones", "Temas por proceso", "Seguimiento", "Comprobantes", "Historial", "Libro de códigos", "Acerca de",
    ]  # fmt: skip
    matrix = book["Temas por proceso"]
    assert [str(scale.sqref) for scale in matrix.conditional_formatting] == ["C2:H27"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert chart.count("<c:ser>") == 6
    assert "'Temas por proceso'!$B$2:$B$27" in chart
    codes = book["Libro de códigos"]
    assert codes.max_row == 1 + 26 + 6 + 7 + 5 + 7 + 3 + 5 + len(codebook.parties)


def test_chosen_columns_reach_the_workbook(frames: Frames, codebook: Codebook) -> None:
    options = replace(OPTIONS, columns=("reference", "text"), per_theme=False)
    content = kinds.make("workbook", "xlsx", frames, codebook, Filter(), catalogue("en"), options)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Recommendations"]
    assert [cell.value for cell in sheet[1]] == ["Reference", "Statement"]


def test_follow_up_as_a_workbook(frames: Frames, codebook: Codebook) -> None:
    content = kinds.make("follow-up", "xlsx", frames, codebook, Filter(), catalogue("en"), OPTIONS)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Follow-up", "Evidence", "By process", "By theme", "By lead", "History", "About"]
    rows = list(book["By process"].iter_rows(values_only=True))
    assert rows[0][0] == "By process"
    assert [(row[0], row[-1]) for row in rows[1:]] == [
        ("RCM", 8), ("SACM", 16), ("Los Angeles", 16), ("MIRPS", 6), ("IDB", 3), ("IDM", 8),
    ]  # fmt: skip


def unpacked(frames: Frames, codebook: Codebook) -> dict[str, bytes]:
    content = kinds.make("data", "zip", frames, codebook, Filter(), catalogue("en"), OPTIONS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_open_data_says_the_same_in_every_format(awkward: Frames, codebook: Codebook) -> None:
    found = unpacked(awkward, codebook)
    assert len(found) == 3 + 5 * 4
    sizes = {"meetings": 1, "passages": 30, "recommendations": 55, "actions": 53, "evidence": 2}
    for name, fields in data.FIELDS.items():
        records = json.loads(found[f"{name}.json"])
        assert len(records) == sizes[name] or name == "passages"
        assert [json.loads(line) for line in found[f"{name}.ndjson"].decode().splitlines()] == records
        table = pd.read_parquet(io.BytesIO(found[f"{name}.parquet"]))
        assert list(table.columns) == list(fields)
        assert len(table) == len(records)
        rows = list(csv.DictReader(io.StringIO(found[f"{name}.csv"].decode(), newline="")))
        key = fields[0]
        assert [row[key] for row in rows] == [record[key] for record in records] == list(table[key])
        assert not [cell for row in rows for cell in row.values() if clean.could_compute(cell)]
    first = json.loads(found["recommendations.json"])[1]
    assert first["id"] == "2023-05-09-cam/crm.5.1"
    assert first["themes"] == ["borders", "pathways", "cooperation"]
    assert first["processes"] == ["crm", "csm"]
    acts = json.loads(found["actions.json"])
    assert acts[0]["due"] == "2026-11-01"
    assert acts[0]["flags"] == ["overdue"]
    assert acts[0]["updated_at"] == "2026-11-20T10:00:00Z"
    assert acts[2]["due"] is None
    assert acts[0]["evidence"] == ["https://example.org/report?a=1&b=2"]
    assert json.loads(found["evidence.json"])[0] == {
        "action": acts[0]["id"],
        "number": 1,
        "url": "https://example.org/report?a=1&b=2",
        "title": "",
        "added_by": "Ana",
    }


def test_open_data_says_what_a_joint_action_follows_up(joint: Frames, codebook: Codebook) -> None:
    acts = json.loads(unpacked(joint, codebook)["actions.json"])
    assert [(act["joint"], act["joint_with"]) for act in acts[:2]] == [(True, ["2023-05-09-cam/crm.5.1"]), (False, [])]


def test_the_dictionary_tells_every_column(frames: Frames, codebook: Codebook) -> None:
    """And data/README.md names the same columns, in the same order."""
    found = json.loads(unpacked(frames, codebook)["dictionary.json"])
    assert {name: list(fields) for name, fields in found["tables"].items()} == {
        name: list(fields) for name, fields in data.FIELDS.items()
    }
    assert not [m for fields in found["tables"].values() for m in fields.values() if m.startswith("reports.")]
    documented = {
        cells[0].strip(" `"): re.findall(r"`([a-z_]+)`", re.sub(r"\([^)]*\)", "", cells[1]))
        for cells in (
            line.strip("| ").split(" | ") for line in _section("## Open data").splitlines() if line.startswith("| `")
        )
    }
    assert documented == {
        name: list(dict.fromkeys(re.sub(r"_(fr|en|es|pt)$", "", field) for field in fields))
        for name, fields in data.FIELDS.items()
    }


def test_the_schema_holds_for_every_record_and_is_told_in_the_data_dictionary(
    awkward: Frames, codebook: Codebook
) -> None:
    found = unpacked(awkward, codebook)
    schema = json.loads(found["schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    for name in data.FIELDS:
        records = json.loads(found[f"{name}.json"])
        told = jsonschema.Draft202012Validator(
            {**schema["properties"][name]}, format_checker=jsonschema.FormatChecker()
        )
        assert list(told.iter_errors(records)) == []
        if records:
            assert not told.is_valid([{**records[0], "colour": "red"}])
            assert not told.is_valid([{**records[0], next(iter(records[0])): 7.5}])
    blank = {
        column
        for table in schema["properties"].values()
        for column, told in table["items"]["properties"].items()
        if "null" in told["type"] and not re.search(r"_(fr|en|es|pt)$", column)
    }
    line = next(line for line in _section("## Open data").splitlines() if line.startswith("Blank (`null`) may be"))
    assert set(re.findall(r"`(\w+)`", line.partition("may be")[2])) == blank


def _section(heading: str) -> str:
    return (ROOT / "data" / "README.md").read_text(encoding="utf-8").partition(heading)[2].partition("\n## ")[0]


def test_the_same_data_gives_the_same_bytes(frames: Frames, codebook: Codebook) -> None:
    one, two = (kinds.make("data", "zip", frames, codebook, Filter(), catalogue("en"), OPTIONS) for _ in range(2))
    assert one == two


def test_every_message_in_four_languages_with_the_same_placeholders() -> None:
    words = {language: read_catalogue(language)["reports"] for language in LANGUAGES}
    keys = {
        language: {str(m.id[0] if m.pluralizable else m.id) for m in words[language] if m.id} for language in LANGUAGES
    }
    assert keys["fr"] == keys["en"] == keys["es"] == keys["pt"]
    for key in keys["en"]:
        strings = [words[language].get(key).string for language in LANGUAGES]
        texts = [text if isinstance(text, str) else text[-1] for text in strings]
        assert all(texts), key
        assert len({frozenset(re.findall(r"{(\w+)}", text)) for text in texts}) == 1, key


def test_every_message_that_the_code_asks_for_exists() -> None:
    paths = [*(ROOT / "convergence" / "reports").glob("*.py"), ROOT / "convergence" / "cli_export.py"]
    source = "".join(path.read_text() for path in paths)
    t = catalogue("en")
    asked = set(re.findall(r'"(reports\.[a-z_.]+[a-z])"', source))
    asked |= {f"reports.column.{key}" for key in re.findall(r'_text\("([a-z_]+)", t', source)}
    assert len(asked) > 90
    assert sorted(key for key in asked if not t.has(key)) == []
    for report in kinds.REPORTS.values():
        assert not report.label(t).startswith("reports.")
        assert not report.help(t).startswith("reports.")


def test_ink_can_be_read_on_every_fill() -> None:
    fills = [palette.ramp(step / 20) for step in range(21)]
    fills += [*palette.PROGRESS.values(), palette.PANEL, palette.PRIMARY]
    assert min(contrast(palette.ink(fill), fill) for fill in fills) >= palette.READABLE


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://example.org/a?b=1", True),
        ("http://localhost:8501", True),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://[::1", False),
        ("https://a b.org", False),
        ("https://a.org/" + "x" * 3000, False),
    ],
)
def test_what_may_be_a_link(address: str, good: bool) -> None:
    assert clean.is_web_address(address) is good


def test_a_file_is_whole_or_as_it_was(out: Path) -> None:
    target = out / "report.pdf"
    files.write(target, b"first")
    files.write(target, b"second")
    assert target.read_bytes() == b"second"
    assert [path.name for path in out.iterdir()] == ["report.pdf"]
    with pytest.raises(Unavailable) as caught:
        files.write(out / "nowhere" / "report.pdf", b"x")
    assert "nowhere" in catalogue("fr").error(caught.value)


def test_a_folder_in_the_way_leaves_nothing_behind(out: Path) -> None:
    (out / "taken").mkdir()
    with pytest.raises(Unavailable):
        files.write(out / "taken", b"x")
    assert [path.name for path in out.iterdir()] == ["taken"]


def test_names_follow_the_language_and_unknown_codes_stand(frames: Frames, codebook: Codebook) -> None:
    scope = Scope(frames, codebook, Filter(), catalogue("pt"), OPTIONS)
    assert scope.name("themes", "asylum") == codebook.themes["asylum"].label["pt"]
    assert scope.name("processes", "la-declaration") == "Los Angeles"
    assert scope.name("kinds", "unheard-of") == "unheard-of"


@pytest.fixture
def store(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVERGENCE_DATABASE_URL", f"sqlite:///{out / 'cli.sqlite'}")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")


@pytest.mark.usefixtures("store")
def test_the_command_line_writes_what_the_filters_select(out: Path) -> None:
    target = out / "idb.csv"
    done = CliRunner().invoke(
        app, ["export", "recommendations", "--language", "en", "--process", "idb", "--output", str(target)]
    )
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8-sig"), newline="")))
    assert [row["Reference"] for row in rows] == ["IDB\u00a06.1", "IDB\u00a013.1", "IDB\u00a013.2", "IDB\u00a013.3"]


@pytest.mark.usefixtures("store")
def test_the_command_line_finds_a_name_in_a_folder(out: Path) -> None:
    done = CliRunner().invoke(
        app, ["export", "country", "--format", "pdf", "--language", "es", "--party", "CHL", "--output", str(out)]
    )
    assert done.exit_code == 0, done.output
    (made,) = out.glob("convergence-country-CHL-*-es.pdf")
    assert made.read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing"], "« nothing » n’est pas un rapport"),
        (["overlap", "--format", "xls"], "Ce rapport n’existe pas au format"),
        (["overlap", "--theme", "nope"], "« nope » est inconnu"),
        (["overlap", "--search", "xyzzy"], "Aucune donnée ne correspond"),
        (["overlap", "--language", "de"], "« de » n’est pas une langue"),
        (["follow-up", "--since", "hier"], "« hier » n’est pas une date"),
        (["overlap", "--address", "ici"], "« ici » n’est pas une adresse"),
    ],
)
def test_the_command_line_says_what_is_wrong(out: Path, arguments: list[str], sentence: str) -> None:
    done = CliRunner().invoke(app, ["export", *arguments, "--output", str(out / "report.out")][: len(arguments) + 1])
    assert done.exit_code == 1
    assert sentence in done.output.replace("\u00a0", " ")
    assert not (out / "report.out").exists()


@pytest.mark.usefixtures("store")
def test_the_command_that_a_page_shows_makes_the_report(out: Path) -> None:
    chosen = Filter(
        processes=("idb", "idm"), kinds=("recommendation",), search="politiques migratoires", main_only=True
    )
    options = replace(OPTIONS, columns=("reference",), since=date(2026, 1, 1))
    shown = command("recommendations", "csv", "fr", chosen, options)
    assert shown == (
        "python -m convergence export recommendations --format csv --language fr --process idb --process idm"
        " --kind recommendation --main-only --search 'politiques migratoires' --since 2026-01-01 --column reference"
        f" --address {ADDRESS}"
    )
    words = shlex.split(shown)[3:]
    words[words.index("politiques migratoires")] = "politiques"
    done = CliRunner().invoke(app, [*words, "--output", str(out / "x.csv")])
    assert done.exit_code == 0, done.output
    assert (out / "x.csv").read_bytes().decode("utf-8-sig").splitlines()[0] == "Référence"


def test_the_first_page_as_a_picture(frames: Frames, codebook: Codebook) -> None:
    t = catalogue("en")
    picture = kinds.preview("overlap", frames, codebook, Filter(), t, OPTIONS)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert kinds.preview("data", frames, codebook, Filter(), t, OPTIONS) is None


def test_a_full_disk_leaves_what_was_there(out: Path) -> None:
    """The system refuses to write beyond a size, as it does where there is no room left."""
    target = out / "report.pdf"
    files.write(target, b"first")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
        with pytest.raises(Unavailable) as caught:
            files.write(target, b"x" * 200_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert target.read_bytes() == b"first"
    assert [path.name for path in out.iterdir()] == ["report.pdf"]
    assert "report.pdf" in catalogue("es").error(caught.value)


def test_an_overlong_text_is_whole_on_paper(frames: Frames, codebook: Codebook) -> None:
    table = frames.recommendations.copy()
    table.loc[0, "text_en"] = "Long " * 20_000 + "end."
    long = replace(frames, recommendations=table, _cache={})
    content = kinds.make("summary", "docx", long, codebook, Filter(), catalogue("en"), OPTIONS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"Long end." in archive.read("word/document.xml")
    assert kinds.make("overlap", "pdf", long, codebook, Filter(), catalogue("en"), OPTIONS).startswith(b"%PDF")
