"""One clause, or one protection, followed through the versions that were compared.

```
    v1 ── d3 reworded ──> v2 ── d9 split ──> v3          the comparisons that were recorded
    c4 ─────────────────> c6 ──────────────> c7, c8      the lineage of any of these clauses
```
A link is only what a comparison recorded: between versions that were never compared there is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from clausediff.lineage.chain import in_order, linked, neighbours
from clausediff.model.comparison import ClauseChange, Comparison, Finding, Standing, Status
from clausediff.model.contract import Clause, Contract
from clausediff.model.source import SourceInfo
from clausediff.wording import words

_ENOUGH_TO_RECOGNISE = 4
"""A text that was gone and comes back is recognised by its words if it has at least this many."""
_ENOUGH_IF_EDITED = 8
"""The same for a text that comes back with other words in it."""
_STILL_THE_SAME = 0.8
"""Share of the words of both that they have in common, for a text that comes back edited."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """How clauses came to a version from the one before it.

    Attributes:
        origin: digest of the older document.
        changes: the entries of the comparison that lead here (or that say the clause was removed).
        findings: what those changes, and those under them, mean for the protections.
        under: the entries that changed something in the clauses under it.
    """

    origin: str
    changes: tuple[ClauseChange, ...]
    findings: tuple[Finding, ...]
    under: tuple[ClauseChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A version on the way of a clause.

    Attributes:
        document: the version's document.
        clauses: the clauses that the followed clause is in this version; none if it is not there.
        arrivals: how it came here; none in the oldest version, one from each older version otherwise.
        returned: digest of the older document from which it was gone and whose words came back here.
    """

    document: SourceInfo
    clauses: tuple[Clause, ...]
    arrivals: tuple[Arrival, ...] = ()
    returned: str | None = None


@dataclass(frozen=True, slots=True)
class ProtectionStage:
    """A version on the way of a protection: where it stands there, and the findings that led there."""

    document: SourceInfo
    standing: Standing | None
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _Trail:
    """Which clauses of which document were reached so far, by digest; and which came back from where."""

    reached: dict[str, set[str]]
    returned: dict[str, str] = field(default_factory=dict)


def trace(comparisons: Sequence[Comparison], document: str, clause: str) -> tuple[Stage, ...]:
    """Follow one clause backward and forward from one document.

    Args:
        comparisons: those of the versions, in the order in which they were recorded.
        document: digest of the document whose clause is followed.
        clause: the clause's id in that document, as its latest comparison read it.

    Returns:
        The versions from old to new that are linked with the document; of those, the ones before the
        clause came and after it went have no clauses.
    """
    contracts = _contracts(comparisons)
    pairs = [_pair(row) for row in comparisons]
    steps = [_canonical(comparisons[index], contracts) for index in neighbours(pairs)]
    order = in_order(pairs)
    trail = _Trail({document: {clause}})
    _follow(trail, _in_time(steps, order), forward=True)
    _follow(trail, list(reversed(_in_time(steps, order))), forward=False)
    together = linked(document, pairs)
    return tuple(_stage(row, contracts[row], steps, trail) for row in order if row in together)


def trace_protection(comparisons: Sequence[Comparison], protection: str) -> tuple[ProtectionStage, ...]:
    """Where one protection stands in each version, from old to new, and the findings in between."""
    contracts = _contracts(comparisons)
    pairs = [_pair(row) for row in comparisons]
    steps = [comparisons[index] for index in neighbours(pairs)]
    return tuple(
        ProtectionStage(
            contracts[row].source,
            _standing(row, protection, comparisons),
            tuple(
                finding
                for step in steps
                if step.new.source.sha256 == row
                for finding in step.findings
                if finding.protection == protection
            ),
        )
        for row in in_order(pairs)
    )


def _pair(comparison: Comparison) -> tuple[str, str]:
    return comparison.old.source.sha256, comparison.new.source.sha256


def _contracts(comparisons: Sequence[Comparison]) -> dict[str, Contract]:
    """Each document as its latest comparison read it."""
    return {side.source.sha256: side for row in comparisons for side in (row.old, row.new)}


@dataclass(frozen=True, slots=True)
class _Step:
    """A comparison of neighbours, with clause ids as the latest reading of each document has them."""

    old: str
    new: str
    changes: tuple[tuple[ClauseChange, frozenset[str], frozenset[str]], ...]
    findings: tuple[Finding, ...]
    texts: dict[str, Clause]
    new_texts: dict[str, Clause]


def _canonical(comparison: Comparison, contracts: dict[str, Contract]) -> _Step:
    old, new = _pair(comparison)
    olds = _translation(comparison.old, contracts[old])
    news = _translation(comparison.new, contracts[new])
    changes = tuple(
        (
            change,
            frozenset(olds[row] for row in change.old if row in olds),
            frozenset(news[row] for row in change.new if row in news),
        )
        for change in comparison.changes
    )
    return _Step(
        old,
        new,
        changes,
        comparison.findings,
        {row.id: row for row in contracts[old].clauses},
        {row.id: row for row in contracts[new].clauses},
    )


def _translation(reading: Contract, latest: Contract) -> dict[str, str]:
    """Clause ids of one reading of a document → ids of its latest reading, by address and words."""
    if reading.clauses == latest.clauses:
        return {row.id: row.id for row in latest.clauses}
    by_place = {(row.path, row.text): row.id for row in latest.clauses}
    by_text: dict[str, list[str]] = {}
    for row in latest.clauses:
        by_text.setdefault(row.text, []).append(row.id)
    found = {}
    for row in reading.clauses:
        same = by_text.get(row.text, []) if row.text else []
        target = by_place.get((row.path, row.text)) or (same[0] if len(same) == 1 else None)
        if target is not None:
            found[row.id] = target
    return found


def _in_time(steps: Sequence[_Step], order: tuple[str, ...]) -> list[_Step]:
    place = {document: index for index, document in enumerate(order)}
    return sorted(steps, key=lambda step: (place[step.new], place[step.old]))


def _follow(trail: _Trail, steps: Sequence[_Step], *, forward: bool) -> None:
    """Walk the steps in one direction, adding to the trail what each leads to."""
    gone: list[tuple[str, tuple[str, ...]]] = []
    for step in steps:
        here, there = (step.old, step.new) if forward else (step.new, step.old)
        members = trail.reached.get(here, set())
        for _, olds, news in step.changes:
            source, target = (olds, news) if forward else (news, olds)
            if source & members:
                trail.reached.setdefault(there, set()).update(target)
                if not target:
                    gone += [(here, _words(step, row, forward)) for row in sorted(source & members)]
        _recognise(trail, step, gone, forward=forward)


def _recognise(trail: _Trail, step: _Step, gone: list[tuple[str, tuple[str, ...]]], *, forward: bool) -> None:
    """Take up a text again that an earlier step of the walk lost, where its very words appear."""
    there = step.new if forward else step.old
    for change, olds, news in step.changes:
        lone = news if change.status is Status.ADDED else olds if change.status is Status.REMOVED else None
        if not lone or (change.status is Status.ADDED) != forward:
            continue
        for row in sorted(lone):
            text = _words(step, row, not forward)
            enough = len(text) >= _ENOUGH_TO_RECOGNISE or (text and _is_title(step, row, not forward))
            origin = _origin(text, gone) if enough else None
            if origin in (None, step.old, step.new):
                continue
            trail.reached.setdefault(there, set()).add(row)
            if forward:
                trail.returned[there] = origin
            else:
                trail.returned[origin] = there


def _origin(text: tuple[str, ...], gone: list[tuple[str, tuple[str, ...]]]) -> str | None:
    """The document that a text was lost in: with the same words, else with nearly the same."""
    shares = [(_shared(text, lost) if lost != text else 2.0, document) for document, lost in gone]
    share, origin = max(shares, key=lambda row: row[0], default=(0.0, None))
    return origin if share > 1 or (share >= _STILL_THE_SAME and len(text) >= _ENOUGH_IF_EDITED) else None


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Share of the words of two texts that both have."""
    return 2 * sum((Counter(one) & Counter(other)).values()) / max(1, len(one) + len(other))


def _is_title(step: _Step, clause: str, old_side: bool) -> bool:
    row = (step.texts if old_side else step.new_texts)[clause]
    return bool(row.heading) and not row.text


def _words(step: _Step, clause: str, old_side: bool) -> tuple[str, ...]:
    row = (step.texts if old_side else step.new_texts)[clause]
    return tuple(words(f"{row.heading or ''} {row.text}"))


def _stage(document: str, contract: Contract, steps: Sequence[_Step], trail: _Trail) -> Stage:
    members = trail.reached.get(document, set())
    arrivals = tuple(
        arrival
        for step in steps
        if step.new == document and (arrival := _arrival(step, members, trail.reached.get(step.old, set())))
    )
    clauses = tuple(row for row in contract.clauses if row.id in members)
    return Stage(contract.source, clauses, arrivals, trail.returned.get(document))


def _arrival(step: _Step, members: set[str], before: set[str]) -> Arrival | None:
    changes = tuple(
        change for change, olds, news in step.changes if (news & members) or (olds & before and not news)
    )
    if not changes:
        return None
    below, below_before = _under(step.new_texts, members), _under(step.texts, before)
    under = tuple(
        change
        for change, olds, news in step.changes
        if change not in changes and _changed(change) and (news & below or (olds & below_before and not news))
    )
    return Arrival(step.old, changes, _findings(step, (*changes, *under)), under)


def _under(clauses: dict[str, Clause], members: set[str]) -> set[str]:
    """The ids of all clauses under some clauses."""
    found: set[str] = set()
    for row in clauses.values():  # in document order, so parents come before their children
        if row.parent in members or row.parent in found:
            found.add(row.id)
    return found


def _changed(change: ClauseChange) -> bool:
    return change.status is not Status.UNCHANGED or change.retitled or change.relocated


def _findings(step: _Step, changes: Sequence[ClauseChange]) -> tuple[Finding, ...]:
    """The findings of a step that some of its changes caused, or whose quotes stand in them."""
    ids = {change.id for change in changes}
    clauses = {row for change in changes for row in change.new}
    older = {row for change in changes for row in change.old}
    return tuple(
        finding
        for finding in step.findings
        if finding.change in ids
        or (finding.new is not None and finding.new.clause in clauses)
        or (finding.old is not None and finding.old.clause in older)
        or clauses & set(finding.reach)
    )


def _standing(document: str, protection: str, comparisons: Sequence[Comparison]) -> Standing | None:
    """The standing that the latest comparison gave the protection in this document."""
    for comparison in reversed(comparisons):
        for row in comparison.protections:
            if row.protection == protection and comparison.new.source.sha256 == document:
                return row.new
            if row.protection == protection and comparison.old.source.sha256 == document:
                return row.old
    return None
