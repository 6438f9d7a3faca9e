"""What only the neighbours can tell, once the tree stands: titles, run-in headings, items below items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausediff.clauses import claims
from clausediff.clauses.headings import has_verb, is_title_case
from clausediff.clauses.lines import ends_sentence
from clausediff.clauses.nodes import Node
from clausediff.labels import Family
from clausediff.model.contract import Kind

_TITLE_WORDS = 12
_RUN_IN = re.compile(r"(?P<heading>[A-ZÀ-Ý][^.:;!?]{1,60}[.:])\s+(?=[A-ZÀ-Ý“\"'‘(\[])")
_SPILLED = re.compile(
    r"(?P<spilled>(?:[A-ZÀ-Ý][\w-]+\s){1,2})"
    r"(?=(?:This|These|The|If|When|Deze|Dit|De|Het|Indien|Wanneer|Als)\s[a-zà-ÿ])"
)


def mend(root: Node) -> None:
    """Correct the nodes of a finished tree, in place."""
    for node in (root, *root.walk()):
        _demote_sentences(node.children)
        _promote_titles(node.children)
        _give_run_ins(node.children)
        _lower_items(node)
        _gather_heading(node)


def _demote_sentences(nodes: Sequence[Node]) -> None:
    """``2.1 Altijd.`` was no title after all: it ends as a sentence and heads nothing, nor do its like."""
    labelled = [node for node in nodes if node.parsed is not None]
    with_text = sum(node.heading is None for node in labelled)
    for node in labelled:
        if node.heading is None or node.text or node.children or not node.heading.endswith((".", ";")):
            continue
        if node.level is None or with_text * 2 > len(labelled):
            node.text, node.heading = node.heading, None


def _promote_titles(nodes: Sequence[Node]) -> None:
    """Numbered lines without a heading are titles if numbered clauses stand below, or below their like."""
    lines = [node for node in nodes if _may_be_title(node)]
    if not any(_holds_clauses(node) for node in lines):
        return
    numbered = [node for node in nodes if node.parsed is not None]
    titled = [node for node in numbered if node in lines or node.heading is not None]
    for node in lines:
        if _holds_clauses(node) or len(titled) == len(numbered):
            node.heading, node.text = node.text, ""


def _may_be_title(node: Node) -> bool:
    if node.parsed is None or node.heading is not None or not node.text or node.bullet:
        return False
    if node.parsed.family not in (Family.DECIMAL, Family.ARTICLE, Family.PART):
        return False
    text = node.text
    is_line = len(text.split()) <= _TITLE_WORDS and text[0].isupper() and not ends_sentence(text)
    return is_line and not text.endswith((":", ";", ",")) and not has_verb(text)


def _holds_clauses(node: Node) -> bool:
    return any(child.parsed is not None and child.kind is not Kind.ITEM for child in node.children)


def _give_run_ins(nodes: Sequence[Node]) -> None:
    """``Betrokkenen. Het gaat om …`` has a run-in heading if the clauses beside it have one."""
    alike = [node for node in nodes if node.text and (node.bullet or node.parsed is not None)]
    with_heading = [node for node in alike if node.heading is not None]
    if len(with_heading) < 2 or len(with_heading) * 3 < len(alike) * 2:
        return
    for node in alike:
        found = _RUN_IN.match(node.text) if node.heading is None else None
        if found and is_title_case(found["heading"][:-1]) and not has_verb(found["heading"]):
            node.heading, node.text = found["heading"], node.text[found.end() :]


def _lower_items(node: Node) -> None:
    """Plain numbers below an item, or in brackets below a clause, count items too."""
    for child in node.children:
        parsed = child.parsed
        if child.kind is not Kind.OPERATIVE or parsed is None or child.heading is not None:
            continue
        if parsed.family is not Family.DECIMAL or len(parsed.numbers) > 1 or parsed.word:
            continue
        announced = node.text.rstrip().endswith(":") and child.text[:1].islower()
        if node.kind is Kind.ITEM or (claims.is_short_list(child) and node.parsed is not None) or announced:
            child.kind = Kind.ITEM


def _gather_heading(node: Node) -> None:
    """A heading broken over two lines: its last word was left at the start of the paragraph below."""
    if node.kind is not Kind.HEADING or node.heading is None or not node.children:
        return
    first = node.children[0]
    found = _SPILLED.match(first.text) if first.label is None and first.heading is None else None
    if found is not None:
        node.heading = f"{node.heading} {found['spilled'].strip()}"
        first.text = first.text[found.end() :]
