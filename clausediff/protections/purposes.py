"""Purposes and activities by what they are, so that lists in two languages can be held against each other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from clausediff.errors import CatalogueError
from clausediff.model.contract import Kind
from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import Language
from clausediff.protections.lists import items
from clausediff.protections.provisions import Provisions, Sentence

_FILE = "purposes.toml"
_GAP = r"(?:\S+\s+){0,6}?"


@dataclass(frozen=True, slots=True)
class Concept:
    """A purpose or activity: its name, the lists it is looked for in, and what names it in each language."""

    id: str
    name: Bilingual
    kinds: tuple[str, ...]
    patterns: dict[Language, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a list names: a known purpose, or words that none covers (no ``key``, no ``name``).

    ``clause`` and ``quote`` are the words in the document, verbatim.
    """

    key: str
    name: Bilingual | None
    clause: str
    quote: str


def load_concepts() -> tuple[Concept, ...]:
    """The purposes that come with the package.

    Raises:
        CatalogueError: the data file is no TOML, or an entry misses something.
    """
    return parse_concepts(
        (resources.files("clausediff.protections.catalogue") / _FILE).read_text(encoding="utf-8")
    )


@lru_cache(maxsize=1)
def parse_concepts(text: str) -> tuple[Concept, ...]:
    """Check and build the purposes from the text of their file.

    Raises:
        CatalogueError: the text is no TOML, or an entry misses something.
    """
    try:
        return tuple(_concept(key, data) for key, data in tomllib.loads(text).items())
    except tomllib.TOMLDecodeError as error:
        fault = f"is no TOML ({error})"
    except KeyError as error:
        fault = f"has an entry without {error}"
    raise CatalogueError("bad-catalogue", _FILE, fault, "mend the entry; the file's head says how")


def _concept(key: str, data: dict[str, Any]) -> Concept:
    name = Bilingual(data["name"]["nl"], data["name"]["en"])
    return Concept(key, name, tuple(data["kinds"]), {"nl": _pattern(data["nl"]), "en": _pattern(data["en"])})


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(_phrase(phrase) for phrase in phrases), re.IGNORECASE)


def _phrase(phrase: str) -> str:
    """A phrase as a regular expression over whole words."""
    parts = []
    for word in phrase.split():
        if word == "...":
            parts.append(_GAP)
            continue
        one = "|".join(re.escape(form).replace(r"\*", r"[\w’'-]*") for form in word.split("|"))
        parts.append(rf"(?<![\w-])(?:{one})(?![\w-])[,;:()]*\s+")
    return "".join(parts).removesuffix(r"[,;:()]*\s+")


def entries(provisions: Provisions, found: tuple[Sentence, ...], kind: str) -> tuple[Entry, ...]:
    """What the lists of a protection name: concepts in its sentences and items, and items without a concept.

    Args:
        provisions: the document.
        found: its sentences on the protection.
        kind: ``permitted``, ``banned`` or ``operations``.
    """
    known = [concept for concept in load_concepts() if kind in concept.kinds]
    named: dict[str, Entry] = {}
    for sentence in found:
        for entry in _named(sentence, known):
            named.setdefault(entry.key, entry)
    listed = [
        item
        for sentence in found
        for item in _items(provisions, sentence)
        if not any(concept.patterns[sentence.language].search(item.quote) for concept in known)
    ]
    return (*named.values(), *dict.fromkeys(listed))


def _named(sentence: Sentence, known: list[Concept]) -> Iterator[Entry]:
    """The known purposes of a sentence in the order in which it names them."""
    hits = [
        (found.start(), concept, found[0])
        for concept in known
        for found in (concept.patterns[sentence.language].search(sentence.text),)
        if found
    ]
    for _, concept, words in sorted(hits, key=lambda hit: hit[0]):
        yield Entry(concept.id, concept.name, sentence.clause, words.rstrip(" ,;:()"))


def _items(provisions: Provisions, sentence: Sentence) -> Iterator[Entry]:
    """The list items that a sentence is or holds."""
    inside = items(sentence.text)
    if inside:
        yield from (Entry("", None, sentence.clause, item.text) for item in inside)
    elif provisions.clauses[sentence.clause].kind is Kind.ITEM:
        text = sentence.text.rstrip(" ;,.")
        if text:
            yield Entry("", None, sentence.clause, text)
