"""Headings: told from words by style, by emphasis, by what stands behind a number, or by their look."""

from __future__ import annotations

import re

from clausediff.labels import Family, Label, parse_label
from clausediff.model.source import Block

_SMALL = {
    "a", "aan", "and", "as", "at", "bij", "by", "de", "door", "een", "en", "for", "from", "het", "in", "met",
    "naar", "of", "on", "op", "or", "over", "per", "te", "the", "to", "tot", "uit", "van", "via", "voor",
    "with", "&", "/",
}  # fmt: skip
_FINITE = frozenset(
    "shall will must may is are was were has have does do applies apply means agrees agree warrants "
    "zal zullen moet moeten mag mogen kan kunnen is heeft hebben wordt worden dient dienen geldt gelden "
    "blijft blijven draagt verleent verplicht garandeert informeert stelt meldt verwerkt".split()
)
"""Verbs that make a sentence of a few words; incomplete on purpose, titles seldom hold one."""
_LIST_GOES_ON = re.compile(r"(?:[;,]|[;,]\s*(?:and|or|en|of|and/or|en/of))$")
_CONTINUES = re.compile(
    r"(?:\b(?:and|or|en|of|the|de|het|van|to|for|voor|met|with|in|bij)|&|,|–|-)$", re.IGNORECASE
)
_PLAIN_RUN_IN = re.compile(r"(?P<heading>[A-ZÀ-Ý][^.:;!?]{1,70})\.\s+(?=[A-ZÀ-Ý“\"'‘(\[])")
_MONTHS = (
    "jan(?:uar[iy])?|feb(?:ruar[iy])?|march|maart|mar|mrt|apr(?:il)?|ma[iy]|june?|juni|july?|juli|aug(?:ust(?:us)?)?|"
    "sep(?:t(?:ember)?)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?"
)
_DATE = re.compile(
    rf"\W*(?:dated?:?|datum:?|d\.d\.)?\s*(?:\d{{1,2}}\s+)?(?:{_MONTHS})\.?\s+(?:\d{{1,2}},?\s+)?\d{{4}}\W*",
    re.IGNORECASE,
)

_ABBREVIATIONS = frozenset(
    "art artt cal civ co corp dept dr drs inc ir jr ltd mr mrs no nos nr para prof pub rev sec sr st stat "
    "vs".split()
)
"""Words before a full stop that ends no heading: ``Cal. Civ. Code``."""
_WORDED = re.compile(r"\w")
"""A word, or a line to write one on."""
_OPENING_QUOTES = "“\"„‘'«"
_HEADING_WORDS = 14
_LABELLED_WORDS = 20
_LONGEST = 40


def is_title_case(text: str) -> bool:
    """Whether a few words are written as a title: each with a capital, small words aside."""
    words = text.split()
    large = [word for word in words if word.lower() not in _SMALL]
    if not large or len(words) > 10:
        return False
    return all(word[0].isupper() or not word[0].isalpha() for word in large)


def has_verb(text: str) -> bool:
    """Whether a finite verb makes the text a sentence."""
    return any(word.strip(".,;:()").lower() in _FINITE for word in text.split())


def is_title_by_style(text: str, parsed: Label | None) -> bool:
    """Whether a block styled as heading is one: whole paragraphs carry heading styles for their number.

    Args:
        text: the words behind the label.
        parsed: the label taken apart, ``None`` without one.
    """
    words = len(text.split())
    if _LIST_GOES_ON.search(text) or words > _LONGEST:
        return False
    if text.endswith(".") and (words > _HEADING_WORDS or (words > 4 and has_verb(text))):
        return False
    if parsed is None:
        return not (text[0].islower() and words > 8 and has_verb(text))
    if text[0].islower() and parsed.family not in (Family.ANNEX, Family.ARTICLE, Family.PART):
        return False
    if text.endswith(":"):
        return words <= 8 and not has_verb(text)
    return words <= _LABELLED_WORDS and not (words > 10 and has_verb(text))


def run_in_heading(rest: str, offset: int, block: Block, *, labelled: bool) -> tuple[str, str] | None:
    """Heading and words of a paragraph that starts with its own heading; ``None`` if it does not.

    Args:
        rest: the words behind the label.
        offset: where they start in the block's text.
        block: the block, for its emphasis.
        labelled: whether it has a label; without one, only emphasis tells.
    """
    for start, end in block.emphasis:
        if start > offset or end <= offset or not _WORDED.search(block.text, offset, end):
            continue
        return _emphasised_start(block.text[offset:end].strip(), block.text[end:])
    if labelled or block.heading_level is not None:
        found = _PLAIN_RUN_IN.match(rest)
        if found and is_title_case(found["heading"]) and not has_verb(found["heading"]):
            if found["heading"].split()[-1].lower() in _ABBREVIATIONS:
                return None
            return found["heading"] + ".", rest[found.end() :].strip()
    return None


def _emphasised_start(head: str, tail: str) -> tuple[str, str] | None:
    mark = re.match(r"\s*[.:](?=\s|$)", tail)
    ended = head.endswith((".", ":")) or mark or re.match(r"\s+[–—-]\s", tail)
    if (
        not ended
        or not tail.strip(" .:")
        or len(head.split()) > _HEADING_WORDS
        or head[:1] in _OPENING_QUOTES
    ):
        return None
    if head[:1].islower():
        return None
    cut = mark.end() if mark and not head.endswith((".", ":")) else 0
    text = tail[cut:] if cut else re.sub(r"^\s*[–—-]\s", "", tail)
    return head + tail[:cut].strip(), text.strip()


def is_plain_title(text: str) -> bool:
    """Whether a line without any style reads as a title: short, a capital in front, no end and no verb."""
    words = text.split()
    if not words or len(words) > _HEADING_WORDS or not text[0].isupper():
        return False
    return text[-1].isalnum() and not has_verb(text)


def is_title_by_look(rest: str, offset: int, block: Block, parsed: Label | None, *, labelled: bool) -> bool:
    """Whether a line is a heading by its look: emphasised, behind an article's number, or in capitals."""
    words = rest.split()
    if not words or len(words) > _HEADING_WORDS or rest[0] in "[({" or parse_label(rest) is not None:
        return False
    if _DATE.fullmatch(rest) or not _WORDED.search(rest):
        return False
    if _is_emphasised(rest, offset, block, labelled=labelled):
        return True
    if parsed is not None and parsed.family in (Family.ARTICLE, Family.ANNEX, Family.PART):
        ends = rest.endswith((".", ";", ":", ","))
        return not (ends and (len(words) > 6 or has_verb(rest)))
    if parsed is not None and parsed.family is Family.DECIMAL and rest.endswith("."):
        abbreviated = "." in words[-1][:-1] or len(words[-1]) <= 3
        return len(words) <= 8 and not abbreviated and is_title_case(rest[:-1]) and not has_verb(rest)
    return _is_in_capitals(rest) and not block.bullet and not rest.endswith((";", ","))


def _is_in_capitals(text: str) -> bool:
    if not text.isupper():
        return False
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 3 and all(letter.isupper() for letter in letters)


def _is_emphasised(rest: str, offset: int, block: Block, *, labelled: bool) -> bool:
    """Whether the whole line is emphasised as a heading is; italics alone say little."""
    if _covers(block.bold, offset, block.text):
        return labelled or not rest.endswith((".", ";", ","))
    if not _covers(block.emphasis, offset, block.text) or rest[0].islower():
        return False
    return len(rest.split()) <= 8 and (labelled or not rest.endswith((".", ";", ",")))


def _covers(spans: tuple[tuple[int, int], ...], offset: int, text: str) -> bool:
    return any(start <= offset < end and not text[end:].strip(" .:") for start, end in spans)


def goes_on(heading: str, following: str) -> bool:
    """Whether a heading was broken over two lines: it ends as no heading does, or the next goes on."""
    return bool(_CONTINUES.search(heading)) or following[:1].islower()


def emphasised_lead(offset: int, block: Block) -> str | None:
    """The emphasised words that a block's text starts with behind its label; ``None`` without."""
    for start, end in block.emphasis:
        if start <= offset + 1 and offset < end < len(block.text.rstrip()):
            return block.text[max(start, offset) : end].strip(" .:“”\"„‘’'«»,") or None
    return None
