"""A document as printed: blocks in document order with the label a reader sees."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Which file a document was read from.

    Attributes:
        name: file name without folders (no machine path reaches an output).
        sha256: hexadecimal digest of the file's bytes.
        media_type: IANA media type of the format it was read as.
    """

    name: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Warn:
    """Something the reader should know: a stable slug, a sentence, and where it was seen."""

    slug: str
    message: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class NotRead:
    """Words of the document that do not stand in the clause tree, with the reason as ``what``."""

    what: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that an editor left in the document; ``block`` is the index of the block it hangs on."""

    block: int
    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Position of a block in a table: all counted from 0; ``columns`` is the row's number of cells.

    ``table`` identifies the innermost table in the document; ``nested`` is its depth (0 = outermost).
    """

    table: int
    row: int
    column: int
    columns: int
    nested: int = 0


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """A cross-reference field: ``text[start:end]`` of its block points at the bookmark ``target``."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or cell paragraph of the printed page.

    Attributes:
        text: the words, white space collapsed to single spaces, without the automatic label.
            A label that was typed in is still part of the text: ``clauses`` takes it off.
        label: the automatic number as printed (``Artikel 1.``, ``1.1``, ``(a)``), trailing tab
            and space removed; ``None`` without one. Bullets are ``None`` with ``bullet=True``.
        list_id: identity of the list that ``label`` or the bullet belongs to, ``None`` outside lists.
        list_level: 0-based level in that list.
        number_format: ``numFmt`` of the label (``decimal``, ``lowerLetter``, ...), ``None`` if unknown.
        bullet: whether the block is an unnumbered list item.
        heading_level: 1-based outline level if the block is a heading by style or outline level
            or by markup (``##``, ``<h2>``), else ``None``.
        style: name of the paragraph style, for diagnostics and for weak heading evidence.
        emphasis: character ranges ``(start, end)`` of ``text`` in bold, italic or underline, merged and
            sorted; a run-in heading or a defined term often carries one.
        bold: the ranges of ``emphasis`` that are bold.
        indent: left indent in points, 0 if unknown.
        cell: where the block stands in a table, ``None`` outside tables.
        role: ``body``, ``note`` (footnote or endnote), ``textbox``; anything but body is out of line.
        cites: for a note, the index of the block that cites it.
        fields: cross-reference fields inside ``text``.
        bookmarks: names of bookmarks that start in this block.
        page: 1-based page number, ``None`` where the format has none.
        where: human-readable position for messages (``paragraph 12``); not part of equality.
    """

    text: str
    label: str | None = None
    list_id: str | None = None
    list_level: int | None = None
    number_format: str | None = None
    bullet: bool = False
    heading_level: int | None = None
    style: str | None = None
    emphasis: tuple[tuple[int, int], ...] = ()
    bold: tuple[tuple[int, int], ...] = ()
    indent: float = 0.0
    cell: Cell | None = None
    role: str = "body"
    cites: int | None = None
    fields: tuple[FieldSpan, ...] = ()
    bookmarks: tuple[str, ...] = ()
    page: int | None = field(default=None, compare=False)
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says about its own edition (``Last updated``, front matter); ``None`` if silent."""

    version: str | None = None
    date: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """All that was read of one file: blocks in document order, and a list of what was not read."""

    source: SourceInfo
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    comments: tuple[Comment, ...] = ()
    warnings: tuple[Warn, ...] = ()
    not_read: tuple[NotRead, ...] = ()
