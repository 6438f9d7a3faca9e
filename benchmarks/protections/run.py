"""Score the judging of changes on labelled pairs of texts.

    python -m benchmarks.protections.run [--misses] PAIRS.tsv...

A file has the columns ``id``, ``old``, ``new`` and ``effect`` (or ``expected``), and ``protection``,
``language`` and ``kind`` where known. The effect is ``strengthened``, ``weakened`` (or ``stronger``,
``weaker``), ``mixed`` (both), ``undetermined``, or anything else for no change of protection. Each pair is
compared alone, as two documents of one clause without a heading, so nothing but its own words tells what it
is about. A dash for a text stands for a clause that was added to, or taken out of, a document about
something else.

Figures, over pairs: *recall*, the expected directions that were found; *precision*, the directions found
that were expected; *wrong way*, pairs with one direction of which the other was found, that one not; *left
alone*, neutral pairs without any direction.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
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
_LABELS = {
    "stronger": {"stronger"}, "strengthened": {"stronger"}, "introduced": {"stronger"},
    "weaker": {"weaker"}, "weakened": {"weaker"}, "withdrawn": {"weaker"},
    "mixed": {"stronger", "weaker"}, "undetermined": {"undetermined"},
}  # fmt: skip
_OPPOSITE = {"stronger": "weaker", "weaker": "stronger"}
_FRAME = {"nl": "Deze pagina is met opzet leeg gelaten.", "en": "This page was left blank on purpose."}
_NOTHING = ("–", "-", "")
_KINDS = {
    "processor-instructions": ("documented-instructions", "infringing-instruction-notice"),
    "own-use": ("business-operations", "purpose-limitation", "prohibited-purposes"),
    "subprocessors": (
        "subprocessor-authorisation", "subprocessor-notice",
        "subprocessor-flowdown", "subprocessor-liability",
    ),
    "deletion-return": ("deletion-return", "retention"),
    "transfer": ("international-transfer", "data-location"),
    "security": ("security-measures",),
    "personnel": ("confidentiality", "security-measures"),
    "records": ("records-cooperation", "retention"),
    "change-of-terms": ("unilateral-change",),
    "scope-of-data": ("scope-of-parties", "processing-description"),
    "definitions": ("scope-of-parties",),
    "duration": ("term-and-termination", "scope-of-parties", "processing-description", "deletion-return"),
    "other": ("other-terms", "controller-duties", "term-and-termination"),
}  # fmt: skip
"""What drafters who did not know the catalogue's ids called a protection, and the ids that it covers."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One pair: what it should give, what it gave, and the rules that said so."""

    row: dict[str, str]
    expected: frozenset[str]
    found: frozenset[str]
    protections: frozenset[str]
    rules: tuple[str, ...]

    @property
    def wrong_way(self) -> bool:
        """Whether the opposite of the one expected direction came out, and that one did not."""
        if len(self.expected) != 1:
            return False
        (only,) = self.expected
        return only not in self.found and _OPPOSITE.get(only) in self.found


def outcomes(path: Path) -> Iterator[Outcome]:
    """Judge every pair of a file; those about numbering alone, with no new text and no effect, are left
    out.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            expected = _expected(row.get("effect") or row.get("expected") or "")
            if row["new"] in _NOTHING and not expected:
                continue
            yield judged(row, expected)


def judged(row: dict[str, str], expected: frozenset[str]) -> Outcome:
    """Judge one pair, ``old`` and ``new`` of a row, as two documents of one clause."""
    frame = ""
    if row["old"] in _NOTHING or row["new"] in _NOTHING:
        frame = _FRAME["en" if row.get("language") == "en" else "nl"]
    old, new = (tuple(text for text in (frame, row[side]) if text not in _NOTHING) for side in ("old", "new"))
    findings = compare_contracts(_document(*old), _document(*new)).findings
    directed = [one for one in findings if one.effect in _DIRECTIONS]
    return Outcome(
        row,
        expected,
        frozenset(_DIRECTIONS[one.effect] for one in directed),
        frozenset(one.protection for one in directed),
        tuple(f"{_DIRECTIONS[one.effect]} {one.protection} {one.rule}" for one in directed),
    )


def _document(*texts: str) -> Contract:
    blocks = tuple(Block(f"{number}. {text}") for number, text in enumerate(texts, start=1))
    return build_contract(SourceDocument(SourceInfo("pair.txt", "0", "text/plain"), blocks))


def _expected(text: str) -> frozenset[str]:
    return frozenset(next((found for word, found in _LABELS.items() if text.startswith(word)), ()))


def _rate(part: int, whole: int) -> str:
    return f"{part}/{whole} {part / whole:.2f}" if whole else "0/0 -"


def figures(results: Iterable[Outcome]) -> str:
    """The rates over some pairs, in one line."""
    results = tuple(results)
    directional = [one for one in results if one.expected & _OPPOSITE.keys()]
    wanted = sum(len(one.expected & _OPPOSITE.keys()) for one in directional)
    hit = sum(len(one.expected & one.found & _OPPOSITE.keys()) for one in directional)
    said = sum(len(one.found & _OPPOSITE.keys()) for one in results)
    neutral = [one for one in results if not one.expected]
    quiet = sum(not one.found & _OPPOSITE.keys() for one in neutral)
    wrong = sum(one.wrong_way for one in directional)
    named = [one for one in directional if one.expected & one.found and one.row.get("protection")]
    right = sum(
        not one.protections.isdisjoint(_KINDS.get(one.row["protection"], (one.row["protection"],)))
        for one in named
    )
    return (
        f"recall {_rate(hit, wanted)}  precision {_rate(hit, said)}  "
        f"wrong way {_rate(wrong, len(directional))}  "
        f"neutral left alone {_rate(quiet, len(neutral))}  protection named {_rate(right, len(named))}"
    )


def grouped(results: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, list[Outcome]]:
    """Outcomes by a label, in order of the label."""
    found: dict[str, list[Outcome]] = defaultdict(list)
    for one in results:
        found[key(one)].append(one)
    return dict(sorted(found.items()))


def _column(name: str) -> Callable[[Outcome], str]:
    return lambda one: one.row.get(name) or "-"


def _show(one: Outcome) -> None:
    row = one.row
    print(
        f"{row['id']} {row.get('protection', '')}: expected {sorted(one.expected)}, found {list(one.rules)}"
    )
    print(f"   - {row['old']}\n   + {row['new']}")


def main() -> None:
    """Print the rates over all pairs, by language, protection and kind; with ``--misses`` each miss."""
    names = [name for name in sys.argv[1:] if not name.startswith("--")]
    results = [one for name in names for one in outcomes(Path(name))]
    if "--misses" in sys.argv:
        for one in results:
            if one.found != one.expected:
                _show(one)
    for column in ("language", "protection", "kind"):
        if any(one.row.get(column) for one in results):
            for label, group in grouped(results, _column(column)).items():
                print(f"{column} {label}: {figures(group)}")
    print(f"all {len(results)}: {figures(results)}")


if __name__ == "__main__":
    main()
