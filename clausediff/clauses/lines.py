"""Lines that open a part of a contract: parties, recitals, the agreement proper, signatures, definitions."""

from __future__ import annotations

import re

_PARTIES = re.compile(
    r"^\W*(?:de\s+)?(?:(?:ondergetekenden?|the\s+undersigned)\b[^.]{0,80}$|"
    r"(?:partijen|parties|between|tussen|by\s+and\s+between)(?:\s+(?:tussen|to\s+this\s+agreement))?\W*$|"
    r"this\s+[\w\s,()“”\"]{1,160}(?:is\s+)?(?:made|entered)\b[^.]{0,120}\bbetween\b)",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"hierna\s*(?:\:|te\s+noemen|genoemd|ook|“|\")|hierna:|hereinafter|hereafter|\(the\s+[“\"‘']|"
    r"\b(?:gevestigd|kantoorhoudende?|statutair)\b|registered\s+office",
    re.IGNORECASE,
)
_RECITALS = re.compile(
    r"^\W*(?:(?:overwegende|in\s+aanmerking\s+nemende|nemen\s+in\s+aanmerking|whereas|"
    r"partijen\s+(?:overwegen|nemen\s+in\s+aanmerking))\b[\s\S]{0,600}$|"
    r"(?:overwegingen|considerans|recitals?|background|achtergrond)\b[^.]{0,25}$)",
    re.IGNORECASE,
)
_AGREEMENT = re.compile(
    r"^\W*(?:en\s+)?(?:"
    r"(?:partijen\s+)?(?:verklaren\s+)?(?:te\s+zijn\s+)?(?:hierbij\s+)?(?:komen|zijn)?\s*(?:als\s+volgt\s+)?"
    r"(?:het\s+volgende\s+)?overeen(?:gekomen|\s+te\s+komen)?(?:\s+als\s+volgt|\s+het\s+volgende)?\W*$|"
    r"(?:partijen\s+)?(?:verklaren|komen|zijn)\b[^.]{0,60}\bovereen(?:gekomen)?\b[^.]{0,40}[.:]?$|"
    r"(?:now\W+therefore\b|in\s+consideration\s+of\b)|"
    r"(?:the\s+parties\s+|it\s+is\s+)?(?:(?:have\s+)?(?:hereby|therefore|now)\s+)*agreed?\s+as\s+follows)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^\W*(?:aldus\s+(?:overeengekomen|opgemaakt|getekend|ondertekend|in\s+\w+voud)|voor\s+akkoord|"
    r"in\s+witness\s+whereof|agreed\s+and\s+accepted|\[?signature\s+pages?|"
    r"(?:signed|executed|getekend|ondertekend)\s+(?:by|for|on|as|at|in|te|op|door|namens|voor|,)|"
    r"signing\s+the\b|(?:ondertekening|handtekening(?:en)?|signatures?|signed|getekend|ondertekend)\b[^.]{0,40}$)",
    re.IGNORECASE,
)
_ANNEX_WORDS = r"bijlagen?|aanhangsel|annex(?:es|ure)?|appendix|appendices|schedules?|exhibits?|attachments?"
_ANNEX_TITLE = re.compile(rf"^(?:{_ANNEX_WORDS})(?:\s*[:–—-]\s*\S.*)?$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!][”\"’')\]]*$")
_DEFINITION = re.compile(
    r"^\W{0,2}?(?:(?:a|an|the|de|het|een)\s+)?[“\"„‘'«][^”\"’'»“„]{2,90}[”\"’'»][^.;:]{0,160}?"
    r"\b(?:means?|meanings?|betekent|betekenen|verstaan|betekenis)\b",
    re.IGNORECASE,
)
_SIGNATURE_WORDS = 60


def opens_parties(words: str) -> bool:
    """``De ondergetekenden:``, ``PARTIJEN``, ``This Agreement is made between``."""
    return _PARTIES.match(words) is not None


def names_party(words: str) -> bool:
    """A paragraph that introduces one party: ``hierna te noemen``, ``(the “Processor”)``."""
    return _PARTY.search(words) is not None


def opens_recitals(words: str) -> bool:
    """``Overwegende dat``, ``In aanmerking nemende dat``, ``WHEREAS``, ``Background``."""
    return _RECITALS.match(words) is not None


def is_agreement(words: str) -> bool:
    """``Komen als volgt overeen:``, ``The parties agree as follows``: the articles come next."""
    return _AGREEMENT.match(words) is not None


def is_signature(words: str) -> bool:
    """``Aldus overeengekomen en in tweevoud opgemaakt``, ``IN WITNESS WHEREOF``."""
    return _SIGNATURE.match(words) is not None and len(words.split()) < _SIGNATURE_WORDS


def is_annex_title(heading: str) -> bool:
    """A heading that names an annex without a number: ``Bijlage: beveiliging``."""
    return _ANNEX_TITLE.match(heading) is not None


def is_definition(text: str) -> bool:
    """A paragraph that starts with a quoted term and says what it means."""
    return _DEFINITION.match(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return _SENTENCE_END.search(text.rstrip()) is not None
