"""What an edit inside a provision does where no slot speaks of it.

A slot compares what both versions say on one scale. Here it is about words that stand on one side only: a
further promise, a liberty, a condition, one more item, a word that narrows. Which way they work follows
from the statement that they are attached to: one more item of a duty of the processor is better, a
condition on that duty is worse, and for a liberty of the processor it is the other way round. Who must, may
or must not is read by the catalogue's slot ``stance``; where it finds nothing, the protection's own
``plain`` says what a bare statement about it does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from clausediff.model.comparison import ClauseChange
from clausediff.model.protection import Bilingual
from clausediff.protections.bearing import Bearing
from clausediff.protections.catalogue_file import Catalogue, Rule
from clausediff.protections.likeness import is_said, stem, stems
from clausediff.protections.provisions import Provisions, Sentence, is_denied, read_slot
from clausediff.protections.remarks import deferred, is_explained, is_quoted, one_sided
from clausediff.protections.scales import counterpart, is_edited
from clausediff.protections.stretches import (
    SLIP,
    STATEMENT,
    THING,
    Edit,
    Kept,
    Stretch,
    conjunction,
    edits,
    is_extra,
    is_further,
    is_joined,
    is_kept,
    is_known,
    is_lopsided,
    joins_all,
    long_words,
    other_items,
    part,
    sameness,
    size_of,
    texts,
)
from clausediff.protections.verdict import NOTHING, Verdict, effect_of, quote_of
from clausediff.wording import words

_REARRANGED = 0.4
"""Share of an addition's words among those that went: the sentence was rearranged."""
_HALF = 0.5
"""Share of an item's words that make it no new one if the other side has them."""
_SAME = 0.7
"""Share of words in the same order from which an entry is an edited one, whose edits can be read one by
one."""


class Reader:
    """Reads which way the edits of one entry work for one protection."""

    def __init__(self, rule: Rule, catalogue: Catalogue, old: Provisions, new: Provisions) -> None:
        self._rule = rule
        self._catalogue = catalogue
        self._sides = (old, new)
        self._bearing = Bearing(rule, catalogue)
        self._is_sole = False
        self._clauses: tuple[tuple[Sentence, ...], tuple[Sentence, ...]] = ((), ())

    def verdicts(self, change: ClauseChange, weighed: tuple[Verdict, ...] = ()) -> Iterator[Verdict]:
        """The verdicts on a reworded entry's edits in sentences on the protection.

        Args:
            change: the entry.
            weighed: what slots said of it already: the sentences that they quote are not read again.
        """
        found = tuple(edits(change, *self._sides))
        lost = (texts(one.gone for one in found), texts(one.come for one in found))
        if self._rule.plain == "open":
            return
        self._is_sole = len(found) == 1
        kept = Kept(edits(change, *self._sides, moved=True))
        both = self._sides[0].whole(change.old), self._sides[1].whole(change.new)
        self._clauses = both
        slight = sameness(change) >= _SAME and is_edited(*both)
        yield from self._ranks(*both)
        for edit in found:
            for new_side in (False, True):
                for stretch in edit.come if new_side else edit.gone:
                    whole = stretch.is_whole and not is_quoted(stretch, weighed)
                    if whole and (slight or is_extra(stretch.sentence, both[new_side], both[not new_side])):
                        yield from self._lone(stretch, lost[not new_side], new_side=new_side)
            inner = edit.inner
            if inner.is_empty or any(is_explained(one, weighed) for one in inner.gone + inner.come):
                continue
            if kept.share(inner) < _SAME or not _is_of_edited(inner, both):
                yield from self._modals(inner)
            else:
                yield from self._inner(inner, lost)

    def _ranks(self, old: tuple[Sentence, ...], new: tuple[Sentence, ...]) -> Iterator[Verdict]:
        """A provision that gave way to another one and now goes before it, or the other way round."""
        for becomes in new:
            was = counterpart(becomes, old)
            read = [read_slot("rank", (one,), self._catalogue) for one in (was, becomes) if one]
            if was is None or 0 in (values := [one.value for one in read]) or values[0] == values[1]:
                continue
            told = ((one, read[side].hit or ("", 0, 0)) for side, one in enumerate((was, becomes)))
            ends = tuple(Stretch(one, hit[1], hit[2]) for one, hit in told)
            hosts = {self._bearing.host(one)[0] for one in ends}
            host = hosts.pop() if len(hosts) == 1 else 0
            if host and (self._is_on(ends[0], new_side=False) or self._is_on(ends[1], new_side=True)):
                yield Verdict(
                    effect_of((values[1] > values[0]) == (host > 0)),
                    f"rank:{read[0].rung}>{read[1].rung}",
                    self._catalogue.slots["rank"].aspect,
                    self._bearing.words_of("rank", read[0].rung or ""),
                    self._bearing.words_of("rank", read[1].rung or ""),
                    quote_of(was),
                    quote_of(becomes),
                    "rank",
                )

    def _lone(self, stretch: Stretch, lost: str, *, new_side: bool) -> Iterator[Verdict]:
        yield from _some(self._one_sided(stretch, lost, new_side=new_side))

    def _inner(self, edit: Edit, lost: tuple[str, str]) -> Iterator[Verdict]:
        """An edit inside a sentence: words replaced, or words that one side alone has."""
        if edit.gone and edit.come and not is_lopsided(edit):
            yield from self._replaced(edit)
            return
        new_side = size_of(edit.come) > size_of(edit.gone)
        for stretch in edit.come if new_side else edit.gone:
            yield from self._lone(stretch, lost[not new_side], new_side=new_side)

    def lone(self, sentence: Sentence, others: tuple[Sentence, ...], *, new_side: bool) -> Verdict | None:
        """The verdict on a sentence of a clause that came or went, unless the other side says it
        elsewhere.
        """
        stretch = Stretch(sentence, 0, len(sentence.text))
        if is_known(stretch, others):
            return None
        found = self._bearing.statement(stretch)
        return one_sided(found, "statement", stretch, new_side=new_side)

    def _is_on(self, stretch: Stretch, *, new_side: bool) -> bool:
        side = self._sides[new_side]
        return stretch.sentence in side.on(self._rule.id, (stretch.sentence.clause,))

    def _is_denial_of(self, stretch: Stretch, *, new_side: bool) -> bool:
        """Whether words deny what the other side says on the protection: a ban may have no cue of it."""
        if len(words(stretch.text)) > SLIP or not self._bearing.negates(stretch):
            return False
        other = counterpart(stretch.sentence, self._clauses[not new_side])
        spoken = self._sides[not new_side].on(self._rule.id)
        return other is not None and other in spoken and is_edited((stretch.sentence,), (other,))

    def _one_sided(self, stretch: Stretch, lost: str, *, new_side: bool) -> Verdict | None:
        """Words that came in (or went) with nothing in their place."""
        others = self._sides[not new_side].on(self._rule.id)
        if not self._is_on(stretch, new_side=new_side) and not self._is_denial_of(stretch, new_side=new_side):
            return None
        if is_known(stretch, others):
            return None
        if is_said(long_words(stretch.text) or stretch.text, lost, share=_REARRANGED):
            return None
        if stretch.is_whole:
            found = self._bearing.statement(stretch)
            return one_sided(found, "statement", stretch, new_side=new_side)
        return self._inside(stretch, lost, new_side=new_side)

    def _inside(self, stretch: Stretch, lost: str, *, new_side: bool) -> Verdict | None:
        """Words in a sentence: a reference, negation, condition, statement, one more item or a shade."""
        if self._bearing.has("deferral", stretch):
            return deferred(stretch, new_side=new_side)
        if self._bearing.opens("ballast", stretch):
            return None
        host = self._bearing.modal_host(stretch) or self._bearing.host(stretch)[0]
        if self._bearing.negates(stretch) and len(words(stretch.text)) <= SLIP:
            if not {"negation", "exclusivity"}.isdisjoint(part(stretch, lost).by_slot):
                return None
            return one_sided(
                (-host, Bilingual("een ontkenning", "a negation")), "negation", stretch, new_side=new_side
            )
        one_more = is_further(stretch) or self._bearing.joins_case(stretch)
        if not one_more and (self._bearing.opens_condition(stretch) or self._bearing.restricts(stretch)):
            if "opening" in part(stretch, lost).by_slot:
                return None
            return self._condition(stretch, host, new_side=new_side)
        if is_joined(stretch):
            placed = self._bearing.place(stretch) in ("exception", "trigger")
            is_item = placed or self._bearing.opens("aim", stretch, within=1)
            found = None if is_item else self._bearing.stated(stretch)
            if found is not None and (self._bearing.negates(stretch) or self._adds(stretch, new_side)):
                return one_sided(found, "statement", stretch, new_side=new_side)
            return self._item(stretch, host, new_side=new_side)
        return self._word(stretch, host, lost, new_side=new_side)

    def _condition(self, stretch: Stretch, host: int, *, new_side: bool) -> Verdict | None:
        """A condition or restriction, unless the controller holds its key."""
        keyed = self._bearing.opens("opening", stretch) and self._bearing.is_keyed(stretch)
        others = self._sides[not new_side].on(self._rule.id)
        other = None if stretch.is_whole else counterpart(stretch.sentence, others)
        if other and is_denied(other) != is_denied(part(stretch, stretch.rest)):
            return None
        what = Bilingual("een voorwaarde of beperking", "a condition or restriction")
        host = 1 if self._bearing.is_limited(stretch) else host
        return None if keyed else one_sided((-host, what), "condition", stretch, new_side=new_side)

    def _word(self, stretch: Stretch, host: int, lost: str, *, new_side: bool) -> Verdict | None:
        """A word that makes the statement wider or narrower, or a noun one of some kind only."""
        shade = self._bearing.shade(stretch)
        if shade and shade[0] > 0 and len(words(stretch.text)) > STATEMENT:
            return None
        if shade is None and self._is_sole and self._bearing.qualifies(stretch):
            limit = Bilingual("een beperkend woord", "a word that narrows")
            return one_sided((-host, limit), "qualifier", stretch, new_side=new_side)
        if shade and read_slot("shade", (part(stretch, lost),), self._catalogue).value == shade[0]:
            return None
        if shade and host < 0 and self._bearing.place(stretch) is not None:
            host = -host
        return one_sided((shade[0] * host, shade[1]) if shade else None, "shade", stretch, new_side=new_side)

    def _item(self, stretch: Stretch, host: int, *, new_side: bool) -> Verdict | None:
        """One more item: of what must be done, of the cases in which, or of what is excepted from it."""
        if self._is_there(stretch, new_side) or self._bearing.is_doubled(stretch):
            return None
        if is_further(stretch) and self._bearing.has("modality", stretch):
            return None
        narrows = self._bearing.place(stretch) == "exception" or (
            self._bearing.place(stretch) == "trigger" and joins_all(stretch)
        )
        what = Bilingual("nog een onderdeel", "one more item")
        if host and self._bearing.place(stretch) == "only":
            asked = self._bearing.is_described(stretch) and joins_all(stretch)
            host = 1 if asked or self._bearing.is_of_controller(stretch) else -1
        return one_sided((-host if narrows else host, what), "item", stretch, new_side=new_side)

    def _adds(self, stretch: Stretch, new_side: bool) -> bool:
        """Whether a statement has words of weight that the other side does not have."""
        others = self._sides[not new_side].on(self._rule.id)
        there = stems(" ".join(one.text for one in others))
        new = {one for one in words(stretch.text) if len(one) > THING}
        return sum(not stems(one) <= there for one in new) >= SLIP

    def _is_there(self, stretch: Stretch, new_side: bool) -> bool:
        """Whether most of the words stand on the other side's sentences too, as often, in another order."""
        own, other = (_stem_counts(self._clauses[side]) for side in (new_side, not new_side))
        elsewhere = stems(" ".join(one.text for one in self._sides[not new_side].on(self._rule.id)))
        said = stems(long_words(stretch.text) or stretch.text)
        if not said:
            return False
        kept = [one for one in said if (other[one] >= own[one] if one in other else one in elsewhere)]
        return len(kept) >= _HALF * len(said)

    def _replaced(self, edit: Edit) -> Iterator[Verdict]:
        """Words that made way for others: a negation or a shade on one side only."""
        was, becomes = edit.gone[0], edit.come[0]
        if not (self._is_on(was, new_side=False) or self._is_on(becomes, new_side=True)):
            return
        negated = self._bearing.negates(was), self._bearing.negates(becomes)
        if negated[0] != negated[1] and self._bearing.is_turned(was, becomes):
            yield from _some(self._denied(was, becomes, new_side=negated[1]))
            return
        exempted = self._exempted(was, becomes)
        if exempted is not None:
            yield exempted
            return
        conditioned = [self._bearing.opens_condition(one) for one in (was, becomes)]
        if conditioned[0] != conditioned[1] and not self._bearing.both_open(was, becomes):
            stretch, other = (becomes, was) if conditioned[1] else (was, becomes)
            if is_said(long_words(stretch.text) or stretch.text, other.text, share=_REARRANGED):
                return
            host = self._bearing.modal_host(stretch) or self._bearing.host(stretch)[0]
            yield from _some(self._condition(stretch, host, new_side=conditioned[1]))
            return
        lost, won = other_items(was, becomes)
        if bool(lost) != bool(won):
            for item in lost or won:
                yield from _some(self._item(item, self._bearing.host(item)[0], new_side=bool(won)))
            return
        tests = (self._modal, self._swap, self._joined, self._shaded)
        yield from _some(next((found for test in tests if (found := test(was, becomes))), None))

    def _shaded(self, was: Stretch, becomes: Stretch) -> Verdict | None:
        """A word that narrows in the place of one that widens, or of none, or the other way round."""
        shades = self._bearing.shade(was), self._bearing.shade(becomes)
        values = [shade[0] if shade else 0 for shade in shades]
        if values[0] == values[1] or (0 in values and min(values) >= 0):
            return None
        hosts = {
            abs(host) if self._bearing.place(one) is not None else host
            for one, value in zip((was, becomes), values, strict=True)
            if value
            for host in (self._bearing.host(one)[0],)
        }
        if len(hosts) > 1 or 0 in hosts:
            return None
        sign = (1 if values[1] > values[0] else -1) * hosts.pop()
        what = [shade[1] if shade else NOTHING for shade in shades]
        return Verdict(
            effect_of(sign > 0),
            "shade:replaced",
            Bilingual("reikwijdte van de bepaling", "reach of the provision"),
            what[0],
            what[1],
            quote_of(was.sentence),
            quote_of(becomes.sentence),
            "shade",
        )

    def _exempted(self, was: Stretch, becomes: Stretch) -> Verdict | None:
        """*Except to* that became *also to*, or the other way round."""
        excepted = self._bearing.is_exception(was), self._bearing.is_exception(becomes)
        stretch, other = (becomes, was) if excepted[1] else (was, becomes)
        if excepted[0] == excepted[1] or not self._bearing.includes(other):
            return None
        found = -self._bearing.host(stretch)[0], Bilingual("een uitzondering", "an exception")
        return one_sided(found, "condition", stretch, new_side=excepted[1])

    def _denied(self, was: Stretch, becomes: Stretch, *, new_side: bool) -> Verdict | None:
        """A negation on one side, unless the other says *only*, which denies as much."""
        stretch, other = (becomes, was) if new_side else (was, becomes)
        if self._bearing.is_only(other) or not (is_kept(was, becomes) and is_kept(becomes, was)):
            return None
        stated = self._bearing.stance(other.sentence.text, other) or self._bearing.host(other)
        found = -stated[0], Bilingual("een ontkenning", "a negation")
        return one_sided(found, "negation", stretch, new_side=new_side)

    def _modals(self, edit: Edit) -> Iterator[Verdict]:
        """In a sentence that was reworded more: only a duty that became a liberty, word for word."""
        if edit.gone and edit.come and size_of(edit.gone) + size_of(edit.come) <= 2 * SLIP:
            verdict = self._modal(edit.gone[0], edit.come[0])
            if verdict is not None and self._is_on(edit.come[0], new_side=True):
                yield verdict

    def _modal(self, was: Stretch, becomes: Stretch) -> Verdict | None:
        """A duty that became a liberty, or the other way round; better or worse by who it is that acts."""
        read = [read_slot("modal", (part(one, one.text),), self._catalogue) for one in (was, becomes)]
        actor = self._bearing.subject(becomes)
        values = [one.value for one in read]
        if actor == 0 or 0 in values or values[0] == values[1] or self._bearing.is_turned(was, becomes):
            return None
        if self._bearing.is_bounded(was) or self._bearing.is_bounded(becomes):
            return None
        words_of = [self._bearing.words_of("modal", one.rung or "") for one in read]
        return Verdict(
            effect_of((read[1].value > read[0].value) == (actor > 0)),
            f"modal:{read[0].rung}>{read[1].rung}",
            self._catalogue.slots["modal"].aspect,
            words_of[0],
            words_of[1],
            quote_of(was.sentence),
            quote_of(becomes.sentence),
            "modal",
        )

    def _joined(self, was: Stretch, becomes: Stretch) -> Verdict | None:
        """*And* that became *or*, or the other way round.

        Less is then asked of what must be done and of what must be so before something may; a duty that
        arises in either case arises sooner.
        """
        joined = conjunction(was), conjunction(becomes)
        if None in joined or joined[0] == joined[1] or self._bearing.is_turned(was, becomes):
            return None
        place, host = self._bearing.place(becomes), self._bearing.host(becomes)[0]
        host = -1 if not host and self._bearing.is_conditional(becomes) else host
        loose = self._bearing.is_of_all(becomes) or self._bearing.is_of_controller(becomes)
        if not host or (place is None and (host < 0 or loose)):
            return None
        sooner = place == "trigger" and host > 0
        return Verdict(
            effect_of((joined[1] == "any") == sooner),
            f"joined:{joined[0]}>{joined[1]}",
            Bilingual("een van beide of allebei", "either or both"),
            _both(was),
            _both(becomes),
            quote_of(was.sentence),
            quote_of(becomes.sentence),
            "joined",
        )

    def _swap(self, was: Stretch, becomes: Stretch) -> Verdict | None:
        """The other side's name in the place of one's: better where it decides, worse where it pays."""
        roles = self._bearing.role(was), self._bearing.role(becomes)
        if 0 in roles or roles[0] == roles[1]:
            return None
        reading = read_slot("swap", (part(becomes, becomes.around),), self._catalogue)
        if reading.value == 0:
            return None
        return Verdict(
            effect_of((reading.value > 0) == (roles[1] < 0)),
            f"swap:{reading.rung}",
            self._catalogue.slots["swap"].aspect,
            _both(was),
            _both(becomes),
            quote_of(was.sentence),
            quote_of(becomes.sentence),
            "swap",
        )


def _stem_counts(side: tuple[Sentence, ...]) -> Counter[str]:
    """How often each stem stands in sentences."""
    return Counter(stem(word) for one in side for word in words(one.text))


def _is_of_edited(edit: Edit, both: tuple[tuple[Sentence, ...], tuple[Sentence, ...]]) -> bool:
    """Whether the sentences of an edit are edited ones, not ones that were written anew."""
    return all(
        any(is_edited((stretch.sentence,), (one,)) for one in both[not new_side])
        for new_side, side in ((False, edit.gone), (True, edit.come))
        for stretch in side
    )


def _both(stretch: Stretch) -> Bilingual:
    """The words of a stretch as they stand, in either language."""
    return Bilingual(stretch.text.strip(), stretch.text.strip())


def _some(verdict: Verdict | None) -> Iterator[Verdict]:
    if verdict is not None:
        yield verdict
