"""Lists inside a sentence: ``(a) leveren; (b) beveiligen``, aligned by content and never by letter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausediff.wording import words

_MARK = re.compile(r"(?:(?<=\s)|^)\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+|[•▪]\s+")
_LIKE = 0.5
_STOP = {"of", "en", "or", "and", "de", "het", "een", "the", "a", "an", "van", "to", "voor", "for", "ter"}


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list in a text: its span."""

    text: str
    start: int
    end: int


def items(text: str) -> tuple[Item, ...]:
    """The lettered or bulleted items of a text, at least two; empty without such a list."""
    marks = list(_MARK.finditer(text))
    if len(marks) < 2:
        return ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = []
    for mark, end in zip(marks, ends, strict=True):
        body = text[mark.end() : end].rstrip(" ;,.")
        found.append(Item(body, mark.end(), mark.end() + len(body)))
    return tuple(item for item in found if item.text)


def leading_item(text: str) -> tuple[Item, ...]:
    """The item that a sentence is, or that it ends with after the words that open the list: one at most."""
    marks = list(_MARK.finditer(text))
    if len(marks) != 1:
        return ()
    body = text[marks[0].end() :].rstrip(" ;,.")
    return (Item(body, marks[0].end(), marks[0].end() + len(body)),) if body else ()


def unmatched(old: tuple[Item, ...], new: tuple[Item, ...]) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The items of each side that the other side does not have."""
    gone = tuple(item for item in old if not any(_alike(item, other) for other in new))
    come = tuple(item for item in new if not any(_alike(item, other) for other in old))
    return gone, come


def _alike(one: Item, other: Item) -> bool:
    mine, theirs = set(words(one.text)) - _STOP, set(words(other.text)) - _STOP
    if not mine or not theirs:
        return one.text.strip() == other.text.strip()
    return len(mine & theirs) / min(len(mine), len(theirs)) >= _LIKE
