"""Word documents (docx): parts of the archive to paragraphs, in the order in which they are read.

The archive's own directory is asked for sizes before anything is unpacked, and the XML is parsed with entities off.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from convergence.carried import Carried, Point, from_xml
from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.reading import limits
from convergence.reading.paragraph import Paragraph, split_marker
from convergence.reading.word_styles import MC, Styles, W

_BROKEN = (
    ParseError,
    zipfile.BadZipFile,
    OSError,
    EOFError,
    RecursionError,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    zlib.error,
)
_CUSTOM_XML = re.compile(r"customXml/item\d+\.xml")
_LONG_CELL = 120
"""Two cells longer than this in one row are columns of text (often two languages), not a row of a table."""


def kind_of_archive(data: bytes) -> str:
    """`docx`, or `foreign` for another kind of zip. Bombs, macros and passwords are refused here."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.filename for info in archive.infolist()}
            if "word/document.xml" not in names:
                return "foreign"
            unpacked = sum(info.file_size for info in archive.infolist())
            if unpacked > limits.UNPACKED_BYTES or unpacked > limits.PACKING_RATIO * max(len(data), 40_000):
                raise InvalidInput("reading.zip_bomb")
            if any(info.flag_bits & 0x1 for info in archive.infolist()):
                raise InvalidInput("reading.password")
            types = _part(archive, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
            if any(n.lower().endswith("vbaproject.bin") for n in names) or b"macroEnabled" in types:
                raise InvalidInput("reading.macro")
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise InvalidInput("reading.damaged") from error
    return "docx"


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    info = archive.getinfo(name)
    if info.file_size > limits.PART_BYTES:
        raise InvalidInput("reading.zip_bomb")
    with archive.open(info) as part:
        content = part.read(limits.PART_BYTES + 1)
    if len(content) > limits.PART_BYTES:
        raise InvalidInput("reading.zip_bomb")
    return content


def paragraphs(data: bytes) -> list[Paragraph]:
    """Body, tables, text boxes in place; footnotes and endnotes directly after the paragraph that cites them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())

            def tree(name: str) -> Element | None:
                if name not in names:
                    return None
                parsed: Element = fromstring(_part(archive, name), forbid_dtd=True)
                return parsed

            body = tree("word/document.xml")
            styles = Styles(tree("word/styles.xml"), tree("word/numbering.xml"))
            notes = _notes(tree("word/footnotes.xml"), "footnote") | _notes(tree("word/endnotes.xml"), "endnote")
        if body is None:
            raise InvalidInput("reading.damaged")
        return list(_Walk(body, styles, notes).blocks(body))
    except DefusedXmlException as error:
        raise InvalidInput("reading.unsafe_xml") from error
    except _BROKEN as error:
        raise InvalidInput("reading.damaged") from error


def carried(data: bytes, book: Codebook) -> Carried:
    """The coding in the custom XML parts of a file that `paragraphs` has read; Word numbers them as it likes."""
    known = {name: getattr(book, name) for name in ("kinds", "themes", "processes", "parties")}
    found: dict[str, tuple[Point, ...]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in sorted(archive.namelist()):
                if _CUSTOM_XML.fullmatch(name):
                    found |= from_xml(_part(archive, name), known)
    except _BROKEN as error:
        raise InvalidInput("reading.damaged") from error
    return found


def _notes(tree: Element | None, tag: str) -> dict[str, str]:
    """Text of each note, keyed `footnote:3`."""
    found: dict[str, str] = {}
    for note in tree.iter(f"{W}{tag}") if tree is not None else ():
        if note.get(f"{W}type") is None:
            text = " ".join(
                t for p in note.iter(f"{W}p") if (t := "".join(x.text or "" for x in p.iter(f"{W}t")).strip())
            )
            found[f"{tag}:{note.get(f'{W}id')}"] = text
    return found


class _Walk:
    """One pass over the body; counts pages where Word has noted where it broke them."""

    def __init__(self, body: Element, styles: Styles, notes: dict[str, str]) -> None:
        self.styles = styles
        self.notes = notes
        self.page: int | None = 1 if body.find(f".//{W}lastRenderedPageBreak") is not None else None

    def blocks(self, parent: Element) -> Iterator[Paragraph]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{W}tbl":
                for row in child.iter(f"{W}tr"):
                    yield from self.row(row)
            elif child.tag in (f"{W}body", f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo"):
                yield from self.blocks(child)

    def row(self, row: Element) -> Iterator[Paragraph]:
        cells = [list(self.blocks(cell)) for cell in row.iter(f"{W}tc")]
        cells = [cell for cell in cells if cell]
        single = all(len(cell) == 1 for cell in cells)
        if len(cells) < 2 or not single or sum(len(c[0].text) > _LONG_CELL for c in cells) > 1:
            for cell in cells:
                yield from cell
            return
        yield replace(cells[0][0], text=" | ".join(cell[0].text for cell in cells))

    def paragraph(self, element: Element) -> Iterator[Paragraph]:
        shape = self.styles.shape(element)
        pieces, boxes, cited = [""], list[Element](), list[str]()
        page = self.page
        for run in self.inline(element):
            tag = run.tag
            if tag == f"{W}t":
                pieces[-1] += run.text or ""
            elif tag == f"{W}tab":
                pieces[-1] += " "
            elif tag in (f"{W}br", f"{W}cr"):
                pieces.append("")
            elif tag == f"{W}noBreakHyphen":
                pieces[-1] += "-"
            elif tag == f"{W}sym":
                pieces[-1] += "•"
            elif tag == f"{W}lastRenderedPageBreak" and self.page is not None:
                self.page += 1
                page = page if "".join(pieces).strip() else self.page
            elif tag == f"{W}txbxContent":
                boxes.append(run)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                cited.append(f"{tag[len(W) : -9]}:{run.get(f'{W}id')}")
        for number, text in enumerate(_lines(pieces)):
            marker, rest = split_marker(text)
            own = shape if number == 0 else replace(shape, marker="")
            if rest.strip() and not self.styles.is_contents(element):
                yield replace(own, text=rest.strip(), marker=own.marker or marker, page=page)
        for box in boxes:
            yield from self.blocks(box)
        for key in cited:
            if self.notes.get(key):
                yield Paragraph(self.notes[key], page=page, note=True)

    def inline(self, element: Element) -> Iterator[Element]:
        """What the runs hold, in order; what was deleted or moved away, and fallbacks of drawings, are left out."""
        for child in element:
            if child.tag in (f"{W}del", f"{W}moveFrom", f"{MC}Fallback", f"{W}pPr"):
                continue
            if child.tag in (f"{W}t", f"{W}txbxContent"):
                yield child
            else:
                yield child
                yield from self.inline(child)


def _lines(pieces: list[str]) -> list[str]:
    """A line break inside a paragraph starts a new one after a full stop or before a marker; else it is a space."""
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if split_marker(piece)[0] or lines[-1].rstrip().endswith((".", ";", ":")) or not lines[-1].strip():
            lines.append(piece)
        else:
            lines[-1] = f"{lines[-1].rstrip()} {piece.lstrip()}"
    return [line for line in lines if line.strip()]
