"""The result of comparing two contracts: what changed, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clausediff.model.contract import Contract
from clausediff.model.protection import CatalogueInfo
from clausediff.model.source import NotRead, Warn


class Op(StrEnum):
    """Operation of one segment of a word diff."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


class Status(StrEnum):
    """How the words of an entry relate; the closed list of the output contract."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    REGROUPED = "regrouped"
    ADDED = "added"
    REMOVED = "removed"


class ReferenceState(StrEnum):
    """What became of a cross-reference; the closed list of the output contract."""

    OK = "ok"
    FOLLOWS = "follows"
    STALE = "stale"
    DANGLING = "dangling"
    EXTERNAL = "external"


class DefinitionState(StrEnum):
    """What became of a definition; the closed list of the output contract."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"


class Effect(StrEnum):
    """Effect of a change as seen from the controller and the data subjects."""

    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"
    INTRODUCED = "introduced"
    WITHDRAWN = "withdrawn"
    NEUTRAL = "neutral"
    UNDETERMINED = "undetermined"


class Level(StrEnum):
    """Where a protection stands against what the AVG itself asks (``docs/protections.md``)."""

    ABSENT = "absent"
    BELOW = "below"
    MEETS = "meets"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that both sides share, or that one side alone has.

    ``move`` pairs a stretch that was deleted here with the same words inserted elsewhere in the entry.
    """

    op: Op
    text: str
    move: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers that only the old or only the new clauses of an entry hold, where no words can be compared."""

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One entry of the comparison; every clause of each side stands in exactly one.

    Old and new text (the clauses' texts joined by one line feed) can be rebuilt from ``segments``.
    ``figures`` are the numbers that differ between texts in two languages, whose words are not compared.
    """

    id: str
    status: Status
    old: tuple[str, ...]
    new: tuple[str, ...]
    renumbered: bool
    relocated: bool
    retitled: bool
    cosmetic: bool
    confidence: float
    method: str
    segments: tuple[Segment, ...]
    moved_with: str | None = None
    figures: Figures | None = None


@dataclass(frozen=True, slots=True)
class ReferenceChange:
    """A cross-reference of the new side and what became of it."""

    clause: str
    text: str
    status: ReferenceState
    target: str | None = None
    target_old: str | None = None


@dataclass(frozen=True, slots=True)
class DefinitionChange:
    """A defined term on both sides and the new side's clauses that use it."""

    term: str
    status: DefinitionState
    old: str | None
    new: str | None
    affects: tuple[str, ...] = ()
    old_term: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Evidence: a verbatim substring of a clause's text (or heading), and its normalised value if any.

    ``value`` is e.g. an ISO 8601 duration (``PT24H``), ``None`` where the quote has no such value.
    """

    clause: str
    quote: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A change of one protection in one aspect, with the rule that decided and the reason in a sentence."""

    id: str
    protection: str
    effect: Effect
    aspect: str
    old: Quote | None
    new: Quote | None
    avg_old: Level
    avg_new: Level
    rule: str
    reason: str
    change: str | None
    reach: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one protection stands in one document.

    Attributes:
        protection: id of the protection.
        level: level against the AVG.
        rung: the step of the protection's ladder, in words.
        article: the AVG article that sets the floor, without ``art.`` (``28(3)(h)``).
        clauses: ids of the clauses that provide it.
        evidence: verbatim quotes.
        missing: what the law asks and the text lacks, in words.
    """

    protection: str
    level: Level
    rung: str = ""
    article: str = ""
    clauses: tuple[str, ...] = ()
    evidence: tuple[Quote, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProtectionChange:
    """One protection's standing on both sides; every protection of the catalogue stands here once."""

    protection: str
    old: Standing
    new: Standing


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two contracts and all that was found between them.

    ``catalogue`` is the protections catalogue that judged, ``None`` if nothing was judged.
    """

    old: Contract
    new: Contract
    changes: tuple[ClauseChange, ...]
    references: tuple[ReferenceChange, ...] = ()
    definitions: tuple[DefinitionChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    protections: tuple[ProtectionChange, ...] = ()
    warnings: tuple[Warn, ...] = ()
    not_compared: tuple[NotRead, ...] = ()
    catalogue: CatalogueInfo | None = None

    @property
    def differs(self) -> bool:
        """Whether the documents differ in anything but numbers and typography."""
        return any(
            change.status is not Status.UNCHANGED or change.relocated or change.retitled
            for change in self.changes
        )
