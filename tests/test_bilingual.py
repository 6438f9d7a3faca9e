"""A Dutch agreement beside its English counterpart: which clause is which, and the figures that differ."""

from __future__ import annotations

from unittest import mock

import pytest

from benchmarks.alignment.bilingual import counterparts, score
from clausediff.alignment import bilingual
from clausediff.model.comparison import Figures, Op
from clausediff.pipeline import compare_contracts
from clausediff.redline.segments import rebuild
from clausediff.settings import Settings
from tests.build import contract


@pytest.mark.parametrize(
    ("harder", "vectors", "least"),
    [(False, True, 0.95), (False, False, 0.8), (True, True, 0.9), (True, False, 0.8)],
)
def test_every_clause_finds_its_counterpart(*, harder: bool, vectors: bool, least: float) -> None:
    pair = counterparts(harder=harder)
    assert len(pair.gold) >= 50
    assert score(pair, vectors=vectors)[2] >= least


def test_the_entries_name_their_method_and_hold_no_word_diff() -> None:
    pair = counterparts()
    for vectors, method in ((True, "translation-vectors"), (False, "translation")):
        hidden = bilingual._encoder if vectors else lambda: None
        with mock.patch.object(bilingual, "_encoder", hidden):
            changes = compare_contracts(pair.old, pair.new, Settings(findings=False)).changes
        matched = [change for change in changes if change.old and change.new]
        assert {change.method for change in matched} <= {method, "section"}
        old = {clause.id: clause.text for clause in pair.old.clauses}
        new = {clause.id: clause.text for clause in pair.new.clauses}
        for change in matched:
            assert rebuild(change.segments) == (old[change.old[0]], new[change.new[0]])
            assert all(segment.op is not Op.EQUAL for segment in change.segments) or old[change.old[0]] == ""


def test_figures_that_differ_are_shown_and_no_others() -> None:
    pair = counterparts()
    changes = compare_contracts(pair.old, pair.new, Settings(findings=False)).changes
    labels = {clause.id: clause.label for clause in pair.old.clauses}
    differing = {labels[change.old[0]]: change.figures for change in changes if change.figures}
    assert differing == {"6.1": Figures(("24",), ("48",))}


def test_the_other_way_round_is_the_mirror_image() -> None:
    pair = counterparts()
    settings = Settings(findings=False)
    forth = compare_contracts(pair.old, pair.new, settings).changes
    back = compare_contracts(pair.new, pair.old, settings).changes
    assert {(one.old, one.new) for one in forth} == {(one.new, one.old) for one in back}


_DUTCH = """
Artikel 1. Doel
1.1 Zie artikel 2.1 voor de termijn van dertig (30) dagen voor de melding.
Artikel 2. Duur
2.1 De verwerker meldt een inbreuk ten minste aan de gemeente en het duurt een jaar.
"""
_ENGLISH = """
1. Purpose
1.1 See Section 3.1 for the period of thirty days for the notification.
2. Extra
2.1 The supplier has a new clause for it here.
3. Term
3.1 The processor notifies at least the municipality of a breach and it lasts a year.
"""


def test_numbers_of_references_and_the_words_of_the_other_language_are_no_figures() -> None:
    old, new = contract(_DUTCH), contract(_ENGLISH)
    assert (old.language, new.language) == ("nl", "en")
    changes = compare_contracts(old, new, Settings(findings=False)).changes
    assert not any(change.figures for change in changes)
