"""Where a printed number leads: the clauses of a contract by address, annex by annex."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausediff.labels import Family, Label, parse_label
from clausediff.model.contract import Clause, Kind
from clausediff.wording import words

Address = tuple[int, ...]
"""Numbers from the article down: ``Artikel 5.2 onder b`` is ``(5, 2, 2)``."""

_RELATIVE = (Family.ALPHA, Family.ROMAN, Family.DEGREE)
_UNADDRESSED = (Kind.ANNEX, Kind.RECITAL, Kind.PARTY, Kind.PREAMBLE, Kind.TABLE, Kind.NOTE)
"""Kinds that are not found by an article's number."""
_ANNEX_STEM = re.compile(
    r"bijlage|annex|appendix|attachment|schedule|exhibit|aanhangsel|addendum", re.IGNORECASE
)


class Book:
    """The addresses of one contract.

    A clause's address is relative to its annex: numbers that start anew in an annex do not collide.
    """

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = {clause.id: clause for clause in clauses}
        self._addresses: dict[str, Address] = {}
        self._scopes: dict[str, str | None] = {}
        self._by_address: dict[tuple[str | None, Address], str] = {}
        self._annexes: dict[tuple[str, int], str] = {}
        self._headings: dict[str, list[str]] = {}
        self._articles: dict[str, Address | None] = {}
        for clause in clauses:
            self._enter(clause)

    def _enter(self, clause: Clause) -> None:
        parent = clause.parent
        scope = self._scopes[parent] if parent else None
        above = self._addresses[parent] if parent else ()
        article = self._articles[parent] if parent else None
        label = parse_label(clause.label) if clause.label else None
        address = above
        if clause.kind is Kind.ANNEX:
            scope, address, article = clause.id, (), None
            if label is not None:
                self._annexes.setdefault((_stem(label.word), label.numbers[-1]), clause.id)
        elif label is not None:
            address = _address(label, above)
            if label.family is not Family.PART and (not above or label.family is Family.ARTICLE):
                article = address
        self._scopes[clause.id], self._addresses[clause.id] = scope, address
        self._articles[clause.id] = article
        if label is not None and clause.kind not in _UNADDRESSED and label.family is not Family.PART:
            self._by_address.setdefault((scope, address), clause.id)
        if clause.heading:
            self._headings.setdefault(" ".join(words(clause.heading)), []).append(clause.id)

    def resolve(self, address: Address, within: str) -> str | None:
        """The clause at an address, looked up in the annex of ``within`` first, then in the body."""
        for scope in dict.fromkeys((self._scopes[within], None)):
            found = self._by_address.get((scope, address))
            if found is not None:
                return found
        return None

    def annex(self, word: str, number: int, written: str) -> str | None:
        """The annex of a word and number; ``Annex A`` and ``Annex 1`` are different annexes."""
        found = self._annexes.get((_stem(word), number))
        if found is None:
            return None
        label = self._clauses[found].label or ""
        same_kind = label.rstrip(".: ")[-1:].isdigit() == written.isdigit()
        return found if same_kind else None

    def by_heading(self, title: str, within: str) -> str | None:
        """The clause with a heading, in the annex of ``within`` first; ``None`` if several would do."""
        found = self._headings.get(" ".join(words(title)), [])
        near = [one for one in found if self._scopes[one] == self._scopes[within]]
        for candidates in (near, found):
            if len(candidates) == 1:
                return candidates[0]
        return None

    def article_of(self, clause: str) -> Address | None:
        """Address of the article that a clause stands in."""
        return self._articles[clause]

    def nearest_item(self, clause: str, number: int) -> str | None:
        """The item with a letter's number in the innermost list around a clause."""
        node: Clause | None = self._clauses[clause]
        while node is not None:
            found = self._by_address.get((self._scopes[node.id], (*self._addresses[node.id], number)))
            if found is not None and parse_label(self._clauses[found].label or "") is not None:
                return found
            node = self._clauses[node.parent] if node.parent else None
        return None


def _stem(word: str) -> str:
    found = _ANNEX_STEM.search(word)
    return found[0].lower() if found else word.lower()


def _address(label: Label, above: Address) -> Address:
    if label.family is Family.PART:
        return above
    if label.family is Family.ARTICLE:
        return label.numbers
    if label.family in _RELATIVE:
        return (*above, *label.numbers)
    if len(label.numbers) > 1 or not above:
        return label.numbers
    return (*above, *label.numbers)
