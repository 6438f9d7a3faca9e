"""What each change does to each protection: drafts of findings, before ids, levels and reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clausediff.model.comparison import ClauseChange, Effect, Op, Quote, Status
from clausediff.model.contract import Kind
from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import Catalogue, Rule
from clausediff.protections.doubts import considered, settled
from clausediff.protections.duties import duty_verdict, is_burden, is_controller_duty
from clausediff.protections.edits import Reader
from clausediff.protections.enumerations import list_verdict
from clausediff.protections.provisions import Provisions, Sentence, is_denied, read_slot, stance_in
from clausediff.protections.quantities import is_period_kept
from clausediff.protections.stretches import Stretch, edits, is_extra, is_joined, part
from clausediff.protections.verdict import NOTHING, Verdict, quote_of
from clausediff.protections.weigh import weigh
from clausediff.wording import words

_NOVEL = 0.6
"""Share of a sentence that must be inserted (or deleted) before it counts as a new (or lost) provision."""
_LARGE_SETS = 4
"""Sentences on both sides together, from which a rewritten provision is compared in its main points only."""
_REWRITTEN_DOCUMENT = 0.25
"""Share of clauses that came or went, from which a document was written anew rather than edited."""
_DUTY_WORDS = 4
"""Words from which what was joined to a duty is a duty too."""
_QUANTITIES = ("list", "period", "speed", "amount", "cap", "bound")


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding before it has its id, levels and reason."""

    protection: str
    verdict: Verdict
    change: str | None
    reach: tuple[str, ...] = ()


class Sides:
    """Both contracts' provisions, and the changes between them."""

    def __init__(
        self, old: Provisions, new: Provisions, changes: tuple[ClauseChange, ...], catalogue: Catalogue
    ) -> None:
        self.old, self.new = old, new
        self.catalogue = catalogue
        self.changes = self._rewritten(tuple(change for change in changes if _may_matter(change)))
        lone = sum(one.status in (Status.ADDED, Status.REMOVED) for one in changes)
        self._is_edited_document = lone <= _REWRITTEN_DOCUMENT * len(changes)
        self._entire = {rule.id: self._whole_change(rule) for rule in catalogue.rules if not rule.catch_all}
        self._catch_alls = tuple(rule for rule in catalogue.rules if rule.catch_all)
        self._rules = {rule.id: rule for rule in catalogue.rules}
        self._removed = [one for one in self.changes if one.status is Status.REMOVED]
        self._added = [one for one in self.changes if one.status is Status.ADDED]
        self._spoken = {one.id: (old.topics(one.old), new.topics(one.new)) for one in self.changes}
        self._anew = {rule.id: self._replaced(rule) for rule in catalogue.rules}

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
        """Findings of the changes, in reading order; whole protections that came or went first each.

        In a document that was written anew few clauses have a counterpart: what no clause shows is then
        looked for by setting all that the two documents say on a protection against each other.
        """
        touched = set()
        for change in self.changes:
            for draft in self._of(change):
                touched.add(draft.protection)
                yield draft
        if not self._is_edited_document:
            for rule in self.catalogue.rules:
                if rule.id not in touched and not rule.catch_all:
                    yield from self._of_documents(rule)

    def _of(self, change: ClauseChange) -> Iterator[Draft]:
        """The findings of one change, each seen beside the others."""
        found = tuple(self._unsettled(change))
        for draft in found:
            others = (one.verdict for one in found if one.protection != draft.protection)
            rule = self._rules.get(draft.protection)
            yield replace(draft, verdict=settled(draft.verdict, rule, others)) if rule else draft

    def _unsettled(self, change: ClauseChange) -> Iterator[Draft]:
        spoken = frozenset().union(*self._spoken[change.id])
        for protection, whole in self._entire.items():
            if whole is None and protection in spoken:
                yield from self._of_change(change, self._rules[protection])
            elif whole is not None and whole.change == change.id:
                yield whole
        if not spoken and not self._burdens(change):
            for rule in self._catch_alls:
                yield from self._of_change(change, rule)
        yield from self._controller_duties(change)

    def _of_documents(self, rule: Rule) -> Iterator[Draft]:
        """The difference between all that the old and all that the new document says on a protection."""
        was, becomes = self.old.on(rule.id), self.new.on(rule.id)
        if not was or not becomes:
            return
        for verdict in weigh(rule, was, becomes, self.catalogue):
            quote = verdict.new or verdict.old
            home = next((one.id for one in self.changes if quote and quote.clause in one.new + one.old), None)
            draft = Draft(rule.id, verdict, home)
            if home and verdict.slot not in _QUANTITIES and self._is_of_the_whole(draft):
                yield draft

    def _whole_change(self, rule: Rule) -> Draft | None:
        """The protection as a whole came into the document or left it."""
        was, becomes = self.old.on(rule.id), self.new.on(rule.id)
        if bool(was) == bool(becomes):
            return None
        novel = [
            (sentence, change)
            for change in self.changes
            for sentence in self._sides_of(change, rule)[bool(becomes)]
            if rule.harmful
            or (self._is_plain(rule, sentence) and self._is_novel(sentence, change, new_side=bool(becomes)))
        ]
        if not novel:
            return None
        sentence, change = novel[0]
        quote = quote_of(sentence)
        if self._is_harm(rule, sentence):
            effect = Effect.WEAKENED if becomes else Effect.STRENGTHENED
        else:
            effect = Effect.INTRODUCED if becomes else Effect.WITHDRAWN
        there = Bilingual("een bepaling", "a provision")
        verdict = Verdict(
            effect,
            f"whole:{'appears' if becomes else 'disappears'}",
            Bilingual("de hele bepaling", "the whole provision"),
            NOTHING if becomes else there,
            there if becomes else NOTHING,
            None if becomes else quote,
            quote if becomes else None,
            "whole",
        )
        return Draft(rule.id, verdict, change.id)

    def _is_plain(self, rule: Rule, sentence: Sentence) -> bool:
        """Whether a sentence is about a protection by a plain cue or a heading, not by a weak cue alone."""
        own = {key for key, _, _ in sentence.topics if key.endswith(f":{rule.id}")}
        return f"cues:{rule.id}" in own or f"weak:{rule.id}" not in own

    def _is_harm(self, rule: Rule, sentence: Sentence) -> bool:
        """Whether a provision takes protection away by being there."""
        if rule.harmful or any(_is_stated(rung, sentence) for rung in rule.harms):
            return True
        stance = stance_in(sentence, self.catalogue)
        return rule.plain in ("better", "worse") and stance.rung is not None and stance.value < 0

    def _sides_of(
        self, change: ClauseChange, rule: Rule
    ) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
        return self._on(self.old, rule, change.old), self._on(self.new, rule, change.new)

    def _on(self, side: Provisions, rule: Rule, clauses: tuple[str, ...]) -> tuple[Sentence, ...]:
        """Sentences on a protection, definitions apart; of a split clause, also those without a cue."""
        if not side.on(rule.id, clauses):
            return ()
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
        both = self.old.whole(change.old), self.new.whole(change.new)
        if not is_extra(sentence, both[new_side], both[not new_side]):
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
        weighed = tuple(self._of_rewording(rule, was, becomes, change))
        yield from weighed
        for verdict in self._reader(rule).verdicts(change, tuple(one.verdict for one in weighed)):
            yield Draft(rule.id, verdict, change.id)

    def _of_rewording(
        self, rule: Rule, was: tuple[Sentence, ...], becomes: tuple[Sentence, ...], change: ClauseChange
    ) -> Iterator[Draft]:
        """What the sentences that are not the same on both sides differ in.

        Where one side only has more sentences, what those say is set against the whole of the other side:
        then slots that speak of one sentence say nothing.
        """
        gone, come = _unshared(was, becomes), _unshared(becomes, was)
        if gone and come:
            yield from self._weighed(rule, gone, come, change)
            return
        yield from (one for one in self._weighed(rule, was, becomes, change) if self._is_of_the_whole(one))

    def _is_of_the_whole(self, draft: Draft) -> bool:
        """Whether a verdict still holds where many sentences stand against many others."""
        slot = self.catalogue.slots.get(draft.verdict.slot)
        return slot is None or not slot.local

    def _weighed(
        self,
        rule: Rule,
        was: tuple[Sentence, ...],
        becomes: tuple[Sentence, ...],
        change: ClauseChange,
        *,
        strict: bool = False,
    ) -> Iterator[Draft]:
        both = self.old.whole(change.old), self.new.whole(change.new)
        for verdict in weigh(rule, was, becomes, self.catalogue, strict=strict):
            if not (self._is_made_up_for(rule, verdict) or is_period_kept(verdict, *both)):
                yield Draft(rule.id, considered(verdict, was, becomes, change), change.id)

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
        replaced = self._anew[rule.id]
        if replaced is not None:
            if replaced[2] == change.id:
                drafts = self._weighed(rule, replaced[0], replaced[1], change, strict=True)
                large = len(replaced[0]) + len(replaced[1]) > _LARGE_SETS
                yield from (one for one in drafts if not large or self._is_of_the_whole(one))
            return
        own, side, others = (becomes, self.new, self.old) if becomes else (was, self.old, self.new)
        if rule.catch_all:
            plain = tuple(one for one in own if self._is_liberty(one))
            yield from self._lone_statements(rule, plain, others.on(rule.id), change)
            return
        here = {sentence.clause for sentence in own}
        rest = tuple(one for one in side.on(rule.id) if one.clause not in here)
        before = others.on(rule.id)
        if not rest or not before:
            return
        pair = (before, before + own) if becomes else (before + own, before)
        kept = tuple(
            draft
            for verdict in weigh(rule, *pair, self.catalogue)
            if verdict.slot not in _QUANTITIES
            for draft in (Draft(rule.id, _one_sided(verdict, change), change.id),)
            if self._is_of_the_whole(draft)
        )
        yield from kept or self._lone_statements(rule, own, before, change)

    def _is_liberty(self, sentence: Sentence) -> bool:
        """Whether a sentence says what the processor may or may not do, and nothing of who must."""
        rungs = {rung for rung, _ in sentence.by_slot.get("stance", ())}
        return bool(rungs) and rungs <= {"processor-free", "processor-ban"}

    def _lone_statements(
        self, rule: Rule, own: tuple[Sentence, ...], others: tuple[Sentence, ...], change: ClauseChange
    ) -> Iterator[Draft]:
        """What the sentences of a clause that came or went say by themselves."""
        for sentence in own:
            verdict = self._reader(rule).lone(sentence, others, new_side=bool(change.new))
            if verdict is not None and (self._is_edited_document or verdict.effect is not _good(change)):
                yield Draft(rule.id, verdict, change.id)

    def _reader(self, rule: Rule) -> Reader:
        return Reader(rule, self.catalogue, self.old, self.new)

    def _replaced(self, rule: Rule) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...], str] | None:
        """A provision that was taken out and written anew: its sentences, and the change of the new one."""
        if not self.old.on(rule.id) or not self.new.on(rule.id):
            return None
        spoken = self._spoken
        gone = [one for one in self._removed if rule.id in spoken[one.id][0]]
        come = [one for one in self._added if rule.id in spoken[one.id][1]]
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
        if clause.kind is not Kind.ITEM or not clause.text.strip() or not side.is_listed(clause, rule.id):
            return None
        if not any(other.is_listed(one, rule.id) for one in other.clauses.values() if one.kind is Kind.ITEM):
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

    def _burdens(self, change: ClauseChange) -> bool:
        """Whether a clause speaks of duties of the controller, which are judged as such."""
        both = self.old.whole(change.old) + self.new.whole(change.new)
        return any(is_controller_duty(one.text) for one in both)

    def _controller_duties(self, change: ClauseChange) -> Iterator[Draft]:
        """A duty of the controller that only one side has."""
        for new_side in (False, True):
            side, ids = (self.new, change.new) if new_side else (self.old, change.old)
            for sentence in side.whole(ids):
                if is_controller_duty(sentence.text) and self._is_novel(sentence, change, new_side=new_side):
                    yield Draft("controller-duties", duty_verdict(sentence, new_side=new_side), change.id)
        yield from self._more_duties(change)

    def _more_duties(self, change: ClauseChange) -> Iterator[Draft]:
        """What was joined to a duty of the controller, or taken out of it."""
        for edit in edits(change, self.old, self.new):
            if edit.gone and edit.come:
                continue
            for stretch in edit.come or edit.gone:
                joined = is_joined(stretch) and len(words(stretch.text)) >= _DUTY_WORDS
                if joined and not stretch.is_whole and is_burden(stretch.sentence.text, stretch.text):
                    yield Draft(
                        "controller-duties",
                        duty_verdict(stretch.sentence, new_side=bool(edit.come)),
                        change.id,
                    )


def _is_stated(rung: str, sentence: Sentence) -> bool:
    """Whether a rung is reached by words that the rest of the sentence does not deny."""
    found = (Stretch(sentence, start, end) for key, start, end in sentence.slots if key == rung)
    return any(is_denied(part(one, one.text)) or not is_denied(part(one, one.rest)) for one in found)


def _one_sided(verdict: Verdict, change: ClauseChange) -> Verdict:
    """A verdict on a clause that came or went quotes that clause alone."""
    return replace(verdict, old=None) if change.new else replace(verdict, new=None)


def _good(change: ClauseChange) -> Effect:
    """The effect that a clause which came has if it protects, or one that went if it did not."""
    return Effect.STRENGTHENED if change.new else Effect.WEAKENED


def _unshared(own: tuple[Sentence, ...], other: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences of one side that the other does not have word for word."""
    there = {tuple(words(one.text)) for one in other}
    return tuple(one for one in own if tuple(words(one.text)) not in there)


def _written_anew(before: ClauseChange, after: ClauseChange) -> ClauseChange:
    return replace(after, status=Status.REWORDED, old=before.old, segments=before.segments + after.segments)


def _may_matter(change: ClauseChange) -> bool:
    return change.status is not Status.UNCHANGED and not change.cosmetic
