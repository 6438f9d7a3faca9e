"""Standard terms and an overlay agreement, held against each other and against the AVG."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from clausediff.model.comparison import Quote, Standing
from clausediff.model.contract import Contract
from clausediff.model.protection import CatalogueInfo
from clausediff.model.source import Warn

Side = Literal["standard", "overlay"]


class LayerVerdict(StrEnum):
    """How the overlay relates to the standard terms; the closed list of the output contract."""

    BEYOND_STANDARD = "beyond-standard"
    EQUAL = "equal"
    BELOW_STANDARD = "below-standard"
    SILENT = "silent"
    UNDETERMINED = "undetermined"


class Prevails(StrEnum):
    """Which text prevails, by what the texts say of themselves; ``open`` where they do not settle it."""

    OVERLAY = "overlay"
    STANDARD = "standard"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class PrecedenceClaim:
    """A sentence that says which text prevails in a conflict.

    Attributes:
        side: the document that says so.
        clause: id of the clause, ``quote`` its sentence, verbatim.
        own: whether the document says it of itself; ``False`` where it gives way to another text.
    """

    side: Side
    clause: str
    quote: str
    own: bool


@dataclass(frozen=True, slots=True)
class Precedence:
    """What the two texts say on which of them prevails."""

    prevails: Prevails
    claims: tuple[PrecedenceClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotReading:
    """What one document says on one aspect of a protection, in words, with the words that say so."""

    slot: str
    aspect: str
    words: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect in which the two documents differ.

    ``better`` says whether the overlay is the stronger one, ``None`` where the texts do not tell.
    """

    slot: str
    aspect: str
    standard: str
    overlay: str
    better: bool | None


@dataclass(frozen=True, slots=True)
class LayerQuote:
    """Evidence: a verbatim substring of a clause's text; ``focus`` are the words in it that decided."""

    side: Side
    clause: str
    quote: str
    focus: str = ""


@dataclass(frozen=True, slots=True)
class LayerSide:
    """One document's side of a row: its standing, and what it says aspect by aspect."""

    standing: Standing
    readings: tuple[SlotReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """One protection in both documents.

    Attributes:
        protection: id of the protection.
        beyond_avg: whether the overlay itself goes beyond what the AVG asks.
        differences: the aspects that differ; where both are silent, or only one speaks, none.
        reason: the verdict explained in a sentence or two.
    """

    protection: str
    standard: LayerSide
    overlay: LayerSide
    verdict: LayerVerdict
    beyond_avg: bool
    reason: str
    differences: tuple[Difference, ...] = ()
    evidence: tuple[LayerQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class Layers:
    """Standard terms and overlay side by side; every protection of the catalogue stands in ``rows`` once."""

    standard: Contract
    overlay: Contract
    rows: tuple[Layer, ...]
    precedence: Precedence
    catalogue: CatalogueInfo
    warnings: tuple[Warn, ...] = ()
