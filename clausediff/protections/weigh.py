"""Direction = rule(protection, slot, old, new): what a difference on a slot means.

Nothing here looks at a word by itself: thirty days are long for one protection and short for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from clausediff.model.comparison import Effect, Quote
from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import Catalogue, Rule, Slot
from clausediff.protections.lists import Item, items, leading_item, unmatched
from clausediff.protections.periods import Quantity, amounts, periods
from clausediff.protections.provisions import Reading, Sentence, read_slot

_FLOOR_HOURS = 48.0
"""A fixed period up to this is stronger than ``without undue delay`` alone (levels, art. 33(2) AVG)."""
_UNDUE_DELAY = 4
_READABLE = 240
"""Characters up to which a sentence is quoted whole rather than by the words that were recognised."""
_BOUND_WORDS = re.compile(
    r"(?:(?:uiterlijk|telkens|steeds)\s+)?(?:binnen|uiterlijk|ten\s+minste|minstens|ten\s+hoogste|maximaal|"
    r"minimaal|within|no\s+later\s+than|not\s+later\s+than|at\s+least|at\s+most|up\s+to)\s+$",
    re.IGNORECASE,
)
_NOTHING = Bilingual("niets", "nothing")

Side = tuple[Sentence, ...]


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


def weigh(rule: Rule, old: Side, new: Side, catalogue: Catalogue) -> Iterator[Verdict]:
    """Every difference between two versions of a provision, slot by slot."""
    for name in rule.slots:
        if name == "period":
            verdict = _weigh_periods(rule, old, new, catalogue)
        elif name == "amount":
            verdict = _weigh_amounts(rule, old, new)
        else:
            verdict = _weigh_rungs(catalogue.slots[name], old, new, catalogue)
        if verdict is not None:
            yield verdict
    if rule.list is not None:
        yield from _weigh_lists(rule.list, old, new)


def _effect(better: bool) -> Effect:
    return Effect.STRENGTHENED if better else Effect.WEAKENED


def quote_of(sentence: Sentence | None, start: int | None = None, end: int | None = None) -> Quote | None:
    """A quote of a sentence, or of a span in it."""
    if sentence is None:
        return None
    return Quote(sentence.clause, sentence.text[slice(start, end)])


def _reading_quote(reading: Reading) -> Quote | None:
    sentence, hit = reading.sentence, reading.hit
    if sentence is None or hit is None or len(sentence.text) <= _READABLE:
        return quote_of(sentence)
    return quote_of(sentence, hit[1], hit[2])


def _weigh_rungs(slot: Slot, old: Side, new: Side, catalogue: Catalogue) -> Verdict | None:
    was, becomes = read_slot(slot.name, old, catalogue), read_slot(slot.name, new, catalogue)
    if was.value == becomes.value or _is_loose(slot, was, becomes):
        return None
    return Verdict(
        _effect(becomes.value > was.value),
        f"{slot.name}:{was.rung or 'silent'}>{becomes.rung or 'silent'}",
        slot.aspect,
        _words(slot, was),
        _words(slot, becomes),
        _reading_quote(was),
        _reading_quote(becomes),
        slot.name,
    )


def _words(slot: Slot, reading: Reading) -> Bilingual:
    for rung in slot.rungs:
        if rung.name == reading.rung or (reading.rung is None and not rung.phrases["nl"]):
            return rung.words
    return _NOTHING


def _is_loose(slot: Slot, was: Reading, becomes: Reading) -> bool:
    """A loose rung against silence says nothing."""
    loose = {rung.name for rung in slot.rungs if rung.loose}
    return (was.rung is None and becomes.rung in loose) or (becomes.rung is None and was.rung in loose)


def _quantities(side: Side, money: bool) -> list[tuple[Quantity, Sentence]]:
    read = amounts if money else periods
    return [(quantity, sentence) for sentence in side for quantity in read(sentence.text)]


def _apart(
    old: list[tuple[Quantity, Sentence]], new: list[tuple[Quantity, Sentence]]
) -> tuple[list[tuple[Quantity, Sentence]], list[tuple[Quantity, Sentence]], list[float]]:
    """The quantities that only the old, only the new, and both sides have."""
    rest = list(new)
    gone, common = [], []
    for quantity, sentence in old:
        same = next((one for one in rest if _same(one[0].value, quantity.value)), None)
        if same is None:
            gone.append((quantity, sentence))
        else:
            rest.remove(same)
            common.append(quantity.value)
    return (
        [one for one in gone if not any(_same(one[0].value, value) for value in common)],
        [one for one in rest if not any(_same(one[0].value, value) for value in common)],
        common,
    )


def _same(one: float, other: float) -> bool:
    """Whether two quantities are equal, a month and thirty days included."""
    return abs(one - other) <= 0.02 * max(one, other)


def _quantity_quote(one: tuple[Quantity, Sentence]) -> Quote:
    quantity, sentence = one
    bound = _BOUND_WORDS.search(sentence.text[: quantity.start])
    start = bound.start() if bound else quantity.start
    return Quote(sentence.clause, sentence.text[start : quantity.end], quantity.iso)


def _weigh_periods(rule: Rule, old: Side, new: Side, catalogue: Catalogue) -> Verdict | None:
    gone, come, common = _apart(_quantities(old, False), _quantities(new, False))
    speeds = read_slot("speed", old, catalogue), read_slot("speed", new, catalogue)
    aspect = catalogue.slots["speed"].aspect
    if gone and come:
        was, becomes = (min(side, key=lambda one: one[0].value) for side in (gone, come))
        longer = becomes[0].value > was[0].value
        effect = _effect(longer == (rule.period == "longer"))
        return _both_periods(effect, aspect, _quantity_quote(was), _quantity_quote(becomes))
    if come:
        added = min(come, key=lambda one: one[0].value)
        return _one_sided(rule, added, common, speeds, catalogue, old, added_to_new=True)
    if gone:
        dropped = min(gone, key=lambda one: one[0].value)
        return _one_sided(rule, dropped, common, speeds[::-1], catalogue, new, added_to_new=False)
    if rule.period != "shorter":
        return None
    return _weigh_speeds(speeds, aspect, catalogue, bool(common))


def _both_periods(effect: Effect, aspect: Bilingual, old: Quote, new: Quote) -> Verdict:
    was, becomes = Bilingual(old.quote, old.quote), Bilingual(new.quote, new.quote)
    return Verdict(effect, "period", aspect, was, becomes, old, new, "period")


def _one_sided(
    rule: Rule,
    one: tuple[Quantity, Sentence],
    common: list[float],
    speeds: tuple[Reading, ...],
    catalogue: Catalogue,
    other: Side,
    *,
    added_to_new: bool,
) -> Verdict | None:
    """A fixed period that only one side has; seen as an addition, and turned round for a removal."""
    effect, name, why = _added_period(rule, one[0].value, common, speeds)
    if effect is None:
        return None
    speed = catalogue.slots["speed"]
    aspect = speed.aspect
    with_period = _quantity_quote(one)
    without = _reading_quote(speeds[0]) if speeds[0].hit else quote_of(other[0] if other else None)
    fixed = Bilingual(with_period.quote, with_period.quote)
    open_words = _words(speed, speeds[0]) if speeds[0].hit else _NOTHING
    if added_to_new:
        return Verdict(effect, name, aspect, open_words, fixed, without, with_period, "period", why)
    turned = {Effect.STRENGTHENED: Effect.WEAKENED, Effect.WEAKENED: Effect.STRENGTHENED}.get(effect, effect)
    return Verdict(turned, name, aspect, fixed, open_words, with_period, without, "period", why)


def _added_period(
    rule: Rule, hours: float, common: list[float], speeds: tuple[Reading, ...]
) -> tuple[Effect | None, str, Bilingual | None]:
    if common:
        if hours >= min(common):
            return None, "", None
        why = Bilingual(
            "een deel van de gevallen krijgt een eigen, kortere termijn",
            "some of the cases get a shorter period of their own",
        )
        return _effect(rule.period == "shorter"), "period:sub-case", why
    if rule.period == "longer":
        return Effect.STRENGTHENED, "period:fixed", None
    if rule.period == "announcement":
        return Effect.WEAKENED, "period:announcement", None
    before, after = speeds
    if before.value <= _UNDUE_DELAY - 1 or after.value >= before.value:
        return Effect.STRENGTHENED, "period:ceiling", None
    if hours <= _FLOOR_HOURS and before.value == _UNDUE_DELAY:
        return Effect.STRENGTHENED, "period:fixed<=48h", None
    why = Bilingual(
        "een vaste termijn komt in de plaats van een open norm die korter kan zijn",
        "a fixed period takes the place of an open standard that may be shorter",
    )
    return Effect.UNDETERMINED, "period:fixed>48h", why


def _weigh_speeds(
    speeds: tuple[Reading, Reading], aspect: Bilingual, catalogue: Catalogue, fixed: bool
) -> Verdict | None:
    was, becomes = speeds
    if was.value == becomes.value or (fixed and not (was.value and becomes.value)):
        return None
    slot = catalogue.slots["speed"]
    return Verdict(
        _effect(becomes.value > was.value),
        f"speed:{was.rung or 'silent'}>{becomes.rung or 'silent'}",
        aspect,
        _words(slot, was),
        _words(slot, becomes),
        _reading_quote(was),
        _reading_quote(becomes),
        "speed",
    )


def _weigh_amounts(rule: Rule, old: Side, new: Side) -> Verdict | None:
    gone, come, _ = _apart(_quantities(old, True), _quantities(new, True))
    if not gone or not come:
        return None
    was, becomes = _quantity_quote(gone[0]), _quantity_quote(come[0])
    better = (come[0][0].value > gone[0][0].value) == (rule.amount == "higher")
    aspect = Bilingual("bedrag", "amount")
    words = Bilingual(was.quote, was.quote), Bilingual(becomes.quote, becomes.quote)
    return Verdict(_effect(better), "amount", aspect, *words, was, becomes, "amount")


def _weigh_lists(
    kind: Literal["permitted", "banned", "operations"], old: Side, new: Side
) -> Iterator[Verdict]:
    """Items that came or went in a list inside a sentence; both sides must have a list."""
    was, becomes = _listed(old), _listed(new)
    if not was or not becomes:
        return
    gone, come = unmatched(tuple(item for item, _ in was), tuple(item for item, _ in becomes))
    for item in come:
        sentence = next(sentence for one, sentence in becomes if one is item)
        yield list_verdict(kind, None, Quote(sentence.clause, item.text))
    for item in gone:
        sentence = next(sentence for one, sentence in was if one is item)
        yield list_verdict(kind, Quote(sentence.clause, item.text), None)


def _listed(side: Side) -> list[tuple[Item, Sentence]]:
    """The items of lists inside sentences; a list cut at its semicolons is read as one."""
    found = [(item, sentence) for sentence in side for item in items(sentence.text)]
    if found:
        return found
    marked = [(item, sentence) for sentence in side for item in leading_item(sentence.text)]
    return marked if len(marked) > 1 else []


def list_verdict(
    kind: Literal["permitted", "banned", "operations"], old: Quote | None, new: Quote | None
) -> Verdict:
    """An item added to (``new``) or gone from (``old``) a list of purposes, bans or activities."""
    aspects = {
        "permitted": Bilingual("toegestane doeleinden", "permitted purposes"),
        "banned": Bilingual("verboden doeleinden", "banned purposes"),
        "operations": Bilingual("toegestane eigen activiteiten", "permitted own activities"),
    }
    added = new is not None
    quote = new if new is not None else old
    text = Bilingual(f"‘{quote.quote}’", f"‘{quote.quote}’") if quote else _NOTHING
    return Verdict(
        _effect(added == (kind == "banned")),
        f"list:{kind}:{'added' if added else 'removed'}",
        aspects[kind],
        _NOTHING if added else text,
        text if added else _NOTHING,
        old,
        new,
        "list",
    )
