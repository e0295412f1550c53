"""What the styles and the numbering of a Word document say about a paragraph: heading level, list marker, bold."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from convergence.reading.paragraph import Paragraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEADING_NAMES = ("heading", "titre", "título", "titulo", "title", "subtitle", "sous-titre", "subtítulo")
_DEEPEST_STYLE = 12


class Styles:
    """Styles by id, and number formats by list and level."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles = {s.get(f"{W}styleId", ""): s for s in styles.iter(f"{W}style")} if styles is not None else {}
        self._formats: dict[str, dict[str, str]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if numbering is not None:
            abstract = {
                a.get(f"{W}abstractNumId", ""): {
                    lvl.get(f"{W}ilvl", "0"): _value(lvl.find(f"{W}numFmt")) or "decimal" for lvl in a.iter(f"{W}lvl")
                }
                for a in numbering.iter(f"{W}abstractNum")
            }
            for num in numbering.iter(f"{W}num"):
                self._formats[num.get(f"{W}numId", "")] = abstract.get(_value(num.find(f"{W}abstractNumId")), {})

    def _chain(self, element: Element) -> list[Element]:
        """The paragraph's own properties, then those of its style and of the styles that this is based on."""
        own = element.find(f"{W}pPr")
        chain = [own] if own is not None else []
        name = _value(own.find(f"{W}pStyle")) if own is not None else ""
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get(name)
            if style is None:
                break
            chain.append(style)
            name = _value(style.find(f"{W}basedOn"))
        return chain

    def is_contents(self, element: Element) -> bool:
        """True for a line of a table of contents."""
        name = _value(element.find(f"{W}pPr/{W}pStyle")).lower()
        return name.startswith(("toc", "tdm", "tdc"))

    def shape(self, element: Element) -> Paragraph:
        """A paragraph without text that carries marker, level, heading and bold."""
        heading, numbering = 0, None
        for properties in self._chain(element):
            outline = properties.find(f".//{W}outlineLvl")
            title = _value(properties.find(f"{W}name")).lower()
            if not heading and outline is not None and _value(outline).isdigit() and int(_value(outline)) < 9:
                heading = int(_value(outline)) + 1
            if not heading and title.startswith(_HEADING_NAMES):
                heading = int(title[-1]) if title[-1].isdigit() else 1
            if numbering is None:
                numbering = properties.find(f".//{W}numPr")
        marker, level = self._marker(numbering) if numbering is not None else ("", 0)
        return Paragraph("", marker=marker, level=level, heading=heading, bold=_is_bold(element))

    def _marker(self, numbering: Element) -> tuple[str, int]:
        number = _value(numbering.find(f"{W}numId"))
        raw = _value(numbering.find(f"{W}ilvl"))
        level = int(raw) if raw.isdigit() else 0
        kind = self._formats.get(number, {}).get(str(level), "bullet")
        if number in ("", "0") or kind == "none":
            return "", 0
        if kind == "bullet":
            return "•", level
        count = self._counts[number, level] = self._counts.get((number, level), 0) + 1
        for deeper in [key for key in self._counts if key[0] == number and key[1] > level]:
            del self._counts[deeper]
        return f"{chr(96 + count)})" if "Letter" in kind and count < 27 else f"{count}.", level


def _value(element: Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""


def _is_bold(element: Element) -> bool:
    """True when every run with text is bold."""
    runs = [r for r in element.iter(f"{W}r") if "".join(t.text or "" for t in r.iter(f"{W}t")).strip()]
    marks = [r.find(f"{W}rPr/{W}b") for r in runs]
    return bool(runs) and all(m is not None and _value(m) not in ("0", "false") for m in marks)
