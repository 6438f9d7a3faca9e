"""Every clause side by side: rows, the gaps that moved clauses left, and folded runs of unchanged clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausediff.model.comparison import ClauseChange, Effect, Finding, ReferenceState, Status
from clausediff.model.contract import Clause
from clausediff.report.context import Context, is_plain
from clausediff.report.marks import headings, side_texts, whole
from clausediff.report.names import address, name, new_number, percent, printable, shorten
from clausediff.report.view import Badge, ClauseView, Fold, Gap, Item, Link, Mark, Row

_BROKEN = (ReferenceState.STALE, ReferenceState.DANGLING)
_TAGS = {
    Effect.WEAKENED: "weakened",
    Effect.WITHDRAWN: "weakened",
    Effect.STRENGTHENED: "strengthened",
    Effect.INTRODUCED: "strengthened",
    Effect.UNDETERMINED: "undetermined",
}
_SHORTEST_FOLD = 2


def build_items(context: Context) -> tuple[Item, ...]:
    """Rows in reading order, with gaps where moved clauses stood and runs of unchanged clauses folded."""
    open_rows = _kept_open(context)
    gaps = _gaps(context)
    items: list[Item] = list(gaps.get("", ()))
    run: list[Row] = []
    for change in context.comparison.changes:
        row = _row(context, change)
        if change.id in open_rows:
            items += _folded(context, run)
            run = []
            items.append(row)
        else:
            run.append(row)
        if change.id in gaps:
            items += _folded(context, run)
            run = []
            items += gaps[change.id]
    return (*items, *_folded(context, run))


def rows_of(items: Sequence[Item]) -> Iterator[Row]:
    """All rows, those in folds included."""
    for item in items:
        if isinstance(item, Row):
            yield item
        elif isinstance(item, Fold):
            yield from item.rows


def status_badges(context: Context, change: ClauseChange) -> tuple[Badge, ...]:
    """Status and facets of an entry in words."""
    words = context.words
    badges = []
    facets = change.renumbered or change.relocated or change.retitled
    if change.status is not Status.UNCHANGED or not facets:
        badges.append(Badge(change.status.value, words(f"status.{change.status.value}")))
    if change.cosmetic:
        badges.append(Badge("cosmetic", words("facet.cosmetic")))
    if change.relocated:
        badges.append(Badge("moved", words("facet.relocated")))
    if change.figures is not None:
        sides = (", ".join(side) or "–" for side in (change.figures.old, change.figures.new))
        badges.append(Badge("changed", words("facet.figures"), " → ".join(sides)))
    if change.renumbered:
        badges.append(Badge("renumbered", words("facet.renumbered"), _renumbering(context, change)))
    if change.retitled:
        badges.append(Badge("retitled", words("facet.retitled")))
    return tuple(badges)


def _renumbering(context: Context, change: ClauseChange) -> str:
    if not change.old or not change.new:
        return ""
    return new_number(context.old[change.old[0]], context.new[change.new[0]])


def _row(context: Context, change: ClauseChange) -> Row:
    old, new = _sides(context, change)
    shown = context.shown(change)
    linked = bool(change.old and change.new)
    return Row(
        anchor=change.id,
        kind=change.status.value,
        name=name(shown),
        badges=status_badges(context, change),
        old=old,
        new=new,
        tags=_tags(context, change),
        depth=min(shown.level, 5) - 1,
        moved=_moved(context, change),
        findings=_findings(context, change),
        match=context.words("match", method=change.method, confidence=percent(change)) if linked else "",
        plain=is_plain(change),
    )


def _sides(context: Context, change: ClauseChange) -> tuple[tuple[ClauseView, ...], tuple[ClauseView, ...]]:
    old, new = context.old_clauses(change), context.new_clauses(change)
    old_titles, new_titles = _titles(old, new)
    old_texts, new_texts = side_texts(change, "old", old), side_texts(change, "new", new)
    return (
        tuple(_clause(context, *facts) for facts in zip(old, old_titles, old_texts, strict=True)),
        tuple(_clause(context, *facts) for facts in zip(new, new_titles, new_texts, strict=True)),
    )


def _titles(
    old: Sequence[Clause], new: Sequence[Clause]
) -> tuple[list[tuple[Mark, ...]], list[tuple[Mark, ...]]]:
    """Headings of both sides; words are compared only where one clause faces one clause."""
    if len(old) == len(new) == 1:
        before, after = headings(old[0].heading, new[0].heading)
        return [before], [after]
    return (
        [whole(clause.heading or "", "equal" if new else "delete") for clause in old],
        [whole(clause.heading or "", "equal" if old else "insert") for clause in new],
    )


def _clause(
    context: Context, clause: Clause, heading: tuple[Mark, ...], text: tuple[Mark, ...]
) -> ClauseView:
    page = "" if clause.page is None else context.words("page", n=clause.page)
    label = printable(clause.label or "")
    return ClauseView(clause.id, label, heading, text, clause.kind.value, page)


def _tags(context: Context, change: ClauseChange) -> tuple[str, ...]:
    tags = {_TAGS.get(finding.effect, "") for finding in context.findings_of.get(change.id, ())} - {""}
    if not is_plain(change):
        tags.add("changed")
    if change.relocated:
        tags.add("moved")
    if change.renumbered:
        tags.add("renumbered")
    if change.status in (Status.ADDED, Status.REMOVED):
        tags.add(change.status.value)
    return tuple(sorted(tags))


def _moved(context: Context, change: ClauseChange) -> Link | None:
    """Where a moved entry came from; for one that went along, the section that took it."""
    if not change.relocated or not change.old:
        return None
    if change.moved_with and change.moved_with in context.changes:
        leader = context.shown(context.changes[change.moved_with])
        return Link(context.words("moved_with", place=name(leader)), change.moved_with)
    origin = address(context.old[change.old[0]])
    return Link(context.words("moved_from", place=origin), f"{change.id}-from")


def _findings(context: Context, change: ClauseChange) -> tuple[Link, ...]:
    def told(finding: Finding) -> str:
        effect = context.words(f"effect.{finding.effect.value}")
        return f"{context.protection_name(finding.protection)}: {effect}"

    return tuple(Link(told(finding), finding.id) for finding in context.findings_of.get(change.id, ()))


def _kept_open(context: Context) -> set[str]:
    """Entries that stand unfolded: what changed, what matters, and the headings above them."""
    broken = {one.clause for one in context.comparison.references if one.status in _BROKEN}
    kept: set[str] = set()
    for change in context.comparison.changes:
        told = change.id in context.findings_of or not broken.isdisjoint(change.new)
        if not is_plain(change) or told:
            kept.add(change.id)
            kept |= _above(context, change)
    return kept


def _above(context: Context, change: ClauseChange) -> set[str]:
    """The entries of the clauses above an entry: readers need them to know where they are."""
    clauses, entries = (
        (context.new, context.change_of_new) if change.new else (context.old, context.change_of_old)
    )
    parent = context.shown(change).parent
    above: set[str] = set()
    while parent is not None and parent in clauses:
        if parent in entries:
            above.add(entries[parent].id)
        parent = clauses[parent].parent
    return above


def _gaps(context: Context) -> dict[str, list[Gap]]:
    """Gaps by the id of the entry that they follow (``""`` at the start), in the order of the old side."""
    gaps: dict[str, list[Gap]] = {}
    host = ""
    for clause in context.comparison.old.clauses:
        change = context.change_of_old.get(clause.id)
        if change is None or change.old[0] != clause.id:
            continue
        if not change.relocated:
            host = change.id
        elif change.moved_with is None and change.new:
            gaps.setdefault(host, []).append(_gap(context, change))
    return gaps


def _gap(context: Context, change: ClauseChange) -> Gap:
    old, new = context.old[change.old[0]], context.shown(change)
    along = sum(one.moved_with == change.id for one in context.comparison.changes)
    return Gap(
        anchor=f"{change.id}-from",
        name=name(old),
        link=Link(context.words("moved_to", place=address(new)), change.id),
        along=context.words.count("moved_along", along) if along else "",
        excerpt=printable(shorten(old.text, 120)),
    )


def _folded(context: Context, run: Sequence[Row]) -> list[Item]:
    """A run of unchanged rows as one fold; a run too short to be worth it stays open."""
    if len(run) < _SHORTEST_FOLD:
        return list(run)
    words = context.words
    renumbered = sum("renumbered" in row.tags for row in run)
    detail = words("fold_renumbered", n=words.number(renumbered)) if renumbered else ""
    span = f"{shorten(run[0].name, 48)} – {shorten(run[-1].name, 48)}"
    return [Fold(f"{run[0].anchor}-fold", words.count("fold", len(run)), detail, span, tuple(run))]
