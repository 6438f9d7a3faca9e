"""Numbers, periods and amounts that differ between two texts of different languages.

Words of two languages are not compared; figures are. The numbers of cross-references are left out: what they
point to is compared elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from clausediff.model.comparison import Figures
from clausediff.model.contract import Clause, Contract, Reference
from clausediff.numerals import numbers_in
from clausediff.wording import words


class FigureReader:
    """The figures in the clauses of one contract."""

    def __init__(self, contract: Contract) -> None:
        self._language = contract.language
        self._references: dict[str, list[Reference]] = {}
        for reference in contract.references:
            self._references.setdefault(reference.clause, []).append(reference)

    def read(self, clauses: Sequence[Clause]) -> list[str]:
        """All figures of some clauses in order."""
        texts = (self._without_references(clause) for clause in clauses)
        return [number for text in texts for number in numbers_in(words(text), self._language)]

    def _without_references(self, clause: Clause) -> str:
        text = clause.text
        for reference in sorted(self._references.get(clause.id, ()), key=lambda one: -one.start):
            if text.startswith(reference.text, reference.start):
                text = text[: reference.start] + " " + text[reference.start + len(reference.text) :]
        return text


def differing_figures(old: list[str], new: list[str]) -> Figures | None:
    """The figures that only one side has, ``None`` if both have the same ones."""
    before, after = Counter(old), Counter(new)
    if before == after:
        return None
    return Figures(tuple((before - after).elements()), tuple((after - before).elements()))
