"""Slots read in two versions of a provision: steps on a scale, and things that are named."""

from __future__ import annotations

from collections.abc import Iterator

from clausediff.model.comparison import Quote
from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import Catalogue, Slot
from clausediff.protections.likeness import is_said, likeness, resemblance
from clausediff.protections.phrases import Hit
from clausediff.protections.provisions import Reading, Sentence, is_denied, read_slot, rungs_in
from clausediff.protections.verdict import NOTHING, Verdict, effect_of, quote_of
from clausediff.wording import words

_READABLE = 240
"""Characters up to which a sentence is quoted whole rather than by the words that were recognised."""
EDITED = 0.8
"""Likeness from which a sentence is an edited one: what is missing in it was taken out."""
_COUNTERPART = 0.5
"""Resemblance from which a sentence is another version of one."""
_REWRITTEN = 0.35
"""Likeness below which a sentence was written anew: nothing can be said from what is missing."""
_OUTSIDE = frozenset("outside buiten".split())
"""Words that leave somebody out, as a denial does."""
_LIBERTIES = frozenset(
    "may can might free entitled allowed permitted mag mogen kan kunnen vrij gerechtigd bevoegd "
    "toegestaan".split()
)
"""Words by which somebody is left free to do something."""

Side = tuple[Sentence, ...]


def weigh_rungs(slot: Slot, old: Side, new: Side, catalogue: Catalogue, alike: float) -> Verdict | None:
    """The difference between two steps of a scale; ``alike`` is the likeness of the two sides, 0 to 1."""
    was, becomes = read_slot(slot.name, old, catalogue), read_slot(slot.name, new, catalogue)
    if (
        was.value == becomes.value
        or _is_loose(slot, was, becomes)
        or _is_rephrased(slot, was, becomes, old, new)
    ):
        return None
    if alike < EDITED and _is_other_liberty(slot, was, becomes, old, new):
        return None
    if (was.hit is None) != (becomes.hit is None) and _is_turned_round(old, new):
        return None
    if _is_doubtful(slot, was, becomes, alike) or _is_ban_lost(slot, was, becomes, old, new, catalogue):
        return None
    return Verdict(
        effect_of(becomes.value > was.value),
        f"{slot.name}:{was.rung or 'silent'}>{becomes.rung or 'silent'}",
        slot.aspect,
        words_of(slot, was),
        words_of(slot, becomes),
        *reading_quotes(was, becomes, old, new),
        slot.name,
    )


def weigh_inventory(slot: Slot, old: Side, new: Side, alike: float) -> Iterator[Verdict]:
    """Things named on one side only, in sentences that are else alike."""
    if slot.more == "worse" and any(is_denied(one) for one in old + new):
        return
    was, becomes = _named(slot, old), _named(slot, new)
    if alike < EDITED or not (slot.bare or (was and becomes)):
        return
    open_sides = _is_open(old), _is_open(new)
    for name in sorted(becomes.keys() ^ was.keys()):
        added = name in becomes
        if slot.more == "worse" and open_sides[not added]:
            continue
        thing = next(rung.words for rung in slot.rungs if rung.name == name)
        sentence, (_, start, end) = (becomes if added else was)[name]
        if is_said(sentence.text[start:end], " ".join(one.text for one in (old if added else new))):
            continue
        quote = Quote(sentence.clause, sentence.text[start:end])
        yield Verdict(
            effect_of(added == (slot.more == "better")),
            f"{slot.name}:{'added' if added else 'removed'}:{name}",
            slot.aspect,
            NOTHING if added else thing,
            thing if added else NOTHING,
            None if added else quote,
            quote if added else None,
            slot.name,
        )


def _is_open(side: Side) -> bool:
    """Whether a list goes on after what it names: then naming one thing more adds nothing to it."""
    return any(key == "openness.open" for key in rungs_in(side))


def _named(slot: Slot, side: Side) -> dict[str, tuple[Sentence, Hit]]:
    """The things of an inventory that sentences name, each with its first place."""
    prefix = f"{slot.name}."
    return {
        key.removeprefix(prefix): place for key, place in rungs_in(side).items() if key.startswith(prefix)
    }


def words_of(slot: Slot, reading: Reading) -> Bilingual:
    """The step that was read, in words."""
    for rung in slot.rungs:
        if rung.name == reading.rung or (reading.rung is None and not rung.phrases["nl"]):
            return rung.words
    return NOTHING


def _is_doubtful(slot: Slot, was: Reading, becomes: Reading, alike: float) -> bool:
    """Whether the side that is silent may say the same in words that no phrase covers.

    In an edited sentence what is missing is gone. In one that was written anew, a promise that seems to be
    missing is most often there in other words; words that take something away are found more reliably.
    """
    silent = _is_silent(slot, was), _is_silent(slot, becomes)
    if silent[0] == silent[1]:
        return False
    found = was if silent[1] else becomes
    both = was.hit is not None and becomes.hit is not None
    return alike < (EDITED if found.value > slot.default and not both else _REWRITTEN)


def _is_ban_lost(
    slot: Slot, was: Reading, becomes: Reading, old: Side, new: Side, catalogue: Catalogue
) -> bool:
    """Whether an exception is missing because the ban that it belongs to is."""
    if not slot.of_ban or (was.hit is None) == (becomes.hit is None):
        return False
    found, silent = (old, new) if becomes.hit is None else (new, old)
    negated = [read_slot("negation", side, catalogue).rung == "negated" for side in (found, silent)]
    return negated == [True, False]


def _is_other_liberty(slot: Slot, was: Reading, becomes: Reading, old: Side, new: Side) -> bool:
    """Whether a rung of liberty stands against a side that is silent on it, but says that one *may* too."""
    if not slot.liberty or (was.hit is None) == (becomes.hit is None):
        return False
    silent = old if was.hit is None else new
    return any(not _LIBERTIES.isdisjoint(words(one.text)) for one in silent)


def _is_turned_round(old: Side, new: Side) -> bool:
    """Whether one side says that only some may, and the other that those who are not among them may not; or
    one *not unless it is so*, and the other *not if it is not so*.
    """
    only = [any("exclusivity" in one.by_slot for one in side) for side in (old, new)]
    denials = [
        max(
            len({hit[1] for rung, hit in one.by_slot.get("negation", ()) if rung == "negated"})
            + (not _OUTSIDE.isdisjoint(words(one.text)))
            for one in side
        )
        for side in (old, new)
    ]
    if only[0] != only[1]:
        return denials[only[0]] > 1 and denials[only[1]] == 0
    unless = [
        any(rung == "exception" for one in side for rung, _ in one.by_slot.get("opening", ()))
        for side in (old, new)
    ]
    return unless[0] != unless[1] and denials[unless[0]] > 1 and denials[unless[1]] == 1


def _is_silent(slot: Slot, reading: Reading) -> bool:
    """Whether nothing was read, or only that the matter comes up at all."""
    return reading.hit is None or any(rung.generic for rung in slot.rungs if rung.name == reading.rung)


def _is_rephrased(slot: Slot, was: Reading, becomes: Reading, old: Side, new: Side) -> bool:
    """Whether the words that put one side on a rung stand on the silent side too, in another order or
    form; words that take something away must not be denied there.
    """
    found, silent = (was, new) if becomes.hit is None else (becomes, old)
    if (was.hit is None) == (becomes.hit is None) or found.sentence is None or found.hit is None:
        return False
    _, start, end = found.hit
    told = found.sentence.text[start:end]
    if not is_said(told, " ".join(one.text for one in silent)):
        return False
    said = [one for one in silent if is_said(told, one.text)]
    if found.value >= slot.default:
        return True
    return not said or any(_is_ban(one) == _is_ban(found.sentence) for one in said)


def _is_ban(sentence: Sentence) -> bool:
    return any(rung == "negated" for rung, _ in sentence.by_slot.get("negation", ()))


def _is_loose(slot: Slot, was: Reading, becomes: Reading) -> bool:
    """A loose rung against silence says nothing."""
    loose = {rung.name for rung in slot.rungs if rung.loose}
    return (was.rung is None and becomes.rung in loose) or (becomes.rung is None and was.rung in loose)


def reading_quotes(was: Reading, becomes: Reading, old: Side, new: Side) -> tuple[Quote | None, Quote | None]:
    """What shows two readings; of a side that is silent, the sentence that the other side's stands for."""
    if was.hit is None and becomes.sentence is not None:
        lone = old[0] if len(old) == 1 else counterpart(becomes.sentence, old)
        return quote_of(lone), _reading_quote(becomes)
    if becomes.hit is None and was.sentence is not None:
        lone = new[0] if len(new) == 1 else counterpart(was.sentence, new)
        return _reading_quote(was), quote_of(lone)
    return _reading_quote(was), _reading_quote(becomes)


def is_edited(old: Side, new: Side) -> bool:
    """Whether one side is an edited version of the other, not one that was written anew."""
    return likeness((one.text for one in old), (one.text for one in new)) >= EDITED


def counterpart(sentence: Sentence, other: Side) -> Sentence | None:
    """The sentence of the other side that is most like this one, if it is alike enough to be its other
    version.
    """
    alike = [(resemblance(sentence.text, one.text), one) for one in other]
    best = max(alike, key=lambda one: one[0], default=None)
    return best[1] if best and best[0] >= _COUNTERPART else None


def _reading_quote(reading: Reading) -> Quote | None:
    """What shows a reading: the sentence, or of a long one the words that were recognised."""
    sentence, hit = reading.sentence, reading.hit
    if sentence is None or hit is None or len(sentence.text) <= _READABLE:
        return quote_of(sentence)
    return quote_of(sentence, hit[1], hit[2])
