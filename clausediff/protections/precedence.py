"""Which text prevails in a conflict, by what the texts say of themselves.

``Bij strijdigheid gaat deze overeenkomst voor`` claims precedence; ``in a conflict the Master Agreement
prevails`` gives way. A sentence about annexes, language versions or somebody else's clauses does neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausediff.model.contract import Clause, Contract, Kind
from clausediff.model.layers import Precedence, PrecedenceClaim, Prevails, Side
from clausediff.protections.catalogue_file import Language
from clausediff.protections.provisions import Sentence, sentences
from clausediff.wording import words

_FLAGS = re.IGNORECASE
_NOUN = {
    "nl": (
        r"(?:[\w-]*overeenkomst(?:en)?|[\w-]*voorwaarden|addend(?:um|a)|amendement|contract|mbsa|dpa|"
        r"allonge)"
    ),
    "en": (
        r"(?:[\w-]*agreements?|terms(?:\s+and\s+conditions)?|addend(?:um|a)|amendments?|contract|mbsa|dpa|"
        r"attachment|schedule)"
    ),
}
_OWN_NOUN = {
    "nl": r"(?:bepalingen|afspraken|aanvulling|bijlage)",
    "en": r"(?:clauses|provisions|conditions|annex)",
}
"""What only a document that speaks of itself (``these clauses``) calls itself."""
_OWN = {
    "nl": r"(?:deze|dit|onderhavige|voorliggende)",
    "en": r"(?:this|these|the\s+present)",
}
_ARTICLE = {"nl": r"(?:de|het|een|alle|elke|die)", "en": r"(?:the|an?|any|all|such|that|its|your|our|other)"}
_STRONG = {
    "nl": re.compile(
        r"\b(?:prevale(?:ert|ren)|voorrang|voorgaa[nt])\b|\bga(?:at|an)\b[^.;]*?\b(?:voor|boven)\b", _FLAGS
    ),
    "en": re.compile(
        r"\bprevail(?:s|ing)?\b|\b(?:takes?|taking|have|has)\s+(?:precedence|priority)\b", _FLAGS
    ),
}
_WEAK = {
    "nl": re.compile(
        r"\bgeld(?:t|en)\b|\b(?:is|zijn)\b(?=[^.;]*\b(?:leidend|bepalend|doorslaggevend)\b)", _FLAGS
    ),
    "en": re.compile(r"\b(?:controls?|governs?)\b", _FLAGS),
}
_CONFLICT = {
    "nl": re.compile(r"strijd|tegenspraak|afwijking", _FLAGS),
    "en": re.compile(r"conflict|inconsisten|contradict|discrepan", _FLAGS),
}
_OVER = {"nl": re.compile(r"\b(?:boven|op)\b", _FLAGS), "en": re.compile(r"\bover\b", _FLAGS)}
_BETWEEN = {
    "nl": re.compile(r"\b(?:tussen|met)\s+$", _FLAGS),
    "en": re.compile(r"\b(?:between|with|among)\s+$", _FLAGS),
}
_AND = re.compile(r"^[^.;:,]{0,60}?\b(?:en|of|and|or)\s+$", _FLAGS)
_ANOTHER_SUBJECT = re.compile(r"[,(;]")
"""What stands between a text and the verb when something else is the verb's subject."""
_NEGATED = re.compile(r"\b(?:niet|nooit|geen|not|never|nor)\b", _FLAGS)
_NEAR = 20
"""Characters around the verb in which a negation reaches it."""
_VERSION = re.compile(
    r"(?:nederlands|engels|frans|duits|dutch|english|french|german)\w*(?:\s+\w+)?\s+(?:tekst|versie|text|version)",
    _FLAGS,
)
_FUNCTION = frozenset(
    "de het een alle elke die the a an any all such that its your our other of and en van".split()
)
_GENERIC = frozenset("agreement agreements overeenkomst terms voorwaarden contract conditions".split())
"""Names that a document shares with the one it belongs to."""
_RANKING = {
    "nl": re.compile(r"rangorde|volgorde", _FLAGS),
    "en": re.compile(r"order\s+of\s+(?:precedence|priority)", _FLAGS),
}


def precedence_of(standard: Contract, overlay: Contract, languages: tuple[Language, Language]) -> Precedence:
    """Which of two texts prevails: the one that says so of itself, if the other does not say the same.

    Args:
        standard: the standard terms.
        overlay: the agreement that lies over them.
        languages: the languages in which they are read, in that order.
    """
    claims = (*claims_of(standard, "standard", languages[0]), *claims_of(overlay, "overlay", languages[1]))
    own = {claim.side for claim in claims if claim.own}
    gives_way = {claim.side for claim in claims if not claim.own} - own
    if len(own) == 1:
        return Precedence(Prevails(next(iter(own))), claims)
    if not own and gives_way == {"standard"}:
        return Precedence(Prevails.OVERLAY, claims)
    if not own and gives_way == {"overlay"}:
        return Precedence(Prevails.STANDARD, claims)
    return Precedence(Prevails.OPEN, claims)


def claims_of(contract: Contract, side: Side, language: Language) -> Iterator[PrecedenceClaim]:
    """Every sentence of a document that says whether it prevails, in document order."""
    reader = _Reader(contract, language)
    for clause in contract.clauses:
        for sentence in sentences(clause.id, clause.text, language):
            own = reader.claims(sentence, clause)
            if own is not None:
                yield PrecedenceClaim(side, clause.id, sentence.text, own)


def _own_names(contract: Contract) -> set[str]:
    """The words by which a document may call itself: those of its title, and their initials."""
    titles = [contract.title or "", *(one.heading or "" for one in contract.clauses if one.level == 1)]
    names: set[str] = set()
    for title in titles[:3]:
        called = [word for word in words(title) if word not in _FUNCTION]
        names.update(called)
        names.update("".join(word[0] for word in called[start:]) for start in range(len(called) - 2))
    return names


class _Reader:
    """Reads the sentences of one document, whose title tells by which name it speaks of itself."""

    def __init__(self, contract: Contract, language: Language) -> None:
        self._language: Language = language
        self._contract = contract
        noun, own, article = _NOUN[language], _OWN[language], _ARTICLE[language]
        between = rf"(?:(?!(?:{own}|{article})\b)[\w’'-]+\s+){{0,4}}?"
        self._named = re.compile(
            rf"\b(?:(?P<own>{own})\s+{between}(?:{noun}|{_OWN_NOUN[language]})|"
            rf"{article}\s+{between}(?P<noun>{noun}))\b",
            _FLAGS,
        )
        self._names = _own_names(contract)

    def claims(self, sentence: Sentence, clause: Clause) -> bool | None:
        """Whether a sentence says that its own document prevails; ``None`` where it says neither."""
        text, language = sentence.text, self._language
        if _RANKING[language].search(text) and text.rstrip().endswith(":"):
            return self._first_of_ranking(clause)
        verb = self._verb(text)
        if verb is None or _VERSION.search(text):
            return None
        winner = self._winner(text, verb.start())
        if winner is None:
            return None
        around = text[max(0, verb.start() - _NEAR) : verb.end() + _NEAR]
        return winner != bool(_NEGATED.search(re.split(r"[,;]", around)[0]))

    def _verb(self, text: str) -> re.Match[str] | None:
        """The words that give precedence; the weaker ones only where a conflict is named."""
        language = self._language
        conflict = _CONFLICT[language].search(text)
        strong = _STRONG[language].search(text)
        if strong and (conflict or not strong[0].lower().startswith("ga") or _OVER[language].search(text)):
            return strong
        weak = list(_WEAK[language].finditer(text)) if conflict else []
        return weak[-1] if weak else None

    def _winner(self, text: str, verb: int) -> bool | None:
        """Whether the text that prevails is this document; Dutch may name it behind the verb."""
        named = self._apart_from_the_conflict(text)
        if self._language == "nl":
            over = _OVER["nl"].search(text, verb)
            limit = over.start() if over else len(text)
            behind = [one for one in named if verb < one.start() < limit]
            if behind:
                return self._is_own(behind[0])
        before = [one for one in named if one.end() <= verb]
        if not before or _ANOTHER_SUBJECT.search(text[before[-1].end() : verb]):
            return None
        return self._is_own(before[-1])

    def _apart_from_the_conflict(self, text: str) -> list[re.Match[str]]:
        """The documents that a sentence names, but for those between which the conflict is."""
        kept: list[re.Match[str]] = []
        inside = 0
        for one in self._named.finditer(text):
            lead = text[max(0, one.start() - 12) : one.start()]
            opens = _CONFLICT[self._language].search(text[: one.start()]) and _BETWEEN[self._language].search(
                lead
            )
            if opens or (inside and _AND.search(text[inside : one.start()])):
                inside = one.end()
            else:
                kept.append(one)
        return kept

    def _is_own(self, named: re.Match[str]) -> bool:
        called = set(words(named[0])) - _FUNCTION
        return bool(named["own"]) or (called <= self._names and not called <= _GENERIC)

    def _first_of_ranking(self, clause: Clause) -> bool | None:
        below = [one for one in self._contract.clauses if one.parent == clause.id and one.kind is Kind.ITEM]
        named = self._named.search(below[0].text) if below else None
        return self._is_own(named) if named else None
