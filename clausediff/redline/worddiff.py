"""Word diff of two texts: diff-match-patch on whole tokens, in the gaps between words that stand once.

Every token becomes one private-use character, so the engine can only ever cut between tokens. Words
that stand exactly once on both sides and in the same order anchor the comparison (patience), which
keeps what diff-match-patch has to search small. Nothing here looks at a clock.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from typing import Any, NamedTuple

from diff_match_patch import diff_match_patch  # type: ignore[import-untyped]

from clausediff.redline.pieces import Piece

_FIRST = 0xF0000
"""Private-use plane: diff-match-patch looks at character classes, and these have none."""
_STOPS = (".", ";", ":", "!", "?")
_LARGEST = 160_000
"""Old tokens x new tokens of one gap that are compared word by word; a larger one goes by sentences."""


class Stretch(NamedTuple):
    """A run of pieces: ``old[a:b]`` against ``new[c:d]``; ``same`` if they fold to the same tokens."""

    same: bool
    a: int
    b: int
    c: int
    d: int


def diff_pieces(old: list[Piece], new: list[Piece]) -> list[Stretch]:
    """Stretches in order that cover both sides; neighbours differ in ``same``.

    Of two ways to match words that are equally good, both directions of a comparison take the same one.
    """
    left = [piece.folded for piece in old]
    right = [piece.folded for piece in new]
    if right < left:
        return [Stretch(one.same, one.c, one.d, one.a, one.b) for one in _diff(right, left)]
    return _diff(left, right)


def _diff(left: list[str], right: list[str]) -> list[Stretch]:
    found: list[Stretch] = []
    a = c = 0
    for old_at, new_at in [*_anchors(left, right), (len(left), len(right))]:
        found += _gap(left, right, a, old_at, c, new_at)
        if old_at < len(left):
            found.append(Stretch(True, old_at, old_at + 1, new_at, new_at + 1))
        a, c = old_at + 1, new_at + 1
    return join(found)


def join(stretches: list[Stretch]) -> list[Stretch]:
    """Neighbouring stretches of one sort made one, empty ones left out."""
    found: list[Stretch] = []
    for stretch in stretches:
        if stretch.a == stretch.b and stretch.c == stretch.d:
            continue
        if found and found[-1].same == stretch.same:
            last = found.pop()
            found.append(Stretch(last.same, last.a, stretch.b, last.c, stretch.d))
        else:
            found.append(stretch)
    return found


def _anchors(left: list[str], right: list[str]) -> list[tuple[int, int]]:
    """Positions of words that stand once on both sides, in the longest common order."""
    often_left, often_right = Counter(left), Counter(right)
    where = {word: place for place, word in enumerate(right) if often_right[word] == 1}
    pairs = [
        (place, where[word])
        for place, word in enumerate(left)
        if often_left[word] == 1 and word in where and len(word) > 1
    ]
    return _longest_increasing(pairs)


def _longest_increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    ends: list[int] = []
    holders: list[int] = []
    before = [-1] * len(pairs)
    for position, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        before[position] = holders[at - 1] if at else -1
        ends[at : at + 1] = [place]
        holders[at : at + 1] = [position]
    found = []
    position = holders[-1] if holders else -1
    while position != -1:
        found.append(pairs[position])
        position = before[position]
    return found[::-1]


def _gap(left: list[str], right: list[str], a: int, b: int, c: int, d: int) -> list[Stretch]:
    """Stretches of the pieces between two anchors."""
    if a == b and c == d:
        return []
    if a == b or c == d:
        return [Stretch(False, a, b, c, d)]
    if (b - a) * (d - c) > _LARGEST:
        return _by_sentence(left, right, a, b, c, d)
    return _engine_stretches([(word,) for word in left[a:b]], [(word,) for word in right[c:d]], a, c)


def _by_sentence(left: list[str], right: list[str], a: int, b: int, c: int, d: int) -> list[Stretch]:
    """The same for a large gap: whole sentences first, words only where what is left is small."""
    found = []
    for stretch in join(_engine_stretches(_sentences(left[a:b]), _sentences(right[c:d]), a, c)):
        small = (stretch.b - stretch.a) * (stretch.d - stretch.c) <= _LARGEST
        found += [stretch] if stretch.same or not small else _gap(left, right, *stretch[1:])
    return found


def _sentences(words: list[str]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    start = 0
    for place, word in enumerate(words, start=1):
        if word in _STOPS or place == len(words):
            found.append(tuple(words[start:place]))
            start = place
    return found


def _engine_stretches(
    old: list[tuple[str, ...]], new: list[tuple[str, ...]], a: int, c: int
) -> list[Stretch]:
    """diff-match-patch over units of one or more pieces; positions count pieces from ``a`` and ``c``."""
    numbers: dict[tuple[str, ...], str] = {}
    for unit in old + new:
        numbers.setdefault(unit, chr(_FIRST + len(numbers)))
    sizes = {mark: len(unit) for unit, mark in numbers.items()}
    marks = ["".join(map(numbers.__getitem__, units)) for units in (old, new)]
    runs = _engine().diff_main(*marks, False)
    found = []
    for op, run in runs:
        size = sum(map(sizes.__getitem__, run))
        b, d = a + size * (op <= 0), c + size * (op >= 0)
        found.append(Stretch(op == 0, a, b, c, d))
        a, c = b, d
    return found


@lru_cache(maxsize=1)
def _engine() -> Any:
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return engine
