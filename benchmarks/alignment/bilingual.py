"""Score the alignment of a Dutch agreement with its English counterpart (``bilingual.txt``).

    python -m benchmarks.alignment.bilingual

Four rows: with sentence vectors (the extra ``clausediff[semantic]``) and without; as it stands, and made
harder: no numbers and no headings in the English text, and its articles in another order.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

from benchmarks.alignment.run import KEY, Pair
from clausediff.alignment import align, bilingual
from clausediff.model.alignment import new_ids, old_ids
from clausediff.model.contract import Contract
from tests.outline import outline


@dataclass(frozen=True)
class Counterparts:
    """Both texts and which clause is which: an old clause and a new one with the same key."""

    old: Contract
    new: Contract
    gold: set[Pair]


def counterparts(*, harder: bool = False) -> Counterparts:
    """The pair of the data file; ``harder`` takes the structure away that both share."""
    text = Path(__file__).with_name("bilingual.txt").read_text(encoding="utf-8")
    body = re.split(r"^== .*$", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)[1]
    dutch, english = body.split("\n--\n")
    if harder:
        english = _shuffled(english)
    old, old_keys = _side(dutch, "nl")
    new, new_keys = _side(english, "en")
    if harder:
        bare = tuple(replace(one, label=None, path=one.id, heading=None) for one in new.clauses if one.text)
        new = replace(new, clauses=tuple(replace(one, parent=None, level=1) for one in bare))
    kept = {clause.id for clause in new.clauses}
    gold = {
        (o, n) for o, key in old_keys.items() for n, other in new_keys.items() if key == other and n in kept
    }
    return Counterparts(old, new, gold)


def _shuffled(text: str) -> str:
    """The articles of an outline in another order."""
    articles = re.split(r"^(?=@)", text.strip("\n"), flags=re.MULTILINE)
    articles = [article.strip("\n") for article in articles if article.strip()]
    random.Random(4).shuffle(articles)
    return "\n".join(articles)


def _side(text: str, language: str) -> tuple[Contract, dict[str, str]]:
    contract = outline(KEY.sub(r"\1", text), language)
    keys = {f"c{place}": mark[1] for place, mark in enumerate(KEY.findall(text), start=1)}
    return contract, keys


def score(pair: Counterparts, *, vectors: bool) -> tuple[float, float, float]:
    """Precision, recall and F1 of the links."""
    hidden = mock.patch.object(bilingual, "_encoder", lambda: None)
    if vectors:
        links = align(pair.old, pair.new).links
    else:
        with hidden:
            links = align(pair.old, pair.new).links
    found = {(old, new) for link in links for old in old_ids(link) for new in new_ids(link)}
    right = len(found & pair.gold)
    precision, recall = right / max(1, len(found)), right / len(pair.gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    """Print the four rows."""
    for harder in (False, True):
        pair = counterparts(harder=harder)
        for vectors in (True, False):
            precision, recall, f1 = score(pair, vectors=vectors)
            text = "no numbers, no headings, shuffled" if harder else "as it stands"
            print(
                f"{text}, {'with' if vectors else 'without'} vectors: precision {precision:.3f}, "
                f"recall {recall:.3f}, F1 {f1:.3f} of {len(pair.gold)}"
            )


if __name__ == "__main__":
    main()
