"""What became of each cross-reference of the new side."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from clausediff.model.alignment import Alignment, new_ids, old_ids
from clausediff.model.comparison import ReferenceChange, ReferenceState
from clausediff.model.contract import Contract, Reference
from clausediff.redline.addresses import Address, printed_addresses
from clausediff.wording import plain

_NAME = re.compile(r"\s*\((?P<name>[A-ZÀ-Þ][^()]{2,90})\)")
_NUMBER = re.compile(r"\d+(?:\.\d+)*|\b[a-z]\b|\b[ivxlcdm]+\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Places:
    """Clause id -> index of its link, its printed address and its text, for each side."""

    old: dict[str, int]
    new: dict[str, int]
    addresses_old: dict[str, Address]
    addresses_new: dict[str, Address]
    texts_old: dict[str, str]
    texts_new: dict[str, str]

    def same(self, old: str | None, new: str | None) -> bool:
        """Whether an old and a new target are the same clause by the alignment."""
        return old is not None and new is not None and self.old.get(old) == self.new.get(new)

    def renumbered(self, old: str, new: str) -> bool:
        """Whether an old and a new target have different printed addresses."""
        return self.addresses_old.get(old) != self.addresses_new.get(new)

    def same_name(self, old: Reference, new: Reference) -> bool:
        """Whether the same name stands in brackets behind both: ``Schedule 3 (Details of Processing)``."""
        before, after = _name(old, self.texts_old), _name(new, self.texts_new)
        return before is not None and before == after


def follow_references(old: Contract, new: Contract, alignment: Alignment) -> tuple[ReferenceChange, ...]:
    """One row for each reference and target of the new side, in the new side's order."""
    texts = [{clause.id: clause.text for clause in side.clauses} for side in (old, new)]
    places = _Places({}, {}, printed_addresses(old), printed_addresses(new), *texts)
    for place, link in enumerate(alignment.links):
        places.old.update(dict.fromkeys(old_ids(link), place))
        places.new.update(dict.fromkeys(new_ids(link), place))
    before: dict[int, list[Reference]] = {}
    for reference in old.references:
        before.setdefault(places.old[reference.clause], []).append(reference)
    after: dict[int, list[Reference]] = {}
    for reference in new.references:
        after.setdefault(places.new[reference.clause], []).append(reference)
    partners = {
        id(one): other
        for place, found in after.items()
        for one, other in _pair(before.get(place, []), found, places)
    }
    return tuple(_judge(reference, partners.get(id(reference)), places) for reference in new.references)


def _pair(olds: list[Reference], news: list[Reference], places: _Places) -> list[tuple[Reference, Reference]]:
    """New references with the old ones that they continue: by words and target, target, words or name."""
    tests: tuple[Callable[[Reference, Reference], bool], ...] = (
        lambda one, other: _words(one) == _words(other) and places.same(other.target, one.target),
        lambda one, other: places.same(other.target, one.target),
        lambda one, other: _words(one) == _words(other),
        lambda one, other: places.same_name(other, one),
    )
    found = []
    left = list(olds)
    waiting = list(news)
    for test in tests:
        for one in list(waiting):
            other = next((other for other in left if test(one, other)), None)
            if other is not None:
                found.append((one, other))
                left.remove(other)
                waiting.remove(one)
    return found


def _judge(reference: Reference, before: Reference | None, places: _Places) -> ReferenceChange:
    target_old = before.target if before is not None else None
    return ReferenceChange(
        clause=reference.clause,
        text=reference.text,
        status=_state(reference, before, places),
        target=reference.target,
        target_old=target_old,
    )


def _state(reference: Reference, before: Reference | None, places: _Places) -> ReferenceState:
    if reference.external:
        return ReferenceState.EXTERNAL
    if reference.target is None:
        return ReferenceState.DANGLING
    if before is None or before.target is None:
        return ReferenceState.OK
    if not places.same(before.target, reference.target):
        return ReferenceState.STALE
    followed = _numbers(before) != _numbers(reference) and places.renumbered(before.target, reference.target)
    return ReferenceState.FOLLOWS if followed else ReferenceState.OK


def _name(reference: Reference, texts: dict[str, str]) -> str | None:
    text = texts[reference.clause]
    at = text.find(reference.text, reference.start)
    match = _NAME.match(text, at + len(reference.text))
    return plain(match["name"]).casefold() if match is not None else None


def _words(reference: Reference) -> str:
    return plain(reference.text).casefold()


def _numbers(reference: Reference) -> list[str]:
    return _NUMBER.findall(_words(reference))
