"""Which pairs are worth a look: those that share rare words, and those that stand in the same place.

Comparing everything with everything would be quadratic; an inverted index over the rare words of
the free clauses gives each clause a bounded number of candidates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from clausediff.alignment.mapping import FREE, Mapping
from clausediff.alignment.side import ROOT, Side, Vocabulary

_RARE_WORDS = 24
"""How many of a clause's rarest words are looked up."""
_CROWDED = 48
"""A word in more free clauses than this finds nobody."""
_NEAREST = 8
"""How many candidates a clause keeps, by shared rare words."""
_FAMILY = 24
"""Siblings of matched parents are all compared if there are at most this many on each side."""


def candidate_pairs(mapping: Mapping) -> list[tuple[int, int]]:
    """Pairs of free clauses worth comparing, found from both sides, in order and without repetition."""
    olds = [index for index, partner in enumerate(mapping.to_new) if partner == FREE]
    news = [index for index, partner in enumerate(mapping.to_old) if partner == FREE]
    found = set(_by_words(mapping.old, olds, mapping.new, news, mapping.vocabulary))
    found |= {(old, new) for new, old in _by_words(mapping.new, news, mapping.old, olds, mapping.vocabulary)}
    found.update(_by_place(mapping))
    return sorted(found)


def nearest(
    bag: frozenset[int], index: dict[int, list[int]], vocabulary: Vocabulary, limit: int = _NEAREST
) -> list[int]:
    """Clauses of an inverted index that share most rare words with ``bag``, best first."""
    known = [word for word in bag if len(index.get(word, ())) in range(1, _CROWDED + 1)]
    known.sort(key=lambda word: (len(index[word]), -vocabulary.weights[word], word))
    shared = Counter(chain.from_iterable(index[word] for word in known[:_RARE_WORDS]))
    return sorted(shared, key=lambda clause: (-shared[clause], clause))[:limit]


def inverted(side: Side, clauses: Iterable[int], wanted: Iterable[frozenset[int]]) -> dict[int, list[int]]:
    """Vocabulary number -> the given clauses that hold it, in order, for the numbers in the wanted bags."""
    index: dict[int, list[int]] = {word: [] for word in chain.from_iterable(wanted)}
    asked = index.keys()
    for clause in clauses:
        for word in asked & side.bags[clause]:
            index[word].append(clause)
    return index


def _by_words(
    left: Side, lefts: list[int], right: Side, rights: list[int], vocabulary: Vocabulary
) -> Iterator[tuple[int, int]]:
    index = inverted(right, rights, (left.bags[clause] for clause in lefts))
    for clause in lefts:
        for found in nearest(left.bags[clause], index, vocabulary):
            yield clause, found


def _by_place(mapping: Mapping) -> Iterator[tuple[int, int]]:
    for old, new in [(ROOT, ROOT), *mapping.pairs()]:
        olds = [index for index in mapping.old.members(old) if mapping.to_new[index] == FREE]
        news = [index for index in mapping.new.members(new) if mapping.to_old[index] == FREE]
        if len(olds) <= _FAMILY and len(news) <= _FAMILY:
            yield from ((left, right) for left in olds for right in news)
