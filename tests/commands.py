"""`python -m convergence` in this process: the same commands, without a start of Python for each."""

from __future__ import annotations

from collections.abc import Mapping

from typer.testing import CliRunner

from convergence.cli import app


def run(environment: Mapping[str, str], *words: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a command under environment variables."""
    result = CliRunner(env=dict(environment)).invoke(app, list(words))
    return result.exit_code, result.stdout.strip(), result.stderr.strip()
