"""The words of one OpenDocument paragraph: spans, fields, notes and tracked changes (ODF 1.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from clausediff.model.source import FieldSpan
from clausediff.sources.odt_styles import DRAW, FO, OFFICE, STYLE, TEXT, XML_ID, OdtStyles, whole
from clausediff.sources.runs import Revisions

_DC = "{http://purl.org/dc/elements/1.1/}"
_SPACE = {f"{TEXT}tab", f"{TEXT}s", f"{TEXT}line-break"}
_IGNORED = {
    f"{TEXT}soft-page-break",
    f"{TEXT}ruby-text",
    f"{TEXT}bookmark-end",
    f"{TEXT}reference-mark-end",
    f"{OFFICE}annotation-end",
    f"{TEXT}toc-mark",
    f"{TEXT}toc-mark-start",
    f"{TEXT}toc-mark-end",
}
_BOOKMARKS = {
    f"{TEXT}{name}" for name in ("bookmark", "bookmark-start", "reference-mark", "reference-mark-start")
}
_REFERENCES = {f"{TEXT}bookmark-ref", f"{TEXT}reference-ref", f"{TEXT}note-ref"}
_HIDDEN = {f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"}


@dataclass(frozen=True, slots=True)
class Look:
    """Formatting at one point: of the paragraph's style, then of the spans around."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Content:
    """What one paragraph's walk collects; ``splits`` are paragraphs that a deletion had joined to it."""

    runs: list[tuple[str, bool, bool]] = field(default_factory=list)
    fields: list[FieldSpan] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)
    frames: list[Any] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    splits: list[Content] = field(default_factory=list)
    length: int = 0
    opened_gone: bool = False

    def split(self) -> None:
        """End a paragraph here: what was collected goes into ``splits``."""
        ended = Content(self.runs, self.fields, self.notes, self.frames, self.bookmarks, self.comments)
        self.splits.append(ended)
        self.runs, self.fields, self.notes, self.frames = [], [], [], []
        self.bookmarks, self.comments, self.length = [], [], 0


class InlineReader:
    """Reads paragraphs one after the other; tracked insertions may run from one into the next."""

    def __init__(self, styles: OdtStyles, revisions: Revisions, root: Any) -> None:
        self._styles = styles
        self._original = revisions == "original"
        self._insertions: set[str] = set()
        self._deletions: dict[str, Any] = {}
        self._open: set[str] = set()
        for region in root.iter(f"{TEXT}changed-region"):
            names = {region.get(XML_ID), region.get(f"{TEXT}id")} - {None}
            deletion = region.find(f"{TEXT}deletion")
            if deletion is not None:
                self._deletions.update(dict.fromkeys(names, deletion))
            elif region.find(f"{TEXT}insertion") is not None:
                self._insertions.update(names)
        self._handlers: dict[str, Callable[[Any, Look, Content], None]] = {
            f"{TEXT}span": self._span,
            f"{TEXT}change-start": self._change,
            f"{TEXT}change-end": self._change,
            f"{TEXT}change": self._change,
        }

    @property
    def mark_is_gone(self) -> bool:
        """Whether the end of the paragraph just read was inserted and is left out."""
        return bool(self._open)

    def read(self, paragraph: Any, into: Content) -> None:
        """Walk a paragraph's content into ``into``."""
        into.opened_gone = bool(self._open)
        style = paragraph.get(f"{TEXT}style-name")
        self._walk(paragraph, self._look("paragraph", style, Look()), into)

    def between(self, change: Any) -> list[Any]:
        """Note a change between paragraphs; returns the paragraphs it had deleted, if they are to be read."""
        identity = change.get(f"{TEXT}change-id", "")
        if change.tag == f"{TEXT}change" and self._original and identity in self._deletions:
            return list(self._deletions[identity].iter(f"{TEXT}p", f"{TEXT}h"))
        self._note_insertion(change, identity)
        return []

    def _look(self, family: str, style: str | None, inherited: Look) -> Look:
        if style is None and family == "text":
            return inherited

        def said(attribute: str) -> str | None:
            return self._styles.text_property(family, style, attribute)

        weight, slope = said(f"{FO}font-weight"), said(f"{FO}font-style")
        line, display = said(f"{STYLE}text-underline-style"), said(f"{TEXT}display")
        return Look(
            inherited.bold if weight is None else weight == "bold" or (whole(weight) or 0) >= 600,
            inherited.italic if slope is None else slope in ("italic", "oblique"),
            (inherited.underlined if line is None else line != "none") and family == "text",
            inherited.hidden if display is None else display == "none",
        )

    def _walk(self, parent: Any, look: Look, into: Content) -> None:
        self._text(parent.text, look, into)
        for element in parent:
            self._element(element, look, into)
            self._text(element.tail, look, into)

    def _element(self, element: Any, look: Look, into: Content) -> None:
        tag = element.tag
        if tag in self._handlers:
            self._handlers[tag](element, look, into)
        elif tag in _SPACE:
            self._text(" ", look, into)
        elif tag in _BOOKMARKS:
            into.bookmarks.append(element.get(f"{TEXT}name", ""))
        elif tag in _HIDDEN:
            self._hidden(element, look, into)
        elif tag in _REFERENCES:
            start = into.length
            self._walk(element, look, into)
            target = element.get(f"{TEXT}ref-name", "")
            if into.length > start and target:
                into.fields.append(FieldSpan(start, into.length, target))
        elif not self._attached(element, into) and tag not in _IGNORED and isinstance(tag, str):
            self._walk(element, look, into)

    def _attached(self, element: Any, into: Content) -> bool:
        """Keep what hangs on the paragraph but stands elsewhere: a note, a comment, a drawing."""
        tag = str(element.tag)
        if tag == f"{OFFICE}annotation":
            self._annotation(element, into)
        elif tag == f"{TEXT}note" or (tag.startswith(DRAW) and tag != f"{DRAW}a"):
            if not self._open:
                (into.notes if tag == f"{TEXT}note" else into.frames).append(element)
        else:
            return False
        return True

    def _hidden(self, element: Any, look: Look, into: Content) -> None:
        """Text that a condition hides, if the document says that it is hidden now."""
        if element.get(f"{TEXT}is-hidden") == "true":
            into.hidden.append(element.get(f"{TEXT}string-value") or "".join(element.itertext()))
        else:
            self._text(element.get(f"{TEXT}string-value"), look, into)
            self._walk(element, look, into)

    def _span(self, element: Any, look: Look, into: Content) -> None:
        self._walk(element, self._look("text", element.get(f"{TEXT}style-name"), look), into)

    def _text(self, text: str | None, look: Look, into: Content) -> None:
        if not text or self._open:
            return
        if look.hidden:
            into.hidden.append(text)
            return
        into.runs.append((text, look.bold, look.bold or look.italic or look.underlined))
        into.length += len(text)

    def _annotation(self, element: Any, into: Content) -> None:
        creator = element.findtext(f"{_DC}creator") or ""
        words = ("".join(paragraph.itertext()) for paragraph in element.iter(f"{TEXT}p"))
        if not self._open:
            into.comments.append((" ".join(" ".join(words).split()), creator))

    def _change(self, element: Any, look: Look, into: Content) -> None:
        identity = element.get(f"{TEXT}change-id", "")
        if element.tag == f"{TEXT}change":
            if self._original and identity in self._deletions:
                self._restore(self._deletions[identity], look, into)
        else:
            self._note_insertion(element, identity)

    def _note_insertion(self, element: Any, identity: str) -> None:
        if not self._original or identity not in self._insertions:
            return
        if element.tag == f"{TEXT}change-start":
            self._open.add(identity)
        elif element.tag == f"{TEXT}change-end":
            self._open.discard(identity)

    def _restore(self, deletion: Any, look: Look, into: Content) -> None:
        """Put deleted words back; where the deletion had joined paragraphs, they are parted again."""
        paragraphs = list(deletion.iter(f"{TEXT}p", f"{TEXT}h"))
        for index, paragraph in enumerate(paragraphs):
            if index:
                into.split()
            self._walk(paragraph, look, into)
