"""Finds the phrases of the catalogue in the words of a sentence.

spaCy's Matcher tries every pattern at every token: with this catalogue it took sixteen milliseconds a
sentence. Here each different word is looked up once, in which places of which phrases it can stand; a
phrase is tried only in sentences that hold a word of its rarest place. The outcome is the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

GAP = "..."
GAP_WORDS = 8
"""Words that a gap may hold at most."""

ARTICLES = frozenset("the a an de het een".split())
"""Words that may stand between two words of a phrase: ``door de verwerker`` is ``door verwerker``."""

Span = tuple[int, int]
"""First word and the word after the last."""

Concepts = Mapping[str, tuple[str, ...]]
"""Phrases of one language by the name of their concept."""


@dataclass(frozen=True, slots=True)
class Step:
    """A place in a phrase, and whether other words may stand before it."""

    place: str
    after_gap: bool


@dataclass(slots=True)
class Place:
    """What may stand in one place: words, or phrases of several words."""

    words: list[str] = field(default_factory=list)
    phrases: list[tuple[Step, ...]] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    @property
    def rarity(self) -> tuple[int, int]:
        """Smaller for places that fewer sentences fill: few alternatives, long words."""
        shortest = min((len(word.strip("*")) for word in self.hints), default=0)
        return len(self.hints), -shortest


class Finder:
    """Finds many phrases at once.

    Args:
        parts: phrases without ``&``.
        concepts: what ``@name`` in them stands for.
    """

    def __init__(self, parts: Iterable[str], concepts: Concepts) -> None:
        self._concepts = concepts
        self._places: dict[str, Place] = {}
        self._steps = {part: self._steps_of(part) for part in dict.fromkeys(parts)}
        self._parts_at: dict[str, list[str]] = defaultdict(list)
        for part, steps in self._steps.items():
            rarest = min((step.place for step in steps), key=lambda one: self._places[one].rarity)
            self._parts_at[rarest].append(part)
        self._words = WordIndex((word, name) for name, place in self._places.items() for word in place.words)
        self._hints = WordIndex((word, name) for name in self._parts_at for word in self._places[name].hints)

    def find(self, words: Sequence[str]) -> dict[str, tuple[Span, ...]]:
        """The parts that stand in a sentence's words (in lower case), each with where."""
        hinted = {name for word in words for name in self._hints.names(word)}
        sentence = _Sentence(words, self._places, self._words)
        found = {}
        for name in sorted(hinted):
            for part in self._parts_at[name]:
                spans = sentence.spans(self._steps[part])
                if spans:
                    found[part] = spans
        return found

    def _steps_of(self, part: str) -> tuple[Step, ...]:
        steps = []
        after_gap = False
        for word in part.split():
            if word != GAP:
                self._enter(word)
                steps.append(Step(word, after_gap))
            after_gap = word == GAP
        return tuple(steps)

    def _enter(self, name: str) -> None:
        if name in self._places:
            return
        place = self._places[name] = Place()
        for phrase in spelled_out(name, self._concepts):
            if " " in phrase:
                place.phrases.append(self._steps_of(phrase))
                place.hints.extend(longest_word(phrase).split("|"))
            else:
                place.words.append(phrase)
                place.hints.append(phrase)


class _Sentence:
    """The words of one sentence, and what was found in it so far."""

    def __init__(self, words: Sequence[str], places: dict[str, Place], index: WordIndex) -> None:
        self._words = words
        self._places = places
        self._found: dict[str, tuple[Span, ...]] = {}
        self._single: dict[str, list[Span]] = defaultdict(list)
        for position, word in enumerate(words):
            for name in index.names(word):
                self._single[name].append((position, position + 1))

    def spans(self, steps: tuple[Step, ...]) -> tuple[Span, ...]:
        """Where a phrase stands: for each end the nearest start."""
        ends: dict[int, int] = {}
        for number, step in enumerate(steps):
            here = self._at(step.place)
            if not here:
                return ()
            ends = dict(self._joined(ends, here, step)) if number else {end: start for start, end in here}
        return tuple(sorted((start, end) for end, start in ends.items()))

    def _at(self, name: str) -> tuple[Span, ...]:
        if name not in self._found:
            phrases = self._places[name].phrases
            longer = [span for steps in phrases for span in self.spans(steps)]
            self._found[name] = tuple(sorted({*self._single[name], *longer}))
        return self._found[name]

    def _joined(self, ends: dict[int, int], here: tuple[Span, ...], step: Step) -> Iterator[Span]:
        """What was found before, lengthened by what stands here: (end, start) pairs."""
        for start, end in here:
            reach = GAP_WORDS if step.after_gap else int(self._words[start - 1] in ARTICLES)
            near = [ends[before] for before in range(start, start - reach - 1, -1) if before in ends]
            if near:
                yield end, max(near)


class WordIndex:
    """Which names a word stands for; words are looked up once."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._prefixes: dict[str, set[str]] = defaultdict(set)
        self._starred: list[tuple[re.Pattern[str], str]] = []
        self._known: dict[str, frozenset[str]] = {}
        for word, name in entries:
            if "*" not in word:
                self._exact[word].add(name)
            elif word.endswith("*") and word.count("*") == 1:
                self._prefixes[word[:-1]].add(name)
            else:
                self._starred.append((re.compile(re.escape(word).replace(r"\*", ".*")), name))

    def names(self, word: str) -> frozenset[str]:
        """The names that a word stands for."""
        if word not in self._known:
            found = set(self._exact.get(word, ()))
            for length in range(1, len(word) + 1):
                found |= self._prefixes.get(word[:length], frozenset())
            found |= {name for pattern, name in self._starred if pattern.fullmatch(word)}
            self._known[word] = frozenset(found)
        return self._known[word]


def spelled_out(word: str, concepts: Concepts) -> list[str]:
    """Everything that may stand in one place: words, and phrases of several words."""
    found = []
    for one in word.split("|"):
        if not one.startswith("@"):
            found.append(one)
            continue
        for phrase in concepts[one[1:]]:
            found += [phrase] if " " in phrase else spelled_out(phrase, concepts)
    return found


def longest_word(phrase: str) -> str:
    """The longest word of a phrase, with its alternatives."""
    return max(phrase.replace(GAP, "").split(), key=lambda word: min(map(len, word.split("|"))))
