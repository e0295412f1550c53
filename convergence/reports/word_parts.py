"""The few elements of a Word file that python-docx has no words for: fields, links, custom XML."""

from __future__ import annotations

import uuid
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from convergence.reports import palette

_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    '<ds:datastoreItem ds:itemID="{{{name}}}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    '<ds:schemaRefs><ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
)


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


def add_custom_xml(word: WordDocument, content: bytes, namespace: str) -> None:
    """Data that a program finds in the file and nobody sees; Word keeps them, since their properties name them."""
    package = word.part.package
    number = 1 + sum(part.partname.startswith("/customXml/item") for part in package.iter_parts()) // 2
    data = Part(PackURI(f"/customXml/item{number}.xml"), CONTENT_TYPE.XML, content, package)
    name = uuid.uuid5(uuid.NAMESPACE_URL, namespace)
    told = _PROPERTIES.format(name=str(name).upper(), namespace=namespace).encode()
    properties = PackURI(f"/customXml/itemProps{number}.xml")
    data.relate_to(
        Part(properties, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, told, package), RELATIONSHIP_TYPE.CUSTOM_XML_PROPS
    )
    word.part.relate_to(data, RELATIONSHIP_TYPE.CUSTOM_XML)
