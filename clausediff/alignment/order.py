"""From the filled mapping to links in reading order: new side first, removed clauses at their old place."""

from __future__ import annotations

from clausediff.alignment.mapping import FREE, Mapping
from clausediff.alignment.moves import find_moves
from clausediff.model.alignment import Added, Alignment, Evidence, Link, Match, Move, Removed


def assemble(mapping: Mapping) -> Alignment:
    """One link for every clause of both sides, in reading order, and the moves among them."""
    moves = find_moves(mapping)
    moved = {move.old for move in moves}
    removed_after = _removed_after(mapping, moved)
    links: list[Link] = [_removed(mapping, old) for old in removed_after.get(-1, ())]
    places: dict[int, int] = {}
    for new, old in enumerate(mapping.to_old):
        if old == FREE:
            links.append(Added(mapping.new.ids[new], Evidence("unmatched", 0.9)))
            continue
        places[old] = len(links)
        links.append(_match(mapping, old, new))
        links += [_removed(mapping, gone) for gone in removed_after.get(old, ())]
    found = (Move(places[move.old], None if move.along is None else places[move.along]) for move in moves)
    return Alignment(tuple(links), tuple(sorted(found, key=lambda move: move.link)))


def _removed_after(mapping: Mapping, moved: set[int]) -> dict[int, list[int]]:
    """Removed clauses by the last clause before them that stayed in its place (-1 before all)."""
    groups: dict[int, list[int]] = {}
    anchor = -1
    for old, new in enumerate(mapping.to_new):
        if new == FREE:
            groups.setdefault(anchor, []).append(old)
        elif old not in moved:
            anchor = old
    return groups


def _removed(mapping: Mapping, old: int) -> Removed:
    return Removed(mapping.old.ids[old], Evidence("unmatched", 0.9))


def _match(mapping: Mapping, old: int, new: int) -> Match:
    method, confidence = mapping.methods[old]
    likeness = round(mapping.similarity(old, new), 3)
    return Match(mapping.old.ids[old], mapping.new.ids[new], Evidence(method, confidence, likeness))
