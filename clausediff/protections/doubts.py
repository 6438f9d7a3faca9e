"""Verdicts that are left open: another text or another verdict decides, or a sentence written anew may say
the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from clausediff.model.comparison import ClauseChange, Effect
from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import Rule
from clausediff.protections.provisions import Sentence
from clausediff.protections.quantities import is_period_deferred
from clausediff.protections.stretches import sameness
from clausediff.protections.verdict import NOTHING, Verdict

_DEFERRAL = re.compile(
    r"met inachtneming van (?:het bepaalde in )?(?:artikel|bijlage)|behoudens (?:het bepaalde in )?artikel|"
    r"onder voorbehoud van|in afwijking van|subject to (?:section|clause|article|the limit|annex)|"
    r"with due observance of|notwithstanding (?:section|clause|article)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:genoemde?|vermelde?|opgenomen|vastgelegde?|bepaalde?|gekozen|overeengekomen|staat|stated|listed|"
    r"set\s+out|named|specified|selected|chosen|agreed|identified|indicated)\s+(?:in|on|op|bij)\s+"
    r"(?:an?\s+|the\s+|its\s+|de\s+|het\s+|een\s+)?(?:\w+\s+)?"
    r"(?:order|bestel|opdracht|annex|bijlage|schedule|appendix|exhibit|main|hoofd|raam|framework|service|dienst|"
    r"product|document|website|portal|portaal|policy|beleid|agreement|overeenkomst)"
    r"|\b(?:in|op)\s+(?:de|het)\s+(?:\w+\s+)?(?:\w*formulier|bijlage|order|bestelling|opdracht|overeenkomst)\s+"
    r"(?:is|zijn|staat|staan|wordt|worden)\b",
    re.IGNORECASE,
)
_ANEW = 0.3
"""Share of words that kept their place below which a clause was written anew. What one side seems to be
silent on then stands there in other words about as often as not: of 23 such verdicts on labelled changes that
nobody had looked at, 12 were right."""

_ELSEWHERE_DECIDES = Bilingual(
    "de bepaling verwijst naar een andere, die hier beslist",
    "the provision refers to another one, which decides here",
)
_STANDS_IN = Bilingual(
    "dit komt in de plaats van wat een andere bevinding bij deze bepaling noemt",
    "this comes in the place of what another finding on this provision names",
)
_WRITTEN_ANEW = Bilingual(
    "de bepaling is opnieuw geschreven en kan hetzelfde in andere woorden zeggen",
    "the provision was written anew and may say the same in other words",
)

_BETTER = frozenset((Effect.STRENGTHENED, Effect.INTRODUCED))
_WORSE = frozenset((Effect.WEAKENED, Effect.WITHDRAWN))
_OPPOSITE = {**dict.fromkeys(_BETTER, _WORSE), **dict.fromkeys(_WORSE, _BETTER)}
"""The effects that work against an effect."""

Side = tuple[Sentence, ...]


def considered(verdict: Verdict, was: Side, becomes: Side, change: ClauseChange) -> Verdict:
    """A verdict, or what is left of it where the text leaves the direction open."""
    if _newly_deferred(was, becomes) or is_period_deferred(verdict, was, becomes):
        return _softened(verdict, "deferred", _ELSEWHERE_DECIDES)
    if _is_settled_elsewhere(verdict, was, becomes):
        return _softened(verdict, "deferred", _ELSEWHERE_DECIDES)
    if _is_silent(verdict) and sameness(change) < _ANEW:
        return _softened(verdict, "anew", _WRITTEN_ANEW)
    return verdict


def settled(verdict: Verdict, rule: Rule, others: Iterable[Verdict]) -> Verdict:
    """A verdict on a protection, or what is left of it where another one on the same change settles the
    matter.

    Notice that comes in the place of consent is no gain, and a safeguard for transfers is no loss where data
    no longer leave: what one version alone says yields to a verdict the other way on a slot that the rule
    ``yields`` to.
    """
    if verdict.effect not in _OPPOSITE or not _is_of_one_side(verdict):
        return verdict
    against = _OPPOSITE[verdict.effect]
    if any(one.slot in rule.yields and one.effect in against for one in others):
        return _softened(verdict, "instead", _STANDS_IN)
    return verdict


def _is_of_one_side(verdict: Verdict) -> bool:
    """Whether a verdict rests on what one version says and the other does not; a period too (``fixed``)."""
    return NOTHING in (verdict.was, verdict.becomes) or _is_silent(verdict) or verdict.rule == "period:fixed"


def _is_silent(verdict: Verdict) -> bool:
    """Whether one side has no words for a step that the other side reaches."""
    return ":silent>" in verdict.rule or verdict.rule.endswith(">silent")


def _newly_deferred(was: Side, becomes: Side) -> bool:
    """Whether exactly one side makes the provision depend on another one."""
    return any(_defers(one.text) for one in was) != any(_defers(one.text) for one in becomes)


def _is_settled_elsewhere(verdict: Verdict, was: Side, becomes: Side) -> bool:
    """Whether the side that seems silent says that another text settles it, and the other side does not."""
    silent = [words.en == NOTHING.en for words in (verdict.was, verdict.becomes)]
    told = [any(_ELSEWHERE.search(one.text) for one in side) for side in (was, becomes)]
    return silent[0] != silent[1] and told == silent


@lru_cache(maxsize=4096)
def _defers(text: str) -> bool:
    return _DEFERRAL.search(text) is not None


def _softened(verdict: Verdict, kind: str, why: Bilingual) -> Verdict:
    return replace(verdict, effect=Effect.UNDETERMINED, rule=f"{verdict.rule}:{kind}", why=why)
