"""What an edit inside a provision does where no slot speaks of it.

A slot compares what both versions say on one scale. Here it is about words that stand on one side only: a
further promise, a liberty, a condition, one more item, a word that narrows. Which way they work follows
from the statement that they are attached to: one more item of a duty of the processor is better, a
condition on that duty is worse, and for a liberty of the processor it is the other way round. Who must, may
or must not is read by the catalogue's slot ``stance``; where it finds nothing, the protection's own
``plain`` says what a bare statement about it does.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausediff.model.comparison import ClauseChange, Effect, Quote
from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import Catalogue, Rule
from clausediff.protections.likeness import is_said, stems
from clausediff.protections.provisions import Provisions, Sentence, read_slot, rungs_in
from clausediff.protections.scales import is_edited
from clausediff.protections.stretches import (
    SLIP,
    STATEMENT,
    THING,
    Edit,
    Kept,
    Stretch,
    edits,
    is_joined,
    is_lopsided,
    opening_of,
    part,
    sameness,
    size_of,
    texts,
)
from clausediff.protections.verdict import NOTHING, Verdict, effect_of, quote_of
from clausediff.wording import words

_KNOWN = 0.7
"""Share of a statement's words found in one sentence of the other side: it was said there before."""
_REARRANGED = 0.4
"""Share of an addition's words among those that went: the sentence was rearranged."""
_COVERED = 0.75
"""Share of one side's longer words that the other has without a sentence: that sentence is one more."""
_HALF = 0.5
"""Share of an item's words that the other side has: it is no new item."""
_SAME = 0.75
"""Share of words in the same order from which an entry is an edited one, whose edits can be read one by
one."""
_KEYS = ("exception.controller", "exception.union-law", "deletelaw.union-law")
"""Exceptions that take nothing away."""
_REACH = 4
"""Words before a relative clause among which its noun and that noun's *each* or *all* stand."""


class Reader:
    """Reads which way the edits of one entry work for one protection."""

    def __init__(self, rule: Rule, catalogue: Catalogue, old: Provisions, new: Provisions) -> None:
        self._rule = rule
        self._catalogue = catalogue
        self._sides = (old, new)

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
        kept = Kept(edits(change, *self._sides, moved=True))
        both = self._sides[0].whole(change.old), self._sides[1].whole(change.new)
        slight = sameness(change) >= _SAME and is_edited(*both)
        for edit in found:
            for new_side in (False, True):
                for stretch in edit.come if new_side else edit.gone:
                    whole = stretch.is_whole and not _is_quoted(stretch, weighed)
                    if whole and (slight or _is_extra(stretch, both[new_side], both[not new_side])):
                        yield from self._lone(stretch, lost[not new_side], new_side=new_side)
            inner = edit.inner
            if inner.is_empty or any(_is_quoted(one, weighed) for one in inner.gone + inner.come):
                continue
            if kept.share(inner) < _SAME or not _is_of_edited(inner, both):
                yield from self._modals(inner)
            else:
                yield from self._inner(inner, lost)

    def _lone(self, stretch: Stretch, lost: str, *, new_side: bool) -> Iterator[Verdict]:
        verdict = self._one_sided(stretch, lost, new_side=new_side)
        if verdict is not None:
            yield verdict

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
        if _is_known(stretch, others):
            return None
        found = self._stance(sentence.text, stretch)
        return _verdict(found, "statement", stretch, new_side=new_side)

    def _is_on(self, stretch: Stretch, *, new_side: bool) -> bool:
        side = self._sides[new_side]
        return stretch.sentence in side.on(self._rule.id, (stretch.sentence.clause,))

    def _one_sided(self, stretch: Stretch, lost: str, *, new_side: bool) -> Verdict | None:
        """Words that came in (or went) with nothing in their place."""
        others = self._sides[not new_side].on(self._rule.id)
        if not self._is_on(stretch, new_side=new_side) or _is_known(stretch, others):
            return None
        if is_said(stretch.text, lost, share=_REARRANGED):
            return None
        if stretch.is_whole:
            found = self._stance(stretch.text, stretch)
            return _verdict(found, "statement", stretch, new_side=new_side)
        return self._inside(stretch, lost, new_side=new_side)

    def _inside(self, stretch: Stretch, lost: str, *, new_side: bool) -> Verdict | None:
        """Words in a sentence: a reference, negation, condition, statement, one more item or a shade."""
        if self._has("deferral", stretch):
            return _open(stretch, new_side=new_side)
        if self._opens("ballast", stretch):
            return None
        host = self._modal_host(stretch) or self._host(stretch)[0]
        if self._negates(stretch) and len(words(stretch.text)) <= SLIP:
            if read_slot("negation", (part(stretch, lost),), self._catalogue).hit is not None:
                return None
            return _verdict(
                (-host, Bilingual("een ontkenning", "a negation")), "negation", stretch, new_side=new_side
            )
        if self._opens("opening", stretch):
            found = None if self._is_keyed(stretch) else (-host, Bilingual("een voorwaarde", "a condition"))
            return _verdict(found, "condition", stretch, new_side=new_side)
        if self._restricts(stretch):
            limit = Bilingual("een beperking", "a restriction")
            return _verdict((-host, limit), "condition", stretch, new_side=new_side)
        if is_joined(stretch):
            excepted = self._in_exception(stretch)
            found = None if excepted else self._stated(stretch)
            if found is not None and self._adds(stretch, new_side):
                return _verdict(found, "statement", stretch, new_side=new_side)
            sign = -host if excepted else host
            what = Bilingual("nog een onderdeel", "one more item")
            return (
                None
                if self._is_there(stretch, new_side)
                else _verdict((sign, what), "item", stretch, new_side=new_side)
            )
        shade = self._shade(stretch)
        if shade and read_slot("shade", (part(stretch, lost),), self._catalogue).value == shade[0]:
            return None
        return _verdict((shade[0] * host, shade[1]) if shade else None, "shade", stretch, new_side=new_side)

    def _adds(self, stretch: Stretch, new_side: bool) -> bool:
        """Whether a statement has words of weight that the other side does not have."""
        others = self._sides[not new_side].on(self._rule.id)
        there = stems(" ".join(one.text for one in others))
        new = {one for one in words(stretch.text) if len(one) > THING}
        return sum(not stems(one) <= there for one in new) >= SLIP

    def _is_there(self, stretch: Stretch, new_side: bool) -> bool:
        """Whether most of the words stand on the other side's sentences too, in another order."""
        others = self._sides[not new_side].on(self._rule.id)
        return is_said(stretch.text, " ".join(one.text for one in others), share=_HALF)

    def _replaced(self, edit: Edit) -> Iterator[Verdict]:
        """Words that made way for others: a negation or a shade on one side only."""
        was, becomes = edit.gone[0], edit.come[0]
        if not (self._is_on(was, new_side=False) or self._is_on(becomes, new_side=True)):
            return
        negated = self._negates(was), self._negates(becomes)
        if negated[0] != negated[1] and self._is_turned(was, becomes):
            host = self._host(was)[0] if negated[1] else self._host(becomes)[0]
            found = -host, Bilingual("een ontkenning", "a negation")
            verdict = _verdict(found, "negation", becomes if negated[1] else was, new_side=negated[1])
            if verdict is not None:
                yield verdict
            return
        modal = self._modal(was, becomes)
        if modal is not None:
            yield modal
            return
        shades = self._shade(was), self._shade(becomes)
        values = [shade[0] if shade else 0 for shade in shades]
        if values[0] != values[1]:
            sign = (1 if values[1] > values[0] else -1) * self._host(becomes)[0]
            if not sign:
                return
            what = [shade[1] if shade else NOTHING for shade in shades]
            yield Verdict(
                effect_of(sign > 0),
                "shade:replaced",
                Bilingual("reikwijdte van de bepaling", "reach of the provision"),
                what[0],
                what[1],
                quote_of(was.sentence),
                quote_of(becomes.sentence),
                "shade",
            )

    def _modals(self, edit: Edit) -> Iterator[Verdict]:
        """In a sentence that was reworded more: only a duty that became a liberty, word for word."""
        if edit.gone and edit.come and size_of(edit.gone) + size_of(edit.come) <= 2 * SLIP:
            verdict = self._modal(edit.gone[0], edit.come[0])
            if verdict is not None and self._is_on(edit.come[0], new_side=True):
                yield verdict

    def _modal(self, was: Stretch, becomes: Stretch) -> Verdict | None:
        """A duty that became a liberty, or the other way round; better or worse by who it is that acts."""
        read = [read_slot("modal", (part(one, one.text),), self._catalogue) for one in (was, becomes)]
        actor = self._actor(becomes)
        values = [one.value for one in read]
        if actor == 0 or 0 in values or values[0] == values[1] or self._is_turned(was, becomes):
            return None
        words_of = [self._words("modal", one.rung or "") for one in read]
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

    def _modal_host(self, stretch: Stretch) -> int:
        """Which way a ``may`` just before the words works: the processor's is worse; 0 without one."""
        last = stretch.sentence.text[: stretch.start].split()[-1:]
        reading = read_slot("modal", (part(stretch, " ".join(last)),), self._catalogue)
        return -self._actor(stretch) if reading.rung == "liberty" else 0

    def _actor(self, stretch: Stretch) -> int:
        """Who acts, the side named last before the words: 1 for the processor, -1 for the controller."""
        before = part(stretch, stretch.sentence.text[: stretch.start])
        named = [(hit[2], hit[0]) for hit in before.slots if hit[0].startswith("actor.")]
        if not named:
            return 0
        return 1 if max(named)[1] == "actor.processor" else -1

    def _is_turned(self, was: Stretch, becomes: Stretch) -> bool:
        """Whether one whole sentence is negated and the other is not."""
        found = [
            read_slot("negation", (one.sentence,), self._catalogue).rung == "negated"
            for one in (was, becomes)
        ]
        return found[0] != found[1]

    def _host(self, stretch: Stretch) -> tuple[int, Bilingual]:
        """Which way the statement works that the words are attached to."""
        found = self._stance(stretch.rest, stretch)
        if found is not None:
            return found
        if self._rule.plain == "stated":
            return 0, NOTHING
        plain = 1 if self._rule.plain == "better" else -1
        negated = read_slot("negation", (part(stretch, stretch.rest),), self._catalogue).rung == "negated"
        return (-plain if negated else plain), NOTHING

    def _stance(self, text: str, stretch: Stretch) -> tuple[int, Bilingual] | None:
        """Which way a statement works: 1 for better, -1 for worse."""
        reading = read_slot("stance", (part(stretch, text),), self._catalogue)
        if reading.rung is None or reading.value == 0:
            return None
        return reading.value, self._words("stance", reading.rung)

    def _stated(self, stretch: Stretch) -> tuple[int, Bilingual] | None:
        """The stance of a joined statement; without a subject of its own it takes the sentence's."""
        if len(words(stretch.text)) < STATEMENT:
            return None
        subject = " ".join(stretch.sentence.text[: stretch.start].split()[:2])
        return self._stance(f"{subject} {opening_of(stretch)}", stretch)

    def _shade(self, stretch: Stretch) -> tuple[int, Bilingual] | None:
        reading = read_slot("shade", (part(stretch, stretch.text),), self._catalogue)
        if reading.rung is None or self._rule.plain not in ("better", "stated"):
            return None
        return reading.value, self._words("shade", reading.rung)

    def _words(self, slot: str, rung: str) -> Bilingual:
        return next(one.words for one in self._catalogue.slots[slot].rungs if one.name == rung)

    def _negates(self, stretch: Stretch) -> bool:
        return read_slot("negation", (part(stretch, stretch.text),), self._catalogue).rung == "negated"

    def _has(self, slot: str, stretch: Stretch) -> bool:
        return read_slot(slot, (part(stretch, stretch.text),), self._catalogue).hit is not None

    def _is_keyed(self, stretch: Stretch) -> bool:
        """Whether the controller or Union law holds the key to the exception."""
        return any(key in rungs_in((stretch.sentence,)) for key in _KEYS)

    def _opens(self, slot: str, stretch: Stretch) -> bool:
        """Whether the words begin, after a word or two, as a condition or as ballast does."""
        opening = opening_of(stretch)
        reading = read_slot(slot, (part(stretch, opening),), self._catalogue)
        return reading.hit is not None and len(words(opening[: reading.hit[1]])) <= SLIP + 1

    def _restricts(self, stretch: Stretch) -> bool:
        """Whether the words are a relative clause on a word like *each* or *all*, which then covers less."""
        before = " ".join(stretch.sentence.text[: stretch.start].split()[-_REACH:])
        reading = read_slot("universal", (part(stretch, before),), self._catalogue)
        return reading.hit is not None and self._opens("relative", stretch)

    def _in_exception(self, stretch: Stretch) -> bool:
        before = part(stretch, stretch.sentence.text[: stretch.start])
        reading = read_slot("opening", (before,), self._catalogue)
        return reading.hit is not None and reading.hit[1] > 0


def _is_extra(stretch: Stretch, own: tuple[Sentence, ...], other: tuple[Sentence, ...]) -> bool:
    """Whether a sentence is one more: without it there is still a word for what the other side says."""
    rest = tuple(one for one in own if one is not stretch.sentence)
    return len(own) > len(other) and is_said(_things(other), _things(rest), share=_COVERED)


def _things(sentences: tuple[Sentence, ...]) -> str:
    """The longer words of some sentences."""
    return " ".join(word for one in sentences for word in words(one.text) if len(word) >= THING)


def _is_of_edited(edit: Edit, both: tuple[tuple[Sentence, ...], tuple[Sentence, ...]]) -> bool:
    """Whether the sentences of an edit are edited ones, not ones that were written anew."""
    return all(
        any(is_edited((stretch.sentence,), (one,)) for one in both[not new_side])
        for new_side, side in ((False, edit.gone), (True, edit.come))
        for stretch in side
    )


def _is_quoted(stretch: Stretch, weighed: tuple[Verdict, ...]) -> bool:
    """Whether a verdict quotes words of the sentence."""
    text = stretch.sentence.text
    return any(
        quote is not None
        and quote.clause == stretch.sentence.clause
        and (quote.quote in text or text in quote.quote)
        for verdict in weighed
        for quote in (verdict.old, verdict.new)
    )


def _is_known(stretch: Stretch, others: tuple[Sentence, ...]) -> bool:
    if len(words(stretch.text)) < STATEMENT:
        return False
    return any(is_said(stretch.text, one.text, share=_KNOWN) for one in others)


def _quote(stretch: Stretch) -> Quote | None:
    if stretch.is_whole:
        return quote_of(stretch.sentence)
    return Quote(stretch.sentence.clause, stretch.text.strip())


def _open(stretch: Stretch, *, new_side: bool) -> Verdict:
    """A provision that is made to depend on another text."""
    elsewhere = Bilingual("een verwijzing", "a reference")
    return Verdict(
        Effect.UNDETERMINED,
        f"deferral:{'added' if new_side else 'removed'}",
        Bilingual("wat elders staat", "what stands elsewhere"),
        NOTHING if new_side else elsewhere,
        elsewhere if new_side else NOTHING,
        None if new_side else _quote(stretch),
        _quote(stretch) if new_side else None,
        "deferral",
        Bilingual(
            "de bepaling verwijst naar een andere tekst, die hier beslist",
            "the provision refers to another text, which decides here",
        ),
    )


def _verdict(
    found: tuple[int, Bilingual] | None, kind: str, stretch: Stretch, *, new_side: bool
) -> Verdict | None:
    if found is None or not found[0]:
        return None
    sign, what = found
    quote = _quote(stretch)
    return Verdict(
        effect_of((sign > 0) == new_side),
        f"{kind}:{'added' if new_side else 'removed'}",
        Bilingual("woorden die erbij kwamen of wegvielen", "words that came in or left"),
        NOTHING if new_side else what,
        what if new_side else NOTHING,
        None if new_side else quote,
        quote if new_side else None,
        kind,
    )
