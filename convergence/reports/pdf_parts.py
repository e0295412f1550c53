"""Documents too long for one run of typst, which needs memory for all that it lays out: cut into parts, and the pages joined again."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pypdfium2

from convergence.reports.document import Block, Grid, Heading, Points

LONG = 3_000
"""Points and rows from which a document is made in parts."""
_PART = 250


def length(blocks: Iterable[Block]) -> int:
    """How many points and rows the blocks have."""
    return sum(_length(block) for block in blocks)


def _length(block: Block) -> int:
    match block:
        case Points(items):
            return sum(1 + len(item.under) for item in items)
        case Grid(_, rows):
            return len(rows)
    return 1


def parts(blocks: Iterable[Block], size: int = _PART) -> Iterator[list[Block]]:
    """The blocks in their order, some `size` points and rows at a time; a new part begins at a chapter if one is near."""
    part: list[Block] = []
    filled = 0
    for block in _short(blocks, size):
        chapter = isinstance(block, Heading) and block.level == 1
        if part and (filled >= 2 * size or (chapter and filled >= size)):
            kept = _headings_at_the_end(part)
            yield part[: len(part) - kept]
            part, filled = part[len(part) - kept :], 0
        part.append(block)
        filled += _length(block)
    yield part


def _headings_at_the_end(part: list[Block]) -> int:
    """How many headings, and paragraphs under them, would be parted from what they introduce."""
    kept = next((n for n, block in enumerate(reversed(part)) if isinstance(block, Points | Grid)), 0)
    return kept if kept < len(part) else 0


def _short(blocks: Iterable[Block], size: int) -> Iterator[Block]:
    """The same blocks, long lists and tables in pieces; a numbered list goes on counting."""
    for block in blocks:
        match block:
            case Points(items, numbered, start):
                for first in range(0, len(items), size):
                    yield Points(items[first : first + size], numbered, start + first)
            case Grid(_, rows, _, caption):
                for first in range(0, len(rows), size):
                    yield replace(block, rows=rows[first : first + size], caption=caption if first == 0 else "")
            case _:
                yield block


class Pages:
    """The pages of the parts, gathered, and on which of them each chapter begins; `first` is the number of the first one."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.gathered = pypdfium2.PdfDocument.new()
        self.chapters: list[tuple[str, int]] = []

    @property
    def next(self) -> int:
        return self.first + len(self.gathered)

    def add(self, part: bytes) -> None:
        pages = pypdfium2.PdfDocument(part)
        for mark in pages.get_toc():
            if mark.level > 0:
                continue
            place = mark.get_dest()
            self.chapters.append((mark.get_title(), self.next + (place.get_index() if place else 0)))
        self.gathered.import_pages(pages)
        pages.close()

    def behind(self, front: bytes) -> bytes:
        """One file: the front, whose title and language are those of the whole, and all pages."""
        whole = pypdfium2.PdfDocument(front)
        whole.import_pages(self.gathered)
        file = io.BytesIO()
        whole.save(file)
        whole.close()
        return file.getvalue()


def count(content: bytes) -> int:
    """The number of pages of a PDF."""
    pages = pypdfium2.PdfDocument(content)
    found = len(pages)
    pages.close()
    return found


def picture(content: bytes, dots: int) -> bytes:
    """The first page of a PDF as a PNG."""
    document, file = pypdfium2.PdfDocument(content), io.BytesIO()
    document[0].render(scale=dots / 72).to_pil().save(file, "PNG")
    document.close()
    return file.getvalue()
