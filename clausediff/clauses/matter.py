"""What stands around the operative clauses: preamble, parties, recitals and signatures."""

from __future__ import annotations

from clausediff.clauses import lines
from clausediff.clauses.nodes import Node
from clausediff.labels import Family
from clausediff.model.contract import Kind

_KEPT = (Kind.TABLE, Kind.NOTE)
"""Kinds that stay what they are wherever they stand."""


def assign_matter(root: Node) -> None:
    """Give preamble, parties, recitals and signatures their kind, in place."""
    _front(root)
    _back(root)


def is_operative(node: Node) -> bool:
    """Whether the agreement proper starts here: an article or a numbered clause of its own."""
    parsed = node.parsed
    if parsed is None:
        return False
    return parsed.family in (Family.ARTICLE, Family.PART, Family.DECIMAL)


def _front(root: Node) -> None:
    """Everything before the agreement proper, told apart by the lines that open each part."""
    stage = Kind.PREAMBLE
    front = _before_articles(root)
    for node in front:
        words = node.heading or node.text
        if lines.is_agreement(words):
            _mark(node, Kind.PREAMBLE)
            return
        if lines.opens_recitals(words):
            stage = Kind.RECITAL
        elif lines.opens_parties(words):
            stage = Kind.PARTY
        elif node.kind is Kind.HEADING and node.children:
            stage = Kind.PREAMBLE
            continue
        is_party = stage is Kind.PREAMBLE and not node.children and lines.names_party(words)
        _mark(node, Kind.PARTY if is_party else stage)
        _agreement_inside(node)


def _before_articles(root: Node) -> list[Node]:
    """The top-level clauses before the first article, or before the first section of an unnumbered text.

    Numbers in front of an article may count parties or recitals: they end the front only if nothing else
    than a later line opens the agreement.
    """
    nodes = root.children
    for place, node in enumerate(nodes):
        if lines.is_agreement(node.heading or node.text):
            return nodes[: place + 1]
        if node.kind is Kind.ANNEX or _is_article(node):
            return nodes[:place]
    for place, node in enumerate(nodes):
        words = node.heading or node.text
        opens = lines.opens_recitals(words) or lines.opens_parties(words)
        if is_operative(node) or (node.kind is Kind.HEADING and node.children and not opens):
            return nodes[:place]
    return nodes if not any(node.kind is Kind.HEADING for node in nodes) and _has_opener(nodes) else nodes[:1]


def _has_opener(nodes: list[Node]) -> bool:
    return any(lines.opens_parties(node.heading or node.text) for node in nodes)


def _is_article(node: Node) -> bool:
    """Whether a clause starts the agreement without doubt: a worded number, or a numbered title."""
    if not is_operative(node) or node.parsed is None:
        return False
    titled = node.heading is not None and (bool(node.children) or not node.text)
    return node.parsed.family is not Family.DECIMAL or titled


def _agreement_inside(node: Node) -> None:
    """``NOW, THEREFORE`` below the heading of the recitals is no recital."""
    for child in node.children:
        if lines.is_agreement(child.text):
            _mark(child, Kind.PREAMBLE)


def _mark(node: Node, kind: Kind) -> None:
    """Give a node and all below it a kind; tables and notes keep theirs."""
    for member in (node, *node.walk()):
        if member.kind not in _KEPT:
            member.kind = kind


def _back(root: Node) -> None:
    """The signature block: from its opening line to the end of the part of the document that it closes."""
    for parent in (root, *root.walk()):
        signing = False
        for node in parent.children:
            if node.kind is Kind.ANNEX or (signing and is_operative(node)):
                signing = False
            if lines.is_signature(node.heading or node.text) and not is_operative(node):
                signing = node.kind not in (Kind.DEFINITION, Kind.ITEM, *_KEPT)
            if signing:
                _mark(node, Kind.SIGNATURE)
