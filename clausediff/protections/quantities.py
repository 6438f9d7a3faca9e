"""Periods, amounts and numbers of times in two versions of a provision, and which is better."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from clausediff.model.comparison import Effect, Quote
from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import Catalogue, Rule
from clausediff.protections.periods import Quantity, amounts, caps, fees, periods
from clausediff.protections.provisions import Reading, Sentence, polarity_in, read_slot
from clausediff.protections.scales import counterpart, reading_quotes, words_of
from clausediff.protections.verdict import NOTHING, Verdict, effect_of, quote_of

_FLOOR_HOURS = 48.0
"""A fixed period up to this is stronger than ``without undue delay`` alone (levels, art. 33(2) AVG)."""
_UNDUE_DELAY = 4
_REASONABLE = 1
_DAY = 24.0
_BOUND_WORDS = re.compile(
    r"(?:(?:uiterlijk|telkens|steeds)\s+)?(?:binnen|uiterlijk|ten\s+minste|minstens|ten\s+hoogste|maximaal|"
    r"minimaal|niet\s+(?:korter|langer|meer)\s+dan|within|not?\s+(?:later|longer|more|less|fewer)\s+than|"
    r"at\s+least|at\s+most|up\s+to)\s+$",
    re.IGNORECASE,
)

_AT_ONCE = {"immediate", "undue-delay"}
"""Speeds that come to the same beside one and the same fixed period, which is the longest it may take."""
_OF_A_KIND = 30
"""How many times as long as another a period can be that is about the same thing."""
_BOTH_SIDED = ("period:sub-case", "period:minimum")
_SETTLED_ELSEWHERE = re.compile(
    r"\b(?:termijn|tijd|duur|aantal\s+(?:uren|uur|dagen|weken|maanden)|period|time|time\s+limit|"
    r"number\s+of\s+(?:hours|days|weeks|months))\b[^.;]{0,90}"
    r"\b(?:bijlage|annex|schedule|appendix|exhibit|order\s+form|bestelling|opdrachtformulier|raamovereenkomst|"
    r"hoofdovereenkomst|main\s+agreement|service\s+level|sla|dienstbeschrijving|service\s+description|beleid|policy|"
    r"artikel|clause|section|paragraph)\b",
    re.IGNORECASE,
)
"""A period that another text names."""

Side = tuple[Sentence, ...]
Found = tuple[Quantity, Sentence]
"""A quantity and the sentence that names it."""


def _periods(rule: Rule, side: Side) -> list[Found]:
    """The periods of a provision, but for those in sentences where a period is about something else."""
    return [one for one in _quantities(side, periods) if polarity_in(rule, one[1]) != "none"]


def _quantities(side: Side, read: Callable[[str], tuple[Quantity, ...]]) -> list[Found]:
    return [(quantity, sentence) for sentence in side for quantity in read(sentence.text)]


def _apart(old: list[Found], new: list[Found]) -> tuple[list[Found], list[Found], list[float]]:
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


def _quantity_quote(one: Found) -> Quote:
    quantity, sentence = one
    bound = _BOUND_WORDS.search(sentence.text[: quantity.start])
    start = bound.start() if bound else quantity.start
    return Quote(sentence.clause, sentence.text[start : quantity.end], quantity.iso)


def weigh_periods(rule: Rule, old: Side, new: Side, catalogue: Catalogue) -> Iterator[Verdict]:
    """Differences in periods, and in the words that stand for one."""
    both = _periods(rule, old), _periods(rule, new)
    aspect = catalogue.slots["speed"].aspect
    kinds = _kinds(rule, *both)
    if len(kinds) > 1:
        for own, other in kinds:
            gone, come, _ = _apart(own, other)
            for before, after in zip(gone, come, strict=False):
                yield _both_periods(rule, aspect, before, after)
        return
    gone, come, common = _apart(*both)
    if gone and come:
        for was, becomes in zip(gone, come, strict=True) if len(gone) == len(come) else _extremes(gone, come):
            yield _both_periods(rule, aspect, was, becomes)
        return
    verdict = _flipped_bound(rule, old, new, aspect) or _lone_period(
        rule, old, new, (gone, come, common), catalogue
    )
    if verdict is not None:
        yield verdict


def _kinds(rule: Rule, old: list[Found], new: list[Found]) -> list[tuple[list[Found], list[Found]]]:
    """The periods of both sides by which way they are better, where both sides have the same kinds."""
    kinds = [list(dict.fromkeys(polarity_in(rule, one[1]) for one in side)) for side in (old, new)]
    if set(kinds[0]) != set(kinds[1]):
        return [(old, new)]
    return [(_of_kind(rule, old, kind), _of_kind(rule, new, kind)) for kind in kinds[0]]


def _of_kind(rule: Rule, side: list[Found], kind: str | None) -> list[Found]:
    return [one for one in side if polarity_in(rule, one[1]) == kind]


def _extremes(gone: list[Found], come: list[Found]) -> Iterator[tuple[Found, Found]]:
    """The shortest periods of both sides; and the longest, where one period became a longer and a shorter."""
    shortest, longest = (
        tuple(find(side, key=lambda one: one[0].value) for side in (gone, come)) for find in (min, max)
    )
    yield shortest[0], shortest[1]
    values = [one[0].value for one in (*shortest, *longest)]
    if max(values) > _OF_A_KIND * min(values):
        return
    if (shortest[0][0].value - shortest[1][0].value) * (longest[0][0].value - longest[1][0].value) < 0:
        yield longest[0], longest[1]


def _flipped_bound(rule: Rule, old: Side, new: Side, aspect: Bilingual) -> Verdict | None:
    """The same period, which was a maximum and becomes a minimum, or the other way round."""
    was, becomes = _periods(rule, old), _periods(rule, new)
    if (
        rule.period != "shorter"
        or len(was) != 1
        or len(becomes) != 1
        or was[0][0].least == becomes[0][0].least
    ):
        return None
    return _of_numbers("bound", was[0][0].least, aspect, was[0], becomes[0])


def _lone_period(
    rule: Rule,
    old: Side,
    new: Side,
    apart: tuple[list[Found], list[Found], list[float]],
    catalogue: Catalogue,
) -> Verdict | None:
    """A fixed period on one side only, or none on either: the speeds in words count too."""
    gone, come, common = apart
    speeds = read_slot("speed", old, catalogue), read_slot("speed", new, catalogue)
    if come:
        added = min(come, key=lambda one: one[0].value)
        return _one_sided(rule, added, common, speeds, catalogue, old, added_to_new=True)
    if gone:
        dropped = min(gone, key=lambda one: one[0].value)
        return _one_sided(rule, dropped, common, speeds[::-1], catalogue, new, added_to_new=False)
    if rule.period != "shorter":
        return None
    return _weigh_speeds(speeds, (old, new), catalogue, bool(common))


def _both_periods(rule: Rule, aspect: Bilingual, was: Found, becomes: Found) -> Verdict:
    """Two periods; a longest minimum is the processor's own duty to keep, so for records it is open."""
    longer = becomes[0].value > was[0].value
    told = [polarity_in(rule, one[1]) for one in (was, becomes)]
    polarity = next((one for one in told if one not in (rule.period, "none", None)), rule.period)
    found = _of_numbers("period", longer == (polarity in ("longer", "window")), aspect, was, becomes)
    if rule.id == "retention" and was[0].least and becomes[0].least:
        why = Bilingual(
            "een langere minimumtermijn bewaart het bewijs, maar ook de gegevens, langer",
            "a longer minimum keeps the evidence longer, and the data as well",
        )
        return replace(found, effect=Effect.UNDETERMINED, rule="period:minimum", why=why)
    return found


def _one_sided(
    rule: Rule,
    one: Found,
    common: list[float],
    speeds: tuple[Reading, ...],
    catalogue: Catalogue,
    other: Side,
    *,
    added_to_new: bool,
) -> Verdict | None:
    """A fixed period that only one side has; seen as an addition, and turned round for a removal."""
    effect, name, why = _added_period(polarity_in(rule, one[1]), one[0].value, common, speeds)
    if effect is None:
        return None
    speed = catalogue.slots["speed"]
    aspect = speed.aspect
    with_period = _quantity_quote(one)
    without = _general(rule, common, other) or _spoken(speeds[0]) or quote_of(counterpart(one[1], other))
    fixed = Bilingual(with_period.quote, with_period.quote)
    open_words = words_of(speed, speeds[0]) if speeds[0].hit else NOTHING
    if added_to_new:
        return Verdict(effect, name, aspect, open_words, fixed, without, with_period, "period", why)
    turned = {Effect.STRENGTHENED: Effect.WEAKENED, Effect.WEAKENED: Effect.STRENGTHENED}.get(effect, effect)
    return Verdict(turned, name, aspect, fixed, open_words, with_period, without, "period", why)


def _general(rule: Rule, common: list[float], side: Side) -> Quote | None:
    """The period of the other side that goes on for the other cases."""
    found = (one for one in _periods(rule, side) if any(_same(one[0].value, value) for value in common))
    return next((_quantity_quote(one) for one in found), None)


def is_period_kept(verdict: Verdict, old: Side, new: Side) -> bool:
    """Whether a fixed period that seems to be on one side only stands in another sentence of the other."""
    if not verdict.rule.startswith("period:") or verdict.slot != "period" or verdict.rule in _BOTH_SIDED:
        return False
    fixed = [quote is not None and quote.value is not None for quote in (verdict.old, verdict.new)]
    if fixed[0] == fixed[1]:
        return False
    quote, other = (verdict.old, new) if fixed[0] else (verdict.new, old)
    return any(one.iso == quote.value for one, _ in _quantities(other, periods) if quote)


def is_period_deferred(verdict: Verdict, old: Side, new: Side) -> bool:
    """Whether the period is on one side settled by another text: nobody can tell here which is better."""
    if verdict.slot not in ("period", "speed"):
        return False
    return len({any(_SETTLED_ELSEWHERE.search(one.text) for one in side) for side in (old, new)}) == 2


def _spoken(speed: Reading) -> Quote | None:
    """The words that stand for a period."""
    return quote_of(speed.sentence, speed.hit[1], speed.hit[2]) if speed.hit else None


def _added_period(
    polarity: str | None, hours: float, common: list[float], speeds: tuple[Reading, ...]
) -> tuple[Effect | None, str, Bilingual | None]:
    if common:
        if hours >= min(common) or polarity == "window":
            return None, "", None
        why = Bilingual(
            "een deel van de gevallen krijgt een eigen, kortere termijn",
            "some of the cases get a shorter period of their own",
        )
        return effect_of(polarity == "shorter"), "period:sub-case", why
    if polarity == "window":
        return None, "", None
    if polarity == "longer":
        return Effect.STRENGTHENED, "period:fixed", None
    before, after = speeds
    if polarity == "announcement":
        vague = Bilingual(
            "een redelijke termijn kan korter of langer zijn", "a reasonable time may be shorter or longer"
        )
        open_ended = before.value == _REASONABLE
        effect = Effect.UNDETERMINED if open_ended else Effect.WEAKENED
        return effect, "period:announcement", vague if open_ended else None
    if before.value > _UNDUE_DELAY and after.value < before.value and hours > _DAY:
        return Effect.WEAKENED, "period:fixed>immediate", None
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
    speeds: tuple[Reading, Reading], sides: tuple[Side, Side], catalogue: Catalogue, fixed: bool
) -> Verdict | None:
    was, becomes = speeds
    if was.value == becomes.value or (fixed and not (was.value and becomes.value)):
        return None
    if fixed and {was.rung, becomes.rung} <= _AT_ONCE:
        return None
    slot = catalogue.slots["speed"]
    return Verdict(
        effect_of(becomes.value > was.value),
        f"speed:{was.rung or 'silent'}>{becomes.rung or 'silent'}",
        slot.aspect,
        words_of(slot, was),
        words_of(slot, becomes),
        *reading_quotes(was, becomes, *sides),
        "speed",
    )


def without_periods(sentence: Sentence) -> str:
    """A sentence's words but for its periods and the words that stand for one: those are compared apart."""
    spans = [(one.start, one.end) for one in periods(sentence.text)]
    spans += [(start, end) for key, start, end in sentence.slots if key.startswith("speed.")]
    kept = list(sentence.text)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def weigh_amounts(rule: Rule, old: Side, new: Side) -> Verdict | None:
    """A difference in money, or in fees."""
    for read in (amounts, fees):
        gone, come, _ = _apart(_quantities(old, read), _quantities(new, read))
        if gone and come:
            better = (come[0][0].value > gone[0][0].value) == (rule.amount == "higher")
            return _of_numbers("amount", better, Bilingual("bedrag", "amount"), gone[0], come[0])
    return None


def weigh_caps(old: Side, new: Side) -> Verdict | None:
    """How often the controller may do something at most: more is better."""
    gone, come, _ = _apart(_quantities(old, caps), _quantities(new, caps))
    if not gone or not come:
        return None
    aspect = Bilingual("hoogste aantal keren", "highest number of times")
    return _of_numbers("cap", come[0][0].value > gone[0][0].value, aspect, gone[0], come[0])


def _of_numbers(
    slot: str,
    better: bool,
    aspect: Bilingual,
    gone: Found,
    come: Found,
) -> Verdict:
    was, becomes = _quantity_quote(gone), _quantity_quote(come)
    words = Bilingual(was.quote, was.quote), Bilingual(becomes.quote, becomes.quote)
    return Verdict(effect_of(better), slot, aspect, *words, was, becomes, slot)
