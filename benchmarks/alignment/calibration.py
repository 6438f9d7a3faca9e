"""How often an entry's confidence is right, on documents with edits whose truth is known.

    python -m benchmarks.alignment.calibration FOLDER_OR_FILE...

Each document is edited at random, several times over: words replaced (a few to most), clauses taken out, put
in from another document, moved. What became of each clause is known, so each entry of the alignment is right
or wrong. The table gives, for each range of confidence, the share that is right. The edits are made up: real
rewriting keeps more of the meaning and less of the words.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from clausediff.alignment import align
from clausediff.errors import ClausediffError
from clausediff.model.alignment import new_ids, old_ids
from clausediff.model.contract import Clause, Contract, Kind
from clausediff.pipeline import read_contract

_ROUNDS = 6
_KINDS = {Kind.OPERATIVE, Kind.ITEM, Kind.DEFINITION, Kind.RECITAL}


def edited(contract: Contract, others: list[str], chance: random.Random) -> tuple[Contract, dict[str, str]]:
    """A new version and, for each new clause, the old one that it came from (none for those put in)."""
    words = [word for clause in contract.clauses for word in clause.text.split()]
    kept: list[Clause] = []
    origin: dict[str, str] = {}
    gone: set[str] = set()
    for clause in contract.clauses:
        leaf = clause.kind in _KINDS and not any(one.parent == clause.id for one in contract.clauses)
        if clause.parent in gone or (leaf and chance.random() < 0.08):
            gone.add(clause.id)
            continue
        identity = f"n{len(kept)}"
        origin[identity] = clause.id
        kept.append(replace(clause, id=identity, text=_reworded(clause.text, words, chance)))
        if leaf and chance.random() < 0.08:
            added = f"n{len(kept)}"
            kept.append(replace(clause, id=added, label=None, heading=None, text=chance.choice(others)))
    back = {old: new for new, old in origin.items()}
    kept = [replace(one, parent=back.get(one.parent or "")) for one in kept]
    return replace(contract, clauses=tuple(_moved(kept, chance)), references=(), definitions=()), origin


def _reworded(text: str, words: list[str], chance: random.Random) -> str:
    share = chance.choice((0.0, 0.0, 0.0, 0.1, 0.2, 0.35, 0.5, 0.7))
    return " ".join(chance.choice(words) if chance.random() < share else word for word in text.split())


def _moved(clauses: list[Clause], chance: random.Random) -> list[Clause]:
    """Some leaves at another place, under the clause that is there."""
    parents = {one.parent for one in clauses}
    leaves = [one for one in clauses if one.id not in parents and one.kind in _KINDS]
    moving = {one.id for one in leaves if chance.random() < 0.06}
    staying = [one for one in clauses if one.id not in moving]
    for one in leaves:
        anchors = [place for place, other in enumerate(staying) if other.id not in parents]
        if one.id in moving and anchors:
            place = chance.choice(anchors)
            staying.insert(place + 1, replace(one, parent=staying[place].parent))
    return staying


def measured(contracts: list[Contract]) -> dict[float, tuple[int, int]]:
    """Confidence, rounded down to a twentieth -> entries and those that are right."""
    counts: dict[float, list[int]] = defaultdict(lambda: [0, 0])
    for number, contract in enumerate(contracts):
        others = [one.text for side in contracts if side is not contract for one in side.clauses if one.text]
        for seed in range(_ROUNDS):
            new, origin = edited(contract, others, random.Random(1000 * number + seed))
            for link in align(contract, new).links:
                olds, news = old_ids(link), new_ids(link)
                if olds and news:
                    right = {origin.get(one) for one in news} == set(olds)
                    row = counts[int(link.evidence.confidence * 20 + 1e-9) / 20]
                    row[0] += 1
                    row[1] += right
    return {value: (row[0], row[1]) for value, row in sorted(counts.items())}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How often an entry's confidence is right.")
    parser.add_argument("documents", nargs="+", type=Path)
    contracts = []
    for given in parser.parse_args().documents:
        for path in sorted(given.rglob("*")) if given.is_dir() else [given]:
            if path.suffix in (".docx", ".md", ".pdf"):
                try:
                    contract = read_contract(path)
                except ClausediffError:
                    continue
                if 40 <= len(contract.clauses) <= 600:
                    contracts.append(contract)
    print(f"{len(contracts)} documents, {_ROUNDS} edited versions each")
    for value, (entries, right) in measured(contracts).items():
        print(f"{value:.2f} to {value + 0.05:.2f}: {right / entries:.3f} right of {entries}")


if __name__ == "__main__":
    main()
