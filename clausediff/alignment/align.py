"""The passes in order, and the alignment they make."""

from __future__ import annotations

from collections.abc import Callable

from clausediff.alignment.gaps import fill_gaps
from clausediff.alignment.groups import join_leads, join_parts, match_parts
from clausediff.alignment.identical import (
    match_copies,
    match_neighbours,
    match_siblings,
    match_unique,
    uncross_copies,
)
from clausediff.alignment.mapping import Mapping
from clausediff.alignment.order import assemble
from clausediff.alignment.section import match_sections
from clausediff.alignment.side import build_sides
from clausediff.alignment.similar import match_places, match_titles, match_wording
from clausediff.model.alignment import Alignment
from clausediff.model.contract import Contract

PASSES: tuple[Callable[[Mapping], None], ...] = (
    match_unique,
    match_sections,
    match_siblings,
    match_sections,
    match_neighbours,
    match_copies,
    match_titles,
    match_sections,
    match_neighbours,
    match_wording,
    match_neighbours,
    uncross_copies,
    match_places,
    match_sections,
    match_parts,
    match_sections,
    join_parts,
    join_leads,
    fill_gaps,
)
"""Strict to loose; each fills the gaps that the ones before it left."""


def align(old: Contract, new: Contract) -> Alignment:
    """Say for every clause of both contracts what became of it.

    The result does not depend on which contract is called old: aligning the other way round gives
    the mirror image. Neither contract is changed.
    """
    if {old.language, new.language} == {"nl", "en"}:
        from clausediff.alignment.bilingual import align_translation

        return align_translation(old, new)
    mapping = Mapping(*build_sides(old, new))
    for run in PASSES:
        run(mapping)
    return assemble(mapping)
