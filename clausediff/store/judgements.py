"""Readers' judgements: what counts as the same finding again, and which judgement counts for it.

A finding is the same again if its protection, rule, effect and quotes are: clause numbers, typography and
white space aside, and a cross-reference in a quote counts by the heading that it points to. A judgement
counts for the pair of documents it was made on, and is carried to other pairs of the same agreement: one
side of them must share a good part of its clauses with the same side of the pair that was judged.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausediff.model.comparison import Comparison, Finding, Quote
from clausediff.model.contract import Contract
from clausediff.model.judgement import ReaderJudgement, Verdict
from clausediff.wording import words

WITHDRAWN = "withdrawn"
_SHARED = 0.25
"""Share of the clauses of the shorter document, from which two documents are versions of one agreement."""
_BATCH = 500


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement as it was recorded.

    Attributes:
        pair: digests of the old and the new document on which it was made; ``names`` are their names.
        verdict: ``accepted``, ``rejected`` or ``withdrawn``.
    """

    number: int
    at: str
    key: str
    documents: tuple[int, int]
    pair: tuple[str, str]
    names: tuple[str, str]
    finding: str
    protection: str
    effect: str
    verdict: str
    reason: str | None
    reader: str | None
    old_quote: str | None
    new_quote: str | None


def finding_key(comparison: Comparison, finding: Finding) -> str:
    """Digest by which the same finding is known again in another comparison."""
    parts = (
        finding.protection,
        finding.rule,
        finding.effect.value,
        _quoted(finding.old, comparison.old),
        _quoted(finding.new, comparison.new),
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _quoted(quote: Quote | None, contract: Contract) -> tuple[str, ...] | None:
    """The words of a quote; a reference to another clause is replaced by the heading that it points to."""
    if quote is None:
        return None
    text = next((one.text for one in contract.clauses if one.id == quote.clause), "")
    start = text.find(quote.quote)
    if start < 0:
        return tuple(words(quote.quote))
    pieces, position = [], start
    for where, length, target in _references(contract, quote.clause):
        if position <= where and where + length <= start + len(quote.quote):
            pieces += [*words(text[position:where]), "§", *_heading(contract, target)]
            position = where + length
    return (*pieces, *words(text[position : start + len(quote.quote)]))


def _references(contract: Contract, clause: str) -> list[tuple[int, int, str]]:
    """Place, length and target of the references of a clause to clauses of the same contract."""
    return sorted(
        (one.start, len(one.text), one.target)
        for one in contract.references
        if one.clause == clause and one.target is not None and not one.external
    )


def _heading(contract: Contract, clause: str) -> list[str]:
    """The heading of a clause, else the nearest one above it."""
    known = {one.id: one for one in contract.clauses}
    here = known.get(clause)
    while here is not None and not here.heading:
        here = known.get(here.parent or "")
    return words(here.heading or "") if here is not None else []


def known_judgements(connection: sqlite3.Connection, comparison: Comparison) -> dict[str, ReaderJudgement]:
    """The judgements that count for the findings of a comparison, by the finding's id.

    Args:
        connection: an open history, of any release.
        comparison: what is about to be reported; it need not be recorded.
    """
    if not comparison.findings or not has_judgements(connection):
        return {}
    keys = {finding.id: finding_key(comparison, finding) for finding in comparison.findings}
    rows = judgement_rows(connection, sorted(set(keys.values())))
    scope = _Scope(connection, comparison)
    found = {}
    for finding, key in keys.items():
        row = next((one for one in rows if one.key == key and scope.covers(one)), None)
        if row is not None and row.verdict != WITHDRAWN:
            found[finding] = ReaderJudgement(
                Verdict(row.verdict), row.reason, row.reader, row.names, carried=not scope.is_own(row)
            )
    return found


def has_judgements(connection: sqlite3.Connection) -> bool:
    """Whether the history holds any; one that an older release made has no place for them yet."""
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'judgements'"
    if not connection.execute(query).fetchone():
        return False
    return bool(connection.execute("SELECT 1 FROM judgements LIMIT 1").fetchone())


def judgement_rows(
    connection: sqlite3.Connection, keys: Sequence[str] | None = None
) -> tuple[JudgementRow, ...]:
    """Recorded judgements, the latest first; those of some keys alone, if asked."""
    select = (
        "SELECT j.id, j.at, j.key, o.id, n.id, o.sha256, n.sha256, o.name, n.name, j.finding, j.protection, "
        "j.effect, j.verdict, j.reason, j.reader, j.old_quote, j.new_quote FROM judgements j "
        "JOIN documents o ON o.id = j.old_document_id JOIN documents n ON n.id = j.new_document_id"
    )
    if keys is None:
        rows = connection.execute(select).fetchall()
    else:
        rows = [row for batch in _batches(keys) for row in _with_keys(connection, select, batch)]
    return tuple(_row(tuple(row)) for row in sorted(rows, key=lambda row: -row[0]))


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))


def _with_keys(connection: sqlite3.Connection, select: str, keys: Sequence[str]) -> list[sqlite3.Row]:
    marks = ",".join("?" * len(keys))
    return connection.execute(f"{select} WHERE j.key IN ({marks})", list(keys)).fetchall()


def _row(row: tuple[object, ...]) -> JudgementRow:
    number, at, key, old, new, old_sha, new_sha, old_name, new_name, *rest = row
    values = (number, at, key, (old, new), (old_sha, new_sha), (old_name, new_name), *rest)
    return JudgementRow(*values)  # type: ignore[arg-type]


def standing_rows(connection: sqlite3.Connection) -> tuple[JudgementRow, ...]:
    """The judgements that count, the latest first: neither withdrawn nor replaced for their agreement."""
    if not has_judgements(connection):
        return ()
    clauses = _Clauses(connection)
    kept: list[JudgementRow] = []
    for row in judgement_rows(connection):
        if not any(one.key == row.key and clauses.same_agreement(one, row) for one in kept):
            kept.append(row)
    return tuple(row for row in kept if row.verdict != WITHDRAWN)


class _Clauses:
    """The clauses of recorded documents as sets of their words, read once each."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[int, frozenset[str]] = {}

    def of(self, document: int) -> frozenset[str]:
        """The words of each clause of a document."""
        if document not in self._known:
            query = "SELECT text FROM clauses WHERE document_id = ?"
            rows = self._connection.execute(query, [document]).fetchall()
            self._known[document] = _distinct(text for (text,) in map(tuple, rows))
        return self._known[document]

    def same_agreement(self, one: JudgementRow, other: JudgementRow) -> bool:
        """Whether two judgements were made on versions of one agreement."""
        return any(
            a == b or _akin(self.of(a), self.of(b))
            for a, b in zip(one.documents, other.documents, strict=True)
        )


class _Scope:
    """Which judgements reach the documents of one comparison."""

    def __init__(self, connection: sqlite3.Connection, comparison: Comparison) -> None:
        self._clauses = _Clauses(connection)
        self._pair = (comparison.old.source.sha256, comparison.new.source.sha256)
        self._sides = tuple(
            _distinct(clause.text for clause in side.clauses) for side in (comparison.old, comparison.new)
        )

    def is_own(self, row: JudgementRow) -> bool:
        """Whether a judgement was made on this very pair."""
        return row.pair == self._pair

    def covers(self, row: JudgementRow) -> bool:
        """Whether a judgement was made on this pair, or on other versions of the same agreement."""
        return any(
            was == now or _akin(self._clauses.of(document), side)
            for was, now, document, side in zip(row.pair, self._pair, row.documents, self._sides, strict=True)
        )


def _distinct(texts: Iterator[str]) -> frozenset[str]:
    return frozenset(joined for text in texts if (joined := " ".join(words(text))))


def _akin(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) >= _SHARED * min(len(one), len(other))
