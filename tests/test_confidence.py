"""A confidence means how often such an entry is right."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.alignment.calibration import Outcome, on_gold, rising
from clausediff.alignment import align
from clausediff.alignment.confidence import KNOTS, calibrated
from tests.outline import outline


@pytest.mark.parametrize("method", sorted(KNOTS))
def test_a_higher_score_is_never_a_lower_confidence(method: str) -> None:
    scores = [step / 100 for step in range(101)]
    found = [calibrated(method, score) for score in scores]
    assert all(low <= high for low, high in pairwise(found))
    assert 0 < found[0] <= found[-1] < 1
    assert all(calibrated(method, score) == value for score, value in KNOTS[method])


def test_a_pass_that_was_not_measured_keeps_its_score() -> None:
    assert calibrated("translation", 0.64) == 0.64


def test_a_removed_clause_is_less_sure_the_liker_a_clause_is_that_came() -> None:
    gone = "[1.] The customer pays each invoice of the supplier within thirty days of the date on it.\n"
    kept = "[{}.] The supplier keeps the records for seven years in a locked room of its office.\n"
    kept += "[{}.] The supplier teaches its staff once a year how to handle the records of others.\n"
    other = "[3.] Disputes go to the court of the town where the supplier has its seat."
    alike = "[3.] An invoice that the customer disputes is paid once a court has settled its date and sum."
    sure, unsure = (
        next(
            link.evidence
            for link in align(
                outline(gone + kept.format(2, 3), "en"), outline(kept.format(1, 2) + new, "en")
            ).links
            if link.evidence.method == "unmatched"
        )
        for new in (other, alike)
    )
    assert sure.similarity < unsure.similarity
    assert sure.confidence > unsure.confidence


def test_the_rising_curve_joins_what_falls_and_doubts_what_is_thin() -> None:
    outcomes = [Outcome("x", 0.5, True)] * 4 + [Outcome("x", 0.6, False)] * 4 + [Outcome("x", 0.9, True)] * 8
    assert [(round(score, 2), share, size) for score, share, size in rising(outcomes)] == [
        (0.55, 0.5, 8),
        (0.9, 0.9, 8),
    ]


def test_of_the_entries_of_real_pairs_those_at_a_confidence_are_as_often_right(corpus: Path) -> None:
    outcomes = list(on_gold(corpus))
    assert len(outcomes) > 350
    for low in (0.8, 0.85, 0.9, 0.95):
        rights = [one.right for one in outcomes if low <= one.score < low + 0.05]
        assert sum(rights) >= (low - 0.03) * len(rights), low
    assert sum(not one.right for one in outcomes if one.score >= 0.95) == 0
