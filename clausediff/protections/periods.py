"""Periods and amounts in Dutch and English words and figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_NUMBERS = {
    word: value
    for value, words in (
        (0.5, "half halve"), (1, "een één eén an a one"), (1.5, "anderhalf anderhalve"), (2, "twee two"),
        (3, "drie three"), (4, "vier four"), (5, "vijf five"), (6, "zes six"), (7, "zeven seven"),
        (8, "acht eight"), (9, "negen nine"), (10, "tien ten"), (11, "elf eleven"), (12, "twaalf twelve"),
        (13, "dertien thirteen"), (14, "veertien fourteen"), (15, "vijftien fifteen"),
        (18, "achttien eighteen"), (20, "twintig twenty"), (21, "eenentwintig twenty-one"),
        (24, "vierentwintig twenty-four"), (30, "dertig thirty"), (36, "zesendertig thirty-six"),
        (45, "vijfenveertig forty-five"), (48, "achtenveertig forty-eight"), (60, "zestig sixty"),
        (72, "tweeënzeventig tweeenzeventig seventy-two"), (90, "negentig ninety"),
        (100, "honderd hundred"), (120, "honderdtwintig"), (180, "honderdtachtig"),
    )
    for word in words.split()
}  # fmt: skip
_UNITS = (
    (1.0, "H", r"uur|uren|hours?"),
    (24.0 * 7 / 5, "BD", r"werkdag(?:en)?|(?:business|working)\s+days?"),
    (24.0, "D", r"(?:kalender)?dag(?:en)?|etma(?:al|len)|(?:calendar\s+)?days?"),
    (168.0, "W", r"we(?:ek|ken)|weeks?"),
    (336.0, "F", r"fortnights?"),
    (730.0, "M", r"maand(?:en)?|months?"),
    (2190.0, "Q", r"kwarta(?:al|len)|quarters?"),
    (8760.0, "Y", r"ja(?:ar|ren)|years?"),
)
_COUNT = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_PERIOD = re.compile(
    rf"(?<![\w.,])(?P<count>\d{{1,4}}(?:[.,]\d)?|{_COUNT})\s*(?:\((?P<figure>\d{{1,4}}|[a-zë-]+)\))?[\s-]*"
    rf"(?P<unit>{'|'.join(pattern for _, _, pattern in _UNITS)})(?!\w)",
    re.IGNORECASE,
)
_ORDINALS = {
    word: value
    for value, words in (
        (1, "volgende eerstvolgende eerste next following first"), (2, "tweede second"), (3, "derde third"),
        (4, "vierde fourth"), (5, "vijfde fifth"), (7, "zevende seventh"), (10, "tiende tenth"),
        (14, "veertiende fourteenth"), (30, "dertigste thirtieth"),
    )
    for word in words.split()
}  # fmt: skip
_ORDINAL = re.compile(
    rf"\b(?:uiterlijk|op|vóór|by|than|on|the|de)\s+(?:de\s+|the\s+)?(?P<count>{'|'.join(_ORDINALS)})\s+"
    rf"(?P<unit>{'|'.join(pattern for _, _, pattern in _UNITS)})(?!\w)",
    re.IGNORECASE,
)
_HALF = re.compile(r"\b(?:een half jaar|een halfjaar|half a year|half year)\b", re.IGNORECASE)
_HALF_YEAR = 4380.0
_LEAST = re.compile(
    r"(?:ten\s+minste|tenminste|minstens|minimaal|niet\s+korter\s+dan|at\s+least|no\s+less\s+than|not\s+less\s+than|"
    r"no\s+fewer\s+than|a\s+minimum\s+of|minimum)\s*$",
    re.IGNORECASE,
)
_CAP = re.compile(
    rf"(?:ten\s+hoogste|maximaal|hooguit|hoogstens|niet\s+(?:vaker|meer)\s+dan|at\s+most|(?:no|not)\s+more\s+(?:often\s+)?than|"
    rf"a\s+maximum\s+of|up\s+to)\s+(?P<count>\d{{1,3}}|{_COUNT}|once|twice|eenmaal|tweemaal|driemaal)\s*"
    rf"(?:audit|inspect|keer|maal|times?|per|a\b|each|every|in\s|controle|verzoek|request|toets|onderzoek)",
    re.IGNORECASE,
)
_MULTIPLES = {"once": 1.0, "eenmaal": 1.0, "twice": 2.0, "tweemaal": 2.0, "driemaal": 3.0}
_FEES = re.compile(
    r"(?P<percent>\d{1,4})\s*%\s*(?:of|van)\s+(?:the|de|het)?\s*(?:total\s+)?(?:annual|yearly|jaarlijkse|jaar)"
    rf"|(?:fees?|charges|amounts|vergoeding(?:en)?|bedrag(?:en)?|facturen)\W+(?:\w+\W+){{0,8}}?(?P<count>\d{{1,2}}|{_COUNT})\s*"
    r"(?:\(\d+\)\s*)?(?P<unit>months?|maanden|maand|years?|jaar)"
    rf"|(?P<times>\d{{1,2}}|{_COUNT}|twice|tweemaal|driemaal)\s*(?:times|keer|maal)?\s*(?:the|de|het)\s+(?:annual|yearly|jaarlijkse|jaarvergoeding)",
    re.IGNORECASE,
)
_FREQUENCY_BEFORE = re.compile(
    r"(?:\bper|\belke?|\biedere?|\bom de|\bevery|\beach|\bonce|\bonce a|\bonce an|\beens in de|"
    r"\beenmaal per|\bkeer per|\bthan once|\btimes)\s*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:€|EUR|euro|\$|USD|£|GBP)\s*(?P<before>\d[\d.,]*)(?:\s*(?P<unit>miljoen|million|mln))?"
    rf"|(?P<after>\d[\d.,]*|(?:{_COUNT})(?=\s+(?:miljoen|million)))\s*(?P<unit2>miljoen|million|mln)?\s*(?:euro|EUR|dollars?|USD|pounds?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A period in hours or an amount of money, with its place in the text.

    ``iso`` is the ISO 8601 duration of a period (working days as days, with the note in the quote), or the
    plain amount. ``least`` marks a period that is a minimum.
    """

    value: float
    iso: str
    start: int
    end: int
    least: bool = False


@lru_cache(maxsize=4096)
def periods(text: str) -> tuple[Quantity, ...]:
    """The periods that a text names; frequencies (``twice per year``) are none."""
    found = []
    for match in _PERIOD.finditer(text):
        if _FREQUENCY_BEFORE.search(text[: match.start()]):
            continue
        count = _number(match["figure"] or "") or _number(match["count"])
        factor, letter = _unit(match["unit"])
        if count is not None:
            least = _LEAST.search(text[: match.start()]) is not None
            found.append(Quantity(count * factor, _iso(count, letter), match.start(), match.end(), least))
    found += [Quantity(_HALF_YEAR, "P6M", one.start(), one.end()) for one in _HALF.finditer(text)]
    taken = [(one.start, one.end) for one in found]
    for match in _ORDINAL.finditer(text):
        if not any(start < match.end() and end > match.start("count") for start, end in taken):
            factor, letter = _unit(match["unit"])
            count = _ORDINALS[match["count"].lower()]
            found.append(Quantity(count * factor, _iso(count, letter), match.start("count"), match.end()))
    return tuple(sorted(found, key=lambda one: one.start))


@lru_cache(maxsize=4096)
def caps(text: str) -> tuple[Quantity, ...]:
    """The numbers of times that a text allows at most."""
    return tuple(
        Quantity(value, f"{value:g}", match.start(), match.end("count"))
        for match in _CAP.finditer(text)
        for value in (_MULTIPLES.get(match["count"].lower()) or _number(match["count"]),)
        if value is not None
    )


@lru_cache(maxsize=4096)
def fees(text: str) -> tuple[Quantity, ...]:
    """Amounts that a text gives in fees, as the months of fees that they stand for."""
    found = []
    for match in _FEES.finditer(text):
        if match["percent"]:
            months = float(match["percent"]) * 12 / 100
        elif match["count"]:
            months = (_number(match["count"]) or 0) * (12 if match["unit"][0].lower() in "yj" else 1)
        else:
            months = (_MULTIPLES.get(match["times"].lower()) or _number(match["times"]) or 0) * 12
        if months:
            found.append(Quantity(months, f"{months:g} months of fees", match.start(), match.end()))
    return tuple(found)


def _number(text: str) -> float | None:
    lower = text.lower()
    if lower in _NUMBERS:
        return _NUMBERS[lower]
    try:
        return float(lower.replace(",", "."))
    except ValueError:
        return None


def _unit(text: str) -> tuple[float, str]:
    for factor, letter, pattern in _UNITS:
        if re.fullmatch(pattern, text, re.IGNORECASE):
            return factor, letter
    return 1.0, "H"


def _iso(count: float, letter: str) -> str:
    number = f"{count:g}"
    if letter == "H":
        return f"PT{number}H"
    if letter == "Q":
        return f"P{count * 3:g}M"
    if letter == "F":
        return f"P{count * 14:g}D"
    return f"P{number}{'D' if letter == 'BD' else letter}"


@lru_cache(maxsize=4096)
def amounts(text: str) -> tuple[Quantity, ...]:
    """The amounts of money that a text names."""
    found = []
    for match in _AMOUNT.finditer(text):
        figure = (match["before"] or match["after"]).rstrip(".,")
        figure = f"{_NUMBERS[figure.lower()]:g}" if figure.lower() in _NUMBERS else figure
        digits = re.sub(r"[.,](?=\d{3}(?!\d))", "", figure).replace(",", ".")
        try:
            value = float(digits)
        except ValueError:
            continue
        if match["unit"] or match["unit2"]:
            value *= 1_000_000
        found.append(Quantity(value, f"{value:.0f}", match.start(), match.end()))
    return tuple(found)
