"""What judging found in documents, kept beside them; the store does not look inside."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from clausediff.model.memory import Remembered

if TYPE_CHECKING:
    from sqlite_utils import Database


def write_remembered(database: Database, rows: Iterable[Remembered]) -> None:
    """Keep what was found in recorded documents, inside the caller's transaction.

    What was found with another catalogue is dropped, and so is what was known of the same document.
    """
    for row in rows:
        database.execute("DELETE FROM readings WHERE catalogue <> ?", [row.catalogue])
        database.execute(
            "INSERT OR REPLACE INTO readings (catalogue, sha256, packed) VALUES (?, ?, ?)",
            [row.catalogue, row.document, row.packed],
        )


def erase_remembered(database: Database) -> None:
    """Erase what was found in documents that are not recorded any more."""
    database.execute("DELETE FROM readings WHERE sha256 NOT IN (SELECT sha256 FROM documents)")


def read_remembered(connection: sqlite3.Connection, catalogue: str, document: str) -> bytes | None:
    """What was found in a document with this catalogue; ``None`` if that is not known.

    A history of an older release has no such table until it is written to again.
    """
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'readings'"
    if connection.execute(query).fetchone() is None:
        return None
    row = connection.execute(
        "SELECT packed FROM readings WHERE catalogue = ? AND sha256 = ?", (catalogue, document)
    ).fetchone()
    return row[0] if row and isinstance(row[0], bytes) else None
