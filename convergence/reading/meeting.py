"""Date, place, title and body of the meeting, from the first lines of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from convergence.reading.headings import is_capitals, pattern, processes_named
from convergence.reading.lexicon import fold, load
from convergence.reading.parties import mentions
from convergence.reading.result import MeetingFound

_NUMERIC = re.compile(r"\b(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4}))\b")
_NAME = r"[A-ZÀ-Ý][\w'’.-]*(?:\s+(?:de|del|da|do|dos|das|la|las|los|le|les|et|y|e|of|the)(?=\s+[A-ZÀ-Ý]))*"
_INITIALS = r"(?:[A-Z]\.\s?){2,3}"
_PLACE = re.compile(rf"^\s*({_NAME}(?:[\s-]+{_NAME}){{0,4}}(?:,\s*(?:{_INITIALS}|{_NAME}(?:\s+{_NAME}){{0,4}}))?)")
_FIRST = re.compile(r"^\W*(?:En|Em|À|In|At)\s+(?:(?:la|a|the)\s+(?:ciudad|cidade|city)\s+(?:de|of)\s+)?")
_NO_PLACE = re.compile(
    r"^(?:siege|sede|palais|palacio|headquarters|ocasion|occasion|cumplimiento|ese|este|this|that|reun\w+|meeting"
    r"|sess?ion|sessao|sesion|cumbre|cupula|summit|sommet|taller|workshop|atelier|oficina|conferenc\w*|foro|forum|comi\w+|jornada\w*)\b"
)
_INSIDE = re.compile(
    rf"\b(?:à|a|au|en|em|in|at)\s+({_NAME}(?:[\s-]+{_NAME}){{0,3}}(?:,\s*{_NAME}(?:\s+{_NAME}){{0,3}})?)$"
)
_SYMBOL = re.compile(r"^\W*(?:[A-Z]{1,5}|[A-Z][a-z]{2})[./][\w./-]*(?:\s+\S+){0,5}$")
"""The number of a document, such as OEA/Ser.G CAM/doc.12/23."""
_PLACE_WORDS = 4
_YEARS = range(1948, 2101)


@lru_cache(maxsize=1)
def _dates() -> tuple[re.Pattern[str], dict[str, int]]:
    months = {fold(name): n for names in load("headings")["months"].values() for n, name in enumerate(names, 1)}
    names = "|".join(sorted(months, key=len, reverse=True))
    day = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th|º|°)?"
    more = r"(?:\s*(?:,|y|e|et|and|to|al|a|au|ao| )\s*(?:el |le |o )?\d{1,2}(?:er|st|nd|rd|th|º)?)*"
    of = r"\s+(?:dias?\s+)?(?:(?:del|do|du|de|of)\s+)?(?:(?:mes|mois|month)\s+(?:de|of|d)\s+)?"
    latin = rf"\b{day}{more}{of}(?P<month>{names})(?:\s+(?:et|y|e|and|to|al|au)\s+\d+\s+(?:de\s+)?\w+)?"
    latin += r",?\s+(?:(?:de|del|of|do)\s+(?:ano |año )?)?(?P<year>\d{4})\b"
    english = latin.replace(rf"\b{day}{more}{of}(?P<month>{names})", rf"\b(?P<month>{names})\s+{day}{more}")
    both = latin + "|" + re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", english)
    return re.compile(both), months


def dates_in(text: str) -> list[tuple[date, int, int]]:
    """Full dates of a text in four languages, each with its span; of a range, the first day."""
    expression, months = _dates()
    found = []
    for m in expression.finditer(fold(text)):
        parts = (m["year"] or m["year2"], months[m["month"] or m["month2"]], m["day"] or m["day2"])
        found.append((parts, m.start(), m.end()))
    for m in _NUMERIC.finditer(text):
        parts = (m[1] or m[6], int(m[2] or m[5]), m[3] or m[4])
        found.append((parts, m.start(), m.end()))
    result = []
    for (year, month, day), start, end in sorted(found, key=lambda one: one[1]):
        try:
            one = date(int(year), month, int(day))
        except ValueError:
            continue
        if one.year in _YEARS:
            result.append((one, start, end))
    return result


def found_in(title_lines: Sequence[str], opening: Sequence[str], process: str | None) -> MeetingFound:
    """`title_lines` are the lines before the text begins; `opening` its first and last paragraphs."""
    when, where = None, None
    for line in (*title_lines, *opening):
        for one, start, end in dates_in(line):
            if when is None:
                when = one
            if where is None:
                where = _beside_date(line, start, end)
    where = where or _place_stated((*title_lines, *opening)) or _place_first(opening)
    return MeetingFound(_title(title_lines), when, _body((*title_lines, *opening[:2]), process), where)


def _beside_date(line: str, start: int, end: int) -> str | None:
    """ "Lima, Peru, 26 April 2022" and "26 de abril de 2022, Lima"."""
    before = re.split(r"(?<![A-Z])\.|[;:(]|\s[–—-]\s", line[:start])[-1].strip(" ,–—-(")
    before = re.sub(
        r"(?:^|,?\s+)(?:le|el|on|los días|a los|nos dias|aos|em|el día|no dia|du|del|les)$", "", before
    ).strip(" ,")
    inside = _INSIDE.search(before)
    if inside and not _NO_PLACE.match(fold(inside[1])):
        return inside[1]
    before = _FIRST.sub("", before)
    segments = [segment.strip() for segment in before.split(",")]
    near = segments[-2:] if all(_is_place(segment) for segment in segments[-2:]) else segments[-1:]
    for part in (", ".join(near), line[end:].strip(" ,–—-(")):
        found = _PLACE.match(part)
        if (
            found
            and found.end() >= len(part.rstrip(" .)"))
            and not is_capitals(part.replace(" ", ""))
            and not processes_named(part)
            and not _NO_PLACE.match(fold(part))
        ):
            return found[1]
    return None


def _is_place(segment: str) -> bool:
    return bool(_PLACE.fullmatch(segment) or re.fullmatch(_INITIALS, segment)) and len(segment.split()) <= _PLACE_WORDS


@lru_cache(maxsize=1)
def _stated() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(fold(line).replace("@", ".") for line in load("headings")["place"]) + r")\s+")


def _place_stated(lines: Sequence[str]) -> str | None:
    for line in lines:
        for stated in _stated().finditer(fold(line)):
            rest = line[stated.end() :]
            found = _PLACE.match(rest)
            if (
                found
                and not processes_named(found[1])
                and not _NO_PLACE.match(fold(found[1]))
                and not re.match(r"\s*(?:la|le|el|the|a)\b", rest)
            ):
                place = found[1].rstrip(" .")
                return re.sub(r",\s*(?:los|le|on|el|em|du|les|du)$", "", place)
    return None


def _place_first(opening: Sequence[str]) -> str | None:
    """ "En Fortaleza, a los 23 días …": the place with which the text opens."""
    for line in opening[:2]:
        stated = _FIRST.match(line)
        found = _PLACE.match(line[stated.end() :]) if stated else None
        if stated and found and line[stated.end() + found.end() :].startswith(",") and len(found[1].split()) <= 6:
            return found[1].split(",")[0] if dates_in(line[:160]) else None
    return None


def is_dateline(text: str) -> bool:
    """Nothing but a place and a date, as under a signature: "Lima, 27 October 2023"."""
    spans = dates_in(text)
    return bool(spans) and len((text[: spans[0][1]] + text[spans[-1][2] :]).split()) <= _PLACE_WORDS


def _title(lines: Sequence[str]) -> str | None:
    """The title lines joined, without the line that only says what kind of document this is, or when and where."""
    kept = []
    for line in (line for line in lines if not _SYMBOL.match(line)):
        spans = dates_in(line)
        rest = line if not spans else line[: spans[0][1]] + line[spans[-1][2] :]
        if len(rest.split()) > 3 or not spans:
            kept.append(line.strip(" ·"))
    telling = [line for line in kept if not (pattern("document").match(fold(line)) and not processes_named(line))]
    joined = " – ".join(telling or kept)
    return re.sub(r"\s*:\s*–\s*", ": ", joined).strip() or None


def _body(lines: Sequence[str], process: str | None) -> str | None:
    """The body that met: one named in the title, else the process whose declaration this is."""
    named = [m.code for line in lines for m in mentions(line) if m.code in ("oas-cam", "oas")]
    if "oas-cam" in named:
        return "oas-cam"
    return process or (named[0] if named else None)
