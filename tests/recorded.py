"""Small contracts and comparisons for the tests of the history, said in few words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from clausediff.model.comparison import (
    ClauseChange,
    Comparison,
    Effect,
    Finding,
    Level,
    Op,
    ProtectionChange,
    Quote,
    Segment,
    Standing,
    Status,
)
from clausediff.model.contract import Clause, Contract, Kind
from clausediff.model.protection import Bilingual, CatalogueInfo, Protection
from clausediff.model.source import NotRead, SourceInfo, Warn

CATALOGUE = CatalogueInfo(
    "1",
    (Protection("audit", Bilingual("Audit", "Audit"), "28(3)(h)", Bilingual("Inspecties", "Inspections")),),
)


def contract(name: str, *clauses: str) -> Contract:
    """A contract whose clauses are given as ``label|text``, numbered c1, c2, ... at the top level."""
    rows = []
    for number, clause in enumerate(clauses, 1):
        label, text = clause.split("|", 1)
        rows.append(Clause(f"c{number}", None, Kind.OPERATIVE, 1, label, label.rstrip("."), None, text))
    digest = hashlib.sha256(repr((name, clauses)).encode()).hexdigest()
    return Contract(
        SourceInfo(name, digest, "text/plain"),
        "nl",
        None,
        tuple(rows),
        warnings=(Warn("small", f"{name} is small", "page 1"),),
        not_read=(NotRead("running footer", "page 1", f"footer of {name}"),),
    )


def compared(old: Contract, new: Contract, *links: str, findings: Sequence[Finding] = ()) -> Comparison:
    """A comparison whose links are given as ``c1>c1``, ``c2>c3,c4``, ``>c5`` or ``c6>``."""
    changes = tuple(_change(f"d{place}", link, old, new) for place, link in enumerate(links, 1))
    return Comparison(
        old,
        new,
        changes,
        findings=tuple(findings),
        protections=(ProtectionChange("audit", _standing(Level.MEETS), _standing(Level.BEYOND)),),
        warnings=(Warn("pair", "a warning about the pair"),),
        not_compared=(NotRead("comment", "old: c1", "a comment"),),
        catalogue=CATALOGUE,
    )


def finding(change: str, old: str, new: str, clause: str = "c1") -> Finding:
    """A finding that the audit became stronger, with its quotes."""
    return Finding(
        "f1",
        "audit",
        Effect.STRENGTHENED,
        "frequency",
        Quote(clause, old),
        Quote(clause, new, "P1Y"),
        Level.MEETS,
        Level.BEYOND,
        "more-often",
        "the audit is yearly now",
        change,
    )


def _standing(level: Level) -> Standing:
    quotes = (Quote("c1", "audit", None),)
    return Standing("audit", level, "yearly", "28(3)(h)", ("c1",), quotes, ("a summary",))


def _change(name: str, link: str, old: Contract, new: Contract) -> ClauseChange:
    olds, news = (tuple(filter(None, side.split(","))) for side in link.split(">"))
    before, after = _text(old, olds), _text(new, news)
    status = _status(len(olds), len(news), same=before == after)
    if before == after:
        segments: tuple[Segment, ...] = (Segment(Op.EQUAL, before),)
    else:
        pieces = (Segment(Op.DELETE, before), Segment(Op.INSERT, after))
        segments = tuple(piece for piece in pieces if piece.text)
    return ClauseChange(name, status, olds, news, False, False, False, False, 0.9, "wording", segments)


def _text(side: Contract, ids: tuple[str, ...]) -> str:
    return "\n".join(row.text for row in side.clauses if row.id in ids)


def _status(olds: int, news: int, *, same: bool) -> Status:
    if not olds or not news:
        return Status.ADDED if news else Status.REMOVED
    if olds == news == 1:
        return Status.UNCHANGED if same else Status.REWORDED
    return Status.SPLIT if olds == 1 else Status.MERGED if news == 1 else Status.REGROUPED
