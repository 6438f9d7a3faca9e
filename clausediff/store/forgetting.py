"""Erasing a document from the history so that not a word of it is left in the file.

Rows go first, in one transaction, with SQLite's ``secure_delete`` on, which overwrites what it frees.
Then the search index is built anew and the file is rewritten (``VACUUM``), for words can linger in an
index's segments and in the slack of pages. Should the second half be interrupted, a note in the table
``upkeep`` makes the next ``forget`` do it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausediff.store.connect import transaction
from clausediff.store.remembering import erase_remembered
from clausediff.wording import words

if TYPE_CHECKING:
    from sqlite_utils import Database

SWEEP = "sweep"
_SQL = frozenset(
    """
    select from where and or not null is in like glob match between exists as on join left inner outer cross
    natural using group by having order asc desc limit offset distinct union all except intersect case when
    then else end with recursive count sum avg min max length lower upper substr instr replace coalesce
    group_concat snippet bm25 highlight json_extract json_each round abs explain query plan pragma
    """.split()
)
_SHORT = 2
"""A piece of a query of at most so many letters quotes nobody."""
_COMPOUND = 4
"""Letters from which a part of a word quotes the word: shorter ones are inside other words by chance."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was erased: how many documents, comparisons, log entries and judgements.

    ``reasons`` counts the judgements on other documents that kept their verdict and lost their words,
    ``readers`` those that lost the name of who judged.
    """

    documents: int
    comparisons: int
    log: int
    judgements: int = 0
    reasons: int = 0
    readers: int = 0


def erase(database: Database, documents: Sequence[int]) -> Forgotten:
    """Erase documents and all that quotes them, inside the caller's transaction.

    Their clauses, comparisons, findings and judgements go with them. A query in the log that used words
    which no other document has keeps its time and loses its words; so do the reason and the reader of a
    judgement on other documents.
    """
    marks = ",".join("?" * len(documents))
    own = _vocabulary(database, f"IN ({marks})", documents)
    comparisons = database.execute(
        "SELECT count(*) FROM comparisons "
        f"WHERE old_document_id IN ({marks}) OR new_document_id IN ({marks})",
        [*documents, *documents],
    ).fetchone()[0]
    judgements = database.execute(
        f"SELECT count(*) FROM judgements WHERE old_document_id IN ({marks}) OR new_document_id IN ({marks})",
        [*documents, *documents],
    ).fetchone()[0]
    names = _names(database, f"d.id IN ({marks})", documents)
    database.execute(f"DELETE FROM documents WHERE id IN ({marks})", list(documents))
    erase_remembered(database)
    database.execute("DELETE FROM versions WHERE id NOT IN (SELECT version_id FROM version_documents)")
    database.execute("DELETE FROM agreements WHERE id NOT IN (SELECT agreement_id FROM versions)")
    names -= _names(database, "1", ())
    left = _vocabulary(database, "IS NOT NULL", ()) | _schema_words(database)
    redacted = _redact(database, own - left, left, names)
    reasons = _redact_judgements(database, "reason", own, left, names)
    readers = _redact_judgements(database, "reader", own, left, names)
    database.execute("INSERT INTO clause_search (clause_search) VALUES ('rebuild')")
    database.execute("INSERT OR IGNORE INTO upkeep VALUES (?)", [SWEEP])
    return Forgotten(len(documents), int(comparisons), redacted, int(judgements), reasons, readers)


def unswept(database: Database) -> bool:
    """Whether an interrupted ``forget`` left free pages to be wiped."""
    return bool(database.execute("SELECT 1 FROM upkeep WHERE task = ?", [SWEEP]).fetchone())


def sweep(database: Database) -> None:
    """Rewrite the file without its free pages, and leave no write-ahead log behind.

    Raises:
        sqlite3.OperationalError: another program uses the database.
    """
    database.execute("VACUUM")
    busy = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise sqlite3.OperationalError("database is busy")
    with transaction(database):
        database.execute("DELETE FROM upkeep WHERE task = ?", [SWEEP])


def _vocabulary(database: Database, which: str, documents: Sequence[int]) -> set[str]:
    """Every word of some documents: their clauses, names and what was not read of them."""
    found: set[str] = set()
    for text in _texts(database, which, documents):
        found.update(words(text))
    return found


def _texts(database: Database, which: str, documents: Sequence[int]) -> Iterator[str]:
    queries = (
        f"SELECT path, heading, text FROM clauses WHERE document_id {which}",
        f"SELECT name, title, stated_title, stated_version FROM documents WHERE id {which}",
        f"SELECT text, what, place FROM omissions WHERE document_id {which}",
        f"SELECT text FROM comments WHERE document_id {which}",
        "SELECT a.name, v.label FROM version_documents vd JOIN versions v ON v.id = vd.version_id "
        f"JOIN agreements a ON a.id = v.agreement_id WHERE vd.document_id {which}",
    )
    for query in queries:
        for row in database.execute(query, list(documents)):
            yield from (text for text in row if text)


def _names(database: Database, where: str, documents: Sequence[int]) -> set[str]:
    """The names that documents go by, case folded."""
    rows = database.execute(
        "SELECT d.name, d.sha256, a.name, a.name || '@' || v.label FROM documents d "
        "LEFT JOIN version_documents vd ON vd.document_id = d.id "
        "LEFT JOIN versions v ON v.id = vd.version_id "
        f"LEFT JOIN agreements a ON a.id = v.agreement_id WHERE {where}",
        list(documents),
    )
    return {name.casefold() for row in rows for name in row if name}


def _schema_words(database: Database) -> set[str]:
    """Words of SQL and of the schema: a query that uses them quotes nobody."""
    statements = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    found = {word for (statement,) in statements for word in re.findall(r"\w+", statement.casefold())}
    return found | _SQL


def _redact(database: Database, own: set[str], left: set[str], names: set[str]) -> int:
    """Take the words out of log entries that use a word or a name of the documents."""
    joined = "\n".join(sorted(own))
    doomed = [
        number
        for number, text in database.execute("SELECT id, text FROM log WHERE text IS NOT NULL").fetchall()
        if _quotes(text, left, joined, names)
    ]
    for number in doomed:
        database.execute("UPDATE log SET text = NULL WHERE id = ?", [number])
    return len(doomed)


def _redact_judgements(
    database: Database, column: str, own: set[str], left: set[str], names: set[str]
) -> int:
    """Take the reasons, or the readers, that name or quote the documents out of judgements on other ones."""
    known = _parts(left)
    alone = _parts(own) - known
    rows = database.execute(f"SELECT id, {column} FROM judgements WHERE {column} IS NOT NULL").fetchall()
    doomed = [number for number, text in rows if _mentions(text, alone, known, names)]
    for number in doomed:
        database.execute(f"UPDATE judgements SET {column} = NULL WHERE id = ?", [number])
    return len(doomed)


def _mentions(text: str, alone: set[str], left: set[str], names: set[str]) -> bool:
    """Whether a reader's words hold a name of the documents, or a word or part that they alone have.

    A part is what stands between the marks of a word or number, the whole without its marks, and a longer
    stretch of letters that one word shares with the whole of the other, as compounds do.
    """
    folded = text.casefold()
    if any(name in folded for name in names):
        return True
    said = _parts(words(text)) - left
    if said & alone:
        return True
    long = [word for word in alone if len(word) >= _COMPOUND]
    return any(piece in word or word in piece for piece in said if len(piece) >= _COMPOUND for word in long)


def _parts(found: Iterable[str]) -> set[str]:
    """Words with their parts: between marks, letters and digits apart, and the whole without marks."""
    parts: set[str] = set()
    for word in found:
        parts.update((word, re.sub(r"[\W_]+", "", word)))
        parts.update(re.findall(r"[^\W_]+", word))
        parts.update(re.findall(r"\d+|[^\W\d_]+", word))
    return {part for part in parts if len(part) > 1 or part.isdigit()}


def _quotes(text: str, left: set[str], joined: str, names: set[str]) -> bool:
    """Whether a log entry holds a word of the documents alone, a part of one, or one of their names."""
    folded = text.casefold()
    if any(name in folded for name in names):
        return True
    pieces = {piece for word in words(text) for piece in (word, *re.findall(r"[^\W_]+", word))}
    return any(piece in joined for piece in pieces - left if len(piece) > _SHORT or piece.isdigit())
