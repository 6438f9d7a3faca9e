"""Words, lines and columns of one PDF page, from where its glyphs stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from clausediff.sources.inline import Piece
from clausediff.sources.pdf_glyphs import Glyph, spelled

_WORD_GAP = 0.14
"""A gap this wide, relative to the font's height, parts two words."""
_COLUMN_WORDS = 25
"""A column has at least this many words; less is a row of something."""
_GUTTER = 7.0
"""Points between two columns of text."""


@dataclass(slots=True)
class Word:
    """Glyphs that stand together in one formatting.

    ``glued`` if no space parts it from the word before, ``spaced`` if the file has a space before it.
    """

    text: str
    x0: float
    x1: float
    bottom: float
    top: float
    bold: bool
    italic: bool
    size: float
    font: str
    glued: bool = False
    spaced: bool = False

    @property
    def height(self) -> float:
        """Height of its line box in points."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Line:
    """Words beside each other, left to right; ``left`` and ``right`` are the sides of its column."""

    words: list[Word]
    page: int
    left: float = 0.0
    right: float = 0.0
    region: int = 0
    superscripts: list[str] = field(default_factory=list)

    @property
    def x0(self) -> float:
        """Left end in points."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right end in points."""
        return self.words[-1].x1

    @property
    def size(self) -> float:
        """Height of most of its letters, in points."""
        sizes = sorted((word.size, len(word.text)) for word in self.words)
        half, total = sum(count for _, count in sizes) / 2, 0
        for size, count in sizes:
            total += count
            if total >= half:
                return size
        return sizes[-1][0]

    @property
    def bottom(self) -> float:
        """Lowest point."""
        return min(word.bottom for word in self.words)

    @property
    def top(self) -> float:
        """Highest point."""
        return max(word.top for word in self.words)

    @property
    def text(self) -> str:
        """The words with spaces between them."""
        return "".join(word.text if word.glued else f" {word.text}" for word in self.words).strip()

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.bold for word in self.words)

    def pieces(self) -> list[Piece]:
        """The words with their formatting, a space between them."""
        found: list[Piece] = []
        for index, word in enumerate(self.words):
            if index and not word.glued:
                same = self.words[index - 1].bold and word.bold
                found.append((" ", same, same or (self.words[index - 1].italic and word.italic)))
            found.append((word.text, word.bold, word.bold or word.italic))
        return found


def words_of(glyphs: list[Glyph]) -> list[Word]:
    """Words in the order of the content stream."""
    words: list[Word] = []
    last: Glyph | None = None
    for glyph in glyphs:
        apart = last is None or glyph.after_space or _apart(last, glyph)
        if apart or (last is not None and (last.bold, last.italic) != (glyph.bold, glyph.italic)):
            words.append(
                Word(
                    spelled(glyph.text),
                    glyph.x0,
                    glyph.x1,
                    glyph.bottom,
                    glyph.top,
                    glyph.bold,
                    glyph.italic,
                    glyph.size,
                    glyph.font,
                    glued=not apart,
                    spaced=glyph.after_space,
                )
            )
        else:
            word = words[-1]
            word.text += spelled(glyph.text)
            word.x0, word.x1 = min(word.x0, glyph.x0), max(word.x1, glyph.x1)
            word.bottom, word.top = min(word.bottom, glyph.bottom), max(word.top, glyph.top)
        last = glyph
    return words


def _apart(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size, 1.0)
    if abs(before.bottom - glyph.bottom) > 0.25 * size:
        return True
    gap = glyph.x0 - before.x1
    return gap > _WORD_GAP * size or gap < -1.5 * size


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """Words gathered in lines, from the top of the page down."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.middle, word.x0)):
        for row in reversed(rows[-3:]):
            if _same_row(row[0], word):
                row.append(word)
                break
        else:
            rows.append([word])
    lines = []
    for row in rows:
        row.sort(key=lambda word: word.x0)
        lines.append(_unglued(Line(_glued(row), page)))
    return lines


def _unglued(line: Line) -> Line:
    """A line's first word has none before it."""
    line.words[0] = replace(line.words[0], glued=False)
    return line


def _same_row(one: Word, other: Word) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > 0.55 * min(one.height, other.height)


def _glued(row: list[Word]) -> list[Word]:
    """Parts of a word that the content stream brought apart, together again, as new words."""
    glued: list[Word] = []
    for word in row:
        if glued and word.x0 - glued[-1].x1 < 0.02 * word.size and word.x0 >= glued[-1].x1 - 0.2 * word.size:
            before = glued[-1]
            together = abs(before.bottom - word.bottom) < 0.15 * word.size and not word.spaced
            if together and before.bold == word.bold and before.font == word.font:
                end = max(before.x1, word.x1)
                glued[-1] = replace(before, text=before.text + word.text, x1=end)
                continue
            glued.append(replace(word, glued=together))
        else:
            glued.append(word)
    return glued


def in_columns(words: list[Word], page: int) -> list[Line]:
    """The page's lines in reading order: columns one after the other between lines of full width."""
    if not words:
        return []
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    gutter = _gutter(words, left, right)
    if gutter is None:
        lines = lines_of(words, page)
        for line in lines:
            line.left, line.right = left, right
        return lines
    ordered: list[Line] = []
    for region, (band, split) in enumerate(_bands(words, gutter)):
        sides = (
            [[w for w in band if w.x1 <= gutter], [w for w in band if w.x0 >= gutter]] if split else [band]
        )
        for number, side in enumerate(part for part in sides if part):
            edge = (min(word.x0 for word in side), max(word.x1 for word in side))
            for line in lines_of(side, page):
                line.left, line.right = edge if split else (left, right)
                line.region = 2 * region + number
                ordered.append(line)
    return ordered


def _gutter(words: list[Word], left: float, right: float) -> float | None:
    """Where the page is divided in two columns; ``None`` if it is not."""
    width = right - left
    best: tuple[int, float] | None = None
    for step in range(30, 71):
        x = left + width * step / 100
        crossing = sum(1 for word in words if word.x0 - _GUTTER / 2 < x < word.x1 + _GUTTER / 2)
        if best is None or (crossing, abs(step - 50)) < (best[0], abs((best[1] - left) / width * 100 - 50)):
            best = (crossing, x)
    if best is None or best[0] > 0.2 * len(words):
        return None
    bands = _bands(words, best[1])
    return best[1] if any(split for _, split in bands) else None


def _bands(words: list[Word], x: float) -> list[tuple[list[Word], bool]]:
    """The page from top to bottom in bands, each either of full width or split at ``x``."""
    lines = lines_of(words, 0)
    bands: list[tuple[list[Word], bool]] = []
    for line in lines:
        crosses = any(word.x0 - _GUTTER / 2 < x < word.x1 + _GUTTER / 2 for word in line.words)
        if not bands or bands[-1][1] == crosses:
            bands.append(([], not crosses))
        bands[-1][0].extend(line.words)
    checked: list[tuple[list[Word], bool]] = []
    for band, split in bands:
        columns = split and _is_two_columns(band, x)
        if checked and not columns and not checked[-1][1]:
            checked[-1][0].extend(band)
        else:
            checked.append((band, columns))
    return checked


def _is_two_columns(band: list[Word], x: float) -> bool:
    """Both sides are running text, not a label and its words or a row of names."""
    for side in ([word for word in band if word.x1 <= x], [word for word in band if word.x0 >= x]):
        if len(side) < _COLUMN_WORDS or len(side) < 3.5 * len(lines_of(side, 0)):
            return False
    return True
