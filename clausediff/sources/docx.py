"""Word documents (``.docx``) as printed: one walk over the body in document order.

Python-docx gives neither printed numbers nor tracked insertions, notes, text boxes and content controls, so
the walk goes over the XML itself (ECMA-376 part 1, 17.2 and 17.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from clausediff.model.source import Block, Cell, Comment, FieldSpan, NotRead, SourceDocument, SourceInfo, Warn
from clausediff.sources.furniture import metadata_of
from clausediff.sources.inline import collapse
from clausediff.sources.numbering import Counter, ListLabel, Numbering
from clausediff.sources.ooxml import (
    DEL,
    INS,
    MC,
    MOVE_FROM,
    MOVE_TO,
    NUMPR,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TCPR,
    TR,
    TRPR,
    VAL,
    P,
    W,
    child,
    children,
    number,
    toggle,
    value,
)
from clausediff.sources.package import Package, damaged, open_package
from clausediff.sources.runs import Revisions, RunReader, Words
from clausediff.sources.styles import Styles, left_indent

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Properties = dict[str, Any]
"""What a paragraph says of itself, by tag (17.3.1.26)."""

_BODY_WRAPPERS = {f"{W}{tag}" for tag in ("customXml", "smartTag", "sdtContent")}
_GONE = {"accept": (DEL, MOVE_FROM), "original": (INS, MOVE_TO)}
_UNREADABLE = {f"{W}altChunk": "embedded file", f"{W}subDoc": "subdocument"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk is: in a table cell, a note or a text box, and inside a table of contents."""

    cell: Cell | None = None
    role: str = "body"
    cites: int | None = None
    contents: bool = False


@dataclass(slots=True)
class Pending:
    """A paragraph whose mark was deleted: its words open the next paragraph."""

    words: Words = field(default_factory=Words)
    used: bool = False


def read_docx(data: bytes, source: SourceInfo, revisions: Revisions = "accept") -> SourceDocument:
    """Read the bytes of a Word document.

    Raises:
        InputError: the file is empty, encrypted, damaged or too large.
    """
    package = open_package(data, source.name)
    return Walk(package, revisions).document(source)


class Walk:
    """One reading of one document; its state is the list counters, open fields and collected blocks."""

    def __init__(self, package: Package, revisions: Revisions) -> None:
        self._package = package
        self._revisions = revisions
        root = package.part(package.main)
        body = child(root, f"{W}body")
        if root is None or body is None:
            raise damaged(package.name, "its main part has no body")
        self._body = body
        self.styles = Styles(self._related_root("/styles"))
        numbering = Numbering(self._related_root("/numbering"), self.styles)
        self._numbering = numbering
        self._counters = {role: Counter(numbering, self._language()) for role in ("body", "note", "textbox")}
        self._runs = RunReader(self.styles, revisions)
        self._note_parts: dict[str, dict[str, Any]] = {}
        self._blocks: list[Block] = []
        self._comments: list[Comment] = []
        self._not_read: list[NotRead] = []
        self._warnings: list[Warn] = []
        self._contents: list[str] = []
        self._empty_is_nothing = self.styles.numbering(self.styles.default_paragraph) is None
        self._pending = Pending()
        self._tables = 0
        self._paragraphs = 0
        self._later: list[tuple[Any, Place]] = []
        self._comment_texts = self._read_comments()

    def document(self, source: SourceInfo) -> SourceDocument:
        """Walk the whole document."""
        self._container(self._body, Place())
        self._flush_pending()
        if self._contents:
            self._not_read.append(NotRead("table of contents", "body", " ".join(self._contents)))
        furniture = self._furniture()
        self._warn_of_formats()
        return SourceDocument(
            source,
            tuple(self._blocks),
            metadata_of([row.text for row in furniture], [block.text for block in self._blocks[:12]]),
            tuple(self._comments),
            tuple(self._warnings),
            tuple(self._not_read + furniture),
        )

    def _warn_of_formats(self) -> None:
        unknown = sorted(set().union(*(counter.unknown_formats for counter in self._counters.values())))
        if unknown:
            message = f"List numbers in the format {', '.join(unknown)} are given in plain figures."
            self._warnings.append(Warn("number-format-assumed", message))

    def _related_root(self, kind: str) -> Any | None:
        paths = self._package.related(kind)
        return self._package.part(paths[0]) if paths else None

    def _language(self) -> str:
        """Language of number words: the document's default."""
        settings = self._related_root("/settings")
        language = child(settings, f"{W}themeFontLang")
        text = None if language is None else language.get(VAL)
        defaults = self._related_root("/styles")
        own = None if defaults is None else defaults.find(f"{W}docDefaults//{W}lang")
        if own is not None:
            text = own.get(VAL) or text
        return "nl" if (text or "").lower().startswith("nl") else "en"

    def _container(self, parent: Any, place: Place) -> None:
        for element in parent:
            tag = element.tag
            if tag == P:
                self._paragraph(element, place)
            elif tag == TBL:
                self._table(element, place)
            elif tag == SDT:
                self._content_control(element, place)
            elif tag in _BODY_WRAPPERS or tag in (INS, MOVE_TO, DEL, MOVE_FROM):
                if tag not in _GONE[self._revisions]:
                    self._container(element, place)
            elif tag == f"{MC}AlternateContent":
                self._alternate(element, place)
            elif tag in _UNREADABLE:
                self._not_read.append(NotRead(_UNREADABLE[tag], self._where(), ""))

    def _alternate(self, element: Any, place: Place) -> None:
        choice = child(element, f"{MC}Choice")
        choice = child(element, f"{MC}Fallback") if choice is None else choice
        if choice is not None:
            self._container(choice, place)

    def _content_control(self, element: Any, place: Place) -> None:
        gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        contents = gallery is not None and gallery.get(VAL) == "Table of Contents"
        content = child(element, SDT_CONTENT)
        if content is not None:
            self._container(content, Place(place.cell, place.role, place.cites, place.contents or contents))

    def _where(self) -> str:
        return f"paragraph {self._paragraphs}"

    def _table(self, table: Any, place: Place) -> None:
        self._flush_pending()
        identity = self._tables
        self._tables += 1
        depth = 0 if place.cell is None else place.cell.nested + 1
        rows = [row for row in _children(table, TR) if not self._row_is_gone(row)]
        for row_index, row in enumerate(rows):
            cells = list(_children(row, TC))
            for column, cell in enumerate(cells):
                if _continues_above(cell):
                    self._vertically_merged(cell)
                inside = Cell(identity, row_index, column, len(cells), depth)
                self._container(cell, Place(inside, place.role, place.cites, place.contents))
                self._flush_pending()

    def _vertically_merged(self, cell: Any) -> None:
        """A cell that the one above covers is not printed; any words left in it are said to be unread."""
        text = " ".join("".join(cell.itertext(f"{W}t")).split())
        if text:
            self._not_read.append(NotRead("cell hidden by a merged cell above", self._where(), text))
        for paragraph in cell.iter(P):
            for run in list(paragraph):
                if run.tag != PPR:
                    paragraph.remove(run)

    def _row_is_gone(self, row: Any) -> bool:
        properties = child(row, TRPR)
        gone = INS if self._revisions == "original" else DEL
        return properties is not None and child(properties, gone) is not None

    def _paragraph(self, paragraph: Any, place: Place) -> None:
        self._paragraphs += 1
        if not len(paragraph) and self._empty_is_nothing and not self._pending.used:
            return
        said = children(child(paragraph, PPR))
        read = self._properties_read(said)
        style = value(read.get(f"{W}pStyle")) or self.styles.default_paragraph
        words = self._pending.words
        self._runs.read(paragraph, style, words)
        contents = place.contents or self._runs.fields.in_contents or self.styles.is_toc(style)
        contents = contents or words.contents_until > 0
        mark = said.get(RPR)
        if self._mark_is_gone(mark) or self._mark_is_hidden(mark, style):
            self._pending.used = True
            return
        self._pending = Pending()
        self._close(words, read, style, place, contents)
        if f"{W}sectPr" in said and place.role == "body":
            self._counters["body"].end_section()

    def _properties_read(self, said: Properties) -> Properties:
        """The paragraph's properties; in the original text those before a tracked change (17.13.5.29)."""
        before = child(said.get(f"{W}pPrChange"), PPR) if self._revisions == "original" else None
        return said if before is None else children(before)

    def _flush_pending(self) -> None:
        """Words whose paragraph mark was deleted, with no paragraph after them, end with their container."""
        if self._pending.used:
            words, self._pending = self._pending.words, Pending()
            self._close(words, {}, self.styles.default_paragraph, Place(), False)

    def _mark_is_gone(self, mark: Any | None) -> bool:
        return mark is not None and any(child(mark, tag) is not None for tag in _GONE[self._revisions])

    def _mark_is_hidden(self, mark: Any | None, style: str | None) -> bool:
        """A hidden mark is not printed: the words before it, if any, run on into the next paragraph."""
        said = toggle(mark, f"{W}vanish")
        return self.styles.toggled(style, f"{W}vanish") if said is None else said

    def _close(self, words: Words, said: Properties, style: str | None, place: Place, contents: bool) -> None:
        text, emphasis, bold, offset = collapse(words.runs)
        if words.hidden and "".join(words.hidden).strip():
            hidden = " ".join("".join(words.hidden).split())
            self._not_read.append(NotRead("hidden text", self._where(), hidden))
        if contents:
            if text:
                self._contents.append(text)
        elif text or self._is_numbered_mark(said, style, place):
            label = self._label(said, style, place)
            fields = tuple(FieldSpan(offset(start), offset(end), name) for start, end, name in words.fields)
            indent = left_indent(said.get(f"{W}ind"))
            self._blocks.append(
                Block(
                    text=text,
                    label=label.label if label else None,
                    list_id=label.list_id if label else None,
                    list_level=label.level if label else None,
                    number_format=label.number_format if label else None,
                    bullet=bool(label and label.number_format == "bullet"),
                    heading_level=self._heading_level(said, style),
                    style=self.styles.name(style),
                    emphasis=emphasis,
                    bold=bold,
                    indent=(self.styles.indent(style) or 0.0) if indent is None else indent,
                    cell=place.cell,
                    role=place.role,
                    cites=place.cites,
                    fields=tuple(span for span in fields if span.start < span.end),
                    bookmarks=tuple(words.bookmarks),
                    where=self._where(),
                )
            )
        self._attachments(words, place)

    def _is_numbered_mark(self, said: Properties, style: str | None, place: Place) -> bool:
        """An empty numbered paragraph prints its number and counts, but has no words: it only counts."""
        self._label(said, style, place)
        return False

    def _heading_level(self, said: Properties, style: str | None) -> int | None:
        level = number(said.get(f"{W}outlineLvl"))
        if level is not None:
            return level + 1 if level < 9 else None
        return self.styles.outline_level(style)

    def _label(self, said: Properties, style: str | None, place: Place) -> ListLabel | None:
        """Count the paragraph in its list, by its own numbering or its style's (17.9.18, 17.9.23).

        Body, notes and text boxes are stories of their own, each of which counts for itself.
        """
        own = said.get(NUMPR)
        if self._revisions == "original" and child(own, INS) is not None:
            own = None
        inherited = self.styles.numbering(style)
        num_id = value(own, f"{W}numId")
        level = number(own, f"{W}ilvl")
        if num_id is None and inherited is not None:
            num_id = inherited[0]
            level = self._style_level(inherited, style) if level is None else level
        if num_id is None:
            return None
        return self._counters[place.role].next(num_id, level or 0)

    def _style_level(self, inherited: tuple[str, int | None, str], style: str | None) -> int | None:
        instance = self._numbering.instance(inherited[0])
        if instance is not None:
            for ancestor in self.styles.chain(style):
                linked = instance.level_of_style(ancestor.id)
                if linked is not None:
                    return linked
        return inherited[1]

    def _attachments(self, words: Words, place: Place) -> None:
        index = max(len(self._blocks) - 1, 0)
        self._not_read += [NotRead("picture", self._where(), named) for named in words.pictures]
        for identity in words.comments:
            text, author = self._comment_texts.get(identity, ("", ""))
            if text:
                self._comments.append(Comment(index, text, author))
        for kind, identity in words.notes:
            note = self._notes(kind).get(identity)
            if note is not None:
                self._out_of_line(note, Place(role="note", cites=index))
        for textbox in words.textboxes:
            self._out_of_line(textbox, Place(place.cell, "textbox"))

    def _out_of_line(self, element: Any, place: Place) -> None:
        pending, self._pending = self._pending, Pending()
        open_fields = self._runs.fields.stack
        self._runs.fields.stack = []
        self._container(element, place)
        self._flush_pending()
        self._pending, self._runs.fields.stack = pending, open_fields

    def _notes(self, kind: str) -> dict[str, Any]:
        if kind not in self._note_parts:
            self._note_parts[kind] = self._read_notes(kind)
        return self._note_parts[kind]

    def _read_notes(self, kind: str) -> dict[str, Any]:
        root = self._related_root(f"/{kind}s")
        if root is None:
            return {}
        return {note.get(f"{W}id", ""): note for note in root.iterchildren(f"{W}{kind}")}

    def _read_comments(self) -> dict[str, tuple[str, str]]:
        root = self._related_root("/comments")
        if root is None:
            return {}
        return {
            comment.get(f"{W}id", ""): (_plain(comment), comment.get(f"{W}author", ""))
            for comment in root.iterchildren(f"{W}comment")
        }

    def _furniture(self) -> list[NotRead]:
        """Headers and footers: metadata of the edition, not clauses."""
        rows: list[NotRead] = []
        for what in ("header", "footer"):
            for path in self._package.related(f"/{what}"):
                root = self._package.part(path)
                text = "" if root is None else _plain(root)
                if text and all(row.text != text for row in rows):
                    rows.append(NotRead(f"running {what}", path.rpartition("/")[2], text))
        return rows


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Children with the tag, content controls and custom XML around them looked through."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag == SDT:
            content = child(element, SDT_CONTENT)
            if content is not None:
                yield from _children(content, tag)
        elif element.tag in _BODY_WRAPPERS:
            yield from _children(element, tag)


def _continues_above(cell: Any) -> bool:
    merge = child(cell, TCPR, f"{W}vMerge")
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _plain(element: Any) -> str:
    """The words of a part that is not walked, paragraphs separated by a space."""
    paragraphs = ("".join(text.text or "" for text in p.iter(f"{W}t")) for p in element.iter(P))
    return " ".join(" ".join(paragraphs).split())
