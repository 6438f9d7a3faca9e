"""What the changes between two contracts mean for each protection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clausediff.model.comparison import (
    ClauseChange,
    DefinitionChange,
    Finding,
    Level,
    ProtectionChange,
    Standing,
)
from clausediff.model.contract import Contract
from clausediff.protections.assess import assess, is_judged, language_of, standings
from clausediff.protections.catalogue_file import Catalogue, Language
from clausediff.protections.changes import Draft, Sides
from clausediff.protections.defined import definition_drafts
from clausediff.protections.explain import reason_of
from clausediff.protections.provisions import Provisions, may_speak


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found: findings in reading order, and every protection's standing on both sides."""

    findings: tuple[Finding, ...]
    protections: tuple[ProtectionChange, ...]


def judge(
    old: Contract,
    new: Contract,
    changes: tuple[ClauseChange, ...],
    definitions: tuple[DefinitionChange, ...],
    catalogue: Catalogue,
    ui: Language = "en",
) -> Judgement:
    """Judge a comparison.

    Args:
        old: the older contract.
        new: the newer contract.
        changes: what changed between them, every clause in exactly one.
        definitions: what became of the defined terms.
        catalogue: protections, slots and levels.
        ui: language of the reasons.

    Returns:
        Findings only where something changed: a document against itself has none.
    """
    supported = all(side.language in ("nl", "en", "und") for side in (old, new))
    if not supported or not (is_judged(old) and is_judged(new)):
        return Judgement((), _pairs(assess(old, catalogue, ui), assess(new, catalogue, ui)))
    language = _shared_language(old, new)
    documents = tuple(zip((old, new), language, strict=True))
    silent = not any(may_speak(contract, catalogue, one) for contract, one in documents)
    provisions = [Provisions(contract, catalogue, one, silent=silent) for contract, one in documents]
    sides = Sides(provisions[0], provisions[1], changes, catalogue)
    levels = _pairs(standings(sides.old, ui), standings(sides.new, ui))
    drafts = _unique([*definition_drafts(sides, definitions), *sides.drafts()])
    findings = tuple(
        _finding(index, draft, levels, catalogue, ui) for index, draft in enumerate(drafts, start=1)
    )
    return Judgement(findings, levels)


def _shared_language(old: Contract, new: Contract) -> tuple[Language, Language]:
    """Languages of the two sides; a side too short to tell follows the other."""
    languages = language_of(old), language_of(new)
    if old.language == "und" and new.language in ("nl", "en"):
        return languages[1], languages[1]
    if new.language == "und" and old.language in ("nl", "en"):
        return languages[0], languages[0]
    return languages


def _pairs(old: Iterable[Standing], new: Iterable[Standing]) -> tuple[ProtectionChange, ...]:
    return tuple(
        ProtectionChange(was.protection, was, becomes) for was, becomes in zip(old, new, strict=True)
    )


def _unique(drafts: Iterable[Draft]) -> list[Draft]:
    """The same effect on the same aspect, said of the same words, is one finding."""
    seen = set()
    kept = []
    for draft in drafts:
        verdict = draft.verdict
        key = (draft.protection, verdict.slot, verdict.effect, verdict.old, verdict.new)
        if key not in seen:
            seen.add(key)
            kept.append(draft)
    return kept


def _finding(
    number: int, draft: Draft, levels: tuple[ProtectionChange, ...], catalogue: Catalogue, ui: Language
) -> Finding:
    verdict = draft.verdict
    level = next((one for one in levels if one.protection == draft.protection), None)
    return Finding(
        id=f"f{number}",
        protection=draft.protection,
        effect=verdict.effect,
        aspect=verdict.aspect.in_language(ui),
        old=verdict.old,
        new=verdict.new,
        avg_old=level.old.level if level else Level.ABSENT,
        avg_new=level.new.level if level else Level.ABSENT,
        rule=verdict.rule,
        reason=reason_of(catalogue.rule(draft.protection), verdict, ui),
        change=draft.change,
        reach=draft.reach,
    )
