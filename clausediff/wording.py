"""Words and tokens: the one place that says what a word is, for every stage.

A leaf module: it imports nothing else in the package.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FOLD = {
    "\u00ad": "",  # soft hyphen
    "\u200b": "",  # zero-width space
    "\u200c": "",
    "\u200d": "",
    "\u2060": "",  # word joiner
    "\ufeff": "",
    "\u2010": "-",
    "\u2011": "-",  # no-break hyphen
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2015": "-",
    "\u2212": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u201b": "'",
    "\u2032": "'",
    "`": "'",
    "\u00b4": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u201f": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2033": '"',
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\u2026": "...",
}
_FOLDED = re.compile(f"[{''.join(_FOLD)}]")

_TOKEN = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"]*[^\s<>".,;:!?)\]]     # web address
  | [€$£]\s?\d[\d.,]*\d|[€$£]\s?\d                    # amount of money
  | \d+(?:[.,:/-]\d+)*\s?%                            # percentage
  | \d+(?:[.,:/-]\d+)*[^\W\d_]*                       # number, date, time, 1st, 28bis
  | [^\W\d_]+(?:['’‘\-\u2010\u2011\u00ad][^\W_]+)*\d*    # word, with inner apostrophes and hyphens
  | \s+
  | .
    """,
    re.VERBOSE | re.DOTALL,
)

_WORD = re.compile(r"\w+(?:[.,:/'-]\w+)*")


def plain(text: str) -> str:
    """``text`` with typography folded (quotes, dashes, ligatures, soft hyphens) and white space collapsed.

    Two texts that differ in typography and white space alone have the same plain text.
    """
    if text.isascii():
        if text.isalnum():
            return text
        return " ".join(text.replace("`", "'").split())
    return " ".join(_FOLDED.sub(_folded, unicodedata.normalize("NFC", text)).split())


def _folded(found: re.Match[str]) -> str:
    return _FOLD[found.group()]


def tokens(text: str) -> list[str]:
    """Whole tokens of ``text``, white space included: words, amounts, percentages, dates, single marks.

    ``"".join(tokens(text)) == text`` always holds.
    """
    return _TOKEN.findall(text)


def words(text: str) -> list[str]:
    """The words of ``text`` in order, typography folded and case folded; punctuation is left out."""
    return words_of_folded(plain(text).casefold())


def words_of_folded(text: str) -> list[str]:
    """The words of a text that is plain and case folded already."""
    return list(_found_words(text))


@lru_cache(maxsize=4096)
def _found_words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def marks(text: str) -> list[str]:
    """The tokens of ``text`` in order, typography folded and white space left out: ``5(b)`` is ``5 (b)``."""
    return ["".join(token.split()) for token in tokens(plain(text)) if not token.isspace()]
