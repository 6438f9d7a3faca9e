"""Words of a clause that stand on one side only, sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausediff.model.comparison import ClauseChange, Op
from clausediff.protections.likeness import is_said
from clausediff.protections.provisions import Provisions, Sentence
from clausediff.wording import words

SLIP = 2
"""Words on the other side that may have made way for an addition."""
STATEMENT = 3
"""Words from which an addition can be a statement of its own."""
_WHOLE = 0.8
"""Share of a sentence that must stand on one side only for the sentence to count as new."""
THING = 4
"""Letters from which a word can be a thing that is added to a list."""
_JOINERS = {
    "nl": frozenset("en of alsmede evenals & , ; / plus".split()),
    "en": frozenset("and or nor & , ; / plus".split()),
}


_ALL = {"nl": frozenset(["en", "alsmede", "evenals"]), "en": frozenset(["and"])}
_KNOWN = 0.7
"""Share of a statement's words found in one sentence of the other side: it was said there before."""
_COVERED = 0.75
"""Share of one side's longer words that the other has without a sentence: that sentence is one more."""
_CONJUNCTION = re.compile(r"(en|of|and|or|dan wel|alsmede)(?:\s*\(?\w{1,3}\))?")
_NEAR = 6
"""Words before and behind a stretch that tell what it is about."""
_COMMAS = frozenset(",;")
_BRIEF = 8
"""Pieces up to which words behind a comma alone are one more item rather than an aside."""
_SAME_ITEM = 0.5
"""Share of an item's words from which it is another's version."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one sentence that stand on one side only."""

    sentence: Sentence
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.sentence.text[self.start : self.end]

    @property
    def rest(self) -> str:
        """The sentence without them."""
        return f"{self.sentence.text[: self.start].rstrip()} {self.sentence.text[self.end :].lstrip()}"

    @property
    def around(self) -> str:
        """The words just before and just behind, and the words themselves."""
        before, after = self.sentence.text[: self.start].split(), self.sentence.text[self.end :].split()
        return " ".join((*before[-_NEAR:], self.text, *after[:_NEAR]))

    @property
    def is_whole(self) -> bool:
        """Whether the sentence as a whole stands on one side only."""
        return self.end - self.start >= _WHOLE * len(self.sentence.text)


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that went and words that came in their place; one of the two may be missing."""

    gone: tuple[Stretch, ...]
    come: tuple[Stretch, ...]

    @property
    def inner(self) -> Edit:
        """The edit without the sentences that stand on one side as a whole."""
        return Edit(*(tuple(one for one in side if not one.is_whole) for side in (self.gone, self.come)))

    @property
    def is_empty(self) -> bool:
        """Whether no words went and none came."""
        return not (self.gone or self.come)


def edits(change: ClauseChange, old: Provisions, new: Provisions, *, moved: bool = False) -> Iterator[Edit]:
    """The edits of a reworded entry, in order; words that only ``moved`` inside it count on demand."""
    before = after = 0
    gone: list[tuple[int, int]] = []
    come: list[tuple[int, int]] = []
    for segment in (*change.segments, None):
        if segment is None or segment.op is Op.EQUAL or (segment.move is not None and not moved):
            if gone or come:
                yield Edit(tuple(_stretches(old, change.old, gone)), tuple(_stretches(new, change.new, come)))
            gone, come = [], []
        elif segment.op is Op.DELETE:
            gone.append((before, before + len(segment.text)))
        else:
            come.append((after, after + len(segment.text)))
        if segment is not None:
            before += len(segment.text) * (segment.op is not Op.INSERT)
            after += len(segment.text) * (segment.op is not Op.DELETE)


def _stretches(side: Provisions, ids: tuple[str, ...], spans: list[tuple[int, int]]) -> Iterator[Stretch]:
    offset = 0
    for one in ids:
        for sentence in side.whole((one,)):
            start, end = offset + sentence.start, offset + sentence.end
            for left, right in spans:
                if left < end and right > start:
                    yield Stretch(sentence, max(left - start, 0), min(right, end) - start)
        offset += len(side.clauses[one].text) + 1


class Kept:
    """How much of each sentence kept its words and their order, in an entry with some edits."""

    def __init__(self, found: Iterable[Edit]) -> None:
        self._changed: Counter[tuple[str, int, bool]] = Counter()
        self._other: Counter[tuple[str, int, bool]] = Counter()
        for edit in found:
            inner = edit.inner
            for new_side, own, other in ((False, inner.gone, inner.come), (True, inner.come, inner.gone)):
                for key in {_key(one, new_side=new_side) for one in own}:
                    self._other[key] += size_of(other)
                for one in own:
                    self._changed[_key(one, new_side=new_side)] += len(words(one.text))

    def share(self, edit: Edit) -> float:
        """Share of the words of an edit's sentences that stand in the same order on both sides, 0 to 1."""
        sides = ((False, edit.gone), (True, edit.come))
        return min(self._share(one, new_side=new_side) for new_side, side in sides for one in side)

    def _share(self, stretch: Stretch, *, new_side: bool) -> float:
        key = _key(stretch, new_side=new_side)
        changed = self._changed[key]
        same = max(0, len(words(stretch.sentence.text)) - changed)
        return same / max(1, same + min(changed, self._other[key]))


def _key(stretch: Stretch, *, new_side: bool) -> tuple[str, int, bool]:
    return stretch.sentence.clause, stretch.sentence.start, new_side


def sameness(change: ClauseChange) -> float:
    """Share of the shorter side's words that stand in the same order on both, 0 to 1."""
    counts = dict.fromkeys(Op, 0)
    for segment in change.segments:
        counts[segment.op] += len(words(segment.text))
    return counts[Op.EQUAL] / max(1, counts[Op.EQUAL] + min(counts[Op.DELETE], counts[Op.INSERT]))


def long_words(text: str) -> str:
    """The longer words of a text."""
    return " ".join(word for word in words(text) if len(word) >= THING)


def size_of(stretches: tuple[Stretch, ...]) -> int:
    """How many words some stretches have."""
    return sum(len(words(one.text)) for one in stretches)


def texts(groups: Iterator[tuple[Stretch, ...]]) -> str:
    """The words of groups of stretches, one after another."""
    return " ".join(stretch.text for group in groups for stretch in group)


def is_lopsided(edit: Edit) -> bool:
    """Whether hardly anything made way for many words, or many words for hardly anything."""
    small, large = sorted((size_of(edit.gone), size_of(edit.come)))
    return small <= SLIP and large >= max(STATEMENT, 2 * small)


def opening_of(stretch: Stretch) -> str:
    """The words of a stretch from its first word on."""
    return stretch.text.lstrip(" ,;.()–-")


def is_joined(stretch: Stretch) -> bool:
    """Whether the words are joined to their neighbours: ``and x``, ``x, y or``, ``, x``."""
    joiners = _JOINERS[stretch.sentence.language]
    text = stretch.text.strip().lower()
    pieces = text.replace(",", " , ").replace(";", " ; ").split()
    if len(pieces) < 2 or (pieces[0] in _COMMAS and len(pieces) > _BRIEF and not joiners & set(pieces[1:])):
        return False
    joined = pieces[0] in joiners or pieces[-1] in joiners - _COMMAS
    return joined and any(len(word) >= THING for word in words(text) if word not in joiners)


def is_further(stretch: Stretch) -> bool:
    """Whether the words join one more thing and say in between when: ``and, where x, also y``."""
    joiners = _JOINERS[stretch.sentence.language] - _COMMAS
    pieces = [words(one) for one in stretch.text.strip(" ,;").split(",")]
    first = next((one for one in pieces if one), [])
    last = pieces[-1] if len(pieces) > 1 else []
    return bool(first) and first[0] in joiners and len(last) >= SLIP


def joins_all(stretch: Stretch) -> bool:
    """Whether the words are joined by ``and``: all of them are asked, not any."""
    return bool(_ALL[stretch.sentence.language] & set(stretch.text.lower().split()))


def is_known(stretch: Stretch, others: tuple[Sentence, ...]) -> bool:
    """Whether a statement was said on the other side too."""
    if len(words(stretch.text)) < STATEMENT:
        return False
    return any(is_said(stretch.text, one.text, share=_KNOWN) for one in others)


def is_kept(stretch: Stretch, other: Stretch) -> bool:
    """Whether the longer words of a stretch stand in the other's sentence too."""
    own = long_words(stretch.text)
    return not own or is_said(own, other.sentence.text, share=_SAME_ITEM)


def is_extra(sentence: Sentence, own: tuple[Sentence, ...], other: tuple[Sentence, ...]) -> bool:
    """Whether a sentence is one more: without it there is still a word for what the other side says."""
    rest = tuple(one for one in own if one is not sentence)
    return len(own) > len(other) and is_said(_things(other), _things(rest), share=_COVERED)


def _things(sentences: tuple[Sentence, ...]) -> str:
    """The longer words of some sentences."""
    return " ".join(long_words(one.text) for one in sentences)


def conjunction(stretch: Stretch) -> str | None:
    """``all`` for a lone *and*, ``any`` for a lone *or*; a mark of the item behind it may follow."""
    found = _CONJUNCTION.fullmatch(stretch.text.strip().lower())
    if found is None:
        return None
    return "all" if found[1] in _ALL[stretch.sentence.language] else "any"


def other_items(was: Stretch, becomes: Stretch) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Items of a list that only the one, and only the other of two stretches in its place has.

    Nothing unless both are parts of lists: joined to what stands before or behind them.
    """
    if not (is_joined(was) and is_joined(becomes)):
        return (), ()
    old, new = tuple(_items(was)), tuple(_items(becomes))
    return _lone(old, new), _lone(new, old)


def _lone(own: tuple[Stretch, ...], other: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    known = [two.text for two in other]
    return tuple(one for one in own if not any(is_said(one.text, two, share=_SAME_ITEM) for two in known))


def _items(stretch: Stretch) -> Iterator[Stretch]:
    """The items of a list of which a stretch is a part."""
    joiners = "|".join(rf"\b{one}\b" for one in sorted(_JOINERS[stretch.sentence.language]) if one.isalpha())
    marks = [(found.start(), found.end()) for found in re.finditer(rf"{joiners}|[,;/&]", stretch.text, re.I)]
    starts = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(stretch.text)]
    for start, end in zip(starts, ends, strict=True):
        if words(stretch.text[start:end]):
            yield Stretch(stretch.sentence, stretch.start + start, stretch.start + end)


def part(stretch: Stretch, text: str) -> Sentence:
    """A text read as if it stood in the sentence of a stretch."""
    sentence = stretch.sentence
    return Sentence(sentence.clause, text, 0, sentence.language, sentence.names)
