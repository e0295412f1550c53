"""Text and Markdown files: bytes to paragraphs, whatever the encoding."""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Iterator

from convergence.errors import InvalidInput
from convergence.reading.paragraph import Paragraph, marked, split_marker

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MD_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_MD_EMPHASIS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`)")
_MD_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MD_RULE = re.compile(r"^\s*([-*_]\s*){3,}$|^\s*\|?\s*:?-{2,}")


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 (with or without a mark) or Windows-1252; what is no text is refused."""
    text = _decoded(data)
    if len(_CONTROL.findall(text)) > max(2, len(text) // 200):
        raise InvalidInput("reading.not_text")
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    head = data[:4000]
    for start, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        zeros = head[start::2].count(0)
        if zeros > len(head) * 0.3 and head[1 - start :: 2].count(0) < len(head) * 0.05:
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def paragraphs(data: bytes, *, markdown: bool) -> list[Paragraph]:
    """One paragraph per line, or per block where the lines were wrapped by hand."""
    lines = decode(data).split("\n")
    if markdown:
        return [p for line in _unwrapped(lines, markdown=True) for p in _markdown(line)]
    return [marked(line, level=_depth(line)) for line in _unwrapped(lines, markdown=False) if line.strip()]


def _depth(line: str) -> int:
    return (len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())) // 2


def _markdown(line: str) -> Iterator[Paragraph]:
    if not line.strip() or _MD_RULE.match(line):
        return
    heading = _MD_HEADING.match(line)
    text = _MD_LINK.sub(r"\1", heading[2] if heading else line.lstrip("> "))
    marker, body = split_marker(text.strip().strip("|"))
    plain = _MD_EMPHASIS.sub("", body).replace("|", " | ").strip()
    bold = body.startswith(("**", "__")) and body.rstrip().endswith(("**", "__"))
    if plain:
        level = len(heading[1]) if heading else 0
        yield Paragraph(plain, marker=marker, level=_depth(line), heading=level, bold=bold)


def _unwrapped(lines: list[str], *, markdown: bool) -> list[str]:
    if not markdown and not _is_wrapped(lines):
        return lines
    blocks: list[list[str]] = []
    open_line = False
    for line in lines:
        starts = not line.strip() or split_marker(line)[0] or line.startswith(("#", "|"))
        if open_line and not starts:
            blocks[-1].append(line.strip())
        else:
            blocks.append([line.rstrip()])
        open_line = bool(line.strip()) and not line.startswith(("#", "|"))
    return [" ".join(block) for block in blocks]


def _is_wrapped(lines: list[str]) -> bool:
    """Lines broken at a column: none is long, and many go on with a small letter on the next line."""
    full = [line for line in lines if line.strip()]
    if len(full) < 3 or max(map(len, full)) > 132:
        return False
    follows = sum(
        bool(b.strip())
        and b.strip()[0].islower()
        and not a.rstrip().endswith((".", ":", ";"))
        and len(a) > 45
        and not split_marker(b)[0]
        for a, b in itertools.pairwise(lines)
    )
    return follows >= max(1, len(full) // 10)
