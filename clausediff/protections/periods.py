"""Periods and amounts in Dutch and English words and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_ONES = (
    ("one", "een"), ("two", "twee"), ("three", "drie"), ("four", "vier"), ("five", "vijf"), ("six", "zes"),
    ("seven", "zeven"), ("eight", "acht"), ("nine", "negen"),
)  # fmt: skip
_TENS = (
    ("twenty", "twintig"), ("thirty", "dertig"), ("forty", "veertig"), ("fifty", "vijftig"),
    ("sixty", "zestig"), ("seventy", "zeventig"), ("eighty", "tachtig"), ("ninety", "negentig"),
)  # fmt: skip
_SIMPLE = (
    (0.5, "half halve"), (1, "een één eén an a one"), (1.5, "anderhalf anderhalve"), (2, "twee two"),
    (2.5, "tweeënhalf tweeëneenhalf tweeënhalve"), (3, "drie three"), (3.5, "drieënhalf drieëneenhalf"),
    (4, "vier four"), (5, "vijf five"), (6, "zes six"), (7, "zeven seven"), (7.5, "zevenenhalf"),
    (8, "acht eight"), (9, "negen nine"), (10, "tien ten"), (11, "elf eleven"), (12, "twaalf twelve"),
    (13, "dertien thirteen"), (14, "veertien fourteen"), (15, "vijftien fifteen"), (16, "zestien sixteen"),
    (17, "zeventien seventeen"), (18, "achttien eighteen"), (19, "negentien nineteen"),
    (100, "honderd hundred"), (120, "honderdtwintig"), (180, "honderdtachtig"), (200, "tweehonderd"),
)  # fmt: skip


def _number_words() -> dict[str, float]:
    """Numbers in words: the simple ones, and tens with ones (``forty-eight``, ``achtenveertig``)."""
    words = {word: value for value, group in _SIMPLE for word in group.split()}
    for tens, (english, dutch) in enumerate(_TENS, start=2):
        words[english] = words[dutch] = 10.0 * tens
        for one, (ones, een) in enumerate(_ONES, start=1):
            words[f"{english}-{ones}"] = words[f"{english} {ones}"] = 10.0 * tens + one
            links = ("ën", "en") if een.endswith("e") else ("en",)
            words |= {f"{een}{link}{dutch}": 10.0 * tens + one for link in links}
    return words


_NUMBERS = _number_words()
FIGURES = {
    word: f"{value:g}" for word, value in _NUMBERS.items() if value > 1 and word not in ("ten", "acht")
}
"""Numbers in words, each with its figures: ``twelve`` and ``twaalf`` are ``12``.

Not those that are other words in the other language or in their own: *ten minste*, *in acht nemen*.
"""
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
_WHOLE = (
    "full|whole|clear|consecutive|further|additional|volle|hele|vol|heel|achtereenvolgende|opeenvolgende|"
    "aaneengesloten"
)
"""Words that may stand between a number and its unit: ``a full quarter``, ``drie volle maanden``."""
# Patterns with all the numbers in words are compiled by re when they are first used: few documents need them.
_PERIOD = (
    rf"(?<![\w.,])(?P<count>\d{{1,4}}(?:[.,]\d)?|{_COUNT})\s*(?:\((?P<figure>\d{{1,4}}|[a-zë-]+)\))?[\s-]*"
    rf"(?:(?:{_WHOLE})\s+)?"
    rf"(?P<unit>{'|'.join(pattern for _, _, pattern in _UNITS)})(?!\w)"
)
_ORDINALS = {
    word: value
    for value, words in (
        (1, "volgende eerstvolgende eerste next following first"), (2, "tweede second"), (3, "derde third"),
        (4, "vierde fourth"), (5, "vijfde fifth"), (6, "zesde sixth"), (7, "zevende seventh"),
        (8, "achtste eighth"), (10, "tiende tenth"), (12, "twaalfde twelfth"), (14, "veertiende fourteenth"),
        (15, "vijftiende fifteenth"), (20, "twintigste twentieth"), (21, "eenentwintigste twenty-first"),
        (30, "dertigste thirtieth"), (45, "vijfenveertigste forty-fifth"), (60, "zestigste sixtieth"),
        (90, "negentigste ninetieth"),
    )
    for word in words.split()
}  # fmt: skip
_DAY_AFTER = re.compile(
    r"\b(?:(?:by|on)\s+the\s+day\s+(?:after|following)|(?:op|uiterlijk)\s+de\s+dag\s+(?:na|volgend\s+op))\b",
    re.IGNORECASE,
)
_ORDINAL = (
    rf"\b(?:uiterlijk|op|vóór|by|than|on|the|de)\s+(?:de\s+|the\s+)?(?P<count>{'|'.join(_ORDINALS)})\s+"
    rf"(?P<unit>{'|'.join(pattern for _, _, pattern in _UNITS)})(?!\w)"
)
_HALF = re.compile(r"\b(?:een half jaar|een halfjaar|half a year|half year)\b", re.IGNORECASE)
_HALF_YEAR = 4380.0
_LEAST = re.compile(
    r"(?:ten\s+minste|tenminste|minstens|minimaal|niet\s+korter\s+dan|at\s+least|no\s+less\s+than|not\s+less\s+than|"
    r"no\s+fewer\s+than|a\s+minimum\s+of|minimum)\s*$",
    re.IGNORECASE,
)
_MULTIPLES = {
    "once": 1.0, "eenmaal": 1.0, "twice": 2.0, "tweemaal": 2.0, "driemaal": 3.0, "viermaal": 4.0,
    "vijfmaal": 5.0, "double": 2.0, "treble": 3.0, "triple": 3.0, "thrice": 3.0,
}  # fmt: skip
_TIMES = "|".join(_MULTIPLES)
_CAP = (
    rf"(?:ten\s+hoogste|maximaal|hooguit|hoogstens|niet\s+(?:vaker|meer)\s+dan|at\s+most|(?:no|not)\s+more\s+(?:often\s+)?than|"
    rf"a\s+maximum\s+of|up\s+to)\s+(?P<count>\d{{1,3}}|{_COUNT}|{_TIMES})\s*"
    rf"(?:audit|inspect|keer|maal|times?|per|a\b|each|every|in\s|controle|verzoek|request|toets|onderzoek)"
)
_YEARLY = (
    r"(?:annual|yearly|jaarlijkse)\s+(?:\w+\s+){0,2}?(?:fees?|charges?|price|prijs|bedrag(?:en)?|vergoeding(?:en)?|sum|"
    r"payments?|contract\s+value|licence\s+fees?|subscription)|jaarvergoeding(?:en)?|jaarbedrag|jaarprijs|jaarsom|"
    r"(?:fees?|charges?|price)\s+(?:for|of|paid\s+for)\s+(?:one|a|that|the)\s+(?:contract\s+)?year"
)
_FEES = (
    rf"(?P<percent>\d{{1,4}})\s*(?:%|percent|per\s+cent|procent)\s*(?:of|van)\s+(?:the|de|het)?\s*(?:total\s+)?"
    rf"(?:annual|yearly|jaarlijkse|jaar|{_YEARLY})"
    rf"|(?:fees?|charges|amounts|vergoeding(?:en)?|bedrag(?:en)?|facturen)\W+(?:\w+\W+){{0,8}}?(?P<count>\d{{1,2}}|{_COUNT})\s*"
    r"(?:\(\d+\)\s*)?(?P<unit>months?|maanden|maand|years?|jaar)"
    rf"|(?P<times>\d{{1,2}}|{_COUNT}|{_TIMES})\s*(?:times|keer|maal|x)?\s*(?:the|de|het)\s+(?:{_YEARLY}|annual|yearly|jaarlijkse)"
    rf"|(?P<once>{_YEARLY})"
)
_FREQUENCY_BEFORE = re.compile(
    r"(?:\bper|\belke?|\biedere?|\bom de|\bevery|\beach|\bonce|\bonce a|\bonce an|\beens in de|"
    r"\beenmaal per|\bkeer per|\bthan once|\btimes)\s*$",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"(?:jonger\s+dan|ouder\s+dan|leeftijd\s+van|onder\s+de|younger\s+than|older\s+than|age\s+of|aged|under(?:\s+the\s+age\s+of)?)\s*$",
    re.IGNORECASE,
)
_NO_TERM_BEHIND = re.compile(
    r"\s+(?:(?:of\s+age|old|oud)\b|(?:(?!na\b|after\b|following|before\b|from\b|vanaf)\w+\s+){0,3}?(?:per|each|every|in\s+a|elke|iedere)\s+"
    r"(?:kalender|calendar\s+)?(?:month|year|quarter|week|maand|jaar|kwartaal)\b)",
    re.IGNORECASE,
)
"""What follows an age, or a number of hours that are worked within each month."""
_SCALES = {
    "miljoen": 1e6, "million": 1e6, "mln": 1e6, "m": 1e6, "miljard": 1e9, "billion": 1e9,
    "duizend": 1e3, "thousand": 1e3, "k": 1e3, "ton": 1e5,
}  # fmt: skip
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_MONEY = r"(?:€|EUR|euro|\$|USD|£|GBP)"
_AMOUNT = (
    rf"{_MONEY}\s*(?P<before>\d[\d.,]*|(?:{_COUNT})(?=\s+(?:{_SCALE})))(?:\s*(?P<unit>{_SCALE})(?!\w))?"
    rf"|(?P<after>\d[\d.,]*|(?:{_COUNT})(?=\s+(?:a\s+)?(?:{_SCALE})(?!\w)))\s*(?:a\s+)?(?:(?P<unit2>{_SCALE})(?!\w))?\s*"
    r"(?:euros?|EUR|€|dollars?|USD|pounds?)"
)
_AND_A_HALF = re.compile(r"(?P<count>[a-z-]+) and a half (?P<scale>million|thousand)")
_WORDED = re.compile(
    r"(?<![a-zë-])(?P<words>(?:[a-zë-]{1,60}\s+){0,7}[a-zë-]{0,60}(?:hundred|thousand|million|honderd|duizend|miljoen)[a-zë]{0,60})\s+"
    r"(?:euros?|dollars?|pounds?|pond)\b",
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
    for match in re.finditer(_PERIOD, text, re.IGNORECASE):
        before = text[: match.start()]
        if _FREQUENCY_BEFORE.search(before) or _AGE_BEFORE.search(before):
            continue
        if _NO_TERM_BEHIND.match(text, match.end()):
            continue
        count = _number(match["figure"] or "") or _number(match["count"])
        factor, letter = _unit(match["unit"])
        if count is not None:
            least = _LEAST.search(text[: match.start()]) is not None
            found.append(Quantity(count * factor, _iso(count, letter), match.start(), match.end(), least))
    halves = [
        Quantity(_HALF_YEAR, "P6M", one.start(), one.end(), _LEAST.search(text[: one.start()]) is not None)
        for one in _HALF.finditer(text)
    ]
    found = [one for one in found if not any(half.start < one.end <= half.end for half in halves)] + halves
    taken = [(one.start, one.end) for one in found]
    for match in re.finditer(_ORDINAL, text, re.IGNORECASE):
        if not any(start < match.end() and end > match.start("count") for start, end in taken):
            factor, letter = _unit(match["unit"])
            count = _ORDINALS[match["count"].lower()]
            found.append(Quantity(count * factor, _iso(count, letter), match.start("count"), match.end()))
    found += [Quantity(24.0, "P1D", one.start(), one.end()) for one in _DAY_AFTER.finditer(text)]
    return tuple(sorted(found, key=lambda one: one.start))


@lru_cache(maxsize=4096)
def caps(text: str) -> tuple[Quantity, ...]:
    """The numbers of times that a text allows at most."""
    return tuple(
        Quantity(value, f"{value:g}", match.start(), match.end("count"))
        for match in re.finditer(_CAP, text, re.IGNORECASE)
        for value in (_MULTIPLES.get(match["count"].lower()) or _number(match["count"]),)
        if value is not None
    )


@lru_cache(maxsize=4096)
def fees(text: str) -> tuple[Quantity, ...]:
    """Amounts that a text gives in fees, as the months of fees that they stand for."""
    found = []
    for match in re.finditer(_FEES, text, re.IGNORECASE):
        if match["percent"]:
            months = float(match["percent"]) * 12 / 100
        elif match["once"]:
            months = 12.0
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
    written = [one for match in _WORDED.finditer(text) for one in _in_words(match)]
    found: list[Quantity] = []
    for match in re.finditer(_AMOUNT, text, re.IGNORECASE):
        figure = (match["before"] or match["after"]).rstrip(".,")
        figure = f"{_NUMBERS[figure.lower()]:g}" if figure.lower() in _NUMBERS else figure
        digits = re.sub(r"[.,](?=\d{3}(?!\d))", "", figure).replace(",", ".")
        try:
            value = float(digits)
        except ValueError:
            continue
        value *= _SCALES.get((match["unit"] or match["unit2"] or "").lower(), 1)
        found.append(Quantity(value, f"{value:.0f}", match.start(), match.end()))
    for other in written:
        rivals = [one for one in found if one.start < other.end and one.end > other.start]
        if not any(one.end - one.start >= other.end - other.start for one in rivals):
            found = [one for one in found if one not in rivals] + [other]
    return tuple(sorted(found, key=lambda one: one.start))


def _in_words(match: re.Match[str]) -> Iterator[Quantity]:
    """An amount whose number is written out: the longest run of words before the currency that is one."""
    first = match.start("words")
    for start in (first, *(first + one.end() for one in re.finditer(r"\s+", match["words"]))):
        value = _written(match.string[start : match.end("words")].lower())
        if value is not None:
            yield Quantity(value, f"{value:.0f}", start, match.end())
            return


def _written(number: str) -> float | None:
    """The value of a number in words, ``two hundred and fifty thousand`` or ``vijfhonderdduizend``."""
    from text_to_num import text2num  # few documents write amounts out, and it takes its time to load

    half = _AND_A_HALF.fullmatch(number)
    for language in ("nl", "en"):
        try:
            if half:
                return (float(text2num(half["count"], language)) + 0.5) * _SCALES[half["scale"]]
            return float(text2num(number, language))
        except ValueError:
            continue
    return None
