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
    for _, row in groupby(units, key=lambda unit: unit.block.cell.row if unit.block.cell else -1):
        table.add(_row_node(list(row)))
    return table


def _row_node(units: list[Unit]) -> Node:
    cells = [list(cell) for _, cell in groupby(units, key=_column)]
    simple = all(len(cell) == 1 and cell[0].label is None for cell in cells)
    labelled_first = (
        len(cells[0]) == 1 and all(len(cell) == 1 for cell in cells) and _only_first_labelled(cells)
    )
    if simple or labelled_first:
        first = cells[0][0]
        text = CELL_MARK.join(words for cell in cells if (words := _whole(cell[0])))
        return Node(Kind.TABLE, first.label, first.parsed, None, text, [cell[0].index for cell in cells])
    row = Node(Kind.TABLE)
    for cell in cells:
        nesting = Nesting()
        for unit in cell:
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
