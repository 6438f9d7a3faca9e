"""A contract as a tree of numbered clauses."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from clausediff.model.source import Metadata, NotRead, SourceInfo, Warn


class Kind(StrEnum):
    """What a clause is; the closed list of the output contract."""

    PREAMBLE = "preamble"
    PARTY = "party"
    RECITAL = "recital"
    HEADING = "heading"
    OPERATIVE = "operative"
    DEFINITION = "definition"
    ITEM = "item"
    TABLE = "table"
    ANNEX = "annex"
    NOTE = "note"
    CLOSING = "closing"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the tree, without its children's words.

    Attributes:
        id: ``c1`` ... in document order; identifies the clause within its contract only.
        parent: id of the parent clause, ``None`` at the top.
        kind: see :class:`Kind`.
        level: depth in the tree, 1 at the top.
        label: the number as a reader of the printed page sees it, ``None`` without one.
        path: printed address from the top, unique in the contract (``Artikel 5 > 5.2``).
        heading: the words of its heading, ``None`` without one.
        text: its own words without label, heading and children.
        page: 1-based page, ``None`` where the format has none.
        blocks: indices into the source document's blocks; not part of equality.
    """

    id: str
    parent: str | None
    kind: Kind
    level: int
    label: str | None
    path: str
    heading: str | None
    text: str
    page: int | None = field(default=None, compare=False)
    blocks: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """A defined term and the clause that defines it; ``scope`` is the annex it is limited to, if any."""

    term: str
    clause: str
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference as it stands in ``clause``'s text.

    Attributes:
        clause: id of the clause that holds the reference.
        text: the reference's words, a verbatim substring of that clause's text.
        target: id of the clause it points to, ``None`` if external or not found.
        external: whether it points outside this document (a law, another agreement).
        start: offset of ``text`` in the clause's text.
    """

    clause: str
    text: str
    target: str | None
    external: bool = False
    start: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ClauseComment:
    """An editor's comment, tied to a clause."""

    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document in another language than the document: a clause and all clauses below it."""

    clause: str
    language: str


@dataclass(frozen=True, slots=True)
class Contract:
    """One document as numbered clauses in document order.

    ``language`` is ``nl``, ``en`` or another ISO 639-1 code, ``und`` where it cannot be told; ``parts`` are
    those in another language.
    """

    source: SourceInfo
    language: str
    title: str | None
    clauses: tuple[Clause, ...]
    definitions: tuple[Definition, ...] = ()
    references: tuple[Reference, ...] = ()
    metadata: Metadata = Metadata()
    comments: tuple[ClauseComment, ...] = ()
    warnings: tuple[Warn, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    parts: tuple[Part, ...] = ()

    def languages(self) -> dict[str, str]:
        """The language of each clause, by id: its part's, else the document's."""
        own = {part.clause: part.language for part in self.parts}
        found: dict[str, str] = {}
        for clause in self.clauses:
            above = found.get(clause.parent or "", self.language)
            found[clause.id] = own.get(clause.id, above)
        return found
