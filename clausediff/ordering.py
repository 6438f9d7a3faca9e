"""What kept its order and what did not: the heaviest selection of a row that goes up."""

from __future__ import annotations


def heaviest_ordered(values: list[int], weights: list[int]) -> list[int]:
    """Positions of the increasing selection of ``values`` with the largest summed weight (n log n)."""
    rank = {value: place for place, value in enumerate(sorted(values), start=1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(values) + 1)
    before = [-1] * len(values)
    for position, value in enumerate(values):
        total, previous = _best_below(best, rank[value] - 1)
        before[position] = previous
        _raise(best, rank[value], (total + weights[position], position))
    position = max(best)[1]
    chosen = []
    while position != -1:
        chosen.append(position)
        position = before[position]
    return chosen[::-1]


def _best_below(best: list[tuple[int, int]], place: int) -> tuple[int, int]:
    found = (0, -1)
    while place > 0:
        found = max(found, best[place])
        place -= place & -place
    return found


def _raise(best: list[tuple[int, int]], place: int, value: tuple[int, int]) -> None:
    while place < len(best):
        best[place] = max(best[place], value)
        place += place & -place
