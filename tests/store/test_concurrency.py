"""Many writers at once, each on a connection of its own: nothing is lost, and the history has no gap."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import sqlalchemy as sa

from convergence.codebook import Codebook
from convergence.model import Actor, Meeting, Role
from convergence.store import reads, writes
from convergence.store.engine import PROJECT_DIR, connect, open_store, reading, writing
from convergence.store.loading import load_meeting
from convergence.store.writes import Conflict
from tests.conftest import ANALYST
from tests.store.content import BORDER_PLAN, BORDERS, action, everything, version

WRITERS = 6

Result = TypeVar("Result")


def at_once(work: Callable[[int], Result], n: int = WRITERS) -> list[Result]:
    """The work of n threads that begin together."""
    start = Barrier(n)

    def begin(number: int) -> Result:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(n) as pool:
        return list(pool.map(begin, range(n)))


def numbers(engine: sa.Engine) -> list[int]:
    with reading(engine) as connection:
        return sorted(event.number for event in reads.events(connection, limit=1000))


def test_no_update_is_lost(filled: sa.Engine, codebook: Codebook) -> None:
    """Everybody appends a word to one note, again and again, and settles conflicts by appending to what stands."""
    rounds = 4

    def append(number: int) -> None:
        for turn in range(rounds):
            written = False
            while not written:
                seen = action(filled)
                changes = {"note": f"{seen.note} {number}:{turn}"}
                with suppress(Conflict), writing(filled) as connection:
                    writes.update_action(connection, codebook, ANALYST, BORDER_PLAN, seen.revision, changes)
                    written = True

    at_once(append)
    assert sorted(action(filled).note.split()) == sorted(
        f"{number}:{turn}" for number in range(WRITERS) for turn in range(rounds)
    )
    assert action(filled).revision == 1 + WRITERS * rounds
    assert numbers(filled) == list(range(1, 2 + WRITERS * rounds))
    assert version(filled) == 1 + WRITERS * rounds


def test_one_of_many_wins(filled: sa.Engine, codebook: Codebook) -> None:
    def write(number: int) -> str:
        try:
            with writing(filled) as connection:
                writes.update_action(connection, codebook, ANALYST, BORDER_PLAN, 1, {"note": f"from {number}"})
        except Conflict as conflict:
            return f"lost to {conflict.theirs['note']}"
        return f"from {number}"

    outcomes = at_once(write)
    winner = action(filled).note
    assert sorted(outcomes) == sorted([winner] + [f"lost to {winner}"] * (WRITERS - 1))
    assert numbers(filled) == [1, 2]


def test_different_fields_at_once_are_all_kept(filled: sa.Engine, codebook: Codebook) -> None:
    changes = [
        {"note": "a"},
        {"progress": "implemented"},
        {"evidence": "https://example.org"},
        {"evidence": "https://example.net"},
        {"due": None},
        {"lead": "PER"},
        {"supporting": ("ECU",)},
    ]

    def write(number: int) -> int:
        with writing(filled) as connection:
            return writes.update_action(connection, codebook, ANALYST, BORDER_PLAN, 1, changes[number])

    assert sorted(at_once(write, len(changes))) == [2, 3, 4, 5, 6, 7, 8]
    kept = action(filled)
    assert (kept.note, kept.progress, {link.url for link in kept.evidence}, kept.due, kept.lead, kept.supporting) == (
        "a",
        "implemented",
        {"https://example.org", "https://example.net"},
        None,
        "PER",
        ("ECU",),
    )
    assert numbers(filled) == list(range(1, 9))


def test_actions_added_at_once_get_numbers_of_their_own(filled: sa.Engine, codebook: Codebook) -> None:
    def add(number: int) -> str:
        with writing(filled) as connection:
            return writes.add_action(connection, codebook, ANALYST, BORDERS, {"en": f"Number {number}"}, {})

    assert sorted(at_once(add)) == [f"{BORDERS}/a{number}" for number in range(2, 2 + WRITERS)]
    assert numbers(filled) == list(range(1, 2 + WRITERS))


def test_a_failed_writer_leaves_no_gap(filled: sa.Engine, codebook: Codebook) -> None:
    def write(number: int) -> bool:
        try:
            with writing(filled) as connection:
                writes.add_action(connection, codebook, ANALYST, BORDERS, {"en": f"Number {number}"}, {})
                if number % 2:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            return False
        return True

    assert sum(at_once(write)) == WRITERS // 2
    assert numbers(filled) == list(range(1, 2 + WRITERS // 2))


def test_a_reader_who_has_seen_a_number_has_seen_everything_up_to_it(filled: sa.Engine, codebook: Codebook) -> None:
    def work(number: int) -> bool:
        for turn in range(6):
            if number % 2:
                with writing(filled) as connection:
                    writes.add_action(connection, codebook, ANALYST, BORDERS, {"en": f"{number}.{turn}"}, {})
            else:
                with reading(filled) as connection:
                    seen = reads.version(connection)
                    history = reads.events(connection, limit=1000)
                    actions = reads.actions_of(connection, BORDERS)
                if [event.number for event in history] != list(range(seen, 0, -1)) or len(actions) != seen:
                    return False
        return True

    assert at_once(work) == [True] * WRITERS


def test_one_meeting_loaded_by_many_is_loaded_once(engine: sa.Engine, meeting: Meeting) -> None:
    def load(number: int) -> bool:
        try:
            with writing(engine) as connection:
                return load_meeting(connection, Actor(f"{number}", Role.ANALYST), meeting)
        except sa.exc.IntegrityError:
            return False

    assert sorted(at_once(load)) == [False] * (WRITERS - 1) + [True]
    assert len(everything(engine)["recommendation"]) == 6
    assert numbers(engine) == [1]


SERVER = """
import sys
from convergence.codebook import bundled
from convergence.store.engine import connect, upgrade
from convergence.store.loading import load_bundled

codebook = bundled()
print("ready", flush=True)
sys.stdin.readline()
engine = connect(sys.argv[1])
upgrade(engine)
print(load_bundled(engine, codebook))
"""


def test_many_servers_start_on_an_empty_database(url: str) -> None:
    servers = [
        subprocess.Popen(
            [sys.executable, "-c", SERVER, url],
            cwd=PROJECT_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(3)
    ]
    for server in servers:
        assert server.stdout
        assert server.stdout.readline() == "ready\n"
    for server in servers:
        assert server.stdin
        server.stdin.write("go\n")
        server.stdin.flush()
    assert [server.communicate(timeout=60)[0] for server in servers] == ["[]\n"] * 3
    engine = open_store(url)
    assert numbers(engine) == [1]
    assert [row[0] for row in everything(engine)["meeting"]] == ["2023-05-09-cam"]
    engine.dispose()


def test_many_open_a_new_file(tmp_path: Path) -> None:
    for turn in range(10):
        url = f"sqlite:///{tmp_path / f'{turn}.db'}"

        def visit(_number: int, url: str = url) -> int:
            engine = connect(url)
            with reading(engine) as connection:
                answer = int(connection.exec_driver_sql("SELECT 1").scalar_one())
            engine.dispose()
            return answer

        assert at_once(visit) == [1] * WRITERS
