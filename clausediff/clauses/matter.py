"""What stands around the operative clauses: title, parties, recitals, signatures; and definitions inside."""

from __future__ import annotations

import re

from clausediff.clauses.nodes import Node
from clausediff.labels import Family
from clausediff.model.contract import Kind

_PARTIES = re.compile(
    r"^\W*(?:de\s+)?(?:ondergetekenden|partijen|parties|the\s+undersigned|between|tussen|by and between|"
    r"this\s+[\w\s]{1,60}is\s+(?:made|entered)[\w\s,]{0,60}between)\b[^.]{0,80}$",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"hierna\s+(?:te\s+noemen|genoemd|ook)|hereinafter|hereafter|\(the\s+[“\"‘']", re.IGNORECASE
)
_RECITALS = re.compile(
    r"^\W*(?:overwegende|overwegingen|in aanmerking nemende|nemen in aanmerking|considerans|whereas|"
    r"recitals?|background|preamble)\b",
    re.IGNORECASE,
)
_AGREE = re.compile(
    r"^\W*(?:(?:partijen\s+)?(?:verklaren\s+te\s+zijn\s+)?(?:komen|zijn|zijn\s+als\s+volgt)?\s*"
    r"(?:overeen(?:gekomen)?(?:\s+als\s+volgt)?|het\s+volgende\s+overeen)|"
    r"(?:the\s+parties\s+|it\s+is\s+)?(?:hereby\s+|therefore\s+)*agreed?\s+as\s+follows)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^\W*(?:aldus\s+(?:overeengekomen|opgemaakt|getekend)|ondertekening|getekend|voor\s+akkoord|handtekening|"
    r"in\s+witness\s+whereof|signatures?\b|signed\b|executed\b|agreed\s+and\s+accepted)",
    re.IGNORECASE,
)
_TERM_WORDS = 6
"""Words that a term without quotes may have."""
_DEFINITIONS = re.compile(r"definit|begrip|interpretati|defined terms", re.IGNORECASE)

_TERM = re.compile(
    r"""^\W{0,2}?(?:(?:a|an|the|de|het|een)\s+)?
    (?:[“"„‘'«](?P<quoted>[^”"’'»“„]{2,90})[”"’'»]
      | (?P<bare>[A-ZÀ-Ý][\w’'&/() .-]{1,80}?))
    (?:\s*,?\s*(?:and|or|en|of)\s*[“"„‘'«][^”"’'»]{2,90}[”"’'»])*
    \s*(?:\((?:ook|also|hierna|or|of)[^)]{1,80}\))?
    \s*(?P<verb>means?\b|shall\s+mean|has\s+the\s+meaning|have\s+the\s+meanings?|is\s+defined|are\s+defined|
       refers?\s+to|includes?\b|betekent|betekenen|wordt\s+verstaan|verstaan\s+wordt|heeft\s+de\s+betekenis|is\s+de\b|:)""",
    re.VERBOSE | re.IGNORECASE,
)
_QUOTED_FIRST = re.compile(r"^[“\"„‘'«]([^”\"’'»“„]{2,90})[”\"’'»]\s")
_SEVERAL = re.compile(r"[“\"„‘'«]([^”\"’'»“„]{2,90})[”\"’'»]")


def assign_kinds(root: Node) -> None:
    """Give preamble, parties, recitals, signatures and definitions their kind, in place."""
    _front(root)
    _back(root)
    for node in root.walk():
        if node.kind in (Kind.OPERATIVE, Kind.ITEM) and defined_terms(node):
            node.kind = Kind.DEFINITION
            if node.heading is not None and node.text:
                node.text, node.heading = f"{node.heading} {node.text}", None


def is_operative(node: Node) -> bool:
    """Whether the agreement proper starts here: an article or a numbered clause with a number of its own."""
    parsed = node.parsed
    if parsed is None:
        return False
    return parsed.family in (Family.ARTICLE, Family.PART, Family.DECIMAL)


def _front(root: Node) -> None:
    """Everything before the agreement proper, told apart by the lines that open each part."""
    first_heading_is_title = True
    stage = Kind.PREAMBLE
    for node in root.children:
        words = node.heading or node.text
        if _AGREE.match(words):
            _mark(node, Kind.PREAMBLE)
            return
        if _RECITALS.match(words):
            stage = Kind.RECITAL
        elif _PARTIES.match(words):
            stage = Kind.PARTY
        elif node.kind is Kind.ANNEX or (is_operative(node) and stage is Kind.PREAMBLE):
            return
        elif node.kind is Kind.HEADING:
            if not first_heading_is_title or node.children:
                return
            first_heading_is_title = False
        elif is_operative(node) and node.parsed is not None and node.parsed.family is not Family.DECIMAL:
            return
        _mark(node, Kind.PARTY if stage is Kind.PREAMBLE and _PARTY.search(words) else stage)


def _mark(node: Node, kind: Kind) -> None:
    """Give a node and all below it a kind; a table stays one."""
    for member in (node, *node.walk()):
        if member.kind is not Kind.TABLE:
            member.kind = kind


def _back(root: Node) -> None:
    """The signature block: from its opening line to the end of the part of the document that it closes."""
    for parent in (root, *root.walk()):
        signing = False
        for node in parent.children:
            words = node.heading or node.text
            if node.kind is Kind.ANNEX or (signing and is_operative(node)):
                signing = False
            if _SIGNATURE.match(words) and not is_operative(node) and len(words.split()) < 60:
                signing = True
            if signing:
                _mark(node, Kind.SIGNATURE)


def in_definitions(node: Node) -> bool:
    """Whether a node stands under a heading of definitions."""
    return any(above.heading and _DEFINITIONS.search(above.heading) for above in node.ancestors())


def defined_terms(node: Node) -> tuple[str, ...]:
    """The terms that a clause defines, as written; empty if it defines none."""
    if not node.text:
        return ()
    if node.heading is not None:
        term = node.heading.rstrip(".: ").strip("“”\"„‘’'«» ")
        return (term,) if in_definitions(node) and not _DEFINITIONS.search(term) else ()
    found = _TERM.match(node.text)
    if found is None and in_definitions(node):
        quoted = _QUOTED_FIRST.match(node.text)
        return (quoted[1].rstrip(" ,."),) if quoted else ()
    if not found or (found["bare"] and not in_definitions(node)):
        return ()
    if found["bare"]:
        term = found["bare"].strip()
        return (term,) if term[0].isupper() and len(term.split()) <= _TERM_WORDS else ()
    return tuple(term.rstrip(" ,.") for term in _SEVERAL.findall(node.text[: found.start("verb")]))
