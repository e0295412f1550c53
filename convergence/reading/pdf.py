"""PDF files: characters with their places become pieces of lines; `layout` makes paragraphs of them.

PDFium is not safe to call from two threads at once, and a web app has many: one lock guards it.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from convergence.errors import InvalidInput
from convergence.reading import layout, limits
from convergence.reading.layout import Piece
from convergence.reading.paragraph import Paragraph
from convergence.reading.progress import Told, opened, untold

_LOCK = threading.Lock()
_TAIL = 8192
_PASSWORD = "password"
_COLUMN_GAP = 1.7
"""A horizontal gap of this many character heights separates columns or cells, not words."""
_SCRIPT_SHIFT = 0.6


def paragraphs(data: bytes, told: Told = untold) -> list[Paragraph]:
    """Paragraphs in reading order. A file cut off before its end, one with a password or a scan is refused."""
    if b"%%EOF" not in data[-_TAIL:]:
        raise InvalidInput("reading.damaged")
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            key = "reading.password" if _PASSWORD in str(error).lower() else "reading.damaged"
            raise InvalidInput(key) from error
        try:
            pages = list(_pages(document, told))
        except pypdfium2.PdfiumError as error:
            raise InvalidInput("reading.damaged") from error
        finally:
            document.close()
    if not any(pieces for pieces in pages):
        raise InvalidInput("reading.scanned_pdf" if pages else "reading.damaged")
    return layout.paragraphs(pages)


def _pages(document: Any, told: Told) -> Iterator[list[Piece]]:
    if len(document) > limits.PDF_PAGES:
        raise InvalidInput("reading.too_long", limit=limits.CHARACTERS)
    start, seen = time.monotonic(), 0
    for number, page in enumerate(document, 1):
        text = page.get_textpage()
        pieces = list(_pieces(text.raw, page.get_height()))
        text.close()
        page.close()
        seen += sum(len(piece.text) for piece in pieces)
        if seen > limits.CHARACTERS or time.monotonic() - start > limits.PDF_SECONDS:
            raise InvalidInput("reading.too_long", limit=limits.CHARACTERS)
        opened(told, number, len(document))
        yield pieces


def _pieces(text: Any, height: float) -> Iterator[Piece]:
    """Runs of characters that stand on one line without a wide gap; `y` grows downwards, in points."""
    box = pdfium.FS_RECTF()
    place = ctypes.byref(box)
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    letters: list[str] = []
    start = end = base = size = 0.0
    first = 0

    def done() -> Piece | None:
        words = "".join(letters).strip()
        if not words:
            return None
        return Piece(words, start, end, height - base, size or 10.0, _is_bold(text, first))

    for index in range(pdfium.FPDFText_CountChars(text)):
        char = _char(unicode_of(text, index))
        if char in " \u00ad\r\n":  # spaces and ends of lines are often PDFium's own and have no place
            if letters and char in " \u00ad":
                letters.append(char)
            continue
        box_of(text, index, place)
        left, right, bottom = box.left, box.right, box.bottom
        tall = max(box.top - bottom, 2.0)
        gap = left - end
        same_line = abs(bottom - base) < _SCRIPT_SHIFT * max(size, 1.0) and -tall < gap < _COLUMN_GAP * tall
        if letters and not same_line:
            piece = done()
            if piece:
                yield piece
            letters = []
        if not letters:
            start, base, size, first = left, bottom, tall, index
        elif gap > 0.22 * tall and letters[-1] != " ":
            letters.append(" ")
        letters.append(char)
        end = right
    piece = done()
    if piece:
        yield piece


_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\u00a0": " "}


@lru_cache(maxsize=4096)
def _char(code: int) -> str:
    """PDFium gives U+0002 or U+FFFE for the hyphen at a line's end."""
    if code in (0x02, 0xFFFE, 0xAD):
        return "\u00ad"
    if code in (0, 0xFFFF) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return " "
    return _LIGATURES.get(chr(code), chr(code))


def _is_bold(text: Any, index: int) -> bool:
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, buffer, 128, flags)
    weight: int = pdfium.FPDFText_GetFontWeight(text, index)
    return weight >= 600 or b"bold" in buffer.value.lower()
