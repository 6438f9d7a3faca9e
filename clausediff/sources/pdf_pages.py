"""Opening a PDF and laying out its pages: words, lines and columns, and the cells of ruled tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from clausediff.errors import InputError
from clausediff.model.source import NotRead, Warn
from clausediff.sources.pdf_glyphs import Glyph, glyphs_of, numbered_fonts, told_back
from clausediff.sources.pdf_lines import Line, in_columns, lines_of, words_of
from clausediff.sources.pdf_tables import Grid, grids_of, rules_of

MAX_PAGES = 3000
_LARGE_PICTURE = 0.05
"""Share of the page that a picture must cover to be listed."""
_SCAN_REMEDY = "ask for the Word file, or make the text readable with OCR (for instance ocrmypdf)"


@dataclass(slots=True)
class Page:
    """What one page holds: lines of running text, and tables with the lines of each cell."""

    number: int
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[tuple[Grid, dict[tuple[int, int], list[Line]]]] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)


def opened(data: bytes, name: str) -> Any:
    """The document, once it is seen to be one that can be read.

    Raises:
        InputError: the file is empty, encrypted, damaged or too long.
    """
    import pypdfium2

    if not data:
        raise InputError("empty-file", name, "is empty", "check that the download or copy is complete")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            remedy = "open it with its password and save it without one"
            raise InputError("password-protected", name, "is protected with a password", remedy) from None
        raise InputError(
            "damaged-pdf", name, "is no PDF file or is damaged", "ask for the file again"
        ) from None
    if len(document) > MAX_PAGES:
        document.close()
        raise InputError("too-large", name, f"has more than {MAX_PAGES} pages", "split it in parts")
    return document


def _with_annotations(document: Any, number: int) -> Any:
    """The page with the words of its annotations and filled-in fields in its text, as it is printed."""
    import pypdfium2.raw as pdfium

    page = document[number]
    kinds = set()
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        kinds.add(pdfium.FPDFAnnot_GetSubtype(annotation))
        pdfium.FPDFPage_CloseAnnot(annotation)
    if not kinds - {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP}:
        return page
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return document[number]


def _large_pictures(page: Any) -> int:
    """How many pictures cover a part of the page that words could stand in; a logo is none."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    boxes = [one.get_bounds() for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)]
    return sum((x1 - x0) * (y1 - y0) > _LARGE_PICTURE * width * height for x0, y0, x1, y1 in boxes)


def pages_of(document: Any, name: str) -> tuple[list[list[Glyph]], list[Page], list[NotRead]]:
    """Glyphs as the file has them, the pages laid out (numbers told back as letters), and what was not read.

    Raises:
        InputError: no page holds text.
    """
    import pypdfium2

    glyphs: list[list[Glyph]] = []
    heights: list[float] = []
    grids: list[list[Grid]] = []
    not_read: list[NotRead] = []
    for number in range(len(document)):
        try:
            page = _with_annotations(document, number)
            found, sideways = glyphs_of(page)
            rules = rules_of(page)
            not_read += [NotRead("picture", f"page {number + 1}", "")] * _large_pictures(page)
            heights.append(page.get_size()[1])
            page.close()
        except pypdfium2.PdfiumError:
            not_read.append(NotRead("damaged page", f"page {number + 1}", ""))
            found, sideways, rules = [], "", []
            heights.append(1.0)
        if sideways:
            not_read.append(NotRead("text printed sideways", f"page {number + 1}", sideways))
        glyphs.append(found)
        grids.append(grids_of(rules))
    if not any(glyphs):
        fault = "holds pictures of pages and no text" if len(document) else "has no pages"
        raise InputError("scanned-pdf", name, fault, _SCAN_REMEDY)
    fonts = numbered_fonts(glyphs)
    pages = []
    for index, found in enumerate(glyphs):
        page = _laid_out(told_back(found, fonts), grids[index], index + 1, heights[index])
        if not found:
            not_read.append(NotRead("page without text", f"page {index + 1}", ""))
        pages.append(page)
    return glyphs, pages, not_read


def _laid_out(glyphs: list[Glyph], grids: list[Grid], number: int, height: float) -> Page:
    """Words in the cells of the page's tables, the others in lines and columns."""
    page = Page(number, height)
    outside = words_of(glyphs)
    for grid in grids:
        inside: dict[tuple[int, int], list[Any]] = {}
        rest = []
        for word in outside:
            cell = grid.cell_of(word)
            if cell is None:
                rest.append(word)
            else:
                inside.setdefault(cell, []).append(word)
        if not inside or (len(grid.rows) == 2 and len(inside) < 2):
            continue
        outside = rest
        cells = {}
        for cell, words in inside.items():
            left, right = min(word.x0 for word in words), max(word.x1 for word in words)
            cells[cell] = lines_of(words, number)
            for line in cells[cell]:
                line.left, line.right = left, right
        page.tables.append((grid, cells))
    page.lines = in_columns(outside, number)
    return page


def warnings_of(glyphs: list[list[Glyph]], pages: list[Page]) -> list[Warn]:
    """What a reader of the document should know."""
    warnings = []
    if numbered_fonts(glyphs):
        warnings.append(
            Warn(
                "text-told-back",
                "The PDF stores glyph numbers, not characters; they were read in the usual glyph order. "
                "Check the words against the printed page.",
            )
        )
    empty = [str(page.number) for page in pages if not page.lines and not page.tables]
    if empty:
        warnings.append(
            Warn("page-without-text", f"No text on page {', '.join(empty)}: a blank page or a picture.")
        )
    return warnings
