"""How often an entry's confidence is right: on real pairs read by eye, and on edited documents.

    python -m benchmarks.alignment.calibration CORPUS [--scores] [--fit]

``gold.tsv`` holds what a reader made of the entries of real pairs, by digests of their words. Of the
documents in the folder that are not too long, edited versions are made: words replaced, sentences dropped or
put in another order, headings changed, clauses taken out, moved, put in from elsewhere, and clauses put in
that look like one that is there (as one article on a deadline looks like another). What became of each clause
is known, so each entry is right or wrong. Clauses of which more than six words in ten were replaced are left
out: whether they are still the same clause is a matter of taste. The table gives for each pass and range of
confidence the share that is right; ``--scores`` shows the passes' own scores instead, and ``--fit`` the
rising curve that lies nearest to them (on other edited versions than those of the table), in which an entry
of a real pair counts as much as ten edited ones.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from clausediff.alignment import align, confidence
from clausediff.errors import ClausediffError
from clausediff.model.alignment import Link, new_ids, old_ids
from clausediff.model.contract import Clause, Contract, Kind
from clausediff.pipeline import read_contract
from clausediff.wording import plain

ROUNDS = 4
"""Edited versions of each document for the table; as many others for the fit."""
_KINDS = {Kind.OPERATIVE, Kind.ITEM, Kind.DEFINITION, Kind.RECITAL}
_SHARES = (0.0, 0.0, 0.0, 0.1, 0.2, 0.35, 0.5, 0.6, 0.8)
_TASTE = 0.6
_WEIGHT = 10
"""How many edited entries one of a real pair counts for in the fit."""
_SENTENCE = re.compile(r"(?<=[.;])\s+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One entry: the pass, its score, whether it is right, and what it counts for."""

    method: str
    score: float
    right: bool
    weight: int = 1


@dataclass(slots=True)
class Edited:
    """A new version, where each of its clauses came from, and the clauses that nobody judges."""

    contract: Contract
    origin: dict[str, str]
    taste: set[str]


def edited(contract: Contract, others: list[str], chance: random.Random) -> Edited:
    """A version of a contract with edits of every kind.

    A clause put in that is another one with four words in ten replaced is a clause of its own, unless that
    other one went: then it may be called the same.
    """
    words = [word for clause in contract.clauses for word in clause.text.split()]
    parents = {one.parent for one in contract.clauses}
    made = Edited(contract, {}, set())
    kept: list[Clause] = []
    gone: set[str | None] = set()
    likes: set[tuple[str, str]] = set()
    for clause in contract.clauses:
        leaf = clause.kind in _KINDS and clause.id not in parents
        if clause.parent in gone or (leaf and chance.random() < 0.12):
            gone.add(clause.id)
            continue
        share = chance.choice(_SHARES)
        identity = f"n{len(kept)}"
        made.origin[identity] = clause.id
        if share > _TASTE:
            made.taste |= {identity, clause.id}
        kept.append(replace(_reworded(clause, share, words, chance), id=identity))
        if leaf and chance.random() < 0.16:
            model = chance.choice([one for one in contract.clauses if one.text])
            text = _replaced(model.text, 0.4, words, chance)
            alike = chance.random() < 0.4 and _differ(model.text, text)
            text = text if alike else chance.choice(others)
            likes |= {(f"n{len(kept)}", model.id)} if alike else set()
            kept.append(replace(clause, id=f"n{len(kept)}", label=None, heading=None, text=text))
    made.taste |= {one for pair in likes if pair[1] in gone for one in pair}
    back = {old: new for new, old in made.origin.items()}
    kept = [replace(one, parent=back.get(one.parent or "")) for one in kept]
    made.contract = replace(contract, clauses=tuple(_moved(kept, chance)), references=(), definitions=())
    return made


def _reworded(clause: Clause, share: float, words: list[str], chance: random.Random) -> Clause:
    sentences = _SENTENCE.split(clause.text)
    if share and len(sentences) > 1 and chance.random() < 0.3:
        sentences.pop(chance.randrange(len(sentences)))
    if share and chance.random() < 0.2:
        chance.shuffle(sentences)
    heading = clause.heading
    if heading and chance.random() < 0.2:
        heading = _replaced(heading, 0.6, words, chance)
    return replace(clause, heading=heading, text=_replaced(" ".join(sentences), share, words, chance))


def _replaced(text: str, share: float, words: list[str], chance: random.Random) -> str:
    """Runs of words replaced by others of the document, as a rewording replaces phrases."""
    found: list[str] = []
    run = 0
    for word in text.split():
        if not run and chance.random() < share / 3:
            run = chance.randint(1, 5)
        found.append(chance.choice(words) if run else word)
        run = max(0, run - 1)
    return " ".join(found)


def _moved(clauses: list[Clause], chance: random.Random) -> list[Clause]:
    """Some leaves at another place, under the clause that is there."""
    parents = {one.parent for one in clauses}
    leaves = [one for one in clauses if one.id not in parents and one.kind in _KINDS]
    moving = {one.id for one in leaves if chance.random() < 0.08}
    staying = [one for one in clauses if one.id not in moving]
    for one in leaves:
        anchors = [place for place, other in enumerate(staying) if other.id not in parents]
        if one.id in moving and anchors:
            place = chance.choice(anchors)
            staying.insert(place + 1, replace(one, parent=staying[place].parent))
    return staying


def on_edited(contracts: list[Contract], first: int) -> Iterator[Outcome]:
    """The entries of edited versions, numbered from ``first``, but for those that nobody judges."""
    for number, contract in enumerate(contracts):
        others = [
            one.text for side in contracts if _strange(side, contract) for one in side.clauses if one.text
        ]
        for seed in range(first, first + ROUNDS):
            made = edited(contract, others, random.Random(1000 * number + seed))
            back = {old: new for new, old in made.origin.items()}
            for link in align(contract, made.contract).links:
                olds, news = old_ids(link), new_ids(link)
                if made.taste & {*olds, *news}:
                    continue
                right = (
                    {made.origin.get(one) for one in news} == set(olds)
                    if olds and news
                    else (
                        not any(one in made.origin for one in news) and not any(one in back for one in olds)
                    )
                )
                yield Outcome(link.evidence.method, link.evidence.confidence, right)


def _differ(one: str, other: str) -> bool:
    """Whether at least a quarter of the words of the first are not in the second."""
    return sum((Counter(one.split()) & Counter(other.split())).values()) <= 0.75 * len(one.split())


def _strange(one: Contract, other: Contract) -> bool:
    """Whether two documents come from different houses: versions of one document share their clauses."""
    return one.source.name.partition("-")[0] != other.source.name.partition("-")[0]


def key(link: Link, old: Contract, new: Contract) -> str:
    """A digest of the words of an entry, its sides apart."""
    sides = ((old, old_ids(link)), (new, new_ids(link)))
    texts = [
        " / ".join(plain(f"{one.heading or ''} {one.text}") for one in side.clauses if one.id in ids)
        for side, ids in sides
    ]
    return hashlib.sha256(" -> ".join(texts).encode()).hexdigest()[:10]


def on_gold(corpus: Path) -> Iterator[Outcome]:
    """The entries of real pairs that a reader judged; those whose words were never read are left out."""
    rows = [line.split("\t") for line in _gold() if line and not line.startswith("#")]
    pairs = dict.fromkeys((row[0], row[1]) for row in rows)
    for pair in pairs:
        old, new = (read_contract(corpus / name) for name in pair)
        verdicts = {row[2]: row[3] == "right" for row in rows if (row[0], row[1]) == pair}
        for link in align(old, new).links:
            right = verdicts.get(key(link, old, new))
            if right is not None:
                yield Outcome(link.evidence.method, link.evidence.confidence, right, _WEIGHT)


def _gold() -> list[str]:
    return Path(__file__).with_name("gold.tsv").read_text(encoding="utf-8").splitlines()


def table(outcomes: list[Outcome]) -> Iterator[str]:
    """Lines of pass, range of confidence, entries and the share that is right."""
    cells: dict[tuple[str, float], list[bool]] = defaultdict(list)
    for one in outcomes:
        low = min(0.95, int(one.score * 20 + 1e-9) / 20)
        cells[one.method, low].append(one.right)
        cells["all", low].append(one.right)
    for (method, low), rights in sorted(cells.items()):
        share = sum(rights) / len(rights)
        yield f"{method:20} {low:.2f} to {low + 0.05:.2f}: {share:.3f} right of {len(rights)}"


def rising(outcomes: list[Outcome]) -> list[tuple[float, float, int]]:
    """Mean score, share right and weight of each step of the rising curve nearest to the outcomes.

    Each step counts one entry more that is right and one that is wrong, so that few entries prove little.
    """
    sums: dict[float, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for one in outcomes:
        row = sums[round(one.score, 2)]
        row[0], row[1], row[2] = (
            row[0] + one.weight * one.score,
            row[1] + one.weight * one.right,
            row[2] + one.weight,
        )
    steps: list[list[float]] = []
    for _, row in sorted(sums.items()):
        steps.append(row)
        while len(steps) > 1 and steps[-2][1] * steps[-1][2] >= steps[-1][1] * steps[-2][2]:
            last = steps.pop()
            steps[-1] = [sum(pair) for pair in zip(steps[-1], last, strict=True)]
    return [(score / size, (right + 1) / (size + 2), int(size)) for score, right, size in steps]


def documents(folder: Path) -> list[Contract]:
    """The contracts in a folder that are neither short nor long."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".docx", ".md", ".pdf"):
            try:
                contract = read_contract(path)
            except ClausediffError:
                continue
            if 40 <= len(contract.clauses) <= 600:
                found.append(contract)
    return found


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="How often an entry's confidence is right.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--scores", action="store_true", help="the passes' own scores")
    parser.add_argument("--fit", action="store_true", help="the rising curve of each pass")
    given = parser.parse_args()
    if given.scores or given.fit:
        confidence.KNOTS.clear()
    gold = list(on_gold(given.corpus))
    made = list(on_edited(documents(given.corpus), ROUNDS if given.fit else 0))
    for name, outcomes in (("read by eye", gold), ("edited", made)):
        print(f"{name}: {len(outcomes)} entries", *table(outcomes), sep="\n")
    for method in sorted({one.method for one in gold + made}) if given.fit else ():
        print(
            method,
            [
                tuple(round(value, 3) for value in row)
                for row in rising([one for one in gold + made if one.method == method])
            ],
        )


if __name__ == "__main__":
    main()
