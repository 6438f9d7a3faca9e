"""A text as the redline sees it: whole tokens, each with the space before it.

Words, amounts, percentages, dates and periods (``dertig (30) dagen``, ``1 January 2026``, ``30 days``)
are one token each, so that a mark never cuts through them. Joining all pieces gives the text back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausediff.wording import plain, tokens

_MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october"
)
_UNIT = (
    "seconden?|minu(?:ut|ten)|uur|uren|dag(?:en)?|werkdag(?:en)?|kalenderdag(?:en)?|we(?:ek|ken)|maand(?:en)?|"
    "ja(?:ar|ren)|seconds?|minutes?|hours?|days?|weeks?|months?|years?|euro|procent|percent"
)
_WHOLE = re.compile(
    rf"""
    \b\d{{1,2}}\s(?:{_MONTH})\s\d{{4}}\b            # 1 januari 2026
  | \b(?:{_MONTH})\s\d{{1,2}},?\s\d{{4}}\b          # January 1, 2026
  | \b\d[\d.,]*\s(?:business\s|working\s|calendar\s)?(?:{_UNIT})\b  # 30 days, 14 werkdagen
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A token as it stands, the white space before it, and what it counts as when compared."""

    space: str
    token: str
    folded: str

    @property
    def text(self) -> str:
        """The piece as it stands in the text."""
        return self.space + self.token


def pieces(text: str) -> list[Piece]:
    """``text`` cut into pieces; trailing white space is a piece with an empty token."""
    found: list[Piece] = []
    space = ""
    for token in _tokens(text):
        if token.isspace():
            space += token
        else:
            found.append(Piece(space, token, plain(token)))
            space = ""
    if space:
        found.append(Piece(space, "", ""))
    return found


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    start = 0
    for whole in _WHOLE.finditer(text):
        found += tokens(text[start : whole.start()])
        found.append(whole.group())
        start = whole.end()
    return found + tokens(text[start:])
