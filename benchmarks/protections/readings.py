"""Compare the findings on a real pair with the changes of protection that a lawyer wrote down before.

    python -m benchmarks.protections.readings [--rows] LIST.tsv OLD NEW

The list has the columns ``protection``, ``effect``, ``old_quote``, ``new_quote`` and ``certain``; quotes
are short and verbatim, a dash where a side is silent. A row is *found* if a finding on the same protection
goes the same way and quotes the clause in which one of the row's quotes stands; *named* if a finding on
that protection goes the same way anywhere. A finding is *listed* if some row has its protection and its
direction.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from clausediff.model.comparison import Comparison, Effect, Finding
from clausediff.model.contract import Contract
from clausediff.pipeline import compare_files

_UP = ("strengthened", "introduced")
_DOWN = ("weakened", "withdrawn")


@dataclass(frozen=True, slots=True)
class Row:
    """A change that was written down by reading."""

    protection: str
    better: bool
    quotes: tuple[str, ...]
    certain: bool
    text: str


def rows(path: Path) -> list[Row]:
    """The directional rows of a list."""
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["effect"] in _UP + _DOWN:
                quotes = tuple(_plain(row[side]) for side in ("old_quote", "new_quote") if row[side] != "-")
                text = f"{row['effect']} {row['protection']}: {row['aspect']}"
                found.append(
                    Row(row["protection"], row["effect"] in _UP, quotes, row["certain"] == "yes", text)
                )
    return found


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def _direction(finding: Finding) -> bool | None:
    if finding.effect in (Effect.STRENGTHENED, Effect.INTRODUCED):
        return True
    return False if finding.effect in (Effect.WEAKENED, Effect.WITHDRAWN) else None


def _clause_texts(comparison: Comparison, finding: Finding) -> list[str]:
    """The clauses that a finding quotes, and those around them that one statement may be spread over."""
    texts = []
    for contract, quote in ((comparison.old, finding.old), (comparison.new, finding.new)):
        if quote is not None:
            texts.append(_plain(_surroundings(contract, quote.clause)))
    return texts


def _surroundings(contract: Contract, clause: str) -> str:
    found = next(one for one in contract.clauses if one.id == clause)
    related = {found.id, found.parent}
    return " ".join(one.text for one in contract.clauses if one.id in related or one.parent == found.id)


def main() -> None:
    """Print how many of the rows were found and how many of the findings are listed."""
    names = [name for name in sys.argv[1:] if not name.startswith("--")]
    listed = rows(Path(names[0]))
    comparison = compare_files(Path(names[1]), Path(names[2]))
    findings = [(one, _direction(one)) for one in comparison.findings]
    directed = [(one, way) for one, way in findings if way is not None]
    texts = {one.id: _clause_texts(comparison, one) for one, _ in directed}
    named = found = 0
    certain = [row for row in listed if row.certain]
    for row in certain:
        same = [one for one, way in directed if one.protection == row.protection and way == row.better]
        here = [one for one in same if any(q in text for q in row.quotes for text in texts[one.id])]
        named += bool(same)
        found += bool(here)
        if "--rows" in sys.argv:
            print("found " if here else "named " if same else "missed", row.text)
    ways = {(row.protection, row.better) for row in listed}
    right = [one for one, way in directed if (one.protection, way) in ways]
    places = [
        one
        for one, way in directed
        if any(
            (row.protection, row.better) == (one.protection, way)
            and any(quote in text for quote in row.quotes for text in texts[one.id])
            for row in listed
        )
    ]
    if "--rows" in sys.argv:
        for one, way in directed:
            mark = "listed" if one in places else "way   " if one in right else "extra "
            quote = (one.new or one.old).quote if one.new or one.old else ""
            print(mark, "up  " if way else "down", one.protection, one.rule, "|", quote[:100])
    print(f"certain rows {len(certain)}: found {found}, named {named}")
    print(
        f"directional findings {len(directed)}: "
        f"in a listed clause {len(places)}, of a listed kind {len(right)}"
    )
    print(Counter(one.protection for one, _ in directed if one not in right))


if __name__ == "__main__":
    main()
