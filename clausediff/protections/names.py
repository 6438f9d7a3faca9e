"""The names by which a contract calls the two sides, where they are not the usual ones of the catalogue.

A party clause gives a name (``Pulso B.V., hierna: ‘Pulso’, als verwerker``); and a proper name without an
article that must or may do things all through the text is the supplier's: ``Lumio shall``, ``gebeurt door
Lumio``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from clausediff.model.contract import Contract
from clausediff.protections.catalogue_file import Catalogue, Language

_STAND_IN = {
    ("processor", "nl"): "verwerker",
    ("processor", "en"): "processor",
    ("controller", "nl"): "verwerkingsverantwoordelijke",
    ("controller", "en"): "controller",
}
_GIVEN = re.compile(
    r"(?:hierna|hereinafter|hereafter|verder|\()[^“‘\"'()]{0,40}"
    r"[“‘\"'](?:de |het |the )?(?P<name>[A-Z][\w.&-]+)[”’\"']"
)
_CONTROLLER = re.compile(
    r"verwerkingsverantwoordelijke|opdrachtgever|klant|afnemer|controller|customer|client", re.I
)
_PROCESSOR = re.compile(
    r"\bverwerker|opdrachtnemer|leverancier|dienstverlener|processor|supplier|vendor|provider", re.I
)
_NEAR = 160
"""Characters around a given name in which its role is said."""
_VERBS = (
    r"may|shall|will|must|does|is|has|cannot|keeps|maintains|provides|notifies|informs|deletes|processes|publishes|"
    r"stores|uses|acts|sends|tells|pays|hosts|makes|takes|gives|hands|erases|assists|helps|applies|ensures|holds|"
    r"encrypts|bears|indemnifies|refers|opens|remains|undertakes|warrants|agrees|supplies|retains|forwards|hires|"
    r"engages|writes|replaces|mag|kan|zal|moet|dient|is|heeft|verwerkt|meldt|informeert|wist|bewaart|verstrekt|"
    r"gebruikt|houdt|stelt|voldoet|publiceert|zorgt|neemt|geeft|stuurt|laat|brengt|beveiligt|versleutelt|werkt|helpt|"
    r"waarschuwt|betaalt|vergoedt|verhelpt|herstelt|treft|schakelt|verwijdert|vernietigt|draagt|beschikt|blijft|krijgt|"
    r"levert|ontvangt|verleent|kondigt|vrijwaart|wordt|hoeft|test|sluit|zet|legt|haalt"
)
_SUBJECT = re.compile(
    rf"(?:^|[.;:,]\s+|\b(?:that|which|and|dat|die|en)\s+)(?P<name>[A-Z][a-z]+(?:[A-Z][a-z]+)*)\s+(?:{_VERBS})\b",
    re.M,
)
_INVERTED = re.compile(
    r"\b(?:verwerkt|meldt|informeert|wist|bewaart|verstrekt|gebruikt|houdt|stuurt|brengt|beveiligt|versleutelt|"
    r"waarschuwt|vergoedt|verhelpt|herstelt|schakelt|verwijdert|vernietigt|levert|verleent|kondigt|vrijwaart|zet|haalt|"
    r"mag|kan|zal|moet|dient)\s+(?P<name>[A-Z][a-z]+(?:[A-Z][a-z]+)*)\b(?=\s+[a-z])"
)
_AGENT = re.compile(r"\b(?:door|by)\s+(?P<name>[A-Z][a-z]+(?:[A-Z][a-z]+)*)\b(?!\s+[A-Z])")
_ARTICLE = re.compile(
    r"\b(?:the|a|an|de|het|een|this|that|these|any|each|all|alle|elke|deze|dit|no|geen)\s+$", re.I
)
_ARTICLE_LENGTH = 12
"""Characters before a name in which its article stands."""
_NOUN_ENDINGS = (
    "ing", "tion", "sion", "ment", "ity", "ness", "ers", "ors", "ies", "ings", "heid", "ingen", "aties",
    "gegevens", "data", "isatie", "ance", "ence", "schap", "aar",
)  # fmt: skip
_NO_NAMES = frozenset(
    (
        "article articles annex annexes appendix section clause schedule exhibit attachment addendum "
        "agreement dpa baa gdpr avg eea eer union member members congress parliament law laws services "
        "service support telemetry access footage previews backup backups hosting storage maintenance "
        "consent notice help software content media security privacy nobody nothing anyone everyone "
        "someone either neither both there here this that these those each such none whoever dutch german "
        "french irish english belgian switzerland germany france ireland belgium netherlands europe japan "
        "canada monday january april july october december post email phone default reason means virtue "
        "mail telephone artikel artikelen bijlage deze dit dat daarna daarnaast daarmee daarbij daarvan "
        "daartoe daarom daarvoor hierbij hiertoe hiervan alsdan jaarlijks maandelijks vervolgens "
        "bovendien tevens voorts verder steeds evenwel niemand niets alles iedereen iemand elk ieder wie "
        "waar wanneer zodra indien tenzij toegang opslag gebruik beheer onderhoud schade hulp bijstand "
        "bericht verzet bezwaar wat welke eerst ook nooit altijd onderzoek inzage toezicht overleg "
        "nederland duitsland frankrijk ierland europa unierecht telemetrie middel brief partijen partij "
        "brussel desgevraagd onverwijld onmiddellijk dagelijks periodiek minimaal schriftelijk uiterlijk"
    ).split()
)
"""Words that open sentences or follow ``by`` with a capital and are no one's name."""
_LEAST = 3
_OTHERS = re.compile(r"sub-?(?:processor|verwerker|contractor)", re.I)
_EITHER = re.compile(r"\b(?:Company|Organi[sz]ation|Onderneming|Organisatie|Agency)\b")
"""Names that either side goes by; whose they are shows from the other side's."""


@dataclass(frozen=True)
class Names:
    """Names of a contract's sides, in lower case, each with the usual word that stands in for it.

    ``document`` is the digest of the file whose names they are: what is found in its texts is remembered
    under it. In a ``silent`` one no cue can stand, and none is looked for.
    """

    stand_ins: tuple[tuple[str, str], ...] = ()
    document: str = field(default="", compare=False)
    silent: bool = field(default=False, compare=False)

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return dict(self.stand_ins)

    @cached_property
    def digest(self) -> str:
        """Tells two sets of names apart."""
        return blake2b(repr(self.stand_ins).encode(), digest_size=6).hexdigest()

    def usual(self, word: str) -> str:
        """The usual word for a name; any other word as it is."""
        return self._by_name.get(word, word)


NO_NAMES = Names()


def names_of(contract: Contract, catalogue: Catalogue, language: Language) -> Names:
    """The names that a contract gives its sides.

    Args:
        contract: the document.
        catalogue: whose usual names are left out.
        language: the language of the words that stand in.
    """
    text = "\n".join(clause.text for clause in contract.clauses)
    roles = _suppliers(text) | _given(text)
    usual = [
        word
        for concept in ("controller", "processor", "subprocessor", "staff", "subject", "supervisor")
        for phrases in catalogue.concepts[concept].values()
        for phrase in phrases
        for word in phrase.split("|")
    ]
    words = _NO_NAMES | {word for word in usual if "*" not in word}
    openings = tuple(word[:-1] for word in usual if word.endswith("*") and "*" not in word[:-1])
    known = {
        name.lower(): role
        for name, role in sorted(roles.items())
        if name.lower() not in words and not name.lower().startswith(openings)
    }
    return Names(
        tuple((name, _STAND_IN[role, language]) for name, role in sorted({**known, **_either(text)}.items())),
        contract.source.sha256,
    )


def _either(text: str) -> dict[str, str]:
    """Names like *Company* in a text that calls the controller something else, and no one a processor."""
    found = {match[0].lower() for match in _EITHER.finditer(text)}
    sides = _OTHERS.sub("", text)
    if not found or _PROCESSOR.search(sides) or not _CONTROLLER.search(sides):
        return {}
    return dict.fromkeys(found, "processor")


def _given(text: str) -> dict[str, str]:
    """Names given in party clauses, each with the role that is said nearby."""
    found = {}
    for match in _GIVEN.finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR // 2]
        controller, processor = _CONTROLLER.search(around), _PROCESSOR.search(around)
        if bool(controller) != bool(processor):
            found[match["name"]] = "controller" if controller else "processor"
    return found


def _suppliers(text: str) -> dict[str, str]:
    """Proper names without an article that do what suppliers do."""
    found = {match["name"] for shape in (_SUBJECT, _INVERTED, _AGENT) for match in shape.finditer(text)}
    candidates = {
        name
        for name in found
        if len(name) > _LEAST
        and not name.lower().endswith(_NOUN_ENDINGS)
        and not _is_word(name.lower(), text)
    }
    return {name: "processor" for name in candidates if not _has_article(name, text)}


def _has_article(name: str, text: str) -> bool:
    """Whether a name stands behind an article anywhere in a text: then it is a noun."""
    return any(
        _ARTICLE.search(text, max(0, one.start() - _ARTICLE_LENGTH), one.start())
        for one in re.finditer(rf"{name}\b", text)
    )


def _is_word(word: str, text: str) -> bool:
    """Whether a word stands in a text, in just these letters."""
    return any(
        not one.start() or re.match(r"\W", text[one.start() - 1]) for one in re.finditer(rf"{word}\b", text)
    )
