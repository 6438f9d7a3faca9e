"""Where each unit belongs: labels first, then heading levels, then the look of lists.

One open path runs from the root to the clause that was read last. A new unit looks up that path, innermost
first, for the clause that it continues (``b.`` after ``a.``, ``5.3`` after ``5.2``) or that it belongs to
(``5.1`` under ``Artikel 5``). Only if nothing on the path claims it does it open a level of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clausediff.clauses import claims
from clausediff.clauses.headings import goes_on, is_plain_title
from clausediff.clauses.lines import (
    ends_sentence,
    is_agreement,
    is_annex_title,
    is_definition,
    is_signature,
    opens_parties,
    opens_recitals,
)
from clausediff.clauses.nodes import Node
from clausediff.clauses.units import LOOK, Unit
from clausediff.labels import Family, Label, as_roman
from clausediff.model.contract import Kind

_CLAIMS: tuple[claims.Claim, ...] = (
    claims.of_list,
    claims.of_next_alike,
    claims.of_next,
    claims.of_container,
    claims.of_outer_list,
    claims.of_slip,
    claims.of_sequence,
    claims.of_repeat,
)
_CLOSING_STARTS = (
    "tenzij", "behoudens", "mits", "behalve", "voor zover", "een en ander", "in elk geval", "unless",
    "except", "provided", "in each case", "save", "in any case", "each of", "een en ander",
)  # fmt: skip
_FAR = 60
"""How many lines ahead, or siblings back, a label may look for the one that tells what it is."""
_DEEPEST = 40
"""Levels that lists may nest: no contract comes near, and paths grow with the depth."""


def settle_roman(units: Sequence[Unit]) -> None:
    """``(i)`` is a Roman numeral if ``(ii)`` comes before ``(j)``, whatever stands in front of it."""
    for place, unit in enumerate(units):
        if unit.parsed is None or unit.parsed.roman != 1 or unit.parsed.family is not Family.ALPHA:
            continue
        for later in units[place + 1 : place + _FAR]:
            if later.parsed is None or later.parsed.shape != unit.parsed.shape:
                continue
            if later.parsed.numbers == (2,) and later.parsed.family is Family.ROMAN:
                unit.parsed = as_roman(unit.parsed)
            if later.parsed.family is Family.ROMAN or later.parsed.numbers == (10,):
                break


class Nesting:
    """Builds the tree, unit by unit; ``last`` is the clause that was read last."""

    def __init__(self) -> None:
        self.root = Node(Kind.HEADING)
        self.last: Node = self.root
        self._in_body = False

    def add_all(self, units: Sequence[Unit]) -> None:
        """Give units their places, in order."""
        for place, unit in enumerate(units):
            self.add(unit, next_label(units, place))

    def add(self, unit: Unit, following: Label | None = None) -> Node:
        """Give a unit its place and return its node.

        Args:
            unit: the unit.
            following: the next label after it, which tells which list its words close.
        """
        if self._joins_last(unit):
            return self._join(self.last, unit)
        node = _node_of(unit)
        parent = self._closed_list(unit, following)
        if parent is not None:
            node.kind = Kind.CLOSING
        else:
            parent = self._parent_of(node)
        if parent is self.root and node.kind is Kind.ANNEX and node.parsed is None and not self.root.children:
            node.kind = Kind.HEADING
        self.last = parent.add(node)
        self._in_body = self._in_body or _is_body(node)
        return node

    def place_for_table(self) -> Node:
        """The clause that a table here belongs to; the open path stays as it is."""
        return self._paragraph_parent()

    def _joins_last(self, unit: Unit) -> bool:
        """Whether a unit goes on with the clause before it: a title, its second line, or its first words."""
        last = self.last
        if unit.label is not None or last.children or last.text or last is self.root:
            return False
        if unit.is_title_line:
            if last.heading is None:
                return last.label is not None
            second = unit.level == last.level and goes_on(last.heading, unit.heading or "")
            return second and last.kind is not Kind.ANNEX
        if unit.bullet or unit.heading is not None or _opens_part(unit.text):
            return False
        if last.label is None or last.parsed is None:
            return False
        if last.parsed.family in claims.CONTAINERS:
            return self._titles_bare_number(unit)
        return not is_definition(unit.text)

    def _join(self, node: Node, unit: Unit) -> Node:
        if unit.heading is None and self._titles_bare_number(unit):
            node.heading, node.level = unit.text, node.level or unit.level
        elif unit.heading is not None:
            node.heading = f"{node.heading} {unit.heading}" if node.heading else unit.heading
        else:
            node.text, node.lead = unit.text, unit.lead
        node.blocks.append(unit.index)
        return node

    def _titles_bare_number(self, unit: Unit) -> bool:
        """Whether a plain line is the title of the article whose number stands alone on the line before."""
        last = self.last
        if last.heading is not None or last.parsed is None or last.parsed.family is Family.DECIMAL:
            return False
        return is_plain_title(unit.text)

    def _closed_list(self, unit: Unit, following: Label | None) -> Node | None:
        """The clause whose list a paragraph closes: it goes on with the sentence that holds all items."""
        if unit.label is not None or unit.bullet or unit.heading is not None or _opens_part(unit.text):
            return None
        items = [one for one in self._open() if _is_list_member(one)]
        if not items or not _goes_on_after(items[0], unit.text):
            return None
        innermost, outermost = items[0], items[-1]
        for item in items[1:]:
            if following is not None and claims.of_next(item, _probe(following)) is not None:
                return innermost.parent
            innermost = item
        return outermost.parent

    def _parent_of(self, node: Node) -> Node:
        if node.parsed is not None and node.parsed.family is Family.ANNEX:
            return self._annex_parent(node)
        if node.parsed is not None:
            return self._labelled_parent(node)
        if self._opens_front(node):
            return self.root
        if is_signature(node.heading or node.text):
            return next((one for one in self._open() if one.kind is Kind.ANNEX), self.root)
        if node.level is not None:
            return self._heading_parent(node.level)
        if node.bullet or node.label is not None:
            return self._bullet_parent(node)
        return self._paragraph_parent()

    def _opens_front(self, node: Node) -> bool:
        """Whether a line opens the parties, the recitals or the agreement, before there is any article."""
        words = node.heading or node.text
        if self._in_body or node.level not in (None, LOOK):
            return False
        if is_agreement(words):
            self._in_body = True
            return True
        return opens_parties(words) or opens_recitals(words)

    def _open(self) -> list[Node]:
        """The open path, innermost first."""
        return list(self.last.ancestors())

    def _annex_parent(self, node: Node) -> Node:
        """An annex stands at the top, or inside the annex that it says it belongs to or that outranks it."""
        for open_node in self._open():
            if open_node.kind is not Kind.ANNEX or open_node.parsed is None or node.parsed is None:
                continue
            if open_node.parsed.word == node.parsed.word:
                if len(node.parsed.numbers) > len(open_node.parsed.numbers):
                    return open_node
                return open_node.parent or self.root
            if open_node.level is not None and node.level is not None and open_node.level < node.level:
                return open_node
            if _belongs_to(node, open_node):
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
        path = self._claimants()
        for claim in _CLAIMS:
            if claim is claims.of_outer_list and self._introduces(node):
                return self._list_parent(node)
            for open_node in path:
                parent = claim(open_node, node)
                if parent is not None:
                    return parent
        return self._first_of_its_kind(node)

    def _introduces(self, node: Node) -> bool:
        """Whether what was read last announces the list that an item is the first of."""
        return claims.is_item(node.parsed) and self.last.text.rstrip().endswith(":")

    def _claimants(self) -> list[Node]:
        """The open path up to the annex that it is in, since numbers start anew in each annex.

        Where an unnumbered paragraph stands on it, so does the numbered clause that the paragraph follows.
        """
        path = []
        for open_node in self._open():
            path.append(open_node)
            if open_node.kind is Kind.ANNEX:
                break
            if open_node.label is None and open_node.level is None:
                path += _numbered_before(open_node)
        return path

    def _first_of_its_kind(self, node: Node) -> Node:
        """Nothing on the path claims the label: it opens a level below what was read last."""
        parsed = node.parsed
        if parsed is None:
            return self.root
        if parsed.family in (Family.ARTICLE, *claims.CONTAINERS):
            return self._below_wider(node)
        if node.level is not None:
            return self._heading_parent(node.level)
        if parsed.family is Family.DECIMAL and len(parsed.numbers) > 1:
            return self._decimal_parent(node)
        if self._starts_sections(node):
            return self._section_parent()
        if parsed.roman == 1 and self.last.parsed is not None:
            node.parsed = as_roman(parsed)
        return self._list_parent(node)

    def _below_wider(self, node: Node) -> Node:
        """Chapters hold articles; a word that is new on the path opens below the one that is there."""
        for open_node in self._open():
            family = open_node.parsed.family if open_node.parsed else None
            if family is Family.PART and node.parsed is not None and node.parsed.family is Family.ARTICLE:
                return open_node
            if _is_titled_group(open_node, node):
                return open_node
            if node.level is not None and open_node.level is not None:
                if open_node.level < node.level:
                    return open_node
                continue
            if open_node.kind is Kind.ANNEX:
                return open_node
        return self.root

    def _starts_sections(self, node: Node) -> bool:
        """Whether a numbered title after an unnumbered paragraph starts the sections, not a list."""
        is_title = node.heading is not None and not node.text
        return is_title and not node.list_level and self.last.label is None and not self.last.bullet

    def _section_parent(self) -> Node:
        """A numbered title that continues nothing: below the open heading or annex, not inside a list."""
        for open_node in self._open():
            if open_node.level is not None or open_node.kind is Kind.ANNEX:
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
        if last is self.root or is_agreement(last.heading or last.text):
            return last.parent or self.root
        if len(self._open()) > _DEEPEST:
            return last.parent or self.root
        if node.list_level is not None and last.list_level is not None and last.list_id == node.list_id:
            for open_node in self._open():
                if open_node.list_level is not None and open_node.list_level < node.list_level:
                    return open_node
        apart = last.label is None and last.level is None and not last.bullet and ends_sentence(last.text)
        if apart and last.parent is not None:
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
            if (
                parsed is not None
                and parsed.family not in claims.ITEMS
                and not claims.is_short_list(open_node)
            ):
                return open_node
        return self.root


def next_label(units: Sequence[Unit], place: int) -> Label | None:
    """The next label after a place, not far on."""
    ahead = units[place + 1 : place + 8]
    return next((unit.parsed for unit in ahead if unit.parsed is not None), None)


def _node_of(unit: Unit) -> Node:
    block, parsed = unit.block, unit.parsed
    return Node(
        _kind_of(unit),
        unit.label,
        parsed,
        unit.heading,
        unit.text,
        [unit.index],
        level=unit.level if unit.is_title_line or unit.is_bare_label else None,
        list_id=block.list_id,
        list_level=block.list_level,
        bullet=unit.bullet,
        indent=block.indent,
        lead=unit.lead,
    )


def _kind_of(unit: Unit) -> Kind:
    parsed = unit.parsed
    if parsed is not None and parsed.family is Family.ANNEX:
        return Kind.ANNEX
    if unit.label is None and unit.is_title_line:
        return Kind.ANNEX if is_annex_title(unit.heading or "") else Kind.HEADING
    if unit.bullet or (claims.is_item(parsed) and not unit.is_title_line):
        return Kind.ITEM
    return Kind.OPERATIVE


def _numbered_before(node: Node) -> Iterator[Node]:
    """The nearest numbered sibling before a paragraph, if there is one close by."""
    siblings = node.parent.children if node.parent is not None else []
    for sibling in reversed(siblings[-_FAR:]):
        if sibling.parsed is not None:
            yield sibling
            return
        if sibling.level is not None:
            return


def _probe(label: Label) -> Node:
    return Node(Kind.ITEM, parsed=replace(label))


def _is_list_member(node: Node) -> bool:
    return (node.bullet or claims.is_item(node.parsed) or claims.is_short_list(node)) and node.level is None


def _goes_on_after(item: Node, text: str) -> bool:
    """Whether words after the last item of a list go on with the sentence around the list."""
    if text[:1].islower():
        return not text.startswith(("e-mail", "http", "www"))
    return text.lower().startswith(_CLOSING_STARTS) and not ends_sentence(item.text)


def _opens_part(text: str) -> bool:
    return is_signature(text) or is_agreement(text) or opens_parties(text) or opens_recitals(text)


def _is_body(node: Node) -> bool:
    return node.parsed is not None and node.parsed.family in (Family.ARTICLE, *claims.CONTAINERS)


def _holds_headings(node: Node) -> bool:
    """Whether a line that looks like a heading can stand below the node: a part, or a titled article."""
    if node.parsed is None or node.text:
        return False
    return node.parsed.family in (Family.PART, Family.ARTICLE)


def _is_titled_group(open_node: Node, node: Node) -> bool:
    """Whether ``SECTION I`` groups the ``Clause 1`` that comes next: it has another word, and no text."""
    group, article = open_node.parsed, node.parsed
    if group is None or article is None or group.word == article.word:
        return False
    if group.family is not Family.ARTICLE or article.family is not Family.ARTICLE:
        return False
    return not open_node.text and all(one.parsed is not None for one in open_node.children)


def _belongs_to(annex: Node, outer: Node) -> bool:
    """Whether an annex names the annex around it: ``Appendix 1 to the Standard Contractual Clauses``."""
    heading, of = (annex.heading or "").lower(), (outer.heading or "").lower()
    if not heading.startswith(("to ", "bij ", "of ", "van ", "tot ")) or not of:
        return False
    named = {word for word in heading.split() if len(word) > 3}
    return bool(named) and len(named & set(of.split())) * 2 >= len(named)


def _is_beside(bullet: Node, node: Node) -> bool:
    """Whether two bullets stand at the same depth: of their list, or of the page."""
    if node.list_level is not None:
        return bullet.list_level == node.list_level
    return abs(bullet.indent - node.indent) < 4


def _is_deeper(bullet: Node, node: Node) -> bool:
    return (bullet.list_level or 0) < (node.list_level or 0) or bullet.indent < node.indent
