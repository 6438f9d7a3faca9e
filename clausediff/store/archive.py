"""Looking things up in the history, without the means to change it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from clausediff.errors import InputError
from clausediff.model.comparison import Comparison
from clausediff.model.contract import Contract
from clausediff.model.edition import Edition
from clausediff.model.judgement import ReaderJudgement
from clausediff.store.connect import explained, open_read_only
from clausediff.store.judgements import JudgementRow, known_judgements, standing_rows
from clausediff.store.reading import read_comparison, read_contract
from clausediff.store.remembering import read_remembered

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class RecordedDocument:
    """A document of the history: its latest reading, and the editions it is known as.

    Attributes:
        number: id of the reading in the database.
        name: file name.
        sha256: digest of the file's bytes.
        editions: the editions it was recorded as; none for a plain file.
    """

    number: int
    name: str
    sha256: str
    editions: tuple[Edition, ...] = ()

    @property
    def title(self) -> str:
        """How people know it: ``agreement@version``, else its file name."""
        return str(self.editions[0]) if self.editions else self.name


@dataclass(frozen=True, slots=True)
class LogRow:
    """One run: when, which command, and the pair that was compared or the words that were asked."""

    number: int
    at: str
    command: str
    comparison: int | None
    old: str | None
    new: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that a search found; ``snippet`` marks the words found with ``[`` and ``]``."""

    document: str
    clause: str
    path: str
    heading: str | None
    snippet: str


@dataclass(frozen=True, slots=True)
class Table:
    """The result of a query: the columns' names and the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Archive:
    """A history database opened for reading; close it, or use it as a context manager."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the history for reading.

        Raises:
            StoreError: there is no history yet, or the file is no history database.
        """
        return cls(open_read_only(path), path)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def documents(self, agreement: str | None = None) -> tuple[RecordedDocument, ...]:
        """The documents in the order in which they were recorded; of one agreement, if asked."""
        latest: dict[str, RecordedDocument] = {}
        for number, name, sha256 in self._rows("SELECT id, name, sha256 FROM documents ORDER BY id"):
            latest[sha256] = RecordedDocument(number, name, sha256)
        editions = self._editions()
        found = (
            RecordedDocument(row.number, row.name, row.sha256, tuple(editions.get(row.sha256, ())))
            for row in latest.values()
        )
        return tuple(row for row in found if agreement is None or _is_of(row, agreement))

    def pairs(self) -> tuple[tuple[int, str, str], ...]:
        """The comparison that counts for each pair of files: its id and both digests, as recorded."""
        rows = self._rows(
            "SELECT c.comparison_id, o.sha256, n.sha256 FROM current_comparisons c "
            "JOIN documents o ON o.id = c.old_document_id JOIN documents n ON n.id = c.new_document_id "
            "ORDER BY c.comparison_id"
        )
        return tuple((number, old, new) for number, old, new in rows)

    def comparison(self, number: int) -> Comparison:
        """The comparison recorded under this id."""
        with explained(self._path):
            self._connection.row_factory = sqlite3.Row
            try:
                return read_comparison(self._connection, number)
            finally:
                self._connection.row_factory = None

    def has_comparison(self, number: int) -> bool:
        """Whether a comparison is recorded under this id."""
        return bool(self._rows("SELECT 1 FROM comparisons WHERE id = ?", (number,)))

    def latest(self) -> int | None:
        """The comparison that ran last, ``None`` if there is none."""
        rows = self._rows(
            "SELECT comparison_id FROM log WHERE comparison_id IS NOT NULL ORDER BY id DESC LIMIT 1"
        )
        return int(rows[0][0]) if rows else None

    def judgements(self, comparison: Comparison) -> dict[str, ReaderJudgement]:
        """The readers' judgements that count for the findings of a comparison, by the finding's id."""
        with explained(self._path):
            return known_judgements(self._connection, comparison)

    def all_judgements(self) -> tuple[JudgementRow, ...]:
        """Every judgement that counts, the latest first."""
        with explained(self._path):
            return standing_rows(self._connection)

    def remembered(self, catalogue: str, document: str) -> bytes | None:
        """What judging found in a document (by its SHA-256) with this catalogue, as it was packed.

        Raises:
            StoreError: the history was last written by a release that kept none.
        """
        with explained(self._path):
            return read_remembered(self._connection, catalogue, document)

    def contract(self, number: int) -> Contract:
        """The document recorded under this id."""
        with explained(self._path):
            self._connection.row_factory = sqlite3.Row
            try:
                return read_contract(self._connection, number)
            finally:
                self._connection.row_factory = None

    def search(self, terms: str, limit: int = 50) -> tuple[Hit, ...]:
        """Clauses that hold all the words, best first; ``"…"`` is a phrase, ``word*`` a beginning.

        Raises:
            InputError: there is no word to search for.
        """
        rows = self._rows(
            "SELECT d.name, d.sha256, k.clause, k.path, k.heading, "
            "snippet(clause_search, -1, '[', ']', ' … ', 24) "
            "FROM clause_search JOIN clauses k ON k.id = clause_search.rowid "
            "JOIN documents d ON d.id = k.document_id "
            "WHERE clause_search MATCH ? AND d.id IN (SELECT max(id) FROM documents GROUP BY sha256) "
            "ORDER BY bm25(clause_search), d.id, k.position LIMIT ?",
            (fts_query(terms), limit),
        )
        titles = {row.sha256: row.title for row in self.documents()}
        return tuple(Hit(titles[sha256], *rest) for _, sha256, *rest in rows)

    def log(self, limit: int | None = None) -> tuple[LogRow, ...]:
        """What was run, newest first."""
        rows = self._rows(
            "SELECT l.id, l.at, l.command, l.comparison_id, o.name, n.name, l.text FROM log l "
            "LEFT JOIN comparisons c ON c.id = l.comparison_id "
            "LEFT JOIN documents o ON o.id = c.old_document_id "
            "LEFT JOIN documents n ON n.id = c.new_document_id ORDER BY l.id DESC LIMIT ?",
            (-1 if limit is None else limit,),
        )
        return tuple(LogRow(*row) for row in rows)

    def query(self, sql: str) -> Table:
        """The result of one SQL statement that only reads.

        Raises:
            InputError: the statement does not run, or it would do more than read.
        """
        self._rows("SELECT rowid FROM clause_search WHERE clause_search MATCH 'x' LIMIT 0")  # loads the index
        self._connection.set_authorizer(_only_reading)
        self._connection.set_progress_handler(_listen, 10_000)
        try:
            cursor = self._connection.execute(sql)
            columns = tuple(column[0] for column in cursor.description or ())
            return Table(columns, tuple(cursor.fetchall()))
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            raise _refused(error) from None
        finally:
            self._connection.set_authorizer(None)
            self._connection.set_progress_handler(None, 0)

    def _editions(self) -> dict[str, list[Edition]]:
        rows = self._rows(
            "SELECT DISTINCT d.sha256, a.name, v.label, v.date FROM version_documents vd "
            "JOIN documents d ON d.id = vd.document_id JOIN versions v ON v.id = vd.version_id "
            "JOIN agreements a ON a.id = v.agreement_id ORDER BY v.id"
        )
        found: dict[str, list[Edition]] = {}
        for sha256, agreement, label, date in rows:
            found.setdefault(sha256, []).append(Edition(agreement, label, date))
        return found

    def _rows(self, sql: str, values: Sequence[Cell] = ()) -> list[tuple[Any, ...]]:
        with explained(self._path):
            return self._connection.execute(sql, values).fetchall()


def fts_query(terms: str) -> str:
    """The words as an FTS5 query in which nothing that a user types is syntax.

    Words must all occur; words between double quotes must stand together; ``word*`` finds all words
    with that beginning.

    Raises:
        InputError: there is no word in it.
    """
    parts = []
    for phrase, word in re.findall(r'"([^"]*)"?|([^\s"]+)', terms):
        text = (phrase or word).strip()
        star = "*" if text.endswith("*") else ""
        text = text.rstrip("*")
        if re.search(r"\w", text):
            parts.append(f'"{text}"{star}')
    if not parts:
        raise InputError("no-words", repr(terms), "holds no word to search for", "give one or more words")
    return " ".join(parts).replace("\x00", " ")


_READS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_UNSAFE_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer", "writefile", "readfile", "edit"})
_LOOKING_PRAGMAS = frozenset({"table_info", "table_xinfo", "table_list", "index_list", "index_info"})


def _only_reading(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """SQLite asks this for every step of a statement; what is not plainly reading is denied."""
    if action in _READS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second not in _UNSAFE_FUNCTIONS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in (_LOOKING_PRAGMAS | {"data_version"}):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _listen() -> int:
    """Let Python see an interrupt from the keyboard while a query runs."""
    return 0


def _refused(error: Exception) -> InputError:
    """Why a query did not run.

    Raises:
        KeyboardInterrupt: the user stopped it.
    """
    words = str(error)
    if words == "interrupted":
        raise KeyboardInterrupt
    if any(sign in words for sign in ("not authorized", "authorization", "prohibited", "readonly")):
        return InputError("query-writes", "query", "may only read", "write a SELECT")
    if "one statement" in words:
        return InputError("query-many", "query", "holds several statements", "give one SELECT at a time")
    return InputError("bad-query", "query", f"does not run: {words}", "see docs/database.md for the tables")


def _is_of(document: RecordedDocument, agreement: str) -> bool:
    return any(row.agreement.casefold() == agreement.casefold() for row in document.editions)
