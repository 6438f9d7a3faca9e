"""Opening the history database: for its owner only, never somebody else's file, never a newer schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from clausediff.errors import StoreError
from clausediff.store import files

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x436C4466
"""``ClDf``: how a history database is told from any other SQLite file."""

PATIENCE = 30.0
"""Seconds to wait for another program that is writing."""

_HEADER = b"SQLite format 3\x00"


def open_database(path: Path) -> Database:
    """Open the history database for reading and writing, creating it if there is none.

    Raises:
        StoreError: the file is no history database, is from a newer release, or cannot be written.
    """
    with explained(path):
        try:
            files.make_private_folder(path.parent)
            files.create_private(path)
        except OSError as error:
            raise _unwritable(path, error) from None
        _check_header(path)
        connection = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)
        try:
            return _prepared(connection, path)
        except BaseException:
            connection.close()
            raise


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open the history database so that nothing can be written to it.

    Raises:
        StoreError: there is no history yet, or the file is no history database.
    """
    with explained(path):
        if not path.is_file():
            raise no_history(path)
        _check_header(path)
        uri = path.resolve().as_uri() + "?mode=ro"
        connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, check_same_thread=False)
        try:
            _set_up(connection)
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            _check_owner(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def no_history(path: Path) -> StoreError:
    """The error of a history that does not exist yet."""
    return StoreError(
        "no-history",
        str(path),
        "there is no history yet",
        "compare two documents first, or name it with --db",
    )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into the store's own.

    Raises:
        StoreError: SQLite failed inside the block.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error, path) from None


@contextmanager
def transaction(database: Database) -> Iterator[None]:
    """One transaction that waits for other writers first, and leaves all or nothing.

    Raises:
        sqlite3.OperationalError: another program kept the database busy for longer than ``PATIENCE``.
    """
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        database.conn.rollback()
        raise


def _translated(error: sqlite3.Error, path: Path) -> StoreError:
    words = str(error).lower()
    where = str(path)
    if "locked" in words or "busy" in words:
        return StoreError("history-busy", where, "is in use by another program", "close it and try again")
    if "not a database" in words or "malformed" in words or "corrupt" in words:
        return StoreError(
            "history-damaged", where, f"is damaged ({words})", "restore it, or choose another --db"
        )
    if "readonly" in words or "unable to open" in words or "disk" in words or "full" in words:
        return StoreError("history-unwritable", where, f"cannot be used ({words})", "choose another --db")
    return StoreError("history-failed", where, f"SQLite says: {error}", "choose another --db, or use --no-db")


def _unwritable(path: Path, error: OSError) -> StoreError:
    fault = f"cannot be written ({(error.strerror or str(error)).lower()})"
    return StoreError("history-unwritable", str(path), fault, "choose another --db, or use --no-db")


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(len(_HEADER))
    except OSError as error:
        raise _unwritable(path, error) from None
    if head and head != _HEADER:
        raise StoreError("not-a-database", str(path), "is no SQLite database", "choose another --db")


def _prepared(connection: sqlite3.Connection, path: Path) -> Database:
    from sqlite_utils import Database

    from clausediff.store.schema import upgrade

    _set_up(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    database = Database(connection, execute_plugins=False)
    _check_owner(connection, path)
    upgrade(database, path)
    return database


def _set_up(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA temp_store = MEMORY")  # no words of a contract in temporary files


def _check_owner(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a SQLite database of another program."""
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    if owner == APPLICATION_ID:
        return
    if owner or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise StoreError(
            "foreign-database", str(path), "is a SQLite database of another program", "choose another --db"
        )
