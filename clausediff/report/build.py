"""A comparison as a report: all that is shown, gathered once for every form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from clausediff.model.comparison import Comparison, Effect, Level, ReferenceState, Status
from clausediff.model.contract import Contract, Kind
from clausediff.model.source import NotRead, Warn
from clausediff.report.context import Context, build_context, is_plain
from clausediff.report.follows import build_definitions, build_moves, build_references, reference_counts
from clausediff.report.judged import build_findings, build_protections, effect_counts
from clausediff.report.marks import excerpt
from clausediff.report.names import name, printable, shorten
from clausediff.report.rows import build_items, rows_of, status_badges
from clausediff.report.ui import Ui, Words
from clausediff.report.view import (
    Badge,
    Contents,
    Count,
    DocumentView,
    Item,
    Link,
    Note,
    OverviewRow,
    ReportView,
    Row,
    Stretch,
)
from clausediff.wording import words as words_in

_FILTERS = ("changed", "weakened", "strengthened", "undetermined", "added", "removed", "moved", "renumbered")
_STATUSES = tuple(status for status in Status if status is not Status.UNCHANGED)
_CONTENTS_KINDS = (Kind.HEADING, Kind.OPERATIVE, Kind.ANNEX, Kind.PREAMBLE, Kind.SIGNATURE)
_DEEPEST = 2


def build_report(comparison: Comparison, ui: Ui) -> ReportView:
    """Everything that a report in the language ``ui`` shows of a comparison."""
    context = build_context(comparison, ui)
    items = build_items(context)
    rows = tuple(rows_of(items))
    return ReportView(
        ui=ui,
        title=context.words("title"),
        headline=_headline(context),
        old=document_view(context.words, comparison.old, "old"),
        new=document_view(context.words, comparison.new, "new"),
        judged=comparison.catalogue is not None,
        tiles=effect_counts(context) if comparison.catalogue else (),
        counts=_counts(context),
        filters=_filters(context, rows),
        ribbon=_ribbon(rows),
        findings=build_findings(context, neutral=False),
        neutral=build_findings(context, neutral=True),
        protections=build_protections(context),
        definitions=build_definitions(context),
        references=build_references(context),
        reference_counts=reference_counts(context),
        moves=build_moves(context),
        overview=_overview(context),
        items=items,
        contents=_contents(context, items),
        warnings=_warnings(comparison),
        not_read=notes_of(comparison.not_compared),
        colophon=_colophon(context),
    )


def document_view(words: Words, contract: Contract, side: str) -> DocumentView:
    """A document as the head of a report shows it; ``side`` is the key of the words for its part in it."""
    metadata = contract.metadata
    texts = (f"{one.label or ''} {one.heading or ''} {one.text}" for one in contract.clauses)
    total = sum(len(words_in(text)) for text in texts)
    size = f"{words.count('words', total)}, {words.count('clauses', len(contract.clauses))}"
    edition = " · ".join(part for part in (metadata.version, metadata.date) if part)
    return DocumentView(
        side=words(side),
        title=printable(contract.title or metadata.title or contract.source.name),
        file=printable(contract.source.name),
        edition=printable(edition),
        language=words.language(contract.language),
        lang="" if contract.language == "und" else contract.language,
        size=size,
        sha256=contract.source.sha256,
    )


def _headline(context: Context) -> tuple[str, ...]:
    """What a decision-maker reads first: a few sentences."""
    comparison, words = context.comparison, context.words
    if not comparison.differs:
        renumbered = any(change.renumbered for change in comparison.changes)
        return (words("headline_numbers" if renumbered else "headline_same"),)
    sentences = [_effects_sentence(context)] if comparison.catalogue else []
    levels = Counter(change.new.level for change in comparison.protections)
    broken = sum(
        one.status in (ReferenceState.STALE, ReferenceState.DANGLING) for one in comparison.references
    )
    changed = sum(change.status is not Status.UNCHANGED for change in comparison.changes)
    for key, number in (
        ("headline_beyond", levels[Level.BEYOND]),
        ("headline_below", levels[Level.BELOW]),
        ("headline_references", broken),
        ("headline_changed", changed),
    ):
        sentences += [words.count(key, number)] if number else []
    return tuple(sentences)


def _effects_sentence(context: Context) -> str:
    words = context.words
    found = Counter(finding.effect for finding in context.comparison.findings)
    parts = [
        words.count(key, number)
        for key, number in (
            ("headline_weaker", found[Effect.WEAKENED] + found[Effect.WITHDRAWN]),
            ("headline_stronger", found[Effect.STRENGTHENED] + found[Effect.INTRODUCED]),
            ("headline_open", found[Effect.UNDETERMINED]),
        )
        if number
    ]
    return f"{'; '.join(parts)}." if parts else words("findings_none")


def _counts(context: Context) -> tuple[Count, ...]:
    """How many entries each status and each facet has; statuses that do not occur are left out."""
    changes, words = context.comparison.changes, context.words
    statuses = Counter(change.status for change in changes)
    facets = (
        ("relocated", "moved", sum(change.relocated for change in changes)),
        ("renumbered", "renumbered", sum(change.renumbered for change in changes)),
        ("retitled", "changed", sum(change.retitled for change in changes)),
        ("cosmetic", "changed", sum(change.cosmetic for change in changes)),
    )
    counts = [
        Count(status.value, statuses[status], words(f"status.{status.value}"), _filter_of(status))
        for status in (*_STATUSES, Status.UNCHANGED)
        if statuses[status]
    ]
    counts += [Count(key, number, words(f"facet.{key}"), tag) for key, tag, number in facets if number]
    return tuple(counts)


def _filter_of(status: Status) -> str:
    if status is Status.UNCHANGED:
        return "all"
    return status.value if status in (Status.ADDED, Status.REMOVED) else "changed"


def _filters(context: Context, rows: Sequence[Row]) -> tuple[Count, ...]:
    """The filters that would show something."""
    tags = Counter(tag for row in rows for tag in row.tags)
    everything = Count("all", len(rows), context.words("filter.all"), "all")
    return (
        everything,
        *(Count(tag, tags[tag], context.words(f"filter.{tag}"), tag) for tag in _FILTERS if tags[tag]),
    )


def _ribbon(rows: Sequence[Row]) -> tuple[Stretch, ...]:
    """Runs of like entries, in clauses, for the picture of the whole agreement."""
    stretches: list[Stretch] = []
    for start, row in enumerate(rows):
        kind = "moved" if row.plain is False and row.kind == "unchanged" else row.kind
        last = stretches[-1] if stretches else None
        if last and last.kind == kind == "unchanged":
            stretches[-1] = Stretch(kind, last.start, last.length + 1, last.target, last.text)
        else:
            stretches.append(Stretch(kind, start, 1, row.anchor, row.name))
    return tuple(stretches)


def _overview(context: Context) -> tuple[OverviewRow, ...]:
    """A line for each entry whose words, heading or place changed, in reading order."""
    return tuple(
        OverviewRow(
            clause=Link(name(context.shown(change)), change.id),
            categories=status_badges(context, change),
            excerpt=excerpt(change),
            impact=tuple(
                Badge(
                    finding.effect.value,
                    context.words(f"effect.{finding.effect.value}"),
                    context.protection_name(finding.protection),
                )
                for finding in context.findings_of.get(change.id, ())
            ),
        )
        for change in context.comparison.changes
        if not is_plain(change) and change.moved_with is None
    )


def _contents(context: Context, items: Sequence[Item]) -> tuple[Contents, ...]:
    """The agreement's sections with the changes inside each."""
    inside: dict[str, Counter[str]] = {}
    lines: list[tuple[str, str, int]] = []
    current = ""
    for row in rows_of(items):
        change = context.changes[row.anchor]
        clause = context.shown(change)
        if clause.level <= _DEEPEST and clause.heading and clause.kind in _CONTENTS_KINDS:
            lines.append((shorten(name(clause), 70), row.anchor, clause.level))
            current = row.anchor
        inside.setdefault(current, Counter()).update(_contents_tags(row))
    return tuple(
        Contents(text, target, depth - 1, _contents_marks(context, inside[target]))
        for text, target, depth in lines
    )


def _contents_tags(row: Row) -> Iterable[str]:
    return (tag for tag in row.tags if tag not in ("renumbered", "added", "removed"))


def _contents_marks(context: Context, tags: Counter[str]) -> tuple[Badge, ...]:
    order = ("weakened", "undetermined", "strengthened", "moved", "changed")
    return tuple(
        Badge(tag, context.words(f"filter.{tag}"), context.words.number(tags[tag]))
        for tag in order
        if tags[tag]
    )


def _warnings(comparison: Comparison) -> tuple[Note, ...]:
    return tuple(
        warning_notes(comparison.warnings, "")
        + warning_notes(comparison.old.warnings, comparison.old.source.name)
        + warning_notes(comparison.new.warnings, comparison.new.source.name)
    )


def warning_notes(warnings: Iterable[Warn], file: str) -> list[Note]:
    """Warnings as notes, each with the file and the place that it is about."""
    return [
        Note(one.slug, printable(" · ".join(part for part in (file, one.where) if part)), one.message)
        for one in warnings
    ]


def notes_of(rows: Iterable[NotRead]) -> tuple[Note, ...]:
    """What was not read or not compared, as notes."""
    return tuple(Note(row.what, printable(row.where), printable(row.text)) for row in rows)


def _colophon(context: Context) -> tuple[str, ...]:
    words, catalogue = context.words, context.comparison.catalogue
    judged = (
        words("colophon_catalogue", version=catalogue.version)
        if catalogue
        else words("colophon_no_catalogue")
    )
    return (
        words("colophon_scope"),
        words("colophon_advice"),
        judged,
        words("colophon_view"),
        words("colophon_models"),
        words("colophon_made"),
    )
