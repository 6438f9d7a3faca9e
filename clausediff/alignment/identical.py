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
    """Same heading and words, once on either side, of some length or the heading of a section."""
    olds = _by_key(mapping.old, mapping.to_new)
    news = _by_key(mapping.new, mapping.to_old)
    for key, found in olds.items():
        others = news.get(key, ())
        if len(found) != 1 or len(others) != 1:
            continue
        old, new = found[0], others[0]
        headed = bool(key[0] and mapping.old.children[old] and mapping.new.children[new])
        if headed or len(mapping.old.words[old]) >= _TELLING:
            mapping.link(old, new, "identical", 0.99)


def match_neighbours(mapping: Mapping) -> None:
    """Same heading and words, next to a pair: first what follows it, then what goes before it."""
    for step in (1, -1):
        start = (-1, -1) if step == 1 else (len(mapping.old), len(mapping.new))
        frontier = [start, *mapping.pairs()]
        while frontier:
            beside = [(old + step, new + step) for old, new in frontier]
            alike = [pair for pair in beside if _are_same(mapping, *pair)]
            frontier = [pair for pair in sorted(alike, key=_middle_first) if _extend(mapping, *pair)]


def _middle_first(pair: tuple[int, int]) -> tuple[int, int]:
    """An order that is the same from both sides: pairs that tie have no clause in common."""
    return pair[0] + pair[1], abs(pair[0] - pair[1])


def _are_same(mapping: Mapping, old: int, new: int) -> bool:
    """Whether there are two such clauses, both are free, and they have the same heading and words."""
    if not (0 <= old < len(mapping.old) and 0 <= new < len(mapping.new) and mapping.free(old, new)):
        return False
    return mapping.old.keys[old] == mapping.new.keys[new] != ("", "")


def _extend(mapping: Mapping, old: int, new: int) -> bool:
    """Link two clauses with the same words if both are still free and their parents correspond."""
    if not mapping.free(old, new) or not mapping.related(old, new):
        return False
    mapping.link(old, new, "identical-in-place", 0.98)
    return True


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


def uncross_copies(mapping: Mapping) -> None:
    """Pairs of the same words under the same parents are put in order: a copy has no other identity."""
    groups: dict[tuple[Key, int, int], list[tuple[int, int]]] = {}
    for old, new in mapping.pairs():
        leaves = not mapping.old.children[old] and not mapping.new.children[new]
        if leaves and mapping.old.keys[old] == mapping.new.keys[new]:
            parents = mapping.old.parents[old], mapping.new.parents[new]
            groups.setdefault((mapping.old.keys[old], *parents), []).append((old, new))
    for pairs in groups.values():
        news = sorted(new for _, new in pairs)
        if news != [new for _, new in pairs]:
            for (old, _), new in zip(pairs, news, strict=True):
                mapping.to_new[old] = new
                mapping.to_old[new] = old


def _by_key(side: Side, partners: list[int], members: Sequence[int] | None = None) -> dict[Key, list[int]]:
    groups: dict[Key, list[int]] = {}
    for index in range(len(side)) if members is None else members:
        if partners[index] == FREE and side.keys[index] != ("", ""):
            groups.setdefault(side.keys[index], []).append(index)
    return groups
