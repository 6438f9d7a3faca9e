"""The protections catalogue: data files in, checked values out.

Adding a protection, a rung or a phrase takes no code: see ``docs/protections.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from typing import Any, Literal

import rtoml

from clausediff.errors import CatalogueError
from clausediff.model.protection import Bilingual, CatalogueInfo, Protection

Language = Literal["nl", "en"]
Polarity = Literal["shorter", "longer", "announcement", "window", "none"]
"""Which way a period is better; an announcement is asked of the controller, a window is open to it."""

Phrases = dict[str, tuple[str, ...]]
"""Phrases by language."""

SPECIAL_SLOTS = ("period", "amount", "cap")
"""Slots that are read as quantities, not by phrases."""

_CONCEPT = re.compile(r"@(\w+)")
BOUND = re.compile(r"(\w+)(<=|>=|>)(\d+)")
"""A bound in a condition: on a period in hours, on the items of a list, or on the things an inventory
names."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of an ordinal scale; higher values are better for controller and data subjects.

    ``loose`` rungs say nothing against silence: they are compared with other rungs only. ``negatable``
    ones do not count where their words are negated; a ``generic`` one only says that the matter comes up.
    """

    name: str
    value: int
    words: Bilingual
    phrases: Phrases
    loose: bool = False
    negatable: bool = False
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A scale on which a provision is read.

    Attributes:
        default: value where no phrase is found.
        pick: which rung counts where several are found: the lowest, the highest, or the first in the file.
        presence: a promise that counts wherever in the document it stands.
        local: it speaks of the sentence it stands in, not of a set of sentences.
        more: for an inventory, whose rungs are things and no steps: what it means when one comes in.
        bare: for an inventory, whether naming nothing is a list too, an empty one.
        of_ban: what it reads belongs to a ban, and goes with it.
        liberty: its rungs say that somebody may, or need not; in a sentence that was written anew they say
            nothing against a side that says *may* of something as well.
    """

    name: str
    aspect: Bilingual
    default: int
    pick: Literal["min", "max", "first"]
    presence: bool
    local: bool
    rungs: tuple[Rung, ...]
    more: Literal["better", "worse"] | None = None
    bare: bool = False
    of_ban: bool = False
    liberty: bool = False

    def words_of(self, value: int) -> Bilingual:
        """The rung's words for a value; the default has its own if no rung names it."""
        for rung in self.rungs:
            if rung.value == value:
                return rung.words
        return Bilingual("niets daarover", "nothing on it")


@dataclass(frozen=True, slots=True)
class Need:
    """Something that the law asks of the provision, and the phrases that show it is there."""

    text: Bilingual
    cues: Phrases


@dataclass(frozen=True, slots=True)
class Rule:
    """A protection with all that recognises and judges it.

    Attributes:
        cues: phrases that make a sentence a provision of this protection.
        weak: phrases that do so only where nothing else does.
        headings: phrases in a heading above that do so for sentences without cues of their own.
        heading_cues: phrases that such a sentence then needs, if any are given.
        context: phrases of which one must stand in the sentence, its clause or a heading above.
        exclude: phrases that rule the protection out for a sentence.
        leads: phrases that make the sentence before a list one that opens a list of the rule's kind.
        slots: names of the slots that are compared.
        period: which way a period is better; an announcement is asked of the controller, so none is best;
            a window is open to the controller and compared only where both sides have one.
        period_when: which way it is better in sentences that hold one of these phrases.
        amount: which way an amount of money is better.
        list: what a list under the provision holds.
        harmful: a provision that takes protection away by being there.
        catch_all: it holds what speaks of none of the others; no document has or lacks it.
        plain: what a bare statement about it does: saying that data are erased is better, that they are
            kept worse; ``stated`` where nothing follows unless a sentence says who must, may or must not.
        beyond, below: rungs (``slot.rung``) and bounds (``period<=48``, in hours; ``uses>=2``) that set the
            level;
            ``&`` asks for both.
        harms: rungs that make a provision one that takes protection away by coming in.
        ceiling: conditions under which the provision does not go beyond, whatever else it says.
        yields: slots whose verdicts settle the matter: what one version alone says on this protection does
            not work against them.
        needs: what the law asks.
    """

    info: Protection
    cues: Phrases
    weak: Phrases
    headings: Phrases
    heading_cues: Phrases
    context: Phrases
    exclude: Phrases
    leads: Phrases
    slots: tuple[str, ...]
    period: Polarity | None
    period_when: tuple[tuple[Polarity, Phrases], ...]
    amount: Literal["higher"] | None
    list: Literal["permitted", "banned", "operations"] | None
    harmful: bool
    catch_all: bool
    plain: Literal["better", "worse", "open", "stated"]
    beyond: tuple[str, ...]
    below: tuple[str, ...]
    ceiling: tuple[str, ...]
    harms: tuple[str, ...]
    yields: tuple[str, ...]
    needs: tuple[Need, ...]

    @property
    def id(self) -> str:
        """The protection's id."""
        return self.info.id


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All protections and slots of one version of the catalogue.

    ``digest`` is the SHA-256 of its files' texts: it tells two states apart that have the same version.
    """

    info: CatalogueInfo
    rules: tuple[Rule, ...]
    slots: dict[str, Slot]
    concepts: dict[str, Phrases]
    digest: str

    def rule(self, protection: str) -> Rule:
        """The rule of a protection id."""
        return next(rule for rule in self.rules if rule.id == protection)


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """The catalogue that comes with the package.

    Raises:
        CatalogueError: a data file does not satisfy the catalogue's own rules.
    """
    return parse_catalogue(_text("protections.toml"), _text("slots.toml"), _text("concepts.toml"))


def parse_catalogue(protections: str, slots: str, concepts: str) -> Catalogue:
    """Check and build a catalogue from the text of its files.

    Raises:
        CatalogueError: a file is no TOML, or misses, misspells or misplaces something.
    """
    rules_data, slots_data = _parsed(protections, "protections.toml"), _parsed(slots, "slots.toml")
    try:
        read_slots = {name: _slot(name, data) for name, data in slots_data.items()}
        rules = tuple(_rule(data) for data in rules_data["protection"])
    except KeyError as error:
        raise _broken("catalogue", f"an entry has no {error}") from None
    names = {name: _phrases(data) for name, data in _parsed(concepts, "concepts.toml").items()}
    for rule in rules:
        _check(rule, read_slots)
    for where, phrases in _all_phrases(rules, read_slots, names):
        _check_phrases(where, phrases, names)
    ids = [rule.id for rule in rules]
    if len(set(ids)) != len(ids):
        raise _broken("protections.toml", "an id stands there twice")
    info = CatalogueInfo(str(rules_data["version"]), tuple(rule.info for rule in rules))
    return Catalogue(info, rules, read_slots, names, _digest(protections, slots, concepts))


def _digest(*texts: str) -> str:
    """SHA-256 of the files, each with its length, so that none can run over into the next."""
    return sha256("".join(f"{len(text)}:{text}" for text in texts).encode()).hexdigest()


def _all_phrases(
    rules: tuple[Rule, ...], slots: dict[str, Slot], concepts: dict[str, Phrases]
) -> Iterator[tuple[str, Phrases]]:
    for rule in rules:
        kinds = (
            rule.cues,
            rule.weak,
            rule.headings,
            rule.heading_cues,
            rule.context,
            rule.exclude,
            rule.leads,
        )
        yield from ((rule.id, phrases) for phrases in kinds)
        yield from ((rule.id, need.cues) for need in rule.needs)
        yield from ((rule.id, phrases) for _, phrases in rule.period_when)
    for slot in slots.values():
        yield from ((slot.name, rung.phrases) for rung in slot.rungs)
    yield from concepts.items()


def _text(name: str) -> str:
    return (resources.files("clausediff.protections.catalogue") / name).read_text(encoding="utf-8")


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return rtoml.loads(text)  # a fifth of the time of the standard library's reader, at every start
    except rtoml.TomlParsingError as error:
        raise _broken(name, f"is no TOML ({error})") from None


def _broken(where: str, fault: str) -> CatalogueError:
    return CatalogueError("bad-catalogue", where, fault, "mend the entry; docs/protections.md says how")


def _bilingual(data: dict[str, str]) -> Bilingual:
    return Bilingual(data["nl"], data["en"])


def _phrases(data: dict[str, list[str]] | None) -> Phrases:
    return {language: tuple((data or {}).get(language, ())) for language in ("nl", "en")}


def _slot(name: str, data: dict[str, Any]) -> Slot:
    rungs = tuple(
        Rung(
            rung["name"],
            rung.get("value", 0),
            _bilingual(rung["words"]),
            _phrases(rung),
            rung.get("loose", False),
            rung.get("negatable", False),
            rung.get("generic", False),
        )
        for rung in data["rungs"]
    )
    flags = data.get("presence", False), data.get("local", False)
    default, pick, more = data.get("default", 0), data.get("pick", "max"), data.get("more")
    return Slot(
        name,
        _bilingual(data["aspect"]),
        default,
        pick,
        *flags,
        rungs,
        more,
        data.get("bare", False),
        data.get("of_ban", False),
        data.get("liberty", False),
    )


def _rule(data: dict[str, Any]) -> Rule:
    info = Protection(data["id"], _bilingual(data["name"]), data["article"], _bilingual(data["floor"]))
    return Rule(
        info,
        _phrases(data["cues"]),
        _phrases(data.get("weak")),
        _phrases(data["headings"]),
        _phrases(data.get("heading_cues")),
        _phrases(data.get("context")),
        _phrases(data.get("exclude")),
        _phrases(data.get("leads")),
        tuple(data["slots"]),
        data.get("period"),
        tuple((one["is"], _phrases(one)) for one in data.get("period_when", ())),
        data.get("amount"),
        data.get("list"),
        data.get("harmful", False),
        data.get("catch_all", False),
        data.get("plain", "better"),
        tuple(data["beyond"]),
        tuple(data["below"]),
        tuple(data.get("ceiling", ())),
        tuple(data.get("harms", ())),
        tuple(data.get("yields", ())),
        tuple(Need(_bilingual(need["text"]), _phrases(need["cues"])) for need in data["needs"]),
    )


def _check(rule: Rule, slots: dict[str, Slot]) -> None:
    """Every slot and rung that a rule names exists."""
    for name in rule.slots + rule.yields:
        if name not in slots and name not in SPECIAL_SLOTS:
            raise _broken(rule.id, f"names a slot that does not exist: {name}")
    for condition in rule.beyond + rule.below + rule.ceiling + rule.harms:
        for part in condition.split("&"):
            _check_part(rule, part.strip(), slots)


def _check_part(rule: Rule, part: str, slots: dict[str, Slot]) -> None:
    bound = BOUND.fullmatch(part)
    if bound and (bound[1] in ("period", "list") or bound[1] in rule.slots):
        return
    slot, _, rung = part.partition(".")
    if slot not in rule.slots or rung not in {one.name for one in slots[slot].rungs}:
        raise _broken(rule.id, f"names a rung that does not exist: {part}")


def _check_phrases(where: str, phrases: Phrases, concepts: dict[str, Phrases]) -> None:
    """Every concept that a phrase names exists."""
    named = {found for texts in phrases.values() for text in texts for found in _CONCEPT.findall(text)}
    for name in sorted(named - concepts.keys()):
        raise _broken(where, f"names a concept that does not exist: @{name}")
