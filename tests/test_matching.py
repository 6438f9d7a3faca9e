"""The catalogue's phrases are found where spaCy's own Matcher finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausediff.pipeline import read_contract
from clausediff.protections import load_catalogue
from clausediff.protections.catalogue_file import Catalogue, Language
from clausediff.protections.matching import ARTICLES, GAP, GAP_WORDS, Concepts, Finder, spelled_out
from clausediff.protections.phrases import Phrase, concepts_of, tokenizer
from clausediff.protections.provisions import sentences
from tests.conftest import HERE

MODELS = {
    "nl": HERE.parent / "versions" / "rijk-verwerkersovereenkomst-2025-1.docx",
    "en": HERE.parent / "versions" / "microsoft-dpa-2025-1.docx",
}


def token(alternatives: list[str]) -> dict[str, Any]:
    joined = "|".join(re.escape(one).replace(r"\*", ".*") for one in alternatives)
    return {"LOWER": {"REGEX": f"^(?:{joined})$"}}


def options(word: str, concepts: Concepts) -> list[list[dict[str, Any]]]:
    if word == GAP:
        return [[{"OP": f"{{0,{GAP_WORDS}}}"}]]
    spelled = spelled_out(word, concepts)
    single = [one for one in spelled if " " not in one]
    longer = [
        [token for piece in one.split() for token in options(piece, {})[0]] for one in spelled if " " in one
    ]
    return ([[token(single)]] if single else []) + longer


ARTICLE = {"LOWER": {"IN": sorted(ARTICLES)}, "OP": "?"}


def patterns(part: str, concepts: Concepts) -> Iterator[list[dict[str, Any]]]:
    for choice in product(*(options(word, concepts) for word in part.split())):
        words = [one for option in choice for one in option]
        yield [piece for index, one in enumerate(words) for piece in ([ARTICLE, one] if index else [one])]


def can_match(pattern: list[dict[str, Any]], vocabulary: frozenset[str]) -> bool:
    return all("OP" in piece or occurs(piece["LOWER"]["REGEX"], vocabulary) for piece in pattern)


@cache
def occurs(expression: str, vocabulary: frozenset[str]) -> bool:
    search = re.compile(expression).search
    return any(search(word) for word in vocabulary)


def parts_of(catalogue: Catalogue, language: Language) -> list[str]:
    texts = [
        text
        for rule in catalogue.rules
        for phrases in (rule.cues, rule.weak, rule.headings, rule.exclude)
        for text in phrases[language]
    ]
    texts += [
        text for slot in catalogue.slots.values() for rung in slot.rungs for text in rung.phrases[language]
    ]
    return sorted({part for text in texts for part in (*Phrase.of(text).parts, *Phrase.of(text).without)})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_phrase_of_the_catalogue_is_found_where_spacy_finds_it(language: Language) -> None:
    from spacy.matcher import Matcher

    catalogue = load_catalogue()
    concepts = concepts_of(catalogue, language)
    parts = parts_of(catalogue, language)
    nlp = tokenizer(language)
    finder = Finder(parts, concepts)
    texts = [
        sentence.text
        for clause in read_contract(MODELS[language]).clauses
        for sentence in sentences(clause.id, clause.text, language)
    ]
    docs = [nlp.make_doc(text) for text in texts[::4]]
    vocabulary = frozenset(word.lower_ for doc in docs for word in doc)
    matcher = Matcher(nlp.vocab)
    for part in parts:
        if able := [one for one in patterns(part, concepts) if can_match(one, vocabulary)]:
            matcher.add(part, able)
    different = []
    for doc in docs:
        theirs = {nlp.vocab.strings[name] for name, _, _ in matcher(doc)}
        ours = set(finder.find([one.lower_ for one in doc]))
        if theirs != ours:
            different.append((doc.text, sorted(theirs ^ ours)[:3]))
    assert len(texts) > 80
    assert not different


WORDS = st.sampled_from("e ab abc b bc c x y".split())


@given(
    st.lists(WORDS, max_size=14),
    st.sampled_from(["e b", "e ... b", "a* ... c", "e|b c", "@two c", "x @two ... y"]),
)
@settings(max_examples=200, deadline=None)
def test_a_span_holds_what_its_phrase_asks_for(words: list[str], part: str) -> None:
    concepts = {"two": ("e b", "bc")}
    found = Finder((part,), concepts).find(words).get(part, ())
    lookup = {
        "a* ... c": r"a\w* (\w+ ){0,8}c",
        "@two c": r"(e b|bc) c",
        "x @two ... y": r"x (e b|bc) (\w+ ){0,8}y",
    }
    shape = lookup.get(part, part.replace("...", r"(\w+ ){0,8}").replace("} ", "}").replace("e|b", "(e|b)"))
    pattern = re.compile(shape)
    for start, end in found:
        assert pattern.fullmatch(" ".join(words[start:end]))
    assert bool(found) == bool(re.search(rf"(?:^| ){pattern.pattern}(?: |$)", " ".join(words)))
