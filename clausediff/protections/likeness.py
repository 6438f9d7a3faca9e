"""How much of one text's words another text has: what tells an edit from a clause written anew."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from clausediff.protections.periods import FIGURES
from clausediff.wording import words

_STEM = 5
"""Letters by which inflected forms of one word are told to be one."""


_FEW = 4
"""Words below which a text is too short to be told from another by its words: a heading, a note."""


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The stems of a text's words."""
    return frozenset(map(stem, words(text)))


def stem(word: str) -> str:
    """The letters by which a word is known; a number in words is the one in figures."""
    return FIGURES.get(word, word[:_STEM])


def is_said(text: str, other: str, share: float = 1.0) -> bool:
    """Whether (a share of) the words of a text stand in another one too, inflection aside."""
    own = stems(text)
    return bool(own) and len(own & stems(other)) >= share * len(own)


def likeness(old: Iterable[str], new: Iterable[str]) -> float:
    """Share, 0 to 1, of the shorter side's words that the longer side has; an addition leaves it at 1."""
    was, becomes = frozenset[str]().union(*map(stems, old)), frozenset[str]().union(*map(stems, new))
    shorter = min(len(was), len(becomes))
    return 1.0 if shorter < _FEW else len(was & becomes) / shorter


def resemblance(text: str, other: str) -> float:
    """Share of both texts' words that the two have in common, 0 to 1; an addition lowers it."""
    own, others = stems(text), stems(other)
    return 2 * len(own & others) / max(1, len(own) + len(others))
