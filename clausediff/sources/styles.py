"""Word styles: what a paragraph or run inherits along ``basedOn`` (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from clausediff.sources.ooxml import NUMPR, PPR, RPR, VAL, W, child, number, toggle, value

MAX_CHAIN = 100
"""Styles that a style is followed through; more is no document of this world."""
_HEADING_NAME = re.compile(r"(?:heading|kop|überschrift|titre)\s*(\d)\b", re.IGNORECASE)
_TOC_NAME = re.compile(r"(?:toc|inhopg|inhoudsopgave)\s*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """One style as its part defines it, before inheritance."""

    id: str
    name: str
    based_on: str | None
    ppr: Any
    rpr: Any


class Styles:
    """All styles of a document, asked by id; unknown ids and circular chains are harmless."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default_paragraph: str | None = None
        for element in () if root is None else root.iter(f"{W}style"):
            style = Style(
                element.get(f"{W}styleId", ""),
                value(element, f"{W}name") or "",
                value(element, f"{W}basedOn"),
                child(element, PPR),
                child(element, RPR),
            )
            self._styles[style.id] = style
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true"):
                self.default_paragraph = style.id
        self.outline_level = lru_cache(maxsize=None)(self._outline_level)
        self.numbering = lru_cache(maxsize=None)(self._numbering)
        self.indent = lru_cache(maxsize=None)(self._indent)
        self.is_toc = lru_cache(maxsize=None)(self._is_toc)
        self.toggled = lru_cache(maxsize=None)(self._toggled)

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """The style and those it is based on, nearest first."""
        seen: set[str] = set()
        while style_id and style_id in self._styles and style_id not in seen and len(seen) < MAX_CHAIN:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            style_id = style.based_on

    def name(self, style_id: str | None) -> str | None:
        """The style's name as Word shows it."""
        return self._styles[style_id].name if style_id in self._styles else None

    def _is_toc(self, style_id: str | None) -> bool:
        """Whether the style is one of the table of contents' own."""
        return any(_TOC_NAME.match(style.name) for style in self.chain(style_id))

    def _outline_level(self, style_id: str | None) -> int | None:
        """1-based heading level by outline level, else by a built-in heading's name, along the chain."""
        for style in self.chain(style_id):
            level = number(style.ppr, f"{W}outlineLvl")
            if level is not None:
                return level + 1 if level < 9 else None
            named = _HEADING_NAME.match(style.name)
            if named and int(named[1]) > 0:
                return int(named[1])
        return None

    def _numbering(self, style_id: str | None) -> tuple[str, int | None, str] | None:
        """``(numId, ilvl, style that says so)`` along the chain; ``None`` without numbering."""
        level = None
        for style in self.chain(style_id):
            numbering = child(style.ppr, NUMPR)
            if numbering is None:
                continue
            if level is None:
                level = number(numbering, f"{W}ilvl")
            num_id = value(numbering, f"{W}numId")
            if num_id is not None:
                return num_id, level, style.id
        return None

    def _toggled(self, style_id: str | None, tag: str) -> bool:
        """Whether a toggle property (``w:b``) is on for runs of the style."""
        for style in self.chain(style_id):
            said = toggle(style.rpr, tag)
            if said is not None:
                return said
        return False

    def _indent(self, style_id: str | None) -> float | None:
        """Left indent in points that the style gives, ``None`` if it gives none."""
        for style in self.chain(style_id):
            left = left_indent(child(style.ppr, f"{W}ind"))
            if left is not None:
                return left
        return None


def left_indent(indent: Any | None) -> float | None:
    """Left indent in points that ``w:ind`` gives, ``None`` if it gives none."""
    if indent is None:
        return None
    text = indent.get(f"{W}left") or indent.get(f"{W}start")
    try:
        return None if text is None else float(text) / 20
    except ValueError:
        return None


__all__ = ["VAL", "Style", "Styles", "left_indent"]
