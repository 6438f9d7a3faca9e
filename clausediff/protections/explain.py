"""Reasons: one plain sentence a finding, in Dutch or English, with the AVG article."""

from __future__ import annotations

from clausediff.model.comparison import Effect
from clausediff.protections.catalogue_file import Language, Rule
from clausediff.protections.verdict import Verdict

_EFFECTS = {
    "en": {
        Effect.STRENGTHENED: "stronger for the controller and the data subjects",
        Effect.WEAKENED: "weaker for the controller and the data subjects",
        Effect.INTRODUCED: "the document did not have this protection before",
        Effect.WITHDRAWN: "the protection is no longer found in this document",
        Effect.NEUTRAL: "no effect on the protection",
        Effect.UNDETERMINED: "the text alone does not tell whether this is stronger or weaker",
    },
    "nl": {
        Effect.STRENGTHENED: "sterker voor de verwerkingsverantwoordelijke en de betrokkenen",
        Effect.WEAKENED: "zwakker voor de verwerkingsverantwoordelijke en de betrokkenen",
        Effect.INTRODUCED: "het document had deze bescherming nog niet",
        Effect.WITHDRAWN: "de bescherming is in dit document niet meer te vinden",
        Effect.NEUTRAL: "geen gevolg voor de bescherming",
        Effect.UNDETERMINED: "uit de tekst alleen blijkt niet of dit sterker of zwakker is",
    },
}


def reason_of(rule: Rule, verdict: Verdict, ui: Language) -> str:
    """The sentence that explains a finding: what it was, what it becomes, what that means."""
    aspect = verdict.aspect.in_language(ui)
    was, becomes = verdict.was.in_language(ui), verdict.becomes.in_language(ui)
    effect = _EFFECTS[ui][verdict.effect]
    why = f" ({verdict.why.in_language(ui)})" if verdict.why else ""
    name, article = rule.info.name.in_language(ui), rule.info.article
    subject = f"{name[0].upper()}{name[1:]}: {aspect}"
    if ui == "nl":
        return f"{subject} gaat van {was} naar {becomes}{why}: {effect} (AVG {article})."
    return f"{subject} goes from {was} to {becomes}{why}: {effect} (GDPR {article})."
