"""Findings and protections as a reader sees them."""

from __future__ import annotations

from clausediff.model.comparison import Effect, Finding, Level, ProtectionChange, Quote, Standing
from clausediff.model.judgement import ReaderJudgement
from clausediff.report.context import EFFECTS, LEVELS, Context, contrary
from clausediff.report.names import NOT_ASKED, legal_basis, printable
from clausediff.report.view import (
    Badge,
    Count,
    FindingView,
    JudgementView,
    LevelView,
    Link,
    ProtectionView,
    QuoteView,
    StandingView,
)


def level_view(context: Context, level: Level) -> LevelView:
    """A level against the AVG in words."""
    return LevelView(level.value, context.words(f"level.{level.value}"), LEVELS.index(level))


def effect_badge(context: Context, effect: Effect) -> Badge:
    """An effect in words."""
    return Badge(effect.value, context.words(f"effect.{effect.value}"))


def build_findings(context: Context, *, neutral: bool) -> tuple[FindingView, ...]:
    """Findings, weakened first: those with an effect, or the neutral ones alone."""
    return tuple(
        finding_view(context, finding)
        for finding in context.sorted(context.comparison.findings)
        if (finding.effect is Effect.NEUTRAL) is neutral
    )


def effect_counts(context: Context) -> tuple[Count, ...]:
    """How many findings each effect has, neutral ones left out."""
    filters = {Effect.WITHDRAWN: "weakened", Effect.INTRODUCED: "strengthened"}
    found = [finding.effect for finding in context.comparison.findings]
    return tuple(
        Count(
            effect.value,
            found.count(effect),
            context.words(f"tile.{effect.value}"),
            filters.get(effect, effect.value),
            context.rejected(effect),
        )
        for effect in EFFECTS
        if effect is not Effect.NEUTRAL
    )


def build_protections(context: Context) -> tuple[ProtectionView, ...]:
    """Every protection of the catalogue once, in the catalogue's order; no text can lack those not asked."""
    return tuple(
        _protection(context, change)
        for change in context.comparison.protections
        if change.protection not in NOT_ASKED
    )


def finding_view(context: Context, finding: Finding) -> FindingView:
    """A finding in words, with what a reader made of it."""
    known = context.catalogue.get(finding.protection)
    change = context.changes.get(finding.change or "")
    return FindingView(
        anchor=finding.id,
        protection=context.protection_name(finding.protection),
        article=legal_basis(known.article if known else "", context.words),
        effect=effect_badge(context, finding.effect),
        aspect=finding.aspect,
        old=_quote(context, finding.old, "old"),
        new=_quote(context, finding.new, "new"),
        level_old=level_view(context, finding.avg_old),
        level_new=level_view(context, finding.avg_new),
        rule=finding.rule,
        reason=printable(finding.reason),
        change=Link(context.words("to_clause"), change.id) if change else None,
        reach=tuple(context.new_link(one) for one in finding.reach),
        judgement=_judgement(context, context.judgements.get(finding.id)),
        contrary=contrary(finding),
    )


def _judgement(context: Context, judgement: ReaderJudgement | None) -> JudgementView | None:
    """``rejected by the reader: reason (carried over from v1.docx → v2.docx)``."""
    if judgement is None:
        return None
    words, kind = context.words, judgement.verdict.value
    by = printable(judgement.by or "")
    text = words(f"judged_by.{kind}", by=by) if by else words(f"judged.{kind}")
    reason = printable(judgement.reason) if judgement.reason else f"({words('judged_erased')})"
    old, new = map(printable, judgement.made_on)
    carried = f" ({words('judged_carried', old=old, new=new)})" if judgement.carried else ""
    return JudgementView(kind, text, f"{text}: {reason}{carried}")


def _quote(context: Context, quote: Quote | None, side: str) -> QuoteView:
    contract = context.comparison.old if side == "old" else context.comparison.new
    lang = "" if contract.language == "und" else contract.language
    if quote is None:
        return QuoteView("", None, "", lang)
    link = context.old_link(quote.clause) if side == "old" else context.new_link(quote.clause)
    return QuoteView(printable(quote.quote), link, quote.value or "", lang)


def _protection(context: Context, change: ProtectionChange) -> ProtectionView:
    known = context.catalogue.get(change.protection)
    ui = context.words.ui
    return ProtectionView(
        anchor=f"p-{change.protection}",
        name=context.protection_name(change.protection),
        article=legal_basis(known.article if known else change.new.article, context.words),
        floor=known.floor.in_language(ui) if known else "",
        old=_standing(context, change.old, "old"),
        new=_standing(context, change.new, "new"),
        findings=tuple(
            Link(context.words(f"effect.{finding.effect.value}"), finding.id)
            for finding in context.sorted(context.comparison.findings)
            if finding.protection == change.protection and finding.effect is not Effect.NEUTRAL
        ),
        changed=change.old.level is not change.new.level,
    )


def _standing(context: Context, standing: Standing, side: str) -> StandingView:
    link = context.old_link if side == "old" else context.new_link
    return StandingView(
        level=level_view(context, standing.level),
        rung=printable(standing.rung),
        clauses=tuple(link(one) for one in standing.clauses),
        missing=tuple(printable(one) for one in standing.missing),
    )
