"""An Excel file in the making: nothing that people or documents wrote is computed, and nothing of it stays on the disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.workbook import Workbook

from convergence.errors import Unavailable

_TEXT_IS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@contextmanager
def workbook(file: BinaryIO, large: bool = False) -> Iterator[Workbook]:
    """A workbook without sheets, which is written to `file` at the end.

    The rows of a large one go to disk as they come, so that a quarter of a million of them need no memory: to a folder of their own,
    which is taken away whatever happens. Raises Unavailable where there is no room for them.
    """
    try:
        with ExitStack() as stack:
            options: dict[str, Any] = {"in_memory": True}
            if large:
                folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="convergence-"))
                options = {"constant_memory": True, "tmpdir": folder}
            book = xlsxwriter.Workbook(file, {**options, **_TEXT_IS_TEXT})
            yield book
            book.close()
    except (OSError, FileCreateError) as error:
        cause = error.args[0] if isinstance(error, FileCreateError) else error
        reason = getattr(cause, "strerror", None) or str(cause)
        raise Unavailable("reports.no_room", folder=tempfile.gettempdir(), reason=reason) from error
