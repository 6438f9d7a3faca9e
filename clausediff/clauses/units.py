"""From blocks to units: the label taken off, the heading told from the words, one unit a block."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausediff.labels import Family, Label, parse_label, roman_value
from clausediff.model.source import Block

_TYPED = re.compile(
    r"""(?:
        (?P<word>(?:hoofdstuk|deel|titel|afdeling|chapter|part|module|artikel|art\.|bepaling|clausule|clause|
           section|article|bijlage|aanhangsel|annexe?|appendix|attachment|schedule|exhibit|addendum|lid)
           \s+(?:\d{1,3}(?:\.\d{1,3})*[a-z]?|[ivxlc]+(?:\.[a-z\d])?|[a-z](?:\.\d{1,2})?)(?![\w]))
        (?P<wordend>\.(?=\s|$)|(?=\s*$)|(?=\s))?
      | (?P<plain>\d{1,3}(?:\.\d{1,3})+\.?(?=\s|$)
          | \d{1,3}[.)](?=\s|$)
          | \(\d{1,2}\)(?=\s|$)
          | \((?:[a-z]{1,2}|[ivxlc]{1,6})\)(?=\s|$)
          | (?:[a-z]{1,2}|[ivxlc]{1,6})\)(?=\s|$)
          | (?:[a-z]|[ivx]{2,5})\.(?=\s)
          | \d{1,2}[°º](?=\s|$))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SEPARATOR = re.compile(r"^\s*[:–—-]?\s*")
_NO_LABEL_AFTER = re.compile(
    r"^(?:uur|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|"
    r"february|march|may|june|july|august|october|december|%|euro|eur\b|procent|percent|dagen|days|hours|"
    r"maanden|months|weken|weeks|jaar|years?)\b",
    re.IGNORECASE,
)
_RUNNING_ON = re.compile(
    r"^(?:lid\b|leden\b|van\b|en\b|of\b|tot\b|t/m\b|and\b|or\b|to\b|of\b|above\b|below\b|hierboven\b|hiervoor\b|"
    r"is\b|zijn\b|are\b|shall\b|will\b|does\b|geldt\b|wordt\b|worden\b|blijft\b|blijven\b|onder\b|,|;|\()",
)
_SMALL = {
    "a", "aan", "and", "as", "at", "bij", "by", "de", "door", "een", "en", "for", "from", "het", "in", "met",
    "naar", "of", "on", "op", "or", "over", "per", "te", "the", "to", "tot", "uit", "van", "via", "voor",
    "with", "&", "/",
}  # fmt: skip
_SENTENCE_END = re.compile(r"[.;:,]$")
_BARE_ROMAN = re.compile(r"[IVXLC]{1,6}\.?")
_PLAIN_RUN_IN = re.compile(r"(?P<heading>[A-Z][^.:;!?]{1,70})\.\s+(?=[A-Z“\"'‘(\[])")
_HEADING_WORDS = 14


@dataclass(slots=True)
class Unit:
    """One block, read: its label, its heading and its own words.

    Attributes:
        index: index of the block in the source document.
        label: printed label, ``None`` without one.
        parsed: the label taken apart.
        heading: heading words, ``None`` without.
        text: the words after label and heading.
        level: heading level of the source, or 7 for a line that is a heading by its look alone.
    """

    index: int
    block: Block
    label: str | None
    parsed: Label | None
    heading: str | None
    text: str
    level: int | None

    @property
    def is_title_line(self) -> bool:
        """Whether the unit is a heading and nothing else."""
        return self.heading is not None and not self.text

    @property
    def is_bare_label(self) -> bool:
        """Whether the unit is a number on a line of its own, its title to come on the next."""
        return self.label is not None and self.heading is None and not self.text


def read_unit(index: int, block: Block) -> Unit:
    """Read one block outside tables."""
    label, rest, offset = _label_and_rest(block)
    level = block.heading_level
    parsed = _parsed(label, level)
    if level is not None and rest and _is_heading_text(rest):
        return Unit(index, block, label, parsed, rest, "", level)
    heading, text = _run_in_heading(rest, offset, block, labelled=label is not None)
    if heading is None and _looks_like_heading(rest, block, parsed):
        return Unit(index, block, label, parsed, rest, "", level or (7 if label is None else None))
    if heading is not None and not text:
        level = level or (7 if label is None else None)
    return Unit(index, block, label, parsed, heading, text, level)


def _parsed(label: str | None, level: int | None) -> Label | None:
    """The label taken apart; a Roman numeral that heads a line by itself (``III``) numbers a part."""
    if label is None:
        return None
    value = roman_value(label.rstrip("."))
    if level is not None and value is not None and _BARE_ROMAN.fullmatch(label):
        return Label(Family.PART, (value,), "", "I")
    return parse_label(label)


def _label_and_rest(block: Block) -> tuple[str | None, str, int]:
    """The printed label, the words after it, and where they start in the block's text."""
    typed, end = typed_label(block.text, heading=block.heading_level is not None)
    if block.label is not None and (typed is None or parse_label(block.label) is not None):
        return _normalised(block.label), block.text, 0
    if typed is None:
        return (_normalised(block.label) if block.label else None), block.text, 0
    return typed, block.text[end:], end


def _normalised(label: str) -> str:
    """A label without the separators that some number formats print behind it."""
    return label.rstrip(" \t:–—-").strip() or label


def typed_label(text: str, *, heading: bool) -> tuple[str | None, int]:
    """A label typed at the start of a text, and where the words after it start; ``(None, 0)`` without one."""
    if heading and _BARE_ROMAN.fullmatch(text):
        return text, len(text)
    found = _TYPED.match(text)
    if not found:
        return None, 0
    rest = text[found.end() :]
    if _NO_LABEL_AFTER.match(rest.lstrip()):
        return None, 0
    if found["word"] and not heading and _RUNNING_ON.match(rest.lstrip()):
        return None, 0
    if found["plain"] and not heading and found["plain"].endswith(".") and _is_a_year(found["plain"]):
        return None, 0
    separator = _SEPARATOR.match(rest)
    return text[: found.end()].strip(), found.end() + (separator.end() if separator else 0)


def _is_a_year(label: str) -> bool:
    return label.rstrip(".").isdigit() and len(label) == 5


def _is_heading_text(rest: str) -> bool:
    """A block styled as heading is one, but for a whole paragraph that merely carries the style."""
    return len(rest.split()) <= 40 or not rest.rstrip().endswith(".")


def _run_in_heading(rest: str, offset: int, block: Block, *, labelled: bool) -> tuple[str | None, str]:
    """A heading at the start of its own paragraph: emphasised, or plain after a number."""
    for start, end in block.emphasis:
        if start > offset or end <= offset:
            continue
        head, tail = block.text[offset:end].strip(), block.text[end:]
        return _emphasised_heading(head, tail, rest, labelled=labelled)
    if labelled or block.heading_level is not None:
        found = _PLAIN_RUN_IN.match(rest)
        if found and is_title_case(found["heading"]):
            return found["heading"] + ".", rest[found.end() :].strip()
    return None, rest


def _emphasised_heading(head: str, tail: str, rest: str, *, labelled: bool) -> tuple[str | None, str]:
    words = len(head.split())
    if not tail.strip(" .:") and tail.strip() in ("", ".", ":"):
        is_line = words <= _HEADING_WORDS and (labelled or not head.endswith((".", ";", ",")))
        return (head + tail.strip(), "") if is_line and words else (None, rest)
    ended = head.endswith((".", ":")) or re.match(r"\s*[.:](?:\s|$)", tail) or re.match(r"\s+[–—-]\s", tail)
    if not ended or words > _HEADING_WORDS or head[:1] in "“\"„‘'«":
        return None, rest
    mark = re.match(r"\s*[.:](?=\s|$)", tail)
    cut = mark.end() if mark and not head.endswith((".", ":")) else 0
    text = re.sub(r"^\s*[–—-]\s", "", tail[cut:]) if not cut else tail[cut:]
    return head + tail[:cut].strip(), text.strip()


def is_title_case(text: str) -> bool:
    """Whether a few words are written as a title: each with a capital, small words aside."""
    words = text.split()
    large = [word for word in words if word.lower() not in _SMALL]
    if not large or len(words) > 10:
        return False
    return all(word[0].isupper() or not word[0].isalpha() for word in large)


def _looks_like_heading(rest: str, block: Block, parsed: Label | None) -> bool:
    """A line that is a heading by its look: after an article's number, or in capitals or bold throughout."""
    words = rest.split()
    if not words or len(words) > _HEADING_WORDS:
        return False
    if parsed is not None and parsed.family in (Family.ARTICLE, Family.ANNEX, Family.PART):
        return not _SENTENCE_END.search(rest) or len(words) <= 6
    if parsed is not None and rest.endswith(".") and len(words) <= 8 and is_title_case(rest[:-1]):
        return True
    letters = [character for character in rest if character.isalpha()]
    in_capitals = len(letters) > 3 and all(letter.isupper() for letter in letters)
    if in_capitals and not block.bullet:
        return not rest.endswith((";", ","))
    return False
