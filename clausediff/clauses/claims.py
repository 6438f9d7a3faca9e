"""What a clause on the open path may claim of a new one: the same list, the next number, a later one."""

from __future__ import annotations

from collections.abc import Callable

from clausediff.clauses.headings import is_plain_title
from clausediff.clauses.nodes import Node
from clausediff.labels import Family, Label, as_roman

ITEMS = (Family.ALPHA, Family.ROMAN, Family.DEGREE)
CONTAINERS = (Family.ANNEX, Family.PART)

Claim = Callable[[Node, Node], Node | None]
"""Given a clause on the open path and a new one, the new one's parent; ``None`` if there is no claim."""


def of_list(open_node: Node, node: Node) -> Node | None:
    """An open clause of the same automatic list and level: its parent."""
    if not _shares_list(open_node, node) or open_node.list_level != node.list_level:
        return None
    return None if _is_contradicted(open_node, node) else open_node.parent


def of_outer_list(open_node: Node, node: Node) -> Node | None:
    """An open clause of the same automatic list, at a higher level."""
    if not _shares_list(open_node, node):
        return None
    return open_node if (open_node.list_level or 0) < (node.list_level or 0) else None


def _shares_list(open_node: Node, node: Node) -> bool:
    if node.list_id is None or open_node.list_id != node.list_id:
        return False
    return open_node.list_level is not None and node.list_level is not None


def _is_contradicted(open_node: Node, node: Node) -> bool:
    """Whether the printed numbers say otherwise: ``(a)`` does not go on after ``(c)``."""
    mine, theirs = node.parsed, open_node.parsed
    if mine is None or theirs is None or open_node.list_level != node.list_level:
        return False
    return len(mine.numbers) > 1 and len(theirs.numbers) > 1 and mine.numbers[:-1] != theirs.numbers[:-1]


def of_next_alike(open_node: Node, node: Node) -> Node | None:
    """An open clause whose number comes right before, both of them titled or neither."""
    return of_next(open_node, node) if _is_titled(open_node) == _is_titled(node) else None


def of_next(open_node: Node, node: Node) -> Node | None:
    """An open clause whose number comes right before the new one's."""
    return _continued(open_node, node, gap=1)


def of_container(open_node: Node, node: Node) -> Node | None:
    """An open clause whose number is the start of the new one's: ``5.1`` in ``Artikel 5``."""
    mine, theirs = node.parsed, open_node.parsed
    return open_node if mine is not None and theirs is not None and _contains(theirs, mine) else None


def _is_titled(node: Node) -> bool:
    return node.heading is not None or is_plain_title(node.text)


def of_slip(open_node: Node, node: Node) -> Node | None:
    """``13.`` after ``1.2``: the next number with its full stop forgotten."""
    mine, theirs = node.parsed, open_node.parsed
    if mine is None or theirs is None or len(mine.numbers) != 1 or len(theirs.numbers) < 2:
        return None
    due = (*theirs.numbers[:-1], theirs.numbers[-1] + 1)
    if theirs.family is not Family.DECIMAL or "".join(map(str, due)) != str(mine.numbers[0]):
        return None
    node.parsed = Label(Family.DECIMAL, due, "", theirs.shape)
    return open_node.parent


def of_sequence(open_node: Node, node: Node) -> Node | None:
    """An open clause of the same list that comes earlier, numbers left out between."""
    return _continued(open_node, node, gap=None)


def of_repeat(open_node: Node, node: Node) -> Node | None:
    """An open clause with the very same label: a slip of the typist, or a list that starts anew beside it."""
    mine, theirs = node.parsed, open_node.parsed
    if mine is None or theirs is None or not _same_list(mine, theirs) or mine.numbers != theirs.numbers:
        return None
    deeper = (node.list_level or 0) > (open_node.list_level or 0)
    if not is_item(mine) or deeper or open_node.text.rstrip().endswith(":"):
        return None
    return open_node.parent


def is_item(parsed: Label | None) -> bool:
    """Whether a label counts the items of a list: a letter, a small Roman numeral, a degree."""
    return parsed is not None and parsed.family in ITEMS


def is_short_list(node: Node) -> bool:
    """``(1)`` and ``1)`` count the items of a list too."""
    return node.parsed is not None and node.parsed.shape in ("(#)", "#)")


def _contains(outer: Label, inner: Label) -> bool:
    """Whether the printed number of ``inner`` says that it stands in ``outer``: ``5.1`` in ``Artikel 5``."""
    if inner.family not in (Family.DECIMAL, Family.ARTICLE) or inner.word == outer.word != "":
        return False
    if outer.family is Family.ARTICLE or (outer.family is Family.DECIMAL and not outer.word):
        depth = len(outer.numbers)
        return len(inner.numbers) > depth and inner.numbers[:depth] == outer.numbers
    return False


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
    if not _is_later(mine.numbers[-1] - theirs.numbers[-1], mine, theirs, gap):
        return None
    node.parsed = mine
    return open_node.parent


def _is_later(step: int, mine: Label, theirs: Label, gap: int | None) -> bool:
    if step == 0:
        return mine.suffix > theirs.suffix
    if gap is not None:
        return step == gap
    if mine.family in ITEMS:
        return 0 < step <= 3
    return step > 0 or len(mine.numbers) > 1


def _same_list(mine: Label, theirs: Label) -> bool:
    """Whether two labels are written alike; a full stop more or less is a slip of the typist."""
    if mine.word != theirs.word:
        return False
    return mine.shape.rstrip(".") == theirs.shape.rstrip(".")
