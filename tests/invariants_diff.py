"""What must hold of every comparison, whatever the documents: checkers that any test can call."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from clausediff.alignment import align
from clausediff.model.comparison import ClauseChange, Comparison, Op, Status
from clausediff.model.contract import Clause, Contract
from clausediff.redline import compare_definitions, describe_changes, follow_references
from clausediff.wording import plain, words

_SIZES = {
    Status.UNCHANGED: (1, 1),
    Status.REWORDED: (1, 1),
    Status.SPLIT: (1, 2),
    Status.MERGED: (2, 1),
    Status.REGROUPED: (2, 2),
    Status.ADDED: (0, 1),
    Status.REMOVED: (1, 0),
}
_MIRRORED = {
    Status.SPLIT: Status.MERGED,
    Status.MERGED: Status.SPLIT,
    Status.ADDED: Status.REMOVED,
    Status.REMOVED: Status.ADDED,
}


def compared(old: Contract, new: Contract) -> Comparison:
    """Old and new aligned and diffed, nothing judged."""
    alignment = align(old, new)
    return Comparison(
        old,
        new,
        describe_changes(old, new, alignment),
        follow_references(old, new, alignment),
        compare_definitions(old, new, alignment),
    )


def assert_comparison_holds(comparison: Comparison) -> None:
    """Every clause in one change, texts rebuilt, facets and references consistent."""
    assert_partition(comparison)
    assert_rebuilds(comparison)
    assert_shapes(comparison)
    assert_facets(comparison)
    assert_references_hold(comparison)


def assert_partition(comparison: Comparison) -> None:
    """Every clause of each side stands in exactly one change; ids run d1, d2, ..."""
    assert [change.id for change in comparison.changes] == [
        f"d{place}" for place in range(1, len(comparison.changes) + 1)
    ]
    olds = Counter(one for change in comparison.changes for one in change.old)
    news = Counter(one for change in comparison.changes for one in change.new)
    assert olds == Counter(clause.id for clause in comparison.old.clauses)
    assert news == Counter(clause.id for clause in comparison.new.clauses)


def assert_rebuilds(comparison: Comparison) -> None:
    """Old and new text of each change come back from its segments; neighbours differ in operation."""
    olds = {clause.id: clause.text for clause in comparison.old.clauses}
    news = {clause.id: clause.text for clause in comparison.new.clauses}
    for change in comparison.changes:
        assert "\n".join(olds[one] for one in change.old) == _side(change, Op.INSERT), change
        assert "\n".join(news[one] for one in change.new) == _side(change, Op.DELETE), change
        assert all(segment.text for segment in change.segments), change
        ops = [segment.op for segment in change.segments]
        assert all(one != two for one, two in pairwise(ops)), change


def _side(change: ClauseChange, but: Op) -> str:
    return "".join(segment.text for segment in change.segments if segment.op is not but)


def assert_shapes(comparison: Comparison) -> None:
    """Status, number of clauses and facets agree with each other."""
    ids = {change.id: change for change in comparison.changes}
    for change in comparison.changes:
        olds, news = _SIZES[change.status]
        assert min(len(change.old), 2) == olds, change
        assert min(len(change.new), 2) == news, change
        assert 0 <= change.confidence <= 1
        assert not change.cosmetic or change.status is Status.REWORDED
        if change.status in {Status.ADDED, Status.REMOVED}:
            assert not (change.renumbered or change.relocated or change.retitled), change
        if change.moved_with is not None:
            assert change.relocated
            assert ids[change.moved_with].relocated
            assert ids[change.moved_with].moved_with is None


def assert_facets(comparison: Comparison) -> None:
    """Each facet says what the two clauses show: addresses, headings, words."""
    olds = {clause.id: clause for clause in comparison.old.clauses}
    news = {clause.id: clause for clause in comparison.new.clauses}
    for change in comparison.changes:
        if len(change.old) != 1 or len(change.new) != 1:
            continue
        old, new = olds[change.old[0]], news[change.new[0]]
        addresses = _numbers_above(old, olds), _numbers_above(new, news)
        assert change.renumbered == (addresses[0] != addresses[1]), change
        assert not change.retitled or words(old.heading or "") != words(new.heading or ""), change
        if change.status is Status.UNCHANGED:
            said = [words(f"{clause.heading or ''} {clause.text}") for clause in (old, new)]
            assert words(old.text) == words(new.text) or said[0] == said[1], change
        else:
            assert plain(old.text) != plain(new.text), change


def _numbers_above(clause: Clause, clauses: dict[str, Clause]) -> list[str]:
    """The printed numbers on the way to a clause; an empty one for a clause without its own."""
    found = [plain(clause.label or "")]
    above = clause.parent
    while above is not None:
        label = clauses[above].label
        found += [plain(label)] if label else []
        above = clauses[above].parent
    return found


def assert_references_hold(comparison: Comparison) -> None:
    """One row for each reference of the new side, in order, with targets that exist."""
    rows = [(row.clause, row.text, row.target) for row in comparison.references]
    assert rows == [(one.clause, one.text, one.target) for one in comparison.new.references]
    olds = {clause.id for clause in comparison.old.clauses}
    assert all(row.target_old is None or row.target_old in olds for row in comparison.references)


def assert_mirror(forward: Comparison, backward: Comparison) -> None:
    """Swapping the sides swaps the entries and keeps every facet."""
    assert {_mirrored(change, forward) for change in forward.changes} == {
        _seen(change, backward) for change in backward.changes
    }


def _seen(change: ClauseChange, comparison: Comparison) -> tuple[object, ...]:
    along = _along(change, comparison)
    return (
        change.old,
        change.new,
        change.status,
        change.renumbered,
        change.relocated,
        change.retitled,
        change.cosmetic,
        along.old if along else None,
    )


def _mirrored(change: ClauseChange, comparison: Comparison) -> tuple[object, ...]:
    along = _along(change, comparison)
    return (
        change.new,
        change.old,
        _MIRRORED.get(change.status, change.status),
        change.renumbered,
        change.relocated,
        change.retitled,
        change.cosmetic,
        along.new if along else None,
    )


def _along(change: ClauseChange, comparison: Comparison) -> ClauseChange | None:
    return next((one for one in comparison.changes if one.id == change.moved_with), None)


def assert_identical(comparison: Comparison) -> None:
    """A document against itself: nothing changed, nothing moved."""
    for change in comparison.changes:
        assert change.status is Status.UNCHANGED, change
        assert change.old == change.new
        assert not (change.renumbered or change.relocated or change.retitled), change
