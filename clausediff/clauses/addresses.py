"""Where a printed number leads: the clauses of a contract by address, annex by annex."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from clausediff.labels import Family, Label, parse_label, roman_value
from clausediff.model.contract import Clause, Kind
from clausediff.wording import words

Address = tuple[int, ...]
"""Numbers from the article down; letters count below zero: ``Artikel 5.2 onder b`` is ``(5, 2, -2)``.

Roman numerals count below :data:`ROMAN`: item ``ii`` is no item ``b``.
"""

ROMAN = -1000
"""What a Roman numeral is counted down from."""

_RELATIVE = (Family.ALPHA, Family.ROMAN)
_ANNEX_STEM = re.compile(
    r"bijlage|annex|appendi|attachment|schedule|exhibit|aanhangsel|addendum", re.IGNORECASE
)


class Book:
    """The addresses of one contract.

    A clause's address is relative to its annex: numbers that start anew in an annex do not collide.
    """

    def __init__(self, clauses: Sequence[Clause], title: str | None = None) -> None:
        self.clauses = {clause.id: clause for clause in clauses}
        self.title_words = frozenset(words(title or ""))
        self.article_words: set[str] = set()
        self._addresses: dict[str, Address] = {}
        self._scopes: dict[str, str | None] = {}
        self._by_address: dict[tuple[str | None, Address], str] = {}
        self._by_own_number: dict[tuple[str | None, Address], list[str]] = {}
        self._annexes: dict[tuple[str, int], list[str]] = {}
        self._headings: dict[str, list[str]] = {}
        self._articles: dict[str, str | None] = {}
        self._below: dict[tuple[str, re.Pattern[str]], bool] = {}
        self._by_word: dict[tuple[str | None, str, Address], str] = {}
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
                self._annexes.setdefault((_stem(label.word), label.numbers[-1]), []).append(clause.id)
        elif label is not None and label.family is not Family.PART:
            address = _address(label, above)
            if article is None or label.family is Family.ARTICLE:
                article = clause.id
            self._register(scope, address, label, clause.id)
            self._by_own_number.setdefault((scope, label.numbers), []).append(clause.id)
            self.article_words.add(label.word)
        self._scopes[clause.id], self._addresses[clause.id] = scope, address
        self._articles[clause.id] = article
        if clause.heading:
            self._headings.setdefault(_key(clause.heading), []).append(clause.id)

    def _register(self, scope: str | None, address: Address, label: Label, clause: str) -> None:
        """The first clause with an address has it, but a group gives it up: ``Section I`` to ``Clause 1``."""
        if label.family is Family.ARTICLE:
            self._by_word.setdefault((scope, label.word, address), clause)
        holder = self._by_address.get((scope, address))
        if holder is None or (label.family is Family.ARTICLE and self._is_above(holder, clause)):
            self._by_address[scope, address] = clause

    def _is_above(self, outer: str, clause: str) -> bool:
        parent = self.clauses[clause].parent
        while parent is not None and parent != outer:
            parent = self.clauses[parent].parent
        return parent == outer

    def resolve(self, addresses: Iterable[Address], within: str, word: str = "") -> str | None:
        """The clause at the first address there is, in the annex of ``within`` first, then around it.

        Args:
            addresses: readings of one printed address (``i`` is a letter or a Roman numeral).
            within: id of the clause that holds the reference, or of an annex.
            word: the word in front of the number, where it tells two kinds of clauses apart.
        """
        readings = list(addresses)
        for scope in self._around(within):
            for address in readings:
                found = self._by_word.get((scope, word, address)) or self._by_address.get((scope, address))
                if found is not None:
                    return found
            for address in readings:
                alone = self._by_own_number.get((scope, address), [])
                if len(alone) == 1 and scope is not None:
                    return alone[0]
        return None

    def _around(self, within: str) -> Iterator[str | None]:
        """The annex of a clause, the annexes around it, and the body (``None``)."""
        scope = self._scopes[within]
        while scope is not None:
            yield scope
            parent = self.clauses[scope].parent
            scope = self._scopes[parent] if parent else None
        yield None

    def annex(self, word: str, number: int, written: str, within: str) -> str | None:
        """The annex of a word and number; ``Annex A`` and ``Annex 1`` are different annexes.

        ``Annex 2`` is ``Annex II`` where there is no other.
        """
        same_number = self._annexes.get((_stem(word), number), [])
        in_digits = written[-1:].isdigit()
        found = [one for one in same_number if self._tail(one)[-1:].isdigit() == in_digits]
        if not found:
            found = [
                one for one in same_number if number in (roman_value(self._tail(one)), roman_value(written))
            ]
        around = list(self._around(within))
        inside = [one for one in found if one in around or self._outer(one) in around[:-1]]
        return next(iter(inside or found), None)

    def _tail(self, annex: str) -> str:
        """The count at the end of an annex's label."""
        return (self.clauses[annex].label or "").rstrip(".: ").rpartition(" ")[2]

    def _outer(self, annex: str) -> str | None:
        parent = self.clauses[annex].parent
        return self._scopes[parent] if parent else None

    def annex_named(self, name: str, within: str) -> str | None:
        """The annex that is the document of that name: the one around ``within``, else the only one."""
        wanted = set(words(name))
        found = [
            one
            for ids in self._annexes.values()
            for one in ids
            if self._outer(one) is None and wanted <= set(words(self.clauses[one].heading or ""))
        ]
        around = [one for one in self._around(within) if one in found]
        if around:
            return around[-1]
        return found[0] if len(found) == 1 else None

    def is_below(self, clause: str, words_of: re.Pattern[str]) -> bool:
        """Whether a clause or one above it holds the words."""
        known = self._below.get((clause, words_of))
        if known is None:
            node = self.clauses[clause]
            own = words_of.search(node.text) or words_of.search(node.heading or "")
            known = own is not None or (node.parent is not None and self.is_below(node.parent, words_of))
            self._below[clause, words_of] = known
        return known

    def scope(self, clause: str) -> str | None:
        """The annex that a clause stands in, ``None`` in the body."""
        return self._scopes[clause]

    def by_heading(self, title: str, within: str) -> str | None:
        """The clause with a heading, in the annex of ``within`` first; ``None`` if several would do."""
        found = self._headings.get(_key(title), [])
        near = [one for one in found if self._scopes[one] == self._scopes[within]]
        for candidates in (near, found):
            if len(candidates) == 1:
                return candidates[0]
        return None

    def heading_of(self, clause: str) -> str | None:
        """The nearest clause with a heading around a clause, itself included."""
        node: Clause | None = self.clauses[clause]
        while node is not None:
            if node.heading is not None:
                return node.id
            node = self.clauses[node.parent] if node.parent else None
        return None

    def article_of(self, clause: str) -> str | None:
        """The article that a clause stands in, ``None`` outside articles."""
        return self._articles[clause]

    def address(self, clause: str) -> Address:
        """The address of a clause, relative to its annex."""
        return self._addresses[clause]

    def here(self, clause: str, addresses: Sequence[Address]) -> str | None:
        """The clause at the first address there is in the annex (or body) of ``clause`` alone."""
        scope = self._scopes[clause]
        return next(
            (self._by_address[scope, one] for one in addresses if (scope, one) in self._by_address), None
        )

    def near(self, clause: str, steps: Sequence[Address]) -> str | None:
        """The clause that steps lead to from the innermost clause around ``clause`` that has them."""
        scope = self._scopes[clause]
        above = self._addresses[clause]
        for length in range(len(above), -1, -1):
            for step in steps:
                found = self._by_address.get((scope, (*above[:length], *step)))
                if found is not None:
                    return found
        return None

    def beside(self, clause: str, step: int) -> str | None:
        """The numbered clause before (-1) or after (1) the paragraph of an article that holds ``clause``."""
        above, article = self._addresses[clause], self._articles[clause]
        if article is None:
            return None
        depth = len(self._addresses[article]) + 1
        if len(above) < depth:
            return None
        address = (*above[: depth - 1], above[depth - 1] + step)
        return self._by_address.get((self._scopes[clause], address))

    def article_beside(self, clause: str, step: int) -> str | None:
        """The article before (-1) or after (1) the one that holds ``clause``."""
        article = self._articles[clause]
        if article is None:
            return None
        above = self._addresses[article]
        return self._by_address.get((self._scopes[clause], (*above[:-1], above[-1] + step)))


def _key(heading: str) -> str:
    return " ".join(words(heading))


def _stem(word: str) -> str:
    found = _ANNEX_STEM.search(word)
    return found[0].lower() if found else word.lower()


def _address(label: Label, above: Address) -> Address:
    if label.family is Family.ARTICLE:
        return label.numbers
    if label.family in _RELATIVE:
        start = ROMAN if label.family is Family.ROMAN else 0
        return (*above, *(start - number for number in label.numbers))
    if len(label.numbers) > 1 or not above:
        return label.numbers
    return (*above, *label.numbers)
