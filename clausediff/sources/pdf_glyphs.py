"""The glyphs of a PDF page, upright and with their fonts: what pdfium knows of each character.

Some writers store glyph numbers where characters should be and leave out the map to Unicode (ISO 32000-1,
9.10.3). Their text shows control characters, a thing that no printed text holds. The numbers of the large
font makers follow the Macintosh glyph order, so that such text can be told back; the reader is warned.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

_SOFT_HYPHEN = "\u00ad"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_BOLD_WEIGHT = 600
UNKNOWN = "\ufffd"
"""Stands for a printed sign of which the file does not say what it is."""
_LAST_IN_ORDER = 257
_NOWHERE = -1
"""The turn of a glyph whose place on the page is no number."""
_ASCENT = 0.78
"""Share of the em above the baseline, in the usual text fonts."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character; coordinates and font size in points, y counted upwards from the page's foot."""

    text: str
    x0: float
    x1: float
    bottom: float
    top: float
    size: float
    font: str
    bold: bool
    italic: bool
    after_space: bool


def glyphs_of(page: Any) -> tuple[list[Glyph], str]:
    """The upright glyphs of a page in the order of its content stream, and the text that stands sideways.

    A page whose text mostly runs up or down (a landscape annex) is turned first.
    """
    textpage = page.get_textpage()
    try:
        raw = _raw_glyphs(textpage)
    finally:
        textpage.close()
    turn = _common_turn(raw)
    width, height = page.get_size()
    upright = [_turned(glyph, turn, width, height) for glyph, own in raw if own == turn]
    sideways = "".join(
        " " + glyph.text if glyph.after_space else glyph.text for glyph, own in raw if own != turn
    )
    return _without_overprint(upright), " ".join(sideways.split())


def _raw_glyphs(textpage: Any) -> list[tuple[Glyph, int]]:
    """Every glyph with its turn in quarters, counter-clockwise."""
    import pypdfium2.raw as pdfium

    handle = textpage.raw
    sides = [ctypes.c_double() for _ in range(4)]
    origin = [ctypes.c_double() for _ in range(2)]
    box = pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    name = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    found: list[tuple[Glyph, int]] = []
    space = True
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        text = "-" if code == 2 and pdfium.FPDFText_IsHyphen(handle, index) else chr(code) if code else ""
        is_space = text.isspace() and code >= ord(" ")
        if not text or is_space or pdfium.FPDFText_IsGenerated(handle, index) == 1:
            space = True
            continue
        pdfium.FPDFText_GetCharBox(handle, index, *sides)
        pdfium.FPDFText_GetLooseCharBox(handle, index, box)
        length = pdfium.FPDFText_GetFontInfo(handle, index, name, 256, flags)
        font = name.value.decode("utf-8", "replace") if length else ""
        weight = pdfium.FPDFText_GetFontWeight(handle, index)
        angle = pdfium.FPDFText_GetCharAngle(handle, index)
        pdfium.FPDFText_GetMatrix(handle, index, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = _rounded(pdfium.FPDFText_GetFontSize(handle, index) * scale) or 1.0
        pdfium.FPDFText_GetCharOrigin(handle, index, origin[0], origin[1])
        ink = tuple(side.value for side in sides)
        loose = (box.left, box.right, box.bottom, box.top)
        known = all(map(math.isfinite, (angle, size, *ink, *loose, origin[0].value, origin[1].value)))
        turn = round(angle / (math.pi / 2)) % 4 if known else _NOWHERE
        x0, x1, low, high = _line_box(turn, (origin[0].value, origin[1].value), size, ink, loose)
        bold = weight >= _BOLD_WEIGHT or "bold" in font.lower() or "black" in font.lower()
        italic = "italic" in font.lower() or "oblique" in font.lower()
        found.append((Glyph(text, x0, x1, low, high, size, font, bold, italic, space), turn))
        space = False
    return found


def _rounded(size: float) -> float:
    return round(size, 1) if math.isfinite(size) else math.nan


def _line_box(
    turn: int, origin: tuple[float, float], size: float, ink: tuple[float, ...], loose: tuple[float, ...]
) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a glyph's part of its line.

    Along the line it is as wide as it advances; across it, one em high on its baseline whatever the font.
    """
    above, below = (_ASCENT, 1 - _ASCENT) if turn in (0, 3) else (1 - _ASCENT, _ASCENT)
    if turn % 2 == 0:
        low, high = origin[1] - below * size, origin[1] + above * size
        return *_reach(loose[0], loose[1], ink[0], ink[1]), low, high
    left, right = origin[0] - below * size, origin[0] + above * size
    return left, right, *_reach(loose[2], loose[3], ink[2], ink[3])


def _reach(start: float, end: float, inked_from: float, inked_to: float) -> tuple[float, float]:
    """Where a glyph starts and ends along its line: its advance width, or its ink if the font gives none."""
    return (start, end) if end - start > 0.01 else (inked_from, inked_to)


def _common_turn(raw: list[tuple[Glyph, int]]) -> int:
    turns = Counter(turn for _, turn in raw if turn != _NOWHERE)
    return max(turns, key=lambda turn: (turns[turn], -turn)) if turns else 0


def _turned(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    """The glyph on a page turned so that its line runs from left to right."""
    if turn == 1:
        box = (glyph.bottom, glyph.top, width - glyph.x1, width - glyph.x0)
    elif turn == 2:
        box = (width - glyph.x1, width - glyph.x0, height - glyph.top, height - glyph.bottom)
    elif turn == 3:
        box = (height - glyph.top, height - glyph.bottom, glyph.x0, glyph.x1)
    else:
        return glyph
    return replace(glyph, x0=box[0], x1=box[1], bottom=box[2], top=box[3])


def _without_overprint(glyphs: list[Glyph]) -> list[Glyph]:
    """Each glyph once: some writers print a letter twice, a hair apart, to make it bold.

    The letters of a ligature share one place as well; they follow each other at once and both stay.
    """
    seen: dict[tuple[str, int, int], int] = {}
    kept = []
    for index, glyph in enumerate(glyphs):
        x, y = round(glyph.x0), round(glyph.bottom)
        before = [seen[place] for step in (-1, 0, 1) if (place := (glyph.text, x + step, y)) in seen]
        if any(index - earlier > 3 for earlier in before) and glyph.x1 - glyph.x0 > 2.5:
            continue
        seen.setdefault((glyph.text, x, y), index)
        kept.append(glyph)
    return kept


def numbered_fonts(pages: list[list[Glyph]]) -> set[str]:
    """Fonts whose text is glyph numbers: they hold control characters."""
    return {glyph.font for page in pages for glyph in page if glyph.text < " " and not glyph.text.isspace()}


def told_back(glyphs: list[Glyph], fonts: set[str]) -> list[Glyph]:
    """The glyphs with the numbers of those fonts read in the Macintosh order; spaces part words again."""
    kept: list[Glyph] = []
    space = False
    for glyph in glyphs:
        text = _of_number(ord(glyph.text)) if glyph.font in fonts else glyph.text
        if text.isspace():
            space = True
            continue
        kept.append(replace(glyph, text=text, after_space=glyph.after_space or space))
        space = False
    return kept


def _of_number(number: int) -> str:
    """Character of a glyph number: Macintosh order, where 3 is the space and 172 is left out.

    Behind the order's end every font goes on in its own way: no letter is guessed there.
    """
    if 3 <= number <= 97:
        return chr(number + 29)
    if 98 <= number <= 224:
        return bytes([number + (30 if number < 172 else 31)]).decode("mac_roman")
    return UNKNOWN if number > _LAST_IN_ORDER else chr(number)


def spelled(text: str) -> str:
    """A glyph's letters: ligatures taken apart, the soft hyphen as a hyphen."""
    return "-" if text == _SOFT_HYPHEN else _LIGATURES.get(text, text)
