"""Rows back into nouns: the comparisons and contracts as they were recorded."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from clausediff.model.comparison import (
    ClauseChange,
    Comparison,
    DefinitionChange,
    DefinitionState,
    Effect,
    Finding,
    Level,
    Op,
    ProtectionChange,
    Quote,
    ReferenceChange,
    ReferenceState,
    Segment,
    Standing,
    Status,
)
from clausediff.model.contract import Clause, ClauseComment, Contract, Definition, Kind, Reference
from clausediff.model.protection import Bilingual, CatalogueInfo, Protection
from clausediff.model.source import Metadata, NotRead, SourceInfo, Warn

Row = sqlite3.Row


def read_comparison(connection: sqlite3.Connection, number: int) -> Comparison:
    """The comparison that was recorded under this id, equal to what was recorded.

    Args:
        connection: an open history whose ``row_factory`` is ``sqlite3.Row``.
        number: id of the comparison; it must exist.
    """
    row = connection.execute("SELECT * FROM comparisons WHERE id = ?", [number]).fetchone()
    return Comparison(
        old=read_contract(connection, row["old_document_id"]),
        new=read_contract(connection, row["new_document_id"]),
        changes=_changes(connection, number),
        references=tuple(map(_reference_change, _of(connection, "reference_changes", "comparison", number))),
        definitions=tuple(
            map(_definition_change, _of(connection, "definition_changes", "comparison", number))
        ),
        findings=tuple(map(_finding, _of(connection, "findings", "comparison", number))),
        protections=_protections(connection, number),
        warnings=tuple(map(_warning, _of(connection, "warnings", "comparison", number))),
        not_compared=tuple(map(_omission, _of(connection, "omissions", "comparison", number))),
        catalogue=_catalogue(connection, row["catalogue_id"]),
    )


def read_contract(connection: sqlite3.Connection, number: int) -> Contract:
    """The document that was recorded under this id, as it was read."""
    row = connection.execute("SELECT * FROM documents WHERE id = ?", [number]).fetchone()
    return Contract(
        source=SourceInfo(row["name"], row["sha256"], row["media_type"]),
        language=row["language"],
        title=row["title"],
        clauses=tuple(map(_clause, _of(connection, "clauses", "document", number))),
        definitions=tuple(map(_definition, _of(connection, "definitions", "document", number))),
        references=tuple(map(_reference, _of(connection, "cross_references", "document", number))),
        metadata=Metadata(row["stated_version"], row["stated_date"], row["stated_title"]),
        comments=tuple(
            ClauseComment(comment["clause"], comment["text"])
            for comment in _of(connection, "comments", "document", number)
        ),
        warnings=tuple(map(_warning, _of(connection, "warnings", "document", number))),
        not_read=tuple(map(_omission, _of(connection, "omissions", "document", number))),
    )


def _of(connection: sqlite3.Connection, table: str, owner: str, number: int) -> list[Row]:
    """The rows of a table that belong to one document or comparison, in order."""
    return connection.execute(
        f"SELECT * FROM {table} WHERE {owner}_id = ? ORDER BY position", [number]
    ).fetchall()


def _clause(row: Row) -> Clause:
    return Clause(
        id=row["clause"],
        parent=row["parent"],
        kind=Kind(row["kind"]),
        level=row["level"],
        label=row["label"],
        path=row["path"],
        heading=row["heading"],
        text=row["text"],
        page=row["page"],
    )


def _definition(row: Row) -> Definition:
    return Definition(row["term"], row["clause"], row["scope"])


def _reference(row: Row) -> Reference:
    return Reference(row["clause"], row["text"], row["target"], bool(row["external"]), row["start"])


def _warning(row: Row) -> Warn:
    return Warn(row["slug"], row["message"], row["place"])


def _omission(row: Row) -> NotRead:
    return NotRead(row["what"], row["place"], row["text"])


def _changes(connection: sqlite3.Connection, number: int) -> tuple[ClauseChange, ...]:
    sides: dict[tuple[int, str], list[str]] = {}
    linked = connection.execute(
        "SELECT x.change_id, x.side, k.clause FROM change_clauses x "
        "JOIN changes g ON g.id = x.change_id JOIN clauses k ON k.id = x.clause_id "
        "WHERE g.comparison_id = ? ORDER BY x.change_id, x.side, x.position",
        [number],
    )
    for change, side, clause in linked:
        sides.setdefault((change, side), []).append(clause)
    return tuple(
        _change(row, tuple(sides.get((row["id"], "old"), ())), tuple(sides.get((row["id"], "new"), ())))
        for row in _of(connection, "changes", "comparison", number)
    )


def _change(row: Row, old: tuple[str, ...], new: tuple[str, ...]) -> ClauseChange:
    return ClauseChange(
        id=row["change"],
        status=Status(row["status"]),
        old=old,
        new=new,
        renumbered=bool(row["renumbered"]),
        relocated=bool(row["relocated"]),
        retitled=bool(row["retitled"]),
        cosmetic=bool(row["cosmetic"]),
        confidence=row["confidence"],
        method=row["method"],
        segments=tuple(Segment(Op(op), text, *move) for op, text, *move in json.loads(row["segments"])),
        moved_with=row["moved_with"],
    )


def _reference_change(row: Row) -> ReferenceChange:
    return ReferenceChange(
        row["clause"], row["text"], ReferenceState(row["status"]), row["target"], row["target_old"]
    )


def _definition_change(row: Row) -> DefinitionChange:
    return DefinitionChange(
        row["term"],
        DefinitionState(row["status"]),
        row["old_clause"],
        row["new_clause"],
        tuple(json.loads(row["affects"])),
        row["old_term"],
    )


def _finding(row: Row) -> Finding:
    return Finding(
        id=row["finding"],
        protection=row["protection"],
        effect=Effect(row["effect"]),
        aspect=row["aspect"],
        old=_quote(row, "old"),
        new=_quote(row, "new"),
        avg_old=Level(row["avg_old"]),
        avg_new=Level(row["avg_new"]),
        rule=row["rule"],
        reason=row["reason"],
        change=row["change"],
        reach=tuple(json.loads(row["reach"])),
    )


def _quote(row: Row, side: str) -> Quote | None:
    if row[f"{side}_clause"] is None:
        return None
    return Quote(row[f"{side}_clause"], row[f"{side}_quote"], row[f"{side}_value"])


def _protections(connection: sqlite3.Connection, number: int) -> tuple[ProtectionChange, ...]:
    sides: dict[str, dict[str, Standing]] = {"old": {}, "new": {}}
    for row in _of(connection, "standings", "comparison", number):
        sides[row["side"]][row["protection"]] = _standing(row)
    return tuple(ProtectionChange(name, old, sides["new"][name]) for name, old in sides["old"].items())


def _standing(row: Row) -> Standing:
    return Standing(
        protection=row["protection"],
        level=Level(row["level"]),
        rung=row["rung"],
        article=row["article"],
        clauses=tuple(json.loads(row["clauses"])),
        evidence=tuple(_evidence(quote) for quote in json.loads(row["evidence"])),
        missing=tuple(json.loads(row["missing"])),
    )


def _evidence(quote: list[Any]) -> Quote:
    clause, words, value = quote
    return Quote(clause, words, value)


def _catalogue(connection: sqlite3.Connection, number: int | None) -> CatalogueInfo | None:
    if number is None:
        return None
    version = connection.execute("SELECT version FROM catalogues WHERE id = ?", [number]).fetchone()[0]
    return CatalogueInfo(
        version, tuple(map(_protection, _of(connection, "protections", "catalogue", number)))
    )


def _protection(row: Row) -> Protection:
    return Protection(
        row["protection"],
        Bilingual(row["name_nl"], row["name_en"]),
        row["article"],
        Bilingual(row["floor_nl"], row["floor_en"]),
    )
