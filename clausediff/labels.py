"""Printed clause numbers: what a label says, apart from how it is written.

A leaf module: it imports nothing else in the package. The families follow Dutch, English and EU drafting:
``Artikel 5``, ``Section 4``, ``5.2``, ``(a)``, ``iv.``, ``1°``, ``Bijlage II``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Family(StrEnum):
    """How a label counts."""

    PART = "part"
    ARTICLE = "article"
    ANNEX = "annex"
    DECIMAL = "decimal"
    ALPHA = "alpha"
    ROMAN = "roman"
    DEGREE = "degree"


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart.

    Attributes:
        family: how it counts. A letter that may also be Roman (``i``, ``v``, ``c``) is ``ALPHA`` with
            ``roman`` set to its Roman value: only its neighbours can tell.
        numbers: its components as numbers, ``5.2`` as ``(5, 2)``, ``b`` as ``(2,)``, ``iv`` as ``(4,)``.
        word: the word in front, in lower case (``artikel``), empty without one.
        shape: how it is written, with the count left out: ``(#)``, ``#.``, ``artikel #``; labels of one
            list have the same shape.
        roman: Roman value of an ambiguous letter, else ``None``.
        suffix: letter behind an inserted article (``5a`` has ``a``), else empty.
    """

    family: Family
    numbers: tuple[int, ...]
    word: str
    shape: str
    roman: int | None = None
    suffix: str = ""


_PART_WORDS = "hoofdstuk|deel|titel|afdeling|paragraaf|chapter|part|module|title|§"
_ARTICLE_WORDS = "artikel|art|bepaling|clausule|clause|section|article|sectie|onderdeel"
_ANNEX_WORDS = (
    "bijlage|aanhangsel|annex|annexe|appendix|attachment|schedule|exhibit|addendum|bijvoegsel|aanhang"
)
_PARAGRAPH_WORDS = "lid|paragraph|sub"

_NUMBERED_WORD = re.compile(
    rf"(?P<word>{_PART_WORDS}|{_ARTICLE_WORDS}|{_ANNEX_WORDS}|{_PARAGRAPH_WORDS})\.?\s*"
    r"(?P<count>\d{1,5}(?:\.\d{1,3})*[a-z]?|[ivxlc]+(?:\.[a-z\d])?|[a-z](?:\.\d{1,2})?)"
    r"(?P<end>[.:)]?)",
    re.IGNORECASE,
)
_DECIMAL = re.compile(
    r"(?P<open>\(?)(?P<count>(?:\d{1,3}|\d{4,5}(?=[.)]))(?:\.\d{1,3})*)(?P<suffix>[a-z]?)(?P<end>\.?\)?)"
)
_LETTERS = re.compile(r"(?P<open>\(?)(?P<count>[a-z]{1,3}|[ivxlcdm]{1,8})(?P<end>[.)]{1,2}|)", re.IGNORECASE)
_DEGREE = re.compile(r"(?P<count>\d{1,2})[°º]")
_ROMAN_NUMERAL = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def roman_value(text: str) -> int | None:
    """Value of a well-formed Roman numeral, ``None`` if it is none."""
    if not text or not _ROMAN_NUMERAL.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text.lower()]
    following = [*values[1:], 0]
    return sum(-one if one < other else one for one, other in zip(values, following, strict=True))


def letter_value(text: str) -> int | None:
    """``a`` as 1, ``z`` as 26, ``aa`` and ``bb`` as 27 and 28; ``None`` for other words."""
    lower = text.lower()
    if len(set(lower)) != 1 or not lower.isascii() or not lower.isalpha():
        return None
    return 26 * (len(lower) - 1) + ord(lower[0]) - ord("a") + 1


@lru_cache(maxsize=65536)
def parse_label(text: str) -> Label | None:
    """Take a printed label apart; ``None`` if it is no label that this module knows."""
    text = text.strip()
    return _numbered_word(text) or _degree(text) or _decimal(text) or _lettered(text)


def _numbered_word(text: str) -> Label | None:
    found = _NUMBERED_WORD.fullmatch(text)
    if not found:
        return None
    word = found["word"].lower()
    if re.fullmatch(_ANNEX_WORDS, word):
        family = Family.ANNEX
    elif re.fullmatch(_PART_WORDS, word):
        family = Family.PART
    elif re.fullmatch(_ARTICLE_WORDS, word):
        family = Family.ARTICLE
    else:
        family = Family.DECIMAL
    numbers = _components(found["count"])
    if numbers is None:
        return None
    suffix = found["count"][-1].lower() if re.fullmatch(r"[\d.]+[a-z]", found["count"], re.IGNORECASE) else ""
    return Label(family, numbers, word, f"{word} #{found['end']}", suffix=suffix)


def _components(count: str) -> tuple[int, ...] | None:
    numbers = []
    for part in re.split(r"\.", count):
        digits = re.fullmatch(r"(\d+)[a-z]?", part, re.IGNORECASE)
        as_letter = letter_value(part) if part.lower() in ("c", "d", "l", "m") else None
        value = int(digits[1]) if digits else as_letter or roman_value(part) or letter_value(part)
        if value is None:
            return None
        numbers.append(value)
    return tuple(numbers)


def _degree(text: str) -> Label | None:
    found = _DEGREE.fullmatch(text)
    return Label(Family.DEGREE, (int(found["count"]),), "", "#°") if found else None


def _decimal(text: str) -> Label | None:
    found = _DECIMAL.fullmatch(text)
    if not found or (found["open"] and not found["end"].endswith(")")):
        return None
    numbers = tuple(int(part) for part in found["count"].split("."))
    depth = ".".join("#" for _ in numbers)
    shape = f"{found['open']}{depth}{found['end']}"
    return Label(Family.DECIMAL, numbers, "", shape, suffix=found["suffix"])


def _lettered(text: str) -> Label | None:
    found = _LETTERS.fullmatch(text)
    if not found or (found["open"] and not found["end"].endswith(")")):
        return None
    count = found["count"]
    roman, letter = roman_value(count), letter_value(count)
    case = "A" if count.isupper() else "a"
    shape = f"{found['open']}{case}{found['end']}"
    if letter is not None and (len(count) == 1 or roman is None):
        return Label(Family.ALPHA, (letter,), "", shape, roman=roman)
    if roman is not None:
        return Label(Family.ROMAN, (roman,), "", shape)
    return None


def as_roman(label: Label) -> Label:
    """The same label read as a Roman numeral, where it can be."""
    if label.roman is None:
        return label
    return Label(Family.ROMAN, (label.roman,), label.word, label.shape)
