"""The order of versions, from which of them were compared with which."""

from __future__ import annotations

from collections.abc import Sequence

Pair = tuple[str, str]


def forward(pairs: Sequence[Pair]) -> tuple[int, ...]:
    """Indices of the pairs that tell the direction of time, without circles.

    A pair that runs against the pairs before it (the same two compared the other way round) is left
    out, and so is a document compared with itself.
    """
    kept: list[int] = []
    for index, (old, new) in enumerate(pairs):
        if old != new and not _reaches(new, old, [pairs[place] for place in kept]):
            kept.append(index)
    return tuple(kept)


def neighbours(pairs: Sequence[Pair]) -> tuple[int, ...]:
    """Indices of the pairs between neighbouring versions: 1 → 3 is left out where 1 → 2 → 3 is there."""
    kept = forward(pairs)
    latest = {pairs[index]: index for index in kept}
    return tuple(
        index for index in kept if latest[pairs[index]] == index and not _detour(pairs[index], set(latest))
    )


def in_order(pairs: Sequence[Pair]) -> tuple[str, ...]:
    """The documents of the pairs, each after all those it came from; else in the order of the pairs."""
    kept = {pairs[index] for index in forward(pairs)}
    waiting = list(dict.fromkeys(document for pair in pairs for document in pair))
    placed: list[str] = []
    while waiting:
        ready = next(row for row in waiting if all(old in placed for old, new in kept if new == row))
        placed.append(ready)
        waiting.remove(ready)
    return tuple(placed)


def linked(document: str, pairs: Sequence[Pair]) -> frozenset[str]:
    """The documents that some chain of comparisons links with this one, itself included."""
    found = {document}
    while True:
        more = found.union(*(pair for pair in pairs if found & set(pair)))
        if more == found:
            return frozenset(found)
        found = more


def _detour(pair: Pair, pairs: set[Pair]) -> bool:
    others = pairs - {pair}
    return _reaches(pair[0], pair[1], sorted(others))


def _reaches(start: str, goal: str, pairs: Sequence[Pair]) -> bool:
    seen = {start}
    frontier = [start]
    while frontier:
        here = frontier.pop()
        for old, new in pairs:
            if old == here and new not in seen:
                seen.add(new)
                frontier.append(new)
    return goal in seen
