"""Sentences, and items of a list in a sentence, that changed places inside one text.

Each moved stretch becomes a single piece that equals nothing on the other side, so that the word diff goes
around it; the two ends of a move carry the same number.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausediff.ordering import heaviest_ordered
from clausediff.redline.pieces import Piece

_STOPS = frozenset((".", ";", ":", "!", "?", "\n"))
_BETWEEN = frozenset((",", ";", "en", "of", "and", "or", "&"))
_SENTENCE = 4
"""Words from which a sentence is known by its words."""
_ITEMS = 3
"""Items from which a stretch is a list whose order can change."""
_MARK = "\0"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MovedPiece(Piece):
    """A stretch that stands elsewhere on the other side; ``number`` pairs its two places."""

    number: int = 0


def take_moves(old: list[Piece], new: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Both sides with what changed places as one piece each; of two that swapped, the shorter moved."""
    moves = _moved_sentences(old, new) or _reordered_items(old, new)
    if not moves:
        return old, new
    return (
        _folded(old, [left for left, _ in moves], "old"),
        _folded(new, [right for _, right in moves], "new"),
    )


def _folded(pieces: list[Piece], spans: Sequence[Span], side: str) -> list[Piece]:
    starts = {start: (end, number) for number, (start, end) in enumerate(spans, start=1)}
    found: list[Piece] = []
    place = 0
    while place < len(pieces):
        if place in starts:
            end, number = starts[place]
            inside = pieces[place:end]
            token = inside[0].token + "".join(piece.text for piece in inside[1:])
            found.append(MovedPiece(inside[0].space, token, f"{_MARK}{side}{number}", number))
            place = end
        else:
            found.append(pieces[place])
            place += 1
    return found


def _cut(pieces: list[Piece], ends: frozenset[str]) -> Iterator[Span]:
    start = 0
    for place, piece in enumerate(pieces):
        if piece.folded.casefold() in ends or "\n" in piece.space:
            if place > start:
                yield start, place
            start = place if "\n" in piece.space and piece.folded.casefold() not in ends else place + 1
    if len(pieces) > start:
        yield start, len(pieces)


def _moved_sentences(old: list[Piece], new: list[Piece]) -> list[tuple[Span, Span]]:
    """Sentences that stand once on either side and out of order, with their places."""
    lefts, rights = _by_words(old, _cut(old, _STOPS)), _by_words(new, _cut(new, _STOPS))
    pairs = [
        (spans[0], rights[words][0])
        for words, spans in lefts.items()
        if len(words) >= _SENTENCE and len(spans) == 1 and len(rights.get(words, ())) == 1
    ]
    return [_with_stop(old, new, *pair) for pair in _out_of_order(old, pairs)]


def _with_stop(old: list[Piece], new: list[Piece], left: Span, right: Span) -> tuple[Span, Span]:
    """Both stretches with the mark that ends them, if it is the same one."""
    ends = [side[span[1]].folded if span[1] < len(side) else "" for side, span in ((old, left), (new, right))]
    more = int(ends[0] == ends[1] and ends[0] in _STOPS)
    return (left[0], left[1] + more), (right[0], right[1] + more)


def _reordered_items(old: list[Piece], new: list[Piece]) -> list[tuple[Span, Span]]:
    """Items of a list of which nothing but the order changed."""
    lefts, rights = _by_words(old, _cut(old, _STOPS | _BETWEEN)), _by_words(new, _cut(new, _STOPS | _BETWEEN))
    counts = [Counter({words: len(spans) for words, spans in side.items()}) for side in (lefts, rights)]
    if counts[0] != counts[1] or sum(counts[0].values()) < _ITEMS:
        return []
    pairs = [(spans[0], rights[words][0]) for words, spans in lefts.items() if len(spans) == 1]
    return _out_of_order(old, pairs)


def _by_words(pieces: list[Piece], spans: Iterator[Span]) -> dict[tuple[str, ...], list[Span]]:
    found: dict[tuple[str, ...], list[Span]] = {}
    for start, end in spans:
        words = tuple(piece.folded.casefold() for piece in pieces[start:end])
        found.setdefault(words, []).append((start, end))
    return found


def _out_of_order(old: list[Piece], pairs: list[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    """The pairs that moved: those outside the heaviest selection in order, the same from both sides."""
    pairs = sorted(pairs)
    order = [right[0] for _, right in pairs]
    if order == sorted(order):
        return []
    weights = []
    for (start, end), _ in pairs:
        words = " ".join(piece.folded.casefold() for piece in old[start:end])
        weights.append((len(words) << 32) + zlib.crc32(words.encode()))
    staying = set(heaviest_ordered(order, weights))
    return [pair for place, pair in enumerate(pairs) if place not in staying]
