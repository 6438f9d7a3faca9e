"""From blocks to units: the label taken off, the heading told from the words, one unit a block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clausediff.clauses.headings import (
    emphasised_lead,
    is_title_by_look,
    is_title_by_style,
    run_in_heading,
)
from clausediff.clauses.printed import Printed, read_labels
from clausediff.labels import Family, Label, parse_label, roman_value
from clausediff.model.source import Block

LOOK = 7
"""Heading level of a line that is a heading by its look alone, below all that are headings by style."""
_BARE_ROMAN = re.compile(r"[IVXLC]{1,6}\.?")
_PLAIN_TITLE_WORDS = 8


@dataclass(slots=True)
class Unit:
    """One block, read: its label, its heading and its own words.

    Attributes:
        index: index of the block in the source document.
        label: printed label, ``None`` without one.
        parsed: the label taken apart.
        heading: heading words, ``None`` without.
        text: the words after label and heading.
        level: heading level of the source, or :data:`LOOK` for a line that is a heading by its look alone.
        bullet: whether it is an item of a list without numbers, by style or by a typed dash.
        lead: the emphasised words that ``text`` starts with, often a defined term.
    """

    index: int
    block: Block
    label: str | None
    parsed: Label | None
    heading: str | None
    text: str
    level: int | None
    bullet: bool = False
    lead: str | None = None

    @property
    def is_title_line(self) -> bool:
        """Whether the unit is a heading and nothing else."""
        return self.heading is not None and not self.text

    @property
    def is_bare_label(self) -> bool:
        """Whether the unit is a number on a line of its own, its title to come on the next."""
        return self.label is not None and self.heading is None and not self.text


def read_units(blocks: Sequence[Block]) -> list[Unit]:
    """Read all blocks of a document, in order."""
    labels = read_labels(blocks)
    units = [_read(index, block, labels[index]) for index, block in enumerate(blocks)]
    _break_list_of_sections(units)
    if not any(block.heading_level is not None or block.bold for block in blocks):
        _plain_titles(units)
    return units


def _read(index: int, block: Block, printed: Printed) -> Unit:
    level = block.heading_level
    rest = block.text[printed.start :]
    parsed = _parsed(printed.label, level)
    unit = Unit(index, block, printed.label, parsed, None, rest, level, printed.bullet)
    labelled = printed.label is not None
    if not rest:
        return unit
    by_look = is_title_by_look(rest, printed.start, block, parsed, labelled=labelled)
    found = None if by_look else run_in_heading(rest, printed.start, block, labelled=labelled)
    if found is not None:
        unit.heading, unit.text = found
    elif by_look or (level is not None and is_title_by_style(rest, parsed)):
        unit.heading, unit.text = rest, ""
    if unit.is_title_line and level is None and not labelled:
        unit.level = LOOK
    if unit.text and unit.heading is None:
        unit.lead = emphasised_lead(printed.start, block)
    return unit


def _parsed(label: str | None, level: int | None) -> Label | None:
    """The label taken apart; a Roman numeral that heads a line by itself (``III``) numbers a part."""
    if label is None:
        return None
    value = roman_value(label.rstrip("."))
    if level is not None and value is not None and _BARE_ROMAN.fullmatch(label):
        return Label(Family.PART, (value,), "", "I")
    return parse_label(label)


def _break_list_of_sections(units: list[Unit]) -> None:
    """An annex that is named in a list before it is there: the earlier line heads nothing.

    Of two lines with the same annex number the earlier gives way if the document goes on in between: with an
    article, a heading of its own rank, or an annex that comes before it.
    """
    annexes = [unit for unit in units if unit.parsed is not None and unit.parsed.family is Family.ANNEX]
    word, later = "", dict[tuple[int, ...], Unit]()
    demoted = []
    for unit in reversed(annexes):
        if _word(unit) != word:
            word, later = _word(unit), {}
        again = later.get(_numbers(unit))
        if again is not None and _resumes(units[unit.index + 1 : again.index], unit):
            demoted.append(unit)
        else:
            later[_numbers(unit)] = unit
    for unit in demoted:
        _unlabel(unit)


def _word(unit: Unit) -> str:
    return unit.parsed.word if unit.parsed else ""


def _numbers(unit: Unit) -> tuple[int, ...]:
    return unit.parsed.numbers if unit.parsed else ()


def _resumes(between: Sequence[Unit], annex: Unit) -> bool:
    """Whether the units after a line show that it was not the start of the annex."""
    for place, unit in enumerate(between):
        family = unit.parsed.family if unit.parsed else None
        if family is Family.ANNEX and (place == 0 or _numbers(unit) <= _numbers(annex)):
            return True
        if family is Family.ARTICLE:
            return True
        rank = annex.block.heading_level
        if unit.level is not None and rank is not None and unit.level <= rank:
            return True
    return False


def _unlabel(unit: Unit) -> None:
    """Make a unit a line of words again: a heading if it was styled as one."""
    if unit.block.label is not None:
        unit.parsed = None
        return
    words = unit.block.text
    unit.label = unit.parsed = None
    unit.heading, unit.text = (words, "") if unit.block.heading_level is not None else (None, words)


def _plain_titles(units: Sequence[Unit]) -> None:
    """Headings of a text without styles: a short line between paragraphs, with the words it heads below."""
    for before, unit, after in zip([None, *units], units, units[1:], strict=False):
        if unit.label is not None or unit.heading is not None or unit.bullet or unit.block.cell is not None:
            continue
        apart = before is None or before.text.rstrip().endswith(".") or before.is_title_line
        if apart and _is_short_line(unit.text) and _is_paragraph(after):
            unit.heading, unit.text, unit.level = unit.text, "", LOOK


def _is_short_line(text: str) -> bool:
    return (
        len(text.split()) <= _PLAIN_TITLE_WORDS
        and text[:1].isupper()
        and text[-1:].isalnum()
        and not any(mark in text for mark in ",:;")
    )


def _is_paragraph(unit: Unit) -> bool:
    """Whether a unit has enough words to be what a title heads."""
    return unit.label is not None or len(unit.text.split()) > 2 * _PLAIN_TITLE_WORDS
