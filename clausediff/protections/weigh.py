"""Direction = rule(protection, slot, old, new): what a difference on a slot means.

Nothing here looks at a word by itself: thirty days are long for one protection and short for another.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausediff.protections.catalogue_file import Catalogue, Rule
from clausediff.protections.enumerations import weigh_lists
from clausediff.protections.likeness import likeness
from clausediff.protections.provisions import Sentence
from clausediff.protections.quantities import weigh_amounts, weigh_caps, weigh_periods, without_periods
from clausediff.protections.scales import weigh_inventory, weigh_rungs
from clausediff.protections.verdict import Verdict

Side = tuple[Sentence, ...]


def weigh(
    rule: Rule, old: Side, new: Side, catalogue: Catalogue, *, strict: bool = False
) -> Iterator[Verdict]:
    """Every difference between two versions of a provision, slot by slot.

    Args:
        rule: the protection.
        old: the older sentences.
        new: the newer sentences.
        catalogue: the slots.
        strict: whether nothing follows from what one side is silent on: the sentences were not paired by
            words.
    """
    alike = 0.0 if strict else likeness(map(without_periods, old), map(without_periods, new))
    for name in rule.slots:
        yield from _weigh_slot(name, rule, old, new, catalogue, alike)
    yield from weigh_lists(rule, old, new)


def _weigh_slot(
    name: str, rule: Rule, old: Side, new: Side, catalogue: Catalogue, alike: float
) -> Iterator[Verdict]:
    verdict: Verdict | None = None
    if name == "period":
        yield from weigh_periods(rule, old, new, catalogue)
    elif name == "amount":
        verdict = weigh_amounts(rule, old, new)
    elif name == "cap":
        verdict = weigh_caps(old, new)
    elif catalogue.slots[name].more:
        yield from weigh_inventory(catalogue.slots[name], old, new, alike)
    else:
        verdict = weigh_rungs(catalogue.slots[name], old, new, catalogue, alike)
    if verdict is not None:
        yield verdict
