"""A comparison as a report: all that is shown, gathered once for every form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from clausediff.model.comparison import Comparison, Effect, Level, ReferenceState, Status
from clausediff.model.contract import Contract, Kind
from clausediff.model.judgement import Judgements
from clausediff.model.source import NotRead, Warn
from clausediff.report.brief import build_brief
from clausediff.report.context import GAINS, LOSSES, Context, build_context, is_plain
from clausediff.report.follows import build_definitions, build_moves, build_references, reference_counts
from clausediff.report.judged import build_findings, build_protections, effect_counts
from clausediff.report.leftovers import kind_of, place_of, warning_of
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


def build_report(comparison: Comparison, ui: Ui, judgements: Judgements | None = None) -> ReportView:
    """Everything that a report in the language ``ui`` shows of a comparison.

    Args:
        comparison: what was found.
        ui: language of the report's own words.
        judgements: what readers made of findings, by the finding's id.
    """
    context = build_context(comparison, ui, judgements)
    items = build_items(context)
    rows = tuple(rows_of(items))
    return ReportView(
        ui=ui,
        title=context.words("title"),
        headline=_headline(context),
        brief=build_brief(context, _notice(context)),
        old=document_view(context.words, comparison.old, "old"),
        new=document_view(context.words, comparison.new, "new"),
        judged=context.judged,
        no_findings=context.unjudged or context.words("findings_none" if context.judged else "findings_off"),
        tiles=effect_counts(context) if context.judged else (),
        counts=_counts(context),
        filters=_filters(context, rows),
        ribbon=_ribbon(rows),
        findings=build_findings(context, neutral=False),
        neutral=build_findings(context, neutral=True),
        protections=build_protections(context) if context.judged else (),
        definitions=build_definitions(context),
        references=build_references(context),
        reference_counts=reference_counts(context),
        moves=build_moves(context),
        overview=_overview(context),
        items=items,
        contents=_contents(context, items),
        warnings=_warnings(context),
        not_read=notes_of(comparison.not_compared, context.words),
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
        same = words("headline_numbers" if renumbered else "headline_same")
        return (same, *([context.unjudged] if context.unjudged else []))
    sentences = [context.unjudged or _effects_sentence(context)] if comparison.catalogue else []
    levels = Counter(change.new.level for change in comparison.protections)
    broken = sum(
        one.status in (ReferenceState.STALE, ReferenceState.DANGLING) for one in comparison.references
    )
    changed = sum(change.status is not Status.UNCHANGED for change in comparison.changes)
    sentences += _level_sentences(words, levels[Level.BEYOND], levels[Level.BELOW])
    for key, number in (("headline_references", broken), ("headline_changed", changed)):
        sentences += [words.count(key, number)] if number else []
    return tuple(sentences)


def _level_sentences(words: Words, beyond: int, below: int) -> list[str]:
    """On how many protections the new document goes beyond the AVG, and on how many it is below."""
    if beyond > 1 and below:
        return [words("headline_both", beyond=words.number(beyond), below=words.number(below))]
    counts = (("headline_beyond", beyond), ("headline_below", below))
    return [words.count(key, number) for key, number in counts if number]


def _effects_sentence(context: Context) -> str:
    words = context.words
    found = Counter(finding.effect for finding in context.comparison.findings)
    groups = (
        ("headline_weaker", LOSSES),
        ("headline_stronger", GAINS),
        ("headline_open", (Effect.UNDETERMINED,)),
    )
    parts = []
    for key, effects in groups:
        number = sum(found[effect] for effect in effects)
        if number:
            rejected = context.rejected(*effects)
            parts.append(words.count(key, number) + (f" ({rejected})" if rejected else ""))
    return f"{', '.join(parts)}." if parts else words("findings_none")


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


def _warnings(context: Context) -> tuple[Note, ...]:
    comparison, words = context.comparison, context.words
    return tuple(
        warning_notes(comparison.warnings, "", words)
        + warning_notes(comparison.old.warnings, comparison.old.source.name, words)
        + warning_notes(comparison.new.warnings, comparison.new.source.name, words)
    )


def warning_notes(warnings: Iterable[Warn], file: str, words: Words) -> list[Note]:
    """Warnings as notes, each with the file and the place that it is about."""
    return [
        Note(
            one.slug,
            printable(" · ".join(part for part in (file, place_of(one.where, words)) if part)),
            warning_of(one, words),
        )
        for one in warnings
    ]


def notes_of(rows: Iterable[NotRead], words: Words) -> tuple[Note, ...]:
    """What was not read or not compared, as notes."""
    return tuple(
        Note(kind_of(row.what, words), printable(place_of(row.where, words)), printable(row.text))
        for row in rows
    )


def _notice(context: Context) -> tuple[str, ...]:
    """What every report says of itself, in short."""
    words, catalogue = context.words, context.comparison.catalogue
    judged = (
        words("colophon_catalogue", version=catalogue.version)
        if catalogue and not context.unjudged
        else words("colophon_no_catalogue")
    )
    return (words("colophon_scope"), words("colophon_advice"), judged, words("colophon_models"))


def _colophon(context: Context) -> tuple[str, ...]:
    words = context.words
    scope, advice, judged, models = _notice(context)
    return (scope, advice, judged, words("colophon_view"), models, words("colophon_made"))
