"""Where each unit belongs: labels first, then heading levels, then the look of lists.

One open path runs from the root to the clause that was read last. A new unit looks up that path, innermost
first, for the clause that it continues (``b.`` after ``a.``, ``5.3`` after ``5.2``) or that it belongs to
(``5.1`` under ``Artikel 5``). Only if nothing on the path claims it does it open a level of its own.
"""

from __future__ import annotations

from clausediff.clauses.nodes import Node
from clausediff.clauses.units import Unit
from clausediff.labels import Family, Label, as_roman
from clausediff.model.contract import Kind

LOOK = 7
"""Heading level of a line that is a heading by its look alone, below all that are headings by style."""
_ITEMS = (Family.ALPHA, Family.ROMAN, Family.DEGREE)
_CONTAINERS = (Family.ANNEX, Family.PART)
_CLOSING_STARTS = (
    "tenzij", "behoudens", "mits", "behalve", "voor zover", "een en ander", "in elk geval", "unless",
    "except", "provided", "in each case", "save", "in any case", "each of",
)  # fmt: skip


class Nesting:
    """Builds the tree, unit by unit; ``last`` is the clause that was read last."""

    def __init__(self) -> None:
        self.root = Node(Kind.HEADING)
        self.last: Node = self.root

    def add(self, unit: Unit) -> Node:
        """Give a unit its place and return its node."""
        node = _node_of(unit)
        if self._joins_bare_label(unit):
            return self._title_for(self.last, unit)
        parent = self._parent_of(node)
        if node.kind is Kind.OPERATIVE and node.label is None and not node.bullet and _closes(parent, node):
            node.kind = Kind.CLOSING
        self.last = parent.add(node)
        return node

    def place_for_table(self) -> Node:
        """The clause that a table here belongs to; the open path stays as it is."""
        return self._paragraph_parent()

    def _joins_bare_label(self, unit: Unit) -> bool:
        """A number alone on a heading line gets the next line as its title."""
        last = self.last
        if unit.label is not None or not unit.is_title_line or last.children or last.parsed is None:
            return False
        return last.heading is None and not last.text and last.level is not None

    def _title_for(self, node: Node, unit: Unit) -> Node:
        node.heading = unit.heading
        node.blocks.append(unit.index)
        return node

    def _parent_of(self, node: Node) -> Node:
        if node.parsed is not None and node.parsed.family is Family.ANNEX:
            return self._annex_parent(node)
        if node.parsed is not None:
            return self._labelled_parent(node)
        if node.level is not None:
            return self._heading_parent(node.level)
        if node.bullet or node.label is not None:
            return self._bullet_parent(node)
        return self._paragraph_parent()

    def _open(self) -> list[Node]:
        """The open path, innermost first."""
        return list(self.last.ancestors())

    def _annex_parent(self, node: Node) -> Node:
        """An annex stands at the top, or inside an annex with a higher heading or another word."""
        for open_node in self._open():
            if open_node.kind is not Kind.ANNEX or open_node.parsed is None or node.parsed is None:
                continue
            if open_node.parsed.word == node.parsed.word:
                if len(node.parsed.numbers) > len(open_node.parsed.numbers):
                    return open_node
                return open_node.parent or self.root
            if open_node.level is not None and node.level is not None and open_node.level < node.level:
                return open_node
        return self.root

    def _heading_parent(self, level: int) -> Node:
        """The nearest open heading of a higher rank; articles and lists end where a heading starts."""
        for open_node in self._open():
            if open_node.level is not None and open_node.level < level:
                return open_node
            if open_node.kind is Kind.ANNEX and open_node.level is None:
                return open_node
            if level == LOOK and _holds_headings(open_node):
                return open_node
        return self.root

    def _labelled_parent(self, node: Node) -> Node:
        """The strongest claim on the open path: the same automatic list, the next number, a later one."""
        path = self._open_to_annex()
        for claim in (_claim_of_list, _claim_of_number, _claim_of_slip, _claim_of_sequence):
            for open_node in path:
                parent = claim(open_node, node)
                if parent is not None:
                    return parent
        return self._first_of_its_kind(node)

    def _open_to_annex(self) -> list[Node]:
        """The open path up to the annex that it is in: numbers start anew in each annex."""
        path = []
        for open_node in self._open():
            path.append(open_node)
            if open_node.kind is Kind.ANNEX:
                break
        return path

    def _first_of_its_kind(self, node: Node) -> Node:
        """Nothing on the path claims the label: it opens a level below what was read last."""
        parsed = node.parsed
        if parsed is None:
            return self.root
        if parsed.family in (Family.ARTICLE, *_CONTAINERS):
            return self._below_wider(node)
        if node.level is not None:
            return self._heading_parent(node.level)
        if parsed.family is Family.DECIMAL and len(parsed.numbers) > 1:
            return self._decimal_parent(node)
        if parsed.roman == 1 and self.last.parsed is not None:
            node.parsed = as_roman(parsed)
        return self._list_parent(node)

    def _below_wider(self, node: Node) -> Node:
        """Chapters hold articles; a word that is new on the path opens below the one that is there."""
        for open_node in self._open():
            family = open_node.parsed.family if open_node.parsed else None
            if family is Family.PART and node.parsed is not None and node.parsed.family is Family.ARTICLE:
                return open_node
            if node.level is not None and open_node.level is not None:
                if open_node.level < node.level:
                    return open_node
                continue
            if open_node.kind is Kind.ANNEX:
                return open_node
        return self.root

    def _decimal_parent(self, node: Node) -> Node:
        """``7.3`` with no ``7`` open: beside another decimal of its depth, else below the open heading."""
        for open_node in self._open():
            parsed = open_node.parsed
            if parsed is not None and parsed.family is Family.DECIMAL and node.parsed is not None:
                if len(parsed.numbers) == len(node.parsed.numbers):
                    return open_node.parent or self.root
                if len(parsed.numbers) < len(node.parsed.numbers):
                    return open_node
            if open_node.level is not None or (parsed and parsed.family is Family.ARTICLE):
                return open_node
        return self.root

    def _list_parent(self, node: Node) -> Node:
        """The clause that introduces a list: what was read last, unless that is a whole sentence apart."""
        last = self.last
        if last is self.root:
            return self.root
        if node.list_level is not None and last.list_level is not None and last.list_id == node.list_id:
            for open_node in self._open():
                if open_node.list_level is not None and open_node.list_level < node.list_level:
                    return open_node
        unlabelled = last.label is None and last.level is None and not last.bullet
        if (
            unlabelled
            and not last.text.rstrip().endswith((":", ";", ",", "-", "–"))
            and last.parent is not None
        ):
            return last.parent
        return last

    def _bullet_parent(self, node: Node) -> Node:
        for open_node in self._open():
            if open_node.bullet and open_node.label is None:
                if _is_beside(open_node, node):
                    return open_node.parent or self.root
                if _is_deeper(open_node, node):
                    return open_node
                continue
            break
        return self._list_parent(node)

    def _paragraph_parent(self) -> Node:
        """A paragraph without a number belongs to the clause whose list or sentence it stands in."""
        for open_node in self._open():
            parsed = open_node.parsed
            if open_node.level is not None or open_node.kind is Kind.ANNEX:
                return open_node
            if parsed is not None and parsed.family not in _ITEMS and not _is_short_list(open_node):
                return open_node
        return self.root


def _node_of(unit: Unit) -> Node:
    block, parsed = unit.block, unit.parsed
    kind = Kind.OPERATIVE
    if parsed is not None and parsed.family is Family.ANNEX:
        kind = Kind.ANNEX
    elif unit.label is None and unit.is_title_line:
        kind = Kind.HEADING
    elif block.bullet or _is_item(parsed):
        kind = Kind.ITEM
    return Node(
        kind,
        unit.label,
        parsed,
        unit.heading,
        unit.text,
        [unit.index],
        level=unit.level if unit.is_title_line or unit.is_bare_label else None,
        list_id=block.list_id,
        list_level=block.list_level,
        bullet=block.bullet,
        indent=block.indent,
    )


def _holds_headings(node: Node) -> bool:
    """Whether a line that looks like a heading can stand below the node: a part, or a titled article."""
    if node.parsed is None or node.text:
        return False
    return node.parsed.family in (Family.PART, Family.ARTICLE)


def _is_item(parsed: Label | None) -> bool:
    return parsed is not None and parsed.family in _ITEMS


def _is_short_list(node: Node) -> bool:
    """``(1)``, ``1)`` and numbers below a numbered clause count as items of a list."""
    return node.parsed is not None and node.parsed.shape in ("(#)", "#)")


def _contains(outer: Label, inner: Label) -> bool:
    """Whether the printed number of ``inner`` says that it stands in ``outer``: ``5.1`` in ``Artikel 5``."""
    if inner.family not in (Family.DECIMAL, Family.ARTICLE) or inner.word == outer.word != "":
        return False
    if outer.family is Family.ARTICLE or (outer.family is Family.DECIMAL and not outer.word):
        depth = len(outer.numbers)
        return len(inner.numbers) > depth and inner.numbers[:depth] == outer.numbers
    return False


def _is_beside(bullet: Node, node: Node) -> bool:
    """Whether two bullets stand at the same depth: of their list, or of the page."""
    if node.list_level is not None:
        return bullet.list_level == node.list_level
    return abs(bullet.indent - node.indent) < 4


def _is_deeper(bullet: Node, node: Node) -> bool:
    return (bullet.list_level or 0) < (node.list_level or 0) or bullet.indent < node.indent


def _claim_of_list(open_node: Node, node: Node) -> Node | None:
    """An open clause of the same automatic list: its parent for the same level, itself for a deeper one."""
    if node.list_id is None or open_node.list_id != node.list_id:
        return None
    if open_node.list_level is None or node.list_level is None:
        return None
    if open_node.list_level < node.list_level:
        return open_node
    return open_node.parent if open_node.list_level == node.list_level else None


def _claim_of_number(open_node: Node, node: Node) -> Node | None:
    """An open clause whose number contains the node's, or comes right before it."""
    mine, theirs = node.parsed, open_node.parsed
    if mine is None or theirs is None:
        return None
    if _contains(theirs, mine):
        return open_node
    return _continued(open_node, node, gap=1)


def _claim_of_slip(open_node: Node, node: Node) -> Node | None:
    """``13.`` after ``1.2``: the next number with its full stop forgotten."""
    mine, theirs = node.parsed, open_node.parsed
    if mine is None or theirs is None or len(mine.numbers) != 1 or len(theirs.numbers) < 2:
        return None
    due = (*theirs.numbers[:-1], theirs.numbers[-1] + 1)
    if theirs.family is not Family.DECIMAL or "".join(map(str, due)) != str(mine.numbers[0]):
        return None
    node.parsed = Label(Family.DECIMAL, due, "", theirs.shape)
    return open_node.parent


def _claim_of_sequence(open_node: Node, node: Node) -> Node | None:
    """An open clause of the same list that comes earlier, numbers left out between."""
    return _continued(open_node, node, gap=None)


def _continued(open_node: Node, node: Node, gap: int | None) -> Node | None:
    mine, theirs = node.parsed, open_node.parsed
    if mine is None or theirs is None or not _same_list(mine, theirs):
        return None
    if theirs.family is Family.ROMAN and mine.roman is not None:
        mine = as_roman(mine)
    elif mine.family is Family.ROMAN and theirs.roman is not None:
        theirs = as_roman(theirs)
    if mine.family is not theirs.family or mine.numbers[:-1] != theirs.numbers[:-1]:
        return None
    step = mine.numbers[-1] - theirs.numbers[-1]
    if not _is_later(step, mine, theirs, gap):
        return None
    node.parsed = mine
    return open_node.parent


def _is_later(step: int, mine: Label, theirs: Label, gap: int | None) -> bool:
    if step == 0:
        return mine.suffix > theirs.suffix
    if gap is not None:
        return step == gap
    if mine.family in _ITEMS:
        return 0 < step <= 3
    return step > 0 or len(mine.numbers) > 1


def _same_list(mine: Label, theirs: Label) -> bool:
    """Whether two labels are written alike; a full stop more or less is a slip of the typist."""
    if mine.word != theirs.word:
        return False
    return mine.shape.rstrip(".") == theirs.shape.rstrip(".")


def _closes(parent: Node, node: Node) -> bool:
    """Whether a paragraph after the items of a list goes on with the sentence that holds them all."""
    if not parent.children:
        return False
    before = parent.children[-1]
    if not (before.bullet or _is_item(before.parsed) or _is_short_list(before)):
        return False
    text = node.text.lstrip()
    return (
        text[:1].islower()
        or text.lower().startswith(_CLOSING_STARTS)
        or before.text.rstrip().endswith((",", ";"))
    )
