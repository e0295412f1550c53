"""32 people on the Overlap page at once, each by a websocket of his own, from a process of its own.

`python -m benchmarks.crowd ADDRESS` is that process: it prints how many script runs ended per second.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websocket import ABNF, create_connection

from benchmarks import Figure
from tests.browser.server import serving

PEOPLE = 32
SECONDS = 12.0
CELLS = (("data", "mirps"), ("cooperation", "csm"), ("climate", "idb"), ("pathways", "la-declaration"))


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.crowd", server.url.replace("http", "ws")],
            capture_output=True,
            text=True,
            check=True,
        )
    yield Figure(f"{PEOPLE} people on Overlap, script runs in all", float(ran.stdout), 25.0, "per s", "more")


class Person:
    """One who opens the page and then looks from cell to cell without a pause."""

    def __init__(self, address: str, number: int) -> None:
        self._socket = create_connection(f"{address}/_stcore/stream", subprotocols=["streamlit"], timeout=60)
        self._number = number
        self._page = ""
        self.ended = 0

    def open(self) -> None:
        """The first run: it tells the page's hash, which every later message names."""
        self._ask("overlap")
        self._wait()

    def look(self, until: float) -> None:
        while perf_counter() < until:
            self._ask("")
            self._wait()
            self.ended += perf_counter() < until

    def _ask(self, name: str) -> None:
        message = BackMsg()
        theme, process = CELLS[(self._number + self.ended) % len(CELLS)]
        message.rerun_script.query_string = f"lang=en&o_theme={theme}&o_process={process}"
        message.rerun_script.page_name = name
        message.rerun_script.page_script_hash = self._page
        self._socket.send(message.SerializeToString(), ABNF.OPCODE_BINARY)

    def _wait(self) -> None:
        while True:
            message = ForwardMsg.FromString(self._socket.recv())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._page = message.new_session.page_script_hash
            elif kind == "script_finished":
                if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError(f"a run ended with {message.script_finished}")
                return


def crowd(address: str) -> float:
    """Script runs per second of all the people together."""
    people = [Person(address, number) for number in range(PEOPLE)]
    _all_at_once(people, lambda person: person.open())
    began = perf_counter()
    _all_at_once(people, lambda person: person.look(began + SECONDS))
    return sum(person.ended for person in people) / SECONDS


def _all_at_once(people: list[Person], do: object) -> None:
    threads = [threading.Thread(target=do, args=(person,)) for person in people]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    print(crowd(sys.argv[1]))
