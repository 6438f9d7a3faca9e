"""What belongs to what: one link for every clause of both sides."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two sides were linked: the pass that did it and how alike the words are.

    Attributes:
        method: name of the pass (``identical``, ``wording``, ...); an open list, documented.
        confidence: 0 to 1, calibrated: of the entries at 0.9, nine in ten are right.
        similarity: 0 to 1, likeness of the words alone.
    """

    method: str
    confidence: float
    similarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """One clause continues as one clause."""

    old: str
    new: str
    evidence: Evidence = field(compare=False)


@dataclass(frozen=True, slots=True)
class Split:
    """One clause continues as several."""

    old: str
    new: tuple[str, ...]
    evidence: Evidence = field(compare=False)


@dataclass(frozen=True, slots=True)
class Merge:
    """Several clauses continue as one."""

    old: tuple[str, ...]
    new: str
    evidence: Evidence = field(compare=False)


@dataclass(frozen=True, slots=True)
class Regroup:
    """Several clauses continue as several others that cannot be told apart pair by pair."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    evidence: Evidence = field(compare=False)


@dataclass(frozen=True, slots=True)
class Added:
    """A clause that the old side does not have."""

    new: str
    evidence: Evidence = field(compare=False)


@dataclass(frozen=True, slots=True)
class Removed:
    """A clause that the new side does not have."""

    old: str
    evidence: Evidence = field(compare=False)


Link = Match | Split | Merge | Regroup | Added | Removed


@dataclass(frozen=True, slots=True)
class Move:
    """A link whose clauses changed places relative to the clauses around them.

    Attributes:
        link: index into :attr:`Alignment.links`.
        moved_with: index of the link of the section that moved as a whole and took this one along,
            ``None`` if this link moved by itself.
    """

    link: int
    moved_with: int | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """Links in reading order (new side, removed clauses at their old place) and which of them moved."""

    links: tuple[Link, ...]
    moves: tuple[Move, ...] = ()


def old_ids(link: Link) -> tuple[str, ...]:
    """Ids of the link's old side in document order; empty for an added clause."""
    match link:
        case Match(old=old) | Split(old=old) | Removed(old=old):
            return (old,)
        case Merge(old=olds) | Regroup(old=olds):
            return olds
        case Added():
            return ()


def new_ids(link: Link) -> tuple[str, ...]:
    """Ids of the link's new side in document order; empty for a removed clause."""
    match link:
        case Match(new=new) | Merge(new=new) | Added(new=new):
            return (new,)
        case Split(new=news) | Regroup(new=news):
            return news
        case Removed():
            return ()
