"""Which pairs changed places relative to the clauses around them.

Around each pair stands the nearest section that holds it on both sides. Among the pairs that share
that section, the heaviest ordered selection stayed where it was (weighed by words, so of two that
swapped the shorter moved); the rest moved, and take along what stands inside them. Sections without
a partner are looked through, so a new heading around clauses moves none of them; a clause that went
from one section into another passed the heading of one of the two, and that is a change of order.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from itertools import pairwise

from clausediff.alignment.mapping import FREE, Mapping
from clausediff.alignment.side import ROOT, Side
from clausediff.model.contract import Kind
from clausediff.ordering import heaviest_ordered

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Moved:
    """A pair that moved, and the old index of the section that took it along, if any."""

    old: int
    along: int | None = None


def find_moves(mapping: Mapping) -> list[Moved]:
    """Pairs that changed places, in old order."""
    groups: dict[Pair, list[Pair]] = {}
    roots = _into_or_out_of_an_annex(mapping)
    for old, new in mapping.pairs():
        if old not in roots:
            groups.setdefault(_around(mapping, old, new), []).append((old, new))
    for pairs in groups.values():
        roots |= {old for old, _ in _out_of_order(mapping, pairs)}
    return _with_members(mapping, roots)


def _around(mapping: Mapping, old: int, new: int) -> Pair:
    """The nearest pair of sections that holds the old clause on the old side and the new one on the new."""
    for above in mapping.old.ancestors(old):
        if mapping.to_new[above] != FREE and mapping.new.inside(new, mapping.to_new[above]):
            return above, mapping.to_new[above]
    return ROOT, ROOT


def _into_or_out_of_an_annex(mapping: Mapping) -> set[int]:
    """Old clauses that stand in an annex on one side only, unless the whole document does."""
    pairs = mapping.pairs()
    inside_old, inside_new = _in_annexes(mapping.old), _in_annexes(mapping.new)
    found = {old for old, new in pairs if inside_old[old] != inside_new[new]}
    if len(found) * 3 > len(pairs):
        return set()
    return {old for old in found if _around(mapping, old, mapping.to_new[old])[0] not in found}


def _in_annexes(side: Side) -> list[bool]:
    """For every clause, whether it stands below an annex."""
    found: list[bool] = []
    for parent in side.parents:
        found.append(parent != ROOT and (found[parent] or side.kinds[parent] is Kind.ANNEX))
    return found


def _out_of_order(mapping: Mapping, pairs: list[Pair]) -> list[Pair]:
    """Pairs outside the heaviest selection that has the same order on both sides."""
    ordered = sorted(pairs)
    if all(one[1] < two[1] for one, two in pairwise(ordered)):
        return []
    weights = [_weight(mapping, *pair) for pair in ordered]
    staying = set(heaviest_ordered([new for _, new in ordered], weights))
    return [pair for position, pair in enumerate(ordered) if position not in staying]


def _weight(mapping: Mapping, old: int, new: int) -> int:
    """Words of both subtrees; text and place decide between equals, the same from both sides."""
    size = mapping.old.sizes[old] + mapping.new.sizes[new]
    texts = sorted((mapping.old.keys[old], mapping.new.keys[new]))
    return (size << 64) + (zlib.crc32(repr(texts).encode()) << 32) + old + new


def _with_members(mapping: Mapping, roots: set[int]) -> list[Moved]:
    """The moved pairs, and the pairs that went along inside them."""
    found = []
    for old, new in mapping.pairs():
        if old in roots:
            found.append(Moved(old))
            continue
        for above in mapping.old.ancestors(old):
            if above in roots and mapping.new.inside(new, mapping.to_new[above]):
                found.append(Moved(old, above))
                break
    return found
