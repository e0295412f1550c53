"""`python -m convergence people` and `verify`: what they do, print, and refuse in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from convergence.store.engine import connect


def run(database: Path, *words: str) -> tuple[int, str, str]:
    environment = {**os.environ, "LC_ALL": "en_GB.UTF-8", "CONVERGENCE_DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "-m", "convergence", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.strip(), done.stderr.strip()


def test_the_first_administrator_and_the_others(tmp_path: Path) -> None:
    database, file = tmp_path / "c.db", tmp_path / "people.csv"
    added = run(database, "people", "add", "Adam@Example.org", "--name", "Adam Kay", "--role", "administrator")
    assert added == (0, "1 person saved", "")
    file.write_text("email,name,role,party\ndana@example.org,Dana Soto,delegate,CHL\n", encoding="utf-8")
    assert run(database, "people", "import", str(file)) == (0, "1 person saved", "")
    assert run(database, "people", "role", "dana@example.org", "analyst")[0] == 0
    assert run(database, "people", "list")[1].splitlines() == [
        "adam@example.org\tAdam Kay\tadministrator\t-\t-\tactive",
        "dana@example.org\tDana Soto\tanalyst\tCHL\t-\tactive",
    ]
    assert run(database, "people", "role", "adam@example.org", "reader") == (
        1,
        "",
        "No administrator would be left: name another one first.",
    )


def test_verify(tmp_path: Path) -> None:
    database = tmp_path / "c.db"
    run(database, "people", "add", "adam@example.org", "--name", "Adam Kay", "--role", "administrator")
    code, out, _ = run(database, "verify")
    assert code == 0
    assert out.startswith("The history is whole: 2 events; last hash ")
    hash_ = out.split()[-1]
    assert run(database, "verify", "--known", hash_)[0] == 0
    assert run(database, "verify", "--known", "0" * 64)[0] == 1
    engine = connect(f"sqlite:///{database}")
    with engine.connect() as connection:
        connection.exec_driver_sql("UPDATE event SET actor = 'Somebody' WHERE number = 1")
        connection.commit()
    engine.dispose()
    assert run(database, "verify") == (
        1,
        "",
        "Event 1: it was changed after it was written.\n1 break: compare with a backup.",
    )
