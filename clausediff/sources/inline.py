"""From formatted pieces of text to a block's text and the ranges that are emphasised in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

_SPELLED = {
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
"""Characters that are not seen (soft hyphens, zero-width spaces), and letters drawn as one sign."""
_SIGNS = "".join(_SPELLED)
_SPECIAL = re.compile(f"[{_SIGNS}]")
_STRETCH = re.compile(rf"\s+|[{_SIGNS}]|[^\s{_SIGNS}]+(?: [^\s{_SIGNS}]+)*")
"""White space, one special sign, or words with single spaces between them."""

Piece = tuple[str, bool, bool]
"""Text, whether it is bold, whether it is emphasised in any way."""
Range = tuple[int, int]


def collapse(
    pieces: Sequence[Piece],
) -> tuple[str, tuple[Range, ...], tuple[Range, ...], Callable[[int], int]]:
    """Join pieces, with white space collapsed, unseen characters gone and ligatures spelled out.

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
    if " ".join(whole.split()) == whole and not _SPECIAL.search(whole):
        return whole, list(range(len(whole) + 1))
    kept: list[str] = []
    offsets: list[int] = []
    length = 0
    space = False
    for found in _STRETCH.finditer(whole):
        stretch = found[0]
        if stretch.isspace():
            offsets += [length] * len(stretch)
            space = length > 0
            continue
        written = _SPELLED.get(stretch, stretch)
        if space and written:
            kept.append(" ")
            length, space = length + 1, False
        offsets += range(length, length + len(written)) if written == stretch else [length]
        kept.append(written)
        length += len(written)
    offsets.append(length)
    return "".join(kept), offsets


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
