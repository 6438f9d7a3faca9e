"""From the filled mapping to links in reading order: new side first, removed clauses at their old place."""

from __future__ import annotations

from dataclasses import dataclass

from clausediff.alignment.candidates import candidate_pairs
from clausediff.alignment.confidence import calibrated
from clausediff.alignment.mapping import Mapping
from clausediff.alignment.moves import Moved, find_moves
from clausediff.model.alignment import (
    Added,
    Alignment,
    Evidence,
    Link,
    Match,
    Merge,
    Move,
    Regroup,
    Removed,
    Split,
)


def assemble(mapping: Mapping) -> Alignment:
    """One link for every clause of both sides, in reading order, and the moves among them."""
    moves = find_moves(mapping)
    moved = {move.old for move in moves}
    groups = _groups(mapping)
    group_of_old = {old: group for group in groups for old in group.old}
    group_of_new = {new: group for group in groups for new in group.new}
    removed_after = _removed_after(mapping, moved, group_of_old)
    leftovers = _leftovers(mapping)
    links: list[Link] = [_removed(mapping, leftovers, old) for old in removed_after.get(-1, ())]
    places: dict[int, int] = {}
    for new in range(len(mapping.new)):
        group = group_of_new.get(new)
        if group is None:
            links.append(Added(mapping.new.ids[new], _alone(leftovers.new.get(new, 0.0))))
        elif new == group.new[0]:
            places.update(dict.fromkeys(group.old, len(links)))
            links.append(_link(mapping, group))
        if group is not None:
            links += [
                _removed(mapping, leftovers, gone) for old in group.old for gone in removed_after.pop(old, ())
            ]
    return Alignment(tuple(links), _moves(moves, places))


@dataclass(frozen=True, slots=True)
class _Leftovers:
    """Clauses without a partner and the likeness of the likest one on the other side, by index."""

    old: dict[int, float]
    new: dict[int, float]


def _leftovers(mapping: Mapping) -> _Leftovers:
    found = _Leftovers({}, {})
    for old, new in candidate_pairs(mapping):
        likeness = mapping.similarity(old, new)
        found.old[old] = max(likeness, found.old.get(old, 0.0))
        found.new[new] = max(likeness, found.new.get(new, 0.0))
    return found


@dataclass(frozen=True, slots=True)
class _Group:
    """Clauses of both sides that belong together, each in order, and the evidence of its pairs."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    shares: tuple[float, ...] = ()


def _groups(mapping: Mapping) -> list[_Group]:
    """The pairs, those that are joined made one, in old order."""
    leader: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while leader.setdefault(node, node) != node:
            node = leader[node]
        return node

    for old, new in mapping.pairs():
        leader[find(("new", new))] = find(("old", old))
    for old, new, _ in mapping.joined:
        leader[find(("new", new))] = find(("old", old))
    members: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for node in leader:
        members.setdefault(find(node), []).append(node)
    shares: dict[tuple[str, int], list[float]] = {}
    for old, _, share in mapping.joined:
        shares.setdefault(find(("old", old)), []).append(share)
    return [
        _Group(
            tuple(sorted(index for side, index in nodes if side == "old")),
            tuple(sorted(index for side, index in nodes if side == "new")),
            tuple(shares.get(head, ())),
        )
        for head, nodes in members.items()
    ]


def _moves(moves: list[Moved], places: dict[int, int]) -> tuple[Move, ...]:
    """The moves by index of their link; a link moves once, by itself rather than along with a section."""
    found: dict[int, Move] = {}
    for moved in sorted(moves, key=lambda moved: moved.along is not None):
        along = None if moved.along is None else places[moved.along]
        if along != places[moved.old]:
            found.setdefault(places[moved.old], Move(places[moved.old], along))
    return tuple(found[place] for place in sorted(found))


def _removed_after(
    mapping: Mapping, moved: set[int], group_of_old: dict[int, _Group]
) -> dict[int, list[int]]:
    """Removed clauses by the last clause before them that stayed in its place (-1 before all)."""
    groups: dict[int, list[int]] = {}
    anchor = -1
    for old in range(len(mapping.old)):
        if old not in group_of_old:
            groups.setdefault(anchor, []).append(old)
        elif old not in moved:
            anchor = old
    return groups


def _removed(mapping: Mapping, leftovers: _Leftovers, old: int) -> Removed:
    return Removed(mapping.old.ids[old], _alone(leftovers.old.get(old, 0.0)))


def _alone(likest: float) -> Evidence:
    """Evidence that a clause came or went: the less the likelier a clause is left on the other side."""
    return Evidence("unmatched", calibrated("unmatched", round(1 - likest, 3)), round(likest, 3))


def _link(mapping: Mapping, group: _Group) -> Link:
    olds = tuple(mapping.old.ids[old] for old in group.old)
    news = tuple(mapping.new.ids[new] for new in group.new)
    if len(olds) == len(news) == 1:
        method, confidence = mapping.methods[group.old[0]]
        likeness = round(mapping.similarity(group.old[0], group.new[0]), 3)
        return Match(olds[0], news[0], Evidence(method, calibrated(method, confidence), likeness))
    share = sum(group.shares) / len(group.shares)
    method = "split" if len(olds) == 1 else "merge" if len(news) == 1 else "regroup"
    evidence = Evidence(method, calibrated(method, round(min(0.97, 0.55 + 0.4 * share), 3)), round(share, 3))
    if len(olds) == 1:
        return Split(olds[0], news, evidence)
    if len(news) == 1:
        return Merge(olds, news[0], evidence)
    return Regroup(olds, news, evidence)
