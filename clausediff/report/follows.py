"""What follows from the changes: definitions with their reach, cross-references, moves."""

from __future__ import annotations

from clausediff.model.comparison import (
    ClauseChange,
    DefinitionChange,
    DefinitionState,
    ReferenceChange,
    ReferenceState,
)
from clausediff.report.context import Context
from clausediff.report.marks import side_texts
from clausediff.report.names import address, name, printable
from clausediff.report.view import Badge, Count, DefinitionView, Link, Mark, MoveView, ReferenceView

_SHOWN = (ReferenceState.STALE, ReferenceState.DANGLING, ReferenceState.FOLLOWS)
_QUIET = (ReferenceState.OK, ReferenceState.EXTERNAL)


def build_definitions(context: Context) -> tuple[DefinitionView, ...]:
    """Definitions that are not the same on both sides."""
    return tuple(
        _definition(context, one)
        for one in context.comparison.definitions
        if one.status is not DefinitionState.UNCHANGED
    )


def build_references(context: Context) -> tuple[ReferenceView, ...]:
    """References that no longer point where they did first, then those that followed a new number."""
    shown = [one for one in context.comparison.references if one.status in _SHOWN]
    ranked = sorted(shown, key=lambda one: _SHOWN.index(one.status))
    return tuple(_reference(context, one) for one in ranked)


def reference_counts(context: Context) -> tuple[Count, ...]:
    """How many references each state has."""
    found = [one.status for one in context.comparison.references]
    return tuple(
        Count(state.value, found.count(state), context.words(f"reference.{state.value}"))
        for state in (*_SHOWN, *_QUIET)
        if state in found
    )


def build_moves(context: Context) -> tuple[MoveView, ...]:
    """Clauses that changed places, each with those that went along."""
    members: dict[str, list[ClauseChange]] = {}
    for change in context.comparison.changes:
        if change.moved_with is not None:
            members.setdefault(change.moved_with, []).append(change)
    return tuple(
        _move(context, change, members.get(change.id, []))
        for change in context.comparison.changes
        if change.relocated and change.moved_with is None and change.old and change.new
    )


def _definition(context: Context, definition: DefinitionChange) -> DefinitionView:
    term = printable(definition.term)
    if definition.old_term and definition.old_term != definition.term:
        term = f"{printable(definition.old_term)} → {term}"
    entry = context.change_of_new.get(definition.new or "") or context.change_of_old.get(definition.old or "")
    reach = tuple(context.new_link(one) for one in definition.affects)
    return DefinitionView(
        term=term,
        status=Badge(definition.status.value, context.words(f"definition.{definition.status.value}")),
        old=_defining(context, definition.old, "old"),
        new=_defining(context, definition.new, "new"),
        link=Link(name(context.shown(entry)), entry.id) if entry else None,
        reach=reach,
        reach_text=context.words.count("reach_clauses", len(reach)),
    )


def _defining(context: Context, clause: str | None, side: str) -> tuple[Mark, ...]:
    """The marked words of a defining clause."""
    entries = context.change_of_old if side == "old" else context.change_of_new
    entry = entries.get(clause or "")
    if entry is None:
        return ()
    ids = entry.old if side == "old" else entry.new
    clauses = context.old_clauses(entry) if side == "old" else context.new_clauses(entry)
    return dict(zip(ids, side_texts(entry, side, clauses), strict=True))[clause or ""]


def _reference(context: Context, reference: ReferenceChange) -> ReferenceView:
    return ReferenceView(
        text=printable(reference.text),
        status=Badge(reference.status.value, context.words(f"reference.{reference.status.value}")),
        clause=context.new_link(reference.clause),
        target_old=context.old_link(reference.target_old) if reference.target_old else None,
        target=context.new_link(reference.target) if reference.target else None,
    )


def _move(context: Context, change: ClauseChange, along: list[ClauseChange]) -> MoveView:
    old, new = context.old[change.old[0]], context.shown(change)
    return MoveView(
        name=name(new),
        origin=Link(address(old), f"{change.id}-from"),
        destination=Link(address(new), change.id),
        along=context.words.count("moved_along", len(along)) if along else "",
        members=tuple(Link(name(context.shown(one)), one.id) for one in along),
    )
