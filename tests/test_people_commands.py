"""`python -m convergence people` and `verify`: what they do, print, and refuse in one line."""

from __future__ import annotations

from pathlib import Path

from convergence.store.engine import connect
from tests import commands


def run(database: Path, *words: str) -> tuple[int, str, str]:
    return commands.run({"LC_ALL": "en_GB.UTF-8", "CONVERGENCE_DATABASE_URL": f"sqlite:///{database}"}, *words)


def test_the_first_administrator_and_the_others(tmp_path: Path) -> None:
    database, file = tmp_path / "c.db", tmp_path / "people.csv"
    added = run(database, "people", "add", "Adam@Example.org", "--name", "Adam Kay", "--role", "administrator")
    assert added == (0, "1 person saved", "")
    file.write_text("email,name,role,party\ndana@example.org,Dana Soto,delegate,CHL\n", encoding="utf-8")
    assert run(database, "people", "import", str(file)) == (0, "1 person saved", "")
    assert run(database, "people", "role", "dana@example.org", "analyst")[0] == 0
    assert run(database, "people", "list")[1].splitlines() == [
        "adam@example.org\tAdam Kay\tAdministrator\t–\t–\tmay sign in\twithout reminders",
        "dana@example.org\tDana Soto\tAnalyst\tChile\t–\tmay sign in\twithout reminders",
    ]
    assert run(database, "people", "role", "adam@example.org", "reader") == (
        1,
        "",
        "No administrator would be left: name another one first.",
    )


def test_access_is_taken_away_and_given_back(tmp_path: Path) -> None:
    database = tmp_path / "c.db"
    nobody = "Nobody is listed yet: name the first administrator with “people add … --role administrator”."
    assert run(database, "people", "list") == (0, "", nobody)
    run(database, "people", "add", "adam@example.org", "--name", "Adam Kay", "--role", "administrator")
    dana = ("people", "add", "dana@example.org", "--name", "Dana Soto", "--role", "delegate", "--party", "Chile")
    run(database, *dana)
    listed = "dana@example.org\tDana Soto\tDelegate\tChile\t–\t{}\twithout reminders"
    told = "Dana Soto may not sign in any more; the history keeps the name."
    assert run(database, "people", "remove", "Dana@example.org") == (0, told, "")
    assert run(database, "people", "list")[1].splitlines()[1] == listed.format("no access")
    run(database, *dana)
    assert run(database, "people", "list")[1].splitlines()[1] == listed.format("may sign in")
    assert run(database, "people", "remove", "adam@example.org")[0] == 1
    assert run(database, "people", "remove", "eve@example.org") == (
        1,
        "",
        "Nobody has the address eve@example.org: add the person first.",
    )


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    told = run(tmp_path / "c.db", "people", "import", str(tmp_path / "none.csv"))
    assert told == (1, "", "There is no file none.csv; check the path.")


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


def test_an_access_key_is_printed_once_and_can_be_ended(tmp_path: Path) -> None:
    database = tmp_path / "c.db"
    run(database, "people", "add", "dana@example.org", "--name", "Dana Soto", "--role", "reader")
    code, key, told = run(database, "people", "token", "make", "dana@example.org", "--for", "Power BI")
    assert (code, told) == (0, "Access key key-3: keep it, it will not be shown again.")
    assert key.startswith("convergence_")
    listed = run(database, "people", "token", "list", "dana@example.org")[1]
    assert key not in listed
    assert [listed.split("\t")[place] for place in (0, 2, 3)] == ["key-3", "–", "Power BI"]
    assert run(database, "people", "token", "revoke", "key-3")[:2] == (0, "The access key key-3 opens nothing more.")
    assert run(database, "people", "token", "list", "dana@example.org")[1].split("\t")[2] != "–"
    assert run(database, "people", "token", "revoke", "key-9") == (
        1,
        "",
        "There is no access key “key-9”: see the list.",
    )
