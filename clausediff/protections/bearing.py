"""Which way a statement bears: who must, may or must not, and what the words before a stretch make of it."""

from __future__ import annotations

import re

from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import Catalogue, Rule
from clausediff.protections.provisions import OWNED, is_denied, read_slot, rungs_in, stance_in
from clausediff.protections.stretches import (
    SLIP,
    STATEMENT,
    THING,
    Stretch,
    long_words,
    opening_of,
    part,
)
from clausediff.protections.verdict import NOTHING
from clausediff.wording import words

_KEYS = ("exception.controller", "exception.union-law", "deletelaw.union-law")
"""Exceptions that take nothing away."""
_DETERMINERS = {
    "nl": frozenset(
        "alle elke iedere ieder elk geen enige de het een tot van zijn haar uit aan voor".split()
    ),
    "en": frozenset("each every any all no the a an of to its their from for".split()),
}
"""Words between which and a noun a lone word tells the noun apart."""
_PREPOSITIONS = frozenset("to by of from for with on against aan door van voor met bij jegens tegen".split())
"""Words behind which a name is no subject."""
_SIDES = {"processor": 1, "controller": -1}
_BEHIND = 60
"""Characters behind a verb in which its object stands."""
_IN_WHICH_CASE = re.compile(
    r"[\s,;]*(?:in\s+(?:which|that)\s+(?:case|event)|whereupon|in\s+(?:welk|dat)\s+geval|waarna)\b",
    re.IGNORECASE,
)
"""Words that join what holds in the case just told."""
_RELATIVES = frozenset("die dat who which that whose".split())
_REACH = 4
"""Words before a relative clause among which its noun and that noun's *each* or *all* stand."""


class Bearing:
    """Reads the statement that words are attached to, for one protection."""

    def __init__(self, rule: Rule, catalogue: Catalogue) -> None:
        self._rule = rule
        self._catalogue = catalogue

    def role(self, stretch: Stretch) -> int:
        """The one side that a few words name: 1 for the processor, -1 for the controller, else 0."""
        named = {rung for rung, _ in part(stretch, stretch.text).by_slot.get("actor", ())}
        if len(named) != 1 or len(words(stretch.text)) > 2 * SLIP:
            return 0
        return 1 if "processor" in named else -1

    def modal_host(self, stretch: Stretch) -> int:
        """Which way a ``may`` just before the words works: the processor's is worse; 0 without one."""
        last = stretch.sentence.text[: stretch.start].split()[-1:]
        reading = read_slot("modal", (part(stretch, " ".join(last)),), self._catalogue)
        return -self.actor(stretch) if reading.rung == "liberty" else 0

    def actor(self, stretch: Stretch) -> int:
        """Who acts, the side named last before the words: 1 for the processor, -1 for the controller."""
        return _SIDES.get(self._named_before(stretch)[1], 0)

    def subject(self, stretch: Stretch) -> int:
        """Whose verb the words are: 1 for the processor, -1 for the controller, 0 if nobody is named.

        The side named right before them, or in Dutch right behind; in English the one that the object behind
        them is not; else the one named last before.
        """
        end, rung = self._named_before(stretch)
        text = stretch.sentence.text
        if rung and len(text[end : stretch.start].split()) <= SLIP:
            return _SIDES[rung]
        behind = part(stretch, text[stretch.end :]).by_slot.get("actor", ())
        start, after = min(((hit[1], one) for one, hit in behind), default=(_BEHIND, ""))
        if start < _BEHIND and stretch.sentence.language == "en":
            return -_SIDES[after]
        if start < _BEHIND and len(text[stretch.end : stretch.end + start].split()) < SLIP:
            return _SIDES[after]
        return _SIDES.get(rung, 0)

    def _named_before(self, stretch: Stretch) -> tuple[int, str]:
        """Where the side that is named last before the words ends, and which it is."""
        text = stretch.sentence.text
        named = part(stretch, text[: stretch.start]).by_slot.get("actor", ())
        return max(
            ((hit[2], rung) for rung, hit in named if not OWNED.match(text[hit[2] :])), default=(0, "")
        )

    def is_only(self, stretch: Stretch) -> bool:
        """Whether the words, or those just before and behind, say *only*: a ban on all else."""
        return "exclusivity" in part(stretch, stretch.around).by_slot

    def is_bounded(self, stretch: Stretch) -> bool:
        """Whether a verb is denied, or allowed for one thing only: *may only* and *shall not but* are one."""
        verb = (stretch.text, *stretch.sentence.text[stretch.end :].split()[:SLIP])
        return self.is_only(stretch) or "negation" in part(stretch, " ".join(verb)).by_slot

    def is_conditional(self, stretch: Stretch) -> bool:
        """Whether the words stand behind *only if*, *only after*: what they ask must be so first."""
        before = part(stretch, stretch.sentence.text[: stretch.start]).by_slot
        return "exclusivity" in before and "opening" in before

    def is_turned(self, was: Stretch, becomes: Stretch) -> bool:
        """Whether one whole sentence is negated and the other is not."""
        return is_denied(was.sentence) != is_denied(becomes.sentence)

    def host(self, stretch: Stretch) -> tuple[int, Bilingual]:
        """Which way the statement works that the words are attached to."""
        found = self.stance(stretch.rest, stretch)
        if found is not None:
            return found
        if self._rule.plain == "stated":
            return 0, NOTHING
        plain = 1 if self._rule.plain == "better" else -1
        return (-plain if is_denied(part(stretch, stretch.rest)) else plain), NOTHING

    def is_limited(self, stretch: Stretch) -> bool:
        """Whether a bare statement, which is worse by itself, holds for one thing only."""
        rest = part(stretch, stretch.rest)
        bare = self._rule.plain == "worse" and self.stance(stretch.rest, stretch) is None
        return bare and "exclusivity" in rest.by_slot and "opening" not in rest.by_slot

    def stance(self, text: str, stretch: Stretch) -> tuple[int, Bilingual] | None:
        """Which way a statement works: 1 for better, -1 for worse."""
        reading = stance_in(part(stretch, text), self._catalogue)
        if reading.rung is None or reading.value == 0:
            return None
        return reading.value, self.words_of("stance", reading.rung)

    def statement(self, stretch: Stretch) -> tuple[int, Bilingual] | None:
        """The stance of a sentence of its own; it must name somebody, or say what must or may be."""
        slots = part(stretch, stretch.text).by_slot
        if self.opens("ballast", stretch) or not ("actor" in slots or "modal" in slots):
            return None
        return self.stance(stretch.text, stretch)

    def is_of_controller(self, stretch: Stretch) -> bool:
        """Whether the sentence says what the controller may, must or must not."""
        rung = stance_in(stretch.sentence, self._catalogue).rung
        return rung is not None and rung.startswith("controller")

    def stated(self, stretch: Stretch) -> tuple[int, Bilingual] | None:
        """The stance of a joined statement; without a subject of its own it takes the one named last
        if it goes on with a verb, else the sentence's.
        """
        if len(words(stretch.text)) < STATEMENT:
            return None
        case = _IN_WHICH_CASE.match(stretch.text)
        if case:
            stretch = Stretch(stretch.sentence, stretch.start + case.end(), stretch.end)
        before = part(stretch, stretch.sentence.text[: stretch.start])
        named = [
            before.text[start:end]
            for _, (_, start, end) in before.by_slot.get("actor", ())
            if _PREPOSITIONS.isdisjoint(before.text[:start].lower().split()[-2:])
        ]
        acts = named and self.opens("modal", stretch)
        subject = named[-1] if acts else " ".join(before.text.split()[:2])
        return self.stance(f"{subject} {opening_of(stretch)}", stretch)

    def shade(self, stretch: Stretch) -> tuple[int, Bilingual] | None:
        """A word that makes a provision wider, 1, or narrower, -1, in words."""
        reading = read_slot("shade", (part(stretch, stretch.text),), self._catalogue)
        if reading.rung is None or self._rule.plain not in ("better", "stated"):
            return None
        return reading.value, self.words_of("shade", reading.rung)

    def words_of(self, slot: str, rung: str) -> Bilingual:
        """A rung in words."""
        return next(one.words for one in self._catalogue.slots[slot].rungs if one.name == rung)

    def negates(self, stretch: Stretch) -> bool:
        """Whether words hold a negation."""
        return read_slot("negation", (part(stretch, stretch.text),), self._catalogue).rung == "negated"

    def has(self, slot: str, stretch: Stretch) -> bool:
        """Whether words hold a phrase of a slot."""
        return read_slot(slot, (part(stretch, stretch.text),), self._catalogue).hit is not None

    def is_keyed(self, stretch: Stretch) -> bool:
        """Whether the controller or Union law holds the key to the exception."""
        return any(key in rungs_in((stretch.sentence,)) for key in _KEYS)

    def opens(self, slot: str, stretch: Stretch, within: int = SLIP + 1) -> bool:
        """Whether the words begin, after a word or two, as a condition or as ballast does."""
        opening = opening_of(stretch)
        found = part(stretch, opening).by_slot.get(slot, ())
        return any(len(words(opening[: hit[1]])) <= within for _, hit in found)

    def opens_condition(self, stretch: Stretch) -> bool:
        """Whether the words begin as a condition, and not one that goes without saying."""
        whole = len(words(stretch.text)) > 1
        return whole and self.opens("opening", stretch) and not self.opens("ballast", stretch)

    def is_doubled(self, stretch: Stretch) -> bool:
        """Whether the words are one of two that say the same: ``each and every``, ``fully and entirely``."""
        own = [word for word in words(stretch.text) if len(word) >= THING]
        slots = ("shade", "universal", "filler")
        return len(own) == 1 and any(
            self.has(slot, stretch) and slot in part(stretch, _beside(stretch)).by_slot for slot in slots
        )

    def is_exception(self, stretch: Stretch) -> bool:
        """Whether the words do no more than open an exception, as ``except to`` does."""
        opened = part(stretch, stretch.text).by_slot.get("opening", ())
        return len(words(stretch.text)) <= SLIP and any(rung == "exception" for rung, _ in opened)

    def includes(self, stretch: Stretch) -> bool:
        """Whether the words do no more than count something in, as ``including`` and ``also`` do."""
        return len(words(stretch.text)) <= SLIP and self.has("inclusion", stretch)

    def joins_case(self, stretch: Stretch) -> bool:
        """Whether the words join one more case: ``and whenever``, not ``and only if`` or ``except if``."""
        opening = opening_of(stretch)
        if opening.lower().split()[:1] not in (["and"], ["en"]):
            return False
        found = part(stretch, opening).by_slot.get("opening", ())
        return any(rung == "trigger" and len(words(opening[: hit[1]])) == 1 for rung, hit in found)

    def both_open(self, was: Stretch, becomes: Stretch) -> bool:
        """Whether both begin as a condition does: the one in other words than the other."""
        return self.opens("opening", was) and self.opens("opening", becomes)

    def restricts(self, stretch: Stretch) -> bool:
        """Whether the words are a relative clause on a word like *each* or *all*, which then covers less."""
        return self.is_of_all(stretch) and self.opens("relative", stretch)

    def is_of_all(self, stretch: Stretch) -> bool:
        """Whether a word like *each* or *all* stands shortly before the words."""
        before = " ".join(stretch.sentence.text[: stretch.start].split()[-_REACH:])
        reading = read_slot("universal", (part(stretch, before),), self._catalogue)
        return reading.hit is not None

    def is_described(self, stretch: Stretch) -> bool:
        """Whether a relative clause runs on before the words: what is joined to it is asked as well."""
        last = stretch.sentence.text[: stretch.start].rpartition(",")[2]
        return not _RELATIVES.isdisjoint(words(last))

    def qualifies(self, stretch: Stretch) -> bool:
        """Whether a lone word stands between an article or preposition and its noun, and tells it apart."""
        before = stretch.sentence.text[: stretch.start].lower().split()[-1:]
        return (
            len(words(stretch.text)) == len(long_words(stretch.text).split()) == 1
            and stretch.text.strip().isalpha()
            and stretch.sentence.text[stretch.end :].lstrip()[:1].isalpha()
            and not _DETERMINERS[stretch.sentence.language].isdisjoint(before)
            and not (self.has("filler", stretch) or self.has("actor", stretch))
        )

    def place(self, stretch: Stretch) -> str | None:
        """Whether words stand in an ``exception``, in a ``trigger`` or behind ``only``: the nearest one that
        opens before them, in the same part of the sentence if it opens the sentence.
        """
        text = stretch.sentence.text[: stretch.start]
        slots = part(stretch, text).by_slot
        found = sorted(
            (hit[1], hit[2], rung)
            for rung, hit in (*slots.get("opening", ()), *slots.get("exclusivity", ()))
            if not text[: hit[1]].lower().endswith("data ")
        )
        if not found:
            return None
        start, _, rung = found[-1]
        for before, end, earlier in found[:-1]:
            if rung == "trigger" and not text[end:start].strip():
                start, rung = before, earlier
        return None if start == 0 and "," in text else rung


def _beside(stretch: Stretch) -> str:
    """The words right before and right behind a stretch."""
    before, after = (
        stretch.sentence.text[: stretch.start].split(),
        stretch.sentence.text[stretch.end :].split(),
    )
    return " ".join((*before[-SLIP:], *after[:SLIP]))
