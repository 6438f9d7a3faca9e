"""Plain text: paragraphs by blank lines, and lines that start with a label of their own."""

from __future__ import annotations

import re

from clausediff.model.source import Block, SourceDocument, SourceInfo
from clausediff.sources.decoding import decoded
from clausediff.sources.furniture import metadata_of
from clausediff.sources.textlines import starts_with_label

_WRAP_LIMIT = 110
"""Lines longer than this were not wrapped by hand: each is a paragraph."""
_FULL = 0.7
"""A line this full, relative to the wrap width, goes on in the next."""
_BULLET = re.compile(r"^[•▪·*–—-]\s+")


def read_plaintext(data: bytes, source: SourceInfo) -> SourceDocument:
    """Read the bytes of a text file."""
    text, warnings = decoded(data, source.name)
    lines = text.replace("\f", "\n\n").split("\n")
    blocks = [_block(words, line) for line, words in _paragraphs(lines)]
    metadata = metadata_of([], [block.text for block in blocks[:12]])
    return SourceDocument(source, tuple(blocks), metadata, warnings=warnings)


def _block(words: str, line: int) -> Block:
    bullet = _BULLET.match(words)
    text = words[bullet.end() :] if bullet else words
    return Block(text=text, bullet=bool(bullet), where=f"line {line}")


def _paragraphs(lines: list[str]) -> list[tuple[int, str]]:
    """Paragraphs with the 1-based line on which each starts."""
    width = _wrap_width(lines)
    found: list[tuple[int, str]] = []
    before = ""
    for index, line in enumerate(lines, start=1):
        text = " ".join(line.split())
        if text and found and _goes_on(before, text, width):
            found[-1] = (found[-1][0], f"{found[-1][1]} {text}")
        elif text:
            found.append((index, text))
        before = text
    return found


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether a line continues the one before it."""
    if not before or width > _WRAP_LIMIT or starts_with_label(line):
        return False
    return len(before) >= _FULL * width or line[0].islower()


def _wrap_width(lines: list[str]) -> int:
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[int(len(lengths) * 0.95)] if lengths else 0
