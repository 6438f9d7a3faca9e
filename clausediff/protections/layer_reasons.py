"""Why an overlay goes beyond the standard terms, equals them or falls short: a plain sentence or two."""

from __future__ import annotations

from clausediff.model.comparison import Level
from clausediff.model.layers import Difference, LayerSide, LayerVerdict
from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import Language, Rule

_LEVELS = {
    Level.BELOW: Bilingual("onder de AVG", "below the GDPR"),
    Level.MEETS: Bilingual("conform de AVG", "as the GDPR asks"),
    Level.BEYOND: Bilingual("verder dan de AVG", "beyond the GDPR"),
}
UNKNOWN = Bilingual(
    "Een van de documenten is in een taal die niet wordt beoordeeld.",
    "One of the documents is in a language that is not judged.",
)
_SENTENCES = {
    "neither": Bilingual(
        "In geen van beide documenten gevonden: hier geldt alleen de AVG zelf.",
        "Not found in either document: the GDPR alone applies here.",
    ),
    "silent": Bilingual(
        "De overlay zegt hier niets over: de standaardvoorwaarden gelden ({standard}).",
        "The overlay says nothing on this: the standard terms apply ({standard}).",
    ),
    "harm-stays": Bilingual(
        "De overlay zegt hier niets over: wat de standaardtekst voorbehoudt, geldt ({standard}).",
        "The overlay says nothing on this: what the standard terms reserve stays in force ({standard}).",
    ),
    "alone": Bilingual(
        "Alleen in de overlay gevonden, niet in de standaardvoorwaarden ({overlay}).",
        "Found in the overlay only, not in the standard terms ({overlay}).",
    ),
    "alone-below": Bilingual(
        "Alleen in de overlay gevonden, en daar onder wat de AVG vraagt: de tekst zegt niet of dat beter is "
        "dan zwijgen.",
        "Found in the overlay only, and there below what the GDPR asks: the text does not tell whether that "
        "is better than silence.",
    ),
    "alone-harm": Bilingual(
        "De overlay behoudt iets voor waarover de standaardvoorwaarden zwijgen ({overlay}).",
        "The overlay reserves something on which the standard terms are silent ({overlay}).",
    ),
    "levels": Bilingual(
        "Overlay: {overlay}; standaardvoorwaarden: {standard}.",
        "Overlay: {overlay}; standard terms: {standard}.",
    ),
    "same": Bilingual(
        "Beide: {overlay}; in wat wordt vergeleken is geen verschil gevonden.",
        "Both: {overlay}; no difference was found in what is compared.",
    ),
    "both": Bilingual("Beide: {overlay}.", "Both: {overlay}."),
}
_EFFECTS = {
    True: Bilingual("Sterker in de overlay", "Stronger in the overlay"),
    False: Bilingual("Zwakker in de overlay", "Weaker in the overlay"),
    None: Bilingual("Verschilt, zelf te beoordelen", "Differs, for you to judge"),
}
_AGAINST = Bilingual("overlay: {overlay}; standaard: {standard}", "overlay: {overlay}; standard: {standard}")


def reason_of(
    rule: Rule,
    sides: tuple[LayerSide, LayerSide],
    verdict: LayerVerdict,
    differences: tuple[Difference, ...],
    ui: Language,
) -> str:
    """The verdict on one protection explained: levels first, then every aspect that differs.

    Args:
        rule: the protection.
        sides: the standard's side and the overlay's.
        verdict: what was decided.
        differences: the aspects that differ.
        ui: language of the sentence.
    """
    key = _key(rule, sides, verdict, differences)
    words = {name: _standing(side, ui) for name, side in zip(("standard", "overlay"), sides, strict=True)}
    parts = [_SENTENCES[key].in_language(ui).format(**words)]
    for better in (True, False, None):
        told = [_told(one, ui) for one in differences if one.better is better]
        if told:
            parts.append(f"{_EFFECTS[better].in_language(ui)}: {', '.join(told)}.")
    return " ".join(parts)


def _key(
    rule: Rule,
    sides: tuple[LayerSide, LayerSide],
    verdict: LayerVerdict,
    differences: tuple[Difference, ...],
) -> str:
    standard, overlay = (side.standing.level for side in sides)
    if overlay is Level.ABSENT:
        if standard is Level.ABSENT:
            return "neither"
        return "harm-stays" if rule.harmful else "silent"
    if standard is Level.ABSENT:
        if rule.harmful and verdict is not LayerVerdict.BEYOND_STANDARD:
            return "alone-harm"
        return "alone-below" if verdict is LayerVerdict.UNDETERMINED else "alone"
    if standard is not overlay:
        return "levels"
    return "both" if differences else "same"


def _standing(side: LayerSide, ui: Language) -> str:
    """Level and step of one side in words: ``beyond the GDPR, summary published``."""
    standing = side.standing
    level = _LEVELS[standing.level].in_language(ui) if standing.level in _LEVELS else ""
    step = standing.rung if standing.rung and standing.level in (Level.BELOW, Level.BEYOND) else ""
    return f"{level}, {step}" if step and step != level and not step.startswith(level) else level


def _told(difference: Difference, ui: Language) -> str:
    against = _AGAINST.in_language(ui).format(overlay=difference.overlay, standard=difference.standard)
    return f"{difference.aspect} ({against})"
