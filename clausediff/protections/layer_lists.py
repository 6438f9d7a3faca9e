"""What the lists of a provision name, and how two lists compare: by content, never by letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clausediff.model.contract import Kind
from clausediff.model.layers import Difference
from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import Catalogue, Language, Rule, Slot
from clausediff.protections.lists import Item, items, unmatched
from clausediff.protections.provisions import Provisions, Sentence, rungs_in

_BESIDES = Bilingual("niets daarnaast", "nothing besides")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a list names: a rung of the inventory, or an item that none covers (no ``key``).

    ``clause`` and ``quote`` are the words in the document, verbatim.
    """

    key: str
    name: Bilingual | None
    clause: str
    quote: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What one document names of one kind of thing.

    Attributes:
        slot: name of the list.
        aspect: the list in words.
        more: whether naming more of it is better.
        bare: whether naming nothing is a list too, an empty one.
    """

    slot: str
    aspect: Bilingual
    more: bool
    bare: bool
    entries: tuple[Entry, ...]


def listings(
    rule: Rule, provisions: Provisions | None, found: tuple[Sentence, ...], catalogue: Catalogue
) -> tuple[Listing, ...]:
    """The lists of one document on one protection: the catalogue's inventories, and items beside them.

    The same rule gives the same lists in the same order for every document, empty ones too.
    """
    slots = [catalogue.slots[name] for name in rule.slots if name in catalogue.slots]
    return tuple(_inventory(slot, rule, provisions, found) for slot in slots if slot.more is not None)


def _inventory(slot: Slot, rule: Rule, provisions: Provisions | None, found: tuple[Sentence, ...]) -> Listing:
    words = {rung.name: rung.words for rung in slot.rungs}
    named = tuple(
        Entry(name, words[name], sentence.clause, sentence.text[start:end])
        for key, (sentence, (_, start, end)) in rungs_in(found).items()
        for owner, _, name in (key.partition("."),)
        if owner == slot.name
    )
    if rule.list is not None and provisions is not None:
        named += tuple(_uncovered(slot, provisions, found))
    return Listing(slot.name, slot.aspect, slot.more == "better", slot.bare, named)


def _uncovered(slot: Slot, provisions: Provisions, found: tuple[Sentence, ...]) -> Iterator[Entry]:
    """List items in which no rung of the inventory was found: they are compared by their words."""
    for sentence in found:
        hits = [(start, end) for key, start, end in sentence.slots if key.startswith(f"{slot.name}.")]
        for item in _items_of(sentence, provisions):
            if item.text and not any(start < item.end and end > item.start for start, end in hits):
                yield Entry("", None, sentence.clause, item.text)


def _items_of(sentence: Sentence, provisions: Provisions) -> tuple[Item, ...]:
    """The items that a sentence holds, or the one that it is."""
    inside = items(sentence.text)
    if inside or provisions.clauses[sentence.clause].kind is not Kind.ITEM:
        return inside
    text = sentence.text.rstrip(" ;,.")
    return (Item(text, 0, len(text)),)


def list_difference(
    standard: Listing, overlay: Listing, *, one_language: bool, ui: Language
) -> Iterator[Difference]:
    """What only one list names: one that names more, and lacks nothing, is better or worse as its kind says.

    Items that nothing in the catalogue covers are matched by their words, which two languages do not share:
    lists that both have such items are then left to the reader.
    """
    both = standard.entries and overlay.entries
    if not both and not (overlay.bare and (standard.entries or overlay.entries)):
        return
    gone = _only(standard.entries, overlay.entries, one_language=one_language)
    come = _only(overlay.entries, standard.entries, one_language=one_language)
    if gone or come:
        better = None if gone and come else bool(come) == overlay.more
        yield Difference(
            overlay.slot, overlay.aspect.in_language(ui), named(gone, ui), named(come, ui), better
        )


def named(found: tuple[Entry, ...], ui: Language) -> str:
    """The entries of a list in words."""
    if not found:
        return _BESIDES.in_language(ui)
    return ", ".join(one.name.in_language(ui) if one.name else f"‘{one.quote}’" for one in found)


def _only(mine: tuple[Entry, ...], other: tuple[Entry, ...], *, one_language: bool) -> tuple[Entry, ...]:
    """The entries that the other list does not have."""
    theirs = {entry.key for entry in other}
    known = tuple(entry for entry in mine if entry.key and entry.key not in theirs)
    loose = tuple(entry for entry in mine if not entry.key)
    if one_language:
        kept, _ = unmatched(_items(loose), _items(tuple(one for one in other if not one.key)))
        words = {item.text for item in kept}
        loose = tuple(entry for entry in loose if entry.quote in words)
    return known + loose


def _items(found: tuple[Entry, ...]) -> tuple[Item, ...]:
    return tuple(Item(entry.quote, 0, len(entry.quote)) for entry in found)
