"""Two texts -> segments from which both can be rebuilt exactly."""

from __future__ import annotations

from clausediff.model.comparison import Op, Segment
from clausediff.redline.pieces import Piece, pieces
from clausediff.redline.tidy import tidy
from clausediff.redline.worddiff import Stretch, diff_pieces


def segments(old: str, new: str) -> tuple[Segment, ...]:
    """The tidied word diff of two texts.

    Joining the ``equal`` and ``delete`` segments gives ``old``, the ``equal`` and ``insert`` ones ``new``.
    """
    if old == new:
        return (Segment(Op.EQUAL, old),) if old else ()
    if not old or not new:
        return (Segment(Op.DELETE, old),) if old else (Segment(Op.INSERT, new),)
    left, right = pieces(old), pieces(new)
    found: list[tuple[Op, str]] = []
    for stretch in tidy(diff_pieces(left, right), left, right):
        found += _emit(stretch, left, right)
    return _joined(found)


def rebuild(found: tuple[Segment, ...]) -> tuple[str, str]:
    """Old and new text of a tuple of segments."""
    old = "".join(segment.text for segment in found if segment.op is not Op.INSERT)
    new = "".join(segment.text for segment in found if segment.op is not Op.DELETE)
    return old, new


def _emit(stretch: Stretch, left: list[Piece], right: list[Piece]) -> list[tuple[Op, str]]:
    olds, news = left[stretch.a : stretch.b], right[stretch.c : stretch.d]
    if not stretch.same:
        return _replaced("".join(p.text for p in olds), "".join(p.text for p in news))
    found = []
    for one, two in zip(olds, news, strict=True):
        if one.text == two.text:
            found.append((Op.EQUAL, one.text))
        else:
            found += _replaced(one.text, two.text)
    return found


def _replaced(old: str, new: str) -> list[tuple[Op, str]]:
    """A replacement; the space that both start with is nobody's change."""
    cut = 0
    while cut < min(len(old), len(new)) and old[cut] == new[cut] and old[cut].isspace():
        cut += 1
    return [(Op.EQUAL, old[:cut]), (Op.DELETE, old[cut:]), (Op.INSERT, new[cut:])]


def _joined(found: list[tuple[Op, str]]) -> tuple[Segment, ...]:
    """Neighbours of one operation made one; within a change, the deletion before the insertion."""
    result: list[Segment] = []
    pending = {Op.DELETE: "", Op.INSERT: ""}
    equal = ""

    def flush() -> None:
        result.extend(Segment(op, text) for op, text in pending.items() if text)
        pending.update({Op.DELETE: "", Op.INSERT: ""})

    for op, text in found:
        if not text:
            continue
        if op is Op.EQUAL:
            flush()
            equal += text
        else:
            if equal:
                result.append(Segment(Op.EQUAL, equal))
                equal = ""
            pending[op] += text
    flush()
    if equal:
        result.append(Segment(Op.EQUAL, equal))
    return tuple(result)
