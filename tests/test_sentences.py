"""Every rule that a finding can have is told in a sentence of its own, in Dutch and in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from clausediff.citation import cite
from clausediff.model.comparison import Effect, Quote
from clausediff.model.protection import Bilingual
from clausediff.protections import explain, load_catalogue
from clausediff.protections.catalogue_file import SPECIAL_SLOTS, Language, Rule, Slot
from clausediff.protections.duties import duty_verdict
from clausediff.protections.enumerations import list_verdict
from clausediff.protections.provisions import Sentence
from clausediff.protections.verdict import NOTHING, Verdict

CATALOGUE = load_catalogue()
UIS: tuple[Language, ...] = ("nl", "en")
GENERAL: frozenset[str] = frozenset()
"""Rules that are told by the general sentence on purpose (``slot:rung>rung``, ``slot:added:thing``)."""
ENGLISH = re.compile(r"\b(the|and|is now|instead|that|text|which|within|days|hours|GDPR)\b")
DUTCH = re.compile(r"\b(de|het|een|van|dat|tekst|wordt|binnen|dagen|uur|niet|AVG)\b")
EDITS = ("condition", "statement", "item", "shade", "negation", "deferral")
SAME = Bilingual("§", "§")
OLD, NEW = Quote("c1", "§1"), Quote("c2", "§2")


def verdict(
    rule: str, slot: str, was: Bilingual, becomes: Bilingual, effect: Effect = Effect.WEAKENED
) -> Verdict:
    aspect = CATALOGUE.slots[slot].aspect if slot in CATALOGUE.slots else SAME
    old, new = (None if was is NOTHING else OLD), (None if becomes is NOTHING else NEW)
    return Verdict(effect, rule, aspect, was, becomes, old, new, slot)


def of_scale(slot: Slot) -> Iterator[Verdict]:
    """Every pair of steps with another value, silence included, also where another text decides."""
    steps = [(rung.name, rung.words, rung.value) for rung in slot.rungs if any(rung.phrases.values())]
    steps.append(("silent", NOTHING, slot.default))
    for name, words, value in steps:
        for other, others, height in steps:
            if value != height:
                effect = Effect.STRENGTHENED if height > value else Effect.WEAKENED
                yield verdict(f"{slot.name}:{name}>{other}", slot.name, words, others, effect)
                deferred = f"{slot.name}:{name}>{other}:deferred"
                yield verdict(deferred, slot.name, words, others, Effect.UNDETERMINED)


def of_inventory(slot: Slot) -> Iterator[Verdict]:
    for rung in slot.rungs:
        yield verdict(f"{slot.name}:added:{rung.name}", slot.name, NOTHING, rung.words)
        yield verdict(f"{slot.name}:removed:{rung.name}", slot.name, rung.words, NOTHING)


def of_numbers(slot: str) -> Iterator[Verdict]:
    if slot != "period":
        yield verdict(slot, slot, SAME, SAME)
        return
    words = Bilingual("onmiddellijk", "immediately")
    for name in ("period", "bound", "speed:soon>timely", "period:minimum"):
        yield verdict(name, name.split(":")[0], words, words)
    for name in (
        "ceiling",
        "fixed",
        "fixed<=48h",
        "fixed>48h",
        "fixed>immediate",
        "announcement",
        "sub-case",
    ):
        for was, becomes in ((NOTHING, words), (words, NOTHING), (words, words)):
            if name != "sub-case" or NOTHING in (was, becomes):
                yield verdict(f"period:{name}", "period", was, becomes)


def of_edits() -> Iterator[Verdict]:
    for kind in EDITS:
        yield verdict(f"{kind}:added", kind, NOTHING, SAME)
        yield verdict(f"{kind}:removed", kind, SAME, NOTHING)
    for was, becomes in ((SAME, SAME), (NOTHING, SAME), (SAME, NOTHING)):
        yield verdict("shade:replaced", "shade", was, becomes)
    yield verdict("whole:appears", "whole", NOTHING, SAME)
    yield verdict("whole:disappears", "whole", SAME, NOTHING)


def every_verdict(rule: Rule) -> Iterator[Verdict]:
    """A verdict for every rule that the engine can give on a protection."""
    for name in rule.slots:
        if name in SPECIAL_SLOTS:
            yield from of_numbers(name)
        else:
            slot = CATALOGUE.slots[name]
            yield from of_inventory(slot) if slot.more else of_scale(slot)
    if rule.list is not None:
        yield list_verdict(rule.list, OLD, None)
        yield list_verdict(rule.list, None, NEW)
    for new_side in (False, True):
        yield duty_verdict(Sentence("c1", "§", 0, "en", frozenset()), new_side=new_side)
    yield from of_edits()
    yield from of_scale(CATALOGUE.slots["exclusions"])
    yield from of_scale(CATALOGUE.slots["scope"])


def general(ui: Language) -> re.Pattern[str]:
    """The sentence that stands in where a rule has none: the same words around any values."""
    forms = [re.escape(explain._table()[form][ui]) for form in ("both", "added", "removed")]
    return re.compile("|".join(re.sub(r"\\{\w+\\}", ".*", form) for form in forms))


@pytest.mark.parametrize("ui", UIS)
@pytest.mark.parametrize("rule", CATALOGUE.rules, ids=lambda rule: rule.id)
def test_every_rule_has_a_sentence_of_its_own(rule: Rule, ui: Language) -> None:
    fallback, basis = general(ui), cite(rule.info.article, ui)
    foreign = ENGLISH if ui == "nl" else DUTCH
    for one in every_verdict(rule):
        sentence = explain.reason_of(rule, one, ui)
        untold = fallback.search(sentence) is not None
        assert untold == (one.rule.removesuffix(":deferred") in GENERAL), (
            f"write a row for {one.rule} in explanations.tsv, or name it in GENERAL: {sentence}"
        )
        assert sentence.endswith(f" ({basis})."), sentence
        assert not foreign.search(sentence), sentence
        assert not re.search(r"[{}]|  |\.\.|“”|‘’|nothing|niets", sentence), (one.rule, sentence)


def test_a_step_without_words_of_its_own_would_be_noticed() -> None:
    unknown = verdict("cost:silent>split", "cost", NOTHING, Bilingual("gedeeld", "shared"))
    for ui in UIS:
        assert general(ui).search(explain.reason_of(CATALOGUE.rule("audit"), unknown, ui))


def test_every_step_that_is_described_exists() -> None:
    for key in explain._table():
        kind, *names = key.split(".")
        if kind == "says":
            slot = CATALOGUE.slots[names[0]]
            assert names[1] in {rung.name for rung in slot.rungs}, key
            assert len(names) == 2 or slot.name in CATALOGUE.rule(names[2]).slots, key
        elif kind in ("it", "term") and names != ["any"]:
            assert CATALOGUE.rule(names[0]), key
