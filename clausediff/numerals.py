"""Number words of Dutch and English: one table for every stage that compares numbers.

A leaf module: it imports nothing else in the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@lru_cache(maxsize=3)
def number_words(language: str | None = None) -> dict[str, str]:
    """Number word -> digits: ``dertig`` and ``thirty`` as ``30``; of both languages if none is said."""
    table = {}
    for line in files(__package__).joinpath("numbers.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        number, dutch, english = line.split("\t")
        for own, forms in (("nl", dutch), ("en", english)):
            if language in (own, None):
                table.update({form.strip(): number for form in forms.split(";")})
    return table


def numbers_in(words: Iterable[str], language: str | None = None) -> list[str]:
    """The numbers among some folded words as digits, in order; ``dertig (30)`` counts once."""
    table = number_words(language)
    found: list[str] = []
    for word in words:
        number = table.get(word, word if _NUMBER.fullmatch(word) else None)
        if number is not None and not (found and found[-1] == number):
            found.append(number)
    return found
