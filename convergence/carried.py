"""The coding that a Word file of ours carries with it, so that what people decided survives a way through Word.

A custom XML part, which Word and LibreOffice keep when they save the file, names each paragraph by a fingerprint of its text and gives
its points. Whoever edits a paragraph changes its fingerprint: it is then read like any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

NAMESPACE = "urn:convergence:coding:1"
_TEXT_LIMIT, _POINTS, _THEMES = 20_000, 100, 4


@dataclass(frozen=True, slots=True)
class Point:
    """A recommendation as its paragraph carries it: `text` and `verb` in the paragraph's language, the rest codes; first theme = main."""

    text: str
    kind: str
    verb: str
    themes: tuple[str, ...]
    processes: tuple[str, ...]
    leads: tuple[str, ...] = ()


Carried = Mapping[str, tuple[Point, ...]]
"""Points by fingerprint of their paragraph; a paragraph without any has an empty tuple."""


def fingerprint(text: str) -> str:
    """The same for every text that differs in nothing but white space."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:32]


def gathered(paragraphs: Iterable[tuple[str, tuple[Point, ...]]]) -> dict[str, tuple[Point, ...]]:
    """Points by fingerprint. A text that stands twice with different points is left out: nobody could tell which is meant."""
    found: dict[str, tuple[Point, ...]] = {}
    doubtful = set()
    for text, points in paragraphs:
        key = fingerprint(text)
        if found.setdefault(key, points) != points:
            doubtful.add(key)
    return {key: points for key, points in found.items() if key not in doubtful}


def to_xml(carried: Carried) -> bytes:
    root = Element("coding", {"xmlns": NAMESPACE})
    for key, points in carried.items():
        paragraph = SubElement(root, "paragraph", {"text": key})
        for point in points:
            lists = {name: " ".join(getattr(point, name)) for name in ("themes", "processes", "leads")}
            SubElement(paragraph, "point", {"kind": point.kind, "verb": point.verb, **lists}).text = point.text
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def from_xml(part: bytes, known: Mapping[str, Collection[str]]) -> dict[str, tuple[Point, ...]]:
    """What a custom XML part carries; nothing where it is not ours, or damaged.

    `known` are the codes of the codebook under `kinds`, `themes`, `processes` and `parties`. Anybody can write such a part: a paragraph
    with an unknown code, no theme, or more than a person could have entered is left out.
    """
    try:
        root = fromstring(part, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return {}
    if root.tag != f"{{{NAMESPACE}}}coding":
        return {}
    found = {}
    for paragraph in root.iter(f"{{{NAMESPACE}}}paragraph"):
        points = tuple(_point(element) for element in paragraph)
        if len(points) <= _POINTS and all(_sound(point, known) for point in points):
            found[paragraph.get("text", "")] = points
    return found


def _point(element: Element) -> Point:
    def codes(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(element.get(name, "").split()))

    text = (element.text or "").strip()
    return Point(
        text, element.get("kind", ""), element.get("verb", ""), codes("themes"), codes("processes"), codes("leads")
    )


def _sound(point: Point, known: Mapping[str, Collection[str]]) -> bool:
    return (
        0 < len(point.text) <= _TEXT_LIMIT
        and len(point.verb) <= _TEXT_LIMIT
        and point.kind in known["kinds"]
        and 0 < len(point.themes) <= _THEMES
        and set(point.themes) <= set(known["themes"])
        and set(point.processes) <= set(known["processes"])
        and set(point.leads) <= set(known["parties"])
    )
