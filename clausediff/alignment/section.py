"""Sections are matched by the clauses inside them: each matched pair votes for the sections around it."""

from __future__ import annotations

from collections import Counter

from clausediff.alignment.mapping import FREE, Mapping, free_ancestors
from clausediff.alignment.side import Side

_ENOUGH = 0.3
"""Share of the words of both sections that must stand in pairs that they have in common."""
_ENOUGH_TITLED = 0.1
"""The same, where the headings agree."""
_SAME_HEADING = 0.6
"""Likeness of two headings that are one but for a word or two."""
_NEAR = 3
"""How many clauses before and after are looked at for a heading that fits better."""


def match_sections(mapping: Mapping) -> None:
    """Match free containers by the share of their words that continues in each other, best first."""
    ranked = []
    for (old, new), weight in _votes(mapping).items():
        titled = bool(mapping.old.titles[old]) and mapping.old.titles[old] == mapping.new.titles[new]
        if _belongs_elsewhere(mapping, old, new):
            continue
        share = weight / (mapping.old.sizes[old] + mapping.new.sizes[new])
        score = share + 0.25 * titled + 0.25 * mapping.similarity(old, new) + 0.25 * _begin(mapping, old, new)
        if share >= (_ENOUGH_TITLED if titled else _ENOUGH) and not _heads_a_member(mapping, old, new):
            ranked.append((-round(score, 9), old + new, abs(old - new), old, new, share))
    for *_, old, new, share in sorted(ranked):
        if mapping.free(old, new):
            mapping.link(old, new, "section", round(min(0.98, 0.75 + share / 4), 3))


def _belongs_elsewhere(mapping: Mapping, old: int, new: int) -> bool:
    """Whether the headings share no word and a clause nearby bears nearly the heading of one of them.

    A date under a title may head what the title itself heads in the other document.
    """
    left, right = mapping.old, mapping.new
    if not (left.titles[old] and right.titles[new]) or mapping.similarity(old, new):
        return False
    olds = [one for one in _around(left, old) if mapping.to_new[one] == FREE]
    news = [one for one in _around(right, new) if mapping.to_old[one] == FREE]
    likest = [mapping.similarity(one, new) for one in olds] + [mapping.similarity(old, one) for one in news]
    return max(likest, default=0.0) >= _SAME_HEADING


def _around(side: Side, index: int) -> range:
    return range(max(0, index - _NEAR), min(len(side), index + _NEAR + 1))


def _heads_a_member(mapping: Mapping, old: int, new: int) -> bool:
    """Whether the heading of one is that of a clause inside the other: then it came from there."""
    left, right = mapping.old, mapping.new
    return (
        left.titles[old] != right.titles[new]
        and bool(left.titles[old] and right.titles[new])
        and (
            right.titles[new] in left.titles[old + 1 : left.ends[old]]
            or left.titles[old] in right.titles[new + 1 : right.ends[new]]
        )
    )


def _begin(mapping: Mapping, old: int, new: int) -> bool:
    """Whether both begin with the same clause: of a section cut in two, the first part is its heir."""
    first_old, first_new = mapping.old.children[old][:1], mapping.new.children[new][:1]
    return bool(first_old) and tuple(mapping.to_new[one] for one in first_old) == first_new


def _votes(mapping: Mapping) -> Counter[tuple[int, int]]:
    """Words of matched pairs for each two free containers that hold them."""
    votes: Counter[tuple[int, int]] = Counter()
    free_old = free_ancestors(mapping.old, mapping.to_new)
    free_new = free_ancestors(mapping.new, mapping.to_old)
    if not any(free_old) or not any(free_new):
        return votes
    for old, new in mapping.pairs():
        if free_old[old] and free_new[new]:
            weight = max(1, len(mapping.old.words[old])) + max(1, len(mapping.new.words[new]))
            for left in free_old[old]:
                for right in free_new[new]:
                    votes[left, right] += weight
    return votes
