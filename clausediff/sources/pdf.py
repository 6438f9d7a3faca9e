"""PDF with text, as its pages show it: pdfium gives the glyphs, the lines and paragraphs are told from them.

Page furniture (running headers and footers, page numbers) is listed as not read; sentences go on over pages
and columns; ruled tables are read cell by cell; a page that is only a picture is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from clausediff.model.source import Block, Cell, Metadata, NotRead, SourceDocument, SourceInfo, Warn
from clausediff.sources.furniture import metadata_of
from clausediff.sources.inline import collapse
from clausediff.sources.pdf_flow import (
    Paragraph,
    body_size,
    footnotes_of,
    furniture_of,
    joined,
    note_mark,
    paragraphs_of,
    raised_marks,
    usual_gap_of,
)
from clausediff.sources.pdf_lines import Line
from clausediff.sources.pdf_pages import Page, opened, pages_of, warnings_of
from clausediff.sources.pdf_tables import Grid

Spans = tuple[tuple[int, int], ...]
_HEADING_SIZE = 1.12
_HEADING_WORDS = 16
_WORD = re.compile(r"\w+(?:-\w+)*")


def read_pdf(data: bytes, source: SourceInfo) -> SourceDocument:
    """Read the bytes of a PDF file.

    Raises:
        InputError: the file is encrypted, damaged, too long, or holds only pictures of text.
    """
    document = opened(data, source.name)
    try:
        glyphs, pages, not_read = pages_of(document, source.name)
    finally:
        document.close()
    return Reading(source, pages, not_read, warnings_of(glyphs, pages)).document()


class Reading:
    """The blocks of one document, collected page by page."""

    def __init__(
        self, source: SourceInfo, pages: list[Page], not_read: list[NotRead], warnings: list[Warn]
    ) -> None:
        self._source = source
        self._pages = pages
        self._not_read = not_read
        self._warnings = warnings
        self._blocks: list[Block] = []
        self._tables = 0
        self._where = ""
        self._open_table: tuple[list[float], int, int] | None = None
        self._noted: set[str] = set()
        self._cited: dict[str, int] = {}
        self._furniture: dict[tuple[str, str], list[int]] = {}
        every = [line for page in pages for line in page.lines]
        in_cells = [
            line for page in pages for _, cells in page.tables for rows in cells.values() for line in rows
        ]
        self._body = body_size(every or in_cells)
        self._vocabulary = Counter(
            word.lower() for line in (*every, *in_cells) for word in _WORD.findall(line.text)
        )
        self._sizes: list[float] = []
        self._title: float | None = None

    def document(self) -> SourceDocument:
        """All blocks in reading order."""
        self._take_furniture()
        gap = usual_gap_of([page.lines for page in self._pages])
        self._take_footnotes()
        held: list[Line] = []
        held_notes: list[Line] = []
        for page in self._pages:
            for kind, item in _in_order(page):
                if kind == "line":
                    held.append(item)
                else:
                    self._text(held, gap)
                    held = []
                    self._table(*item)
            held_notes += page.notes
        self._text(held, gap)
        self._notes(held_notes)
        furniture = _furniture_rows(self._furniture)
        opening = [block.text for block in self._blocks[:12]]
        metadata = metadata_of([row.text for row in furniture], opening)
        return SourceDocument(
            self._source,
            tuple(self._blocks),
            Metadata(metadata.version, metadata.date, metadata.title),
            warnings=tuple(self._warnings),
            not_read=(*self._not_read, *furniture),
        )

    def _take_furniture(self) -> None:
        found = furniture_of([page.lines for page in self._pages], [page.height for page in self._pages])
        for page in self._pages:
            for line in page.lines:
                if id(line) in found:
                    self._furniture.setdefault((found[id(line)], line.text), []).append(page.number)
            page.lines = [line for line in page.lines if id(line) not in found]
            _set_sides([line for line in page.lines if line.region == 0])
        self._sizes = _heading_sizes(self._pages, self._body)
        self._title = _title_size(self._pages, self._sizes)

    def _take_footnotes(self) -> None:
        for page in self._pages:
            cut = footnotes_of(page.lines, self._body)
            page.lines, page.notes = page.lines[:cut], page.lines[cut:]
            self._noted.update(mark for line in page.notes if (mark := note_mark(line)) is not None)

    def _text(self, lines: Sequence[Line], gap: float) -> None:
        """Running text between tables."""
        for line in lines:
            line.superscripts = []
            if len(line.words) > 1:
                marks = [word for word in raised_marks(line) if word.text in self._noted]
                line.superscripts = [word.text for word in marks]
                line.words = [word for word in line.words if word not in marks] or line.words
        for paragraph in paragraphs_of(lines, gap, self._body):
            self._block(paragraph)

    def _notes(self, lines: Sequence[Line]) -> None:
        """Footnotes, each tied to the block that cites it."""
        open_note: list[Line] = []
        for line in (*lines, None):
            if line is None or note_mark(line) is not None:
                if open_note:
                    self._note(open_note)
                open_note = []
            if line is not None:
                open_note.append(line)

    def _note(self, lines: list[Line]) -> None:
        mark = note_mark(lines[0]) or ""
        first = lines[0].words[0]
        first.text = first.text[len(mark) :]
        if not first.text and len(lines[0].words) > 1:
            lines[0].words = lines[0].words[1:]
        self._block(Paragraph(lines, "note", note=mark))

    def _block(self, paragraph: Paragraph, cell: Cell | None = None) -> None:
        text, emphasis, bold, _ = collapse(joined(paragraph, self._vocabulary))
        if not text:
            return
        first = paragraph.lines[0]
        self._where = f"page {first.page}"
        if cell is not None and self._goes_on_in_cell(cell, text, emphasis, bold):
            return
        for line in paragraph.lines:
            for mark in line.superscripts:
                self._cited.setdefault(mark, len(self._blocks))
        self._blocks.append(
            Block(
                text=text,
                bullet=paragraph.bullet,
                heading_level=self._heading(paragraph, text) if cell is None else None,
                style="Title" if cell is None and self._is_title(first) else None,
                emphasis=emphasis,
                bold=bold,
                indent=round(max(first.x0 - first.left, 0.0), 1),
                cell=cell,
                role=paragraph.role,
                cites=self._cited.get(paragraph.note, max(len(self._blocks) - 1, 0))
                if paragraph.note
                else None,
                page=first.page,
                where=self._where,
            )
        )

    def _goes_on_in_cell(self, cell: Cell, text: str, emphasis: Spans, bold: Spans) -> bool:
        """Add words to the last paragraph of the same cell on the page before, if its sentence is open."""
        for index in range(len(self._blocks) - 1, -1, -1):
            block = self._blocks[index]
            if block.cell is None or (block.cell.table, block.cell.row) != (cell.table, cell.row):
                return False
            if block.cell == cell:
                break
        else:
            return False
        if text[:1].isupper() or block.text[-1:] in ".;:" or block.where == self._where:
            return False
        start = len(block.text) + 1
        self._blocks[index] = replace(
            block,
            text=f"{block.text} {text}",
            emphasis=block.emphasis + tuple((a + start, b + start) for a, b in emphasis),
            bold=block.bold + tuple((a + start, b + start) for a, b in bold),
        )
        return True

    def _heading(self, paragraph: Paragraph, text: str) -> int | None:
        """The level of a line in larger letters than the running text, by how much larger."""
        line = paragraph.lines[0]
        if paragraph.role != "body" or paragraph.bullet or not _is_large(line, self._body):
            return None
        if len(text.split()) > _HEADING_WORDS:
            return None
        if self._is_title(line):
            return None
        larger = sum(1 for size in self._sizes if size > line.size * 1.03 and size != self._title)
        return min(larger + 1, 6)

    def _is_title(self, line: Line) -> bool:
        return self._title is not None and line.page == 1 and line.size > self._title * 0.97

    def _table(self, grid: Grid, cells: dict[tuple[int, int], list[Line]]) -> None:
        """A ruled table; one that goes on from the page before, with the same columns, is the same table."""
        same = self._open_table is not None and _same_columns(self._open_table[0], grid.columns)
        if same and self._open_table is not None:
            identity, first_row = self._open_table[1:]
        else:
            identity, first_row = self._tables, 0
            self._tables += 1
        rows = sorted({row for row, _ in cells})
        starts = sorted(set(grid.cells.values()))
        if same and rows and first_row:
            rows, first_row = self._continued(cells, rows, identity, first_row)
        for offset, row in enumerate(rows):
            columns = [column for start_row, column in starts if start_row == row]
            for index, column in enumerate(columns):
                lines = cells.get((row, column), [])
                place = Cell(identity, first_row + offset, index, len(columns))
                for paragraph in paragraphs_of(lines, usual_gap_of([lines]), self._body):
                    self._block(paragraph, place)
        self._open_table = (grid.columns, identity, first_row + len(rows))

    def _continued(
        self, cells: dict[tuple[int, int], list[Line]], rows: list[int], table: int, first_row: int
    ) -> tuple[list[int], int]:
        """A table's rows on a new page: a repeated head is left out, a row that was cut goes on."""
        head = " ".join(b.text for b in self._blocks if b.cell and (b.cell.table, b.cell.row) == (table, 0))
        lines = [line for (row, _), inside in sorted(cells.items()) if row == rows[0] for line in inside]
        if head and " ".join(line.text for line in lines) == head:
            self._not_read.append(NotRead("repeated table head", f"page {lines[0].page}", head))
            rows = rows[1:]
        if rows and not cells.get((rows[0], 0)) and first_row:
            first_row -= 1
        return rows, first_row


def _is_large(line: Line, body: float) -> bool:
    """Whether the letters are larger than the running text: clearly, or a little and bold."""
    return line.size > _HEADING_SIZE * body or (line.bold and line.size > 1.04 * body)


def _heading_sizes(pages: list[Page], body: float) -> list[float]:
    """The sizes of headings in the document, largest first, those within a few per cent as one."""
    found: list[float] = []
    large = {line.size for page in pages for line in page.lines if _is_large(line, body)}
    for size in sorted(large, reverse=True):
        if not found or size < found[-1] * 0.97:
            found.append(size)
    return found


def _title_size(pages: list[Page], sizes: list[float]) -> float | None:
    """The size of the document's title: the largest letters, if nothing but the head of page 1 has them."""
    if not sizes:
        return None
    largest = [(page, line) for page in pages for line in page.lines if line.size > sizes[0] * 0.97]
    on_top = {id(line) for line in pages[0].lines[:6]}
    return sizes[0] if len(largest) <= 3 and all(id(line) in on_top for _, line in largest) else None


def _set_sides(lines: list[Line]) -> None:
    """The sides of the text on a page, once what runs along is gone."""
    if lines:
        left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
        for line in lines:
            line.left, line.right = left, right


def _in_order(page: Page) -> list[tuple[str, Any]]:
    """Lines and tables of a page in reading order: a table stands before the first line below it."""
    waiting = sorted(page.tables, key=lambda table: -table[0].rows[0])
    ordered: list[tuple[str, Any]] = []
    for line in page.lines:
        while waiting and line.region == 0 and waiting[0][0].rows[-1] >= line.bottom:
            ordered.append(("table", waiting.pop(0)))
        ordered.append(("line", line))
    return ordered + [("table", table) for table in waiting]


def _furniture_rows(furniture: dict[tuple[str, str], list[int]]) -> list[NotRead]:
    """What runs along, once with all its pages; the page numbers in one row."""
    rows, numbers = [], []
    for (what, text), pages in furniture.items():
        if what == "page number":
            numbers += [(page, text) for page in pages]
        else:
            rows.append(NotRead(what, _pages_named(pages), text))
    if numbers:
        numbers.sort()
        texts = " ".join(text for _, text in numbers)
        rows.append(NotRead("page number", _pages_named([page for page, _ in numbers]), texts))
    return rows


def _same_columns(one: list[float], other: list[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) < 4 for a, b in zip(one, other, strict=True))


def _pages_named(numbers: list[int]) -> str:
    """``pages 1-3, 5`` for the pages 1, 2, 3 and 5."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    named = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {named}"
