"""The one-to-one mapping that the passes fill in, and what it says about the context of a pair."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from clausediff.alignment.side import ROOT, Side, Vocabulary
from clausediff.model.contract import Kind

FREE = -2
"""Partner of a clause that has none yet (``ROOT``, -1, is the partner of the root)."""

_AS_ANOTHER_KIND = 0.85
"""Likeness at which a definition is taken to have become a clause elsewhere, or the other way round: two that
speak of one thing share many words and do different work."""

SHARED_FAR = 10
"""Words in common that make two clauses one, where nothing around them says so."""


def paired(left: list[str], right: list[str], part: list[str]) -> float:
    """Share of the part's pairs of neighbouring words that stand in both."""
    pairs = set(pairwise(left)) & set(pairwise(right))
    return len(pairs) / max(1, len(set(pairwise(part))))


def free_ancestors(side: Side, partners: list[int]) -> list[tuple[int, ...]]:
    """For every clause, those above it that have no partner, outermost first."""
    found: list[tuple[int, ...]] = []
    for parent in side.parents:
        above = () if parent == ROOT else found[parent]
        found.append((*above, parent) if parent != ROOT and partners[parent] == FREE else above)
    return found


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a pair: whether the parents correspond, and the clauses before and after it."""

    parents: bool
    before: bool
    after: bool

    @property
    def votes(self) -> int:
        """How many of the two neighbours agree."""
        return self.before + self.after


@dataclass(slots=True)
class Mapping:
    """Old and new side, who is whose partner so far, and which pass said so.

    The only mutable value of the stage; it never leaves :func:`clausediff.alignment.align`.

    Attributes:
        to_new: partner of each old clause, or :data:`FREE`.
        to_old: partner of each new clause, or :data:`FREE`.
        methods: pass and confidence of each pair, by old clause.
        joined: further (old, new, share) between clauses of which at most one is free: words of the
            one that continue in the other although they are not partners.
    """

    old: Side
    new: Side
    vocabulary: Vocabulary
    to_new: list[int] = field(default_factory=list)
    to_old: list[int] = field(default_factory=list)
    methods: dict[int, tuple[str, float]] = field(default_factory=dict)
    joined: list[tuple[int, int, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.to_new = [FREE] * len(self.old)
        self.to_old = [FREE] * len(self.new)

    def free(self, old: int, new: int) -> bool:
        """Whether neither of the two has a partner yet."""
        return self.to_new[old] == FREE and self.to_old[new] == FREE

    def link(self, old: int, new: int, method: str, confidence: float) -> None:
        """Make ``old`` and ``new`` partners; both must be free."""
        self.to_new[old] = new
        self.to_old[new] = old
        self.methods[old] = (method, confidence)

    def unlink(self, old: int) -> None:
        """Take a pair apart again."""
        self.to_old[self.to_new[old]] = FREE
        self.to_new[old] = FREE
        del self.methods[old]

    def pairs(self) -> list[tuple[int, int]]:
        """All pairs so far in old order."""
        return [(old, new) for old, new in enumerate(self.to_new) if new != FREE]

    def similarity(self, old: int, new: int) -> float:
        """Likeness of the words, 0 to 1: weight in common against the weight of both (Dice)."""
        total = self.old.weights[old] + self.new.weights[new]
        if not total:
            return 0.0
        if self.old.bags[old] == self.new.bags[new]:
            return 1.0
        return 2 * self.vocabulary.weigh(self.old.bags[old] & self.new.bags[new]) / total

    def weigh(self, words: Counter[str]) -> int:
        """Summed weight of words, each as often as it stands there."""
        by_word = self.vocabulary.by_word
        return sum(by_word[word] * count for word, count in words.items())

    def shared(self, old: int, new: int) -> int:
        """How many words both have."""
        return len(self.old.bags[old] & self.new.bags[new])

    def phrasing(self, old: int, new: int) -> float:
        """Share of the shorter clause's pairs of neighbouring words that both have, 0 to 1."""
        left, right = self.old.words[old], self.new.words[new]
        return paired(left, right, min(left, right, key=len))

    def partner(self, old: int) -> int:
        """New partner of an old clause; the root's partner is the root."""
        return ROOT if old == ROOT else self.to_new[old]

    def context(self, old: int, new: int) -> Context:
        """What surrounds the pair, by the pairs made so far."""
        return Context(
            parents=self.related(old, new),
            before=self._beside(old, new, -1),
            after=self._beside(old, new, 1),
        )

    def related(self, old: int, new: int) -> bool:
        """Whether the parents correspond; clauses without a partner are looked through on one side.

        On both sides only if they are the same wordless frames (tables and their rows).
        """
        over_old, above_old = self._free_above(self.old, self.to_new, old)
        over_new, above_new = self._free_above(self.new, self.to_old, new)
        if self.partner(above_old) != above_new:
            return False
        return not over_old or not over_new or self._frames(over_old, over_new)

    def _frames(self, olds: list[int], news: list[int]) -> bool:
        kinds = [self.old.kinds[one] for one in olds] == [self.new.kinds[one] for one in news]
        return kinds and not any(
            [self.old.words[one] for one in olds if self.old.words[one]]
            + [self.new.words[one] for one in news if self.new.words[one]]
        )

    @staticmethod
    def _free_above(side: Side, partners: list[int], index: int) -> tuple[list[int], int]:
        """Ancestors without a partner, nearest first, and the first one that has one."""
        over: list[int] = []
        for above in side.ancestors(index):
            if partners[above] != FREE:
                return over, above
            over.append(above)
        return over, ROOT

    def bare(self, old: int, new: int) -> bool:
        """Whether both are sections of which only the heading can be compared: no text of their own."""
        return (
            not self.old.keys[old][1]
            and not self.new.keys[new][1]
            and bool(self.old.children[old] and self.new.children[new])
        )

    def one_defines(self, old: int, new: int) -> bool:
        """Whether one of the two is a definition and the other is none."""
        kinds = self.old.kinds[old], self.new.kinds[new]
        return kinds.count(Kind.DEFINITION) == 1

    def other_work(self, old: int, new: int, likeness: float) -> bool:
        """Whether the two do different work: a definition, and a clause elsewhere that is little like it."""
        return likeness < _AS_ANOTHER_KIND and self.one_defines(old, new) and not self.related(old, new)

    def _beside(self, old: int, new: int, step: int) -> bool:
        left, right = old + step, new + step
        if not 0 <= left < len(self.old) or not 0 <= right < len(self.new):
            return not 0 <= left < len(self.old) and not 0 <= right < len(self.new)
        return self.to_new[left] == right
