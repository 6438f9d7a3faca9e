"""Whether a text can hold a phrase at all, told without spaCy.

spaCy takes half a second to start, and most contracts say nothing on personal data. The sieve lets through
every text in which a phrase may stand, and few in which none does: it looks for a word in every place of the
phrase, in order, among all the words that the tokenizer could make of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from clausediff.protections.catalogue_file import Language
from clausediff.protections.matching import GAP, GAP_WORDS, Concepts, WordIndex, longest_word, spelled_out
from clausediff.protections.names import NO_NAMES, Names

_PIECE = re.compile(r"[^\W\d_]+|.", re.DOTALL)
"""Letters in a row, or one other character: the tokenizer parts words at the edges of these."""
_LONGEST = 9
"""Pieces of which a word of the catalogue is made at most: ``sub-verwerker`` is three."""
_CONTRACTED = {"en": re.compile(r"(?:n[o']?t|ve|re|ll|na|ta|[sdma])+$")}
"""Endings that the tokenizer takes off a word without an apostrophe: ``cannot``, ``dont``."""
_BESIDE = 3
"""How many runs of characters further on the next word of a phrase may stand: an article may come between."""


@dataclass(frozen=True, slots=True)
class Step:
    """A place in a phrase, and how many runs after the one before it may stand; ``None`` for any number."""

    place: str
    reach: int | None


class Sieve:
    """Lets through the texts in which one of many phrases may stand.

    Args:
        phrases: for each phrase the parts that must all be there.
        concepts: what ``@name`` in them stands for.
        language: whose contractions are taken apart.
    """

    def __init__(self, phrases: Iterable[Iterable[str]], concepts: Concepts, language: Language) -> None:
        taken_apart = {tuple(tuple(_steps(part, concepts)) for part in parts) for parts in phrases}
        self._phrases = tuple(
            (frozenset(step.place for part in parts for step in part), parts) for parts in taken_apart
        )
        places = {place for need, _ in self._phrases for place in need}
        self._index = WordIndex((word, place) for place in places for word in _fillings(place, concepts))
        self._contracted = _CONTRACTED.get(language)
        self._known: dict[str, frozenset[str]] = {}

    def lets_through(self, text: str, names: Names = NO_NAMES) -> bool:
        """Whether one of the phrases may stand in a text; names of the sides count as the usual ones."""
        runs = [self._filled_by(run) | self._named(run, names) for run in text.lower().split()]
        filled = frozenset().union(*runs)
        return any(
            need <= filled and all(_stands(part, runs) for part in parts) for need, parts in self._phrases
        )

    def _named(self, run: str, names: Names) -> frozenset[str]:
        """The places of the usual words for the names in a run of characters."""
        found = (self._index.names(usual) for name, usual in names.stand_ins if name in run)
        return frozenset().union(*found)

    def _filled_by(self, run: str) -> frozenset[str]:
        """The places that a word of a run of characters may stand in; a run is looked up once."""
        if run not in self._known:
            self._known[run] = frozenset(
                place for word in self._words(run) for place in self._index.names(word)
            )
        return self._known[run]

    def _words(self, run: str) -> Iterator[str]:
        """All that the tokenizer could make a word of."""
        edges = [0, *(found.end() for found in _PIECE.finditer(run))]
        for first, start in enumerate(edges[:-1]):
            yield from (run[start:end] for end in edges[first + 1 : first + 1 + _LONGEST])
        for start, end in pairwise(edges):
            yield from self._apart(run[start:end])

    def _apart(self, word: str) -> Iterator[str]:
        """The parts of a contraction: ``cannot`` is ``can`` and ``not``."""
        ending = self._contracted.search(word) if self._contracted else None
        for cut in range(ending.start(), len(word)) if ending else ():
            yield word[:cut]
            yield word[cut:]


def _steps(part: str, concepts: Concepts) -> Iterator[Step]:
    """The places of a part; beside one that several words may fill, any distance will do."""
    reach: int | None = _BESIDE
    wide = True
    for word in part.split():
        if word == GAP:
            reach = GAP_WORDS + _BESIDE
            continue
        was_wide, wide = wide, any(" " in phrase for phrase in spelled_out(word, concepts))
        yield Step(word, None if wide or was_wide else reach)
        reach = _BESIDE


def _stands(part: tuple[Step, ...], runs: Sequence[frozenset[str]]) -> bool:
    """Whether the places of a part are filled in order; two of them may be filled by one run."""
    before: list[int] | None = None
    for step in part:
        here = [position for position, filled in enumerate(runs) if step.place in filled]
        if before is not None:
            here = [one for one in here if any(_follows(one, other, step.reach) for other in before)]
        if not here:
            return False
        before = here
    return True


def _follows(position: int, before: int, reach: int | None) -> bool:
    return position >= before and (reach is None or position - before <= reach)


def _fillings(place: str, concepts: Concepts) -> Iterator[str]:
    """Words of which one stands wherever the place is filled."""
    for phrase in spelled_out(place, concepts):
        for word in longest_word(phrase).split("|"):
            yield from _fillings(word, concepts) if word.startswith("@") else (word,)
