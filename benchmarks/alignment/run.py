"""Score clausediff's alignment on the scenarios of ``scenarios.txt``.

    python -m benchmarks.alignment.run [--verbose]

Prints, over all scenarios: link precision, recall and F1; moves found and their precision; splits, merges
and regroupings found; renumberings right; false moves. A link is a pair of an old and a new clause.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from clausediff.alignment import align
from clausediff.model.comparison import ClauseChange, Status
from clausediff.model.contract import Contract
from clausediff.redline import describe_changes
from tests.outline import outline

KEY = re.compile(r"^( *)@([\w,]+)([!^]?) ?", re.MULTILINE)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Two contracts and what belongs together: keys of each clause, and the new clauses that moved."""

    name: str
    old: Contract
    new: Contract
    old_keys: dict[str, set[str]]
    new_keys: dict[str, set[str]]
    moved: set[str]

    def links(self) -> set[Pair]:
        """Old and new clauses that share a key, directly or through a clause that carries both."""
        return {
            (old, new)
            for old, keys in self.old_keys.items()
            for new, others in self.new_keys.items()
            if self._joined(keys) & self._joined(others)
        }

    def _joined(self, keys: set[str]) -> set[str]:
        found = set(keys)
        for group in [*self.old_keys.values(), *self.new_keys.values()]:
            if found & group:
                found |= group
        return found


def scenarios() -> list[Scenario]:
    """All scenarios of the data file."""
    text = Path(__file__).with_name("scenarios.txt").read_text(encoding="utf-8")
    parts = re.split(r"^== (.*)$", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)[1:]
    return [_scenario(name, body) for name, body in zip(parts[::2], parts[1::2], strict=True)]


def _scenario(name: str, body: str) -> Scenario:
    old_text, new_text = body.split("\n--\n")
    old, old_keys, _ = _side(old_text)
    new, new_keys, moved = _side(new_text)
    return Scenario(name, old, new, old_keys, new_keys, moved)


def _side(text: str) -> tuple[Contract, dict[str, set[str]], set[str]]:
    contract = outline(KEY.sub(r"\1", text))
    marks = KEY.findall(text)
    keys = {f"c{place}": set(mark[1].split(",")) for place, mark in enumerate(marks, start=1)}
    moved = {f"c{place}" for place, mark in enumerate(marks, start=1) if mark[2]}
    return contract, keys, moved


def score(scenario: Scenario) -> tuple[Counter[str], list[str]]:
    """Counts of one scenario, and what went wrong in it, in words."""
    changes = describe_changes(scenario.old, scenario.new, align(scenario.old, scenario.new))
    found = {(old, new) for change in changes for old in change.old for new in change.new}
    gold = scenario.links()
    moved = {new for change in changes if change.relocated for new in change.new}
    counts = counted(scenario, found, moved) + _groups(changes, gold) + _numbers(changes, scenario)
    wrong = [f"missed {pair}" for pair in sorted(gold - found)]
    wrong += [f"false {pair}" for pair in sorted(found - gold)]
    wrong += [f"move not found {one}" for one in sorted(scenario.moved - moved)]
    wrong += [f"false move {one}" for one in sorted(moved - scenario.moved)]
    return counts, wrong


def counted(scenario: Scenario, found: set[Pair], moved: set[str]) -> Counter[str]:
    """Links and moves of the gold, those found, and those that are right."""
    gold = scenario.links()
    return Counter(
        links=len(gold),
        links_found=len(found),
        links_right=len(gold & found),
        moves=len(scenario.moved),
        moves_found=len(moved),
        moves_right=len(moved & scenario.moved),
    )


def _groups(changes: tuple[ClauseChange, ...], gold: set[Pair]) -> Counter[str]:
    """Clauses that the gold splits, merges or regroups, and how many entries got all of theirs."""
    often = Counter(old for old, _ in gold) + Counter(f"new {new}" for _, new in gold)
    linked = {frozenset(p for p in gold if p[0] == one[0] or p[1] == one[1]) for one in gold}
    groups = [group for group in linked if len(group) > 1 and max(often.values()) > 1]
    several = {Status.SPLIT, Status.MERGED, Status.REGROUPED}
    entries = [{(o, n) for o in c.old for n in c.new} for c in changes if c.status in several]
    right = sum(any(group <= entry for entry in entries) for group in groups)
    return Counter(groups=len(groups), groups_right=right)


def _numbers(changes: tuple[ClauseChange, ...], scenario: Scenario) -> Counter[str]:
    """Pairs whose printed address differs by the scenario's labels, and how many are marked so."""
    olds = {clause.id: _address(clause.id, scenario.old) for clause in scenario.old.clauses}
    news = {clause.id: _address(clause.id, scenario.new) for clause in scenario.new.clauses}
    pairs = [change for change in changes if len(change.old) == len(change.new) == 1]
    right = sum((olds[one.old[0]] != news[one.new[0]]) == one.renumbered for one in pairs)
    return Counter(numbers=len(pairs), numbers_right=right)


def _address(clause: str, contract: Contract) -> list[str | None]:
    by_id = {one.id: one for one in contract.clauses}
    found: list[str | None] = [by_id[clause].label]
    above = by_id[clause].parent
    while above is not None:
        if by_id[above].label:
            found.append(by_id[above].label)
        above = by_id[above].parent
    return found


def main() -> None:
    """Print the score, and with ``--verbose`` each scenario's faults."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--verbose", action="store_true")
    verbose = parser.parse_args().verbose
    total: Counter[str] = Counter()
    for scenario in scenarios():
        counts, wrong = score(scenario)
        total += counts
        if wrong or verbose:
            print(f"{scenario.name}: {'; '.join(wrong) or 'right'}")
    report(total)


def report(total: Counter[str]) -> None:
    """Print the summed counts as rates."""
    precision = total["links_right"] / max(1, total["links_found"])
    recall = total["links_right"] / max(1, total["links"])
    print(f"link precision {precision:.3f}, recall {recall:.3f}, ", end="")
    print(f"F1 {2 * precision * recall / max(1e-9, precision + recall):.3f} of {total['links']} links")
    print(f"moves found {total['moves_right']} of {total['moves']}, ", end="")
    print(f"false moves {total['moves_found'] - total['moves_right']}")
    print(f"splits, merges, regroupings {total['groups_right']} of {total['groups']}")
    print(f"renumberings right {total['numbers_right']} of {total['numbers']}")


if __name__ == "__main__":
    main()
