"""Two texts -> segments from which both can be rebuilt exactly."""

from __future__ import annotations

from dataclasses import replace

from clausediff.model.comparison import Op, Segment
from clausediff.redline.pieces import Piece, pieces
from clausediff.redline.reorder import MovedPiece, take_moves
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
    left, right = take_moves(pieces(old), pieces(new))
    found: list[Segment] = []
    for stretch in tidy(diff_pieces(left, right), left, right):
        found += _emit(stretch, left, right)
    return _joined(found)


def replaced(old: str, new: str) -> tuple[Segment, ...]:
    """The whole old text against the whole new one, for texts whose words cannot be compared."""
    if old == new:
        return (Segment(Op.EQUAL, old),) if old else ()
    return tuple(Segment(op, text) for op, text in ((Op.DELETE, old), (Op.INSERT, new)) if text)


def rebuild(found: tuple[Segment, ...]) -> tuple[str, str]:
    """Old and new text of a tuple of segments."""
    old = "".join(segment.text for segment in found if segment.op is not Op.INSERT)
    new = "".join(segment.text for segment in found if segment.op is not Op.DELETE)
    return old, new


def _emit(stretch: Stretch, left: list[Piece], right: list[Piece]) -> list[Segment]:
    olds, news = left[stretch.a : stretch.b], right[stretch.c : stretch.d]
    if not stretch.same:
        return _replaced(olds, news)
    found = []
    for one, two in zip(olds, news, strict=True):
        if one.text == two.text:
            found.append(Segment(Op.EQUAL, one.text))
        elif one.token == two.token:
            found += [
                Segment(Op.DELETE, one.space),
                Segment(Op.INSERT, two.space),
                Segment(Op.EQUAL, one.token),
            ]
        else:
            found += _replaced([one], [two])
    return found


def _replaced(olds: list[Piece], news: list[Piece]) -> list[Segment]:
    """A replacement; the space that both start with is nobody's change."""
    old, new = _one_sided(Op.DELETE, olds), _one_sided(Op.INSERT, news)
    if not old or not new:
        return old + new
    first, second = old[0].text, new[0].text
    cut = 0
    while cut < min(len(first), len(second)) and first[cut] == second[cut] and first[cut].isspace():
        cut += 1
    shared = Segment(Op.EQUAL, first[:cut])
    old[0], new[0] = replace(old[0], text=first[cut:]), replace(new[0], text=second[cut:])
    return [shared, *old, *new]


def _one_sided(op: Op, pieces_: list[Piece]) -> list[Segment]:
    """The pieces of one side as segments: moved stretches apart from the others."""
    found: list[Segment] = []
    for piece in pieces_:
        move = piece.number if isinstance(piece, MovedPiece) else None
        if move is not None:
            found += [Segment(op, piece.space), Segment(op, piece.token, move)]
        elif found and found[-1].move is None:
            found[-1] = Segment(op, found[-1].text + piece.text)
        else:
            found.append(Segment(op, piece.text))
    return found


def _joined(found: list[Segment]) -> tuple[Segment, ...]:
    """Neighbours of one operation made one; within a change, the deletions before the insertions."""
    result: list[Segment] = []
    pending: dict[Op, list[Segment]] = {Op.DELETE: [], Op.INSERT: []}

    def flush() -> None:
        for waiting in pending.values():
            result.extend(waiting)
            waiting.clear()

    for segment in found:
        if not segment.text:
            continue
        if segment.op is Op.EQUAL:
            flush()
            _append(result, segment)
        else:
            _append(pending[segment.op], segment)
    flush()
    return tuple(result)


def _append(row: list[Segment], segment: Segment) -> None:
    if row and row[-1].op is segment.op and row[-1].move is None and segment.move is None:
        row[-1] = Segment(segment.op, row[-1].text + segment.text)
    else:
        row.append(segment)
