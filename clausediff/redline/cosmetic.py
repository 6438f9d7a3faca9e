"""When two wordings say the same: spelling, synonyms, number words, list marks, followed references."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

from clausediff.model.alignment import Alignment, new_ids, old_ids
from clausediff.model.contract import Contract, Reference
from clausediff.numerals import number_words
from clausediff.wording import plain

Canon = Callable[[str], tuple[str, ...]]
"""Clause id -> canonical words of its text; clauses with equal ones differ cosmetically at most."""

_TOKEN = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*|[^\w\s]")
_CAPITAL = re.compile(r"(?:^|[.:;!?]\s|[(\"'])[^\W\d_]+|\b\w{1,3}\b")
_LIST_MARKS = frozenset(";,.:")
_LINKING = frozenset(("en", "of", "and", "or"))
_REFERENCE = "\ue000"
_FIRST = 0xF0000
"""Private-use plane, with room for as many entries as a document can have."""


def canons(old: Contract, new: Contract, alignment: Alignment) -> tuple[Canon, Canon]:
    """For each side, the canonical words of a clause, references replaced by what they point to."""
    place_old, place_new = {}, {}
    for place, link in enumerate(alignment.links):
        place_old.update(dict.fromkeys(old_ids(link), place))
        place_new.update(dict.fromkeys(new_ids(link), place))
    return _canon(old, place_old), _canon(new, place_new)


def _canon(contract: Contract, places: dict[str, int]) -> Canon:
    texts = {clause.id: clause.text for clause in contract.clauses}
    terms = {definition.clause: definition.term for definition in reversed(contract.definitions)}
    references: dict[str, list[Reference]] = {}
    for reference in contract.references:
        if reference.target is not None:
            references.setdefault(reference.clause, []).append(reference)

    def canon(clause: str) -> tuple[str, ...]:
        text = _followed(texts[clause], references.get(clause, []), places)
        return canonical(_without_colon(text, terms[clause]) if clause in terms else text)

    return canon


def _without_colon(text: str, term: str) -> str:
    """A definition without the mark between its term and the words: ``Verwerker: de partij`` is no change."""
    found = re.match(rf"\W{{0,2}}{re.escape(term)}\W{{0,2}}?\s?:(?=\s)", text)
    return text if found is None else f"{found[0][:-1]}{text[found.end() :]}"


def _followed(text: str, references: list[Reference], places: dict[str, int]) -> str:
    """``text`` with each resolved reference replaced by a mark for the entries that it points to."""
    spans: dict[tuple[int, str], set[int]] = {}
    for reference in references:
        if text.startswith(reference.text, reference.start) and reference.target in places:
            spans.setdefault((reference.start, reference.text), set()).add(places[reference.target])
    end = len(text) + 1
    for (start, words), targets in sorted(spans.items(), reverse=True):
        if start + len(words) <= end:
            mark = "".join(_REFERENCE + chr(_FIRST + target) for target in sorted(targets))
            text = f"{text[:start]} {mark} {text[start + len(words) :]}"
            end = start
    return text


def canonical(text: str) -> tuple[str, ...]:
    """The words of ``text`` with one spelling for each term and number, without list punctuation."""
    found = _synonyms(_uncapitalised(plain(text)))
    words = _numbers([_spelled(token) for token in _TOKEN.findall(found)])
    while words and (words[-1] in _LIST_MARKS or (words[-1] in _LINKING and len(words) > 1)):
        words.pop()
    return tuple("," if word == ";" else word for word in words)


def _uncapitalised(text: str) -> str:
    """``text`` without the capitals that grammar asks for; those of defined terms stay."""
    return _CAPITAL.sub(lambda found: found.group().lower(), text)


def _numbers(words: list[str]) -> list[str]:
    """Number words as digits; ``30 (dertig)`` and ``dertig (30)`` become one number."""
    table = number_words()
    words = [table.get(word.lower(), word) for word in words]
    found: list[str] = []
    for word in words:
        found.append(word)
        if word == ")" and len(found) >= 4 and found[-3] == "(" and found[-2] == found[-4] and word:
            del found[-3:]
    return found


def _spelled(word: str) -> str:
    """One spelling of a word: no inner hyphen, -ise for -ize, -our for -or, no diaeresis."""
    if not word[0].isalpha():
        return word
    word = word.replace("-", "")
    if not word.isascii():
        word = word.translate(_DIACRITICS)
    return _IZE.sub(r"\1is\2", word) if "iz" in word else word


_DIACRITICS = str.maketrans("äëïöüáéíóúàèìòù", "aeiouaeiouaeiou")
_IZE = re.compile(r"(\w{3,})iz(e[ds]?|ing|ation|ations|er|ers)$")


def _synonyms(text: str) -> str:
    table, pattern = _synonym_table()
    return pattern.sub(lambda found: _cased(table[found.group().lower()], found.group()), text)


def _cased(official: str, found: str) -> str:
    """The official term with a capital where the variant had one: a defined term stays one."""
    return official.capitalize() if found[0].isupper() else official


@lru_cache(maxsize=1)
def _synonym_table() -> tuple[dict[str, str], re.Pattern[str]]:
    table = {}
    for line in _lines("synonyms.tsv"):
        official, variants = line.split("\t")[:2]
        table.update({variant.strip(): official for variant in variants.split(";")})
    longest = sorted(table, key=lambda phrase: (-len(phrase), phrase))
    return table, re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE)


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
