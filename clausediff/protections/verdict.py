"""The verdict on a difference, and the quotes that show it."""

from __future__ import annotations

from dataclasses import dataclass

from clausediff.model.comparison import Effect, Quote
from clausediff.model.protection import Bilingual
from clausediff.protections.provisions import Sentence

NOTHING = Bilingual("niets", "nothing")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The effect of a difference on one slot.

    Attributes:
        rule: name of the rule, as documented.
        aspect: the slot in words.
        was, becomes: the two values in words.
        why: an addition to the reason, if the rule has one.
    """

    effect: Effect
    rule: str
    aspect: Bilingual
    was: Bilingual
    becomes: Bilingual
    old: Quote | None
    new: Quote | None
    slot: str
    why: Bilingual | None = None


def effect_of(better: bool) -> Effect:
    """Better for the controller and the data subjects is stronger, else weaker."""
    return Effect.STRENGTHENED if better else Effect.WEAKENED


def quote_of(sentence: Sentence | None, start: int | None = None, end: int | None = None) -> Quote | None:
    """A quote of a sentence, or of a span in it."""
    if sentence is None:
        return None
    return Quote(sentence.clause, sentence.text[slice(start, end)])
