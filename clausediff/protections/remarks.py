"""What is said of words that stand on one side only, and which words another verdict rests on."""

from __future__ import annotations

from clausediff.model.comparison import Effect, Quote
from clausediff.model.protection import Bilingual
from clausediff.protections.periods import amounts, periods
from clausediff.protections.stretches import Stretch
from clausediff.protections.verdict import NOTHING, Verdict, effect_of, quote_of

_QUANTITIES = ("period", "speed", "amount", "cap", "bound")


def is_explained(stretch: Stretch, weighed: tuple[Verdict, ...]) -> bool:
    """Whether a verdict rests on these words."""
    told = [one for one in weighed if is_quoted(stretch, (one,))]
    if not told:
        return False
    if any(one.slot in _QUANTITIES for one in told) and any(char.isdigit() for char in stretch.text):
        return True
    spans = [(one.start, one.end) for read in (periods, amounts) for one in read(stretch.sentence.text)]
    spans += [hit[1:] for one in told for _, hit in stretch.sentence.by_slot.get(one.slot, ())]
    return any(start < stretch.end and end > stretch.start for start, end in spans)


def is_quoted(stretch: Stretch, weighed: tuple[Verdict, ...]) -> bool:
    """Whether a verdict quotes words of the sentence."""
    text = stretch.sentence.text
    return any(
        quote is not None
        and quote.clause == stretch.sentence.clause
        and (quote.quote in text or text in quote.quote)
        for verdict in weighed
        for quote in (verdict.old, verdict.new)
    )


def _quote(stretch: Stretch) -> Quote | None:
    if stretch.is_whole:
        return quote_of(stretch.sentence)
    return Quote(stretch.sentence.clause, stretch.text.strip())


def deferred(stretch: Stretch, *, new_side: bool) -> Verdict:
    """A provision that is made to depend on another text."""
    elsewhere = Bilingual("een verwijzing", "a reference")
    return Verdict(
        Effect.UNDETERMINED,
        f"deferral:{'added' if new_side else 'removed'}",
        Bilingual("wat elders staat", "what stands elsewhere"),
        NOTHING if new_side else elsewhere,
        elsewhere if new_side else NOTHING,
        None if new_side else _quote(stretch),
        _quote(stretch) if new_side else None,
        "deferral",
        Bilingual(
            "de bepaling verwijst naar een andere tekst, die hier beslist",
            "the provision refers to another text, which decides here",
        ),
    )


def one_sided(
    found: tuple[int, Bilingual] | None, kind: str, stretch: Stretch, *, new_side: bool
) -> Verdict | None:
    """The verdict on words that came in or went: better or worse by the sign of what was found, if any."""
    if found is None or not found[0]:
        return None
    sign, what = found
    quote = _quote(stretch)
    return Verdict(
        effect_of((sign > 0) == new_side),
        f"{kind}:{'added' if new_side else 'removed'}",
        Bilingual("woorden die erbij kwamen of wegvielen", "words that came in or left"),
        NOTHING if new_side else what,
        what if new_side else NOTHING,
        None if new_side else quote,
        quote if new_side else None,
        kind,
    )
