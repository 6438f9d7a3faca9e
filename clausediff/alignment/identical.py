"""The strictest passes: clauses whose words are the same on both sides.

A text of some length that stands once on either side is the same clause wherever it stands. Repeated
boilerplate and short items (``a. naam;``) need their surroundings to tell which is which; copies are
kept in order.
"""

from __future__ import annotations

from collections.abc import Sequence

from clausediff.alignment.mapping import FREE, Mapping
from clausediff.alignment.side import ROOT, Key, Side

_TELLING = 4
"""Words that a text needs to identify a clause without looking around."""


def match_unique(mapping: Mapping) -> None:
    """Same heading and words, once on either side, of some length."""
    olds = _by_key(mapping.old, mapping.to_new)
    news = _by_key(mapping.new, mapping.to_old)
    for key, found in olds.items():
        others = news.get(key, ())
        if len(found) == len(others) == 1 and len(mapping.old.words[found[0]]) >= _TELLING:
            mapping.link(found[0], others[0], "identical", 0.99)


def match_neighbours(mapping: Mapping) -> None:
    """Same heading and words, next to a pair: first what follows it, then what goes before it."""
    for step in (1, -1):
        start = (-1, -1) if step == 1 else (len(mapping.old), len(mapping.new))
        anchors = [start, *mapping.pairs()[::step]]
        for old, new in anchors:
            _extend(mapping, old + step, new + step, step)


def _extend(mapping: Mapping, old: int, new: int, step: int) -> None:
    while (
        0 <= old < len(mapping.old)
        and 0 <= new < len(mapping.new)
        and mapping.free(old, new)
        and mapping.old.keys[old] == mapping.new.keys[new] != ("", "")
        and mapping.related(old, new)
    ):
        mapping.link(old, new, "identical-in-place", 0.98)
        old += step
        new += step


def match_siblings(mapping: Mapping) -> None:
    """Same heading and words under parents that correspond; copies in order."""
    for old, new in [(ROOT, ROOT), *mapping.pairs()]:
        olds = _by_key(mapping.old, mapping.to_new, mapping.old.members(old))
        news = _by_key(mapping.new, mapping.to_old, mapping.new.members(new))
        for key, found in olds.items():
            if len(found) == len(news.get(key, ())):
                for left, right in zip(found, news[key], strict=True):
                    mapping.link(left, right, "identical-in-place", 0.97)


def match_copies(mapping: Mapping) -> None:
    """Same heading and words, as often on either side, of some length: in order."""
    olds = _by_key(mapping.old, mapping.to_new)
    news = _by_key(mapping.new, mapping.to_old)
    for key, found in olds.items():
        if len(found) == len(news.get(key, ())) and len(mapping.old.words[found[0]]) >= _TELLING:
            for left, right in zip(found, news[key], strict=True):
                mapping.link(left, right, "identical", 0.95)


def _by_key(side: Side, partners: list[int], members: Sequence[int] | None = None) -> dict[Key, list[int]]:
    groups: dict[Key, list[int]] = {}
    for index in range(len(side)) if members is None else members:
        if partners[index] == FREE and side.keys[index] != ("", ""):
            groups.setdefault(side.keys[index], []).append(index)
    return groups
