"""What can't be read is refused with one sentence that says what to do."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from convergence.errors import InvalidInput
from convergence.i18n import catalogue
from convergence.model import LANGUAGES
from convergence.reading import limits, read
from tests.reading.documents import TEXT, pdf, rewritten, with_body, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GERMAN = "Die Staaten haben sich darauf geeinigt, dass die Arbeit der Behörden durch einen neuen Plan verbessert wird. "
RUSSIAN = "Государства-участники договорились укреплять сотрудничество между консульствами и обмениваться данными. "


def reason(data: bytes, name: str) -> str:
    with pytest.raises(InvalidInput) as refused:
        read(data, name)
    for language in LANGUAGES:
        words = catalogue(language).error(refused.value)
        assert words != refused.value.key
        assert "{" not in words
    return refused.value.key


def scanned() -> bytes:
    """A PDF with a page and no text on it."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue() + b"\n%%EOF\n"


def bomb() -> bytes:
    """A Word file of a few hundred kilobytes that would unpack to 350 MB."""
    return rewritten(word(("Normal", TEXT)), lambda _, content: content, {"word/media/image1.bmp": bytes(350 * 2**20)})


def encrypted_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("secret", ownerPassword="owner"))
    canvas.drawString(72, 700, TEXT)
    canvas.save()
    return file.getvalue()


def encrypted_part() -> bytes:
    """A zip whose entries are marked as encrypted in the directory."""
    data = bytearray(word(("Normal", TEXT)))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        flags = struct.unpack_from("<H", data, at + 8)[0]
        struct.pack_into("<H", data, at + 8, flags | 1)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


ENTITY = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]><d>&b;</d>'


def replaced(content: bytes) -> bytes:
    return rewritten(word(("Normal", TEXT)), lambda name, old: content if name == "word/document.xml" else old)


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("a.txt", b"", "empty"),
        ("a.docx", b"", "empty"),
        ("a.txt", b" \n\t\r\n", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.docx", word(("Normal", "")), "empty"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "doc"),
        ("a.docx", OLE + "WordDocument".encode("utf-16-le"), "doc"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.docx", encrypted_part(), "password"),
        ("a.pdf", encrypted_pdf(), "password"),
        ("a.pdf", scanned(), "scanned_pdf"),
        ("a.pdf", pdf([(72, 100, TEXT)])[:-600], "damaged"),
        ("a.pdf", b"%PDF-1.7\nnothing here\n%%EOF", "damaged"),
        ("a.docx", word(("Normal", TEXT))[:-3000], "damaged"),
        ("a.docx", b"PK\x03\x04" + bytes(200), "damaged"),
        ("a.docx", replaced(b"<w:document"), "damaged"),
        ("a.docx", replaced(ENTITY), "unsafe_xml"),
        ("a.docx", replaced(LAUGHS), "unsafe_xml"),
        ("a.docx", with_body("<w:p>" * 100_000 + "</w:p>" * 100_000), "damaged"),
        ("a.docx", rewritten(word(("Normal", TEXT)), lambda _, c: c, {"word/vbaProject.bin": b"x"}), "macro"),
        ("a.txt", word(("Normal", TEXT)), "name_lies"),
        ("a.pdf", word(("Normal", TEXT)), "name_lies"),
        ("a.docx", pdf([(72, 100, TEXT)]), "name_lies"),
        ("a.docx", TEXT.encode(), "name_lies"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "wrong_type"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "wrong_type"),
        ("a.rtf", b"{\\rtf1 " + TEXT.encode(), "wrong_type"),
        ("a.csv", TEXT.encode(), "wrong_type"),
        ("a.txt", bytes(range(1, 32)) * 40, "not_text"),
        ("a.txt", (GERMAN * 4).encode(), "unknown_language"),
        ("a.txt", (RUSSIAN * 4).encode(), "unknown_language"),
        ("a.txt", b"x" * (limits.FILE_BYTES + 1), "too_large"),
        ("a.txt", (TEXT + "\n").encode() * 18_000, "too_long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refused(name: str, data: bytes, key: str) -> None:
    assert reason(data, name) == f"reading.{key}"


def test_a_zip_bomb_is_refused_by_its_directory_alone() -> None:
    data = bomb()
    assert len(data) < 2 * 2**20
    assert reason(data, "a.docx") == "reading.zip_bomb"


def test_a_spreadsheet_is_of_the_wrong_type() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert reason(file.getvalue(), "a.xlsx") == "reading.wrong_type"


def test_300_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(300 * 2**20)
    with pytest.raises(InvalidInput) as refused:
        read(path)
    assert refused.value.key == "reading.too_large"
    assert refused.value.values == {"size": 300, "limit": 50}


def test_a_document_without_recommendation_is_read_and_says_so() -> None:
    reading = read(b"The forum has eleven members and was founded in Puebla in 1996 by the governments of the region.")
    assert [p.key for p in reading.problems] == [
        "reading.no_recommendation",
        "reading.no_date",
        "reading.no_title",
        "reading.no_process_untitled",
    ]
    assert reading.as_json()["problems"][0].startswith("No recommendation was found")
