"""The catalogue's phrase language, and spaCy's matcher made of it.

``word*`` is a prefix, ``*word`` a suffix, ``a|b`` are alternatives, ``...`` is a gap of up to eight words,
``@controller`` and ``@processor`` are the names that contracts give to the two sides.
Blank pipelines are enough: a tokenizer and matchers, no trained model. spaCy is imported on first use only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from clausediff.protections.catalogue_file import Catalogue, Language, Phrases, load_catalogue

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

GAP = "..."
_GAP_WORDS = 8
_INFIXES = (r"[()\[\]/;:,\"“”„]", r"\.\.+", r"(?<=[^\W\d_])[–—](?=[^\W\d_])")

_NEGATION = re.compile(r"\b(?:niet|geen|nooit|nimmer|not|never|no|neither|nor)\b", re.IGNORECASE)
_BEFORE = 30
"""Characters before a phrase in which a negation still reaches it."""

Hit = tuple[str, int, int]
"""Key of the phrase that was found, start and end offset in the text."""


def pattern_of(phrase: str, roles: dict[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    """A phrase as a pattern for spaCy's Matcher: one dictionary a token."""
    return [_token_pattern(_with_names(word, roles)) for word in phrase.split()]


def _with_names(word: str, roles: dict[str, tuple[str, ...]]) -> str:
    for role, names in roles.items():
        word = word.replace(f"@{role}", "|".join(names))
    return word


def _token_pattern(word: str) -> dict[str, Any]:
    if word == GAP:
        return {"OP": f"{{0,{_GAP_WORDS}}}"}
    alternatives = word.split("|")
    if not any("*" in one for one in alternatives):
        return {"LOWER": {"IN": alternatives}}
    joined = "|".join(re.escape(one).replace(r"\*", r"[\w’'-]*") for one in alternatives)
    return {"LOWER": {"REGEX": f"^(?:{joined})$"}}


def prefilter(phrases: Iterable[str]) -> re.Pattern[str]:
    """A quick test: whether a text can hold any of the phrases, by the rarest word of each."""
    stems: set[str] = set()
    for phrase in phrases:
        words = [word for word in phrase.split() if word != GAP]
        longest = max(words, key=lambda word: min(len(one.strip("*")) for one in word.split("|")))
        stems.update(one.strip("*") for one in longest.split("|"))
    return re.compile("|".join(re.escape(stem) for stem in sorted(stems)), re.IGNORECASE)


class Vocabulary:
    """The catalogue's phrases in one language, ready to be found in texts."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        from spacy.matcher import Matcher

        self.language = language
        self._pipeline = _pipeline(language)
        self._roles = {role: names[language] for role, names in catalogue.roles.items()}
        self._negatable = {
            f"{slot.name}.{rung.name}"
            for slot in catalogue.slots.values()
            for rung in slot.rungs
            if rung.negatable
        }
        self._topics = Matcher(self._pipeline.vocab)
        self._slots = Matcher(self._pipeline.vocab)
        for rule in catalogue.rules:
            for kind in ("cues", "weak", "headings", "heading_cues", "context", "exclude"):
                self._add(self._topics, f"{kind}:{rule.id}", getattr(rule, kind))
            for index, need in enumerate(rule.needs):
                self._add(self._slots, f"need:{rule.id}.{index}", need.cues)
        for slot in catalogue.slots.values():
            for rung in slot.rungs:
                self._add(self._slots, f"{slot.name}.{rung.name}", rung.phrases)

    def _add(self, matcher: Any, key: str, phrases: Phrases) -> None:
        patterns = [pattern_of(phrase, self._roles) for phrase in phrases[self.language]]
        if patterns:
            matcher.add(key, patterns, greedy="LONGEST")

    def topics(self, text: str) -> tuple[Hit, ...]:
        """Where the cues of protections stand in a text."""
        return _hits(self._topics, self._pipeline.make_doc(text))

    def slots(self, text: str) -> tuple[Hit, ...]:
        """Where the rungs of slots stand in a text, those left out whose words are negated."""
        found = _hits(self._slots, self._pipeline.make_doc(text))
        return tuple(hit for hit in found if hit[0] not in self._negatable or not _is_negated(hit, text))


def _is_negated(hit: Hit, text: str) -> bool:
    """Whether a negation stands in the words found, or shortly before them."""
    _, start, end = hit
    return _NEGATION.search(text[max(0, start - _BEFORE) : end]) is not None


def _hits(matcher: Any, doc: Any) -> tuple[Hit, ...]:
    found = []
    for key, start, end in matcher(doc):
        span = doc[start:end]
        found.append((doc.vocab.strings[key], span.start_char, span.end_char))
    return tuple(sorted(found, key=lambda hit: (hit[1], -hit[2], hit[0])))


def _pipeline(language: Language) -> Pipeline:
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


@lru_cache(maxsize=2)
def cue_filter(language: Language) -> re.Pattern[str]:
    """A quick test for texts that may hold a cue of any protection."""
    phrases = [
        phrase
        for rule in load_catalogue().rules
        for kind in (rule.cues, rule.weak, rule.headings)
        for phrase in kind[language]
    ]
    return prefilter(phrases)
