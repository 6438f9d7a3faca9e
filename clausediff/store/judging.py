"""Writing a reader's judgement: what was judged is copied from the recorded comparison."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, cast

from clausediff.model.comparison import Comparison
from clausediff.model.judgement import Verdict
from clausediff.store.judgements import WITHDRAWN, finding_key
from clausediff.store.reading import read_comparison
from clausediff.store.writing import documents_of

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.db import Table


def write_judgement(
    database: Database,
    at: str,
    comparison: int,
    finding: str,
    verdict: Verdict | None,
    reason: str | None,
    by: str | None,
) -> None:
    """Record a judgement of a finding of a recorded comparison; no verdict withdraws the ones before."""
    recorded = _recorded(database, comparison)
    judged = next(one for one in recorded.findings if one.id == finding)
    old, new = documents_of(database, comparison)
    row = {
        "at": at,
        "key": finding_key(recorded, judged),
        "old_document_id": old,
        "new_document_id": new,
        "verdict": WITHDRAWN if verdict is None else verdict.value,
        "reason": reason,
        "reader": by,
        "finding": judged.id,
        "protection": judged.protection,
        "effect": str(judged.effect),
        "rule": judged.rule,
        "old_quote": judged.old.quote if judged.old else None,
        "new_quote": judged.new.quote if judged.new else None,
    }
    cast("Table", database["judgements"]).insert(row)


def _recorded(database: Database, comparison: int) -> Comparison:
    connection = database.conn
    connection.row_factory = sqlite3.Row
    try:
        return read_comparison(connection, comparison)
    finally:
        connection.row_factory = None
