"""The catalogue's phrase language, and the vocabulary made of it.

A phrase is one or more parts joined by ``&``: all of them must stand in the sentence, in any order; a part
that opens with ``!`` must not. Within a part, words stand in order: ``word*`` is a prefix, ``*word`` a
suffix, ``a|b`` are alternatives, ``...`` is a gap of up to eight words, and ``@concept`` stands for every
phrase of that concept (``concepts.toml``). The words are those of spaCy's tokenizer on a blank pipeline;
spaCy is imported on first use only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from clausediff.protections.catalogue_file import Catalogue, Language, Phrases, load_catalogue
from clausediff.protections.matching import Concepts, Finder
from clausediff.protections.names import NO_NAMES, Names
from clausediff.protections.sieve import Sieve

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

_INFIXES = (r"[()\[\]/;:,\"“”„]", r"\.\.+", r"(?<=[^\W\d_])[–—](?=[^\W\d_])")

_NEGATION = re.compile(r"\b(?:niet|geen|nooit|nimmer|not|never|no|neither|nor)\b", re.IGNORECASE)
_BEFORE = 30
"""Characters before a phrase in which a negation still reaches it."""

Hit = tuple[str, int, int]
"""Key of the phrase that was found, start and end offset in the text."""

Readings = Mapping[str, tuple[Hit, ...]]
"""What was found in texts, by digests of the texts; the texts themselves are not kept."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase taken apart: what must be found, the first part being the one that is quoted, and what must
    not.
    """

    parts: tuple[str, ...]
    without: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Phrase:
        """Read a phrase of the catalogue."""
        parts = [part.strip() for part in text.split("&")]
        return cls(
            tuple(part for part in parts if not part.startswith("!")),
            tuple(part[1:].strip() for part in parts if part.startswith("!")),
        )


class Phrasebook:
    """Many phrases, each under a key, found in one go."""

    def __init__(self, entries: Iterable[tuple[str, str]], concepts: Concepts) -> None:
        self._by_first: dict[str, list[tuple[str, Phrase]]] = defaultdict(list)
        parts: list[str] = []
        for key, text in entries:
            phrase = Phrase.of(text)
            self._by_first[phrase.parts[0]].append((key, phrase))
            parts.extend(phrase.parts + phrase.without)
        self._finder = Finder(parts, concepts)

    def find(self, doc: Doc, names: Names = NO_NAMES) -> tuple[Hit, ...]:
        """Every key whose phrase stands in a text, with the place of the phrase's first part."""
        found = self._finder.find([names.usual(token.lower_) for token in doc])
        hits = {
            (key, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
            for part, spans in found.items()
            for key, phrase in self._by_first.get(part, ())
            if all(one in found for one in phrase.parts) and not any(one in found for one in phrase.without)
            for start, end in spans
        }
        return tuple(sorted(hits, key=lambda hit: (hit[1], -hit[2], hit[0])))


class Vocabulary:
    """The catalogue's phrases in one language, ready to be found in texts.

    What was found in a text is remembered by a digest of the text, also from earlier runs (``remember``):
    spaCy is started only for a text that was never read with this catalogue.
    """

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self.language = language
        self._catalogue = catalogue
        self._known: dict[str, tuple[Hit, ...]] = {}
        self._asked: dict[str, set[str]] = defaultdict(set)

    def topics(self, text: str, names: Names = NO_NAMES) -> tuple[Hit, ...]:
        """The cues of protections in a text, each where it stands first; names of the sides are read as the
        usual ones.
        """
        return () if names.silent else self._recalled("topics", text, names, self._topics_in)

    def protections(self, kind: str, text: str, names: Names = NO_NAMES) -> frozenset[str]:
        """The protections that one kind of cue names in a text."""
        opening = f"{kind}:"
        if names.silent:
            return frozenset()

        def read(text: str, names: Names) -> tuple[Hit, ...]:
            return tuple(hit for hit in self._topics_in(text, names) if hit[0].startswith(opening))

        return frozenset(key[len(opening) :] for key, _, _ in self._recalled(kind, text, names, read))

    def slots(self, text: str, names: Names = NO_NAMES) -> tuple[Hit, ...]:
        """Where the rungs of slots stand in a text, those left out whose words are negated."""
        return self._recalled("slots", text, names, self._slots_in)

    @property
    def is_ready(self) -> bool:
        """Whether spaCy runs, or an earlier run is remembered: then nothing is saved by not asking."""
        return bool(self._known) or "_pipeline" in vars(self)

    def may_hold(self, text: str, names: Names) -> bool:
        """Whether a cue of any protection may stand in a text, told without spaCy."""
        return self._sieve.lets_through(text, names)

    def remember(self, readings: Readings) -> None:
        """Take over what an earlier run found with the same catalogue."""
        self._known.update(readings)

    def readings(self, document: str) -> Readings:
        """All that was asked for in this run of one document's texts, by the digests of the texts."""
        return {digest: self._known[digest] for digest in sorted(self._asked[document])}

    def _recalled(
        self, kind: str, text: str, names: Names, read: Callable[[str, Names], tuple[Hit, ...]]
    ) -> tuple[Hit, ...]:
        content = f"{kind}:{self.language}:{names.digest}:{text}"
        digest = blake2b(content.encode(), digest_size=12).hexdigest()
        if digest not in self._known:
            self._known[digest] = read(text, names)
        self._asked[names.document].add(digest)
        return self._known[digest]

    def _topics_in(self, text: str, names: Names) -> tuple[Hit, ...]:
        found: dict[str, Hit] = {}
        for hit in self._topics.find(self._pipeline.make_doc(text), names):
            found.setdefault(hit[0], hit)
        return tuple(found.values())

    def _slots_in(self, text: str, names: Names) -> tuple[Hit, ...]:
        found = self._slots.find(self._pipeline.make_doc(text), names)
        return tuple(hit for hit in found if hit[0] not in self._negatable or not _is_negated(hit, text))

    @cached_property
    def _sieve(self) -> Sieve:
        """Lets through the texts that may hold what makes a sentence a provision."""
        phrases = (
            Phrase.of(phrase).parts
            for rule in self._catalogue.rules
            for kind in (rule.cues, rule.weak, rule.headings, rule.heading_cues)
            for phrase in kind[self.language]
        )
        return Sieve(phrases, concepts_of(self._catalogue, self.language), self.language)

    @cached_property
    def _pipeline(self) -> Pipeline:
        return tokenizer(self.language)

    @cached_property
    def _topics(self) -> Phrasebook:
        concepts = concepts_of(self._catalogue, self.language)
        return Phrasebook(_topic_entries(self._catalogue, self.language), concepts)

    @cached_property
    def _slots(self) -> Phrasebook:
        concepts = concepts_of(self._catalogue, self.language)
        return Phrasebook(_slot_entries(self._catalogue, self.language), concepts)

    @cached_property
    def _negatable(self) -> frozenset[str]:
        return frozenset(
            f"{slot.name}.{rung.name}"
            for slot in self._catalogue.slots.values()
            for rung in slot.rungs
            if rung.negatable
        )


def concepts_of(catalogue: Catalogue, language: Language) -> Concepts:
    """The catalogue's concepts in one language."""
    return {name: phrases[language] for name, phrases in catalogue.concepts.items()}


def _topic_entries(catalogue: Catalogue, language: Language) -> Iterator[tuple[str, str]]:
    for rule in catalogue.rules:
        for kind in ("cues", "weak", "headings", "heading_cues", "context", "exclude", "leads"):
            phrases: Phrases = getattr(rule, kind)
            yield from ((f"{kind}:{rule.id}", phrase) for phrase in phrases[language])
        for index, (_, when) in enumerate(rule.period_when):
            yield from ((f"period{index}:{rule.id}", phrase) for phrase in when[language])


def _slot_entries(catalogue: Catalogue, language: Language) -> Iterator[tuple[str, str]]:
    for rule in catalogue.rules:
        for index, need in enumerate(rule.needs):
            yield from ((f"need:{rule.id}.{index}", phrase) for phrase in need.cues[language])
    for slot in catalogue.slots.values():
        for rung in slot.rungs:
            yield from ((f"{slot.name}.{rung.name}", phrase) for phrase in rung.phrases[language])


def _is_negated(hit: Hit, text: str) -> bool:
    """Whether a negation stands in the words found, or shortly before them."""
    _, start, end = hit
    return _NEGATION.search(text[max(0, start - _BEFORE) : end]) is not None


def tokenizer(language: Language) -> Pipeline:
    """A blank pipeline of a language whose tokenizer parts brackets, slashes and dashes from words."""
    import spacy
    from spacy.util import compile_infix_regex

    pipeline = spacy.blank(language)
    tokenizer: Any = pipeline.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(_INFIXES).finditer
    return pipeline


@lru_cache(maxsize=2)
def vocabulary(language: Language) -> Vocabulary:
    """The packaged catalogue's vocabulary in a language, built once a run."""
    return Vocabulary(load_catalogue(), language)
