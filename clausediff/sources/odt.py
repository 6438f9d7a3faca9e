"""OpenDocument texts (``.odt``, ``.ott``, ``.fodt``) as printed (ODF 1.3 part 3).

The Dutch government's documents are to be published in this open standard. List numbers are counted the way
LibreOffice counts them; tracked changes are read as accepted or as the original (5.5).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from clausediff.errors import InputError
from clausediff.model.source import Block, Cell, Comment, NotRead, SourceDocument, SourceInfo
from clausediff.sources.furniture import metadata_of
from clausediff.sources.inline import collapse
from clausediff.sources.odt_inline import Content, InlineReader
from clausediff.sources.odt_styles import (
    DRAW,
    FO,
    OFFICE,
    STYLE,
    SVG,
    TABLE,
    TEXT,
    XML_ID,
    ListCounter,
    ListStyle,
    OdtStyles,
    whole,
)
from clausediff.sources.package import Package, damaged, open_archive, parse_xml
from clausediff.sources.runs import Revisions

_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_INDEXES = {
    f"{TEXT}{name}"
    for name in (
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
        "bibliography",
    )
}
_ROWS = {f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")}
_APART = {f"{TEXT}{name}" for name in ("p", "h", "tab", "s", "line-break")}
_MAX_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk is: the list item, table cell, note or text box around a paragraph."""

    counter: ListCounter | None = None
    style_name: str | None = None
    level: int = -1
    cell: Cell | None = None
    role: str = "body"
    cites: int | None = None


@dataclass(slots=True)
class Item:
    """A list item whose first paragraph carries its number."""

    place: Place
    start: int | None = None
    counted: bool = False


@dataclass(slots=True)
class Waiting:
    """A paragraph whose mark was inserted by a tracked change that is left out: the next one joins it."""

    content: Content = field(default_factory=Content)
    element: Any = None
    place: Place = Place()
    item: Item | None = None


def read_odt(data: bytes, source: SourceInfo, revisions: Revisions = "accept") -> SourceDocument:
    """Read the bytes of an OpenDocument text, zipped or flat.

    Raises:
        InputError: the file is empty, encrypted, damaged, too large or no text document.
    """
    if not data:
        raise InputError("empty-file", source.name, "is empty", "get a fresh copy")
    if data.lstrip()[:1] == b"<":
        roots = [parse_xml(data, source.name, "of one file", "odt")]
    else:
        roots = _parts(data, source.name)
    body = roots[0].find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        fault = "is an OpenDocument file but no text document"
        raise InputError("not-a-text", source.name, fault, "save the text as .odt or .docx")
    return OdtWalk(source, roots, revisions).document(body)


def _parts(data: bytes, name: str) -> list[Any]:
    """Roots of the content and the styles."""
    if not data.startswith(b"PK"):
        raise damaged(name, "it is not an OpenDocument file, whatever its name says", "odt")
    package = Package(name, open_archive(data, name, "odt"), "content.xml", "odt")
    manifest = package.part("META-INF/manifest.xml")
    if manifest is not None and manifest.find(f".//{_MANIFEST}encryption-data") is not None:
        remedy = "open it in LibreOffice and save it without a password"
        raise InputError("password-protected", name, "is protected by a password", remedy)
    content, styles = package.part("content.xml"), package.part("styles.xml")
    if content is None:
        raise damaged(name, "it has no content.xml", "odt")
    return [content] if styles is None else [content, styles]


class OdtWalk:
    """One reading of one document; its state is the list counters and the collected blocks."""

    def __init__(self, source: SourceInfo, roots: list[Any], revisions: Revisions) -> None:
        self._source = source
        self._roots = roots
        self._styles = OdtStyles(roots[::-1])
        self._inline = InlineReader(self._styles, revisions, roots[0])
        self._language = self._document_language()
        self._blocks: list[Block] = []
        self._comments: list[Comment] = []
        self._not_read: list[NotRead] = []
        self._counters: dict[str, ListCounter] = {}
        self._last_of_style: dict[str | None, ListCounter] = {}
        self._style_lists: dict[str, ListCounter] = {}
        self._waiting: Waiting | None = None
        self._tables = 0
        self._paragraphs = 0
        self._lists_made = 0

    def document(self, body: Any) -> SourceDocument:
        """Walk the whole text."""
        self._container(body, Place(), None)
        self._flush()
        furniture = self._furniture()
        metadata = metadata_of([row.text for row in furniture], [block.text for block in self._blocks[:12]])
        return SourceDocument(
            self._source,
            tuple(self._blocks),
            metadata,
            tuple(self._comments),
            (),
            tuple(self._not_read + furniture),
        )

    def _document_language(self) -> str:
        language = self._styles.text_property("paragraph", "Standard", f"{FO}language")
        return "nl" if language == "nl" else "en"

    def _container(self, parent: Any, place: Place, item: Item | None) -> None:
        for element in parent:
            tag = element.tag
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraph(element, place, item)
            elif tag == f"{TEXT}list":
                self._list(element, place)
            elif tag == f"{TABLE}table":
                self._table(element, place)
            elif tag == f"{TEXT}numbered-paragraph":
                self._numbered_paragraph(element, place)
            elif tag in _INDEXES:
                self._index(element)
            elif tag == f"{TEXT}section":
                self._section(element, place, item)
            elif tag in (f"{TEXT}change-start", f"{TEXT}change-end", f"{TEXT}change"):
                self._change(element, place, item)
            elif str(tag).startswith(DRAW):
                self._drawing(element, place)

    def _where(self) -> str:
        return f"paragraph {self._paragraphs}"

    def _change(self, element: Any, place: Place, item: Item | None) -> None:
        """A tracked change between paragraphs; a deleted stretch is whole paragraphs here."""
        for paragraph in self._inline.between(element):
            self._paragraph(paragraph, place, item)

    def _section(self, section: Any, place: Place, item: Item | None) -> None:
        if section.get(f"{TEXT}display") == "none":
            self._leave_out("hidden text", section)
        else:
            self._container(section, place, item)

    def _leave_out(self, what: str, element: Any) -> None:
        text = plain(element)
        if text:
            self._not_read.append(NotRead(what, self._where(), text))

    def _index(self, element: Any) -> None:
        """An index that is made from the text itself (8.2): its entries are no clauses."""
        body = element.find(f"{TEXT}index-body")
        contents = element.tag == f"{TEXT}table-of-content"
        if body is not None:
            self._leave_out("table of contents" if contents else "index", body)

    def _list(self, element: Any, place: Place) -> None:
        own = element.get(f"{TEXT}style-name")
        level = place.level + 1
        name = own or place.style_name
        if place.counter is not None and level > 0:
            counter = place.counter
        else:
            counter = self._counter_for(element, name)
        identity = element.get(XML_ID)
        if identity:
            self._counters[identity] = counter
        if level == 0:
            self._last_of_style[name] = counter
        inside = replace(place, counter=counter, style_name=name, level=min(level, _MAX_DEPTH - 1))
        for entry in element:
            if entry.tag == f"{TEXT}list-item":
                override = entry.get(f"{TEXT}style-override")
                item_place = replace(inside, style_name=override) if override else inside
                self._container(entry, item_place, Item(item_place, whole(entry.get(f"{TEXT}start-value"))))
            elif entry.tag == f"{TEXT}list-header":
                self._container(entry, inside, Item(inside, counted=True))

    def _counter_for(self, element: Any, style: str | None) -> ListCounter:
        """The list that a ``text:list`` belongs to: one that it continues, or a new one (19.780, 19.781)."""
        continued = element.get(f"{TEXT}continue-list")
        if continued in self._counters:
            return self._counters[continued]
        if element.get(f"{TEXT}continue-numbering") == "true" and style in self._last_of_style:
            return self._last_of_style[style]
        return self._new_counter()

    def _new_counter(self) -> ListCounter:
        self._lists_made += 1
        return ListCounter(f"list {self._lists_made}")

    def _numbered_paragraph(self, element: Any, place: Place) -> None:
        """A numbered paragraph outside any list element (5.3.6)."""
        identity = element.get(f"{TEXT}list-id") or element.get(f"{TEXT}style-name") or ""
        if identity not in self._counters:
            self._counters[identity] = self._new_counter()
        counter = self._counters[identity]
        level = min(max((whole(element.get(f"{TEXT}level")) or 1) - 1, 0), _MAX_DEPTH - 1)
        inside = replace(place, counter=counter, style_name=element.get(f"{TEXT}style-name"), level=level)
        self._container(element, inside, Item(inside, whole(element.get(f"{TEXT}start-value"))))

    def _paragraph(self, element: Any, place: Place, item: Item | None) -> None:
        self._paragraphs += 1
        waiting, self._waiting = self._waiting, None
        if waiting is not None and (waiting.content.runs or waiting.item is not None):
            content, owner, at, numbered = waiting.content, waiting.element, waiting.place, waiting.item
        else:
            content, owner, at, numbered = Content(), element, place, item
        self._inline.read(element, content)
        if self._inline.mark_is_gone:
            begun = bool(content.runs) or not content.opened_gone
            self._waiting = Waiting(content, owner, at, numbered if begun else None)
            return
        for split in content.splits:
            self._close(split, owner, at, numbered)
        self._close(content, owner, at, numbered)

    def _flush(self) -> None:
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self._close(waiting.content, waiting.element, waiting.place, waiting.item)

    def _close(self, content: Content, element: Any, place: Place, item: Item | None) -> None:
        text, emphasis, bold, offset = collapse(content.runs)
        style = element.get(f"{TEXT}style-name")
        if "".join(content.hidden).strip():
            hidden = " ".join("".join(content.hidden).split())
            self._not_read.append(NotRead("hidden text", self._where(), hidden))
        counter, list_style, level, label = self._counted(element, style, place, item)
        if text:
            own = list_style.get(level) if counter is not None else None
            spans = (replace(s, start=offset(s.start), end=offset(s.end)) for s in content.fields)
            self._blocks.append(
                Block(
                    text=text,
                    label=label,
                    list_id=counter.identity if counter else None,
                    list_level=level if counter else None,
                    number_format=own.number_format if own else None,
                    bullet=own is not None and own.number_format == "bullet",
                    heading_level=self._heading_level(element, style),
                    style=self._styles.display_name(style),
                    emphasis=emphasis,
                    bold=bold,
                    indent=self._styles.indent(style),
                    cell=place.cell,
                    role=place.role,
                    cites=place.cites,
                    fields=tuple(span for span in spans if span.start < span.end),
                    bookmarks=tuple(content.bookmarks),
                    where=self._where(),
                )
            )
        self._attachments(content, place)

    def _counted(
        self, element: Any, style: str | None, place: Place, item: Item | None
    ) -> tuple[ListCounter | None, ListStyle, int, str | None]:
        """Count the paragraph in its list; which list, its style, the level, and the printed label."""
        if item is not None and place.counter is not None:
            if item.counted:
                return None, {}, 0, None
            item.counted = True
            name = place.style_name or self._styles.attribute(style, f"{STYLE}list-style-name")
            return self._count(place.counter, self._styles.list_style(name), place.level, item.start)
        if place.counter is not None or element.get(f"{TEXT}is-list-header") == "true":
            return None, {}, 0, None
        start = whole(element.get(f"{TEXT}start-value"))
        name = self._styles.attribute(style, f"{STYLE}list-style-name")
        level = self._heading_level(element, style)
        written = self._styles.attribute(style, f"{STYLE}list-level")
        at = (whole(written) or level or 1) - 1
        if name is None and element.tag == f"{TEXT}h":
            name = "Outline"
        list_style = self._styles.list_style(name)
        if not name or not list_style:
            return None, {}, 0, None
        counter = self._style_lists.get(name)
        if counter is None:
            counter = self._style_lists[name] = self._new_counter()
        return self._count(counter, list_style, min(at, _MAX_DEPTH - 1), start)

    def _count(
        self, counter: ListCounter, style: ListStyle, level: int, start: int | None
    ) -> tuple[ListCounter | None, ListStyle, int, str | None]:
        own = style.get(level)
        if own is None or (own.number_format == "none" and not (own.text or own.prefix or own.suffix)):
            return None, {}, 0, None
        counter.count(style, level, start)
        return counter, style, level, counter.label(style, level, self._language)

    def _heading_level(self, element: Any, style: str | None) -> int | None:
        if element.tag == f"{TEXT}h":
            return whole(element.get(f"{TEXT}outline-level")) or 1
        level = whole(self._styles.attribute(style, f"{STYLE}default-outline-level"))
        return level if level else None

    def _attachments(self, content: Content, place: Place) -> None:
        index = max(len(self._blocks) - 1, 0)
        self._comments += [Comment(index, text, author) for text, author in content.comments if text]
        for note in content.notes:
            body = note.find(f"{TEXT}note-body")
            if body is not None:
                self._out_of_line(body, Place(role="note", cites=index))
        for frame in content.frames:
            self._drawing(frame, place)

    def _drawing(self, element: Any, place: Place) -> None:
        """Text boxes and shapes with text; what stands in a picture is no text."""
        box = element.find(f"{DRAW}text-box") if element.tag == f"{DRAW}frame" else element
        if box is None:
            if element.find(f"{DRAW}image") is not None:
                named = " ".join(" ".join(element.itertext(f"{SVG}title", f"{SVG}desc")).split())
                self._not_read.append(NotRead("picture", self._where(), named))
            return
        if element.tag == f"{DRAW}g":
            for shape in element:
                self._drawing(shape, place)
        else:
            self._out_of_line(box, Place(cell=place.cell, role="textbox"))

    def _out_of_line(self, element: Any, place: Place) -> None:
        waiting, self._waiting = self._waiting, None
        self._container(element, place, None)
        self._flush()
        self._waiting = waiting

    def _table(self, table: Any, place: Place) -> None:
        self._flush()
        identity = self._tables
        self._tables += 1
        depth = 0 if place.cell is None else place.cell.nested + 1
        for index, row in enumerate(_rows(table)):
            cells = [cell for cell in row if cell.tag == f"{TABLE}table-cell"]
            for column, cell in enumerate(cells):
                inside = Cell(identity, index, column, len(cells), depth)
                self._container(cell, Place(cell=inside, role=place.role, cites=place.cites), None)
                self._flush()
            for cell in row.iterchildren(f"{TABLE}covered-table-cell"):
                self._leave_out("cell hidden by a merged cell above", cell)

    def _furniture(self) -> list[NotRead]:
        """Headers and footers: metadata of the edition, not clauses."""
        rows: list[NotRead] = []
        for page in (page for root in self._roots for page in root.iter(f"{STYLE}master-page")):
            for element in page:
                kind = str(element.tag).removeprefix(STYLE)
                what = "running header" if kind.startswith("header") else "running footer"
                text = plain(element)
                if kind.split("-")[0] in ("header", "footer") and text:
                    row = NotRead(what, page.get(f"{STYLE}name", ""), text)
                    if all(other.text != text for other in rows):
                        rows.append(row)
        return rows


def _rows(table: Any) -> list[Any]:
    rows = []
    for element in table:
        if element.tag == f"{TABLE}table-row":
            rows.append(element)
        elif element.tag in _ROWS:
            rows += _rows(element)
    return rows


def plain(element: Any) -> str:
    """The words of an element that is not walked, paragraphs separated by a space."""
    words: list[str] = []
    for node in element.iter():
        words += [" ", node.text or ""] if node.tag in _APART else [node.text or ""]
        words.append(f" {node.tail or ''}" if node.tag in _APART else node.tail or "")
    return " ".join("".join(words).split())
