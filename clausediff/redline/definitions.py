"""Which defined terms changed, and every clause that uses them: a change that no redline shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from clausediff.model.alignment import Alignment, new_ids, old_ids
from clausediff.model.comparison import DefinitionChange, DefinitionState
from clausediff.model.contract import Clause, Contract, Definition, Kind
from clausediff.redline.cosmetic import Canon, canonical, canons
from clausediff.wording import plain, words

_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[\"“„'(]?[A-ZÀ-Þ])")
_MEMBER = re.compile(
    r"(?<=[,;:])\s+(?=(?:(?:and|or|en|of)\s+)?\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)\s)|(?<=;)\s+", re.IGNORECASE
)
_IN_PASSING = r"\([^()]*[“\"„‘'«]{}[”\"’'»][^()]*\)"


_BEFORE = 5
"""Words in front of a term that say what is given that name: ``the hosted service (the “Service”)``."""


@dataclass(frozen=True, slots=True, eq=False)
class _Body:
    """A definition with the words that define its term.

    Attributes:
        definition: term and clause.
        written: the term, typography folded.
        entry: the entry of its clause.
        text: the words that define it, typography folded.
        canonical: gives the same in canonical words, in which spelling and followed references make no
            difference.
        named: the words just before the term that are no terms themselves; ``None`` where it starts
            its clause.
    """

    definition: Definition
    written: str
    entry: int
    text: str
    canonical: Callable[[], tuple[str, ...]]
    named: frozenset[str] | None

    @property
    def term(self) -> str:
        """The term, case folded."""
        return self.written.casefold()


def compare_definitions(old: Contract, new: Contract, alignment: Alignment) -> tuple[DefinitionChange, ...]:
    """Every defined term of both sides, new side first, removed ones last."""
    entries_old: dict[str, int] = {}
    entries_new: dict[str, int] = {}
    for place, link in enumerate(alignment.links):
        entries_old.update(dict.fromkeys(old_ids(link), place))
        entries_new.update(dict.fromkeys(new_ids(link), place))
    canon_old, canon_new = canons(old, new, alignment)
    olds, news = _bodies(old, canon_old, entries_old), _bodies(new, canon_new, entries_new)
    partners = _partners(olds, news)
    usage = Usage(new)
    found = [_change(body, partners.get(place), usage) for place, body in enumerate(news)]
    kept = {id(body) for body in partners.values()}
    found += [_removed(body, usage) for body in olds if id(body) not in kept]
    return tuple(found)


def _partners(olds: list[_Body], news: list[_Body]) -> dict[int, _Body]:
    """New definition -> old one: by term as written, by term, in its clause first; by clause (renamed)."""
    tests: tuple[tuple[Callable[[_Body], object], Callable[[_Body, _Body], bool] | None], ...] = (
        (lambda body: (body.written, body.entry), None),
        (lambda body: body.written, None),
        (lambda body: (body.term, body.entry), None),
        (lambda body: body.term, None),
        (lambda body: body.entry, _alike),
    )
    found: dict[int, _Body] = {}
    left = list(olds)
    for key, fits in tests:
        waiting: dict[object, list[_Body]] = {}
        for other in left:
            waiting.setdefault(key(other), []).append(other)
        for place, one in enumerate(news):
            alike = waiting.get(key(one), []) if place not in found else []
            partner = next((other for other in alike if fits is None or fits(one, other)), None)
            if partner is not None:
                found[place] = partner
                alike.remove(partner)
        kept = {id(body) for body in found.values()}
        left = [body for body in left if id(body) not in kept]
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
    """What became of a definition; spelling, list marks and followed references do not reword it."""
    if before is None:
        return DefinitionState.ADDED
    if body.term != before.term:
        return DefinitionState.RENAMED
    same = body.text == before.text or body.canonical() == before.canonical()
    return DefinitionState.UNCHANGED if same else DefinitionState.REWORDED


def _alike(one: _Body, other: _Body) -> bool:
    """Whether two definitions in one clause share half of their words, the terms aside.

    Of a term introduced in passing, the words in front of it count: its sentence speaks of other things too.
    """
    if one.named is not None and other.named is not None:
        return 2 * len(one.named & other.named) > min(len(one.named), len(other.named))
    left, right = set(one.text.split()), set(other.text.split())
    return 2 * len(left & right) >= min(len(left), len(right))


def _bodies(contract: Contract, canon: Canon, entries: dict[str, int]) -> list[_Body]:
    below: dict[str | None, list[Clause]] = {}
    for clause in contract.clauses:
        below.setdefault(clause.parent, []).append(clause)
    clauses = {clause.id: clause for clause in contract.clauses}
    terms: dict[str, list[str]] = {}
    for definition in contract.definitions:
        terms.setdefault(definition.clause, []).append(definition.term)
    return [
        _body(definition, entries[definition.clause], clauses, below, canon, terms[definition.clause])
        for definition in contract.definitions
    ]


def _body(
    definition: Definition,
    entry: int,
    clauses: dict[str, Clause],
    below: dict[str | None, list[Clause]],
    canon: Canon,
    terms: list[str],
) -> _Body:
    """A definition's words: the clause with what it holds, but for its notes, or the term's part of it."""
    clause = clauses[definition.clause]
    named = _named(clause.text, definition.term, terms)
    written = plain(definition.term)
    part = _part(clause.text, definition.term, clause.id in below, len(terms) > 1)
    if part is not None:
        return _Body(definition, written, entry, plain(part), lambda: canonical(part), named)
    inside, waiting = [], [clause]
    while waiting:
        one = waiting.pop()
        inside.append(one)
        waiting += reversed([child for child in below.get(one.id, []) if child.kind is not Kind.NOTE])
    text = plain(" ".join(one.text for one in inside))
    return _Body(
        definition,
        written,
        entry,
        text,
        lambda: tuple(word for one in inside for word in canon(one.id)),
        named,
    )


def _named(text: str, term: str, terms: list[str]) -> frozenset[str] | None:
    """The longer words just before a term; ``None`` for a term at the start, behind an article at most."""
    before = words(text[: max(0, text.find(term))])
    if len(before) < 2:
        return None
    others = {word for one in terms for word in words(one)}
    return frozenset(word for word in before[-_BEFORE:] if len(word) > 3) - others


def _part(text: str, term: str, holds: bool, shared: bool) -> str | None:
    """The part of a clause that defines a term; ``None`` if all of it does, and what it holds.

    Of a term in passing, ``(ii) the General Regulation (“GDPR”)``, that is the member of the list, else the
    sentence; of several terms in one clause the sentences that name them.
    """
    if _starts_with(text, term):
        return None
    passing = re.search(_IN_PASSING.format(re.escape(term)), text)
    if passing is not None and not (text.endswith(":") and holds):
        return _part_at(_MEMBER, *_part_at(_SENTENCE, text, passing.start()))[0]
    if shared:
        return " ".join(one for one in _SENTENCE.split(text) if term in one) or text
    return None


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
        self._terms: dict[str, set[str]] = {}
        for definition in contract.definitions:
            written = plain(definition.term)
            self._terms.setdefault(written.lower(), set()).add(written)

    def of(self, term: str, but: str | None) -> tuple[str, ...]:
        """Ids of the clauses that use ``term`` or its plural, in order, without the clause ``but``.

        Capitals count for a term that is written with one: "Data" is not found in "data"; nor is "data" in
        "Data" where that is a defined term as well.
        """
        term = plain(term)
        exact = term != term.lower() or bool(self._terms.get(term, set()) - {term})
        text = self._text if exact or len(self._folded) != len(self._text) else self._folded
        found = {bisect_right(self._starts, at) - 1 for at in _occurrences(term, text)}
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
