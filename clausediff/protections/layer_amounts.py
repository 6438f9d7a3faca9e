"""Periods and amounts of money of two documents, and which of them protects better."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from clausediff.model.comparison import Quote
from clausediff.model.layers import Difference, SlotReading
from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import Catalogue, Language, Rule
from clausediff.protections.periods import Quantity, amounts, caps, fees, periods
from clausediff.protections.provisions import Reading, Sentence, read_slot

Sentences = tuple[Sentence, ...]
Reader = Callable[[str], tuple[Quantity, ...]]

_FLOOR_HOURS = 48.0
"""A fixed period up to this is stronger than ``without undue delay`` alone (levels, art. 33(2) AVG)."""
_OPEN_STANDARDS = ("undue-delay", "immediate")
_SPEED = "speed"
_HOURS_A_DAY = 24.5
"""More hours than this for each day: they are working days."""
_NONE = Bilingual("geen vaste termijn", "no fixed period")
_PERIOD = Bilingual("termijn", "time limit")
_ASPECTS = {
    "longer": Bilingual("termijn vooraf", "period of notice"),
    "announcement": Bilingual("aankondiging die wordt gevraagd", "notice asked of the controller"),
    "window": Bilingual("tijd voor de verwerkingsverantwoordelijke", "time for the controller"),
}
_LONGER = frozenset({"longer", "window"})
_WINDOW = frozenset({"window"})
NUMBERS: dict[str, tuple[Bilingual, tuple[Reader, ...]]] = {
    "amount": (Bilingual("bedrag", "amount"), (amounts, fees)),
    "cap": (Bilingual("hoogste aantal keren", "highest number of times"), (caps,)),
}
"""Slots that hold a number of which more is better: what it is called, and how it is read."""
_UNITS = {
    "Y": (Bilingual("jaar", "year"), Bilingual("jaar", "years")),
    "M": (Bilingual("maand", "month"), Bilingual("maanden", "months")),
    "W": (Bilingual("week", "week"), Bilingual("weken", "weeks")),
    "D": (Bilingual("dag", "day"), Bilingual("dagen", "days")),
    "B": (Bilingual("werkdag", "working day"), Bilingual("werkdagen", "working days")),
    "H": (Bilingual("uur", "hour"), Bilingual("uur", "hours")),
}
"""Units by the letter that ISO 8601 gives them, ``B`` for working days: one of it, and several."""
_FEES = Bilingual("{term} vergoeding", "{term} of fees")
_FEES_SUFFIX = " months of fees"
_CURRENCIES = (
    ("EUR", re.compile(r"€|\beuro?s?\b", re.IGNORECASE)),
    ("USD", re.compile(r"\$|\busd\b|\bdollars?\b", re.IGNORECASE)),
    ("GBP", re.compile(r"£|\bgbp\b|\bpounds?\b", re.IGNORECASE)),
)
_EURO = "EUR"


def period_difference(
    rule: Rule, standard: Sentences, overlay: Sentences, catalogue: Catalogue, ui: Language
) -> Iterator[Difference]:
    """Which document has the better periods, by the rule's polarity; nothing where they have the same."""
    ours, theirs = _periods(overlay), _periods(standard)
    come, gone = _apart(ours, theirs), _apart(theirs, ours)
    speeds = _speed(standard, catalogue), _speed(overlay, catalogue)
    if rule.period is None or not (come or gone):
        fixed = bool(ours or theirs)
        yield from () if rule.period != "shorter" or fixed else _speeds(speeds, catalogue, ui)
        return
    if rule.period in _WINDOW and not (ours and theirs):
        return
    if come and gone:
        shorter = _shortest(come) < _shortest(gone)
        better: bool | None = shorter == (rule.period not in _LONGER)
    elif come:
        better = _added(rule, _shortest(come), theirs, speeds)
    else:
        turned = _added(rule, _shortest(gone), ours, speeds[::-1])
        better = None if turned is None else not turned
    words = [_in_words(quantities, speed, catalogue, ui) for quantities, speed in
             ((gone or theirs, speeds[0]), (come or ours, speeds[1]))]  # fmt: skip
    yield Difference("period", _period_aspect(rule).in_language(ui), words[0], words[1], better)


def number_difference(
    name: str, standard: Sentences, overlay: Sentences, ui: Language
) -> Iterator[Difference]:
    """Which document names the higher amount or number of times; nothing unless both name one."""
    aspect, readers = NUMBERS[name]
    for read in readers:
        gone, come = (
            [(one, sentence) for sentence in side for one in read(sentence.text)]
            for side in (standard, overlay)
        )
        if gone and come:
            was, becomes = gone[0][0].value, come[0][0].value
            if not _same(was, becomes):
                before, after = (_number(name, *side[0], ui) for side in (gone, come))
                yield Difference(name, aspect.in_language(ui), before, after, becomes > was)
            return


def quantity_readings(
    rule: Rule, name: str, found: Sentences, catalogue: Catalogue, ui: Language
) -> Iterator[SlotReading]:
    """The periods or amounts that sentences name, in words; else how fast a duty is to be done."""
    aspect, readers = (_period_aspect(rule), (periods,)) if name == "period" else NUMBERS[name]
    named = [(one, sentence) for sentence in found for read in readers for one in read(sentence.text)]
    for index, (one, sentence) in enumerate(named):
        if any(_same(one.value, before.value) for before, _ in named[:index]):
            continue
        words = _duration(one, ui) if name == "period" else _number(name, one, sentence, ui)
        quote = Quote(sentence.clause, sentence.text[one.start : one.end], one.iso)
        yield SlotReading(name, aspect.in_language(ui), words, (quote,))
    if name == "period" and rule.period == "shorter":
        yield from _speed_reading(aspect.in_language(ui), found, catalogue, ui)


def _speed_reading(
    aspect: str, found: Sentences, catalogue: Catalogue, ui: Language
) -> Iterator[SlotReading]:
    speed = _speed(found, catalogue)
    if speed.sentence is not None and speed.hit is not None:
        _, start, end = speed.hit
        quote = Quote(speed.sentence.clause, speed.sentence.text[start:end])
        yield SlotReading(_SPEED, aspect, _speed_words(speed, catalogue, ui), (quote,))


def _period_aspect(rule: Rule) -> Bilingual:
    return _ASPECTS.get(rule.period or "", _PERIOD)


def _periods(found: Sentences) -> list[Quantity]:
    return [one for sentence in found for one in periods(sentence.text)]


def _apart(mine: list[Quantity], other: list[Quantity]) -> list[Quantity]:
    """The quantities that the other side does not have."""
    return [one for one in mine if not any(_same(one.value, theirs.value) for theirs in other)]


def _same(one: float, other: float) -> bool:
    """Whether two quantities are equal, a month and thirty days included."""
    return abs(one - other) <= 0.02 * max(one, other)


def _shortest(quantities: Iterable[Quantity]) -> float:
    return min(one.value for one in quantities)


def _added(rule: Rule, hours: float, others: list[Quantity], speeds: tuple[Reading, ...]) -> bool | None:
    """Whether a period that only one side has makes that side the better one.

    Args:
        rule: the protection.
        hours: the period.
        others: the periods of the other side.
        speeds: how fast the duty is to be done, on the other side and on this one.
    """
    if others:
        return (hours < _shortest(others)) == (rule.period not in _LONGER)
    if rule.period == "longer":
        return True
    if rule.period == "announcement":
        return False
    without, with_period = speeds
    if without.rung not in _OPEN_STANDARDS or with_period.value >= without.value:
        return True
    return True if hours <= _FLOOR_HOURS and without.rung == "undue-delay" else None


def _speed(found: Sentences, catalogue: Catalogue) -> Reading:
    if _SPEED not in catalogue.slots:
        return Reading(0, None, None, None)
    return read_slot(_SPEED, found, catalogue)


def _speeds(speeds: tuple[Reading, Reading], catalogue: Catalogue, ui: Language) -> Iterator[Difference]:
    was, becomes = speeds
    if was.value == becomes.value:
        return
    before, after = _speed_words(was, catalogue, ui), _speed_words(becomes, catalogue, ui)
    yield Difference(_SPEED, _PERIOD.in_language(ui), before, after, becomes.value > was.value)


def _speed_words(reading: Reading, catalogue: Catalogue, ui: Language) -> str:
    rungs = catalogue.slots[_SPEED].rungs if _SPEED in catalogue.slots else ()
    found = next((rung.words for rung in rungs if rung.name == reading.rung), _NONE)
    return found.in_language(ui)


def _in_words(quantities: list[Quantity], speed: Reading, catalogue: Catalogue, ui: Language) -> str:
    if not quantities:
        return _speed_words(speed, catalogue, ui)
    return ", ".join(dict.fromkeys(_duration(one, ui) for one in quantities))


def _duration(quantity: Quantity, ui: Language) -> str:
    """A period in whole units as the reader would say it: ``24 uur``, ``30 days``, ``6 months``."""
    count, unit = float(quantity.iso.lstrip("PT")[:-1]), quantity.iso[-1]
    working = unit == "D" and quantity.value > count * _HOURS_A_DAY
    return _count(count, "B" if working else unit, ui)


def _count(count: float, unit: str, ui: Language) -> str:
    """A number of units; Dutch takes the singular up to one and a half, as it says it."""
    one = count < 2 if ui == "nl" else count == 1
    number = f"{count:g}".replace(".", "," if ui == "nl" else ".")
    return f"{number} {_UNITS[unit][not one].in_language(ui)}"


def _number(name: str, quantity: Quantity, sentence: Sentence, ui: Language) -> str:
    """A number of times, an amount of money or of fees: ``5``, ``€ 250.000``, ``12 months of fees``."""
    if quantity.iso.endswith(_FEES_SUFFIX):
        term = _count(quantity.value, "M", ui)
        return _FEES.in_language(ui).format(term=term)
    if name != "amount":
        return quantity.iso
    return _money(quantity, sentence.text[quantity.start : quantity.end], ui)


def _money(quantity: Quantity, quote: str, ui: Language) -> str:
    """``€ 250.000`` in Dutch, ``EUR 250,000`` in English; without a currency where the words name none."""
    named = [code for code, pattern in _CURRENCIES if pattern.search(quote)]
    figure = f"{int(quantity.iso):,}"
    if ui == "nl":
        figure = figure.replace(",", ".")
    code = named[0] if len(named) == 1 else ""
    return f"{'€' if code == _EURO and ui == 'nl' else code} {figure}".strip()
