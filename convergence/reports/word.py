"""Documents as Word files: real styles, lists, headers that repeat, a table of contents, page numbers, a language that is set."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import UTC
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from convergence import carried
from convergence.i18n import catalogue
from convergence.reports import clean, palette, word_chart, word_tables
from convergence.reports.document import Bars, Block, Document, Facts, Grid, Heading, Item, Line, Paragraph, Points, Run
from convergence.reports.word_parts import add_custom_xml, child, field, hyperlink, parts_of

LOCALES = {"fr": "fr-FR", "en": "en-GB", "es": "es-ES", "pt": "pt-BR"}

_STYLES = {"body": "Normal", "lead": "Lead", "speaker": "Speaker", "note": "Note", "remark": "Remark"}


def docx_bytes(document: Document, told: Callable[[float], None] = lambda share: None) -> bytes:
    """The document as a Word file; `told` hears how much of it is written, 0 to 1."""
    writer = _Writer(document)
    for number, block in enumerate(document.blocks, start=1):
        writer.block(block)
        told(number / (len(document.blocks) + 1))
    if writer.coded:
        add_custom_xml(writer.word, carried.to_xml(carried.gathered(writer.coded)), carried.NAMESPACE)
    file = io.BytesIO()
    writer.word.save(file)
    return file.getvalue()


class _Writer:
    """Puts the blocks of one document into one Word file."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.word: WordDocument = docx.Document()
        self.t = catalogue(document.language)
        self.bookmarks = self.links = self.charts = 0
        self.coded: list[tuple[str, tuple[carried.Point, ...]]] = []
        self._properties()
        _styles(self.word, LOCALES[document.language])
        self.style_ids = {style.name: style.style_id for style in self.word.styles}
        self.end = self.word.element.body.sectPr  # closes the body; everything goes before it
        self.width = _page(self.word)
        self._footer()
        self._title_block()
        if document.contents:
            self._contents()

    def _properties(self) -> None:
        about, properties = self.document.about, self.word.core_properties
        properties.title = clean.text(about.title)[:255]
        properties.language = LOCALES[about.language]
        properties.author = "Convergence"
        properties.comments = ""
        properties.created = properties.modified = about.moment.astimezone(UTC).replace(tzinfo=None)

    def _title_block(self) -> None:
        for text, style in (
            (self.document.kicker, "Kicker"),
            (self.document.title, "Title"),
            (self.document.subtitle, "Subtitle"),
            ("" if self.document.source else self._account(), "About"),
        ):
            if text:
                self.paragraph(style, text)

    def _account(self) -> str:
        """The report's account of itself; a mark ends what is read from right to left, lest it take a number that follows along."""
        parts = clean.stretches(clean.printed(self.document.about.sentence))
        return "".join(f"{part}\u200e" if leftward else part for part, leftward in parts)

    def _footer(self) -> None:
        """Title and page of pages; at the foot of the first page, before that, the account of a report that words a source anew."""
        section = self.word.sections[0]
        tabs = self.word.styles["Footer"].paragraph_format.tab_stops
        for _ in list(tabs):  # those of a page of another width
            del tabs[0]
        tabs.add_tab_stop(Mm(self.width), WD_TAB_ALIGNMENT.RIGHT)
        if self.document.source:
            section.different_first_page_header_footer = True
            first = section.first_page_footer
            source, account = first.paragraphs[0], first.add_paragraph(style="Footer")
            source.paragraph_format.space_before, account.paragraph_format.space_after = Pt(12), Pt(4)
            _run(source._p, Run(self.document.source))
            _run(account._p, Run(self._account()))
            self._page_number(first.add_paragraph(style="Footer"))
        self._page_number(section.footer.paragraphs[0])

    def _page_number(self, paragraph: Any) -> None:
        title = clean.text(self.document.title)
        _run(paragraph._p, Run(title if len(title) <= 80 else f"{title[:79]}…"))
        paragraph.add_run("\t")
        field(paragraph._p, "PAGE", "1")
        paragraph.add_run(" / ")
        field(paragraph._p, "NUMPAGES", "1")

    def _contents(self) -> None:
        """A field that Word fills with page numbers when it opens the file; until then it lists the headings, each a link."""
        self.paragraph("TOC Heading", self.t("reports.contents"))
        headings = [block for block in self.document.blocks if isinstance(block, Heading) and block.level == 1]
        for number, heading in enumerate(headings, start=1):
            paragraph = self.paragraph("TOC 1")
            if number == 1:
                parts_of(paragraph, 'TOC \\o "1-1" \\h \\z \\u', dirty=True)
            hyperlink(paragraph, clean.text(heading.text), anchor=f"_Toc{number:06d}")
            if number == len(headings):
                child(child(paragraph, "w:r"), "w:fldChar", fldCharType="end")

    def paragraph(self, style: str, text: str = "") -> Any:
        """A new last paragraph of the document, as its element."""
        paragraph = OxmlElement("w:p")
        self.end.addprevious(paragraph)
        child(child(paragraph, "w:pPr"), "w:pStyle", val=self.style_ids[style])
        if text:
            _run(paragraph, Run(text))
        return paragraph

    def block(self, block: Block) -> None:
        if isinstance(block, Grid | Bars) and block.caption:
            self.paragraph("Caption", block.caption)
        match block:
            case Heading():
                self._heading(block)
            case Paragraph(line, style):
                self.runs(self.paragraph(_STYLES[style]), line)
            case Points(items, numbered):
                numbering = _restarted(self.word) if numbered else None
                for item in items:
                    self._item(item, 1, numbering)
            case Grid():
                self._insert(word_tables.grid(block, self.width, self.runs))
            case Bars():
                for piece in word_chart.pieces(block):
                    self.charts += 1
                    moment = self.document.about.moment
                    word_chart.add(self.word, self.paragraph("Chart"), piece, self.width, self.charts, moment)
            case Facts():
                self._insert(word_tables.facts(block, self.width, self.t("reports.facts")))
            case _:
                child(child(self.paragraph("Normal"), "w:r"), "w:br", type="page")

    def _insert(self, table: Any) -> None:
        self.end.addprevious(table)
        self.paragraph("After table")

    def _heading(self, heading: Heading) -> None:
        paragraph = self.paragraph(f"Heading {heading.level}")
        if heading.level == 1:
            self.bookmarks += 1
            child(paragraph, "w:bookmarkStart", id=str(self.bookmarks), name=f"_Toc{self.bookmarks:06d}")
        _run(paragraph, Run(heading.text))
        if heading.level == 1:
            child(paragraph, "w:bookmarkEnd", id=str(self.bookmarks))

    def _item(self, item: Item, depth: int, numbering: int | None) -> None:
        name = "List Number" if numbering is not None else "List Bullet"
        paragraph = self.paragraph(name if depth == 1 else f"List Bullet {min(depth, 3)}")
        if item.under:  # stays with the first point under it
            child(paragraph[0], "w:keepNext")
        if numbering is not None:
            properties = child(paragraph[0], "w:numPr")
            child(properties, "w:ilvl", val="0")
            child(properties, "w:numId", val=str(numbering))
        self.runs(paragraph, item.line)
        if item.coding is not None:
            self.coded.append(("".join(clean.printed(run.text) for run in item.line), item.coding))
        for under in item.under:
            self._item(under, depth + 1, None)

    def runs(self, paragraph: Any, line: Line) -> None:
        """Add the runs of a line to a paragraph's element."""
        for run in line:
            if run.link and clean.is_web_address(run.link):
                hyperlink(paragraph, clean.printed(run.text), relation=self._relation(run.link), bold=run.bold)
            else:
                _run(paragraph, run)

    def _relation(self, address: str) -> str:
        """The id of a new relation to an address; python-docx would first compare it with all there are."""
        self.links += 1
        name = f"rIdLink{self.links}"
        self.word.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, name, is_external=True)
        return name


def _run(paragraph: Any, run: Run) -> None:
    """A run of Word's, or several: what is read from right to left is told to be."""
    for text, leftward in clean.stretches(clean.printed(run.text)):
        element = child(paragraph, "w:r")
        if run.bold or run.muted or run.colour or run.language or leftward:
            properties = child(element, "w:rPr")
            if run.bold:
                child(properties, "w:b")
                child(properties, "w:bCs")
            if run.colour or run.muted:
                child(properties, "w:color", val=(run.colour or palette.MUTED).lstrip("#"))
            if leftward:
                child(properties, "w:rtl")
            if run.language:
                child(properties, "w:lang", val=LOCALES[run.language])
        element.text = text


def _page(word: WordDocument) -> float:
    """A4 with margins of 19 mm; gives the width of the text in millimetres."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(19)
    section.top_margin = section.bottom_margin = Mm(20)
    return 210.0 - 38.0


def _restarted(word: WordDocument) -> int:
    """A new instance of the numbered list, which begins at 1 again."""
    numbering = word.part.numbering_part.element
    of_style = word.styles["List Number"].element.pPr.numPr.numId.val
    original = next(num for num in numbering.num_lst if num.numId == of_style)
    new = numbering.add_num(original.abstractNumId.val)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(new.numId)


def _styles(word: WordDocument, locale: str) -> None:
    """The house palette on the built-in styles, and the few styles that Word lacks."""
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = child(defaults, "w:lang")
    language.set(qn("w:val"), locale)
    _style(word, "Normal", size=10.5, after=6)
    _style(word, "Title", size=22, colour=palette.PRIMARY, bold=True, after=4)
    borders = word.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        word.styles["Title"].element.pPr.remove(borders)
    _style(word, "Subtitle", size=12, colour=palette.TEXT, after=6, italic=False)
    for level, size in ((1, 15), (2, 12), (3, 10.5)):
        colour = palette.PRIMARY if level == 1 else palette.TEXT
        _style(word, f"Heading {level}", size=size, colour=colour, bold=True, before=16 - 3 * level, after=5)
    for name in ("List Number", "List Bullet", "List Bullet 2", "List Bullet 3"):
        _style(word, name, size=10.5, after=4)
        together = word.styles[name].element.pPr.find(qn("w:contextualSpacing"))
        if together is not None:
            word.styles[name].element.pPr.remove(together)
        word.styles[name].paragraph_format.line_spacing = 1.08
    _style(word, "TOC Heading", size=12, colour=palette.PRIMARY, bold=True, before=8, after=6)
    _style(word, "Caption", size=10, colour=palette.TEXT, bold=True, before=8, after=4)
    word.styles["Caption"].paragraph_format.keep_with_next = True
    made: Iterable[tuple[str, dict[str, Any]]] = (
        ("Kicker", {"size": 9, "colour": palette.MUTED, "bold": True, "after": 2}),
        ("About", {"size": 8, "colour": palette.MUTED, "after": 12}),
        ("Lead", {"size": 12, "after": 8}),
        ("Speaker", {"size": 10.5, "colour": palette.MUTED, "italic": True, "after": 6}),
        ("Note", {"size": 8.5, "colour": palette.MUTED, "after": 6}),
        ("Remark", {"size": 8.5, "colour": palette.MUTED, "before": 3, "after": 6}),
        ("After table", {"size": 4, "after": 2}),
        ("Chart", {"size": 4}),
        ("TOC 1", {"size": 10.5, "after": 3}),
        ("Table text", {"size": 8.5}),
    )
    for name, form in made:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        _style(word, name, **form)
    for name in ("Table text", "Chart"):
        word.styles[name].paragraph_format.line_spacing = 1.0
    for name in ("Speaker", "Note"):
        word.styles[name].paragraph_format.keep_with_next = True
    word.styles["Kicker"].font.all_caps = True
    _style(word, "Footer", size=8, colour=palette.MUTED)


def _style(
    word: WordDocument,
    name: str,
    size: float,
    colour: str = palette.TEXT,
    bold: bool | None = None,
    italic: bool | None = None,
    before: float = 0,
    after: float = 0,
) -> None:
    style: Any = word.styles[name]
    style.font.name, style.font.size, style.font.bold = "Calibri", Pt(size), bold
    style.font.italic = italic
    style.font.color.rgb = RGBColor.from_string(colour[1:].upper())
    letters = style.element.get_or_add_rPr()
    for other in letters.findall(qn("w:szCs")):
        letters.remove(other)
    of_other_scripts = OxmlElement("w:szCs")  # Arabic and Hebrew would be of another size
    of_other_scripts.set(qn("w:val"), str(round(2 * size)))
    letters.find(qn("w:sz")).addnext(of_other_scripts)
    fonts = letters.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's font would win over ours
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    spacing = style.element.rPr.find(qn("w:spacing"))
    if spacing is not None:
        style.element.rPr.remove(spacing)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
