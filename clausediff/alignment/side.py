"""One contract as the aligner sees it: arrays by clause index instead of ids, with each clause's words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from clausediff.model.contract import Contract, Kind
from clausediff.wording import plain, words_of_folded

ROOT = -1
"""Index of the parent of top-level clauses: the document itself."""

Key = tuple[str, str]
"""Heading and text of a clause, typography and case folded."""


@dataclass(frozen=True, slots=True)
class Side:
    """A contract as parallel arrays; position in each array is the clause's index in document order.

    Attributes:
        ids: clause ids.
        parents: index of the parent clause, :data:`ROOT` at the top.
        children: indices of the child clauses, in order.
        ends: one past the last index of the clause's subtree (preorder).
        kinds: kind of each clause.
        labels: printed number, or None.
        titles: heading, else defined term, typography, case and closing marks folded; empty without one.
        keys: heading and text, typography and case folded.
        words: words of heading and text, folded.
        bags: the same words as a set of vocabulary numbers (the second "de" has a number of its own).
        weights: summed weight of the clause's own words.
        sizes: summed number of words in the clause's subtree, at least 1.
    """

    ids: tuple[str, ...]
    parents: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    ends: tuple[int, ...]
    kinds: tuple[Kind, ...]
    labels: tuple[str | None, ...]
    titles: tuple[str, ...]
    keys: tuple[Key, ...]
    words: tuple[list[str], ...]
    bags: tuple[frozenset[int], ...]
    weights: tuple[int, ...]
    sizes: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def top(self) -> tuple[int, ...]:
        """Indices of the top-level clauses."""
        return tuple(index for index, parent in enumerate(self.parents) if parent == ROOT)

    def members(self, container: int) -> tuple[int, ...]:
        """Children of a clause, or the top-level clauses for :data:`ROOT`."""
        return self.top() if container == ROOT else self.children[container]

    def ancestors(self, index: int) -> Iterable[int]:
        """Indices of the clauses above ``index``, nearest first, without the root."""
        above = self.parents[index]
        while above != ROOT:
            yield above
            above = self.parents[above]

    def inside(self, index: int, container: int) -> bool:
        """Whether ``index`` lies in the subtree of ``container`` (not being it); all lie in the root."""
        return container == ROOT or container < index < self.ends[container]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of both sides: a number for each (word, occurrence), its weight, and who holds it.

    Weights are whole numbers so that sums do not depend on the order of summing: a word in every
    clause weighs 8, a rarer one more, by the logarithm of its rarity; digits weigh half.
    """

    weights: tuple[int, ...]
    by_word: dict[str, int]

    def weigh(self, bag: Iterable[int]) -> int:
        """Summed weight of a set of vocabulary numbers."""
        return sum(map(self.weights.__getitem__, bag))


def build_sides(
    old: Contract, new: Contract, read: Callable[[Contract, str], list[str]] | None = None
) -> tuple[Side, Side, Vocabulary]:
    """Both contracts as arrays over one shared vocabulary.

    Args:
        old: one contract.
        new: the other one.
        read: how a text of a contract is read as words, if not as it stands.
    """
    keys = [[_key(clause.heading, clause.text) for clause in side.clauses] for side in (old, new)]
    if read is None:
        texts = [[words_of_folded(_spoken(*key)) for key in side] for side in keys]
    else:
        texts = [[read(side, _spoken(c.heading, c.text)) for c in side.clauses] for side in (old, new)]
    bags, vocabulary = _bags(texts)
    return (
        _side(old, keys[0], texts[0], bags[0], vocabulary),
        _side(new, keys[1], texts[1], bags[1], vocabulary),
        vocabulary,
    )


def _key(heading: str | None, text: str) -> Key:
    return (plain(heading).casefold() if heading else "", plain(text).casefold())


def _spoken(heading: str | None, text: str) -> str:
    return f"{heading} {text}" if heading else text


def _bags(texts: Sequence[Sequence[list[str]]]) -> tuple[list[list[frozenset[int]]], Vocabulary]:
    """The words of each clause as numbers, in the order of the alphabet, and what the numbers mean."""
    frequency: Counter[str] = Counter()
    most: dict[str, int] = {}
    clauses = 0
    for clause_words in chain.from_iterable(texts):
        clauses += 1
        distinct = set(clause_words)
        frequency.update(distinct)
        if len(distinct) < len(clause_words):
            for word, often in Counter(clause_words).items():
                if often > most.get(word, 1):
                    most[word] = often
    by_word = {word: _weight(word, often, clauses) for word, often in frequency.items()}
    weights: list[int] = []
    numbers: dict[str, int] = {}
    for word in sorted(by_word):
        numbers[word] = len(weights)
        weights += [by_word[word]] * most.get(word, 1)
    bags = [[_bag(clause_words, numbers) for clause_words in side] for side in texts]
    return bags, Vocabulary(tuple(weights), by_word)


def _bag(clause_words: list[str], numbers: dict[str, int]) -> frozenset[int]:
    """A number for each word: that of the word, and the ones after it if it stands there again."""
    found = set(map(numbers.__getitem__, clause_words))
    if len(found) < len(clause_words):
        for word, often in Counter(clause_words).items():
            found.update(range(numbers[word] + 1, numbers[word] + often))
    return frozenset(found)


def _weight(word: str, frequency: int, count: int) -> int:
    weight = 8 + round(16 * math.log(max(count, 2) / frequency))
    return weight // 2 if word[0].isdigit() else weight


def _side(
    contract: Contract,
    keys: list[Key],
    texts: list[list[str]],
    bags: list[frozenset[int]],
    vocabulary: Vocabulary,
) -> Side:
    clauses = contract.clauses
    index = {clause.id: position for position, clause in enumerate(clauses)}
    parents = tuple(ROOT if c.parent is None else index[c.parent] for c in clauses)
    children: list[list[int]] = [[] for _ in clauses]
    ends = list(range(1, len(clauses) + 1))
    sizes = [max(1, len(clause_words)) for clause_words in texts]
    for position in range(len(clauses) - 1, -1, -1):
        parent = parents[position]
        if parent != ROOT:
            children[parent].append(position)
            ends[parent] = max(ends[parent], ends[position])
            sizes[parent] += sizes[position]
    terms = _terms(contract)
    return Side(
        ids=tuple(c.id for c in clauses),
        parents=parents,
        children=tuple(tuple(reversed(found)) for found in children),
        ends=tuple(ends),
        kinds=tuple(c.kind for c in clauses),
        labels=tuple(c.label for c in clauses),
        titles=tuple(_title(c.heading or terms.get(c.id, "")) for c in clauses),
        keys=tuple(keys),
        words=tuple(texts),
        bags=tuple(bags),
        weights=tuple(map(vocabulary.weigh, bags)),
        sizes=tuple(sizes),
    )


def _title(heading: str) -> str:
    """A heading without what differs from printer to printer: ``Termination.`` is ``termination``."""
    return plain(heading).casefold().rstrip(" .:;")


def _terms(contract: Contract) -> dict[str, str]:
    """Clause id -> its defined term, for the clauses of kind ``definition`` that define exactly one."""
    kinds = {clause.id: clause.kind for clause in contract.clauses}
    found: dict[str, list[str]] = {}
    for definition in contract.definitions:
        if kinds.get(definition.clause) is Kind.DEFINITION:
            found.setdefault(definition.clause, []).append(definition.term)
    return {clause: terms[0] for clause, terms in found.items() if len(terms) == 1}
