"""What every part of a report looks things up in: the clauses, the changes and the words of one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from clausediff.model.comparison import ClauseChange, Comparison, Effect, Finding, Level, Status
from clausediff.model.contract import Clause
from clausediff.model.judgement import Judgements, ReaderJudgement, Verdict
from clausediff.model.protection import Protection
from clausediff.report.names import by_id, name
from clausediff.report.ui import Ui, Words
from clausediff.report.unjudged import unjudged_comparison
from clausediff.report.view import Link

EFFECTS = (
    Effect.WEAKENED,
    Effect.WITHDRAWN,
    Effect.UNDETERMINED,
    Effect.STRENGTHENED,
    Effect.INTRODUCED,
    Effect.NEUTRAL,
)
"""Effects in the order in which a reader wants them: what was lost first."""
LOSSES = (Effect.WEAKENED, Effect.WITHDRAWN)
GAINS = (Effect.STRENGTHENED, Effect.INTRODUCED)
LEVELS = (Level.ABSENT, Level.BELOW, Level.MEETS, Level.BEYOND)
"""Levels from nothing to the most."""
SHORT = (Level.ABSENT, Level.BELOW)
"""Levels that fall short of the AVG."""


@dataclass(frozen=True, slots=True)
class Context:
    """A comparison with its indexes.

    Attributes:
        change_of_old: the entry that holds each clause of the old side; ``change_of_new`` likewise.
        findings_of: the findings that point to each entry, weakened first.
        judgements: what readers made of findings, by the finding's id.
        unjudged: why no protection was judged, in a sentence; empty if they were.
    """

    comparison: Comparison
    words: Words
    old: dict[str, Clause]
    new: dict[str, Clause]
    changes: dict[str, ClauseChange]
    change_of_old: dict[str, ClauseChange]
    change_of_new: dict[str, ClauseChange]
    findings_of: dict[str, list[Finding]]
    catalogue: dict[str, Protection] = field(default_factory=dict)
    judgements: Judgements = field(default_factory=dict)
    unjudged: str = ""

    @property
    def judged(self) -> bool:
        """Whether protections were judged, on both sides."""
        return self.comparison.catalogue is not None and not self.unjudged

    def is_rejected(self, finding: Finding) -> bool:
        """Whether a reader does not agree with a finding."""
        return _is_rejected(self.judgements.get(finding.id))

    def sorted(self, findings: Iterable[Finding]) -> list[Finding]:
        """Findings in the order of the report."""
        return sorted_findings(findings, self.judgements)

    def rejected(self, *effects: Effect) -> str:
        """How many findings with one of these effects a reader rejected, in words; empty for none."""
        number = sum(
            finding.effect in effects and self.is_rejected(finding) for finding in self.comparison.findings
        )
        return self.words("rejected_of", n=self.words.number(number)) if number else ""

    def old_clauses(self, change: ClauseChange) -> tuple[Clause, ...]:
        """The old side of an entry."""
        return tuple(self.old[one] for one in change.old)

    def new_clauses(self, change: ClauseChange) -> tuple[Clause, ...]:
        """The new side of an entry."""
        return tuple(self.new[one] for one in change.new)

    def shown(self, change: ClauseChange) -> Clause:
        """The clause that an entry is named after: the first of the new side, else of the old side."""
        return self.new[change.new[0]] if change.new else self.old[change.old[0]]

    def old_link(self, clause: str) -> Link:
        """Link to the row that holds a clause of the old side."""
        return self._link(self.old, self.change_of_old, clause)

    def new_link(self, clause: str) -> Link:
        """Link to the row that holds a clause of the new side."""
        return self._link(self.new, self.change_of_new, clause)

    def _link(self, clauses: dict[str, Clause], changes: dict[str, ClauseChange], clause: str) -> Link:
        known = clauses.get(clause)
        entry = changes.get(clause)
        return Link(name(known) if known else clause, entry.id if entry else "")

    def protection_name(self, protection: str) -> str:
        """A protection's name in the language of the report, its id where no catalogue knows it."""
        known = self.catalogue.get(protection)
        return known.name.in_language(self.words.ui) if known else protection


def build_context(comparison: Comparison, ui: Ui, judgements: Judgements | None = None) -> Context:
    """Index a comparison for a report in one language."""
    words = Words(ui)
    catalogue = comparison.catalogue.protections if comparison.catalogue else ()
    return Context(
        comparison=comparison,
        words=words,
        old=by_id(comparison.old),
        new=by_id(comparison.new),
        changes={change.id: change for change in comparison.changes},
        change_of_old={one: change for change in comparison.changes for one in change.old},
        change_of_new={one: change for change in comparison.changes for one in change.new},
        findings_of=_by_change(comparison.findings, judgements or {}),
        catalogue={one.id: one for one in catalogue},
        judgements=judgements or {},
        unjudged=unjudged_comparison(comparison, words) if comparison.catalogue else "",
    )


def sorted_findings(findings: Iterable[Finding], judgements: Judgements) -> list[Finding]:
    """Findings as a reader wants them, on the first page and in the details; rejected ones last of a rank."""

    def weight(finding: Finding) -> tuple[int, bool, int]:
        rejected = _is_rejected(judgements.get(finding.id))
        return _rank(finding), rejected, EFFECTS.index(finding.effect)

    return sorted(findings, key=weight)


def _rank(finding: Finding) -> int:
    """Losses that fall below the AVG, where it was below already, others; open questions; then gains.

    Of gains those come first that took the protection beyond the AVG, then those that mended a shortfall.
    """
    if finding.effect in LOSSES:
        return 0 if fell(finding) else 1 if finding.avg_new is Level.BELOW else 2
    if finding.effect in GAINS:
        risen = finding.avg_new is Level.BEYOND and finding.avg_old is not Level.BEYOND
        return 4 if risen else 5 if finding.avg_old in SHORT else 6
    return 3 if finding.effect is Effect.UNDETERMINED else 7


def _is_rejected(judgement: ReaderJudgement | None) -> bool:
    return judgement is not None and judgement.verdict is Verdict.REJECTED


def fell(finding: Finding) -> bool:
    """Whether a loss took its protection below what the AVG asks, where it was not before."""
    if finding.effect is Effect.WITHDRAWN:
        return finding.avg_old not in SHORT and finding.avg_new in SHORT
    return (
        finding.effect is Effect.WEAKENED and finding.avg_new is Level.BELOW and finding.avg_old not in SHORT
    )


def contrary(finding: Finding) -> bool:
    """Whether the level, which is the whole protection's, moved the other way than the finding."""
    old, new = (LEVELS.index(level) for level in (finding.avg_old, finding.avg_new))
    return (finding.effect in LOSSES and new > old) or (finding.effect in GAINS and new < old)


def _by_change(findings: Iterable[Finding], judgements: Judgements) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in sorted_findings(findings, judgements):
        if finding.change is not None:
            found.setdefault(finding.change, []).append(finding)
    return found


def is_plain(change: ClauseChange) -> bool:
    """Whether neither the words, the heading nor the place changed; the number may have."""
    return change.status is Status.UNCHANGED and not (change.relocated or change.retitled)
