"""Judge banks of meanings: the same thing said in four ways, and a little more or less of it in four others.

    python -m benchmarks.protections.banks BANK.tsv...

A bank has the columns ``group``, ``language``, ``protection``, ``degree`` and ``text``. Texts of one group
and degree say the same; a higher degree protects more. Every pair of texts of a group is judged: a pair of
one degree must give no direction, any other must be stronger from the lower to the higher degree.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from benchmarks.protections.run import Outcome, judged

STRONGER = frozenset({"stronger"})
DIRECTIONS = STRONGER | {"weaker"}


def outcomes(path: Path) -> Iterator[Outcome]:
    """Judge every pair of texts within each group of a bank."""
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            groups[row["group"]].append(row)
    for rows in groups.values():
        for one, other in combinations(sorted(rows, key=lambda row: row["degree"]), 2):
            pair = {**one, "old": one["text"], "new": other["text"]}
            yield judged(pair, STRONGER if one["degree"] < other["degree"] else frozenset())


def figures(results: list[Outcome]) -> str:
    """The rates over some pairs, in one line."""
    same = [one for one in results if not one.expected]
    other = [one for one in results if one.expected]
    false = sum(bool(one.found & DIRECTIONS) for one in same) / max(1, len(same))
    hit = sum(one.expected <= one.found for one in other) / max(1, len(other))
    wrong = sum("weaker" in one.found for one in other) / max(1, len(other))
    return (
        f"{len(same)} that say the same: a direction in {false:.3f}; "
        f"{len(other)} that differ: found {hit:.2f}, weaker {wrong:.3f}"
    )


def main() -> None:
    """Print the rates of each bank and of all together."""
    everything: list[Outcome] = []
    for name in sys.argv[1:]:
        results = list(outcomes(Path(name)))
        everything += results
        print(f"{Path(name).stem}: {figures(results)}")
    print(f"all: {figures(everything)}")


if __name__ == "__main__":
    main()
