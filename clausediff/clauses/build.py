"""From a document as printed to a contract: the stage's one way through."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from clausediff.clauses.addresses import Book
from clausediff.clauses.definitions import inline_terms, mark_definitions
from clausediff.clauses.language import detect_language, parts_in_other_languages
from clausediff.clauses.matter import assign_matter
from clausediff.clauses.mend import mend
from clausediff.clauses.nesting import Nesting, next_label, settle_roman
from clausediff.clauses.nodes import Node
from clausediff.clauses.references import find_references
from clausediff.clauses.tables import is_layout, note_node, table_node
from clausediff.clauses.units import Unit, read_units
from clausediff.labels import Label
from clausediff.model.contract import Clause, ClauseComment, Contract, Definition, Kind
from clausediff.model.source import SourceDocument

_TITLE_STYLES = ("title", "titel")
_TITLE_WORDS = 20
_NAMES_AGREEMENT = re.compile(
    r"overeenkomst\b|\bvoorwaarden\b|\bcontract\b|\bagreement\b|\baddendum\b|(?:\w+\W+){2}terms\b", re.I
)


@dataclass(frozen=True, slots=True)
class Tree:
    """The finished tree: clauses in document order, and the node that each was made of."""

    clauses: tuple[Clause, ...]
    nodes: dict[str, Node]
    of_block: dict[int, str]


def build_contract(source: SourceDocument) -> Contract:
    """Cut a document into numbered clauses.

    Args:
        source: the document as printed.

    Returns:
        The contract: every word of the document's blocks stands in its clauses, in order.
    """
    units = read_units(source.blocks)
    settle_roman(units)
    title = _title_of(units)
    root = _grow(units, title)
    mend(root)
    assign_matter(root)
    mark_definitions(root)
    tree = _finish(root, source)
    book = Book(tree.clauses, _title_words(title, source))
    language = detect_language(block.text for block in source.blocks)
    return Contract(
        source=source.source,
        language=language,
        parts=parts_in_other_languages(tree.clauses, language),
        title=_title_words(title, source),
        clauses=tree.clauses,
        definitions=tuple(_definitions(tree)),
        references=tuple(found for clause in tree.clauses for found in find_references(clause, book)),
        metadata=source.metadata,
        comments=tuple(
            ClauseComment(tree.of_block[comment.block], comment.text)
            for comment in source.comments
            if comment.block in tree.of_block
        ),
        warnings=source.warnings,
        not_read=source.not_read,
    )


def _title_of(units: Sequence[Unit]) -> Unit | None:
    """The unit that is the document's title: styled so, or a first line that looks like one."""
    first = next((unit for unit in units if unit.block.role == "body"), None)
    if first is None or first.label is not None or first.block.cell is not None:
        return None
    words = f"{first.heading or ''} {first.text}".split()
    if (first.block.style or "").lower() in _TITLE_STYLES:
        return first
    if first.block.heading_level is not None:
        level = first.block.heading_level
        alone = sum(unit.block.heading_level == level for unit in units) == 1
        highest = all((unit.block.heading_level or level) >= level for unit in units)
        named = len(words) <= _TITLE_WORDS and _NAMES_AGREEMENT.search(" ".join(words)) is not None
        return first if highest and (alone or named) else None
    if not any(character.isalpha() for character in first.text):
        return None
    short = len(words) <= _TITLE_WORDS and not first.text.rstrip().endswith((".", ":", ";", ","))
    return first if short else None


def _title_words(title: Unit | None, source: SourceDocument) -> str | None:
    if title is None:
        return source.metadata.title
    return f"{title.heading or ''} {title.text}".strip()


def _grow(units: Sequence[Unit], title: Unit | None) -> Node:
    """Give every unit its place, tables and notes included."""
    nesting = Nesting()
    for table, group in groupby(units, key=_tables_of(units)):
        members = list(group)
        if table is not None and not is_layout(members):
            nesting.place_for_table().add(table_node(members))
            continue
        for unit in members:
            _grow_one(nesting, unit, title, next_label(units, unit.index))
    return nesting.root


def _tables_of(units: Sequence[Unit]) -> Callable[[Unit], int | None]:
    """The table that each unit stands in; a note stands where the block that cites it does."""

    def table_of(unit: Unit) -> int | None:
        cited = unit.block.cites if unit.block.role == "note" else None
        cell = units[cited].block.cell if cited is not None else unit.block.cell
        return cell.table if cell is not None else None

    return table_of


def _grow_one(nesting: Nesting, unit: Unit, title: Unit | None, following: Label | None) -> None:
    if unit is title:
        heading = f"{unit.heading or ''} {unit.text}".strip()
        nesting.root.add(Node(Kind.PREAMBLE, heading=heading, blocks=[unit.index]))
    elif unit.block.role == "note":
        nesting.last.add(note_node(unit))
    else:
        nesting.add(unit, following)


def _finish(root: Node, source: SourceDocument) -> Tree:
    clauses: list[Clause] = []
    nodes: dict[str, Node] = {}
    of_block: dict[int, str] = {}
    ids: dict[int, str] = {}
    paths: dict[str, str] = {}
    taken: dict[str, int] = {}
    root.count_unnamed()
    for number, node in enumerate(root.walk(), start=1):
        node.count_unnamed()
        identity = f"c{number}"
        ids[id(node)] = identity
        nodes[identity] = node
        parent = None if node.parent is None or node.parent is root else ids[id(node.parent)]
        path = _path(node, paths.get(parent or ""), taken)
        paths[identity] = path
        page = next((source.blocks[index].page for index in node.blocks), None)
        level = 1 if parent is None else clauses[int(parent[1:]) - 1].level + 1
        clauses.append(
            Clause(
                identity, parent, node.kind, level, node.label, path, node.heading, node.text, page,
                tuple(node.blocks),
            )
        )  # fmt: skip
        for index in node.blocks:
            of_block.setdefault(index, identity)
    return Tree(tuple(clauses), nodes, of_block)


def _path(node: Node, above: str | None, taken: dict[str, int]) -> str:
    """The printed address from the top, made unique: label, else heading, else the paragraph's place.

    ``taken`` counts how often each path was given; the second of a kind is ``Artikel 5 (2)``.
    """
    printed = node.label.rstrip(".") if node.label is not None else (node.heading or "").rstrip(".: ")
    own = printed or f"¶{node.place}"
    wanted = f"{above} > {own}" if above else own
    path = wanted
    while path in taken:
        taken[wanted] += 1
        path = f"{wanted} ({taken[wanted]})"
    taken[path] = 1
    return path


def _definitions(tree: Tree) -> Iterator[Definition]:
    """The terms that clauses define, and those that they introduce in passing; each pair stands once."""
    for clause in tree.clauses:
        node = tree.nodes[clause.id]
        scope = next((above for above in node.ancestors() if above.kind is Kind.ANNEX), None)
        where = (scope.label or scope.heading) if scope is not None else None
        for term in dict.fromkeys((*node.terms, *inline_terms(clause.text))):
            yield Definition(term, clause.id, where)
