"""A file to its paragraphs: tells what the file really is, refuses what it must, hands over to the reader of its format."""

from __future__ import annotations

from pathlib import Path, PurePath

from convergence.carried import Carried
from convergence.codebook import Codebook
from convergence.errors import InvalidInput
from convergence.reading import limits, pdf, plain, word
from convergence.reading.paragraph import Paragraph
from convergence.reading.progress import Told, untold

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_NAMES = {".txt", ".md", ".markdown", ".text"}
_KNOWN = {".docx": "docx", ".pdf": "pdf", ".doc": "doc", **dict.fromkeys(_TEXT_NAMES, "text")}
_FOREIGN = (
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
)


def load(source: Path | bytes) -> bytes:
    """The bytes of the file; its size is asked before it is read."""
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > limits.FILE_BYTES:
        raise InvalidInput("reading.too_large", size=size // 2**20, limit=limits.FILE_BYTES // 2**20)
    data = source.read_bytes() if isinstance(source, Path) else source
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise InvalidInput("reading.empty")
    return data


def paragraphs(data: bytes, name: str, told: Told = untold) -> list[Paragraph]:
    """Paragraphs in reading order, with their markers told apart; `told` hears of each page of a PDF.

    Raises `InvalidInput` with a key under `reading.`: empty, doc, password, macro, unsafe_xml, zip_bomb, damaged,
    scanned_pdf, wrong_type, name_lies, not_text, too_long.
    """
    suffix = PurePath(name).suffix.lower()
    kind = _kind(data)
    claimed = _KNOWN.get(suffix)
    if kind == "foreign" or (claimed is None and suffix and kind == "text"):
        raise InvalidInput("reading.wrong_type", name=name)
    if claimed is not None and claimed != kind and not (kind == "doc" and claimed == "docx"):
        raise InvalidInput("reading.name_lies", name=name, found=kind)
    if kind == "doc":
        raise InvalidInput("reading.doc")
    if kind == "docx":
        found = word.paragraphs(data)
    elif kind == "pdf":
        found = pdf.paragraphs(data, told)
    else:
        found = plain.paragraphs(data, markdown=suffix in (".md", ".markdown"))
    if sum(len(p.text) for p in found) > limits.CHARACTERS or len(found) > limits.PARAGRAPHS:
        raise InvalidInput("reading.too_long", limit=limits.CHARACTERS)
    if not found:
        raise InvalidInput("reading.empty")
    return found


def carried(data: bytes, book: Codebook) -> Carried:
    """The coding that a Word file of ours carries; nothing in any other file. `data` is a file that `paragraphs` has read."""
    return word.carried(data, book) if data.startswith(b"PK") else {}


def _kind(data: bytes) -> str:
    if data.startswith(b"PK"):
        return word.kind_of_archive(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise InvalidInput("reading.password")
        return "doc" if "WordDocument".encode("utf-16-le") in data else "foreign"
    if data.startswith(_FOREIGN) or data[:300].lstrip().lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        return "foreign"
    return "text"
