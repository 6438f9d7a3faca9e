"""The tree while it grows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from clausediff.labels import Label
from clausediff.model.contract import Kind


@dataclass(slots=True, eq=False)
class Node:
    """A clause that may still get children.

    Attributes:
        level: heading level of the source if the node is a heading, else ``None``.
        list_level: depth in its automatic list, ``None`` outside lists.
        lead: the emphasised words that the text starts with, ``None`` without.
        place: for a clause without label and heading, its place among those of its parent, from 1.
        terms: the terms that the clause defines, filled in once the tree is complete.
    """

    kind: Kind
    label: str | None = None
    parsed: Label | None = None
    heading: str | None = None
    text: str = ""
    blocks: list[int] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None
    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    bullet: bool = False
    indent: float = 0.0
    lead: str | None = None
    terms: tuple[str, ...] = ()
    place: int = 0

    def add(self, child: Node) -> Node:
        """Append a child and return it."""
        child.parent = self
        self.children.append(child)
        return child

    def count_unnamed(self) -> None:
        """Fill in the place of the children that have neither label nor heading."""
        unnamed = [child for child in self.children if child.label is None and child.heading is None]
        for place, child in enumerate(unnamed, start=1):
            child.place = place

    def ancestors(self) -> Iterator[Node]:
        """The node and those above it, the root left out."""
        node: Node | None = self
        while node is not None and node.parent is not None:
            yield node
            node = node.parent

    def walk(self) -> Iterator[Node]:
        """All nodes below this one, in document order."""
        stack = list(reversed(self.children))
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))
