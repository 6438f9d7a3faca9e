"""Styles of an OpenDocument text: paragraph, character and list styles (ODF 1.3 part 3, clause 16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from clausediff.sources.numformats import formatted, letters

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, STYLE, TABLE, DRAW = (
    f"{{{_ODF}{name}:1.0}}" for name in ("office", "text", "style", "table", "drawing")
)
SVG = f"{{{_ODF}svg-compatible:1.0}}"
FO = f"{{{_ODF}xsl-fo-compatible:1.0}}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"(-?[\d.]+)(pt|in|cm|mm|pc|px)")
_PLACEHOLDER = re.compile(r"%(\d{1,2})%")
_NUMBER_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "01": "decimalZero",
    "01, 02, 03, ...": "decimalZero",
    "1st": "ordinal",
    "1st, 2nd, 3rd, ...": "ordinal",
    "First, Second, Third, ...": "ordinalText",
    "One, Two, Three, ...": "cardinalText",
    "": "none",
}
_MAX_DEPTH = 10
MAX_CHAIN = 100
"""Styles that a style is followed through."""


@dataclass(frozen=True, slots=True)
class LevelStyle:
    """One level of a list style (ODF 1.3 part 3, 16.31 to 16.34)."""

    number_format: str = "decimal"
    pattern: str | None = None
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    same_letters: bool = False
    text: str | None = None

    def print(self, number: int, language: str) -> str:
        """The number alone, as this level prints it."""
        if self.number_format in ("lowerLetter", "upperLetter") and not self.same_letters:
            text = _letters_counted(number)
            return text.upper() if self.number_format == "upperLetter" else text
        return formatted(number, self.number_format, language, self.pattern)


ListStyle = dict[int, LevelStyle]
"""Levels of a list style, counted from 0."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A style as its element defines it, before inheritance."""

    name: str
    display: str
    parent: str | None
    element: Any


class OdtStyles:
    """All styles of a document, the automatic ones of its content before the common ones."""

    def __init__(self, roots: list[Any]) -> None:
        self._styles: dict[tuple[str, str], ParagraphStyle] = {}
        self._lists: dict[str, ListStyle] = {}
        self._defaults: dict[str, Any] = {}
        self.outline: ListStyle = {}
        for root in roots:
            for element in root.iter(f"{STYLE}style"):
                name = element.get(f"{STYLE}name", "")
                display = element.get(f"{STYLE}display-name") or _decoded(name)
                parent = element.get(f"{STYLE}parent-style-name")
                family = element.get(f"{STYLE}family", "")
                self._styles[family, name] = ParagraphStyle(name, display, parent, element)
            for element in root.iter(f"{STYLE}default-style"):
                self._defaults[element.get(f"{STYLE}family", "")] = element
            for element in root.iter(f"{TEXT}list-style"):
                self._lists[element.get(f"{STYLE}name", "")] = _levels_of(element)
            for element in root.iter(f"{TEXT}outline-style"):
                self.outline = _levels_of(element)
        self.text_property = lru_cache(maxsize=None)(self._text_property)

    def list_style(self, name: str | None) -> ListStyle:
        """The levels of a list style; those of the outline for ``Outline``; none if it is not defined."""
        if name == "Outline" and name not in self._lists:
            return self.outline
        return self._lists.get(name or "", {})

    def chain(self, family: str, name: str | None) -> Iterator[ParagraphStyle]:
        """The style and its parents, nearest first; circles are harmless."""
        seen: set[str] = set()
        while name and (family, name) in self._styles and name not in seen and len(seen) < MAX_CHAIN:
            seen.add(name)
            style = self._styles[family, name]
            yield style
            name = style.parent

    def display_name(self, name: str | None) -> str | None:
        """Name of the paragraph style as LibreOffice shows it: of the named style, not an automatic one."""
        for style in self.chain("paragraph", name):
            if not re.fullmatch(r"P\d+", style.name):
                return style.display
        return None

    def attribute(self, name: str | None, attribute: str) -> str | None:
        """An attribute of the paragraph style or the nearest parent that has it."""
        for style in self.chain("paragraph", name):
            value: str | None = style.element.get(attribute)
            if value is not None:
                return value
        return None

    def _text_property(self, family: str, name: str | None, attribute: str) -> str | None:
        """A text property along the chain of parents, and of the default style."""
        for style in self.chain(family, name):
            value = _property(style.element, "text-properties", attribute)
            if value is not None:
                return value
        if family == "paragraph" and family in self._defaults:
            return _property(self._defaults[family], "text-properties", attribute)
        return None

    def indent(self, name: str | None) -> float:
        """Left margin in points, 0 if none is said."""
        for style in self.chain("paragraph", name):
            value = _property(style.element, "paragraph-properties", f"{FO}margin-left")
            if value is not None:
                return points(value)
        return 0.0


def _property(style: Any, kind: str, attribute: str) -> str | None:
    properties = style.find(f"{STYLE}{kind}")
    return None if properties is None else properties.get(attribute)


def points(length: str) -> float:
    """A length with its unit, in points; 0 for one that is not absolute."""
    found = _LENGTH.fullmatch(length)
    try:
        return round(float(found[1]) * _POINTS[found[2]], 2) if found else 0.0
    except ValueError:
        return 0.0


def _decoded(name: str) -> str:
    return re.sub(r"_([0-9a-f]{2,4})_", lambda found: chr(int(found[1], 16)), name)


def _levels_of(element: Any) -> ListStyle:
    levels: ListStyle = {}
    for level in element:
        number = whole(level.get(f"{TEXT}level"))
        if number is not None and 1 <= number <= _MAX_DEPTH:
            levels[number - 1] = _level_of(level)
    return levels


def _level_of(element: Any) -> LevelStyle:
    tag = str(element.tag)
    if tag.endswith(("style-bullet", "style-image")):
        return LevelStyle("bullet")
    written = element.get(f"{STYLE}num-format", "")
    name = _NUMBER_FORMATS.get(written)
    if name is None:
        name = "custom" if written.startswith("0") else "decimal"
    return LevelStyle(
        number_format=name,
        pattern=written if name == "custom" else None,
        prefix=element.get(f"{STYLE}num-prefix", ""),
        suffix=element.get(f"{STYLE}num-suffix", ""),
        shown=max(whole(element.get(f"{TEXT}display-levels")) or 1, 1),
        start=_start(whole(element.get(f"{TEXT}start-value"))),
        same_letters=element.get(f"{STYLE}num-letter-sync") == "true",
        text=element.get(f"{LOEXT}num-list-format"),
    )


def _start(value: int | None) -> int:
    return 1 if value is None else value


def whole(text: str | None) -> int | None:
    """A whole number, ``None`` if there is none or the text is something else."""
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def _letters_counted(number: int) -> str:
    """``27`` as ``aa``, ``28`` as ``ab``: the way without synchronised letters (19.502)."""
    if number <= 26:
        return letters(number)
    text = ""
    while number > 0:
        number, index = divmod(number - 1, 26)
        text = chr(ord("a") + index) + text
    return text


class ListCounter:
    """Where one list stands: a number for each level that is counting."""

    def __init__(self, identity: str) -> None:
        self.identity = identity
        self._values: list[int | None] = [None] * _MAX_DEPTH

    def count(self, style: ListStyle, level: int, start: int | None = None) -> None:
        """Count one item; deeper levels start anew after it.

        A level above that was skipped counts from then on, as LibreOffice has it.
        """
        for above in range(level):
            if self._values[above] is None:
                self._values[above] = style.get(above, LevelStyle()).start
        current = self._values[level]
        if start is not None:
            self._values[level] = start
        elif current is None:
            self._values[level] = style.get(level, LevelStyle()).start
        else:
            self._values[level] = current + 1
        self._values[level + 1 :] = [None] * (_MAX_DEPTH - level - 1)

    def label(self, style: ListStyle, level: int, language: str) -> str | None:
        """The label of the item last counted, as printed; ``None`` if it prints none."""
        own = style.get(level)
        if own is None or own.number_format == "bullet":
            return None

        def number(index: int) -> str:
            above = style.get(index, LevelStyle())
            value = self._values[index]
            if above.number_format == "bullet":
                return ""
            return above.print(above.start if value is None else value, language)

        if own.text is not None:

            def placed(found: re.Match[str]) -> str:
                index = int(found[1]) - 1
                return number(index) if 0 <= index <= level else ""

            return _PLACEHOLDER.sub(placed, own.text).strip() or None
        first = max(level - own.shown + 1, 0)
        shown = (number(index) for index in range(first, level + 1))
        numbers = ".".join(text for text in shown if text) if own.number_format != "none" else ""
        return f"{own.prefix}{numbers}{own.suffix}".strip() or None
