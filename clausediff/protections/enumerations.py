"""Lists of purposes, bans and activities inside sentences: items that came or went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from clausediff.model.comparison import Quote
from clausediff.model.protection import Bilingual
from clausediff.protections.catalogue_file import Rule
from clausediff.protections.lists import Item, items, leading_item, unmatched
from clausediff.protections.provisions import Sentence
from clausediff.protections.verdict import NOTHING, Verdict, effect_of

Side = tuple[Sentence, ...]


def _leading(rule: Rule, side: Side) -> Side:
    """The sentences that open a list of the rule's kind, and what follows them."""
    for index, sentence in enumerate(side):
        if any(key == f"leads:{rule.id}" for key, _, _ in sentence.topics):
            return side[index:]
    return ()


def weigh_lists(rule: Rule, old: Side, new: Side) -> Iterator[Verdict]:
    """Items that came or went in a list inside a sentence; both sides must have a list."""
    if rule.list is None:
        return
    was, becomes = _listed(_leading(rule, old)), _listed(_leading(rule, new))
    if not was or not becomes:
        return
    gone, come = unmatched(tuple(item for item, _ in was), tuple(item for item, _ in becomes))
    for item in come:
        sentence = next(sentence for one, sentence in becomes if one is item)
        yield list_verdict(rule.list, None, Quote(sentence.clause, item.text))
    for item in gone:
        sentence = next(sentence for one, sentence in was if one is item)
        yield list_verdict(rule.list, Quote(sentence.clause, item.text), None)


def _listed(side: Side) -> list[tuple[Item, Sentence]]:
    """The items of lists inside sentences; a list cut at its semicolons is read as one."""
    found = [(item, sentence) for sentence in side for item in items(sentence.text)]
    if found:
        return found
    marked = [(item, sentence) for sentence in side for item in leading_item(sentence.text)]
    return marked if len(marked) > 1 else []


def list_verdict(
    kind: Literal["permitted", "banned", "operations"], old: Quote | None, new: Quote | None
) -> Verdict:
    """An item added to (``new``) or gone from (``old``) a list of purposes, bans or activities."""
    aspects = {
        "permitted": Bilingual("toegestane doeleinden", "permitted purposes"),
        "banned": Bilingual("verboden doeleinden", "banned purposes"),
        "operations": Bilingual("toegestane eigen activiteiten", "permitted own activities"),
    }
    added = new is not None
    quote = new if new is not None else old
    text = Bilingual(f"‘{quote.quote}’", f"‘{quote.quote}’") if quote else NOTHING
    return Verdict(
        effect_of(added == (kind == "banned")),
        f"list:{kind}:{'added' if added else 'removed'}",
        aspects[kind],
        NOTHING if added else text,
        text if added else NOTHING,
        old,
        new,
        "list",
    )
