"""The real server on a port of its own, with a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

ROOT = Path(__file__).parents[2]
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A server that answers: where, on which database file, and where its output goes."""

    url: str
    database: Path
    output: Path


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(
    folder: Path,
    port: int | None = None,
    arguments: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    script: str | Path = "server.py",
) -> Iterator[Server]:
    """Start the server as people do, wait until it is healthy, and end it. Its files are in `folder`."""
    port = port or free_port()
    server = Server(f"http://127.0.0.1:{port}", folder / "convergence.db", folder / "server.txt")
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    with server.output.open("w") as output:
        process = subprocess.Popen(
            [*command, "--server.headless", "true", *arguments],
            cwd=ROOT,
            env={**os.environ, "CONVERGENCE_DATABASE_URL": f"sqlite:///{server.database}", **(environment or {})},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_healthy(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_healthy(server: Server, process: subprocess.Popen[bytes]) -> None:
    pause = Event()
    for _ in range(START_SECONDS * 20):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            pause.wait(0.05)
    raise RuntimeError(f"The server did not start:\n{server.output.read_text()}")
