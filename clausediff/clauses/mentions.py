"""The words of a cross-reference, read from left to right: a head (``artikel 5``), then steps inside it.

Forms follow Dutch legislative drafting (Aanwijzingen voor de regelgeving 3.29), contract usage in Dutch and
English, and EU texts: ``artikel 5, tweede lid, onder b``, ``Section 4(a)(ii)``, ``Clauses 9 to 12``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausediff.clauses.addresses import ROMAN, Address
from clausediff.labels import letter_value, roman_value

Readings = tuple[Address, ...]
"""The addresses that one printed address may mean, the likeliest first."""

ORDINALS = {
    word: value
    for value, several in enumerate(
        (
            "eerste first", "tweede second", "derde third", "vierde fourth", "vijfde fifth", "zesde sixth",
            "zevende seventh", "achtste eighth", "negende ninth", "tiende tenth", "elfde eleventh",
            "twaalfde twelfth",
        ),
        start=1,
    )
    for word in several.split()
}  # fmt: skip
ORDINAL = "|".join(ORDINALS)
COUNT = r"(?:\d{1,3}(?:\.\d{1,3})*(?:[a-z](?![\w]))?|[IVXL]{1,5})(?![\w%°]|[.,]\d)"

_COUNT = re.compile(COUNT)
_SEPARATOR = re.compile(
    r"(?P<range>\s*(?:t/m|tot\s+en\s+met|through|–|-(?=\s?\d)|(?<=\s)to|\sto)\s*)"
    r"|\s*(?:,\s*(?:en|and|or|of)?|\b(?:en|and|or|of)\b|&)\s*",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s?\((?P<token>[a-z]{1,2}|[ivxl]{1,6}|\d{1,2})\)", re.IGNORECASE)
_ORDINAL_STEP = re.compile(
    rf",?\s*(?:en\s+het\s+)?(?P<ordinal>{ORDINAL})\s+(?:lid|paragraph)\b", re.IGNORECASE
)
_LID_STEP = re.compile(r",?\s*(?:lid|leden)\s+(?=\d)", re.IGNORECASE)
_ITEM_STEP = re.compile(
    r",?\s*(?:(?:aanhef\s+en\s+)?(?:onder|sub|(?:sub)?onderde(?:el|len)|letters?|punt(?:en)?|points?|items?|"
    r"paragraphs?|sub-?paragraphs?))\s+(?=\(?[a-z\d])",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"\((?P<bracket>[a-z]{1,2}|[ivxl]{1,6}|\d{1,2})\)|(?P<half>[a-z]|[ivx]{2,5})\)|"
    r"(?P<bare>[a-z]|[ivx]{2,5}|\d{1,2}°?)(?![\w%’'.-]|\s*°)|(?P<ending>[a-z]|\d{1,2})(?=\.(?:\s|$))",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"\s*(?:\(\w+\)\s*)?(?:(?:werk|kalender)?dag|uur|uren|maand|we[ek]k|jaar|jaren|procent|%|euro|"
    r"(?:business\s+|calendar\s+|working\s+)?days?\b|hours?\b|months?\b|years?\b|percent)",
    re.IGNORECASE,
)
_LONGEST_RANGE = 60
_ROMAN_LETTERS = {1: "i", 5: "v", 10: "x", 50: "l", 100: "c"}


@dataclass(frozen=True, slots=True)
class Mention:
    """Addresses read from a text: each target's readings, and where the words end."""

    targets: tuple[Readings, ...]
    end: int


def read_numbers(text: str, start: int) -> Mention | None:
    """The numbers at a place and all steps behind them; ``None`` if no number stands there."""
    first = _COUNT.match(text, start)
    if first is None:
        return None
    reader = _Reader(text, first.end(), [_count(first[0])])
    reader.brackets()
    reader.more_counts()
    reader.steps()
    return Mention(tuple(reader.targets), reader.position)


def read_steps(text: str, start: int) -> Mention | None:
    """Steps without a number in front (``tweede lid, onder b``, ``paragraphs (a) and (b)``)."""
    reader = _Reader(text, start, [((),)])
    reader.steps()
    return Mention(tuple(reader.targets), reader.position) if reader.position > start else None


def prefixed(base: Readings, targets: tuple[Readings, ...]) -> tuple[Readings, ...]:
    """The targets, each below the base: ``lid 2`` of ``artikel 5``."""
    return tuple(tuple((*one, *step) for one in base for step in readings) for readings in targets)


class _Reader:
    """Goes over a text once; ``targets`` are complete but for the last, which steps go deeper into."""

    def __init__(self, text: str, position: int, targets: list[Readings]) -> None:
        self.text = text
        self.position = position
        self.targets = targets

    def brackets(self) -> None:
        """``(a)(ii)`` behind a number, and the list that may follow: ``(b) to (i)``, ``(1) and (2)``."""
        found = _BRACKET.match(self.text, self.position)
        while found is not None:
            self._deeper(token_values(found["token"]))
            self.position = found.end()
            found = _BRACKET.match(self.text, self.position)
            if found is None:
                self._more(_BRACKET)

    def more_counts(self) -> None:
        """``3, 5 t/m 7 en 9``: further numbers of the same head."""
        while True:
            mark = _SEPARATOR.match(self.text, self.position)
            count = _COUNT.match(self.text, mark.end()) if mark is not None else None
            if mark is None or count is None or _QUANTITY.match(self.text, count.end()):
                return
            self._beside(_count(count[0]), is_range=mark["range"] is not None)
            self.position = count.end()
            self.brackets()

    def steps(self) -> None:
        """``, tweede lid, onder b``, ``lid 2 sub a``, ``, onder a) tot en met e)``."""
        while self._ordinal() or self._lid() or self._item():
            self.brackets()

    def _ordinal(self) -> bool:
        found = _ORDINAL_STEP.match(self.text, self.position)
        if found is None:
            return False
        self._deeper((ORDINALS[found["ordinal"].lower()],))
        self.position = found.end()
        return True

    def _lid(self) -> bool:
        found = _LID_STEP.match(self.text, self.position)
        count = _COUNT.match(self.text, found.end()) if found else None
        if count is None:
            return False
        self._deeper((int(re.findall(r"\d+", count[0])[0]),))
        self.position = count.end()
        self._more(_COUNT)
        return True

    def _item(self) -> bool:
        found = _ITEM_STEP.match(self.text, self.position)
        item = _ITEM.match(self.text, found.end()) if found else None
        if item is None:
            return False
        self._deeper(token_values(_token(item)))
        self.position = item.end()
        self._more(_ITEM, style=item.lastgroup)
        return True

    def _more(self, pattern: re.Pattern[str], style: str | None = None) -> None:
        """Tokens of the same style behind ``en``, ``of``, a comma or ``tot en met``."""
        while True:
            mark = _SEPARATOR.match(self.text, self.position)
            found = pattern.match(self.text, mark.end()) if mark is not None else None
            if mark is None or found is None or _QUANTITY.match(self.text, found.end()):
                return
            if style is not None and not _same_style(style, found):
                return
            values = token_values(_token(found))
            base = self.targets[-1][0][:-1]
            self._beside(tuple((*base, value) for value in values), is_range=mark["range"] is not None)
            self.position = found.end()

    def _deeper(self, values: tuple[int, ...]) -> None:
        last = self.targets[-1]
        self.targets[-1] = tuple((*one, value) for one in last for value in values)

    def _beside(self, readings: Readings, *, is_range: bool) -> None:
        """Another target; a range brings all between, if both ends count alike."""
        if is_range:
            before, after = _counting_alike(self.targets[-1], readings)
            self.targets += _between(before, after)
        self.targets.append(readings)


def _counting_alike(before: Readings, after: Readings) -> tuple[Address, Address]:
    """The readings of both ends that count alike: ``(c) to (i)`` are letters, ``(i) to (v)`` numerals."""
    pairs = [(one, other) for other in after for one in before]
    alike = [pair for pair in pairs if _style(pair[0][-1]) == _style(pair[1][-1])]
    from_one = [pair for pair in alike if pair[0][-1] == ROMAN - 1]
    return (from_one or alike or pairs)[0]


def _style(value: int) -> int:
    """0 for a number, 1 for a letter, 2 for a Roman numeral."""
    return (value < 0) + (value < ROMAN)


def _between(before: Address, after: Address) -> list[Readings]:
    if len(before) != len(after) or before[:-1] != after[:-1] or _style(before[-1]) != _style(after[-1]):
        return []
    start = (0, 0, ROMAN)[_style(before[-1])]
    sign = -1 if before[-1] < 0 else 1
    low, high = abs(before[-1] - start), abs(after[-1] - start)
    counts = range(low + 1, min(high, low + _LONGEST_RANGE))
    return [tuple((*before[:-1], value) for value in _written(start + sign * count)) for count in counts]


def _written(value: int) -> tuple[int, ...]:
    """A value, and the letter that a Roman numeral looks like: ``v`` is 5, or the 22nd letter."""
    letter = _ROMAN_LETTERS.get(ROMAN - value)
    return (value,) if letter is None else (value, -(letter_value(letter) or 0))


def _count(text: str) -> Readings:
    """``5.2`` as ``(5, 2)``; a Roman ``IV`` as ``(4,)``."""
    digits = tuple(int(part) for part in re.findall(r"\d+", text))
    return (digits or (roman_value(text) or 0,),)


def token_values(token: str) -> tuple[int, ...]:
    """What a token in brackets may count: digits as they are, letters below 0, numerals below ``ROMAN``."""
    token = token.rstrip("°")
    if token.isdigit():
        return (int(token),)
    counted = [
        start - value
        for start, value in ((0, letter_value(token)), (ROMAN, roman_value(token)))
        if value is not None
    ]
    values = tuple(counted if len(token) == 1 else reversed(counted))
    return values or (0,)


def _token(found: re.Match[str]) -> str:
    named = [token for token in found.groupdict().values() if token is not None]
    return named[0] if named else found[0]


def _same_style(style: str, found: re.Match[str]) -> bool:
    bare = ("bare", "ending")
    return found.lastgroup == style or (style in bare and found.lastgroup in bare)
