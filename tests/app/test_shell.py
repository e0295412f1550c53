"""What holds on every page: languages, links, and a database or a file that is not as it should be."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from convergence.model import LANGUAGES
from convergence.store.opened import Store

from .visits import (
    EXPORT,
    MEETING,
    OVERLAP,
    PAGES,
    RECOMMENDATION,
    RECOMMENDATIONS,
    ROOT,
    TRACKER,
    arrive,
    listed,
    params,
    run,
    said,
    visit,
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_in_every_language(store: Store, page: str, lang: str) -> None:
    choices = {"id": f"{MEETING}/crm.5.2"} if page == RECOMMENDATION else {}
    at = visit(page, lang=lang, **choices)
    assert len(at.title) == 1
    assert at.query_params["lang"] == lang
    shown = [
        element.value for kind in ("title", "caption", "text", "markdown", "subheader") for element in at.get(kind)
    ]
    areas = ("overview.", "overlap.", "tracker.", "parts.", "fields.", "charts.", "history.", "export.")
    assert not [text for text in shown if isinstance(text, str) and text.startswith(areas)]


@pytest.mark.parametrize(
    ("page", "choices"),
    [
        (OVERLAP, {"o_kinds": ["proposal", "decision"], "o_theme": "cooperation", "o_process": "csm"}),
        (RECOMMENDATIONS, {"r_processes": ["crm", "csm"], "r_themes": "cooperation", "r_all_themes": "1"}),
        (RECOMMENDATION, {"id": f"{MEETING}/crm.5.2"}),
        (TRACKER, {"f_progress": "implemented", "f_view": "form", "f_action": f"{MEETING}/csm.3.1/a1"}),
        (EXPORT, {"x_what": "actions", "x_flags": "no-lead", "x_lang": "pt"}),
    ],
)
def test_a_language_switch_keeps_every_choice(store: Store, page: str, choices: dict[str, str | list[str]]) -> None:
    at = visit(page, **choices)
    assert params(at) == choices
    before = listed(at) if page in (OVERLAP, RECOMMENDATIONS) else None
    title = at.title[0].value
    for lang in ("fr", "es", "pt", "en"):
        at.selectbox(key="lang").set_value(lang)
        run(at)
        assert params(at) == {name: value for name, value in choices.items() if (name, value) != ("x_lang", lang)}
        assert at.query_params["lang"] == lang
        if before is not None:
            assert listed(at) == before
    assert at.title[0].value == title


def test_choices_survive_a_visit_to_another_page(store: Store) -> None:
    at = visit(RECOMMENDATIONS, r_processes="mirps")
    assert listed(at) == 6
    at.query_params = {"lang": "en"}
    at.switch_page(OVERLAP)
    run(at)
    at.query_params = {"lang": "en"}
    at.switch_page(RECOMMENDATIONS)
    assert listed(run(at)) == 6
    assert params(at) == {"r_processes": "mirps"}


@pytest.mark.parametrize(
    ("page", "choices", "kept", "named"),
    [
        (RECOMMENDATIONS, {"r_processes": ["mirps", "mars"]}, {"r_processes": "mirps"}, "mars"),
        (RECOMMENDATIONS, {"r_kinds": "poem"}, {}, "poem"),
        (OVERLAP, {"o_theme": "astrology", "o_process": "csm"}, {"o_process": "csm"}, "astrology"),
        (OVERLAP, {"o_measure": "weight"}, {}, "weight"),
        (TRACKER, {"f_flags": "red", "f_group": "colour"}, {}, "red"),
        (EXPORT, {"x_what": "novel", "x_lang": "de"}, {}, "novel"),
    ],
)
def test_unknown_codes_are_dropped_and_named(
    store: Store, page: str, choices: dict[str, str | list[str]], kept: dict[str, str], named: str
) -> None:
    at = visit(page, **choices)
    assert params(at) == kept
    assert len(at.toast) == 1
    assert at.toast[0].value.startswith("The link holds unknown choices, left aside")
    assert named in at.toast[0].value
    run(at)
    assert not at.toast


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Local mode: no sign-in"), ("fr", "Mode local\u00a0: sans connexion")]
)
def test_the_local_mode_is_said_on_every_page(store: Store, lang: str, words: str) -> None:
    for page in (OVERLAP, TRACKER, EXPORT):
        assert words in [caption.value for caption in visit(page, lang=lang).sidebar.caption]


def test_an_unknown_language_is_none(store: Store) -> None:
    at = run(arrive("de"))
    assert at.query_params["lang"] == "en"


def test_the_browsers_language_is_taken(store: Store) -> None:
    at = arrive()
    del at.query_params["lang"]
    at.context = {"locale": "pt-BR"}
    run(at)
    assert at.query_params["lang"] == "pt"
    assert at.title[0].value != "Where the processes converge"


def test_a_newer_database_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "newer.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table alembic_version (version_num varchar(32) not null)")
        connection.execute("insert into alembic_version values ('9999')")
    connection.close()
    monkeypatch.setenv("CONVERGENCE_DATABASE_URL", f"sqlite:///{path}")
    at = run(arrive(), errors=1)
    assert said(at)[0] == (
        "The database comes from a newer version of the application: install that version, or restore a backup."
    )
    assert not at.title
    with sqlite3.connect(path) as connection:
        tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
    connection.close()
    assert tables == [("alembic_version",)]


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (
            "postgresql://nobody@127.0.0.1:9/nothing",
            "The database does not answer: check that it is running and that CONVERGENCE_DATABASE_URL is right, then"
            " reload the page.",
        ),
        (
            "no database",
            "CONVERGENCE_DATABASE_URL is not the address of a database: check that variable, or remove it to work locally.",
        ),
    ],
)
def test_a_database_out_of_reach_is_one_sentence(monkeypatch: pytest.MonkeyPatch, url: str, sentence: str) -> None:
    monkeypatch.setenv("CONVERGENCE_DATABASE_URL", url)
    at = run(arrive(), errors=1)
    assert said(at)[0] == sentence
    assert not at.title


def test_a_database_that_comes_back_is_used_at_the_next_run(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = os.environ["CONVERGENCE_DATABASE_URL"]
    monkeypatch.setenv("CONVERGENCE_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/nothing")
    at = run(arrive(), errors=1)
    monkeypatch.setenv("CONVERGENCE_DATABASE_URL", good)
    run(at)
    assert at.title[0].value == "Where the processes converge"


STARTED = """
from streamlit.testing.v1 import AppTest
at = AppTest.from_file("app.py", default_timeout=60)
at.query_params["lang"] = "en"
at.run()
assert not at.exception
print("WARNING", *[message.value for message in at.warning], sep="|")
print("ERROR", *[message.value for message in at.error], sep="|")
print("INFO", *[message.value for message in at.info], sep="|")
"""


@pytest.mark.parametrize(
    ("right", "wrong", "record"),
    [("      - humanitarian\n", "      - huminatarian\n", "crm.2.1"), ("id: 2023", "id: [2023", "see line 2")],
)
def test_a_file_with_errors_is_told_and_not_loaded(tmp_path: Path, right: str, wrong: str, record: str) -> None:
    installation = tmp_path / "installation"
    installation.mkdir()
    for folder in ("convergence", "pages", "data", "static", ".streamlit"):
        shutil.copytree(ROOT / folder, installation / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", installation)
    meeting = installation / "data" / "meetings" / "2023-05-09-cam.yaml"
    text = meeting.read_text(encoding="utf-8")
    assert right in text
    meeting.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    database = tmp_path / "convergence.db"
    ran = subprocess.run(
        [sys.executable, "-c", STARTED],
        cwd=installation,
        env={**os.environ, "CONVERGENCE_DATABASE_URL": f"sqlite:///{database}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told = dict(line.split("|", 1) for line in ran.stdout.splitlines() if "|" in line)
    assert "A data file was not loaded" in told["WARNING"]
    assert "2023" in told["WARNING"]
    assert record in told["WARNING"].replace("\\", "")
    assert "ERROR" not in told
    assert "No meeting has been loaded yet" in told["INFO"]
    connection = sqlite3.connect(database)
    assert connection.execute("select count(*) from passage").fetchone() == (0,)
    connection.close()


def test_no_page_can_be_opened_past_the_application() -> None:
    assert list((ROOT / "pages").glob("*.py")) == []
