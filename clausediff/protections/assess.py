"""Where each protection stands in one document: absent, below, meets or beyond the AVG's floor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausediff.model.comparison import Level, Quote, Standing
from clausediff.model.contract import Contract, Kind
from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import Catalogue, Language, Rule
from clausediff.protections.lists import items
from clausediff.protections.periods import Quantity, periods
from clausediff.protections.phrases import Hit
from clausediff.protections.provisions import Provisions, Sentence, read_slot, rungs_in
from clausediff.wording import words

_BOUND = re.compile(r"(period|list)(<=|>=)(\d+)")
_QUOTES = 4
_LARGE = 2_000
"""Words from which a document must speak of personal data before it is judged at all."""
_SUBJECT = re.compile(
    r"persoonsgegevens|persoonlijke gegevens|verwerker|verwerkingsverantwoordelijke|avg\b|"
    r"personal (?:data|information)|"
    r"data protection|gdpr|data subject|klantgegevens|customer data|sub-?processor",
    re.IGNORECASE,
)
_SUBJECT_SHARE = 1 / 1500
_DUTCH = frozenset(
    "de het een van en dat niet wordt voor met op aan door verwerker klant gegevens naar".split()
)
_ENGLISH = frozenset("the of and to that not shall will for with on by processor customer data any".split())

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
    text = " ".join(clause.text for clause in contract.clauses)
    count = text.count(" ")
    return count < _LARGE or len(_SUBJECT.findall(text)) >= count * _SUBJECT_SHARE


def assess(contract: Contract, catalogue: Catalogue, ui: Language = "en") -> tuple[Standing, ...]:
    """Where every protection of the catalogue stands in a contract, in catalogue order.

    Args:
        contract: the document; its language chooses the vocabulary.
        catalogue: protections, slots and levels.
        ui: language of the words in the result.
    """
    if not is_judged(contract) or contract.language not in ("nl", "en", "und"):
        return tuple(_absent(rule) for rule in catalogue.rules)
    provisions = Provisions(contract, catalogue, language_of(contract))
    return standings(provisions, ui)


def standings(provisions: Provisions, ui: Language) -> tuple[Standing, ...]:
    """Where every protection stands in a document whose provisions are known."""
    return tuple(_standing(rule, provisions, ui) for rule in provisions.catalogue.rules)


def _absent(rule: Rule) -> Standing:
    return Standing(rule.id, Level.ABSENT, article=rule.info.article)


def _standing(rule: Rule, provisions: Provisions, ui: Language) -> Standing:
    found = tuple(
        sentence
        for sentence in provisions.on(rule.id)
        if provisions.clauses[sentence.clause].kind is not Kind.DEFINITION or rule.id == "scope-of-parties"
    )
    if not found:
        return _absent(rule)
    evidence = dict(_deciding(rule, found, provisions.catalogue))
    below = [condition for condition in rule.below if condition in evidence]
    beyond = [condition for condition in rule.beyond if condition in evidence]
    level = Level.BELOW if below else Level.BEYOND if beyond else Level.MEETS
    decided = below or beyond
    quotes = [evidence[condition] for condition in decided] or [
        Quote(sentence.clause, sentence.text) for sentence in found
    ]
    return Standing(
        rule.id,
        level,
        rung=_rung_words(decided, level, provisions.catalogue, ui),
        article=rule.info.article,
        clauses=tuple(dict.fromkeys(sentence.clause for sentence in found)),
        evidence=tuple(dict.fromkeys(quotes))[:_QUOTES],
        missing=tuple(_missing(rule, found, ui)),
    )


def _deciding(rule: Rule, found: tuple[Sentence, ...], catalogue: Catalogue) -> Iterator[tuple[str, Quote]]:
    """Every condition of the rule's levels that the sentences satisfy, with its quote."""
    rungs = dict(_picked(rule, found, catalogue))
    for condition in rule.beyond + rule.below:
        bound = _BOUND.fullmatch(condition)
        if condition in rungs:
            sentence, (_, start, end) = rungs[condition]
            yield condition, Quote(sentence.clause, sentence.text[start:end])
        elif bound and bound[1] == "period":
            yield from _within(condition, bound, found)
        elif bound:
            listed = [sentence for sentence in found if items(sentence.text)]
            clauses = dict.fromkeys(sentence.clause for sentence in found)
            if len(clauses) > int(bound[3]) or listed:
                chosen = (listed or found)[0]
                yield condition, Quote(chosen.clause, chosen.text)


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


def _within(condition: str, bound: re.Match[str], found: tuple[Sentence, ...]) -> Iterator[tuple[str, Quote]]:
    limit = float(bound[3])
    named = [(sentence, period) for sentence in found for period in periods(sentence.text)]
    fitting = [(sentence, period) for sentence, period in named if _fits(period, bound[2], limit)]
    if fitting:
        sentence, period = fitting[0]
        yield condition, Quote(sentence.clause, sentence.text[period.start : period.end], period.iso)


def _fits(period: Quantity, comparison: str, limit: float) -> bool:
    return period.value <= limit if comparison == "<=" else period.value >= limit


def _rung_words(decided: list[str], level: Level, catalogue: Catalogue, ui: Language) -> str:
    """The step of the ladder in words: the rungs that decided, else what the level means."""
    named = []
    for condition in decided:
        slot, _, name = condition.partition(".")
        rung = next((one for one in catalogue.slots[slot].rungs if one.name == name), None) if name else None
        if rung is not None:
            named.append(rung.words.in_language(ui))
    return ", ".join(dict.fromkeys(named)) or WORDS[level].in_language(ui)


def _missing(rule: Rule, found: tuple[Sentence, ...], ui: Language) -> Iterator[str]:
    present = rungs_in(found)
    for index, need in enumerate(rule.needs):
        if f"need:{rule.id}.{index}" not in present:
            yield need.text.in_language(ui)
