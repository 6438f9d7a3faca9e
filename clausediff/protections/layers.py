"""Standard terms, and the agreement that lies over them, protection by protection and slot by slot.

Rungs do not depend on a language, so a Dutch overlay is held against English standard terms like any other.
The level against the AVG decides first; between equal levels the slots do: an overlay that is stronger in one
and weaker in none goes beyond the standard, and one that is both is for the reader to judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clausediff.model.comparison import Level, Quote, Standing
from clausediff.model.contract import Contract, Kind
from clausediff.model.layers import (
    Difference,
    Layer,
    LayerQuote,
    Layers,
    LayerSide,
    LayerVerdict,
    Side,
    SlotReading,
)
from clausediff.protections.assess import assess, is_judged, language_of
from clausediff.protections.catalogue_file import SPECIAL_SLOTS, Catalogue, Language, Rule, Slot
from clausediff.protections.layer_amounts import (
    NUMBERS,
    number_difference,
    period_difference,
    quantity_readings,
)
from clausediff.protections.layer_lists import list_difference, listings, named
from clausediff.protections.layer_reasons import UNKNOWN, reason_of
from clausediff.protections.precedence import precedence_of
from clausediff.protections.provisions import Provisions, Reading, Sentence, may_speak, read_slot

_ORDER = (Level.BELOW, Level.MEETS, Level.BEYOND)
_KNOWN = ("nl", "en", "und")
_QUOTES = 8
_LONGEST = 700
"""Characters up to which a sentence is quoted whole around the words that decided."""
_NOTHING = {"nl": "niets daarover", "en": "nothing on it"}


@dataclass(frozen=True, slots=True)
class _Document:
    """One of the two documents, judged: its standings by protection, and its provisions if it has any.

    ``known`` says whether its language is one that is judged: of another nothing is known, not even silence.
    """

    side: Side
    language: Language
    known: bool
    standings: dict[str, Standing]
    provisions: Provisions | None

    def on(self, rule: Rule) -> tuple[Sentence, ...]:
        """The sentences on a protection, definitions apart; none where the document has no standing on it."""
        if self.provisions is None or self.standings[rule.id].level is Level.ABSENT:
            return ()
        clauses = self.provisions.clauses
        return tuple(
            one
            for one in self.provisions.on(rule.id)
            if clauses[one.clause].kind is not Kind.DEFINITION or rule.id == "scope-of-parties"
        )


def compare_layers(
    standard: Contract, overlay: Contract, catalogue: Catalogue, ui: Language = "en"
) -> Layers:
    """Hold an overlay agreement against standard terms and both against the AVG.

    Args:
        standard: the terms that apply where the overlay is silent.
        overlay: the agreement that lies over them.
        catalogue: protections, slots and levels.
        ui: language of the words in the result.
    """
    below = _document(standard, "standard", catalogue, ui)
    above = _document(overlay, "overlay", catalogue, ui)
    return Layers(
        standard,
        overlay,
        tuple(_layer(rule, below, above, catalogue, ui) for rule in catalogue.rules),
        precedence_of(standard, overlay, (below.language, above.language)),
        catalogue.info,
    )


def _document(contract: Contract, side: Side, catalogue: Catalogue, ui: Language) -> _Document:
    language = language_of(contract)
    standings = {one.protection: one for one in assess(contract, catalogue, ui)}
    known = contract.language in _KNOWN
    provisions = None
    if known and is_judged(contract):
        silent = not may_speak(contract, catalogue, language)
        provisions = Provisions(contract, catalogue, language, silent=silent)
    return _Document(side, language, known, standings, provisions)


def _layer(rule: Rule, below: _Document, above: _Document, catalogue: Catalogue, ui: Language) -> Layer:
    differences = tuple(_differences(rule, below, above, catalogue, ui))
    known = below.known and above.known
    verdict = _verdict(rule, below.standings[rule.id], above.standings[rule.id], differences)
    sides = _side(rule, below, catalogue, ui), _side(rule, above, catalogue, ui)
    return Layer(
        rule.id,
        *sides,
        verdict if known else LayerVerdict.UNDETERMINED,
        sides[1].standing.level is Level.BEYOND,
        reason_of(rule, sides, verdict, differences, ui) if known else UNKNOWN.in_language(ui),
        differences,
        (*_evidence(below, rule, sides[0]), *_evidence(above, rule, sides[1])),
    )


def _verdict(
    rule: Rule, standard: Standing, overlay: Standing, differences: tuple[Difference, ...]
) -> LayerVerdict:
    """Level first, then the slots as a set: better in one and worse in none, or the other way round."""
    if overlay.level is Level.ABSENT:
        return LayerVerdict.SILENT
    if standard.level is Level.ABSENT:
        return _alone(rule, overlay, differences)
    if standard.level is not overlay.level:
        higher = _ORDER.index(overlay.level) > _ORDER.index(standard.level)
        return LayerVerdict.BEYOND_STANDARD if higher else LayerVerdict.BELOW_STANDARD
    return _by_slots(differences)


def _by_slots(differences: tuple[Difference, ...]) -> LayerVerdict:
    effects = {one.better for one in differences}
    if not effects:
        return LayerVerdict.EQUAL
    if effects == {True}:
        return LayerVerdict.BEYOND_STANDARD
    return LayerVerdict.BELOW_STANDARD if effects == {False} else LayerVerdict.UNDETERMINED


def _alone(rule: Rule, overlay: Standing, differences: tuple[Difference, ...]) -> LayerVerdict:
    """Only the overlay speaks: a protection more, unless it takes away by speaking."""
    if rule.harmful:
        found = _by_slots(differences)
        return LayerVerdict.BELOW_STANDARD if found is LayerVerdict.EQUAL else found
    return LayerVerdict.UNDETERMINED if overlay.level is Level.BELOW else LayerVerdict.BEYOND_STANDARD


def _differences(
    rule: Rule, below: _Document, above: _Document, catalogue: Catalogue, ui: Language
) -> Iterator[Difference]:
    """The aspects that differ; for harmful rules a silent standard stands at each slot's default."""
    standard, overlay = below.on(rule), above.on(rule)
    if not overlay or not (standard or rule.harmful):
        return
    for name in rule.slots:
        slot = catalogue.slots.get(name)
        if name == "period" and standard:
            yield from period_difference(rule, standard, overlay, catalogue, ui)
        elif name in NUMBERS and standard:
            yield from number_difference(name, standard, overlay, ui)
        elif slot is not None and slot.more is None:
            yield from _rungs(slot, standard, overlay, catalogue, ui)
    if standard:
        pairs = zip(
            listings(rule, below.provisions, standard, catalogue),
            listings(rule, above.provisions, overlay, catalogue),
            strict=True,
        )
        for pair in pairs:
            yield from list_difference(*pair, one_language=below.language == above.language, ui=ui)


def _rungs(
    slot: Slot,
    standard: tuple[Sentence, ...],
    overlay: tuple[Sentence, ...],
    catalogue: Catalogue,
    ui: Language,
) -> Iterator[Difference]:
    was, becomes = _read(slot, standard, catalogue), _read(slot, overlay, catalogue)
    loose = {rung.name for rung in slot.rungs if rung.loose}
    one_sided = {was.rung, becomes.rung} & loose and None in (was.rung, becomes.rung)
    if was.value != becomes.value and not one_sided:
        words = _words(slot, was, ui), _words(slot, becomes, ui)
        yield Difference(slot.name, slot.aspect.in_language(ui), *words, becomes.value > was.value)


def _read(slot: Slot, found: tuple[Sentence, ...], catalogue: Catalogue) -> Reading:
    """A slot in all sentences on a protection.

    Of a slot that speaks of its own sentence the best sentence counts: the weaker words of a side sentence
    do not take a plain duty back.
    """
    if not slot.local or not found:
        return read_slot(slot.name, found, catalogue)
    readings = [read_slot(slot.name, (sentence,), catalogue) for sentence in found]
    return max(readings, key=lambda one: (one.value, one.rung is not None))


def _words(slot: Slot, reading: Reading, ui: Language) -> str:
    for rung in slot.rungs:
        if rung.name == reading.rung or (reading.rung is None and rung.value == slot.default):
            return rung.words.in_language(ui)
    return _NOTHING[ui]


def _side(rule: Rule, document: _Document, catalogue: Catalogue, ui: Language) -> LayerSide:
    found = document.on(rule)
    readings = (*_readings(rule, found, catalogue, ui), *_lists(rule, document, found, catalogue, ui))
    return LayerSide(document.standings[rule.id], readings)


def _readings(
    rule: Rule, found: tuple[Sentence, ...], catalogue: Catalogue, ui: Language
) -> Iterator[SlotReading]:
    """What the sentences say, slot by slot; slots that they do not speak of are left out."""
    for name in rule.slots if found else ():
        slot = catalogue.slots.get(name)
        if name in SPECIAL_SLOTS:
            yield from quantity_readings(rule, name, found, catalogue, ui)
        elif slot is not None and slot.more is None:
            reading = _read(slot, found, catalogue)
            if reading.rung is not None and reading.sentence is not None and reading.hit is not None:
                _, start, end = reading.hit
                quote = Quote(reading.sentence.clause, reading.sentence.text[start:end])
                yield SlotReading(name, slot.aspect.in_language(ui), _words(slot, reading, ui), (quote,))


def _lists(
    rule: Rule, document: _Document, found: tuple[Sentence, ...], catalogue: Catalogue, ui: Language
) -> Iterator[SlotReading]:
    """What the lists name, each list in one reading with a quote for each thing named."""
    for listing in listings(rule, document.provisions, found, catalogue):
        if listing.entries:
            quotes = tuple(Quote(one.clause, one.quote) for one in listing.entries)
            aspect = listing.aspect.in_language(ui)
            yield SlotReading(listing.slot, aspect, named(listing.entries, ui), quotes)


def _evidence(document: _Document, rule: Rule, side: LayerSide) -> Iterator[LayerQuote]:
    """The sentences that decided, each once: those of the level, of the slots, and of the lists."""
    found = document.on(rule)
    quotes = [*side.standing.evidence, *(quote for one in side.readings for quote in one.quotes)]
    focused: dict[tuple[str, str], str] = {}
    for quote in quotes:
        whole = next(
            (one.text for one in found if one.clause == quote.clause and quote.quote in one.text), ""
        )
        text = whole if 0 < len(whole) <= _LONGEST else quote.quote
        focus = quote.quote if text != quote.quote else ""
        if text.strip():
            focused[quote.clause, text] = focused.get((quote.clause, text)) or focus
    for (clause, text), focus in list(focused.items())[:_QUOTES]:
        yield LayerQuote(document.side, clause, text, focus)
