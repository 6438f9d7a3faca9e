"""What the changes between two contracts mean for each protection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from clausediff.model.comparison import (
    ClauseChange,
    DefinitionChange,
    DefinitionState,
    Effect,
    Finding,
    Level,
    Op,
    ProtectionChange,
    Quote,
    Standing,
    Status,
)
from clausediff.model.contract import Contract, Kind
from clausediff.model.protection import Bilingual
from clausediff.protections.assess import assess, is_judged, language_of, standings
from clausediff.protections.catalogue_file import Catalogue, Language, Rule
from clausediff.protections.duties import duty_verdict, is_controller_duty
from clausediff.protections.explain import reason_of
from clausediff.protections.provisions import Provisions, Sentence, read_slot, sentences
from clausediff.protections.weigh import Verdict, list_verdict, quote_of, weigh

_NOVEL = 0.6
"""Share of a sentence that must be inserted (or deleted) before it counts as a new (or lost) provision."""
_LARGE_SETS = 4
"""Sentences on both sides together, from which a rewritten provision is compared in its main points only."""
_DEFERRAL = re.compile(
    r"met inachtneming van (?:het bepaalde in )?(?:artikel|bijlage)|behoudens (?:het bepaalde in )?artikel|"
    r"onder voorbehoud van|in afwijking van|subject to (?:section|clause|article|the limit|annex)|"
    r"with due observance of|notwithstanding (?:section|clause|article)",
    re.IGNORECASE,
)
_QUANTITIES = ("list", "period", "speed", "amount")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found: findings in reading order, and every protection's standing on both sides."""

    findings: tuple[Finding, ...]
    protections: tuple[ProtectionChange, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding before it has its id, levels and reason."""

    protection: str
    verdict: Verdict
    change: str | None
    reach: tuple[str, ...] = ()


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
    sides = Sides(
        Provisions(old, catalogue, language[0]), Provisions(new, catalogue, language[1]), changes, catalogue
    )
    levels = _pairs(standings(sides.old, ui), standings(sides.new, ui))
    drafts = _unique([*_definition_drafts(sides, definitions), *sides.drafts()])
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


class Sides:
    """Both contracts' provisions, and the changes between them."""

    def __init__(
        self, old: Provisions, new: Provisions, changes: tuple[ClauseChange, ...], catalogue: Catalogue
    ) -> None:
        self.old, self.new = old, new
        self.catalogue = catalogue
        self.changes = self._rewritten(tuple(change for change in changes if _may_matter(change)))
        self._entire = {rule.id: self._whole_change(rule) for rule in catalogue.rules}

    def _rewritten(self, changes: tuple[ClauseChange, ...]) -> tuple[ClauseChange, ...]:
        """A clause taken out and another put under its printed address are judged as one, written anew."""
        gone = {
            self.old.clauses[change.old[0]].path: change
            for change in changes
            if change.status is Status.REMOVED
        }
        joined = {}
        for change in changes:
            if change.status is Status.ADDED:
                before = gone.get(self.new.clauses[change.new[0]].path)
                if before is not None:
                    joined[change.id] = before
        dropped = {before.id for before in joined.values()}
        return tuple(
            _written_anew(joined[change.id], change) if change.id in joined else change
            for change in changes
            if change.id not in dropped
        )

    def drafts(self) -> Iterator[Draft]:
        """Findings of the changes, in reading order; whole protections that came or went first each."""
        for change in self.changes:
            for rule in self.catalogue.rules:
                whole = self._entire[rule.id]
                if whole is not None:
                    if whole.change == change.id:
                        yield whole
                    continue
                yield from self._of_change(change, rule)
            yield from self._controller_duties(change)

    def _whole_change(self, rule: Rule) -> Draft | None:
        """The protection as a whole came into the document or left it."""
        was, becomes = self.old.on(rule.id), self.new.on(rule.id)
        if bool(was) == bool(becomes):
            return None
        novel = [
            (sentence, change)
            for change in self.changes
            for sentence in self._sides_of(change, rule)[bool(becomes)]
            if rule.harmful or self._is_novel(sentence, change, new_side=bool(becomes))
        ]
        if not novel:
            return None
        sentence, change = novel[0]
        quote = quote_of(sentence)
        if rule.harmful:
            effect = Effect.WEAKENED if becomes else Effect.STRENGTHENED
        else:
            effect = Effect.INTRODUCED if becomes else Effect.WITHDRAWN
        nothing = Bilingual("niets", "nothing")
        there = Bilingual("een bepaling", "a provision")
        verdict = Verdict(
            effect,
            f"whole:{'appears' if becomes else 'disappears'}",
            Bilingual("de hele bepaling", "the whole provision"),
            nothing if becomes else there,
            there if becomes else nothing,
            None if becomes else quote,
            quote if becomes else None,
            "whole",
        )
        return Draft(rule.id, verdict, change.id)

    def _sides_of(
        self, change: ClauseChange, rule: Rule
    ) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
        return self._on(self.old, rule, change.old), self._on(self.new, rule, change.new)

    def _on(self, side: Provisions, rule: Rule, clauses: tuple[str, ...]) -> tuple[Sentence, ...]:
        """Sentences on a protection, definitions apart; of a split clause, also those without a cue."""
        own = tuple(one for one in clauses if side.clauses[one].kind is not Kind.DEFINITION)
        found = side.on(rule.id, own)
        if not found or len(own) == 1:
            return found
        spoken = {(sentence.clause, sentence.start) for sentence in found}
        return tuple(
            sentence
            for clause in own
            for sentence, _ in side.of(clause)
            if not side.cued(sentence) or (sentence.clause, sentence.start) in spoken
        )

    def _is_novel(self, sentence: Sentence, change: ClauseChange, *, new_side: bool) -> bool:
        """Whether a sentence stands on its own side only, as the word diff shows."""
        if change.status in (Status.ADDED, Status.REMOVED):
            return True
        counts = len(self.old.whole(change.old)), len(self.new.whole(change.new))
        if counts[new_side] <= counts[not new_side]:
            return False
        ids, side = (change.new, self.new) if new_side else (change.old, self.old)
        offset = sum(len(side.clauses[one].text) + 1 for one in ids[: ids.index(sentence.clause)])
        start, end = offset + sentence.start, offset + sentence.end
        own = Op.INSERT if new_side else Op.DELETE
        position = covered = 0
        for segment in change.segments:
            if segment.op not in (own, Op.EQUAL):
                continue
            after = position + len(segment.text)
            if segment.op is own:
                covered += max(0, min(end, after) - max(start, position))
            position = after
        return covered >= _NOVEL * max(1, end - start)

    def _of_change(self, change: ClauseChange, rule: Rule) -> Iterator[Draft]:
        was, becomes = self._sides_of(change, rule)
        if not was and not becomes:
            return
        if change.status in (Status.ADDED, Status.REMOVED):
            yield from self._of_lone_clause(change, rule, was, becomes)
            return
        was = was or self._fallback(self.old, change.old)
        becomes = becomes or self._fallback(self.new, change.new)
        if not was or not becomes:
            return
        yield from self._weighed(rule, was, becomes, change)

    def _is_of_the_whole(self, draft: Draft) -> bool:
        """Whether a verdict still holds where many sentences stand against many others."""
        slot = self.catalogue.slots.get(draft.verdict.slot)
        return slot is not None and not slot.local

    def _weighed(
        self, rule: Rule, was: tuple[Sentence, ...], becomes: tuple[Sentence, ...], change: ClauseChange
    ) -> Iterator[Draft]:
        deferred = _newly_deferred(was, becomes)
        for verdict in weigh(rule, was, becomes, self.catalogue):
            if not self._is_made_up_for(rule, verdict):
                yield Draft(rule.id, _softened(verdict) if deferred else verdict, change.id)

    def _fallback(self, side: Provisions, clauses: tuple[str, ...]) -> tuple[Sentence, ...]:
        """The other side's words, where only one side has a cue of the protection."""
        own = tuple(one for one in clauses if side.clauses[one].kind is not Kind.DEFINITION)
        return side.whole(own)

    def _of_lone_clause(
        self, change: ClauseChange, rule: Rule, was: tuple[Sentence, ...], becomes: tuple[Sentence, ...]
    ) -> Iterator[Draft]:
        """A clause that came or went beside others on the same protection: what it adds to them or takes."""
        item = self._list_item(change, rule)
        if item is not None:
            yield Draft(rule.id, item, change.id)
            return
        replaced = self._replaced(rule)
        if replaced is not None:
            if replaced[2] == change.id:
                drafts = self._weighed(rule, replaced[0], replaced[1], change)
                large = len(replaced[0]) + len(replaced[1]) > _LARGE_SETS
                yield from (one for one in drafts if not large or self._is_of_the_whole(one))
            return
        own, side, others = (becomes, self.new, self.old) if becomes else (was, self.old, self.new)
        here = {sentence.clause for sentence in own}
        rest = tuple(one for one in side.on(rule.id) if one.clause not in here)
        before = others.on(rule.id)
        if not rest or not before:
            return
        for verdict in weigh(rule, before, before + own if becomes else before, self.catalogue):
            if verdict.slot not in _QUANTITIES:
                yield Draft(rule.id, replace(verdict, old=None), change.id)
        for verdict in weigh(rule, before + own, before, self.catalogue) if was else ():
            if verdict.slot not in _QUANTITIES:
                yield Draft(rule.id, replace(verdict, new=None), change.id)

    def _replaced(self, rule: Rule) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...], str] | None:
        """A provision that was taken out and written anew: its sentences, and the change of the new one."""
        gone = [change for change in self.changes if change.status is Status.REMOVED]
        come = [change for change in self.changes if change.status is Status.ADDED]
        was = tuple(one for change in gone for one in self._on(self.old, rule, change.old))
        new = [(one, change.id) for change in come for one in self._on(self.new, rule, change.new)]
        if not was or not new:
            return None
        return was, tuple(one for one, _ in new), new[0][1]

    def _list_item(self, change: ClauseChange, rule: Rule) -> Verdict | None:
        """An item that came into or left a list which both versions have."""
        if rule.list is None:
            return None
        side, ids = (self.new, change.new) if change.new else (self.old, change.old)
        clause = side.clauses[ids[0]]
        other = self.old if change.new else self.new
        has_list = any(other.clauses[sentence.clause].kind is Kind.ITEM for sentence in other.on(rule.id))
        if clause.kind is not Kind.ITEM or not has_list or not clause.text.strip():
            return None
        quote = Quote(clause.id, clause.text.rstrip(" ;,."))
        return list_verdict(rule.list, None if change.new else quote, quote if change.new else None)

    def _is_made_up_for(self, rule: Rule, verdict: Verdict) -> bool:
        """A promise that left one clause and stands in another is not lost; one that was there is not new."""
        slot = self.catalogue.slots.get(verdict.slot)
        if slot is None or not slot.presence:
            return False
        was = read_slot(slot.name, self.old.on(rule.id), self.catalogue)
        becomes = read_slot(slot.name, self.new.on(rule.id), self.catalogue)
        return was.value == becomes.value

    def _controller_duties(self, change: ClauseChange) -> Iterator[Draft]:
        """A duty of the controller that only one side has."""
        for new_side in (False, True):
            side, ids = (self.new, change.new) if new_side else (self.old, change.old)
            for sentence in side.whole(ids):
                if is_controller_duty(sentence.text) and self._is_novel(sentence, change, new_side=new_side):
                    yield Draft("controller-duties", duty_verdict(sentence, new_side=new_side), change.id)


def _written_anew(before: ClauseChange, after: ClauseChange) -> ClauseChange:
    return replace(after, status=Status.REWORDED, old=before.old, segments=before.segments + after.segments)


def _may_matter(change: ClauseChange) -> bool:
    return change.status is not Status.UNCHANGED and not change.cosmetic


def _newly_deferred(was: tuple[Sentence, ...], becomes: tuple[Sentence, ...]) -> bool:
    """Whether exactly one side makes the provision depend on another one."""
    return any(_DEFERRAL.search(one.text) for one in was) != any(
        _DEFERRAL.search(one.text) for one in becomes
    )


def _softened(verdict: Verdict) -> Verdict:
    why = Bilingual(
        "de bepaling verwijst naar een andere, die hier beslist",
        "the provision refers to another one, which decides here",
    )
    return replace(verdict, effect=Effect.UNDETERMINED, rule=f"{verdict.rule}:deferred", why=why)


def _definition_drafts(sides: Sides, definitions: tuple[DefinitionChange, ...]) -> Iterator[Draft]:
    """A definition that covers more or less: one finding for each protection whose clauses use the term."""
    slots = [sides.catalogue.slots[name] for name in ("scope", "exclusions")]
    scope = sides.catalogue.rule("scope-of-parties")
    for definition in definitions:
        if definition.status is not DefinitionState.REWORDED or not definition.old or not definition.new:
            continue
        was = _meaning(sides.old, definition.old, definition.old_term or definition.term)
        becomes = _meaning(sides.new, definition.new, definition.term)
        names = {slot.name for slot in slots}
        verdicts = [one for one in weigh(scope, was, becomes, sides.catalogue) if one.slot in names]
        if not verdicts:
            continue
        affected = _affected(sides, definition)
        change = next((one.id for one in sides.changes if definition.new in one.new), None)
        for protection, reach in affected.items() or {"scope-of-parties": ()}.items():
            yield Draft(protection, verdicts[0], change, reach)


def _meaning(side: Provisions, clause: str, term: str) -> tuple[Sentence, ...]:
    """The sentences of a definition without the term itself, which may be a cue of its own."""
    text, language = side.clauses[clause].text, side.language_of(clause)
    if language is None:
        return ()
    start = text.find(term) + len(term) if term in text else 0
    start += len(text[start:]) - len(text[start:].lstrip("”\"’'»:,. "))
    return tuple(
        replace(sentence, start=sentence.start + start)
        for sentence in sentences(clause, text[start:], language)
    )


def _affected(sides: Sides, definition: DefinitionChange) -> dict[str, tuple[str, ...]]:
    """The protections whose clauses use the term on either side, each with those of the new side."""
    users = _users(sides.old, definition.old_term or definition.term)
    found = {}
    for rule in sides.catalogue.rules:
        reach = tuple(dict.fromkeys(one.clause for one in sides.new.on(rule.id, definition.affects)))
        if reach or sides.old.on(rule.id, users):
            found[rule.id] = reach
    return found


def _users(side: Provisions, term: str) -> tuple[str, ...]:
    """The clauses that use a term, definitions aside."""
    word = re.compile(rf"(?<!\w){re.escape(term)}(?!\w)")
    return tuple(
        clause.id
        for clause in side.clauses.values()
        if clause.kind is not Kind.DEFINITION and word.search(clause.text)
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


__all__ = ["Judgement", "judge"]
