"""Printed numbers of Word lists, resolved by one stateful walk (ECMA-376 part 1, 17.9).

``Numbering`` holds the definitions; ``Counter`` walks the paragraphs in document order and says for each
what a reader sees in front of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from clausediff.sources.numformats import KNOWN, formatted
from clausediff.sources.ooxml import VAL, W15, W, child, number, toggle, value
from clausediff.sources.styles import Styles

LEVELS = 9

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEGAL = ("decimal", "decimalZero")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: how it counts and how it prints (17.9.6)."""

    start: int = 1
    number_format: str = "decimal"
    pattern: str | None = None
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class NumberingInstance:
    """A ``w:num``: the list it counts in, its own levels and its own starting values (17.9.15)."""

    id: str
    abstract: str
    levels: tuple[ListLevel, ...]
    starts: tuple[int | None, ...]
    restarts_after_break: bool = False

    def level_of_style(self, style_id: str) -> int | None:
        """The 0-based level that a paragraph style is linked to (``w:pStyle``, 17.9.23)."""
        for index, level in enumerate(self.levels):
            if level.style == style_id:
                return index
        return None


@dataclass(frozen=True, slots=True)
class ListLabel:
    """What the walk says of one paragraph: its list, level, format and printed label."""

    list_id: str
    level: int
    number_format: str
    label: str | None


class Numbering:
    """The list definitions of a document, links between styles and lists resolved."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Any] = {}
        self._style_links: dict[str, str] = {}
        self._nums: dict[str, Any] = {}
        self._instances: dict[str, NumberingInstance | None] = {}
        if root is None:
            return
        for element in root.iterchildren(f"{W}abstractNum"):
            abstract_id = element.get(f"{W}abstractNumId", "")
            self._abstract[abstract_id] = element
            link = value(element, f"{W}styleLink")
            if link is not None:
                self._style_links[link] = abstract_id
        for element in root.iterchildren(f"{W}num"):
            self._nums[element.get(f"{W}numId", "")] = element

    def instance(self, num_id: str) -> NumberingInstance | None:
        """The numbering of ``numId``; ``None`` if it is 0 (no numbering, 17.9.18) or not defined."""
        if num_id not in self._instances:
            self._instances[num_id] = self._read_instance(num_id)
        return self._instances[num_id]

    def _read_instance(self, num_id: str) -> NumberingInstance | None:
        element = self._nums.get(num_id)
        abstract_id = value(element, f"{W}abstractNumId")
        if element is None or num_id == "0" or abstract_id is None:
            return None
        abstract_id = self._follow_link(abstract_id)
        levels = [ListLevel()] * LEVELS
        for defined in (
            self._abstract[abstract_id].iterchildren(f"{W}lvl") if abstract_id in self._abstract else ()
        ):
            _put_level(levels, defined)
        starts: list[int | None] = [None] * LEVELS
        for override in element.iterchildren(f"{W}lvlOverride"):
            _put_override(levels, starts, override)
        restarts = _restarts_after_break(self._abstract.get(abstract_id))
        return NumberingInstance(num_id, abstract_id, tuple(levels), tuple(starts), restarts)

    def _follow_link(self, abstract_id: str) -> str:
        """The list that holds the levels, if this one points to a numbering style (17.9.21)."""
        seen = {abstract_id}
        while (link := value(self._abstract.get(abstract_id), f"{W}numStyleLink")) is not None:
            target = self._style_links.get(link)
            if target is None:
                numbering = self._styles.numbering(link)
                target = numbering and value(self._nums.get(numbering[0]), f"{W}abstractNumId")
            if target is None or target in seen:
                break
            seen.add(target)
            abstract_id = target
        return abstract_id


def _restarts_after_break(abstract: Any | None) -> bool:
    """Whether the list starts anew in each section ([MS-DOCX], ``restartNumberingAfterBreak``)."""
    return abstract is not None and abstract.get(f"{W15}restartNumberingAfterBreak") in ("1", "true")


def _put_level(levels: list[ListLevel], element: Any) -> None:
    index = _index(element)
    if index is not None:
        levels[index] = _read_level(element)


def _put_override(levels: list[ListLevel], starts: list[int | None], override: Any) -> None:
    index = _index(override)
    if index is None:
        return
    level = child(override, f"{W}lvl")
    if level is not None:
        levels[index] = _read_level(level)
    start = number(override, f"{W}startOverride")
    if start is not None:
        starts[index] = start
        levels[index] = replace(levels[index], start=start)


def _index(element: Any) -> int | None:
    text = element.get(f"{W}ilvl", "")
    return int(text) if text.isdigit() and int(text) < LEVELS else None


def _read_level(element: Any) -> ListLevel:
    number_format = child(element, f"{W}numFmt")
    if number_format is None:
        alternative = element.find(f".//{W}numFmt")
        number_format = alternative if alternative is not None else None
    start = number(element, f"{W}start")
    return ListLevel(
        start=0 if start is None else start,
        number_format="decimal" if number_format is None else number_format.get(VAL, "decimal"),
        pattern=None if number_format is None else number_format.get(f"{W}format"),
        text=value(element, f"{W}lvlText") or "",
        restart=number(element, f"{W}lvlRestart"),
        legal=bool(toggle(element, f"{W}isLgl")),
        style=value(element, f"{W}pStyle"),
    )


class Counter:
    """The walk's state: where each list stands."""

    def __init__(self, numbering: Numbering, language: str = "en") -> None:
        self._numbering = numbering
        self._language = language
        self._values: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        self.unknown_formats: set[str] = set()

    def next(self, num_id: str, level: int) -> ListLabel | None:
        """Count one paragraph of a list and say its label; ``None`` if the list does not exist.

        A list that several ``w:num`` share goes on counting through all of them; a starting value of
        its own (``w:startOverride``) takes effect where a ``w:num`` is first used at that level.
        """
        instance = self._numbering.instance(num_id)
        if instance is None or not 0 <= level < LEVELS:
            return None
        values = self._values.setdefault(instance.abstract, [None] * LEVELS)
        self._count(instance, values, level)
        definition = instance.levels[level]
        if definition.number_format not in KNOWN:
            self.unknown_formats.add(definition.number_format)
        label = None if definition.number_format == "bullet" else self._print(instance, values, level)
        return ListLabel(instance.id, level, definition.number_format, label or None)

    def end_section(self) -> None:
        """Start the lists anew that restart after a section break."""
        for num_id in {num_id for num_id, _ in self._started}:
            instance = self._numbering.instance(num_id)
            if instance is not None and instance.restarts_after_break:
                self._values.pop(instance.abstract, None)

    def _count(self, instance: NumberingInstance, values: list[int | None], level: int) -> None:
        own_start = instance.starts[level]
        current = values[level]
        if own_start is not None and (instance.id, level) not in self._started:
            values[level] = own_start
        elif current is None:
            values[level] = instance.levels[level].start
        else:
            values[level] = current + 1
        self._started.add((instance.id, level))
        for deeper in range(level + 1, LEVELS):
            restart = instance.levels[deeper].restart
            if restart is None or level < restart:
                values[deeper] = None

    def _print(self, instance: NumberingInstance, values: list[int | None], level: int) -> str:
        legal = instance.levels[level].legal

        def placed(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            definition = instance.levels[index]
            counted = values[index]
            number_format = definition.number_format
            if number_format == "bullet":
                return ""
            if legal and number_format not in _LEGAL:
                number_format = "decimal"
            count = definition.start if counted is None else counted
            return formatted(count, number_format, self._language, definition.pattern)

        return _PLACEHOLDER.sub(placed, instance.levels[level].text).strip()
