"""Looser passes: clauses whose words are alike, the more so the less their surroundings say."""

from __future__ import annotations

from collections.abc import Callable

from clausediff.alignment.candidates import candidate_pairs
from clausediff.alignment.mapping import FREE, SHARED_FAR, Context, Mapping
from clausediff.alignment.section import match_sections
from clausediff.alignment.side import Side
from clausediff.model.contract import Kind

_FLOORS = (0.95, 0.85, 0.75, 0.65, 0.55, 0.45, 0.35)
"""Scores are accepted from high to low, so that each round sees the surroundings of the one before."""
_SHORT = 5
"""Fewer words than this do not tell a clause: its surroundings must."""

_SAME_IN_SHORT = 0.7
"""Likeness from which two clauses with fewer words in common are one clause in other surroundings."""


def match_titles(mapping: Mapping) -> None:
    """Same heading or defined term, once on either side, with some likeness or the same surroundings.

    As printed first; then closing marks aside (``Termination.`` and ``Termination``), which says less.
    """
    for least, titles in ((0.3, _printed_titles), (0.5, lambda side: side.titles)):
        olds = _once(titles(mapping.old), mapping.to_new)
        news = _once(titles(mapping.new), mapping.to_old)
        pairs = [(olds[title], news[title]) for title in olds if title in news]
        alike = [(old, new, mapping.similarity(old, new)) for old, new in pairs]
        for old, new, likeness in [row for row in alike if _same_titled(mapping, *row, least)]:
            mapping.link(old, new, "heading", round(0.85 + 0.13 * likeness, 3))


def _printed_titles(side: Side) -> tuple[str, ...]:
    return tuple(key[0] or title for key, title in zip(side.keys, side.titles, strict=True))


def _same_titled(mapping: Mapping, old: int, new: int, likeness: float, least: float) -> bool:
    """Whether a shared heading is enough: not for bare sections far apart, whose clauses must say so."""
    if mapping.one_defines(old, new):
        return likeness >= 0.5 and not mapping.other_work(old, new, likeness)
    return mapping.related(old, new) or (likeness >= least and not mapping.bare(old, new))


def match_wording(mapping: Mapping) -> None:
    """Match free clauses by their words and surroundings, best first, one to one."""
    pairs = [(old, new, mapping.similarity(old, new)) for old, new in candidate_pairs(mapping)]
    pairs = [pair for pair in pairs if pair[2] >= 0.15]
    for floor in _FLOORS:
        _accept(mapping, pairs, floor)
        match_sections(mapping)


def match_places(mapping: Mapping) -> None:
    """Match the one free clause left between the same two neighbours, if its heading or words allow it."""
    pairs = [pair for pair in candidate_pairs(mapping) if _fills_a_gap(mapping, *pair)]
    for old, new in pairs:
        if mapping.free(old, new) and _fills_a_gap(mapping, old, new):
            mapping.link(old, new, "place", 0.6)


def _accept(mapping: Mapping, pairs: list[tuple[int, int, float]], floor: float) -> None:
    ranked = []
    for old, new, likeness in pairs:
        if not mapping.free(old, new):
            continue
        context = mapping.context(old, new)
        score = _score(mapping, old, new, likeness, context)
        if score >= floor and _plausible(mapping, old, new, likeness, context):
            ranked.append((-round(score, 9), old + new, abs(old - new), old, new, likeness, context))
    ranked.sort(key=lambda row: row[:5])
    for *_, old, new, likeness, context in ranked:
        if mapping.free(old, new):
            method = "wording" if context.parents else "wording-anywhere"
            mapping.link(old, new, method, _confidence(likeness, context))


def _score(mapping: Mapping, old: int, new: int, likeness: float, context: Context) -> float:
    """Likeness of the words with what the surroundings add: symmetric in old and new."""
    left, right = mapping.old, mapping.new
    titled = bool(left.titles[old]) and left.titles[old] == right.titles[new]
    numbered = left.labels[old] is not None and left.labels[old] == right.labels[new]
    return (
        likeness
        + 0.10 * context.parents
        + 0.05 * context.votes
        + 0.15 * titled
        + 0.02 * numbered
        - 0.10 * (_class(left.kinds[old]) != _class(right.kinds[new]))
    )


def _plausible(mapping: Mapping, old: int, new: int, likeness: float, context: Context) -> bool:
    """Whether the likeness is enough for what the surroundings say."""
    short = min(len(mapping.old.words[old]), len(mapping.new.words[new])) < _SHORT
    title = mapping.old.titles[old]
    if mapping.bare(old, new):
        return context.parents and likeness >= (0.3 if context.votes else 0.7)
    if context.parents and (context.votes == 2 or (title and title == mapping.new.titles[new])):
        return likeness >= 0.25
    if context.parents:
        enough = 0.5 if short else 0.38 - 0.06 * context.votes
        return likeness >= enough and (short or mapping.phrasing(old, new) >= 0.1)
    if short or likeness < 0.4 or (likeness < _SAME_IN_SHORT and mapping.shared(old, new) < SHARED_FAR):
        return False
    if mapping.other_work(old, new, likeness):
        return False
    lists = bool(mapping.old.children[old] and mapping.new.children[new])
    return mapping.phrasing(old, new) >= (0.2 if likeness >= 0.5 else 0.3 if lists else 0.35)


def _confidence(likeness: float, context: Context) -> float:
    base = 0.45 + 0.5 * likeness + 0.05 * context.parents + 0.03 * context.votes
    return round(min(0.97, base), 3)


def _class(kind: Kind) -> str:
    """Kinds that can turn into each other without the clause becoming another one."""
    fixed: Callable[[Kind], bool] = {Kind.SIGNATURE, Kind.TABLE, Kind.PARTY, Kind.NOTE}.__contains__
    return kind.value if fixed(kind) else "text"


def _fills_a_gap(mapping: Mapping, old: int, new: int) -> bool:
    context = mapping.context(old, new)
    likeness = mapping.similarity(old, new)
    left, right = mapping.old, mapping.new
    if not (context.parents and context.votes == 2) or left.kinds[old] != right.kinds[new]:
        return False
    if (not left.words[old] and not right.words[new]) or left.kinds[old] is Kind.CLOSING:
        return True
    titled = bool(left.titles[old]) and left.titles[old] == right.titles[new]
    short = min(len(left.words[old]), len(right.words[new])) < _SHORT
    return titled or (likeness >= 0.15 and (short or likeness >= 0.25 or mapping.phrasing(old, new) > 0))


def _once(titles: tuple[str, ...], partners: list[int]) -> dict[str, int]:
    """Titles of free clauses that stand once, with the clause."""
    groups: dict[str, list[int]] = {}
    for index, title in enumerate(titles):
        if title and partners[index] == FREE:
            groups.setdefault(title, []).append(index)
    return {title: found[0] for title, found in groups.items() if len(found) == 1}
