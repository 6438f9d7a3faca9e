"""Changed definitions: one finding for each protection whose clauses use the term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clausediff.model.comparison import DefinitionChange, DefinitionState
from clausediff.model.contract import Kind
from clausediff.protections.changes import Draft, Sides
from clausediff.protections.provisions import Provisions, Sentence, sentences
from clausediff.protections.weigh import weigh


def definition_drafts(sides: Sides, definitions: tuple[DefinitionChange, ...]) -> Iterator[Draft]:
    """A definition that covers more or less: one finding for each protection whose clauses use the term."""
    slots = [sides.catalogue.slots[name] for name in ("scope", "exclusions")]
    scope = sides.catalogue.rule("scope-of-parties")
    for definition in definitions:
        if definition.status is not DefinitionState.REWORDED or not definition.old or not definition.new:
            continue
        was = _meaning(sides.old, definition.old, definition.old_term or definition.term)
        becomes = _meaning(sides.new, definition.new, definition.term)
        names = {slot.name for slot in slots}
        verdicts = [one for one in weigh(scope, was, becomes, sides.catalogue) if one.slot in names]
        if not verdicts:
            continue
        affected = _affected(sides, definition)
        change = next((one.id for one in sides.changes if definition.new in one.new), None)
        for protection, reach in affected.items() or {"scope-of-parties": ()}.items():
            yield Draft(protection, verdicts[0], change, reach)


def _meaning(side: Provisions, clause: str, term: str) -> tuple[Sentence, ...]:
    """The sentences of a definition without the term itself, which may be a cue of its own."""
    text, language = side.clauses[clause].text, side.language_of(clause)
    if language is None:
        return ()
    start = text.find(term) + len(term) if term in text else 0
    start += len(text[start:]) - len(text[start:].lstrip("”\"’'»:,. "))
    return tuple(
        replace(sentence, start=sentence.start + start)
        for sentence in sentences(clause, text[start:], language, side.names)
    )


def _affected(sides: Sides, definition: DefinitionChange) -> dict[str, tuple[str, ...]]:
    """The protections whose clauses use the term on either side, each with those of the new side."""
    users = _users(sides.old, definition.old_term or definition.term)
    found = {}
    for rule in sides.catalogue.rules:
        reach = tuple(dict.fromkeys(one.clause for one in sides.new.on(rule.id, definition.affects)))
        if rule.catch_all:
            continue
        if reach or sides.old.on(rule.id, users):
            found[rule.id] = reach
    return found


def _users(side: Provisions, term: str) -> tuple[str, ...]:
    """The clauses that use a term, definitions aside."""
    word = re.compile(rf"(?<!\w){re.escape(term)}(?!\w)")
    return tuple(
        clause.id
        for clause in side.clauses.values()
        if clause.kind is not Kind.DEFINITION and word.search(clause.text)
    )
