"""Where each protection stands in one document: absent, below, meets or beyond the AVG's floor."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from clausediff.model.comparison import Level, Quote, Standing
from clausediff.model.contract import Contract, Kind
from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import BOUND, Catalogue, Language, Rule
from clausediff.protections.lists import items
from clausediff.protections.periods import periods
from clausediff.protections.phrases import Hit
from clausediff.protections.provisions import (
    Provisions,
    Sentence,
    may_speak,
    polarity_in,
    read_slot,
    rungs_in,
)
from clausediff.wording import words

_QUOTES = 4
_LARGE = 2_000
"""Words from which a document must speak of personal data before it is judged at all."""
_SUBJECT = re.compile(
    r"persoonsgegevens|persoonlijke gegevens|verwerker|verwerkingsverantwoordelijke|avg\b|"
    r"personal (?:data|information)|"
    r"data protection|gdpr|data subject|klantgegevens|customer data|sub-?processor"
)
"""In lower case."""
_SUBJECT_SHARE = 1 / 1500
_DUTCH = frozenset(
    (
        "de het een van dat niet wordt worden voor met op aan door naar om te bij uit als indien geen "
        "binnen uur dagen weken maanden alle elke iedere haar hij zij zijn heeft kan mag zal moet ook "
        "nog na tot tenzij en deze dit die wie waar verwerker klant leverancier opdrachtgever gegevens "
        "persoonsgegevens"
    ).split()
)
_ENGLISH = frozenset(
    (
        "the and to that not shall will for with on by any are be been an as from which its it "
        "has have hours days weeks months each every no only may must can all their other than unless or "
        "if when where processor customer controller client vendor supplier provider personal sub-processor "
        "sub-processors request requests security written"
    ).split()
)

WORDS = {
    Level.ABSENT: Bilingual("niet gevonden in dit document", "not found in this document"),
    Level.MEETS: Bilingual("zoals de AVG vraagt", "as the GDPR asks"),
    Level.BELOW: Bilingual("onder wat de AVG vraagt", "below what the GDPR asks"),
    Level.BEYOND: Bilingual("verder dan de AVG", "beyond the GDPR"),
}


def language_of(contract: Contract) -> Language:
    """The language in which a contract is judged; a short text is judged by the few words it has."""
    if contract.language in ("nl", "en"):
        return "nl" if contract.language == "nl" else "en"
    found = [word for clause in contract.clauses for word in words(f"{clause.heading or ''} {clause.text}")]
    dutch = sum(word in _DUTCH for word in found) + sum("ij" in word for word in found)
    return "nl" if dutch >= sum(word in _ENGLISH for word in found) else "en"


def is_judged(contract: Contract) -> bool:
    """Whether a document is about personal data at all: short ones are taken to be, long ones must say so."""
    return _is_about_data(" ".join(clause.text for clause in contract.clauses))


@lru_cache(maxsize=8)
def _is_about_data(text: str) -> bool:
    count = text.count(" ")
    if count < _LARGE:
        return True
    enough = math.ceil(count * _SUBJECT_SHARE)
    return sum(1 for _ in islice(_SUBJECT.finditer(text.lower()), enough)) == enough


def assess(contract: Contract, catalogue: Catalogue, ui: Language = "en") -> tuple[Standing, ...]:
    """Where every protection of the catalogue stands in a contract, in catalogue order.

    Args:
        contract: the document; its language chooses the vocabulary.
        catalogue: protections, slots and levels.
        ui: language of the words in the result.
    """
    if not is_judged(contract) or contract.language not in ("nl", "en", "und"):
        return tuple(_absent(rule) for rule in catalogue.rules)
    language = language_of(contract)
    silent = not may_speak(contract, catalogue, language)
    return standings(Provisions(contract, catalogue, language, silent=silent), ui)


def standings(provisions: Provisions, ui: Language) -> tuple[Standing, ...]:
    """Where every protection stands in a document whose provisions are known."""
    return tuple(_standing(rule, provisions, ui) for rule in provisions.catalogue.rules)


def _absent(rule: Rule) -> Standing:
    return Standing(rule.id, Level.ABSENT, article=rule.info.article)


def _standing(rule: Rule, provisions: Provisions, ui: Language) -> Standing:
    if rule.catch_all:
        return _absent(rule)
    found = tuple(
        sentence
        for sentence in provisions.on(rule.id)
        if provisions.clauses[sentence.clause].kind is not Kind.DEFINITION or rule.id == "scope-of-parties"
    )
    if not found:
        return _absent(rule)
    evidence = _satisfied(rule, found, provisions.catalogue)
    below = [condition for condition in rule.below if condition in evidence]
    held = any(condition in evidence for condition in rule.ceiling)
    beyond = [condition for condition in rule.beyond if condition in evidence and not held]
    level = Level.BELOW if below else Level.BEYOND if beyond else Level.MEETS
    decided = below or beyond
    quotes = [quote for condition in decided for quote in evidence[condition]] or [
        Quote(sentence.clause, sentence.text) for sentence in found
    ]
    return Standing(
        rule.id,
        level,
        rung=_rung_words(decided, level, provisions.catalogue, ui),
        article=rule.info.article,
        clauses=tuple(dict.fromkeys(sentence.clause for sentence in found)),
        evidence=tuple(dict.fromkeys(quotes))[:_QUOTES],
        missing=tuple(_missing(rule, found, provisions.headings(rule.id), ui)),
    )


def _satisfied(rule: Rule, found: tuple[Sentence, ...], catalogue: Catalogue) -> dict[str, tuple[Quote, ...]]:
    """Every condition of the rule's levels that the sentences satisfy, with the quotes that show it."""
    rungs = dict(_picked(rule, found, catalogue))
    satisfied = {}
    for condition in rule.beyond + rule.below + rule.ceiling:
        quotes = [_evidence(part.strip(), rule, found, rungs) for part in condition.split("&")]
        if all(quotes):
            satisfied[condition] = tuple(quote for part in quotes for quote in part)
    return satisfied


def _evidence(
    part: str, rule: Rule, found: tuple[Sentence, ...], rungs: dict[str, tuple[Sentence, Hit]]
) -> tuple[Quote, ...]:
    """What shows that a part of a condition holds: a rung, a period within bounds, or enough things named."""
    bound = BOUND.fullmatch(part)
    if bound is None:
        return (_quoted(rungs[part]),) if part in rungs else ()
    name, comparison, limit = bound[1], bound[2], float(bound[3])
    if name == "period":
        return _within(comparison, limit, rule, found)
    if name == "list":
        return _listed(int(limit), found)
    named = [_quoted(place) for key, place in rungs_in(found).items() if key.startswith(f"{name}.")]
    return tuple(named) if named and _compares(len(named), comparison, limit) else ()


def _quoted(place: tuple[Sentence, Hit]) -> Quote:
    sentence, (_, start, end) = place
    return Quote(sentence.clause, sentence.text[start:end])


def _listed(count: int, found: tuple[Sentence, ...]) -> tuple[Quote, ...]:
    """A list of so many things: items in one sentence, or clauses that are items."""
    listed = [sentence for sentence in found if len(items(sentence.text)) >= count]
    clauses = dict.fromkeys(sentence.clause for sentence in found)
    if not listed and len(clauses) <= count:
        return ()
    chosen = (listed or found)[0]
    return (Quote(chosen.clause, chosen.text),)


def _picked(
    rule: Rule, found: tuple[Sentence, ...], catalogue: Catalogue
) -> Iterator[tuple[str, tuple[Sentence, Hit]]]:
    """The rungs that count: all of a promise's, and of a quality the one that its slot picks."""
    everything = rungs_in(found)
    for name in rule.slots:
        slot = catalogue.slots.get(name)
        if slot is None:
            continue
        reading = read_slot(name, found, catalogue)
        if slot.presence:
            yield from ((key, place) for key, place in everything.items() if key.startswith(f"{name}."))
        elif reading.sentence is not None and reading.hit is not None:
            yield f"{name}.{reading.rung}", (reading.sentence, reading.hit)


def _within(comparison: str, limit: float, rule: Rule, found: tuple[Sentence, ...]) -> tuple[Quote, ...]:
    """The first period within bounds, in hours; those that are better another way are about something
    else.
    """
    for sentence in found:
        if polarity_in(rule, sentence) != rule.period:
            continue
        for period in periods(sentence.text):
            if _compares(period.value, comparison, limit):
                return (Quote(sentence.clause, sentence.text[period.start : period.end], period.iso),)
    return ()


def _compares(value: float, comparison: str, limit: float) -> bool:
    return {"<=": value <= limit, ">=": value >= limit, ">": value > limit}[comparison]


def _rung_words(decided: list[str], level: Level, catalogue: Catalogue, ui: Language) -> str:
    """The step of the ladder in words: the rungs that decided, else what the level means."""
    named = []
    for part in (part.strip() for condition in decided for part in condition.split("&")):
        slot, _, name = part.partition(".")
        rung = next((one for one in catalogue.slots[slot].rungs if one.name == name), None) if name else None
        if rung is not None:
            named.append(rung.words.in_language(ui))
    return ", ".join(dict.fromkeys(named)) or WORDS[level].in_language(ui)


def _missing(
    rule: Rule, found: tuple[Sentence, ...], headings: tuple[Sentence, ...], ui: Language
) -> Iterator[str]:
    """What the law asks and neither the provision nor a heading names."""
    present = rungs_in(found + headings)
    for index, need in enumerate(rule.needs):
        if f"need:{rule.id}.{index}" not in present:
            yield need.text.in_language(ui)
