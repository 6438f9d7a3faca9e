"""Labels that were typed in: told from dates, amounts, initials and sentences by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clausediff.labels import Family, letter_value, parse_label, roman_value
from clausediff.model.source import Block

_TYPED = re.compile(
    r"""(?:
        (?P<word>(?:hoofdstuk|deel|titel|afdeling|chapter|part|module|artikel|art\.|bepaling|clausule|clause|
           section|article|bijlage|aanhangsel|annexe?|appendix|attachment|schedule|exhibit|addendum|onderdeel|lid)
           \s+(?:\d{1,3}(?:\.\d{1,3})*[a-z]?|[ivxlc]+(?:\.[a-z\d])?|[a-z](?:\.\d{1,2})?)
           (?![\w]) | §\s?\d{1,3}(?:\.\d{1,3})*(?![\w]))
        (?P<wordend>\.(?=\s|$))?
      | (?P<plain>\d{1,3}(?:\.\d{1,3})+\.?(?=\s|$)
          | \d{1,3}[a-z]?[.)](?=\s|$)
          | \(\d{1,2}\)(?=\s|$)
          | \((?:[a-z]{1,2}|[ivxlc]{1,6})\)(?=\s|$)
          | (?:[a-z]{1,2}|[ivxlc]{1,6})\)(?=\s|$)
          | (?:[a-z]|[ivx]{2,5})\.(?=\s)
          | \d{1,2}[°º](?=\s|$))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_LARGE = re.compile(
    r"(?:(?P<word>artikel|bepaling|clausule|clause|section|article)\s+(?P<worded>\d{4,5})\.?"
    r"|(?P<plain>\d{4,5})(?:(?:\.\d{1,3})+\.?|[.)]))(?=\s|$)",
    re.IGNORECASE,
)
_LARGEST_SURE = 999
_SEPARATOR = re.compile(r"^\s*[:–—-]?\s*")
_BULLET = re.compile(r"^(?:[–—•▪·●○►■]|-(?=\s))\s+(?=\S+\s+\S)")
_QUANTITY_AFTER = re.compile(
    r"^(?:uur|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"january|february|march|may|june|july|august|october|%|euro|eur\b|procent|percent|miljoen|miljard|"
    r"million|billion|(?:werk|kalender)?dagen|(?:business\s+|calendar\s+|working\s+)?days|hours|minuten|"
    r"minutes|maanden|months|weken|weeks|jaar|years?|a\.?m\.?\b|p\.?m\.?\b)\b",
    re.IGNORECASE,
)
_RUNNING_ON = re.compile(
    r"^(?:(?:lid|leden|van|en|of|tot|t/m|and|or|to|of|above|below|hierboven|hiervoor|is|zijn|are|shall|will|"
    r"does|geldt|wordt|worden|blijft|blijven|onder)\b|[,;(])",
)
_OUTSIDE_FIRST = re.compile(r"^(?:AVG|GDPR|UAVG|BW|Awb|WvSr)\b")
_TITLE_OF_ANNEX = re.compile(r"^(?:bij|behorende|to|van|of|for|voor)\b")
_BARE_ROMAN = re.compile(r"[IVXLC]{1,6}\.?")
_LONE_CAPITAL = re.compile(r"[A-Z]\.|[IVX]{2,5}\.")
_UNMARKED_NUMBER = re.compile(r"(?P<count>\d{1,2})\s+(?=[A-ZÀ-Ý][^.;:]{2,79}$)")
_UNMARKED_LETTER = re.compile(r"(?P<count>[a-z])\s+(?=[a-zà-ÿ(])")
_TITLE_WORDS = 12

Fits = Callable[[Sequence[Block], int], bool]
"""Whether an unmarked label may start a list at a block."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The start of a block: its label, whether it is a bullet, and where its words start in the text."""

    label: str | None
    start: int
    bullet: bool = False


def read_labels(blocks: Sequence[Block]) -> list[Printed]:
    """The printed label of each block, automatic or typed in, with the same result for both."""
    found = [_read(block) for block in blocks]
    _drop_initials(found, blocks)
    _add_large(found, blocks)
    _add_unmarked(found, blocks, _UNMARKED_NUMBER, _number_fits)
    _add_unmarked(found, blocks, _UNMARKED_LETTER, _letter_fits)
    return found


def _read(block: Block) -> Printed:
    heading = block.heading_level is not None
    typed, end = typed_label(block.text, heading=heading, bullet=block.bullet)
    if block.label is not None and (typed is None or parse_label(block.label) is not None):
        return Printed(_normalised(block.label), 0, block.bullet)
    if typed is not None:
        return Printed(typed, end, block.bullet)
    dash = None if heading or block.bullet or block.label else _BULLET.match(block.text)
    if dash is not None:
        return Printed(None, dash.end(), bullet=True)
    return Printed(_normalised(block.label) if block.label else None, 0, block.bullet)


def _normalised(label: str) -> str:
    """A label without the separators that some number formats print behind it."""
    return label.rstrip(" \t:–—-").strip() or label


def typed_label(text: str, *, heading: bool = False, bullet: bool = False) -> tuple[str | None, int]:
    """A label typed at the start of a text, and where the words after it start; ``(None, 0)`` without one.

    Args:
        text: the words of a block.
        heading: whether the block is a heading by style or markup, which is evidence for a label.
        bullet: whether it is an item of a list of bullets: such an item names a section, it is not one.
    """
    if heading and _BARE_ROMAN.fullmatch(text):
        return text, len(text)
    found = _TYPED.match(text)
    if not found:
        return None, 0
    rest = text[found.end() :].lstrip()
    fits = _word_fits(found, rest, heading=heading) if found["word"] else _plain_fits(found, rest, heading)
    if not fits or (found["word"] and bullet):
        return None, 0
    separator = _SEPARATOR.match(text[found.end() :])
    return text[: found.end()].strip(), found.end() + (separator.end() if separator else 0)


def _plain_fits(found: re.Match[str], rest: str, heading: bool) -> bool:
    """Whether a number or letter counts clauses: not a date, an amount, a time or a year."""
    plain = found["plain"]
    if _QUANTITY_AFTER.match(rest):
        return False
    parts = plain.strip("().").split(".")
    if len(parts) > 1 and any(len(part) > 2 or part == "00" for part in parts[1:]):
        return False
    is_year = plain.endswith(".") and plain.rstrip(".").isdigit() and len(plain) == 5
    return heading or not is_year


def _word_fits(found: re.Match[str], rest: str, *, heading: bool) -> bool:
    """Whether ``Artikel 5`` heads a clause here, and does not start a sentence about article 5."""
    if heading or not rest or rest[0] in ":–—-":
        return not (heading and rest.startswith(("(", ",")))
    if _RUNNING_ON.match(rest) and not _TITLE_OF_ANNEX.match(rest):
        return False
    if not rest[0].islower():
        return not _OUTSIDE_FIRST.match(rest)
    label = parse_label(found[0].strip())
    is_line = len(rest.split()) <= _TITLE_WORDS and not rest.endswith((".", ";", ":", ","))
    if label is not None and label.family is Family.ANNEX:
        return is_line and _TITLE_OF_ANNEX.match(rest) is not None
    return bool(found["wordend"])


def _drop_initials(found: list[Printed], blocks: Sequence[Block]) -> None:
    """``A. de Vries`` has initials, no label: a capital counts only if its neighbour in the alphabet does."""
    capitals = {one.label for one in found if one.label and _LONE_CAPITAL.fullmatch(one.label)}
    for index, one in enumerate(found):
        if one.label is None or one.start == 0 or not _LONE_CAPITAL.fullmatch(one.label):
            continue
        if blocks[index].heading_level is None and not _neighbours(one.label) & capitals:
            found[index] = Printed(None, 0, one.bullet)


def _neighbours(label: str) -> set[str]:
    count = label.rstrip(".")
    near = set()
    if len(count) == 1:
        near |= {f"{chr(ord(count) - 1)}.", f"{chr(ord(count) + 1)}."}
    value = roman_value(count)
    if value:
        near |= {f"{_roman(value - 1)}.", f"{_roman(value + 1)}."}
    return near


def _roman(value: int) -> str:
    """Upper-case Roman numeral of 0 to 39."""
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (value // 10) + ones[value % 10]


def _add_unmarked(
    found: list[Printed],
    blocks: Sequence[Block],
    pattern: re.Pattern[str],
    fits: Fits,
) -> None:
    """Labels without a mark (``1 Definities``, ``a vervanging of herstel``): only where they count on."""
    run: list[tuple[int, re.Match[str]]] = []
    for index, block in enumerate(blocks):
        if block.role != "body" or found[index].label is not None:
            continue
        match = pattern.match(block.text)
        if match is None:
            continue
        value = _value(match["count"])
        if value == 1:
            _commit(run, found)
            run = [(index, match)] if fits(blocks, index) else []
        elif run and value == len(run) + 1:
            run.append((index, match))
    _commit(run, found)


def _add_large(found: list[Printed], blocks: Sequence[Block]) -> None:
    """Numbers that could be years count clauses only where they count on from the clause before."""
    if not any(one.label and str(_LARGEST_SURE) in one.label for one in found):
        return
    last: dict[str, int] = {}
    for index, (one, block) in enumerate(zip(found, blocks, strict=True)):
        parsed = parse_label(one.label) if one.label is not None else None
        if parsed is not None and parsed.family in (Family.ARTICLE, Family.DECIMAL):
            last[parsed.word] = max(last.get(parsed.word, 0), parsed.numbers[0])
        match = _LARGE.match(block.text) if one.label is None else None
        if match is None:
            continue
        word, count = (match["word"] or "").lower(), int(match["worded"] or match["plain"])
        if count - last.get(word, 0) in (0, 1):
            last[word] = count
            separator = _SEPARATOR.match(block.text[match.end() :])
            start = match.end() + (separator.end() if separator else 0)
            found[index] = Printed(match[0], start, one.bullet)


def _commit(run: list[tuple[int, re.Match[str]]], found: list[Printed]) -> None:
    if len(run) < 2:
        return
    for index, match in run:
        found[index] = Printed(match["count"], match.end(), found[index].bullet)


def _value(count: str) -> int:
    return int(count) if count.isdigit() else letter_value(count) or 0


def _number_fits(blocks: Sequence[Block], index: int) -> bool:
    """A number without a mark heads a title: not inside a table."""
    return blocks[index].cell is None


def _letter_fits(blocks: Sequence[Block], index: int) -> bool:
    """A letter without a mark follows the words that announce its list."""
    return index > 0 and blocks[index - 1].text.rstrip().endswith((":", ","))
