"""From a pass's own score to a confidence that means something: of the entries at 0.9, nine in ten are right.

The scores rank; what they are worth was measured with ``python -m benchmarks.alignment.calibration --fit``:
the rising curve nearest to the entries of eleven real pairs that were read by eye (each counting for ten) and
of edited versions of 21 documents. Curves are cut to a few knots and rounded down where little was seen::

    pass                score: share right (entries, real ones times ten)
    wording             0.77: 0.991 (681)   0.92: 0.995 (3,569)
    wording-anywhere    0.71: 0.835 (119)   0.80: 0.926 (215)   0.92: 0.939 (308)
    heading             0.96: 0.999 (1,642)
    section             0.83: 0.935 (508)   0.88: 0.953 (62)    0.95: 0.998 (493)
    identical           0.95: 0.907 (52)    0.99: 0.996 (5,303)
    identical-in-place  0.97: 0.976 (572)
    split               0.88: 0.984 (60)
    merge               0.77: 0.846 (11)    0.95: 0.973 (71)
    part                0.79: 0.375 (6)     0.88: 0.923 (11)
    place               0.60: 0.895 (36)
    unmatched           0.01: 0.088 (66)    0.57: 0.27 (9)      0.68: 0.344 (59)    0.71: 0.656 (123)
                        0.74: 0.804 (44)    0.78: 0.865 (533)   0.90: 0.902 (2,192)

Splits, merges and parts are thin: what is said of them is a guess that nobody has refuted.
"""

from __future__ import annotations

from itertools import pairwise

Knots = tuple[tuple[float, float], ...]
"""Scores in rising order, each with its confidence; in between it goes in a straight line."""

_JOINED: Knots = ((0.75, 0.8), (0.85, 0.9), (0.95, 0.95))
KNOTS: dict[str, Knots] = {
    "wording": ((0.55, 0.85), (0.7, 0.96), (0.9, 0.98), (0.97, 0.99)),
    "wording-anywhere": ((0.6, 0.6), (0.7, 0.83), (0.8, 0.91), (0.97, 0.93)),
    "heading": ((0.85, 0.96), (0.98, 0.99)),
    "section": ((0.75, 0.88), (0.82, 0.91), (0.86, 0.94), (0.92, 0.98), (0.98, 0.99)),
    "identical": ((0.95, 0.9), (0.99, 0.99)),
    "identical-in-place": ((0.97, 0.97), (0.98, 0.98)),
    "split": _JOINED,
    "merge": _JOINED,
    "regroup": _JOINED,
    "part": ((0.7, 0.4), (0.85, 0.8), (0.9, 0.85)),
    "place": ((0.6, 0.88),),
    "unmatched": ((0.0, 0.1), (0.57, 0.25), (0.68, 0.35), (0.71, 0.65), (0.78, 0.86), (0.9, 0.9)),
}
"""By pass; of an unmatched clause the score is how little the likest clause that is left is like it."""


def calibrated(method: str, score: float) -> float:
    """The confidence of an entry that a pass made with this score; the score itself of an unmeasured pass."""
    knots = KNOTS.get(method)
    if not knots:
        return score
    if score <= knots[0][0]:
        return knots[0][1]
    for (low, start), (high, end) in pairwise(knots):
        if score <= high:
            return round(start + (end - start) * (score - low) / (high - low), 3)
    return knots[-1][1]
