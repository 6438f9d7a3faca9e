"""Make a diff read as an editor would mark it: phrases, not peppered words.

Before: ``[-within-]{+no later than+} the [-reasonable-]{+agreed+} time``; after, the lone ``the`` between
two larger changes belongs to them: ``[-within the reasonable-]{+no later than the agreed+} time``.
"""

from __future__ import annotations

from clausediff.redline.pieces import Piece
from clausediff.redline.worddiff import Stretch, join

_OPENING = ("(", "[", '"', "'", "“", "‘", "„", "«")
_CLOSING = (")", "]")
_ENDING = (".", ",", ";", ":", "!", "?", ")", "]", '"', "'")


def tidy(stretches: list[Stretch], old: list[Piece], new: list[Piece]) -> list[Stretch]:
    """The same diff with small islands drowned and edges slid to where phrases end."""
    return enclose(slide(drown(stretches, old, new), old, new), old, new)


def drown(stretches: list[Stretch], old: list[Piece], new: list[Piece]) -> list[Stretch]:
    """Turn equal stretches that are small beside the changes around them into changes."""
    while True:
        kept = [
            stretch._replace(same=stretch.same and not _island(stretches, place, old, new))
            for place, stretch in enumerate(stretches)
        ]
        if kept == stretches:
            return stretches
        stretches = join(kept)


def _island(stretches: list[Stretch], place: int, old: list[Piece], new: list[Piece]) -> bool:
    """Whether an equal stretch carries fewer letters than the changes on either side of it."""
    if place in (0, len(stretches) - 1):
        return False
    this = stretches[place]
    worth = sum(map(_worth, old[this.a : this.b]))
    around = min(_changed(stretches[place - 1], old, new), _changed(stretches[place + 1], old, new))
    return worth <= min(around, 3) or worth * 4 <= around


def _worth(piece: Piece) -> int:
    """How much a piece holds a reader: nothing for marks, little for short words."""
    if not any(map(str.isalnum, piece.token)):
        return 0
    return 1 if len(piece.token) <= 3 else 2


def _changed(stretch: Stretch, old: list[Piece], new: list[Piece]) -> int:
    return max(sum(map(_worth, old[stretch.a : stretch.b])), sum(map(_worth, new[stretch.c : stretch.d])))


def slide(stretches: list[Stretch], old: list[Piece], new: list[Piece]) -> list[Stretch]:
    """Move an insertion or deletion among equal tokens to where a phrase starts or ends."""
    found = list(stretches)
    for place in range(1, len(found) - 1):
        before, this, after = found[place - 1 : place + 2]
        if this.same or (this.a != this.b and this.c != this.d):
            continue
        side, start, end = (new, this.c, this.d) if this.a == this.b else (old, this.a, this.b)
        shift = _best_shift(side, start, end, before.b - before.a, after.b - after.a)
        if shift:
            found[place - 1 : place + 2] = _shifted(before, this, after, shift)
    return join(found)


def _best_shift(side: list[Piece], start: int, end: int, room_before: int, room_after: int) -> int:
    shifts = [0]
    step = 0
    while step < room_before and side[start - step - 1].folded == side[end - step - 1].folded:
        step += 1
        shifts.append(-step)
    step = 0
    while step < room_after and side[start + step].folded == side[end + step].folded:
        step += 1
        shifts.append(step)
    return max(shifts, key=lambda shift: (_edge(side, start + shift, end + shift), -abs(shift), shift))


def _edge(side: list[Piece], start: int, end: int) -> int:
    """How well a change reads that covers ``side[start:end]``."""
    score = 0
    if start == 0 or side[start - 1].token in (".", ";", ":", "!", "?"):
        score += 3
    elif side[start - 1].token in (",", ")"):
        score += 2
    if side[end - 1].token in (".", ";"):
        score += 3
    elif side[end - 1].token in (",", ")"):
        score += 1
    if side[start].token in _OPENING:
        score += 1
    if side[start].token in _ENDING:
        score -= 1
    if end < len(side) and not side[end].space and side[end - 1].token not in _ENDING:
        score -= 1
    return score


def enclose(stretches: list[Stretch], old: list[Piece], new: list[Piece]) -> list[Stretch]:
    """Let a change that opens a bracket on both sides close it too: ``(ii)`` became ``(iv)``, not ``ii``."""
    found = list(stretches)
    for place in range(len(found) - 1):
        this, after = found[place : place + 2]
        if this.same or not after.same or old[after.a].token not in _CLOSING or after.b - after.a < 2:
            continue
        if _opens(old[this.a : this.b]) and _opens(new[this.c : this.d]):
            found[place] = this._replace(b=this.b + 1, d=this.d + 1)
            found[place + 1] = after._replace(a=after.a + 1, c=after.c + 1)
    return found


def _opens(pieces: list[Piece]) -> bool:
    """Whether a bracket is opened and not closed."""
    depth = 0
    for piece in pieces:
        depth = depth + 1 if piece.token in ("(", "[") else max(0, depth - (piece.token in _CLOSING))
    return depth > 0


def _shifted(before: Stretch, this: Stretch, after: Stretch, shift: int) -> list[Stretch]:
    return [
        before._replace(b=before.b + shift, d=before.d + shift),
        Stretch(False, this.a + shift, this.b + shift, this.c + shift, this.d + shift),
        after._replace(a=after.a + shift, c=after.c + shift),
    ]
