"""A comparison as rows: what is written where, and what counts as the same thing again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from clausediff.model.comparison import (
    ClauseChange,
    Comparison,
    DefinitionChange,
    Finding,
    Quote,
    ReferenceChange,
    Segment,
    Standing,
)
from clausediff.model.contract import Clause, Contract
from clausediff.model.edition import Edition
from clausediff.model.protection import CatalogueInfo, Protection
from clausediff.model.source import NotRead, Warn

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.db import Table

Row = dict[str, Any]

_RESULTS = (
    "changes",
    "reference_changes",
    "definition_changes",
    "findings",
    "standings",
    "warnings",
    "omissions",
)


def write_comparison(database: Database, comparison: Comparison, program: str) -> int:
    """Write a comparison and its documents inside the caller's transaction; returns its id.

    The same pair, judged by the same catalogue and release, keeps its row: if the result is the same
    nothing is written, else the new result takes the old one's place.
    """
    old = write_document(database, comparison.old)
    new = write_document(database, comparison.new)
    key = {
        "old_document_id": old,
        "new_document_id": new,
        "catalogue_version": comparison.catalogue.version if comparison.catalogue else "",
        "program_version": program,
    }
    outcome = _digest(_result(comparison))
    known = _known(database, key)
    if known is not None and known[1] == outcome:
        return known[0]
    row = key | {"catalogue_id": _catalogue(database, comparison.catalogue), "outcome": outcome}
    if known is None:
        number = _insert(database, "comparisons", row)
    else:
        number = known[0]
        _clear(database, number)
        _table(database, "comparisons").update(number, row)
    _write_results(database, number, comparison, (old, new))
    return number


def write_document(database: Database, contract: Contract) -> int:
    """Write a document as it was read, unless this reading is known; returns its id."""
    source = contract.source
    reading = _digest(_content(contract))
    found = database.execute(
        "SELECT id, name FROM documents WHERE sha256 = ? AND reading = ?", [source.sha256, reading]
    ).fetchone()
    if found:
        if found[1] != source.name:
            _table(database, "documents").update(found[0], {"name": source.name})
        return int(found[0])
    number = _insert(
        database,
        "documents",
        {
            "sha256": source.sha256,
            "reading": reading,
            "name": source.name,
            "media_type": source.media_type,
            "language": contract.language,
            "title": contract.title,
            "stated_version": contract.metadata.version,
            "stated_date": contract.metadata.date,
            "stated_title": contract.metadata.title,
        },
    )
    _write_content(database, number, contract)
    return number


def write_edition(database: Database, document: int, edition: Edition) -> None:
    """Say which edition of which agreement a document is."""
    database.execute("INSERT OR IGNORE INTO agreements (name) VALUES (?)", [edition.agreement])
    agreement = _one(database, "SELECT id FROM agreements WHERE name = ?", edition.agreement)
    database.execute(
        "INSERT INTO versions (agreement_id, label, date) VALUES (?, ?, ?) "
        "ON CONFLICT (agreement_id, label) DO UPDATE SET date = coalesce(excluded.date, date)",
        [agreement, edition.version, edition.date],
    )
    version = _one(
        database, "SELECT id FROM versions WHERE agreement_id = ? AND label = ?", agreement, edition.version
    )
    database.execute("INSERT OR IGNORE INTO version_documents VALUES (?, ?)", [version, document])


def write_log(
    database: Database, at: str, command: str, *, comparison: int | None = None, text: str | None = None
) -> None:
    """Add a row to the log."""
    _insert(database, "log", {"at": at, "command": command, "comparison_id": comparison, "text": text})


def documents_of(database: Database, comparison: int) -> tuple[int, int]:
    """Ids of a comparison's old and new document."""
    row = database.execute(
        "SELECT old_document_id, new_document_id FROM comparisons WHERE id = ?", [comparison]
    ).fetchone()
    return int(row[0]), int(row[1])


def _write_content(database: Database, number: int, contract: Contract) -> None:
    owner = {"document_id": number}
    _insert_all(database, "clauses", owner, map(_clause, contract.clauses))
    _insert_all(
        database,
        "definitions",
        owner,
        ({"term": row.term, "clause": row.clause, "scope": row.scope} for row in contract.definitions),
    )
    _insert_all(
        database,
        "cross_references",
        owner,
        (
            {
                "clause": row.clause,
                "text": row.text,
                "target": row.target,
                "external": int(row.external),
                "start": row.start,
            }
            for row in contract.references
        ),
    )
    comments = ({"clause": row.clause, "text": row.text} for row in contract.comments)
    _insert_all(database, "comments", owner, comments)
    _insert_all(database, "warnings", owner, map(_warning, contract.warnings))
    _insert_all(database, "omissions", owner, map(_omission, contract.not_read))


def _write_results(
    database: Database, number: int, comparison: Comparison, documents: tuple[int, int]
) -> None:
    owner = {"comparison_id": number}
    first = _one(database, "SELECT coalesce(max(id), 0) + 1 FROM changes")
    changes = ({"id": first + place} | _change(row) for place, row in enumerate(comparison.changes))
    _insert_all(database, "changes", owner, changes)
    _table(database, "change_clauses").insert_all(
        _change_clauses(first, comparison.changes, _clause_rows(database, documents))
    )
    _insert_all(database, "reference_changes", owner, map(_reference_change, comparison.references))
    _insert_all(database, "definition_changes", owner, map(_definition_change, comparison.definitions))
    _insert_all(database, "findings", owner, map(_finding, comparison.findings))
    for side in ("old", "new"):
        standings = (_standing(getattr(row, side), side) for row in comparison.protections)
        _insert_all(database, "standings", owner, standings)
    _insert_all(database, "warnings", owner, map(_warning, comparison.warnings))
    _insert_all(database, "omissions", owner, map(_omission, comparison.not_compared))


def _clause_rows(database: Database, documents: tuple[int, int]) -> tuple[dict[str, int], dict[str, int]]:
    old, new = (
        dict(database.execute("SELECT clause, id FROM clauses WHERE document_id = ?", [document]).fetchall())
        for document in documents
    )
    return old, new


def _change_clauses(
    first: int, changes: tuple[ClauseChange, ...], rows: tuple[dict[str, int], dict[str, int]]
) -> Iterator[Row]:
    for place, change in enumerate(changes):
        for side, clauses, known in (("old", change.old, rows[0]), ("new", change.new, rows[1])):
            for position, clause in enumerate(clauses):
                yield {
                    "change_id": first + place,
                    "side": side,
                    "position": position,
                    "clause_id": known[clause],
                }


def _clause(row: Clause) -> Row:
    return {
        "clause": row.id,
        "parent": row.parent,
        "kind": str(row.kind),
        "level": row.level,
        "label": row.label,
        "path": row.path,
        "heading": row.heading,
        "text": row.text,
        "page": row.page,
    }


def _change(row: ClauseChange) -> Row:
    return {
        "change": row.id,
        "status": str(row.status),
        "renumbered": int(row.renumbered),
        "relocated": int(row.relocated),
        "retitled": int(row.retitled),
        "cosmetic": int(row.cosmetic),
        "confidence": row.confidence,
        "method": row.method,
        "moved_with": row.moved_with,
        "segments": _json([_written(segment) for segment in row.segments]),
    }


def _written(segment: Segment) -> list[str | int]:
    """Operation and text; behind them the number of the move, where there is one."""
    return [str(segment.op), segment.text, *([] if segment.move is None else [segment.move])]


def _reference_change(row: ReferenceChange) -> Row:
    return {
        "clause": row.clause,
        "text": row.text,
        "status": str(row.status),
        "target": row.target,
        "target_old": row.target_old,
    }


def _definition_change(row: DefinitionChange) -> Row:
    return {
        "term": row.term,
        "status": str(row.status),
        "old_clause": row.old,
        "new_clause": row.new,
        "old_term": row.old_term,
        "affects": _json(row.affects),
    }


def _finding(row: Finding) -> Row:
    return {
        "finding": row.id,
        "protection": row.protection,
        "effect": str(row.effect),
        "aspect": row.aspect,
        **_quote("old", row.old),
        **_quote("new", row.new),
        "avg_old": str(row.avg_old),
        "avg_new": str(row.avg_new),
        "rule": row.rule,
        "reason": row.reason,
        "change": row.change,
        "reach": _json(row.reach),
    }


def _quote(side: str, quote: Quote | None) -> Row:
    return {
        f"{side}_clause": quote.clause if quote else None,
        f"{side}_quote": quote.quote if quote else None,
        f"{side}_value": quote.value if quote else None,
    }


def _standing(row: Standing, side: str) -> Row:
    return {
        "side": side,
        "protection": row.protection,
        "level": str(row.level),
        "rung": row.rung,
        "article": row.article,
        "clauses": _json(row.clauses),
        "evidence": _json([[quote.clause, quote.quote, quote.value] for quote in row.evidence]),
        "missing": _json(row.missing),
    }


def _warning(row: Warn) -> Row:
    return {"slug": row.slug, "message": row.message, "place": row.where}


def _omission(row: NotRead) -> Row:
    return {"what": row.what, "place": row.where, "text": row.text}


def _catalogue(database: Database, catalogue: CatalogueInfo | None) -> int | None:
    if catalogue is None:
        return None
    digest = _digest(catalogue)
    found = database.execute("SELECT id FROM catalogues WHERE digest = ?", [digest]).fetchone()
    if found:
        return int(found[0])
    number = _insert(database, "catalogues", {"version": catalogue.version, "digest": digest})
    _insert_all(database, "protections", {"catalogue_id": number}, map(_protection, catalogue.protections))
    return number


def _protection(row: Protection) -> Row:
    return {
        "protection": row.id,
        "name_nl": row.name.nl,
        "name_en": row.name.en,
        "article": row.article,
        "floor_nl": row.floor.nl,
        "floor_en": row.floor.en,
    }


def _known(database: Database, key: Row) -> tuple[int, str] | None:
    where = " AND ".join(f"{column} = :{column}" for column in key)
    row = database.execute(f"SELECT id, outcome FROM comparisons WHERE {where}", key).fetchone()
    return (int(row[0]), str(row[1])) if row else None


def _clear(database: Database, comparison: int) -> None:
    for table in _RESULTS:
        database.execute(f"DELETE FROM {table} WHERE comparison_id = ?", [comparison])


def _result(comparison: Comparison) -> tuple[object, ...]:
    return (
        comparison.changes,
        comparison.references,
        comparison.definitions,
        comparison.findings,
        comparison.protections,
        comparison.warnings,
        comparison.not_compared,
        comparison.catalogue,
    )


def _content(contract: Contract) -> tuple[object, ...]:
    return (
        contract.language,
        contract.title,
        contract.clauses,
        contract.definitions,
        contract.references,
        contract.metadata,
        contract.comments,
        contract.warnings,
        contract.not_read,
    )


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "backslashreplace")).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _table(database: Database, name: str) -> Table:
    return cast("Table", database[name])


def _insert(database: Database, table: str, row: Row) -> int:
    return int(cast(int, _table(database, table).insert(row).last_pk))


def _insert_all(database: Database, table: str, owner: Row, rows: Iterable[Row]) -> None:
    _table(database, table).insert_all(owner | {"position": place} | row for place, row in enumerate(rows))


def _one(database: Database, sql: str, *values: object) -> int:
    return int(database.execute(sql, list(values)).fetchone()[0])
