"""Numbers in words and figures: the ``numFmt`` values of Word lists (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

_EN_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_EN_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_EN_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip

_NL_ONES = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien"
).split()
_NL_TENS = "- - twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_NL_ORDINALS = {1: "eerste", 3: "derde", 8: "achtste"}


def roman(number: int) -> str:
    """``4`` as ``iv``; figures for numbers that have no Roman form."""
    if not 0 < number < 32768:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def letters(number: int) -> str:
    """``1`` as ``a``, ``28`` as ``bb``: past z the letter is repeated, as Word prints it."""
    if not 0 < number <= 780:
        return str(number) if number > 0 else ""
    repeat, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (repeat + 1)


def english(number: int) -> str:
    """``42`` as ``forty-two``, below a million."""
    if number < 20:
        return _EN_ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _EN_TENS[tens] + (f"-{_EN_ONES[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_EN_ONES[hundreds]} hundred" + (f" {english(rest)}" if rest else "")
    thousands, rest = divmod(number, 1000)
    return f"{english(thousands)} thousand" + (f" {english(rest)}" if rest else "")


def english_ordinal(number: int) -> str:
    """``42`` as ``forty-second``."""
    text = english(number)
    cut = max(text.rfind(" "), text.rfind("-")) + 1
    head, last = text[:cut], text[cut:]
    if last in _EN_ORDINALS:
        return head + _EN_ORDINALS[last]
    return head + (last[:-1] + "ieth" if last.endswith("y") else last + "th")


def dutch(number: int) -> str:
    """``42`` as ``tweeënveertig``, below a million."""
    if number < 20:
        return _NL_ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        if not ones:
            return _NL_TENS[tens]
        link = "ën" if _NL_ONES[ones].endswith("e") else "en"
        return f"{_NL_ONES[ones]}{link}{_NL_TENS[tens]}"
    unit, word = (1000, "duizend") if number >= 1000 else (100, "honderd")
    many, rest = divmod(number, unit)
    return ("" if many == 1 else dutch(many)) + word + (dutch(rest) if rest else "")


def dutch_ordinal(number: int) -> str:
    """``42`` as ``tweeënveertigste``."""
    last = number % 100
    if last in _NL_ORDINALS:
        cardinal = dutch(number)
        return cardinal[: len(cardinal) - len(dutch(last))] + _NL_ORDINALS[last]
    return dutch(number) + ("de" if 1 < last < 20 else "ste")


def ordinal(number: int, language: str) -> str:
    """``1`` as ``1st`` in English, ``1e`` in Dutch."""
    if language == "nl":
        return f"{number}e"
    last = number % 100
    suffix = "th" if 10 < last < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _in_words(number: int, language: str) -> str:
    return (dutch if language == "nl" else english)(number).capitalize()


def _ordinal_in_words(number: int, language: str) -> str:
    return (dutch_ordinal if language == "nl" else english_ordinal)(number).capitalize()


def _enclosed(first: str, last: int) -> Callable[[int, str], str]:
    """Figures of which the first ``last`` have a character of their own, in a row from ``first``."""
    return lambda number, _: chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _signs(number: int, _: str) -> str:
    """``*``, ``†``, ``‡``, ``§``, then doubled: the footnote marks of the Chicago manual."""
    repeat, index = divmod(number - 1, 4)
    return "*†‡§"[index] * (repeat + 1) if 0 < number <= 400 else str(number)


def _wide(number: int, _: str) -> str:
    return "".join(chr(ord(figure) - ord("0") + ord("０")) for figure in str(number))


_FORMATS: dict[str, Callable[[int, str], str]] = {
    "decimal": lambda number, _: str(number),
    "decimalZero": lambda number, _: f"{number:02d}",
    "upperRoman": lambda number, _: roman(number).upper(),
    "lowerRoman": lambda number, _: roman(number),
    "upperLetter": lambda number, _: letters(number).upper(),
    "lowerLetter": lambda number, _: letters(number),
    "ordinal": ordinal,
    "ordinalText": _ordinal_in_words,
    "cardinalText": _in_words,
    "numberInDash": lambda number, _: f"- {number} -",
    "hex": lambda number, _: f"{number:X}",
    "decimalFullWidth": _wide,
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "chicago": _signs,
    "none": lambda _number, _language: "",
}


KNOWN = frozenset({*_FORMATS, "bullet", "custom"})
"""Formats that are printed as Word prints them; any other is printed in plain figures."""


def formatted(number: int, number_format: str, language: str = "en", pattern: str | None = None) -> str:
    """A list counter as Word prints it.

    Args:
        number: the counter's value.
        number_format: ``w:numFmt/@w:val``; one that is not known is printed as decimal, as Word does.
        language: language of number words, ``nl`` or ``en``.
        pattern: ``w:numFmt/@w:format`` of a custom format, e.g. ``001, 002, 003, ...``.
    """
    if number_format == "custom" and pattern:
        width = len(pattern.split(",")[0].strip())
        return f"{number:0{width}d}"
    if number < 0:
        return str(number)
    return _FORMATS.get(number_format, _FORMATS["decimal"])(number, language)
