"""Clauses that were put together, or cut up, in quite other words: what is left between the same neighbours.

No single pair is alike enough, but between two clauses that stayed stand two on one side and one on the
other, and taken together they are::

    old 7.1  Notices are in writing.            new 7.1  What one party tells the other binds it
        7.2  Oral statements bind nobody                 only if it was written or confirmed in
             unless confirmed in writing.                writing by somebody entitled to do so.
        7.3  E-mail is writing.                     7.2  E-mail is writing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from clausediff.alignment.mapping import FREE, Mapping
from clausediff.alignment.side import ROOT, Side

_ALIKE = 0.25
"""Likeness that the clauses of a gap, taken together, must have."""
_CONTRIBUTES = 0.3
"""Share of its own weight that each of several clauses must have in the one on the other side."""
_MOST = 4
"""Clauses of one side that are taken together."""


def fill_gaps(mapping: Mapping) -> None:
    """Join the clauses left in a gap of which one side holds one clause and the other a few."""
    olds = _alone(mapping.to_new, {old for old, _, _ in mapping.joined})
    news = _alone(mapping.to_old, {new for _, new, _ in mapping.joined})
    for parents in [(ROOT, ROOT), *mapping.pairs()]:
        for lefts, rights in list(_gaps(mapping, parents, olds, news)):
            one_and_several = (len(lefts) == 1) != (len(rights) == 1)
            if one_and_several and _belong(mapping, lefts, rights):
                _fill(mapping, lefts, rights)


def _gaps(
    mapping: Mapping, parents: tuple[int, int], olds: set[int], news: set[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Runs of clauses left alone that have the same neighbours on both sides."""
    rights = {
        (_old(mapping, before), _old(mapping, after)): run
        for before, run, after in _runs(mapping.new, news, parents[1])
    }
    for before, run, after in _runs(mapping.old, olds, parents[0]):
        others = rights.get((before, after), [])
        if run and others:
            yield run, others


def _old(mapping: Mapping, new: int | None) -> int | None:
    return None if new is None else mapping.to_old[new]


def _alone(partners: list[int], joined: set[int]) -> set[int]:
    """Clauses without a partner and not joined to one."""
    return {index for index, partner in enumerate(partners) if partner == FREE and index not in joined}


def _runs(side: Side, alone: set[int], container: int) -> Iterator[tuple[int | None, list[int], int | None]]:
    """Runs of a section's clauses left alone, with the clause before and after (``None`` at an edge)."""
    before: int | None = None
    run: list[int] = []
    for index in side.members(container):
        if index in alone:
            run.append(index)
            continue
        yield before, run, index
        before, run = index, []
    yield before, run, None


def _belong(mapping: Mapping, olds: list[int], news: list[int]) -> bool:
    """Whether the clauses taken together are alike, and each adds to that; sections are no clauses."""
    left, right = mapping.old, mapping.new
    leaves = not any([*(left.children[one] for one in olds), *(right.children[one] for one in news)])
    if not leaves or max(len(olds), len(news)) > _MOST:
        return False
    lefts, rights = [Counter(left.words[one]) for one in olds], [Counter(right.words[one]) for one in news]
    before, after = sum(lefts, Counter[str]()), sum(rights, Counter[str]())
    weigh = mapping.weigh
    if 2 * weigh(before & after) < _ALIKE * (weigh(before) + weigh(after)):
        return False
    several, single = (lefts, after) if len(news) == 1 else (rights, before)
    return all(weigh(part & single) >= _CONTRIBUTES * max(1, weigh(part)) for part in several)


def _fill(mapping: Mapping, olds: list[int], news: list[int]) -> None:
    """The pair that is most alike are partners; the others are joined to them."""
    pairs = [(old, new) for old in olds for new in news]
    pairs.sort(key=lambda pair: (-round(mapping.similarity(*pair), 9), sum(pair), abs(pair[0] - pair[1])))
    mapping.link(*pairs[0], "place", 0.6)
    mapping.joined += [(old, new, _CONTRIBUTES) for old, new in pairs[1:]]
