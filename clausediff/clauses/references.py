"""Cross-references: found in the words, resolved to the clause they point to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from clausediff.clauses import mentions
from clausediff.clauses.addresses import ROMAN, Book
from clausediff.clauses.mentions import COUNT, ORDINAL, Mention, Readings
from clausediff.labels import letter_value, roman_value
from clausediff.model.contract import Clause, Reference

_HEADS = (
    r"artikelen|artikel|artt?\.|art(?=\s\d)|bepalingen|bepaling|clausules|clausule|clauses|clause|sections|"
    r"section|secties|sectie|articles|article|paragraaf|paragrafen|§§?"
)
_NUMBERED = re.compile(rf"(?<![\w-])(?P<word>{_HEADS})\s*(?={COUNT})", re.IGNORECASE)
_CODE = re.compile(r":\d+[a-z]?")
_ANNEXED = re.compile(
    r"\b(?P<word>bijlagen?|aanhangsel|annex(?:es)?|appendix|appendices|attachments?|schedules?|exhibits?)\s+"
    r"(?P<count>\d{1,2}(?:\.\d{1,2})?|[IVX]{1,5}|[A-Z])(?:[.(](?P<sub>[A-Z\d])\)?)?(?![\w-])"
    r"(?:\s+(?:to|bij|van|of)\s+(?P<of>attachment|annex|bijlage|schedule)\s+(?P<ofcount>\d{1,2}|[IVX]+|[A-Z])\b)?",
    re.IGNORECASE,
)
_MORE_ANNEXES = re.compile(r"\s*(?:,|en|and|of|or|&)\s*(?P<count>\d{1,2}|[IVX]{1,5}|[A-Z])(?![\w-])")
_PLURAL_ANNEXES = ("bijlagen", "annexes", "attachments", "schedules", "exhibits", "appendices")
_OWN = re.compile(
    r"\b(?:(?P<article>dit\s+artikel|deze\s+(?:bepaling|clausule)|this\s+(?:section|clause|article))|"
    r"(?P<annex>deze\s+bijlage|dit\s+aanhangsel|this\s+(?:annex|appendix|attachment|schedule|exhibit))|"
    r"(?P<lid>dit\s+lid|this\s+paragraph)|"
    r"(?:het\s+)?(?P<beside>vorige|voorgaande|volgende)\s+(?P<what>lid|artikel)|"
    r"the\s+(?P<en_beside>previous|preceding|foregoing|following|next)\s+"
    r"(?P<en_what>paragraph|section|clause|article)(?!s))\b",
    re.IGNORECASE,
)
_STEPS = re.compile(
    rf"(?<![\w-])(?=(?:(?:{ORDINAL})\s+(?:lid|paragraph)\b|(?:lid|leden)\s+\d|(?:onder|sub|(?:sub)?onderde(?:el|len)|"
    r"letters?)\s+(?:\(?[a-z]\)?(?![\w’'])|\(?[ivx]{2,5}\)|\d{1,2}°?(?!\w))|"
    r"(?:sub-?)?paragraphs?\s+(?:\(\w{1,4}\)|\d{1,2}(?![\w.])|\d{1,2}\.(?:\s|$))))",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\b(?:onverminderd|overeenkomstig|ingevolge|subject\s+to|without\s+prejudice\s+to|pursuant\s+to|in)\s+"
    r"(?=\([a-z]{1,2}\)\s+(?:hierboven|hiervoor|above|below|en\b|and\b)|\([a-z]\)(?:[,;.\s]|$))",
    re.IGNORECASE,
)
_OF_ARTICLE = re.compile(
    rf"\s+(?:van|of|in)\s+(?:(?:het|de|the)\s+)?(?P<word>{_HEADS})\s*(?={COUNT})", re.IGNORECASE
)
_OF_OWN = re.compile(
    r"\s+(?:van\s+(?:dit\s+artikel|deze\s+(?:bepaling|clausule|bijlage))|"
    r"of\s+this\s+(?:section|clause|article|annex|attachment|schedule))\b|"
    r"\s+(?:hierboven|hiervoor|hieronder|above|below)\b",
    re.IGNORECASE,
)
_OF_ANNEX = re.compile(r"bijlage|annex|attachment|schedule", re.IGNORECASE)
_OPENING = "“\"„‘'«"
_TITLE = rf"[{_OPENING}](?P<title>[^”\"’'»“„]{{3,90}})[”\"’'»]"
_QUOTED_HEADING = (
    re.compile(
        r"\b(?:sections?|afdeling|paragraaf|artikel|hoofdstuk|onderdeel|clause|heading|kopje|terms(?=\s+\w*titled))\b"
        r"(?:\s+(?:of|van|in)\s+(?:this|the|deze|dit|de)\s+[\w-]+)?\s*,?\s*"
        rf"(?:(?:entitled|titled|called|headed|getiteld|genaamd|met\s+(?:de\s+titel|als\s+titel))\s+)?{_TITLE}",
        re.IGNORECASE,
    ),
    re.compile(rf"{_TITLE}\s+(?:section|above|below|hierboven|hieronder)\b", re.IGNORECASE),
)
_PLAIN_HEADING = re.compile(
    r"\b[Tt]he\s+(?P<title>[A-Z][\w-]*(?:[;,/&]?\s+(?:[A-Z][\w-]*|of|and|to|for|in|on|the|with))*?)\s+"
    r"(?:section|terms|provisions|clause)\b"
)
_LAW = (
    r"AVG|GDPR|UAVG|Verordening|Regulation|Directive|Richtlijn|Burgerlijk\s+Wetboek|BW\b|(?:[Dd]e\s+)?[Ww]et\b|"
    r"Act\b|Awb|Gw\b|Wbp|Telecommunicatiewet|Mw\b|Sr\b|Sv\b|Wft\b|Rv\b|[A-Z][\w-]*(?:wet|wetboek|besluit)\b|"
    r"[Ww]etboek|Treaty|Verdrag|Charter|VWEU|TFEU|Code\b|Algemene\s+verordening|EU\s+GDPR|UK\s+GDPR|CCPA|"
    r"Privacy\s+Shield|ERISA"
)
_OUTSIDE = re.compile(
    rf"(?:[-–](?:\(\w{{1,4}}\))+)?[\s,)]*(?:(?:(?:van|of|uit|in|to|under)\s+)?(?:de\s+|het\s+|the\s+|that\s+|die\s+)?(?:{_LAW})|"
    r"(?:\([A-Z]\)\s*)?(?:van|of|under)\s+(?:de|het|the)\s+"
    r"(?:(?!Agreement|Addendum|Contract|Terms|DPA)[A-Z(][\w()’'-]*\s+(?:(?:from|on|for|against|in)\s+)?){0,8}"
    r"(?:Act|Code|Regulations?|Directive|Treaty|Order|[Ww]et(?:boek)?|[Bb]esluit|BHCA|Rules|Notice)\b|"
    r"\s+there(?:of|to)\b)"
)
_OUTSIDE_BEFORE = re.compile(
    r"(?:AVG|GDPR|UAVG|BW|Awb|Regulation\s*\(EU\)\s*(?:No\.?\s*)?\d{4}/\d+|Verordening\s*\(EU\)\s*\d{4}/\d+|"
    r"Civ\.\s*Code|Code|Regulations|Treasury\s+Regulations?|USC|U\.S\.C\.|C\.F\.R\.|CFR|D?FARS?|DFARS|Pub\.\s*L\.)[\s,(§]*$"
)
_CLAUSES_OF_EU = re.compile(
    r"[\s,)]*(?:van|of|in|to)\s+(?:de\s+|the\s+)?(?P<name>(?:EU\s+|EEA\s+|UK\s+)?(?:Standard\s+Contractual\s+Clauses|"
    r"SCCs?\b|modelcontractbepalingen|standaardcontractbepalingen|UK\s+Addendum)(?:\s+\([^)]{1,30}\))?)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\s+(?:van|of|in|to|under)\s+(?:de|het|the|such|that|die)\s+"
    r"(?P<name>(?:[A-Z][\w-]*\s+){0,4}?[A-Z][\w-]*(?:overeenkomst|voorwaarden|[Aa]greement|Terms|MSA|Contract|Policy))\b"
)
_THIS = frozenset(
    "dpa addendum verwerkersovereenkomst clauses bepalingen clausules inkoopvoorwaarden "
    "verwerkersvoorwaarden".split()
)
_OF_WHICH = re.compile(r"\s+(?:of|to|in|van|bij|uit)\s+(?:the\s+|de\s+)?", re.IGNORECASE)
_HEAD_BEHIND = re.compile(rf"\s*,?\s*(?P<word>{_HEADS})\s*(?={COUNT})", re.IGNORECASE)
_ALSO = re.compile(r"\s*(?:,\s*(?:and|or|en|of)?|\b(?:and|or|en|of)\b|&)\s+", re.IGNORECASE)
_LAW_NAMED = re.compile(
    r"\b(?:Verordening|Richtlijn|Regulation|Directive)\s+(?:\((?:EU|EG|EC)\)\s*)?(?:No\.?\s*|nr\.?\s*)?\d{2,4}/\d{2,4}"
    r"(?:/(?:EG|EC|EU|EEG|EEC))?|(?:(?:[Ss]ections?|§§?)\s+)\d{4,5}(?:\.\d+)*(?:\(\w{1,3}\))*(?![\w,])|https?://[^\s<>\"”)]*[^\s<>\".,;:!?)”\]]",
)
_MODEL = re.compile(r"\bSCCs?\b|Standard\s+Contractual\s+Clauses|contractbepalingen", re.IGNORECASE)
_LAW_NEAR = re.compile(
    r"\b(?:AVG|GDPR|Algemene\s+Verordening|General\s+Data\s+Protection|Verordening|Regulation)\b"
)
_NEAR = 300
"""Characters around a reference in which a law that is named counts."""
_SINGULAR = {
    "artikelen": "artikel", "bepalingen": "bepaling", "clausules": "clausule", "clauses": "clause",
    "sections": "section", "secties": "sectie", "articles": "article", "art.": "artikel", "artt.": "artikel",
    "art": "artikel",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A reference in a text: its span, its targets (``None`` where there is no such clause)."""

    start: int
    end: int
    targets: tuple[str | None, ...] = (None,)
    external: bool = False


def find_references(clause: Clause, book: Book) -> Iterator[Reference]:
    """The references in one clause's text in order, a row for each target."""
    taken: list[Found] = []
    covered = bytearray(len(clause.text))
    folded = clause.text.casefold()
    there = {cue for cue in _CUES if cue in folded}
    for cues, finder in _FINDERS:
        for found in () if cues.isdisjoint(there) else finder(clause, book):
            if not any(covered[found.start : found.end]):
                covered[found.start : found.end] = b"\1" * (found.end - found.start)
                taken.append(found)
    for found in sorted(taken, key=lambda one: one.start):
        text = clause.text[found.start : found.end]
        for target in dict.fromkeys(found.targets):
            yield Reference(clause.id, text, target, found.external, found.start)


def _named_laws(clause: Clause, _book: Book) -> Iterator[Found]:
    """Laws by number and web addresses: both stand outside the document."""
    for match in _LAW_NAMED.finditer(clause.text):
        yield Found(match.start(), match.end(), external=True)


def _numbered(clause: Clause, book: Book) -> Iterator[Found]:
    text = clause.text
    for match in _NUMBERED.finditer(text):
        mention = mentions.read_numbers(text, match.end())
        if mention is None:
            continue
        code = _CODE.match(text, mention.end)
        if code is not None or _is_outside(text, match.start(), _list_end(clause, match, mention.end)):
            yield Found(match.start(), code.end() if code else mention.end, external=True)
        else:
            yield _resolved(clause, book, match, mention)


def _resolved(clause: Clause, book: Book, match: re.Match[str], mention: Mention) -> Found:
    """A numbered reference with its targets, outside the document if its words or its number say so."""
    text, word = clause.text, _SINGULAR.get(match["word"].lower(), match["word"].lower())
    within, last = clause.id, _list_end(clause, match, mention.end)
    clauses_of = _CLAUSES_OF_EU.match(text, last)
    other = _OTHER.match(text, last)
    if clauses_of is not None:
        annex = book.annex_named(clauses_of["name"], clause.id)
        if annex is None:
            return Found(match.start(), mention.end, external=True)
        within = annex
    elif (other is not None and not _is_this(other["name"], book)) or _is_of_model(clause, word, book):
        return Found(match.start(), mention.end, external=True)
    annexed, end = _annex_behind(clause, mention.end, book)
    if annexed is not None:
        inside = tuple(book.resolve(readings, annexed, word) for readings in mention.targets)
        return Found(match.start(), end, tuple(one or annexed for one in inside))
    targets = tuple(book.resolve(readings, within, word) for readings in mention.targets)
    around = text[max(0, match.start() - _NEAR) : mention.end + _NEAR]
    external = not any(targets) and not _is_ours(around, word, book)
    return Found(match.start(), mention.end, (None,) if external else targets, external)


def _list_end(clause: Clause, first: re.Match[str], end: int) -> int:
    """Where a list of references with one head ends: what stands behind it speaks of all of them.

    ``Section 3 and Section 7 of the Act``, ``Annex I, Annex II, and Annex III of the EEA SCCs``.
    """
    pattern = first.re
    while (also := _ALSO.match(clause.text, end)) and (head := pattern.match(clause.text, also.end())):
        more = mentions.read_numbers(clause.text, head.end()) if pattern is _NUMBERED else None
        if head["word"].lower() != first["word"].lower() or (pattern is _NUMBERED and more is None):
            break
        end = more.end if more is not None else head.end()
    return end


def _is_ours(around: str, word: str, book: Book) -> bool:
    """Whether a number that leads nowhere was meant for this document.

    It was not if the document's articles have another name, or if a law is named nearby.
    """
    if word == "article" and word not in book.article_words:
        return False
    return not (word in ("artikel", "article") and _LAW_NEAR.search(around))


def _is_of_model(clause: Clause, word: str, book: Book) -> bool:
    """Whether ``Clause 13`` is one of the EU's model clauses: the document has no clauses of that name."""
    if word not in ("clause", "bepaling", "clausule") or word in book.article_words:
        return False
    return book.is_below(clause.id, _MODEL)


def _is_outside(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 60) : start]
    return _OUTSIDE.match(text, end) is not None or _OUTSIDE_BEFORE.search(before) is not None


def _annex_behind(clause: Clause, end: int, book: Book) -> tuple[str | None, int]:
    """The annex that the words behind a reference name (``of Schedule 2``), and where they end."""
    of = _OF_WHICH.match(clause.text, end)
    match = _ANNEXED.match(clause.text, of.end()) if of is not None else None
    target = _annex_target(clause, match, book) if match is not None else None
    return (target, match.end()) if match is not None and target is not None else (None, end)


def _is_this(name: str, book: Book) -> bool:
    """Whether an agreement that is named is the document itself."""
    parts = name.lower().split()
    return parts[-1] in _THIS or set(parts) <= book.title_words


def _in_annex(clause: Clause, book: Book) -> Iterator[Found]:
    """A numbered clause behind its annex: ``Schedule 2, Clause 1(a)``."""
    for match in _ANNEXED.finditer(clause.text):
        if _HEAD_BEHIND.match(clause.text, match.end()):
            target = _annex_target(clause, match, book)
            if target is not None:
                yield from _with_steps(clause, match, target, book)


def _annexed(clause: Clause, book: Book) -> Iterator[Found]:
    text = clause.text
    for match in _ANNEXED.finditer(text):
        last = _list_end(clause, match, match.end())
        if _OUTSIDE.match(text, last):
            yield Found(match.start(), match.end(), external=True)
            continue
        target = _annex_target(clause, match, book)
        if target is None and _CLAUSES_OF_EU.match(text, last):
            yield Found(match.start(), match.end(), external=True)
            continue
        if target is None and not match["word"][0].isupper() and not match["count"][0].isdigit():
            continue
        yield from _with_steps(clause, match, target, book)


def _annex_target(clause: Clause, match: re.Match[str], book: Book) -> str | None:
    within = clause.id
    if match["of"]:
        within = _annex(match["of"], match["ofcount"], clause.id, book) or clause.id
    target = _annex(match["word"], match["count"], within, book)
    if target is None or match["sub"] is None:
        return target
    return book.resolve([(value,) for value in mentions.token_values(match["sub"])], target) or target


def _annex(word: str, count: str, within: str, book: Book) -> str | None:
    last = count.rpartition(".")[2]
    value = int(last) if last.isdigit() else roman_value(last) or letter_value(last) or 0
    if not last.isdigit():
        as_letter = book.annex(word, letter_value(last) or 0, last, within)
        return as_letter if len(last) == 1 and as_letter else book.annex(word, value, last, within)
    return book.annex(word, value, last, within)


def _with_steps(clause: Clause, match: re.Match[str], target: str | None, book: Book) -> Iterator[Found]:
    """``Bijlage 2, onderdeel C``; ``Bijlagen 1 en 2``."""
    head = _HEAD_BEHIND.match(clause.text, match.end()) if target is not None else None
    steps = mentions.read_steps(clause.text, match.end()) if target is not None else None
    if head is not None:
        steps = mentions.read_numbers(clause.text, head.end())
    if steps is not None and target is not None:
        inside = tuple(book.resolve((*one, *_counted(one)), target) for one in steps.targets)
        yield Found(match.start(), steps.end, tuple(one or target for one in inside))
        return
    targets, end = [target], match.end()
    more = _MORE_ANNEXES.match(clause.text, end) if match["word"].lower() in _PLURAL_ANNEXES else None
    while more is not None:
        targets.append(_annex(match["word"], more["count"], clause.id, book))
        end = more.end()
        more = _MORE_ANNEXES.match(clause.text, end)
    yield Found(match.start(), end, tuple(targets))


def _counted(readings: Readings) -> Iterator[tuple[int, ...]]:
    """Letters as they are counted when a word stands before them: ``onderdeel C`` is the third part."""
    return ((*one[:-1], -one[-1]) for one in readings if ROMAN < one[-1] < 0)


def _by_quoted_heading(clause: Clause, book: Book) -> Iterator[Found]:
    for pattern in _QUOTED_HEADING:
        yield from _by_heading(clause, book, pattern)


def _by_plain_heading(clause: Clause, book: Book) -> Iterator[Found]:
    yield from _by_heading(clause, book, _PLAIN_HEADING)


def _by_heading(clause: Clause, book: Book, pattern: re.Pattern[str]) -> Iterator[Found]:
    for match in pattern.finditer(clause.text):
        target = book.by_heading(match["title"], clause.id)
        if target is not None and target != clause.id:
            yield Found(match.start(), match.end(), (target,))


def _steps_of_article(clause: Clause, book: Book) -> Iterator[Found]:
    """Steps in front of the article that they are in: ``paragraph (b) of Clause 8``."""
    text = clause.text
    for match in _STEPS.finditer(text):
        steps = mentions.read_steps(text, match.end())
        head = _OF_ARTICLE.match(text, steps.end) if steps is not None else None
        article = mentions.read_numbers(text, head.end()) if head is not None else None
        if steps is None or article is None:
            continue
        if _is_outside(text, match.start(), article.end):
            yield Found(match.start(), article.end, external=True)
            continue
        below = mentions.prefixed(article.targets[0], steps.targets)
        yield Found(match.start(), article.end, tuple(book.resolve(one, clause.id) for one in below))


def _steps(clause: Clause, book: Book) -> Iterator[Found]:
    """References inside the article around the clause: ``lid 2, onder a``, ``paragraphs (a) and (b)``."""
    text = clause.text
    for match in _STEPS.finditer(text):
        mention = mentions.read_steps(text, match.end())
        if mention is not None and not _is_outside(text, match.start(), mention.end):
            yield from _relative(clause, book, match.start(), mention)


def _bracketed(clause: Clause, book: Book) -> Iterator[Found]:
    """``subject to (a) above``."""
    text = clause.text
    for match in _BRACKETED.finditer(text):
        mention = _letter_in_brackets(text, match.end())
        if mention is not None:
            yield from _relative(clause, book, match.start(), mention)


def _letter_in_brackets(text: str, start: int) -> Mention | None:
    found = mentions.read_steps(f"onder {text[start : start + 40]}", 0)
    return Mention(found.targets, start + found.end - len("onder ")) if found is not None else None


def _relative(clause: Clause, book: Book, start: int, mention: Mention) -> Iterator[Found]:
    text = clause.text
    own = _OF_OWN.match(text, mention.end)
    end = own.end() if own is not None else mention.end
    if own is None and _OTHER.match(text, end):
        return
    of_annex = own is not None and _OF_ANNEX.search(own[0]) is not None
    targets = tuple(_inside(clause, book, readings, of_annex=of_annex) for readings in mention.targets)
    if any(targets) or own is not None:
        yield Found(start, end, targets)


def _inside(clause: Clause, book: Book, readings: Readings, *, of_annex: bool = False) -> str | None:
    """The clause that steps lead to: from the article for a paragraph, else from the list around."""
    article = None if of_annex else book.article_of(clause.id)
    if of_annex:
        return book.here(clause.id, readings)
    if article is not None and readings[0][0] > 0:
        base = book.address(article)
        found = book.here(clause.id, [(*base, *step) for step in readings])
        if found is not None:
            return found
    return book.near(clause.id, readings)


def _own(clause: Clause, book: Book) -> Iterator[Found]:
    """``dit artikel``, ``deze bijlage``, ``het vorige lid``, ``this Section``."""
    for match in _OWN.finditer(clause.text):
        if _is_outside(clause.text, match.start(), match.end()):
            continue
        target = _own_target(clause, match, book)
        if target is not None:
            yield Found(match.start(), match.end(), (target,))


def _own_target(clause: Clause, match: re.Match[str], book: Book) -> str | None:
    if match["annex"]:
        return book.scope(clause.id)
    if match["article"]:
        return book.article_of(clause.id) or book.heading_of(clause.id)
    if match["lid"]:
        return clause.id if clause.label else None
    beside = (match["beside"] or match["en_beside"]).lower()
    step = 1 if beside in ("volgende", "following", "next") else -1
    what = (match["what"] or match["en_what"]).lower()
    if what in ("lid", "paragraph"):
        return book.beside(clause.id, step)
    return book.article_beside(clause.id, step)


_LAW_CUES = frozenset(("http", "regulation", "verordening", "richtlijn", "directive", "secti", "§"))
_ANNEX_CUES = frozenset(("bijlage", "aanhangsel", "annex", "append", "attachment", "schedule", "exhibit"))
_HEAD_CUES = frozenset(
    ("artikel", "article", "art.", "artt.", "art ", "bepaling", "claus", "secti", "paragra", "§")
)
_STEP_CUES = frozenset(("lid", "leden", "onder ", "sub ", "onderde", "letter", "paragra"))
_OWN_CUES = frozenset((
    "dit artikel", "deze bepaling", "deze clausule", "this section", "this clause", "this article",
    "deze bijlage", "dit aanhangsel", "this annex", "this append", "this attachment", "this schedule",
    "this exhibit", "dit lid", "this paragra", "vorige", "voorgaande", "volgende", "previous", "preceding",
    "foregoing", "following", "next",
))  # fmt: skip
_FINDERS: tuple[tuple[frozenset[str], Callable[[Clause, Book], Iterator[Found]]], ...] = (
    (_LAW_CUES, _named_laws),
    (_STEP_CUES, _steps_of_article),
    (_ANNEX_CUES, _in_annex),
    (_HEAD_CUES, _numbered),
    (_ANNEX_CUES, _annexed),
    (frozenset(_OPENING), _by_quoted_heading),
    (frozenset(("secti", "terms", "provisions", "claus")), _by_plain_heading),
    (_STEP_CUES, _steps),
    (frozenset("("), _bracketed),
    (_OWN_CUES, _own),
)
"""In order of precedence, each with its cues: case folded, a text without any of them has nothing for it."""
_CUES = tuple(sorted(frozenset().union(*(cues for cues, _ in _FINDERS))))
