"""From the lines of all pages to paragraphs: what runs along on every page, where a paragraph ends."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from clausediff.sources.inline import Piece
from clausediff.sources.pdf_glyphs import UNKNOWN
from clausediff.sources.pdf_lines import Line, Word
from clausediff.sources.textlines import starts_with_label

_PAGE_NUMBER = re.compile(
    r"(?:[-–|]\s*)?(?:(?:page|pagina|pag\.|blz\.?|p\.)\s*[|:]?\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:/|of|van|von)\s*\d{1,4})?(?:\s*[-–|])?",
    re.IGNORECASE,
)
_MARGIN = 0.22
"""Share of the page at its head and foot where furniture stands."""
_ENDS = re.compile(r"[.;:!?]['\"”’)\]]*$")
_BULLETS = f"•▪·●◦○■□➢–—-*✓{UNKNOWN}"
_SYMBOL_FONTS = ("symbol", "wingding", "courier", "zapf", "opensymbol")
_CONJUNCTIONS = {"en", "of", "and", "or", "to", "tot", "dan", "und"}
_NOTE_SIZE = 0.87
_MARK_SIZE = 0.8
_ALMOST_BODY = 0.97


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line]
    role: str = "body"
    bullet: bool = False
    note: str | None = None
    marks: list[str] = field(default_factory=list)


def furniture_of(pages: Sequence[list[Line]], heights: Sequence[float]) -> dict[int, str]:
    """Lines that are a page's furniture, by ``id``, with what they are.

    A running header or footer stands at the same height on at least a third of the pages, figures in it
    aside; a page number stands alone at the head or the foot.
    """
    seen: Counter[tuple[str, int]] = Counter()
    places: dict[int, tuple[str, int]] = {}
    for lines, height in zip(pages, heights, strict=True):
        counted: set[tuple[str, int]] = set()
        for line in lines:
            share = (line.top + line.bottom) / 2 / height if height else 0.5
            if _MARGIN < share < 1 - _MARGIN:
                continue
            key = (re.sub(r"\d+", "#", line.text), round(line.bottom / 4))
            places[id(line)] = key
            counted.update({key, (key[0], key[1] + 1), (key[0], key[1] - 1)})
        seen.update(counted)
    least = max(2, round(len(pages) / 3))
    found: dict[int, str] = {}
    for lines in pages:
        found.update(_furniture_of_page(lines, places, seen, least))
    return found


def _furniture_of_page(
    lines: list[Line],
    places: dict[int, tuple[str, int]],
    seen: Counter[tuple[str, int]],
    least: int,
) -> dict[int, str]:
    """Furniture stands at the very head and the very foot: a line inside the text is never taken."""
    found: dict[int, str] = {}
    by_height = sorted(lines, key=lambda line: -line.bottom)
    for ordered, what in ((by_height, "running header"), (by_height[::-1], "running footer")):
        for index, line in enumerate(ordered[:8]):
            key = places.get(id(line))
            if key is None:
                break
            text = line.text
            furnished = seen[key] >= least
            beside = index == 0 or id(ordered[index - 1]) in found
            if _PAGE_NUMBER.fullmatch(text) and (furnished or beside):
                found[id(line)] = "page number"
            elif furnished:
                found[id(line)] = what
            else:
                break
    return found


def paragraphs_of(lines: Sequence[Line], usual_gap: float, body: float) -> list[Paragraph]:
    """Lines of one column after the other, cut into paragraphs; sentences go on over pages."""
    paragraphs: list[Paragraph] = []
    for line in lines:
        last = paragraphs[-1] if paragraphs else None
        if last is not None and not _begins(last, line, usual_gap, body):
            last.lines.append(line)
        else:
            paragraphs.append(_opened(line))
    return paragraphs


def _opened(line: Line) -> Paragraph:
    """A paragraph with its first line; a bullet is taken off."""
    first = line.words[0]
    alone = len(line.words) > 1 and len(first.text) == 1
    drawn = first.text in _BULLETS or "\ue000" <= first.text <= "\uf8ff"
    typed_o = first.text == "o" and any(name in first.font.lower() for name in _SYMBOL_FONTS)
    if alone and (drawn or typed_o or _is_symbol(first)):
        line.words = line.words[1:]
        return Paragraph([line], bullet=True)
    return Paragraph([line])


def _is_symbol(word: Word) -> bool:
    return (
        any(name in word.font.lower() for name in ("symbol", "wingding", "zapf")) and not word.text.isalnum()
    )


def _begins(paragraph: Paragraph, line: Line, usual_gap: float, body: float) -> bool:
    """Whether a line begins a paragraph after the one before it."""
    last = paragraph.lines[-1]
    turned = last.page != line.page or last.region != line.region
    if _looks_apart(last, line):
        return True
    if _bulleted(line):
        return True
    if turned:
        return _begins_after_turn(paragraph, last, line)
    if last.bottom - line.bottom > usual_gap * 1.28 * max(line.size / body, 0.8):
        return True
    fits = line.words[0].x1 - line.words[0].x0 < last.right - last.x1 - 0.35 * line.size
    if fits and not _is_centred_pair(last, line):
        return True
    return _labelled_start(paragraph, last, line) or _indented(paragraph, line)


def _looks_apart(last: Line, line: Line) -> bool:
    """Another size of letters, or a bold line beside one that is not."""
    ratio = line.size / last.size if last.size else 1.0
    if not 0.88 < ratio < 1.14:
        return True
    return last.bold and not line.words[0].bold and not _runs_on(last, line)


def _runs_on(last: Line, line: Line) -> bool:
    """A bold stretch that fills its line may end on the next."""
    return line.words[0].text[:1].islower() or (
        line.words[0].text[:1] in '(“‘"' and not _ENDS.search(last.text)
    )


def _bulleted(line: Line) -> bool:
    first = line.words[0]
    drawn = first.text in _BULLETS or "\ue000" <= first.text <= "\uf8ff"
    return len(line.words) > 1 and drawn and line.words[1].x0 - first.x1 > 0.15 * line.size


def _begins_after_turn(paragraph: Paragraph, last: Line, line: Line) -> bool:
    """At a new page or column: a sentence that is not finished goes on."""
    if _ENDS.search(last.text):
        full = last.x1 > last.right - 0.12 * (last.right - last.left)
        return starts_with_label(line.text) or not (
            full and last.text[-1] not in ":;" and _continues(paragraph, line)
        )
    if starts_with_label(line.text) and (_own_label(line) or line.bold):
        return True
    if last.bold and line.bold:
        return True
    short = last.x1 < last.left + 0.75 * (last.right - last.left)
    return short and not line.text[:1].islower()


def _continues(paragraph: Paragraph, line: Line) -> bool:
    """The line stands where the paragraph's later lines stand, and not where its first one does."""
    if len(paragraph.lines) < 2:
        return False
    offset = paragraph.lines[1].x0 - paragraph.lines[0].x0
    return abs(offset) > 4 and abs(line.x0 - paragraph.lines[1].x0) < 2


def _labelled_start(paragraph: Paragraph, last: Line, line: Line) -> bool:
    """A typed label begins a clause, unless a sentence is under way to it (``set out in``, ``Section 5``)."""
    if not starts_with_label(line.text):
        return False
    if _hangs_with(paragraph, line) and not _own_label(line):
        return False
    if _ENDS.search(last.text) or re.search(r"[;,]\s(?:and|or|en|of)$", last.text):
        return True
    hanging = len(paragraph.lines) > 1 and paragraph.lines[1].x0 - line.x0 > 4
    if hanging or line.x0 < paragraph.lines[0].x0 - 4:
        return True
    return _own_label(line) and abs(line.x0 - paragraph.lines[-1].x0) > 4


def _hangs_with(paragraph: Paragraph, line: Line) -> bool:
    """The line stands under the hanging words of its paragraph, where a new label would not stand."""
    if len(paragraph.lines) < 2:
        return False
    return paragraph.lines[1].x0 - paragraph.lines[0].x0 > 4 and abs(line.x0 - paragraph.lines[1].x0) < 2


def _own_label(line: Line) -> bool:
    """The label stands apart from its words, as tabs and list indents print it."""
    return len(line.words) > 1 and line.words[1].x0 - line.words[0].x1 > 0.55 * line.size


def _indented(paragraph: Paragraph, line: Line) -> bool:
    """A line that starts elsewhere than the paragraph's other lines do."""
    first = paragraph.lines[0]
    if len(paragraph.lines) == 1:
        centred = abs((line.x0 + line.x1) / 2 - (first.x0 + first.x1) / 2) < 3
        return (
            line.x0 - first.x0 > 4
            and not starts_with_label(first.text)
            and not paragraph.bullet
            and not centred
        )
    expected = paragraph.lines[-1].x0 if paragraph.lines[-1].page == line.page else line.x0
    if len(paragraph.lines) >= 2 and abs(line.x0 - expected) <= 4:
        return False
    centred = _is_centred_pair(paragraph.lines[-1], line)
    return not centred


def _is_centred_pair(last: Line, line: Line) -> bool:
    """Two lines of one title: centred over each other, as bold and as large as each other."""
    if starts_with_label(line.text):
        return False
    same = abs((last.x0 + last.x1) / 2 - (line.x0 + line.x1) / 2) < 4 and last.bold == line.bold
    inside = last.x0 - last.left > 18 and line.x0 - line.left > 18
    return same and inside and last.bold and not _ENDS.search(last.text)


def usual_gap_of(lines: Iterable[Sequence[Line]]) -> float:
    """The distance between lines of running text, in points: the most common one."""
    gaps: Counter[float] = Counter()
    for page in lines:
        for above, below in itertools.pairwise(page):
            gap = above.bottom - below.bottom
            if above.region == below.region and 0.5 * below.size < gap < 2.6 * below.size:
                gaps[round(gap * 2) / 2] += len(below.text) + (40 if above.x1 > above.right - 30 else 0)
    return max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 14.0


def body_size(lines: Iterable[Line]) -> float:
    """Height of the running text in points: that of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0


def footnotes_of(lines: list[Line], body: float) -> int:
    """Index of the first line of the footnotes at a page's foot; the number of lines if there are none."""
    start = len(lines)
    while start > 0 and lines[start - 1].size < _ALMOST_BODY * body:
        start -= 1
    while start < len(lines) and not _opens_note(lines[start], body):
        start += 1
    return start if start > 0 else len(lines)


def _opens_note(line: Line, body: float) -> bool:
    """A mark in much smaller letters than the running text, or a small raised one before a little smaller."""
    raised = len(line.words) > 1 and line.words[0].size < _MARK_SIZE * line.size
    return note_mark(line) is not None and (raised or line.size < _NOTE_SIZE * body)


def note_mark(line: Line) -> str | None:
    """The number that a footnote starts with."""
    found = re.match(r"(\d{1,3}|\*{1,3}|†)(?=\D|$)", line.words[0].text)
    return found[1] if found else None


def raised_marks(line: Line) -> list[Word]:
    """Small raised figures in a line: marks that cite a footnote."""
    size, bottom = line.size, sorted(word.bottom for word in line.words)[len(line.words) // 2]
    return [
        word
        for word in line.words
        if word.size < _MARK_SIZE * size and word.bottom > bottom + 0.15 * size and note_text(word.text)
    ]


def note_text(text: str) -> bool:
    """Whether a word can be a footnote's mark."""
    return bool(re.fullmatch(r"\d{1,3}|\*{1,3}|†", text))


def joined(paragraph: Paragraph, vocabulary: Counter[str]) -> list[Piece]:
    """The paragraph's pieces; a word broken at a line's end is whole again.

    Whether the hyphen stays is told from the document's own words: ``sub-verwerker`` stays if it occurs so
    elsewhere. A narrow table cell breaks words without any hyphen: they are known by occurring elsewhere.
    """
    pieces: list[Piece] = []
    for line in paragraph.lines:
        own = line.pieces()
        if pieces and own:
            text, bold, emphasised = pieces[-1]
            following = own[0][0]
            if text.endswith("-") and len(text) > 1 and following[:1].isalpha():
                pieces[-1] = (_mended(text, following, vocabulary), bold, emphasised)
            elif not (following[0] in ",.;:)" or _broken_bare(text, following, vocabulary)):
                same = pieces[-1][1] and own[0][1]
                pieces.append((" ", same, same or (pieces[-1][2] and own[0][2])))
        pieces += own
    return pieces


def _broken_bare(head: str, following: str, vocabulary: Counter[str]) -> bool:
    """Whether a word was broken without a hyphen: whole it occurs elsewhere, its parts do not."""
    start, end = re.search(r"\w+$", head), re.match(r"\w+", following)
    if start is None or end is None or not end[0][0].islower():
        return False
    parts = (start[0].lower(), end[0].lower())
    return vocabulary["".join(parts)] > 0 and all(vocabulary[part] <= 1 for part in parts)


def _mended(head: str, following: str, vocabulary: Counter[str]) -> str:
    """The head of a broken word as it is printed unbroken: without its hyphen, with it, or with a space."""
    tail = re.match(r"\w+", following)
    if tail is None or tail[0].lower() in _CONJUNCTIONS:
        return head + " "
    stem = re.search(r"\w+(?=-$)", head)
    if stem is None:
        return head
    whole, hyphened = (stem[0] + tail[0]).lower(), f"{stem[0]}-{tail[0]}".lower()
    if hyphened in vocabulary and whole not in vocabulary:
        return head
    kept = following[:1].isupper() or stem[0].isdigit() or stem[0].isupper()
    return head if kept and whole not in vocabulary else head[:-1]
