"""Workbook and open data read back; the words; files that are whole or not there."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import jsonschema
import openpyxl
import pandas as pd
import pytest
from pyarrow import parquet

from convergence.analysis.filters import Filter
from convergence.analysis.frames import Frames
from convergence.charts.look import contrast
from convergence.codebook import Codebook
from convergence.errors import Unavailable
from convergence.i18n import catalogue, read_catalogue
from convergence.model import LANGUAGES
from convergence.reports import clean, data, files, kinds, palette
from convergence.reports.options import Options
from convergence.reports.scope import Scope

from .given import ADDRESS, MOMENT

ROOT = Path(__file__).parent.parent.parent
OPTIONS = Options(MOMENT, ADDRESS)


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


def test_parquet_has_the_same_types_for_all_data(frames: Frames, awkward: Frames, codebook: Codebook) -> None:
    """Where a column is blank throughout as well: no address, no evidence, no joint action."""
    kinds_of = {"array": "list<", "integer": "int64", "boolean": "bool", "string": "string"}
    bare = kinds.make("data", "zip", frames, codebook, Filter(), catalogue("en"), replace(OPTIONS, address=None))
    with zipfile.ZipFile(io.BytesIO(bare)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(found["schema.json"])["properties"]
    rich = unpacked(awkward, codebook)
    for name, fields in data.FIELDS.items():
        one, other = (parquet.read_schema(io.BytesIO(files[f"{name}.parquet"])) for files in (found, rich))
        assert one.names == list(fields)
        assert one.remove_metadata() == other.remove_metadata()
        for field in one:
            types = told[name]["items"]["properties"][field.name]["type"]
            promised = types if isinstance(types, str) else types[0]
            assert str(field.type).startswith(kinds_of[promised]), field


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


def test_the_first_page_as_a_picture(frames: Frames, codebook: Codebook) -> None:
    t = catalogue("en")
    picture = kinds.preview("overlap", frames, codebook, Filter(), t, OPTIONS)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert kinds.preview("data", frames, codebook, Filter(), t, OPTIONS) is None


def test_an_overlong_text_is_whole_on_paper(frames: Frames, codebook: Codebook) -> None:
    table = frames.recommendations.copy()
    table.loc[0, "text_en"] = "Long " * 20_000 + "end."
    long = replace(frames, recommendations=table, _cache={})
    content = kinds.make("summary", "docx", long, codebook, Filter(), catalogue("en"), OPTIONS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"Long end." in archive.read("word/document.xml")
    assert kinds.make("overlap", "pdf", long, codebook, Filter(), catalogue("en"), OPTIONS).startswith(b"%PDF")
