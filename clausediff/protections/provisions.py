"""Provisions: the sentences of a contract that speak of a protection, and what they say on each slot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from clausediff.model.contract import Clause, Contract, Kind
from clausediff.protections.catalogue_file import Catalogue, Language, Rule
from clausediff.protections.names import NO_NAMES, Names, names_of
from clausediff.protections.phrases import Hit, vocabulary
from clausediff.wording import words

_END = re.compile(r"(?:;|(?<!\b[A-Z])[.!?])(?:[”\"’')\]]*)\s+(?=[A-ZÀ-Ý(“„\"‘'\[a-z])|;\s*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:art|artt|jo|excl|incl|no|nr|nrs|e\.g|i\.e|c\.q|o\.a|m\.b\.t|d\.w\.z|bijv|resp|evt|ca|Inc|Ltd|vs)|"
    r"\b[a-z])\.\s+$",
    re.IGNORECASE,
)
_CHILDREN_INHERIT = (Kind.ITEM, Kind.CLOSING, Kind.TABLE)
_ABBREVIATED = 24
"""Characters before the end of a sentence in which an abbreviation may stand, white space included."""
_DATA = re.compile(r"gegevens|verwerk|betrokkene|personal data|customer data|process|data subject|privacy")
_DENSE = 1 / 60
"""Share of words about personal data from which a document is an agreement on nothing else."""
_SHORT = 200
"""Words below which nothing can be told from that share."""
_LEAD_IN = (":", "–", "-", ",", ";")
_CLAUSES = {
    "nl": frozenset(
        "als indien wanneer waar zodra zolang zover voorzover tenzij mits doordat omdat opdat zodat nadat "
        "voordat totdat die dat wat wie waarvan waarin waardoor waarmee waarbij waarop waarvoor".split()
    ),
    "en": frozenset(
        "if when where whenever wherever because once while until unless provided that which who whose whom "
        "whether".split()
    ),
}
"""Words that begin a part of a sentence that says when, why or which."""
_RELATIVES = frozenset("die dat wat wie waarvan waarin waardoor waarmee that which who whose whom".split())
"""Those of them that say which."""
_PARTS = re.compile(r"[,;:]")
OWNED = re.compile(
    r"(?:['’]s?)?\s+(?:personal\s+)?(?:data|content|information|files?|records?|gegevens|dossiers?|bestanden)\b",
    re.IGNORECASE,
)
"""What follows a name that is no actor there: whose data they are."""
_VERB_JOINED = re.compile(
    r"\b(?:and|or|but)\s+(?:shall|should|will|must|may|can)\b|"
    r"\b(?:en|of|maar)\s+(?:zal|zullen|moet|moeten|mag|mogen|kan|kunnen|dient|dienen)\b",
    re.IGNORECASE,
)
"""A verb that is joined to an earlier one."""
_INVERTED = re.compile(
    r"\w+t\b[^;:]{3,200}?,\s+dan\b|(?:is|zijn|heeft|hebben|mocht(?:en)?|kan|wil)\b[^;:]{3,200}?,\s+dan\b",
    re.IGNORECASE,
)
"""A Dutch condition that begins with its verb: ``blijkt dat niet, dan``."""
_CONTENT = re.compile(
    r"\b(?:agree|ensure|warrant|guarantee|procure|confirm|undertake|see\s+to\s+it|make\s+sure|provide|acknowledge|"
    r"zorgt?|zorgen|waarborgt|garandeert|overeen|toe|voor|in|verklaart|bevestigt)(?:s|es|d|ed)?\s+(?:that|dat)\b",
    re.IGNORECASE,
)
"""Words behind which *that* says what, not which."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of one clause; offsets are those of the clause's text."""

    clause: str
    text: str
    start: int
    language: Language
    names: Names = NO_NAMES

    @property
    def end(self) -> int:
        """Offset just past the sentence in the clause's text."""
        return self.start + len(self.text)

    @cached_property
    def topics(self) -> tuple[Hit, ...]:
        """Cues found in the sentence."""
        return vocabulary(self.language).topics(self.text, self.names)

    @cached_property
    def by_kind(self) -> dict[str, frozenset[str]]:
        """The protections that cues were found of, by the kind of cue."""
        found: dict[str, set[str]] = {}
        for key, _, _ in self.topics:
            kind, _, protection = key.partition(":")
            found.setdefault(kind, set()).add(protection)
        return {kind: frozenset(protections) for kind, protections in found.items()}

    @cached_property
    def slots(self) -> tuple[Hit, ...]:
        """Rungs found in the sentence."""
        return vocabulary(self.language).slots(self.text, self.names)

    @cached_property
    def by_slot(self) -> dict[str, tuple[tuple[str, Hit], ...]]:
        """The rungs found, by the slot that they belong to."""
        found: dict[str, tuple[tuple[str, Hit], ...]] = {}
        for hit in self.slots:
            slot, _, rung = hit[0].partition(".")
            found[slot] = (*found.get(slot, ()), (rung, hit))
        return found


def sentences(clause: str, text: str, language: Language, names: Names = NO_NAMES) -> Iterator[Sentence]:
    """Cut a clause's text into sentences; a semicolon ends one, an abbreviation does not."""
    start = 0
    for found in _END.finditer(text):
        end = found.end()
        if found[0][0] != ";" and _ABBREVIATION.search(text, max(start, end - _ABBREVIATED), end):
            continue
        if text[start : found.end()].strip():
            yield Sentence(clause, text[start : found.end()].rstrip(), start, language, names)
        start = found.end()
    if text[start:].strip():
        yield Sentence(clause, text[start:].rstrip(), start, language, names)


class Provisions:
    """Which sentences of a contract speak of which protection.

    A sentence does so by its own cues; without any, by the heading above it, and items of a list by the
    sentence that introduces the list.

    Args:
        contract: the document.
        catalogue: the protections.
        language: the language in which it is judged, parts in another one apart.
        silent: whether no cue can stand in it, as ``may_speak`` tells: then none is looked for.
    """

    def __init__(
        self, contract: Contract, catalogue: Catalogue, language: Language, *, silent: bool = False
    ) -> None:
        self.contract = contract
        self.catalogue = catalogue
        self._languages = _judged_languages(contract, language)
        self.clauses = {clause.id: clause for clause in contract.clauses}
        self.names = replace(names_of(contract, catalogue, language), silent=silent)
        self._unnamed = replace(NO_NAMES, document=contract.source.sha256, silent=silent)
        self._rules = {rule.id: rule for rule in catalogue.rules}
        self._lists = frozenset(rule.id for rule in catalogue.rules if rule.list is not None)
        self._is_dense = _is_dense(contract)
        self._catch_all = tuple(rule.id for rule in catalogue.rules if rule.catch_all)
        self._headings: dict[str, frozenset[str]] = {}
        self._context: dict[str, frozenset[str]] = {}
        self._sentences: dict[str, tuple[Sentence, ...]] = {}
        self._topics: dict[str, tuple[frozenset[str], ...]] = {}
        self._headed: dict[str, list[Sentence]] = {}
        self._spoken: dict[str, dict[str, list[Sentence]]] = {}
        for clause in contract.clauses:
            self._enter(clause)
        self._drop_weak()
        for clause in contract.clauses:
            for sentence, topics in self.of(clause.id):
                for protection in topics or self._unclaimed(sentence):
                    self._spoken.setdefault(protection, {}).setdefault(clause.id, []).append(sentence)

    def of(self, clause: str) -> tuple[tuple[Sentence, frozenset[str]], ...]:
        """The sentences of a clause, each with the protections it speaks of."""
        return tuple(zip(self._sentences[clause], self._topics[clause], strict=True))

    def on(self, protection: str, clauses: Iterable[str] | None = None) -> tuple[Sentence, ...]:
        """The sentences that speak of a protection, in the given clauses or the whole contract."""
        spoken = self._spoken.get(protection)
        if spoken is None:
            return ()
        chosen = spoken if clauses is None else clauses
        return tuple(sentence for clause in chosen for sentence in spoken.get(clause, ()))

    def topics(self, clauses: Iterable[str]) -> frozenset[str]:
        """The protections that some clauses speak of."""
        return frozenset().union(*(topics for clause in clauses for topics in self._topics[clause]))

    def headings(self, protection: str) -> tuple[Sentence, ...]:
        """The headings that name a protection."""
        return tuple(self._headed.get(protection, ()))

    def whole(self, clauses: Iterable[str]) -> tuple[Sentence, ...]:
        """All sentences of some clauses."""
        return tuple(sentence for clause in clauses for sentence in self._sentences[clause])

    def _unclaimed(self, sentence: Sentence) -> tuple[str, ...]:
        """Where a sentence goes that speaks of no protection: to the one that holds the rest, if it is a
        term.
        """
        if sentence.names.silent:
            return ()
        about = sentence.by_kind.get("heading_cues", frozenset())
        excluded = sentence.by_kind.get("exclude", frozenset())
        return tuple(
            one for one in self._catch_all if (self._is_dense or one in about) and one not in excluded
        )

    def _drop_weak(self) -> None:
        """Take a protection off sentences that hold a weak cue of it, if others speak of it plainly."""
        everything = [one for found in self._sentences.values() for one in found]
        plain = frozenset().union(*(one.by_kind.get("cues", frozenset()) for one in everything))
        for clause, found in self._sentences.items():
            self._topics[clause] = tuple(
                topics - (one.by_kind.get("weak", frozenset()) & plain - one.by_kind.get("cues", frozenset()))
                for one, topics in zip(found, self._topics[clause], strict=True)
            )

    def is_listed(self, clause: Clause, protection: str) -> bool:
        """Whether an item stands in a list that its lead-in makes one of the protection's."""
        found = self._sentences.get(clause.parent or "", ())
        return bool(found) and protection in found[-1].by_kind.get("leads", ())

    def _enter(self, clause: Clause) -> None:
        above = self._headings.get(clause.parent or "", frozenset())
        context = self._context.get(clause.parent or "", frozenset())
        language = self._languages.get(clause.id)
        self._headings[clause.id] = self._named(clause, language) or above
        own_words = f"{clause.heading or ''} {clause.text}"
        self._context[clause.id] = context | self._cued("context", own_words, language)
        found = tuple(sentences(clause.id, clause.text, language, self.names)) if language else ()
        self._sentences[clause.id] = found
        self._topics[clause.id] = self._clause_topics(clause, found)

    def _named(self, clause: Clause, language: Language | None) -> frozenset[str]:
        """The protections that a clause's own heading names."""
        if language is None or not clause.heading:
            return frozenset()
        named = self._cued("headings", clause.heading, language)
        heading = Sentence(clause.id, clause.heading, 0, language, self._unnamed)
        for protection in named:
            self._headed.setdefault(protection, []).append(heading)
        return named

    def _cued(self, kind: str, text: str, language: Language | None) -> frozenset[str]:
        """Protections that a kind of cue names in words of the document, its sides' names as they stand."""
        if language is None or not text.strip():
            return frozenset()
        return vocabulary(language).protections(kind, text, self._unnamed)

    def language_of(self, clause: str) -> Language | None:
        """The language in which a clause is judged; ``None`` for a part that is in none of those judged."""
        return self._languages.get(clause)

    def _clause_topics(self, clause: Clause, found: tuple[Sentence, ...]) -> tuple[frozenset[str], ...]:
        inherited = self._inherited(clause)
        topics: list[frozenset[str]] = []
        for sentence in found:
            own = self.cued(sentence)
            if not own:
                own = inherited or (topics[-1] if topics else frozenset()) or self._by_heading(sentence)
            elif inherited and clause.kind in _CHILDREN_INHERIT:
                own = inherited | (own - self._lists if inherited & self._lists else own)
            topics.append(own)
        return tuple(topics)

    def _inherited(self, clause: Clause) -> frozenset[str]:
        """What a list's item or closing words take from the sentence that introduces the list."""
        if clause.parent is None:
            return frozenset()
        parent = self.clauses[clause.parent]
        if clause.kind not in _CHILDREN_INHERIT and not parent.text.rstrip().endswith(_LEAD_IN):
            return frozenset()
        topics = self._topics[parent.id]
        return topics[-1] if topics else self._inherited(parent)

    def cued(self, sentence: Sentence) -> frozenset[str]:
        """The protections that a sentence speaks of by its own cues."""
        kinds = sentence.by_kind
        excluded = kinds.get("exclude", frozenset())
        cued = frozenset(
            one for one in kinds.get("cues", frozenset()) - excluded if self._in_context(one, sentence)
        )
        return cued or kinds.get("weak", frozenset()) - excluded

    def _in_context(self, protection: str, sentence: Sentence) -> bool:
        rule = self._rules[protection]
        if not rule.context[sentence.language]:
            return True
        placed = self._context[sentence.clause] | sentence.by_kind.get("context", frozenset())
        return protection in placed

    def _by_heading(self, sentence: Sentence) -> frozenset[str]:
        """Protections of the heading above, and those whose context and heading cues fit the sentence."""
        cued = sentence.by_kind.get("heading_cues", frozenset())
        excluded = sentence.by_kind.get("exclude", frozenset())
        found = set()
        for rule in self.catalogue.rules:
            headed = rule.id in self._headings[sentence.clause]
            placed = bool(rule.context[sentence.language]) and rule.id in self._context[sentence.clause]
            if rule.id in excluded or not (headed or placed):
                continue
            if rule.id in cued or (headed and not rule.heading_cues[sentence.language]):
                found.add(rule.id)
        return frozenset(found)


@lru_cache(maxsize=8)
def _dense(text: str) -> bool:
    return len(_DATA.findall(text)) >= text.count(" ") * _DENSE or text.count(" ") < _SHORT


def _is_dense(contract: Contract) -> bool:
    """Whether a document is about personal data throughout, or so short that it may be."""
    return _dense(" ".join(clause.text for clause in contract.clauses).lower())


def may_speak(contract: Contract, catalogue: Catalogue, language: Language) -> bool:
    """Whether a contract may speak of any protection, told without spaCy."""
    languages = _judged_languages(contract, language)
    if any(vocabulary(one).is_ready for one in set(languages.values())):
        return True
    names = names_of(contract, catalogue, language)
    return any(
        vocabulary(languages[clause.id]).may_hold(f"{clause.heading or ''}\n{clause.text}", names)
        for clause in contract.clauses
        if clause.id in languages
    )


def _judged_languages(contract: Contract, language: Language) -> dict[str, Language]:
    """The language of each clause that can be judged: that of its part, else the document's."""
    if not contract.parts:
        return {clause.id: language for clause in contract.clauses}
    found: dict[str, Language] = {}
    for clause, own in contract.languages().items():
        if own in ("nl", "en"):
            found[clause] = "nl" if own == "nl" else "en"
        elif own == contract.language:
            found[clause] = language
    return found


@dataclass(frozen=True, slots=True)
class Reading:
    """What sentences say on one slot: its value, and the sentence and span that say so.

    ``hit`` is ``None`` where the value is the slot's default.
    """

    value: int
    rung: str | None
    sentence: Sentence | None
    hit: Hit | None


def read_slot(rule_slot: str, found: tuple[Sentence, ...], catalogue: Catalogue) -> Reading:
    """Read one slot in sentences: the best or the worst rung found, as the slot's ``pick`` says."""
    slot = catalogue.slots[rule_slot]
    values = {rung.name: rung.value for rung in slot.rungs}
    candidates = [
        (values[rung], rung, sentence, hit)
        for sentence in found
        for rung, hit in sentence.by_slot.get(slot.name, ())
    ]
    if not candidates:
        return Reading(slot.default, None, found[0] if found else None, None)
    if slot.pick == "first":
        order = [rung.name for rung in slot.rungs]
        return Reading(*min(candidates, key=lambda one: order.index(one[1])))
    return Reading(*(min if slot.pick == "min" else max)(candidates, key=lambda one: one[0]))


def stance_in(sentence: Sentence, catalogue: Catalogue) -> Reading:
    """What a sentence says that a side must, may or must not.

    Words that begin with the one side and go on past a name of the other are that one's, not the first's:
    in ``if Client objects, Vendor shall not`` it is Vendor who shall not.
    """
    others = [hit for rung, hit in sentence.by_slot.get("actor", ()) if rung == "processor"]
    values = {rung.name: rung.value for rung in catalogue.slots["stance"].rungs}
    order = list(values)
    found = [
        (rung, hit)
        for rung, hit in sentence.by_slot.get("stance", ())
        if not (rung.startswith("controller") and any(hit[1] < one[1] < one[2] < hit[2] for one in others))
        and not _is_owner(sentence, hit)
        and not (rung.startswith("controller") and _is_object(sentence, hit))
        and not (rung == "processor-ban" and not _RELATIVES.isdisjoint(_part_before(sentence, hit)))
    ]
    if not found:
        return Reading(0, None, sentence, None)
    rung, hit = min(found, key=lambda one: order.index(one[0]))
    return Reading(values[rung], rung, sentence, hit)


def _is_owner(sentence: Sentence, hit: Hit) -> bool:
    """Whether what a side's words begin with is no side but data named after it: ``Customer Data``."""
    named = (one for _, one in sentence.by_slot.get("actor", ()) if one[1] == hit[1])
    return any(OWNED.match(sentence.text, one[2]) for one in named)


def _is_object(sentence: Sentence, hit: Hit) -> bool:
    """Whether the verb of a side's words is joined to an earlier one, whose object the side is: ``it shall
    inform Client at once and may not``.
    """
    earlier = any(one[1] < hit[1] for _, one in sentence.by_slot.get("modal", ()))
    return earlier and _VERB_JOINED.search(sentence.text[hit[1] : hit[2]]) is not None


def is_denied(sentence: Sentence) -> bool:
    """Whether what a sentence states is denied, not only a part of it that says when, why or which."""
    if sentence.text.endswith("?"):
        return False
    begins = _CLAUSES[sentence.language]
    denied = (hit for rung, hit in sentence.by_slot.get("negation", ()) if rung == "negated")
    case = _INVERTED.match(sentence.text)
    states = case.end() if case and sentence.language == "nl" else 0
    return any(hit[1] >= states and begins.isdisjoint(_part_before(sentence, hit)) for hit in denied)


def _part_before(sentence: Sentence, hit: Hit) -> list[str]:
    """The words that stand before a hit in its part of the sentence, without a *that* that says what."""
    return words(_CONTENT.sub("", _PARTS.split(sentence.text[: hit[1]])[-1]))


def polarity_in(rule: Rule, sentence: Sentence) -> str | None:
    """Which way a period is better: as its own sentence says, else as the protection does."""
    keys = {key for key, _, _ in sentence.topics}
    for index, (better, _) in enumerate(rule.period_when):
        if f"period{index}:{rule.id}" in keys:
            return better
    return rule.period


def rungs_in(found: tuple[Sentence, ...]) -> dict[str, tuple[Sentence, Hit]]:
    """All rungs (``slot.rung``) found in sentences, each with where it was found first."""
    rungs: dict[str, tuple[Sentence, Hit]] = {}
    for sentence in found:
        for hit in sentence.slots:
            rungs.setdefault(hit[0], (sentence, hit))
    return rungs


def protections_of(rules: Iterable[Rule]) -> tuple[str, ...]:
    """Ids of rules in catalogue order."""
    return tuple(rule.id for rule in rules)
