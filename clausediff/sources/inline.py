"""From formatted pieces of text to a block's text and the ranges that are emphasised in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Piece = tuple[str, bool, bool]
"""Text, whether it is bold, whether it is emphasised in any way."""
Range = tuple[int, int]


def collapse(
    pieces: Sequence[Piece],
) -> tuple[str, tuple[Range, ...], tuple[Range, ...], Callable[[int], int]]:
    """Join pieces, with white space collapsed to single spaces.

    Returns:
        The text; the ranges of it that are emphasised; those that are bold; and a function from offsets in
        the pieces as joined to offsets in the text.
    """
    whole = "".join(text for text, _, _ in pieces)
    kept, offsets = _collapsed(whole)
    emphasised: list[Range] = []
    bold: list[Range] = []
    start = 0
    for text, is_bold, is_emphasised in pieces:
        span = (offsets[start], offsets[start + len(text)])
        if is_emphasised and text.strip():
            emphasised.append(span)
        if is_bold and text.strip():
            bold.append(span)
        start += len(text)
    return kept, _merged(emphasised, kept), _merged(bold, kept), lambda offset: offsets[offset]


def _collapsed(whole: str) -> tuple[str, list[int]]:
    """The collapsed text, and for every offset of ``whole`` the offset in it."""
    kept = " ".join(whole.split())
    if kept == whole:
        return whole, list(range(len(whole) + 1))
    offsets = []
    position = 0
    for character in whole:
        offsets.append(min(position, len(kept)))
        is_kept_space = 0 < position < len(kept) and kept[position] == " "
        if not character.isspace() or is_kept_space:
            position += 1
    offsets.append(len(kept))
    return kept, offsets


def _merged(ranges: Iterable[Range], text: str) -> tuple[Range, ...]:
    """Ranges joined where only white space lies between them, and trimmed of white space at their ends."""
    merged: list[Range] = []
    for start, end in ranges:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(trimmed for span in merged if (trimmed := _trimmed(span, text)))


def _trimmed(span: Range, text: str) -> Range | None:
    start, end = span
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return (start, end) if start < end else None
