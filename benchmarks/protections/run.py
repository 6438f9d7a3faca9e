"""Score the judging of changes on labelled pairs of texts.

    python -m benchmarks.protections.run PAIRS.tsv

The file has the columns ``id``, ``old``, ``new`` and ``expected``; ``expected`` starts with ``stronger``,
``weaker``, ``mixed``, ``undetermined``, or anything else for no change of protection. A pair counts as right
only if exactly that comes out. Each pair is compared alone, as two documents of one clause without a heading,
so nothing but its own words tells what it is about. A dash for the old text stands for a clause that was
added to a document about something else.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clausediff.clauses import build_contract
from clausediff.model.comparison import Effect
from clausediff.model.contract import Contract
from clausediff.model.source import Block, SourceDocument, SourceInfo
from clausediff.pipeline import compare_contracts

_DIRECTIONS = {
    Effect.STRENGTHENED: "stronger",
    Effect.INTRODUCED: "stronger",
    Effect.WEAKENED: "weaker",
    Effect.WITHDRAWN: "weaker",
    Effect.UNDETERMINED: "undetermined",
}
_FRAME = "Klant gebruikt de dienst."
_NOTHING = ("–", "-", "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One pair: what it should give, what it gave, and the rules that said so."""

    id: str
    expected: frozenset[str]
    found: frozenset[str]
    rules: tuple[str, ...]

    @property
    def wrong_way(self) -> bool:
        """Whether the opposite of the one expected direction came out."""
        opposite = {"stronger": "weaker", "weaker": "stronger"}
        return len(self.expected) == 1 and opposite.get(next(iter(self.expected))) in self.found


def outcomes(path: Path) -> Iterator[Outcome]:
    """Judge every pair of a file; pairs that are about numbering alone have no new text and are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["new"] in _NOTHING:
                continue
            frame = (_FRAME,) if row["old"] in _NOTHING else ()
            old = frame or (row["old"],)
            comparison = compare_contracts(_document(*old), _document(*frame, row["new"]))
            found = frozenset(
                _DIRECTIONS[one.effect] for one in comparison.findings if one.effect in _DIRECTIONS
            )
            rules = tuple(f"{one.protection} {one.rule}" for one in comparison.findings)
            yield Outcome(row["id"], _expected(row["expected"]), found, rules)


def _document(*texts: str) -> Contract:
    blocks = tuple(Block(f"{number}. {text}") for number, text in enumerate(texts, start=1))
    return build_contract(SourceDocument(SourceInfo("pair.txt", "0", "text/plain"), blocks))


def _expected(text: str) -> frozenset[str]:
    if text.startswith("mixed"):
        return frozenset({"stronger", "weaker"})
    return frozenset(word for word in ("stronger", "weaker", "undetermined") if text.startswith(word))


def main() -> None:
    """Print each miss, and the rates over all pairs."""
    results = list(outcomes(Path(sys.argv[1])))
    right = [one for one in results if one.found == one.expected]
    for one in results:
        if one not in right:
            print(f"{one.id}: expected {sorted(one.expected)}, found {sorted(one.found)} {one.rules}")
    neutral = [one for one in results if not one.expected]
    quiet = sum(not one.found for one in neutral)
    print(
        f"right {len(right)} of {len(results)}; wrong way {sum(one.wrong_way for one in results)}", end="; "
    )
    print(f"neutral left alone {quiet} of {len(neutral)}")


if __name__ == "__main__":
    main()
