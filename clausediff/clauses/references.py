"""Cross-references: found in the words, resolved to the clause they point to.

Forms follow Dutch legislative drafting (Aanwijzingen voor de regelgeving 3.29), contract usage in Dutch and
English, EU texts, and references by heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausediff.clauses.addresses import Address, Book
from clausediff.labels import letter_value, roman_value
from clausediff.model.contract import Clause, Reference

_ORDINALS = {
    word: value
    for value, words in enumerate(
        (
            "eerste first", "tweede second", "derde third", "vierde fourth", "vijfde fifth", "zesde sixth",
            "zevende seventh", "achtste eighth", "negende ninth", "tiende tenth",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_ORDINAL = "|".join(_ORDINALS)
_COUNT = r"\d{1,3}(?:\.\d{1,3})*[a-z]?(?![\w%])"
_BRACKETS = r"(?:\s?\((?:[a-z]{1,2}|[ivxl]{1,5}|\d{1,2})\))*"
_LIST = r"(?:\s*(?:,|;|en|and|or|of|t/m|tot\s+en\s+met|to|through|–|-)+\s*(?:en\s+|and\s+)?)"

_NUMBERED = re.compile(
    rf"""\b(?P<word>artikel(?:en)?|artt?\.|bepaling(?:en)?|clausule[s]?|clauses?|sections?|articles?)\s+
    (?P<first>{_COUNT}{_BRACKETS})(?P<code>:\d+[a-z]?)?
    (?P<more>(?:{_LIST}{_COUNT}{_BRACKETS})*)
    (?P<detail>(?:,?\s*(?:(?:{_ORDINAL})\s+lid|(?:aanhef\s+en\s+)?(?:lid|leden|onder|sub|onderdeel|letter)\s+
        (?:\(?[a-z]\)?(?![\w.])|\d{{1,2}}°?)(?:\s*(?:,|en|and)\s*\(?[a-z]\)?(?![\w.]))?))*)""",
    re.IGNORECASE | re.VERBOSE,
)
_ANNEXED = re.compile(
    r"\b(?P<word>bijlagen?|aanhangsel|annex(?:es)?|appendix|attachments?|schedules?|exhibits?)\s+"
    r"(?P<count>\d{1,2}|[IVX]{1,5}|[A-Z])(?P<sub>\.[A-Z\d])?(?![\w-])",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"\b(?:(?P<own>dit\s+artikel|this\s+(?:section|clause|article))|"
    rf"(?:het\s+)?(?P<ordinal>{_ORDINAL})\s+lid(?:\s+van\s+dit\s+artikel)?|"
    r"(?:lid|paragraph)\s+(?P<lid>\d{1,2})(?!\s*(?:AVG|van\s+de\s+AVG|GDPR))(?![\w.])|"
    r"(?:onder|onderdeel|sub|paragraph|item)\s+\(?(?P<letter>[a-z])\)?(?:\s+(?:hierboven|above))?(?![\w.])|"
    r"(?:onverminderd|subject\s+to|without\s+prejudice\s+to)\s+\((?P<bracket>[a-z])\))",
    re.IGNORECASE,
)
_BY_HEADING = re.compile(
    r"\b(?:sections?|afdeling|paragraaf|artikel)\b(?:\s+of\s+(?:this|the)\s+\w+)?\s+"
    r"(?:(?:entitled|titled|getiteld|genaamd|met\s+de\s+titel)\s+)?[“\"„](?P<title>[^”\"]{3,90})[”\"]",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"^[\s,)]*(?:(?:van|of|uit|in)\s+(?:de\s+|het\s+|the\s+)?)?(?:AVG|GDPR|UAVG|Verordening|Regulation|Directive|"
    r"Richtlijn|Burgerlijk\s+Wetboek|BW\b|Wet\b|Act\b|Awb|Gw\b|Wbp|Telecommunicatiewet|Mw\b|Sr\b|Sv\b|"
    r"[A-Z][\w-]*(?:wet|wetboek)\b|Standard\s+Contractual\s+Clauses|SCCs?\b|Treaty|Verdrag|Charter|VWEU|TFEU|"
    r"Code\b|Algemene\s+verordening|EU\s+GDPR|UK\s+GDPR|CCPA)",
)
_OUTSIDE_BEFORE = re.compile(
    r"(?:AVG|GDPR|UAVG|BW|Regulation\s*\(EU\)\s*\d{4}/\d+|Cal\.\s*Civ\.\s*Code)[\s,(§]*$"
)
_RANGE = re.compile(r"t/m|tot\s+en\s+met|\bto\b|through|–|-", re.IGNORECASE)
_ONE = re.compile(rf"({_COUNT})({_BRACKETS})", re.IGNORECASE)
_DETAIL = re.compile(
    rf"(?:(?P<ordinal>{_ORDINAL})\s+lid)|(?:lid|leden)\s+(?P<lid>\d{{1,2}})|"
    r"(?:onder|sub|onderdeel|letter|en|and|,)\s+\(?(?P<letter>[a-z])\)?(?![\w.])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A reference in a text: its span, and what it names.

    Attributes:
        addresses: numbers to look up, one for each target.
        external: whether it points outside the document.
        title: heading to look up, for a reference by heading.
        target: id of the clause, where the form itself told.
    """

    start: int
    end: int
    addresses: tuple[Address, ...] = ()
    external: bool = False
    title: str | None = None
    target: str | None = None


def find_references(clause: Clause, book: Book) -> Iterator[Reference]:
    """The references in one clause's text in order, a row for each target."""
    for found in sorted(_found(clause, book), key=lambda one: (one.start, -one.end)):
        text = clause.text[found.start : found.end]
        for target in _targets(found, clause, book):
            yield Reference(clause.id, text, target, found.external, found.start)


def _targets(found: Found, clause: Clause, book: Book) -> Iterator[str | None]:
    """The clauses that a reference points to; ``None`` for one that is external or not there."""
    if found.title is not None:
        target = book.by_heading(found.title, clause.id)
        if target is not None:
            yield target
    elif found.addresses:
        for address in found.addresses:
            yield book.resolve(address, clause.id)
    else:
        yield found.target


def _found(clause: Clause, book: Book) -> Iterator[Found]:
    taken: list[tuple[int, int]] = []
    for finder in (_numbered, _annexed, _by_heading, _relative):
        for found in finder(clause, book):
            if all(found.end <= start or found.start >= end for start, end in taken):
                taken.append((found.start, found.end))
                yield found


def _numbered(clause: Clause, _book: Book) -> Iterator[Found]:
    for match in _NUMBERED.finditer(clause.text):
        before, after = clause.text[: match.start()], clause.text[match.end() :]
        if match["code"] or _OUTSIDE.match(after) or _OUTSIDE_BEFORE.search(before):
            yield Found(match.start(), match.end(), external=True)
            continue
        bases = _expanded(match["first"], match["more"])
        yield Found(match.start(), match.end(), tuple(_detailed(bases, match["detail"])))


def _expanded(first: str, more: str) -> list[Address]:
    """The addresses of a list or range: ``3, 5 t/m 7`` is 3, 5, 6, 7."""
    addresses = [_address(first)]
    position = 0
    for one in _ONE.finditer(more):
        address = _address(one[0])
        before = addresses[-1]
        if _RANGE.search(more[position : one.start()]) and before[:-1] == address[:-1]:
            low, high = before[-1], address[-1]
            addresses += [(*address[:-1], value) for value in range(low + 1, min(high, low + 50))]
        addresses.append(address)
        position = one.end()
    return addresses


def _address(text: str) -> Address:
    """``4(a)(ii)`` as ``(4, 1, 2)``: a letter below a letter is a Roman numeral."""
    number, _, brackets = text.partition("(")
    parts = [int(digits) for digits in re.findall(r"\d+", number)]
    for depth, bracket in enumerate(re.findall(r"[a-z]+|\d+", brackets.lower())):
        parts.append(_value(bracket, deeper=depth > 0))
    return tuple(parts)


def _value(text: str, *, deeper: bool = False) -> int:
    if text.isdigit():
        return int(text)
    if len(text) > 1 or (deeper and text == "i"):
        return roman_value(text) or letter_value(text) or 0
    return letter_value(text) or 0


def _detailed(bases: list[Address], detail: str) -> Iterator[Address]:
    """Addresses with ``lid 2``, ``onder b`` and the like added to the last one."""
    yield from bases[:-1]
    base, siblings = bases[-1], []
    for found in _DETAIL.finditer(detail or ""):
        if found["ordinal"]:
            base = (*base, _ORDINALS[found["ordinal"].lower()])
        elif found["lid"]:
            base = (*base, int(found["lid"]))
        else:
            siblings.append(letter_value(found["letter"]) or 0)
    yield from ((*base, letter) for letter in siblings) if siblings else (base,)


def _annexed(clause: Clause, book: Book) -> Iterator[Found]:
    for match in _ANNEXED.finditer(clause.text):
        if _OUTSIDE.match(clause.text[match.end() :]):
            yield Found(match.start(), match.end(), external=True)
            continue
        count = match["count"]
        value = int(count) if count.isdigit() else roman_value(count) or letter_value(count) or 0
        target = book.annex(match["word"], value, count)
        if target is not None or match["word"][0].isupper():
            yield Found(match.start(), match.end(), target=target)


def _by_heading(clause: Clause, _book: Book) -> Iterator[Found]:
    for match in _BY_HEADING.finditer(clause.text):
        yield Found(match.start(), match.end(), title=match["title"])


def _relative(clause: Clause, book: Book) -> Iterator[Found]:
    """References to the article around the clause: ``lid 2``, ``onder a hierboven``, ``dit artikel``."""
    article = book.article_of(clause.id)
    for match in _RELATIVE.finditer(clause.text):
        if _OUTSIDE.match(clause.text[match.end() :]) or article is None:
            continue
        if match["own"]:
            yield Found(match.start(), match.end(), (article,))
        elif match["ordinal"] or match["lid"]:
            value = _ORDINALS[match["ordinal"].lower()] if match["ordinal"] else int(match["lid"])
            yield Found(match.start(), match.end(), ((*article, value),))
        else:
            letter = letter_value(match["letter"] or match["bracket"]) or 0
            item = book.nearest_item(clause.id, letter)
            if item is not None:
                yield Found(match.start(), match.end(), target=item)
