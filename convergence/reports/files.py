"""Putting a report on disk, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from convergence.errors import Unavailable


def write(path: Path, content: bytes) -> None:
    """Write a file beside its final place, then move it there; what was there stays until then.

    What is no file, as /dev/stdout, is written into, for it could not be put back; what a link leads to is replaced, not the link.
    Raises Unavailable where it can't be written: no such folder, no room, no right.
    """
    temporary = ""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)
            return
        target = path.resolve()
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            temporary = file.name
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise Unavailable("reports.not_written", file=str(path), reason=error.strerror or str(error)) from error
