"""Ruled tables of a PDF page: the grid that its lines draw, and which words stand in which cell."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from clausediff.sources.pdf_lines import Word

_TOUCH = 3.0
"""Points within which two rules meet."""
_THIN = 3.0
"""Points up to which a filled area is a line."""
_SHORTEST = 5.0
"""Points below which a stroke is ornament."""
_MOST_RULES = 4000
"""A drawing with more strokes than this is a picture."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight stroke along one axis: at ``at`` on the other axis, from ``start`` to ``end``."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Grid:
    """A table's lines: sides of its columns left to right, of its rows from the top down."""

    columns: list[float]
    rows: list[float]
    cells: dict[tuple[int, int], tuple[int, int]]

    def cell_of(self, word: Word) -> tuple[int, int] | None:
        """Row and column of the cell that holds a word's middle; ``None`` outside the table."""
        x = (word.x0 + word.x1) / 2
        column = sum(1 for side in self.columns if side <= x) - 1
        row = sum(1 for side in self.rows if side >= word.middle) - 1
        return self.cells.get((row, column))


def rules_of(page: Any) -> list[Rule]:
    """The horizontal and vertical strokes of a page."""
    import pypdfium2.raw as pdfium

    rules: set[Rule] = set()
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=4):
        for (x0, y0), (x1, y1) in _strokes(item, pdfium):
            if abs(x1 - x0) < 1.0 and abs(y1 - y0) >= _SHORTEST:
                rules.add(Rule(True, round(x0, 1), min(y0, y1), max(y0, y1)))
            elif abs(y1 - y0) < 1.0 and abs(x1 - x0) >= _SHORTEST:
                rules.add(Rule(False, round(y0, 1), min(x0, x1), max(x0, x1)))
        if len(rules) > _MOST_RULES:
            return []
    return sorted(rules, key=lambda rule: (rule.upright, rule.at, rule.start, rule.end))


def _strokes(item: Any, pdfium: Any) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """What a path draws as lines: its stroke, or a filled area as thin as a line; shading is none."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.raw, filled, stroked)
    segments = _points(item, pdfium)
    if stroked.value or not segments:
        return segments
    xs = [x for segment in segments for x, _ in segment]
    ys = [y for segment in segments for _, y in segment]
    return segments if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN else []


def _points(item: Any, pdfium: Any) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight segments of a path on the page."""
    a, b, c, d, e, f = item.get_matrix().get()
    x, y = ctypes.c_float(), ctypes.c_float()
    segments = []
    first = last = (0.0, 0.0)
    count = pdfium.FPDFPath_CountSegments(item.raw)
    for index in range(min(count, 2000)):
        segment = pdfium.FPDFPath_GetPathSegment(item.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            segments.append((last, point))
        if pdfium.FPDFPathSegment_GetClose(segment):
            segments.append((point, first))
        last = point
    return segments


def grids_of(rules: list[Rule]) -> list[Grid]:
    """The tables that the rules draw: at least two columns, closed by rules on all sides."""
    uprights = [rule for rule in rules if rule.upright]
    levels = [rule for rule in rules if not rule.upright]
    if len(uprights) < 3 or len(levels) < 2:
        return []
    grids = []
    for group in _meeting(uprights, levels):
        columns = _merged([rule.at for rule in group if rule.upright])
        rows = _merged([rule.at for rule in group if not rule.upright])[::-1]
        if len(columns) >= 3 and len(rows) >= 2:
            grids.append(Grid(columns, rows, _cells(columns, rows, group)))
    return sorted(grids, key=lambda grid: (-grid.rows[0], grid.columns[0]))


def _meeting(uprights: list[Rule], levels: list[Rule]) -> list[list[Rule]]:
    """Rules in groups that meet each other."""
    groups: list[list[Rule]] = []
    home: dict[Rule, list[Rule]] = {}
    for rule in (*uprights, *levels):
        home[rule] = [rule]
        groups.append(home[rule])
    for upright in uprights:
        for level in levels:
            meets = (
                level.start - _TOUCH <= upright.at <= level.end + _TOUCH
                and upright.start - _TOUCH <= level.at <= upright.end + _TOUCH
            )
            if meets and home[upright] is not home[level]:
                kept, gone = home[upright], home[level]
                kept.extend(gone)
                for rule in gone:
                    home[rule] = kept
                gone_id = id(gone)
                groups = [group for group in groups if id(group) != gone_id]
    return groups


def _merged(places: list[float]) -> list[float]:
    """Sorted places, those within touching distance as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _TOUCH:
            found.append(place)
    return found


def _cells(
    columns: list[float], rows: list[float], rules: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each square of the grid the first square of its cell; merged squares share one."""
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(rows) - 1):
        top, bottom = rows[row], rows[row + 1]
        for column in range(len(columns) - 1):
            left, right = columns[column], columns[column + 1]
            cell = (row, column)
            if column and not _drawn(rules, True, left, bottom, top):
                cell = cells[row, column - 1]
            elif row and not _drawn(rules, False, top, left, right):
                cell = cells[row - 1, column]
            cells[row, column] = cell
    return cells


def _drawn(rules: list[Rule], upright: bool, at: float, start: float, end: float) -> bool:
    """Whether rules cover at least half of a side."""
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start))
        for rule in rules
        if rule.upright == upright and abs(rule.at - at) <= _TOUCH
    )
    return covered >= 0.5 * (end - start)
