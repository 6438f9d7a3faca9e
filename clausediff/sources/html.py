"""HTML as printed, and the way by which Markdown is read too: one walk over the element tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from clausediff.errors import InputError
from clausediff.model.source import Block, Cell, NotRead
from clausediff.sources.inline import Piece, collapse
from clausediff.sources.numformats import formatted
from clausediff.sources.textlines import starts_with_label

_HEADING = re.compile(r"h([1-6])$")
_BLOCKS = {
    "p", "div", "section", "article", "main", "body", "html", "blockquote", "center", "address", "figure",
    "dl", "dt", "dd", "li", "pre", "header", "footer", "aside", "details", "summary", "figcaption", "caption",
    "fieldset", "legend", "form",
}  # fmt: skip
_LEFT_OUT = {"script", "style", "head", "template", "noscript", "svg", "math", "object", "iframe"}
_BOLD = {"b", "strong"}
_EMPHASIS = {"i", "em", "u", "ins", "dfn", "cite", "var"}
_BREAK = "\v"
_LIST_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLE_TYPES = {
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "none": "none", "disc": "bullet",
    "circle": "bullet", "square": "bullet",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_CONTENTS = re.compile(r"(?:^|\s)(?:toc|table-of-contents|inhoudsopgave)(?:\s|$)")
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")


@dataclass(slots=True)
class Listing:
    """An open list: how it counts and where it stands."""

    id: str
    level: int
    number_format: str
    next: int
    step: int = 1

    def take(self, item: Any) -> str | None:
        """The label of the next item, by its own value if it has one; ``None`` for bullets."""
        own = item.get("value", "")
        if own.lstrip("-").isdigit():
            self.next = int(own)
        count, self.next = self.next, self.next + self.step
        if self.number_format in ("bullet", "none"):
            return None
        delimiter: str = item.getparent().get("data-delimiter", ".")
        return formatted(count, self.number_format) + delimiter


@dataclass(frozen=True, slots=True)
class Place:
    """What the walk is inside of."""

    heading: int | None = None
    cell: Cell | None = None
    listing: Listing | None = None
    bold: bool = False
    emphasised: bool = False
    note: bool = False


@dataclass(slots=True)
class Walk:
    """Blocks collected so far, the words of the block that is open, and the label it will get."""

    split_lines: bool
    blocks: list[Block] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    label: str | None = None
    item: Listing | None = None
    lists: int = 0
    tables: int = 0

    def element(self, element: Any, place: Place) -> None:
        """Walk one element and what follows it inside its parent."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _LEFT_OUT or not tag:
            pass
        elif left_out := _unprinted(element, tag):
            self.leave_out(left_out, element)
        elif tag == "img":
            self.not_read.append(NotRead("picture", f"block {len(self.blocks) + 1}", _named(element)))
        elif tag == "br":
            self.words(_BREAK, place)
        elif tag in ("ol", "ul", "menu"):
            self.list(element, place)
        elif tag == "table":
            self.table(element, place)
        elif heading := _HEADING.match(tag):
            self.block(element, replace(place, heading=int(heading[1])))
        elif tag in _BLOCKS:
            self.block(element, place)
        else:
            self.inline(element, tag, place)

    def leave_out(self, what: str, element: Any) -> None:
        """List the words of an element that is no part of the text."""
        text = " ".join(" ".join(element.itertext()).split())
        if text:
            self.not_read.append(NotRead(what, f"block {len(self.blocks) + 1}", text))

    def children(self, element: Any, place: Place) -> None:
        """Walk an element's text and children in order."""
        self.words(element.text or "", place)
        for child in element:
            self.element(child, place)
            self.words(child.tail or "", place)

    def inline(self, element: Any, tag: str, place: Place) -> None:
        """An element inside a line of text."""
        bold = place.bold or tag in _BOLD
        self.children(element, replace(place, bold=bold, emphasised=place.emphasised or tag in _EMPHASIS))

    def block(self, element: Any, place: Place) -> None:
        """An element that starts and ends a line of its own."""
        self.close(place)
        self.children(element, place)
        self.close(place)

    def list(self, element: Any, place: Place) -> None:
        """A list; items count as the page shows them, also where a list stands straight inside a list."""
        self.close(place)
        self.lists += 1
        level = 0 if place.listing is None else place.listing.level + 1
        backwards = element.get("reversed") is not None
        first = len(element.findall("li")) if backwards else 1
        start = element.get("start", "")
        listing = Listing(
            f"list{self.lists}",
            level,
            _list_format(element),
            int(start) if start.lstrip("-").isdigit() else first,
            -1 if backwards else 1,
        )
        inside = replace(place, listing=listing)
        self.words(element.text or "", inside)
        for child in element:
            if child.tag == "li":
                self.close(inside)
                self.label, self.item = listing.take(child), listing
                self.children(child, inside)
                self.close(inside)
                self.label = self.item = None
            else:
                self.element(child, inside)
            self.words(child.tail or "", inside)
        self.close(place)

    def table(self, element: Any, place: Place) -> None:
        """A table, row by row in place."""
        self.close(place)
        identity, self.tables = self.tables, self.tables + 1
        nested = 0 if place.cell is None else place.cell.nested + 1
        for caption in element.iterchildren("caption"):
            self.block(caption, place)
        for row_index, row in enumerate(_rows(element)):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            for column, cell in enumerate(cells):
                inside = Cell(identity, row_index, column, len(cells), nested)
                self.block(cell, Place(cell=inside, bold=cell.tag == "th", note=place.note))

    def words(self, text: str, place: Place) -> None:
        """Text in the formatting of the place."""
        if text:
            self.pieces.append((text, place.bold, place.bold or place.emphasised))

    def close(self, place: Place) -> None:
        """End the open block, if it has words; it may hold several lines."""
        pieces, self.pieces = self.pieces, []
        for line in _lines(pieces, split=place.cell is None, split_lines=self.split_lines):
            text, emphasis, bold, _ = collapse(line)
            if not text:
                continue
            item, label = self.item, self.label
            self.blocks.append(
                Block(
                    text=text,
                    label=label,
                    list_id=item.id if item else None,
                    list_level=item.level if item else None,
                    number_format=item.number_format if item else None,
                    bullet=bool(item and item.number_format == "bullet"),
                    heading_level=place.heading,
                    emphasis=emphasis,
                    bold=bold,
                    indent=18.0 * (place.listing.level + 1) if place.listing else 0.0,
                    cell=place.cell,
                    role="note" if place.note else "body",
                    where=f"block {len(self.blocks) + 1}",
                )
            )
            self.label = self.item = None


def _named(picture: Any) -> str:
    """What stands for a picture where it cannot be shown (HTML 4.8.4.4)."""
    return " ".join((picture.get("alt") or picture.get("title") or "").split())


def _unprinted(element: Any, tag: str) -> str | None:
    """Why a page does not show an element as its text: hidden (HTML 6.1), or a list of links (4.3.4)."""
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return "hidden text"
    names = f"{element.get('id', '')} {element.get('class', '')} {element.get('role', '')}".casefold()
    if tag == "nav" or "doc-toc" in names or _CONTENTS.search(names):
        return "table of contents"
    return None


def _list_format(element: Any) -> str:
    if element.tag != "ol":
        return "bullet"
    styled = _STYLE.search(element.get("style", ""))
    if styled and styled[1] in _STYLE_TYPES:
        return _STYLE_TYPES[styled[1]]
    return _LIST_TYPES.get(element.get("type", "1"), "decimal")


def _rows(table: Any) -> list[Any]:
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows += [row for row in child if row.tag == "tr"]
    return rows


def _lines(pieces: list[Piece], *, split: bool, split_lines: bool) -> list[list[Piece]]:
    """The pieces cut at line breaks, and, where asked, at lines that start with a label of their own."""
    lines: list[list[Piece]] = [[]]
    for text, bold, emphasised in pieces:
        for index, part in enumerate(re.split(r"(\v|\n)", text)):
            if index % 2 == 0:
                lines[-1].append((part, bold, emphasised))
            elif split and part == _BREAK:
                lines.append([])
            elif split and split_lines:
                lines.append([("\n", False, False)])
            else:
                lines[-1].append((" ", bold, emphasised))
    return _rejoined(lines) if split_lines else lines


def _rejoined(lines: list[list[Piece]]) -> list[list[Piece]]:
    """Soft line ends are spaces again, but where the next line starts with a label."""
    joined: list[list[Piece]] = []
    for line in lines:
        soft = bool(line) and line[0][0] == "\n"
        text = "".join(piece[0] for piece in line).strip()
        if soft and joined and not starts_with_label(text):
            joined[-1] += [(" ", False, False), *line[1:]]
        else:
            joined.append(line[1:] if soft else line)
    return joined


def parse_html(text: str, name: str) -> Any:
    """Root element of a page or fragment.

    Raises:
        InputError: the text holds no element at all.
    """
    try:
        parser = lxml_html.HTMLParser(remove_comments=True, no_network=True, huge_tree=True, encoding="utf-8")
        return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise InputError("no-text", name, "holds no text", "check that it is the right file") from None


def blocks_of(root: Any, *, split_lines: bool = False) -> tuple[list[Block], list[NotRead]]:
    """The blocks of a page in order, and what was left out with its words."""
    walk = Walk(split_lines)
    for element in root.iter(*_LEFT_OUT):
        words = " ".join("".join(element.itertext()).split())
        if words and element.tag not in ("head", "style", "script"):
            walk.not_read.append(NotRead(f"<{element.tag}>", "page", words))
    body = root.find("body")
    walk.block(root if body is None else body, Place())
    return walk.blocks, walk.not_read
