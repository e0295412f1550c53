"""Text from people and documents as harmless text: what XML forbids taken out, what a spreadsheet would compute told to be text."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LINK_LENGTH = 2_079

# What XML 1.0 does not allow; without these, Word and Excel call a file damaged.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

# Hebrew, Arabic, Syriac, Thaana, NKo and their presentation forms: from the first such letter to the last one, with no Latin one
# between, and the number and the closing marks that belong to it.
_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_STRETCH = re.compile(rf"[{_LEFTWARD}](?:[^A-Za-z\u00c0-\u024f·\n]*[{_LEFTWARD}])?(?:\s?\d+)?[)\]»”.!?%]*")

_SPACE = re.compile(r"\s")
_ORDINARY = re.compile(r"https?://[a-zA-Z0-9.-]*[a-zA-Z0-9](/[^\[\]]*)?\Z")  # needs no parser

# https://owasp.org/www-community/attacks/CSV_Injection, with the full-width forms that some editions of Excel take for the others.
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def text(value: str) -> str:
    """The text without control characters, halves of surrogate pairs and non-characters; newlines as one character."""
    if value.isprintable():  # most texts; a quarter of the time
        return value
    return _FORBIDDEN.sub("", value.replace("\r\n", "\n"))


def printed(value: str) -> str:
    """The text as it stands on paper: no line begins with the point between two facts."""
    return text(value).replace(" · ", "\u00a0· ")


def stretches(value: str) -> list[tuple[str, bool]]:
    """A text in parts, each with whether it is read from right to left; else its marks and numbers mix with what follows."""
    found, at = [], 0
    for part in _STRETCH.finditer(value):
        found += [(value[at : part.start()], False), (part[0], True)]
        at = part.end()
    return [(part, leftward) for part, leftward in [*found, (value[at:], False)] if part]


def could_compute(value: str) -> bool:
    """Whether a spreadsheet that reads this text from a file could take it for a formula."""
    return value.startswith(_STARTS_FORMULA)


def is_web_address(value: str) -> bool:
    """Whether a link may be made of a text: http(s), a host, no spaces, no longer than Excel, Word and PDF all bear."""
    if not value.startswith(("https://", "http://")) or _SPACE.search(value) or len(value) > LINK_LENGTH:
        return False
    if _ORDINARY.match(value):
        return True
    try:
        return bool(urlsplit(value).hostname)
    except ValueError:
        return False
