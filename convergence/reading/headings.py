"""Which process a text names, and which paragraphs are headings or name a speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from convergence.reading import naming
from convergence.reading.chapeau import opens_with_verb
from convergence.reading.cues import cues
from convergence.reading.items import heads_plan, opens_as_item, tells
from convergence.reading.lexicon import fold, load
from convergence.reading.naming import Named
from convergence.reading.paragraph import Paragraph, is_article, marker_kind
from convergence.reading.parties import mentions

_LONGEST_HEADING = 40
_LONGEST_SPEAKER = 60
_SHORT = 14
_LONG_WORD, _TITLE_WORDS = 4, 3
_ENDS = (".", ";", ",", "!", "?")


@dataclass(frozen=True, slots=True)
class Naming:
    """A process named in a text, and where."""

    process: str
    start: int
    end: int


@lru_cache(maxsize=8)
def _processes(added: tuple[Named, ...]) -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    """Each process with a pattern for its names, on folded text, and one for its acronyms, as they are written."""
    written = [
        (one["code"], [fold(name) for name in one["names"]], one["acronyms"])
        for one in load("process_names")["processes"]
    ]
    written += [(one.code, [re.escape(name).replace(r"\ ", " ") for name in one.names], one.acronyms) for one in added]
    found = []
    for code, named, shorts in written:
        names = "|".join(name.replace(" ", r"\s+") for name in named) or r"(?!)"
        acronyms = "|".join(map(re.escape, shorts)) or r"(?!)"
        found.append((code, re.compile(rf"\b(?:{names})\b"), re.compile(rf"(?<!\w)(?:{acronyms})(?!\w)")))
    return found


def processes_named(text: str) -> list[Naming]:
    """Every naming of a process in a text, by name or acronym, in order."""
    folded = fold(text)
    found = [
        Naming(code, m.start(), m.end())
        for code, names, acronyms in _processes(naming.added().processes)
        for pattern, subject in ((names, folded), (acronyms, text))
        for m in pattern.finditer(subject)
    ]
    return sorted(found, key=lambda one: (one.start, -one.end))


@lru_cache(maxsize=8)
def pattern(part: str) -> re.Pattern[str]:
    """Expressions of `headings.yaml` that open a text: `intervention`, `document`, `account`, `session` or `speaker`."""
    lines = [fold(line).replace(" … ", r"(?:\W+\w+){0,8}?\W+") for line in load("headings")[part]]
    body = "|".join(line.replace("-", " ") for line in lines)
    return re.compile(rf"^\W*(?:{body})(?!\w)" if part != "speaker" else rf"^\W*(?:{body})\s")


def names_account(text: str) -> bool:
    """ "Report of the workshop", "XV Forum – Minutes": does the title of a document say that it tells of a meeting?"""
    parts = re.split(r"\s[-–—]\s|[:.«“(/]\s*|,\s", text)
    return any(pattern("account").search(fold(part)) for part in parts)


def is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.85 * len(letters)


def is_title_case(text: str) -> bool:
    """ "Promoting Regular Pathways for Migration": every long word opens with a capital."""
    long = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > _LONG_WORD]
    return len(long) >= _TITLE_WORDS and all(word[0].isupper() for word in long)


def names_intervention(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Is this the heading under which one process speaks?"""
    text, words = paragraph.text, paragraph.text.split()
    if len(words) > _LONGEST_HEADING or paragraph.note or text.rstrip().endswith((";", ",", "?")):
        return False
    named = processes_named(text)
    opens = bool(pattern("intervention").search(fold(text)))
    styled = paragraph.heading > 0 or paragraph.bold or is_capitals(text)
    spoken = following is not None and is_speaker(following)
    if named:
        covered = sum(n.end - n.start for n in named) > 0.5 * len(text)
        bare = not text.rstrip().endswith(".")
        return (opens and (bare or spoken)) or (bare and (styled or spoken or (covered and len(words) <= _SHORT)))
    return spoken and len(words) <= 25 and (opens or styled or not text.rstrip().endswith("."))


def is_speaker(paragraph: Paragraph) -> bool:
    """A line that opens with a title of address and goes on with a name and an office."""
    text = paragraph.text
    if len(text.split()) > _LONGEST_SPEAKER or paragraph.note or "." in text.rstrip(" .")[60:].replace("S.E.", ""):
        return False
    found = pattern("speaker").search(fold(text))
    if not found:
        return False
    name = text[found.end() :].lstrip()
    return name[:1].isupper() and bool(re.match(r"(?:[^\W\d_][\w.'’-]*\s*){2,}", name))


def is_section(paragraph: Paragraph, following: Paragraph | None, language: str) -> bool:
    """A sub-heading or a short opening line ("The delegations agreed:"), which is no passage of its own."""
    text, words = paragraph.text.strip(), len(paragraph.text.split())
    if paragraph.note or following is None or not text:
        return False
    if text.endswith(":"):
        return words <= _SHORT and not (paragraph.marker and not following.marker)
    if is_article(paragraph.marker) and text.endswith(".") and words <= _SHORT:
        return not following.marker and _is_bare(text, language)
    if (
        text.endswith(_ENDS)
        or words > (_LONGEST_HEADING if heads_plan(text) or heads_session(text) else _SHORT + 4)
        or " | " in text
    ):
        return False
    if paragraph.heading or heads_plan(text) or heads_session(text):
        return True
    own, folded = cues(language), fold(text)
    if paragraph.bold or is_capitals(text) or is_title_case(text):
        one_of_many = paragraph.marker and marker_kind(paragraph.marker) == marker_kind(following.marker)
        if one_of_many and not paragraph.bold and opens_with_verb(folded, language, own):
            return False  # "5. Promote Diaspora Bonds", "6. Expand …"
        return not following.bold or len(following.text) > len(text)
    item = marker_kind(paragraph.marker) in ("bullet", "letter")
    if names_speaker(following.text) and len(following.text.split()) <= _SHORT and words <= _SHORT and not item:
        return True
    longer = len(following.text) > 1.5 * len(text) or bool(following.marker)
    if names_speaker(text):
        return longer
    verb = opens_with_verb(folded, language, own) or own.found(folded)
    if verb and not (following.marker and not paragraph.marker):
        return False
    other_list = marker_kind(paragraph.marker) != marker_kind(following.marker) or not paragraph.marker
    return words <= 9 and longer and text[:1].isupper() and other_list and paragraph.marker[:1] not in tuple("·•-–—*")


def _is_bare(text: str, language: str) -> bool:
    """A title that names a matter ("Fomento del empleo."), not a rule that asks ("Créase un registro.")."""
    folded = fold(text)
    return not tells(folded, language) and (opens_as_item(folded, language) or not cues(language).found(folded))


_NUMBERED = re.compile(r"\W{0,3}(?:n\W{0,2}\s*)?(?:\d{1,2}(?:\.\d{1,2})?|[ivx]{1,5}|[a-h])\b(?!\W?\s*%)")


def heads_session(text: str) -> bool:
    """ "Session II – Data", "Mesa redonda 4: …", "Point 3 – …": a part of a meeting, under which several may speak."""
    folded = fold(text)
    opens = pattern("session").search(folded)
    return bool(opens and _NUMBERED.match(folded, opens.end()))


def heads_next(previous: Paragraph | None, paragraph: Paragraph, heading: Paragraph, language: str) -> bool:
    """Is the last line before the heading of another speaker the name of what he and others speak about?

    The last item of a list is none, however short, and whether or not its items end in a full stop.
    """
    text = paragraph.text.strip()
    if paragraph.note or text.endswith(_ENDS):
        return False
    if heads_session(text) or paragraph.heading:
        return True
    listed = paragraph.marker or (previous is not None and not previous.text.rstrip().endswith((*_ENDS, "»", "”")))
    return not listed and is_section(paragraph, replace(heading, text=heading.text + " " * len(text) * 2), language)


def names_speaker(text: str) -> bool:
    """ "Perú", "OIM, Bureau régional": a line that opens with a country or body and adds at most an office."""
    found = mentions(text)
    if not found or found[0].start > 4 or text.rstrip().endswith(_ENDS):
        return False
    rest = text[found[0].end :].strip()
    return not rest or rest[:1] in ",(–—-:/"
