"""The schema of the history database, as migrations that are applied once each, in order.

The SQL lies in ``migrations/``, with a comment above each table and view and beside each column that
needs one; ``docs/database.md`` is printed from it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clausediff.errors import StoreError
from clausediff.store.connect import APPLICATION_ID, transaction

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

FOLDER = Path(__file__).parent / "migrations"
_SET = "clausediff"
_OBJECT = re.compile(r"CREATE (?:VIRTUAL )?(TABLE|VIEW) (\w+)")


@dataclass(frozen=True, slots=True)
class SchemaObject:
    """A table or view as the docs show it: what it is for, and the SQL that makes it."""

    kind: str
    name: str
    purpose: str
    sql: str


def upgrade(database: Database, path: Path) -> None:
    """Bring a database to this release's schema, in one transaction; a current one is left alone.

    Args:
        database: an open history database, possibly empty.
        path: its file, for messages.

    Raises:
        StoreError: the database was made by a newer release.
    """
    migrations = _migrations()
    _refuse_newer(database, path)
    if not migrations.pending(database):
        return
    with transaction(database):  # of two that start at once, one waits for the other
        migrations.apply(database)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def describe() -> tuple[SchemaObject, ...]:
    """The tables and views of the schema in order, from the comments of the migrations."""
    return tuple(
        SchemaObject(found[1].lower(), found[2], _purpose(statement), _bare(statement))
        for path in _files()
        for statement in _statements(path)
        if (found := _OBJECT.search(statement))
    )


def as_markdown() -> str:
    """The schema as a section of Markdown for each table and view; ``docs/database.md`` holds it."""
    sections = (f"### {row.name}\n\n{row.purpose}\n\n```sql\n{row.sql.strip()}\n```\n" for row in describe())
    return "\n".join(sections)


def _migrations() -> Migrations:
    from sqlite_utils import Migrations

    migrations = Migrations(_SET)
    for path in _files():
        migrations(name=path.stem)(_runner(path))
    return migrations


def _runner(path: Path) -> Callable[[Database], None]:
    def run(database: Database) -> None:
        for statement in _statements(path):
            database.execute(statement)

    return run


def _refuse_newer(database: Database, path: Path) -> None:
    known = {file.stem for file in _files()}
    unknown = [row.name for row in _migrations().applied(database) if row.name not in known]
    if unknown:
        raise StoreError(
            "newer-history",
            str(path),
            f"was made by a newer release (schema {max(unknown)})",
            "upgrade clausediff, or choose another --db",
        )


def _files() -> list[Path]:
    return sorted(FOLDER.glob("*.sql"))


def _statements(path: Path) -> Iterator[str]:
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        lines.append(line)
        if line.endswith(";") and sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines).strip()
            lines = []


def _purpose(statement: str) -> str:
    comments = [line[2:].strip() for line in statement.splitlines() if line.startswith("--")]
    return " ".join(comments)


def _bare(statement: str) -> str:
    return "\n".join(line for line in statement.splitlines() if not line.startswith("--"))
