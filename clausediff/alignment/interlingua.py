"""Dutch and English texts as words that both languages share.

A text becomes the terms of a bilingual table that occur in it, its numbers (number words too), and words that
are written the same in both documents. What is left over, function words above all, says nothing across
languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from clausediff.model.contract import Contract
from clausediff.numerals import numbers_in
from clausediff.wording import plain, words

_ENDINGS = r"(?:en|s|e|n|es|'s)?"
_SHARED = 5
"""Letters from which a word that both documents hold is taken to mean the same."""


class Interlingua:
    """Reads the texts of two documents, one in Dutch and one in English, as shared words."""

    def __init__(self, one: Contract, other: Contract) -> None:
        vocabularies = [set(_long_words(side)) for side in (one, other)]
        self._shared = vocabularies[0] & vocabularies[1]

    def read(self, contract: Contract, text: str) -> list[str]:
        """The shared words of a text, in a fixed order."""
        folded = plain(text).casefold()
        found = [f"={number}" for number in numbers_in(words(folded), contract.language)]
        found += [f"~{word}" for word in words(folded) if word in self._shared]
        table = _patterns("nl" if contract.language == "nl" else "en")
        found += sorted({f"#{row}" for form in table[1].findall(folded) for row in table[0][form]})
        return found


def _long_words(contract: Contract) -> Iterable[str]:
    for clause in contract.clauses:
        for word in words(f"{clause.heading or ''} {clause.text}"):
            if len(word) >= _SHARED and word.isalpha():
                yield word


@lru_cache(maxsize=2)
def _patterns(language: str) -> tuple[dict[str, list[int]], re.Pattern[str]]:
    """Form -> rows of the table, and a pattern that finds every form, longest first."""
    rows: dict[str, list[int]] = {}
    column = 0 if language == "nl" else 1
    text = files(__package__).joinpath("terms.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(line for line in text.splitlines() if line and not line.startswith("#")):
        for form in line.split("\t")[column].split(";"):
            rows.setdefault(form.strip(), []).append(number)
    longest = sorted(rows, key=lambda form: (-len(form), form))
    pattern = "|".join(re.escape(form) for form in longest)
    return rows, re.compile(rf"(?<!\w)(?=(?P<form>{pattern}){_ENDINGS}(?!\w))(?P=form)")
