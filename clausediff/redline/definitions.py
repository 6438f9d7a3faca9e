"""Which defined terms changed, and every clause that uses them: a change that no redline shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from clausediff.model.alignment import Alignment, new_ids, old_ids
from clausediff.model.comparison import DefinitionChange, DefinitionState
from clausediff.model.contract import Clause, Contract, Definition, Kind
from clausediff.wording import plain

_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[\"“„'(]?[A-ZÀ-Þ])")
_MEMBER = re.compile(
    r"(?<=[,;:])\s+(?=(?:(?:and|or|en|of)\s+)?\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)\s)|(?<=;)\s+", re.IGNORECASE
)
_IN_PASSING = r"\([^()]*[“\"„‘'«]{}[”\"’'»][^()]*\)"


@dataclass(frozen=True, slots=True)
class _Body:
    """A definition with the words that define its term, typography folded."""

    definition: Definition
    text: str


def compare_definitions(old: Contract, new: Contract, alignment: Alignment) -> tuple[DefinitionChange, ...]:
    """Every defined term of both sides, new side first, removed ones last."""
    places: dict[str, int] = {}
    for place, link in enumerate(alignment.links):
        places.update({f"old {one}": place for one in old_ids(link)})
        places.update({f"new {one}": place for one in new_ids(link)})
    olds, news = _bodies(old), _bodies(new)
    partners = _partners(olds, news, places)
    usage = Usage(new)
    found = [_change(body, partners.get(place), usage) for place, body in enumerate(news)]
    kept = {id(body) for body in partners.values()}
    found += [_removed(body, usage) for body in olds if id(body) not in kept]
    return tuple(found)


def _partners(olds: list[_Body], news: list[_Body], places: dict[str, int]) -> dict[int, _Body]:
    """New definition -> old one: by term and scope, by term, by clause (renamed)."""

    def same_clause(one: _Body, other: _Body) -> bool:
        return places[f"old {other.definition.clause}"] == places[f"new {one.definition.clause}"]

    tests: tuple[Callable[[_Body, _Body], bool], ...] = (
        lambda one, other: _term(one) == _term(other) and same_clause(one, other),
        lambda one, other: _term(one) == _term(other),
        lambda one, other: same_clause(one, other) and _alike(one, other),
    )
    found: dict[int, _Body] = {}
    left = list(olds)
    for test in tests:
        for place, one in enumerate(news):
            if place in found:
                continue
            other = next((other for other in left if test(one, other)), None)
            if other is not None:
                found[place] = other
                left = [body for body in left if body is not other]
    return found


def _change(body: _Body, before: _Body | None, usage: Usage) -> DefinitionChange:
    definition = body.definition
    state = _state(body, before)
    affects = () if state is DefinitionState.UNCHANGED else usage.of(definition.term, definition.clause)
    return DefinitionChange(
        term=definition.term,
        status=state,
        old=None if before is None else before.definition.clause,
        new=definition.clause,
        affects=affects,
        old_term=before.definition.term if before and state is DefinitionState.RENAMED else None,
    )


def _removed(body: _Body, usage: Usage) -> DefinitionChange:
    term = body.definition.term
    return DefinitionChange(term, DefinitionState.REMOVED, body.definition.clause, None, usage.of(term, None))


def _state(body: _Body, before: _Body | None) -> DefinitionState:
    if before is None:
        return DefinitionState.ADDED
    if _term(body) != _term(before):
        return DefinitionState.RENAMED
    return DefinitionState.UNCHANGED if body.text == before.text else DefinitionState.REWORDED


def _term(body: _Body) -> str:
    return plain(body.definition.term).casefold()


def _alike(one: _Body, other: _Body) -> bool:
    """Whether two definitions in one clause share half of their words, the terms aside."""
    left, right = set(one.text.split()), set(other.text.split())
    return 2 * len(left & right) >= min(len(left), len(right))


def _bodies(contract: Contract) -> list[_Body]:
    below: dict[str | None, list[Clause]] = {}
    for clause in contract.clauses:
        below.setdefault(clause.parent, []).append(clause)
    clauses = {clause.id: clause for clause in contract.clauses}
    often: dict[str, int] = {}
    for definition in contract.definitions:
        often[definition.clause] = often.get(definition.clause, 0) + 1
    return [
        _Body(definition, _defining(definition, clauses, below, often[definition.clause] > 1))
        for definition in contract.definitions
    ]


def _defining(
    definition: Definition, clauses: dict[str, Clause], below: dict[str | None, list[Clause]], shared: bool
) -> str:
    """The words that define the term: the clause with what it holds, or the term's part of it.

    Of a term in passing, ``(ii) the General Regulation (“GDPR”)``, that is the member of the list, else the
    sentence; of several terms in one clause the sentences that name them. Notes define nothing.
    """
    clause = clauses[definition.clause]
    passing = re.search(_IN_PASSING.format(re.escape(definition.term)), clause.text)
    announced = clause.text.endswith(":") and clause.id in below
    if passing is not None and not announced and not _starts_with(clause.text, definition.term):
        return plain(_part_at(_MEMBER, *_part_at(_SENTENCE, clause.text, passing.start()))[0])
    if shared and not _starts_with(clause.text, definition.term):
        sentences = _SENTENCE.split(clause.text)
        return plain(" ".join(s for s in sentences if definition.term in s) or clause.text)
    texts, waiting = [], [clause]
    while waiting:
        one = waiting.pop()
        texts.append(one.text)
        waiting += reversed([child for child in below.get(one.id, []) if child.kind is not Kind.NOTE])
    return plain(" ".join(texts))


def _starts_with(text: str, term: str) -> bool:
    """Whether the clause begins with its term, apart from an article and quotes: all of it defines it."""
    at = text.find(term)
    return 0 <= at <= 8 and len(re.findall(r"\w+", text[:at])) <= 1


def _part_at(border: re.Pattern[str], text: str, place: int) -> tuple[str, int]:
    """The part between two borders in which a place lies, and the place within it."""
    start, end = 0, len(text)
    for match in border.finditer(text):
        if match.end() <= place:
            start = match.end()
        else:
            end = match.start()
            break
    return text[start:end], place - start


class Usage:
    """Where the words of a contract are used: one search over all its clauses at once."""

    def __init__(self, contract: Contract) -> None:
        parents = {clause.parent for clause in contract.clauses}
        clauses = [clause for clause in contract.clauses if clause.text or not _names(clause, parents)]
        self._ids = [clause.id for clause in clauses]
        self._starts: list[int] = []
        parts, size = [], 0
        for clause in clauses:
            part = f"{plain(clause.heading or '')}\n{plain(clause.text)}\n"
            self._starts.append(size)
            parts.append(part)
            size += len(part)
        self._text = "".join(parts)
        self._folded = self._text.lower()

    def of(self, term: str, but: str | None) -> tuple[str, ...]:
        """Ids of the clauses that use ``term`` or its plural, in order, without the clause ``but``.

        Capitals count for a term that is written with one: "Data" is not found in "data".
        """
        term = plain(term)
        exact = term != term.lower()
        text = self._text if exact or len(self._folded) != len(self._text) else self._folded
        stem = term if exact else term.lower()
        found = {bisect_right(self._starts, at) - 1 for at in _occurrences(stem, text)}
        return tuple(self._ids[place] for place in sorted(found) if self._ids[place] != but)


_TITLES = frozenset((Kind.PREAMBLE, Kind.HEADING, Kind.ANNEX))


def _names(clause: Clause, parents: set[str | None]) -> bool:
    """Whether a clause without words of its own is a title: it names things and says nothing of them."""
    return clause.id in parents or clause.kind in _TITLES


_PLURAL = re.compile(r"(?:'?s|e?n|es|ën)?(?!\w)(?!-\w)")


def _occurrences(stem: str, text: str) -> list[int]:
    found = []
    for form in (stem, *_plurals(stem)):
        at = text.find(form) if form else -1
        while at != -1:
            before = text[at - 1] if at else " "
            if not before.isalnum() and before != "-" and _PLURAL.match(text, at + len(form)):
                found.append(at)
            at = text.find(form, at + 1)
    return found


def _plurals(stem: str) -> list[str]:
    """Plural forms that change the stem: party, parties; category is such a word too."""
    return [stem[:-1] + "ies"] if stem.endswith("y") else []
