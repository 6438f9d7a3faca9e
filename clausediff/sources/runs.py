"""The words of one Word paragraph: runs, fields, tracked changes and what hangs on them.

Tracked changes are read as accepted or as the original (ECMA-376 part 1, 17.13.5); hidden text is left out;
fields give their results, and cross-reference fields keep their target (17.16).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from clausediff.sources.ooxml import (
    DEL,
    INS,
    MC,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    WP,
    A,
    R,
    V,
    W,
    child,
    children,
    toggle,
    value,
)
from clausediff.sources.styles import Styles

Revisions = Literal["accept", "original"]

_TRANSPARENT = {
    f"{W}{tag}"
    for tag in (
        "hyperlink",
        "smartTag",
        "customXml",
        "fldSimple",
        "dir",
        "bdo",
        "sdtContent",
        "ruby",
        "rubyBase",
    )
}
_SKIPPED = {
    "accept": {DEL, MOVE_FROM},
    "original": {INS, MOVE_TO},
}
_TEXT_TAGS = {
    "accept": f"{W}t",
    "original": f"{W}delText",
}
_FIXED = {
    f"{W}tab": " ",
    f"{W}br": " ",
    f"{W}cr": " ",
    f"{W}ptab": " ",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "",
}
_SYMBOLS = {"F0B7": "•", "F0A7": "▪", "F0D8": "➢", "F0FC": "✓", "F0A8": "☐", "F06F": "□", "F0FE": "☒"}
_REFERENCE = re.compile(r"^\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+)", re.IGNORECASE)
_TOC = re.compile(r"^\s*TOC\b", re.IGNORECASE)


@dataclass(slots=True)
class FieldState:
    """Fields that are open at this point of the document: they may span paragraphs."""

    stack: list[list[Any]] = field(default_factory=list)

    @property
    def in_instruction(self) -> bool:
        """Whether the text here is a field's instruction rather than its result."""
        return any(not frame[1] for frame in self.stack)

    @property
    def in_contents(self) -> bool:
        """Whether the text here is the result of a table-of-contents field."""
        return any(_TOC.match(frame[0]) for frame in self.stack)


@dataclass(slots=True)
class Words:
    """What one paragraph's walk collects.

    ``runs`` are ``(text, bold, emphasised)``; ``fields`` are ``(start, end, target)`` over the joined text,
    of which the first ``contents_until`` characters end a table of contents.
    """

    runs: list[tuple[str, bool, bool]] = field(default_factory=list)
    fields: list[tuple[int, int, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    textboxes: list[Any] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    length: int = 0
    contents_until: int = 0

    def add(self, text: str, bold: bool, emphasised: bool) -> None:
        """Append text in one formatting."""
        self.runs.append((text, bold, emphasised))
        self.length += len(text)


class RunReader:
    """Reads the runs of paragraphs, one after the other, in document order."""

    def __init__(self, styles: Styles, revisions: Revisions) -> None:
        self._styles = styles
        self._skipped = _SKIPPED[revisions]
        self._original = revisions == "original"
        self.fields = FieldState()

    def read(self, paragraph: Any, style: str | None, into: Words) -> None:
        """Walk a paragraph's content into ``into``."""
        formats = tuple(self._styles.toggled(style, f"{W}{tag}") for tag in ("b", "i", "vanish"))
        self._walk(paragraph, formats, into)

    def _walk(self, parent: Any, formats: tuple[bool, ...], into: Words) -> None:
        for element in parent:
            tag = element.tag
            if tag == R:
                self._run(element, formats, into)
            elif tag in self._skipped or tag == PPR:
                continue
            elif tag in (INS, DEL, MOVE_FROM, MOVE_TO) or tag in _TRANSPARENT:
                self._inside(element, formats, into)
            elif tag == SDT:
                content = child(element, SDT_CONTENT)
                if content is not None:
                    self._walk(content, formats, into)
            elif tag == f"{W}bookmarkStart":
                into.bookmarks.append(element.get(f"{W}name", ""))
            elif tag == f"{MC}AlternateContent":
                for choice in _chosen(element):
                    self._walk(choice, formats, into)

    def _inside(self, element: Any, formats: tuple[bool, ...], into: Words) -> None:
        instruction = element.get(f"{W}instr")
        start = into.length
        self._walk(element, formats, into)
        self._close_reference(instruction or "", start, into)

    def _run(self, run: Any, formats: tuple[bool, ...], into: Words) -> None:
        properties = child(run, RPR)
        bold, emphasised, hidden = self._formatting(properties, formats)
        for element in run:
            tag = element.tag
            if tag in (f"{W}fldChar", f"{W}instrText"):
                self._field(element, into)
            elif self.fields.in_instruction:
                continue
            elif tag == f"{W}t" or (self._original and tag == f"{W}delText"):
                self._text(element.text or "", (bold, emphasised, hidden), into)
            elif tag in _FIXED:
                self._text(_FIXED[tag], (bold, emphasised, hidden), into)
            else:
                self._attached(element, (bold, emphasised, hidden), into)

    def _text(self, text: str, how: tuple[bool, bool, bool], into: Words) -> None:
        if how[2]:
            into.hidden.append(text)
        elif text:
            into.add(text, how[0], how[1])

    def _formatting(self, properties: Any | None, formats: tuple[bool, ...]) -> tuple[bool, bool, bool]:
        bold, italic, hidden = formats
        if properties is None:
            return bold, bold or italic, hidden
        here = children(properties)
        style = value(here.get(f"{W}rStyle"))
        if style is not None:
            bold = bold or self._styles.toggled(style, f"{W}b")
            italic = italic or self._styles.toggled(style, f"{W}i")
            hidden = hidden or self._styles.toggled(style, f"{W}vanish")
        said = [toggle(here.get(f"{W}{tag}")) for tag in ("b", "i", "vanish")]
        bold, italic, hidden = (
            own if own is not None else inherited
            for own, inherited in zip(said, (bold, italic, hidden), strict=True)
        )
        underline = value(here.get(f"{W}u")) not in (None, "none")
        return bold, bold or italic or underline, hidden

    def _field(self, element: Any, into: Words) -> None:
        if element.tag == f"{W}instrText":
            if self.fields.stack:
                self.fields.stack[-1][0] += element.text or ""
            return
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.stack.append(["", False, into, into.length])
        elif kind == "separate" and self.fields.stack:
            self.fields.stack[-1][1:] = [True, into, into.length]
        elif kind == "end" and self.fields.stack:
            instruction, _, started_in, start = self.fields.stack.pop()
            if _TOC.match(instruction):
                into.contents_until = into.length
            if started_in is into:
                self._close_reference(instruction, start, into)

    def _close_reference(self, instruction: str, start: int, into: Words) -> None:
        found = _REFERENCE.match(instruction)
        if found and into.length > start:
            into.fields.append((start, into.length, found[1]))

    def _attached(self, element: Any, how: tuple[bool, bool, bool], into: Words) -> None:
        tag = element.tag
        if tag == f"{W}sym":
            code = element.get(f"{W}char", "").upper()
            self._text(_SYMBOLS.get(code) or _symbol(code), how, into)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "footnote" if tag.endswith("footnoteReference") else "endnote"
            into.notes.append((kind, element.get(f"{W}id", "")))
        elif tag == f"{W}commentReference":
            into.comments.append(element.get(f"{W}id", ""))
        elif tag == f"{MC}AlternateContent":
            for choice in _chosen(element):
                _drawn(choice, into)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            _drawn(element, into)


def _drawn(element: Any, into: Words) -> None:
    """The text boxes of a drawing, and its pictures by the words that stand for them (20.4.2.5)."""
    into.textboxes.extend(element.iter(f"{W}txbxContent"))
    if next(element.iter(f"{A}blip", f"{V}imagedata"), None) is None:
        return
    named = next(element.iter(f"{WP}docPr"), None)
    into.pictures.append("" if named is None else " ".join(named.get("descr", "").split()))


def _symbol(code: str) -> str:
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return chr(point - 0xF000 if 0xF020 <= point <= 0xF0FF else point)


def _chosen(alternate: Any) -> Iterator[Any]:
    """The first choice of alternate content, else its fallback: never both."""
    choice = child(alternate, f"{MC}Choice")
    if choice is None:
        choice = child(alternate, f"{MC}Fallback")
    if choice is not None:
        yield choice
