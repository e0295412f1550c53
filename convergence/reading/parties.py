"""Countries and bodies in a text, in four languages, and which of them leads a piece of work.

Names stand in `data/codebook/party_names.yaml`; codes are ISO 3166-1 alpha-3, or hyphenated for bodies. A demonym counts
only beside a word such as *government* or *delegation*: "the Peruvian Government" is a party, "Peruvian nationals" are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from convergence.codebook import bundled
from convergence.reading import naming
from convergence.reading.cues import PARTY_MARK
from convergence.reading.lexicon import fold, load
from convergence.reading.naming import Named

_JOINT = re.compile(r"^\s*(?:,|et|and|y|e|&)?\s*(?:et|and|y|e)?\s*(?:le|la|les|l|the|el|los|las|o|a|os|as)?\s*$")
_OPENS = re.compile(
    r"(?:^|[,;:.(|]|\bet|\band|\by|\be|\bpart|\bwhile|\bmientras|\benquanto|\btandis que)\s*"
    r"(?:(?:et|and|y|e|tandis que|while|que)\s+)?(?:le |la |les |l |the |el |los |las |o |a |os |as )?\s*"
    r"(?:(?:gouvernement|government|gobierno|governo) (?:du |de la |de l |des |de |of the |of |del |do |da |dos )?\s*)?$"
)


_OFFICE = re.compile(
    r"\b(?:gouvernement|government|gobierno|governo|republique|republic|republica)\s+"
    r"(?:(?:du|de|des|of|del|do|da|dos|d)\s+)(?:(?:la|le|les|l|the|los|las|el)\s+)?$"
)
"""What belongs to a country's name: "the Government of …", "la República de …"."""
_CAPITAL = re.compile(r"\b[A-ZÀ-Ý]")


@dataclass(frozen=True, slots=True)
class Mention:
    code: str
    start: int
    end: int


@lru_cache(maxsize=8)
def _names(
    added: tuple[Named, ...],
) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str], list[tuple[re.Pattern[str], str]], re.Pattern[str]]:
    """Names, acronyms, the codes of both, demonyms with their codes, and the words beside which a demonym counts."""
    data = load("party_names")
    codes: dict[str, str] = {}
    acronyms: list[str] = []
    demonyms: list[tuple[re.Pattern[str], str]] = []
    governments = "|".join(fold(word) for word in data["governments"])
    for party in data["parties"]:
        for name in party["names"]:
            key = name if name.isupper() or "." in name else fold(name)
            codes[key] = party["code"]
            if key == name:
                acronyms.append(name)
        if party["demonyms"]:
            people = "|".join(fold(d).replace("*", r"\w*") for d in party["demonyms"])
            pattern = rf"\b(?:(?:{governments})\s+(?:{people})|(?:{people})\s+(?:{governments}))\b"
            demonyms.append((re.compile(pattern), party["code"]))
    for one in added:
        for name in (*one.names, *one.acronyms):
            _rename(codes, codes.setdefault(name, one.code), one.code)
        acronyms += one.acronyms
    longest = sorted((c for c in codes if c not in acronyms), key=len, reverse=True)
    names = re.compile(r"\b(?:" + "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in longest) + r")\b")
    short = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(acronyms, key=len, reverse=True))) + r")(?!\w)")
    return names, short, codes, demonyms, re.compile(rf"\b(?:{governments})\b")


def _rename(codes: dict[str, str], old: str, new: str) -> None:
    """A body that the bundled names know under a code that no codebook had is, by all its names, the one that was added."""
    if old != new and old not in bundled().parties:
        codes |= {name: new for name, code in codes.items() if code == old}


def mentions(text: str) -> list[Mention]:
    """Countries and bodies that a text names, in order, each where it stands."""
    names, short, codes, demonyms, offices = _names(naming.added().parties)
    folded = fold(text)
    found = [
        Mention(codes[re.sub(r"\s+", " ", m[0])], m.start(), m.end())
        for capital in _CAPITAL.finditer(text)
        if (m := names.match(folded, capital.start()))
    ]
    found += [Mention(codes[m[0]], m.start(), m.end()) for m in short.finditer(text)]
    if offices.search(folded):
        found += [Mention(code, m.start(), m.end()) for pattern, code in demonyms for m in pattern.finditer(folded)]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            office = _OFFICE.search(folded, kept[-1].end if kept else 0, mention.start)
            kept.append(Mention(mention.code, office.start() if office else mention.start, mention.end))
    return kept


def masked(text: str, found: list[Mention]) -> str:
    """The folded text with every party name replaced, letter by letter, by `PARTY_MARK`."""
    folded = fold(text)
    pieces, at = [], 0
    for mention in found:
        pieces += [folded[at : mention.start], PARTY_MARK * (mention.end - mention.start)]
        at = mention.end
    return "".join((*pieces, folded[at:]))


def subjects(masked_text: str, found: list[Mention]) -> list[list[Mention]]:
    """Parties that open a clause, those joined by "and" together: `[[CHL], [PRY, PER]]`.

    A party further inside ("the group on Haiti") opens nothing.
    """
    groups: list[list[Mention]] = []
    for n, mention in enumerate(found):
        previous = found[n - 1] if n else None
        joined = previous is not None and bool(_JOINT.match(masked_text[previous.end : mention.start]))
        if joined and groups and groups[-1][-1] == previous:
            groups[-1].append(mention)
        elif not joined and _OPENS.search(masked_text[: mention.start]):
            groups.append([mention])
    return groups
