"""A small comparison with findings made by hand, so that reports can be tested without the rules."""

from __future__ import annotations

from dataclasses import replace

from clausediff.model.comparison import (
    Comparison,
    Effect,
    Finding,
    Level,
    ProtectionChange,
    Quote,
    Standing,
)
from clausediff.model.contract import Clause, Contract
from clausediff.model.protection import Bilingual, CatalogueInfo, Protection
from clausediff.model.source import NotRead, Warn
from tests.build import contract
from tests.invariants_diff import compared

OLD = """
    # Verwerkersovereenkomst <b>Proef</b>
    Artikel 1. Begrippen
    1.1 “Datalek”: een inbreuk op de beveiliging van gegevens.
    Artikel 2. Meldplicht
    2.1 De Verwerker meldt een Datalek zonder onredelijke vertraging.
    2.2 De melding van artikel 2.1 geschiedt schriftelijk.
    Artikel 3. Audit
    3.1 De Opdrachtgever mag eenmaal per jaar een audit laten uitvoeren.
"""
NEW = """
    # Verwerkersovereenkomst <b>Proef</b>
    Artikel 1. Begrippen
    1.1 “Datalek”: een inbreuk op de beveiliging van gegevens, of een vermoeden daarvan.
    Artikel 2. Beveiliging
    2.1 De Verwerker beveiligt gegevens naar de stand van de techniek.
    Artikel 3. Meldplicht
    3.1 De Verwerker meldt een Datalek binnen 24 uur.
    3.2 De melding van artikel 3.1 geschiedt schriftelijk.
"""
CATALOGUE = CatalogueInfo(
    "9.1",
    (
        Protection(
            "breach-notification",
            Bilingual("melding van datalekken", "breach notification"),
            "33(2)",
            Bilingual("Melden zonder onredelijke vertraging.", "Notify without undue delay."),
        ),
        Protection(
            "audit",
            Bilingual("auditrecht", "audit right"),
            "28(3)(h)",
            Bilingual("Audits mogelijk maken.", "Allow audits."),
        ),
        Protection(
            "anonymisation",
            Bilingual("anonimisering", "anonymisation"),
            "recital 26; 4(5)",
            Bilingual("Niet meer herleidbaar.", "No longer traceable."),
        ),
    ),
)
MEETS = Standing("breach-notification", Level.MEETS, "zoals de AVG vraagt", "33(2)")
BEYOND = Standing("breach-notification", Level.BEYOND, "vaste termijn", "33(2)")
AUDIT = Standing("audit", Level.MEETS, "zoals de AVG vraagt", "28(3)(h)")
NO_AUDIT = Standing("audit", Level.ABSENT, article="28(3)(h)")
NO_NORM = Standing("anonymisation", Level.ABSENT, article="recital 26; 4(5)")


def holding(built: Contract, words: str) -> Clause:
    """The clause whose text holds some words."""
    return next(clause for clause in built.clauses if words in clause.text)


def sample() -> Comparison:
    """One protection stronger, one gone, one absent from both; a section removed, another inserted."""
    old, new = contract(OLD, "oud.txt"), contract(NEW, "nieuw.txt")
    plain = compared(old, new)
    notice, audit = holding(old, "vertraging"), holding(old, "audit")
    faster = holding(new, "24 uur")
    changes = {side: change.id for change in plain.changes for side in change.old}
    stronger = Finding(
        id="f1",
        protection="breach-notification",
        effect=Effect.STRENGTHENED,
        aspect="termijn",
        old=Quote(notice.id, "zonder onredelijke vertraging"),
        new=Quote(faster.id, "binnen 24 uur", "PT24H"),
        avg_old=Level.MEETS,
        avg_new=Level.BEYOND,
        rule="period:fixed",
        reason="Een vaste termijn is strenger dan de open norm.",
        change=changes[notice.id],
        reach=(faster.id,),
    )
    gone = Finding(
        id="f2",
        protection="audit",
        effect=Effect.WITHDRAWN,
        aspect="geheel",
        old=Quote(audit.id, "een audit laten uitvoeren"),
        new=None,
        avg_old=Level.MEETS,
        avg_new=Level.ABSENT,
        rule="presence",
        reason="Het auditrecht is niet meer gevonden.",
        change=changes[audit.id],
    )
    return replace(
        plain,
        findings=(stronger, gone),
        protections=(
            ProtectionChange("breach-notification", MEETS, BEYOND),
            ProtectionChange("audit", AUDIT, NO_AUDIT),
            ProtectionChange("anonymisation", NO_NORM, NO_NORM),
        ),
        warnings=(Warn("sample", "a warning of the pair", "here"),),
        not_compared=(NotRead("running footer", "old: page 1", "pagina 1 | 2"),),
        catalogue=CATALOGUE,
    )
