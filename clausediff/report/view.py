"""What a report shows, as plain values before any markup exists.

Texts that come from a document are held as they are; each form escapes them in its own way. Words of the
report itself are in the language of the report.
"""

from __future__ import annotations

from dataclasses import dataclass

from clausediff.report.ui import Ui


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text: ``op`` is ``equal``, ``delete`` or ``insert``; ``moved`` if it stands elsewhere."""

    op: str
    text: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A named place in the report: ``target`` is an anchor without ``#``, empty where there is none."""

    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A short word with a kind that decides its colour and sign; ``detail`` stands behind the word."""

    kind: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One of the two documents as the header shows it; ``lang`` is empty where it cannot be told."""

    side: str
    title: str
    file: str
    edition: str
    language: str
    lang: str
    size: str
    sha256: str

    @property
    def facts(self) -> tuple[str, ...]:
        """What stands behind the title: file, edition, language, size; no file that is the title already."""
        found = (self.file, self.edition, self.language, self.size)
        return tuple(fact for fact in found if fact and fact != self.title)


@dataclass(frozen=True, slots=True)
class Count:
    """A number in the summary.

    ``filter`` is the filter that shows what was counted, ``note`` qualifies the number; empty without one.
    """

    kind: str
    number: int
    text: str
    filter: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause on one side of a row; ``heading`` and ``text`` carry the marks of that side."""

    anchor: str
    label: str
    heading: tuple[Mark, ...]
    text: tuple[Mark, ...]
    kind: str
    page: str


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the comparison, side by side.

    Attributes:
        anchor: id of the change.
        kind: status of the words.
        name: address of the clause.
        badges: status and facets in words.
        old: clauses of the old side in document order; ``new`` likewise.
        tags: what the filters of the page look for.
        depth: depth in the tree, 0 at the top.
        moved: where it came from, with the anchor of the gap that it left.
        findings: findings that point to this entry.
        match: which pass linked the sides and how sure it is; empty for added and removed clauses.
        plain: whether neither the words nor the place changed.
    """

    anchor: str
    kind: str
    name: str
    badges: tuple[Badge, ...]
    old: tuple[ClauseView, ...]
    new: tuple[ClauseView, ...]
    tags: tuple[str, ...]
    depth: int
    moved: Link | None
    findings: tuple[Link, ...]
    match: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """The place that a moved clause left, with the way to where it stands now."""

    anchor: str
    name: str
    link: Link
    along: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Fold:
    """A run of unchanged clauses that the page keeps folded."""

    anchor: str
    text: str
    detail: str
    span: str
    rows: tuple[Row, ...]


Item = Row | Gap | Fold


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Evidence of a finding on one side; no ``text`` where that side has no such words."""

    text: str
    clause: Link | None
    value: str
    lang: str


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level against the AVG: ``kind`` is the level, ``pips`` 0 (absent) to 3 (beyond)."""

    kind: str
    text: str
    pips: int


@dataclass(frozen=True, slots=True)
class JudgementView:
    """What a reader made of a finding.

    ``kind`` is accepted or rejected, ``label`` says so in words, and ``text`` adds the reason.
    """

    kind: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A change of one protection, in words.

    ``contrary`` if the level of the protection as a whole moved the other way than this change.
    """

    anchor: str
    protection: str
    article: str
    effect: Badge
    aspect: str
    old: QuoteView
    new: QuoteView
    level_old: LevelView
    level_new: LevelView
    rule: str
    reason: str
    change: Link | None
    reach: tuple[Link, ...]
    judgement: JudgementView | None = None
    contrary: bool = False


@dataclass(frozen=True, slots=True)
class StandingView:
    """Where one protection stands in one document."""

    level: LevelView
    rung: str
    clauses: tuple[Link, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProtectionView:
    """One protection of the catalogue with its old and new standing."""

    anchor: str
    name: str
    article: str
    floor: str
    old: StandingView
    new: StandingView
    findings: tuple[Link, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """A changed definition and the clauses that use its term."""

    term: str
    status: Badge
    old: tuple[Mark, ...]
    new: tuple[Mark, ...]
    link: Link | None
    reach: tuple[Link, ...]
    reach_text: str


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A cross-reference and where it points."""

    text: str
    status: Badge
    clause: Link
    target_old: Link | None
    target: Link | None


@dataclass(frozen=True, slots=True)
class MoveView:
    """A clause that changed places, with the clauses that went along."""

    name: str
    origin: Link
    destination: Link
    along: str
    members: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A line of the table of changes: clause, category, change, impact."""

    clause: Link
    categories: tuple[Badge, ...]
    excerpt: tuple[Mark, ...]
    impact: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """A line of the table of contents; ``marks`` names the changes inside."""

    text: str
    target: str
    depth: int
    marks: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was not read, not compared, or deserves a warning."""

    what: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class BriefLine:
    """A sentence that tells one change; it holds for several findings where one definition changed them."""

    text: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class BriefRow:
    """A line of the small table that a decision-maker reads: values shortened to the words that differ."""

    findings: tuple[FindingView, ...]
    was: str
    becomes: str
    clause: str
    avg: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The page for a decision-maker, what matters most first.

    Attributes:
        attention: the losses and open questions to read first.
        more: how many more there are, in words; ``rows_more`` likewise for ``rows``.
        rows: the main changes, gains included.
        lacking: what the AVG asks and the new document lacks.
        unread: what was not read or not compared.
        notice: what every report says of itself.
    """

    attention: tuple[BriefLine, ...]
    more: str
    rows: tuple[BriefRow, ...]
    rows_more: str
    lacking: tuple[Link, ...]
    lacking_more: str
    unread: tuple[str, ...]
    notice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the ribbon that pictures the agreement: a run of like entries, in clauses."""

    kind: str
    start: int
    length: int
    target: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report, in the order in which it is read; ``no_findings`` says why there are none."""

    ui: Ui
    title: str
    headline: tuple[str, ...]
    brief: Brief
    old: DocumentView
    new: DocumentView
    judged: bool
    no_findings: str
    tiles: tuple[Count, ...]
    counts: tuple[Count, ...]
    filters: tuple[Count, ...]
    ribbon: tuple[Stretch, ...]
    findings: tuple[FindingView, ...]
    neutral: tuple[FindingView, ...]
    protections: tuple[ProtectionView, ...]
    definitions: tuple[DefinitionView, ...]
    references: tuple[ReferenceView, ...]
    reference_counts: tuple[Count, ...]
    moves: tuple[MoveView, ...]
    overview: tuple[OverviewRow, ...]
    items: tuple[Item, ...]
    contents: tuple[Contents, ...]
    warnings: tuple[Note, ...]
    not_read: tuple[Note, ...]
    colophon: tuple[str, ...]
