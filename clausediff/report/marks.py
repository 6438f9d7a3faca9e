"""The marked words of one side, clause by clause."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from clausediff.model.comparison import ClauseChange, Op, Segment
from clausediff.model.contract import Clause
from clausediff.report.names import printable, shorten
from clausediff.report.view import Mark
from clausediff.wording import plain, tokens

_SHOWN = {"old": (Op.EQUAL, Op.DELETE), "new": (Op.EQUAL, Op.INSERT)}
_GLUE = 2


def side_texts(change: ClauseChange, side: str, clauses: Sequence[Clause]) -> list[tuple[Mark, ...]]:
    """The marks of ``side`` (``old`` or ``new``) for each of its clauses.

    An entry joins the texts of its clauses by one line feed; this cuts them apart again.
    """
    parts: list[list[Mark]] = [[]]
    for segment in quieted(change.segments, side):
        if segment.op not in _SHOWN[side]:
            continue
        first, *others = segment.text.split("\n")
        moved = segment.move is not None
        _append(parts[-1], segment.op.value, first, moved=moved)
        for text in others:
            parts.append([])
            _append(parts[-1], segment.op.value, text, moved=moved)
    if len(parts) == len(clauses):
        return [tuple(part) for part in parts]
    return [whole(clause.text) for clause in clauses]


def quieted(segments: Sequence[Segment], side: str = "new") -> list[Segment]:
    """The segments with what differs in typography alone (quotes, dashes) as equal, in the words of ``side``.

    The entry's own segments keep both, for the texts to be rebuilt from.
    """
    found: list[Segment] = []
    for segment in segments:
        last = found[-1] if found else None
        if last is None or not _typographic(last, segment):
            found.append(segment)
        else:
            found[-1] = Segment(Op.EQUAL, last.text if side == "old" else segment.text)
    return found


def _typographic(old: Segment, new: Segment) -> bool:
    pair = old.op is Op.DELETE and new.op is Op.INSERT and old.move is None and new.move is None
    return pair and bool(plain(old.text)) and plain(old.text) == plain(new.text)


def _append(part: list[Mark], op: str, text: str, *, moved: bool = False) -> None:
    if text:
        part.append(Mark(op, printable(text), moved))


def whole(text: str, op: str = "equal") -> tuple[Mark, ...]:
    """One mark over a whole text; none over an empty one."""
    return (Mark(op, printable(text)),) if text else ()


def headings(old: str | None, new: str | None) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Both headings of a matched clause, with the words that differ marked."""
    before, after = old or "", new or ""
    if plain(before).casefold() == plain(after).casefold():
        return whole(before), whole(after)
    left, right = tokens(before), tokens(after)
    old_marks: list[Mark] = []
    new_marks: list[Mark] = []
    for same, i, j, k, m in _runs(left, right):
        _append(old_marks, "equal" if same else "delete", "".join(left[i:j]))
        _append(new_marks, "equal" if same else "insert", "".join(right[k:m]))
    return tuple(old_marks), tuple(new_marks)


def _runs(left: list[str], right: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """Runs of two rows of tokens that are the same or not; a space between changes belongs to them."""
    found: list[tuple[bool, int, int, int, int]] = []
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    for place, (op, i, j, k, m) in enumerate(codes):
        inner = 0 < place < len(codes) - 1
        same = op == "equal" and not (inner and not "".join(left[i:j]).strip())
        if found and not found[-1][0] and not same:
            found[-1] = (False, found[-1][1], j, found[-1][3], m)
        else:
            found.append((same, i, j, k, m))
    return found


def excerpt(change: ClauseChange, limit: int = 3, width: int = 90) -> tuple[Mark, ...]:
    """The first few changed stretches of an entry, each shortened; ``…`` stands for words in between."""
    picked: list[Mark] = []
    changed = 0
    between = False
    for segment in quieted(change.segments):
        text = printable(segment.text.replace("\n", " / ")).strip()
        if segment.op is Op.EQUAL:
            between = bool(picked) and len(text) > _GLUE
        elif text:
            if changed == limit:
                return (*picked, Mark("equal", " …"))
            picked += [Mark("equal", " … ")] if between else []
            picked.append(Mark(segment.op.value, shorten(text, width), segment.move is not None))
            changed += segment.op is Op.INSERT or _ends_alone(picked)
            between = False
    return tuple(picked)


def _ends_alone(marks: Sequence[Mark]) -> bool:
    """Whether the last mark deletes right after another deletion."""
    return len(marks) > 1 and marks[-2].op == "delete"
