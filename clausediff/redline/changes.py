"""One entry of the comparison for each link: status, facets and segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausediff.model.alignment import (
    Added,
    Alignment,
    Link,
    Match,
    Merge,
    Move,
    Regroup,
    Removed,
    Split,
    new_ids,
    old_ids,
)
from clausediff.model.comparison import ClauseChange, Status
from clausediff.model.contract import Clause, Contract
from clausediff.redline.addresses import Address, printed_addresses
from clausediff.redline.cosmetic import Canon, canons
from clausediff.redline.figures import FigureReader, differing_figures
from clausediff.redline.segments import replaced, segments
from clausediff.wording import marks, words

_CLOSING = (".", ":", "-")
"""Marks that end a heading in front of a text."""


@dataclass(frozen=True, slots=True)
class _View:
    """A contract by clause id, with each clause's printed address and canonical wording."""

    clauses: dict[str, Clause]
    addresses: dict[str, Address]
    canon: Canon
    figures: FigureReader
    language: str

    def texts(self, ids: Sequence[str]) -> str:
        return "\n".join(self.clauses[one].text for one in ids)

    def numbers(self, ids: Sequence[str]) -> list[str]:
        return self.figures.read([self.clauses[one] for one in ids])


def describe_changes(old: Contract, new: Contract, alignment: Alignment) -> tuple[ClauseChange, ...]:
    """What changed, one entry a link and in the order of the links; ids are ``d1``, ``d2``, ..."""
    canon_old, canon_new = canons(old, new, alignment)
    left, right = _view(old, canon_old), _view(new, canon_new)
    moves = {move.link: move for move in alignment.moves}
    return tuple(
        _describe(place, link, left, right, moves.get(place)) for place, link in enumerate(alignment.links)
    )


def _view(contract: Contract, canon: Canon) -> _View:
    clauses = {clause.id: clause for clause in contract.clauses}
    return _View(clauses, printed_addresses(contract), canon, FigureReader(contract), contract.language)


def _describe(place: int, link: Link, left: _View, right: _View, move: Move | None) -> ClauseChange:
    olds, news = old_ids(link), new_ids(link)
    status = _status(link, left, right)
    both = bool(olds and news)
    translated = both and {left.language, right.language} == {"nl", "en"}
    return ClauseChange(
        id=f"d{place + 1}",
        status=status,
        old=olds,
        new=news,
        renumbered=both
        and _renumbered([left.addresses[i] for i in olds], [right.addresses[i] for i in news]),
        relocated=move is not None,
        retitled=both and _retitled(left.clauses[olds[0]], right.clauses[news[0]]),
        cosmetic=status is Status.REWORDED and left.canon(olds[0]) == right.canon(news[0]),
        confidence=link.evidence.confidence,
        method=link.evidence.method,
        segments=(replaced if translated else segments)(left.texts(olds), right.texts(news)),
        figures=differing_figures(left.numbers(olds), right.numbers(news)) if translated else None,
        moved_with=None if move is None or move.moved_with is None else f"d{move.moved_with + 1}",
    )


def _status(link: Link, left: _View, right: _View) -> Status:
    match link:
        case Match(old=old, new=new):
            one, two = left.clauses[old], right.clauses[new]
            same = one.text == two.text or marks(one.text) == marks(two.text) or _refitted(one, two)
            return Status.UNCHANGED if same else Status.REWORDED
        case Split():
            return Status.SPLIT
        case Merge():
            return Status.MERGED
        case Regroup():
            return Status.REGROUPED
        case Added():
            return Status.ADDED
        case Removed():
            return Status.REMOVED


def _renumbered(olds: list[Address], news: list[Address]) -> bool:
    """Whether the printed address changed; for a split or merge, whether no part kept it."""
    return not set(olds) & set(news) if min(len(olds), len(news)) == 1 else set(olds) != set(news)


def _retitled(old: Clause, new: Clause) -> bool:
    if old.heading == new.heading or words(old.heading or "") == words(new.heading or ""):
        return False
    return not (_refitted(old, new) or _runs_on(old, new) or _runs_on(new, old))


def _refitted(old: Clause, new: Clause) -> bool:
    """Whether the same words stand as a heading on one side and in the text on the other."""
    if bool(old.heading) == bool(new.heading):
        return False
    return _spoken(old) == _spoken(new)


def _runs_on(headed: Clause, bare: Clause) -> bool:
    """Whether the one's heading, with its closing mark, starts the text of the other, which has none."""
    title, text = _folded(headed.heading or ""), _folded(bare.text)
    if not title or bare.heading or text[: len(title)] != title:
        return False
    return title[-1] in _CLOSING or text[len(title) : len(title) + 1] in ([mark] for mark in _CLOSING)


def _spoken(clause: Clause) -> list[str]:
    return _folded(f"{clause.heading or ''} {clause.text}")


def _folded(text: str) -> list[str]:
    return [mark.casefold() for mark in marks(text)]
