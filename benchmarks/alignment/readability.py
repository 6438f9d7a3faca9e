"""How much a reader has to read: marks and marked words in each reworded clause.

    python -m benchmarks.alignment.readability OLD NEW [OLD NEW ...]

Three ways of marking the same clauses: clausediff's (words and phrases), the word diff with the fewest marked
words that it starts from, and diff-match-patch on characters with its own clean-up. A mark is a stretch that
was taken out, put in or replaced; the least possible is one a clause. Words are counted on both sides.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from diff_match_patch import diff_match_patch

from clausediff.model.comparison import Op, Status
from clausediff.pipeline import compare_contracts, read_contract
from clausediff.redline.pieces import pieces
from clausediff.redline.segments import segments
from clausediff.redline.worddiff import diff_pieces
from clausediff.settings import Settings
from clausediff.wording import words

Marks = tuple[int, int]
"""Marks and marked words."""


def of_phrases(old: str, new: str) -> Marks:
    """As clausediff marks it."""
    found = segments(old, new)
    return _marks([(one.op is Op.EQUAL, one.text) for one in found])


def of_words(old: str, new: str) -> Marks:
    """The word diff before it is tidied."""
    left, right = pieces(old), pieces(new)
    stretches = diff_pieces(left, right)
    marked = sum(
        len(words("".join(piece.text for piece in (*left[one.a : one.b], *right[one.c : one.d]))))
        for one in stretches
        if not one.same
    )
    return sum(not one.same for one in stretches), marked


def of_characters(old: str, new: str) -> Marks:
    """Diff-match-patch on characters, with ``cleanupSemantic``; a word cut through counts as marked."""
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    found = engine.diff_main(old, new)
    engine.diff_cleanupSemantic(found)
    return _marks([(op == 0, text) for op, text in found])


def _marks(found: Iterable[tuple[bool, str]]) -> Marks:
    marks = marked = 0
    inside = False
    for equal, text in found:
        if equal:
            inside = inside and not text.strip()
            continue
        marks += not inside
        inside = True
        marked += len(words(text))
    return marks, marked


def main() -> None:
    """Print a table for all pairs together."""
    parser = argparse.ArgumentParser(description="Marks and marked words in each reworded clause.")
    parser.add_argument("documents", nargs="+", type=Path)
    given = parser.parse_args().documents
    texts = []
    for old, new in zip(given[::2], given[1::2], strict=True):
        sides = read_contract(old), read_contract(new)
        clauses = [{one.id: one.text for one in side.clauses} for side in sides]
        texts += [
            (clauses[0][change.old[0]], clauses[1][change.new[0]])
            for change in compare_contracts(*sides, Settings(findings=False)).changes
            if change.status is Status.REWORDED
        ]
    print(f"{len(texts)} reworded clauses")
    for name, mark in (("clausediff", of_phrases), ("words", of_words), ("characters", of_characters)):
        found = [mark(*pair) for pair in texts]
        marks, marked = (sum(row[place] for row in found) for place in (0, 1))
        each = marks / len(texts), marked / len(texts)
        print(f"{name:12} {each[0]:5.2f} marks a clause, {each[1]:6.1f} marked words a clause")


if __name__ == "__main__":
    main()
