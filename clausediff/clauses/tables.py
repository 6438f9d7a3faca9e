"""Tables in the tree: a clause for the table, one a row, and more where a cell holds several clauses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from clausediff.clauses.nesting import Nesting
from clausediff.clauses.nodes import Node
from clausediff.clauses.units import Unit
from clausediff.model.contract import Kind

CELL_MARK = " | "
"""Between the cells of a row that is one clause."""


def is_layout(units: Sequence[Unit]) -> bool:
    """Whether a table only lays out running text: a single column, or a single cell."""
    return all(unit.block.cell is None or unit.block.cell.columns == 1 for unit in units)


def table_node(units: Sequence[Unit]) -> Node:
    """The node of one table, its rows and their clauses as children."""
    table = Node(Kind.TABLE)
    row, members = -1, list[Unit]()
    for unit in units:
        cell = unit.block.cell
        if cell is not None and cell.row != row and members:
            table.add(_row_node(members))
            members = []
        row = cell.row if cell is not None else row
        members.append(unit)
    if members:
        table.add(_row_node(members))
    return table


def note_node(unit: Unit) -> Node:
    """The node of a footnote or endnote."""
    words = f"{unit.heading} {unit.text}".strip() if unit.heading else unit.text
    return Node(Kind.NOTE, unit.label, unit.parsed, None, words, [unit.index])


def _row_node(units: list[Unit]) -> Node:
    """One clause where each cell is one paragraph; else a container with a clause for each paragraph."""
    notes = [unit for unit in units if unit.block.role == "note"]
    plain = [unit for unit in units if unit.block.role != "note"]
    cells = [list(cell) for _, cell in groupby(plain, key=_column)]
    notes_last = units[len(plain) :] == notes
    if notes_last and _is_simple(cells):
        first = cells[0][0]
        text = CELL_MARK.join(words for cell in cells if (words := _whole(cell[0])))
        row = Node(Kind.TABLE, first.label, first.parsed, None, text, [cell[0].index for cell in cells])
        for note in notes:
            row.add(note_node(note))
        return row
    return _container(units)


def _is_simple(cells: list[list[Unit]]) -> bool:
    """Whether each cell is one paragraph, and none but the first has a number."""
    return bool(cells) and all(len(cell) == 1 for cell in cells) and _only_first_labelled(cells)


def _container(units: list[Unit]) -> Node:
    row = Node(Kind.TABLE)
    for _, cell in groupby(units, key=_column):
        nesting = Nesting()
        for unit in cell:
            if unit.block.role == "note":
                nesting.last.add(note_node(unit))
            else:
                nesting.add(unit)
        for child in nesting.root.children:
            row.add(child)
    return row


def _column(unit: Unit) -> tuple[int, int]:
    cell = unit.block.cell
    return (cell.table, cell.column) if cell else (-1, -1)


def _only_first_labelled(cells: list[list[Unit]]) -> bool:
    return all(cell[0].label is None for cell in cells[1:])


def _whole(unit: Unit) -> str:
    return f"{unit.heading} {unit.text}".strip() if unit.heading else unit.text
