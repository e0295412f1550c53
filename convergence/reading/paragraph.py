"""A paragraph of a document, whatever file it came from, and the marker (bullet, number, letter) that opened it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLET = "·•▪◦●○‣∙■□➢✓❖\uf0b7\uf0a7\uf0d8\uf076\u2043"
_MARKER = re.compile(
    rf"""^\s*(?P<marker>
        [{_BULLET}](?=\s|\w)             # a bullet, with or without a space after it
      | [-–—*](?=\s)                     # a dash or an asterisk
      | \(?\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}(?:[.)]-?|\s?[.)]|°|º)(?=\s|$)   # 1.  1)  (1)  2.3.  4.-
      | \d{{1,3}}\s?[-–—](?=\s+[^\W\d])                                    # 1-  2 –
      | \d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?=\s)                              # 2.3
      | \d{{1,2}}(?:\.\d{{1,2}}){{1,2}}\.?[a-z]\)?(?=\s)                   # 3.1.a  2.4b)
      | A(?:rt(?:[ií]culo|igo|icle)?|RT(?:[IÍ]CULO|IGO|ICLE)?)\.?\s?\d{{1,3}}(?:\s?(?:bis|ter|[º°ª]|er))?
        (?:[.:]|\s?[-–—])+(?=\s)                                           # Art. 5º. —  Artículo 3.
      | \d{{1,3}}\.\d{{1,3}}(?=\s+[A-ZÀ-Ý])                                # 140.242, but not 3.500 persons
      | \(?[a-z]{{1,2}}\)(?=\s) | [a-z]\.(?=\s) | \(?[A-Z]\)(?=\s)         # a)  (a)  a.  A)
      | \(?[ivx]{{1,5}}[.)](?=\s) | \(?[IVX]{{1,5}}[.)](?=\s) | [IVX]{{1,5}}\.-(?=\s)  # ii)  IV.
    )\s*""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text without its marker; `page` counts from 1, or is None where the file has no pages.

    `heading` is the outline level that the file itself states (0: none); `note` marks a footnote or an endnote.
    """

    text: str
    page: int | None = None
    marker: str = ""
    level: int = 0
    heading: int = 0
    bold: bool = False
    note: bool = False


def split_marker(text: str) -> tuple[str, str]:
    """`"a) Strengthen …"` becomes `("a)", "Strengthen …")`; no marker gives `("", text)`."""
    found = _MARKER.match(text)
    if found is None or found.end() >= len(text):
        return "", text
    return found["marker"], text[found.end() :]


def marker_kind(marker: str) -> str:
    """`number`, `roman`, `letter`, `bullet`, or nothing where there is no marker."""
    core = marker.strip("().-°º ")
    if not marker:
        return ""
    if core[:1].isdigit() or is_article(marker):
        return "number"
    if core and set(core.lower()) <= set("ivx"):
        return "roman"
    return "letter" if core.isalpha() else "bullet"


def is_article(marker: str) -> bool:
    """Does a paragraph open as one of a law: "Artículo 3.", "Art. 5º —"?"""
    return marker[:3].lower() == "art"


def marked(text: str, **facts: object) -> Paragraph:
    """A paragraph whose marker is still in its text."""
    marker, rest = split_marker(text.strip())
    return Paragraph(rest.strip(), marker=marker, **facts)  # type: ignore[arg-type]
