"""The few elements of a Word file that python-docx has no words for: fields, links."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from convergence.reports import palette


def child(parent: Any, tag: str, **attributes: str) -> Any:
    """A new last child of an element, its attributes in the namespace of Word."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def parts_of(paragraph: Any, instruction: str, dirty: bool = False) -> None:
    """The beginning of a field; the caller adds what it shows and its end. A dirty one is computed when Word opens the file."""
    start = child(child(paragraph, "w:r"), "w:fldChar", fldCharType="begin")
    if dirty:
        start.set(qn("w:dirty"), "true")
    code = child(child(paragraph, "w:r"), "w:instrText")
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    code.text = f" {instruction} "
    child(child(paragraph, "w:r"), "w:fldChar", fldCharType="separate")


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """A whole field, which shows `shown` until a program computes it."""
    parts_of(paragraph, instruction)
    child(paragraph, "w:r").text = shown
    child(child(paragraph, "w:r"), "w:fldChar", fldCharType="end")


def hyperlink(paragraph: Any, text: str, relation: str = "", anchor: str = "", bold: bool = False) -> None:
    """A link to a relation of the document part, or to a bookmark inside the document."""
    element = child(paragraph, "w:hyperlink")
    element.set(qn("r:id"), relation) if relation else element.set(qn("w:anchor"), anchor)
    run = child(element, "w:r")
    properties = child(run, "w:rPr")
    if bold:
        child(properties, "w:b")
    child(properties, "w:color", val=palette.PRIMARY[1:])
    if relation:
        child(properties, "w:u", val="single")
    run.text = text
