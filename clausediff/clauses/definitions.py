"""Defined terms: where a clause says what a term means, in the forms that Dutch and English contracts use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausediff.clauses.nodes import Node
from clausediff.clauses.tables import CELL_MARK
from clausediff.model.contract import Kind

_SECTION = re.compile(r"definit|begrip|interpretati|defined\s+terms|uitleg", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"verstaan|(?:volgende|onderstaande)\s+(?:begrippen|definities|termen|betekenis)|betekenis|"
    r"following\s+(?:terms|definitions|meanings?|capitali[sz]ed)|meanings?\b|are\s+defined",
    re.IGNORECASE,
)
_OPEN, _CLOSE, _INSIDE = "“\"„‘'«", "”\"’'»", '[^”"»“„]{2,90}?'
_QUOTED = rf"[{_OPEN}](?P<quoted>{_INSIDE})[{_CLOSE}](?![\w])"
_VERB = (
    r"means?\b|(?:shall|will|is\s+intended\s+to)\s+mean\b|(?:has|have|having)\s+the\s+(?:same\s+)?meanings?\b|"
    r"(?:shall|will)\s+have\s+the\s+(?:same\s+)?meaning|(?:is|are)\s+defined\b|refers?\s+to\b|includes?\b|"
    r"betekent\b|betekenen\b|wordt\s+(?:[\w ]{0,40}?)verstaan\b|verstaan\s+wordt\b|"
    r"(?:heeft|hebben)\s+de\s+(?:volgende\s+)?betekenis"
)
_WEAK_VERB = rf"{_VERB}|is\b|are\b|zijn\b|[:=](?=\s*\S)|\s[–—-]\s"
_ARTICLE = r"^\W{0,2}?(?:(?:a|an|the|de|het|een|onder)\s+)?"
_MORE = rf"(?:\s*,?\s*(?:and|or|en|of|,|/)?\s*(?:a\s+|an\s+)?[{_OPEN}]{_INSIDE}[{_CLOSE}])*"
_ASIDE = r"\s*,?\s*(?:\([^)]{1,120}\)\s*)?(?:,\s*[^,]{1,60},\s*)?"
_STRONG = re.compile(rf"{_ARTICLE}{_QUOTED}{_MORE}{_ASIDE}(?:{_VERB}|:(?=\s*\S))", re.IGNORECASE)
_WEAK = re.compile(rf"{_ARTICLE}{_QUOTED}{_MORE}{_ASIDE}(?:{_WEAK_VERB})", re.IGNORECASE)
_LISTED = re.compile(
    rf"(?:^|(?<=[.;])\s+)[^.;“\"„:]{{0,40}}\b(?:terms|words|expressions|begrippen|woorden|termen)\b[^.;“\"„:]{{0,90}}?"
    rf"{_QUOTED}{_MORE}\s*,?\s*(?:{_VERB})",
    re.IGNORECASE,
)
_UNDER = re.compile(
    rf"^Onder\s+(?:het\s+begrip\s+)?(?:[{_OPEN}]({_INSIDE})[{_CLOSE}]|([A-Za-z][\w-]*(?:\s[\w-]+){{0,3}}?))\s+"
    r"(?:wordt|worden)\s[^.]{0,80}?verstaan\b"
)
_BARE = re.compile(
    rf"^(?:(?:A|An|The|De|Het|Een)\s+)?(?P<bare>[A-ZÀ-Ý][\w’'&/-]*(?:\s(?!is\b|are\b|zijn\b)[\w’'&/().-]+){{0,7}}?)"
    rf"(?:\s\([^)]{{1,60}}\))?\s*(?:{_VERB}|:(?=\s*\S))"
)
_QUOTE = re.compile(rf"[{_OPEN}]")
_SEVERAL = re.compile(rf"[{_OPEN}]({_INSIDE})[{_CLOSE}](?![\w])")
_INLINE = re.compile(
    r"\((?:(?:hierna|verder|hereinafter|hereafter|together|collectively|gezamenlijk|each|elk|the|de|het|an?|een|"
    r"ook|also|afzonderlijk|individually|te\s+noemen|genoemd|referred\s+to\s+as|as|respectievelijk)[\s:,]+)*"
    rf"[{_OPEN}](?P<term>\w[^”\"’'»“„();]{{1,60}})[{_CLOSE}](?P<aliases>[^()]{{0,90}})\)"
    r"|(?:hierna|verder|hereinafter|samen|gezamenlijk|afzonderlijk)\s+(?:(?:ook|samen|gezamenlijk|afzonderlijk|"
    r"te\s+noemen|genoemd|aangeduid\s+als|referred\s+to\s+as|called|de|het|the)\s*:?\s*)*"
    rf"[{_OPEN}](?P<called>[^”\"’'»“„]{{2,60}})[{_CLOSE}]"
    rf"(?:\s+(?:of|en|or|and)\s+[{_OPEN}](?P<also>[^”\"’'»“„]{{2,60}})[{_CLOSE}])?",
    re.IGNORECASE,
)
_ALIAS = re.compile(
    rf"(?:\b(?:or|of|and|en)|,|/)\s+(?:(?:collectively|together|the|de|het|an?|een),?\s+)*[{_OPEN}]({_INSIDE})[{_CLOSE}]",
    re.IGNORECASE,
)
_HEADER_CELLS = frozenset(
    "begrip term definitie definition betekenis meaning begrippen terms omschrijving description".split()
)
_TERM_WORDS = 7


def mark_definitions(root: Node) -> None:
    """Give clauses that define a term their kind, and keep the terms on the node, in place."""
    stack = [(child, False, False) for child in reversed(root.children)]
    while stack:
        node, within, quoting = stack.pop()
        if node.kind in (Kind.OPERATIVE, Kind.ITEM) and not (quoting and node.heading):
            node.terms = _terms(node, within)
            if node.terms:
                _make_definition(node)
        elif node.kind is Kind.TABLE and within:
            node.terms = _row_terms(node)
        below = (within or _announces(node)) and node.kind is not Kind.DEFINITION
        quotes = below and _quotes_terms(node)
        stack += [(child, below, quotes) for child in reversed(node.children)]


def inline_terms(text: str) -> Iterator[str]:
    """Terms that a clause introduces in passing: ``(hierna: “Verwerker”)``, ``(the “DPA”)``."""
    for found in _INLINE.finditer(text) if _QUOTE.search(text) else ():
        yield from (_clean(term) for term in found.group("term", "called", "also") if term)
        yield from (_clean(term) for term in _ALIAS.findall(found["aliases"] or ""))


def _quotes_terms(node: Node) -> bool:
    """Whether nearly all clauses below put the term that they define in quotes: a heading there is none."""
    told = [_WEAK.match(child.text) is not None for child in node.children if child.text]
    return len(told) > 3 and sum(told) >= 0.8 * len(told)


def _make_definition(node: Node) -> None:
    node.kind = Kind.DEFINITION
    if node.heading is not None and node.text:
        node.text, node.heading = f"{node.heading} {node.text}", None


def _announces(node: Node) -> bool:
    """Whether the clauses below a node define terms: by its heading, or by the words that introduce them."""
    if node.heading is not None and _SECTION.search(node.heading):
        return True
    return node.text.rstrip().endswith(":") and _ANNOUNCES.search(node.text[-160:]) is not None


def _terms(node: Node, within: bool) -> tuple[str, ...]:
    """The terms that a clause defines, as written; ``within`` a list of definitions weaker signs do."""
    text = node.text
    if not text:
        return ()
    if node.heading is not None:
        term = _clean(node.heading)
        named = within and not _SECTION.search(term) and len(term.split()) <= _TERM_WORDS
        return (term,) if named and not node.children else ()
    found = (_WEAK if within else _STRONG).match(text)
    if found is not None:
        return tuple(_clean(term) for term in _SEVERAL.findall(found[0]))
    listed = [_clean(term) for match in _LISTED.finditer(text) for term in _SEVERAL.findall(match[0])]
    if listed and _LISTED.match(text):
        return tuple(dict.fromkeys(listed))
    under = _UNDER.match(text)
    if under is not None:
        return (_clean(under[1] or under[2]),)
    return _bare_terms(node) if within else ()


def _bare_terms(node: Node) -> tuple[str, ...]:
    """A term without quotes, in a list of definitions: emphasised, or with a colon or verb behind it."""
    if node.lead is not None and node.lead[:1].isalnum() and len(node.lead.split()) <= _TERM_WORDS:
        return (node.lead,) if node.text.lstrip("“\"„‘'« ").startswith(node.lead) else ()
    bare = _BARE.match(node.text)
    term = bare["bare"].strip() if bare is not None else ""
    if not term or len(term.split()) > _TERM_WORDS or term.count("(") != term.count(")"):
        return ()
    return (term,) if term.split()[0].lower() not in _NO_TERMS else ()


def _row_terms(row: Node) -> tuple[str, ...]:
    """The term in the first cell of a row in a table of definitions."""
    first, mark, rest = row.text.partition(CELL_MARK)
    term = _clean(re.split(rf"\s(?:{_VERB})", first)[0])
    if not mark or not rest or not term or term.lower() in _HEADER_CELLS:
        return ()
    return (term,) if len(term.split()) <= _TERM_WORDS and term[0].isalnum() else ()


def _clean(term: str) -> str:
    """A term without the marks and the article around it."""
    return _LEADING_ARTICLE.sub("", term.strip(" .,:;“”\"„‘’'«»()"))


_LEADING_ARTICLE = re.compile(r"^(?:the|an?|de|het|een)\s+(?=\w)", re.IGNORECASE)


_NO_TERMS = frozenset(
    "in onder for where indien waar deze dit the this these if when unless capitalized capitalised met bij "
    "tenzij voor all alle any each elke customer's notwithstanding".split()
)
"""Words that start a sentence, not a term."""
