"""The history keeps what was compared, once, whole, and for its owner only."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clausediff.errors import InputError, StoreError
from clausediff.model.comparison import (
    DefinitionChange,
    DefinitionState,
    ReferenceChange,
    ReferenceState,
)
from clausediff.model.contract import ClauseComment, Definition, Reference
from clausediff.model.edition import Edition
from clausediff.model.source import Metadata
from clausediff.store import Archive, History
from tests.recorded import CATALOGUE, compared, contract, finding

OLD = contract("v1.docx", "1.|De audit vindt plaats.", "2.|Zwijgplicht geldt.")
NEW = contract("v2.docx", "1.|De audit vindt jaarlijks plaats.", "2.|Zwijgplicht geldt.", "3.|Nieuw lid.")
PAIR = compared(
    OLD, NEW, "c1>c1", "c2>c2", ">c3", findings=[finding("d1", "audit vindt plaats", "jaarlijks")]
)
NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def clock() -> datetime:
    return NOON


def count(path: Path, table: str) -> int:
    with Archive.open(path) as archive:
        return int(archive.query(f"SELECT count(*) FROM {table}").rows[0][0] or 0)


def test_a_comparison_comes_back_as_it_was_recorded(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    with History.open(path) as history:
        number = history.record(PAIR)
    with Archive.open(path) as archive:
        assert archive.comparison(number) == PAIR


def test_every_part_of_a_document_comes_back(tmp_path: Path) -> None:
    full = replace(
        OLD,
        title="Verwerkersovereenkomst",
        definitions=(Definition("Audit", "c1", "c2"), Definition("Subverwerker", "c2")),
        references=(Reference("c1", "artikel 2", "c2", start=3), Reference("c2", "art. 28 AVG", None, True)),
        metadata=Metadata("2.0", "2026-01-31", "Titel"),
        comments=(ClauseComment("c1", "Klopt dit?"),),
    )
    pair = replace(
        compared(full, NEW, "c1,c2>c1", ">c2,c3"),
        references=(ReferenceChange("c1", "artikel 2", ReferenceState.STALE, "c2", "c1"),),
        definitions=(
            DefinitionChange("Audit", DefinitionState.RENAMED, "c1", "c1", ("c2", "c3"), "Inspectie"),
            DefinitionChange("Derde", DefinitionState.ADDED, None, "c2"),
        ),
    )
    with History.open(tmp_path / "h.db") as history:
        number = history.record(pair)
    with Archive.open(tmp_path / "h.db") as archive:
        back = archive.comparison(number)
    assert back == pair
    assert back.old.references[0].start == 3


def test_the_same_comparison_again_adds_a_run_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    tables = ("documents", "clauses", "comparisons", "changes", "change_clauses", "findings", "standings")
    with History.open(path, clock) as history:
        first = history.record(PAIR)
    before = {table: count(path, table) for table in tables}
    with History.open(path, clock) as history:
        assert history.record(PAIR) == first
    assert {table: count(path, table) for table in tables} == before
    with Archive.open(path) as archive:
        rows = archive.log()
    assert [(row.at, row.old, row.new) for row in rows] == [
        ("2026-01-31T12:00:00+00:00", "v1.docx", "v2.docx")
    ] * 2


def test_another_result_of_the_same_pair_takes_the_old_ones_place(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    with History.open(path) as history:
        first = history.record(PAIR)
        again = history.record(replace(PAIR, findings=()))
    assert again == first
    assert count(path, "findings") == 0
    assert count(path, "log") == 2


def test_another_catalogue_judges_anew_and_the_latest_counts(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    later = replace(PAIR, catalogue=replace(CATALOGUE, version="2"), findings=())
    with History.open(path) as history:
        first, second = history.record(PAIR), history.record(later)
    with Archive.open(path) as archive:
        assert first != second
        assert archive.pairs() == ((second, OLD.source.sha256, NEW.source.sha256),)


def test_a_judged_comparison_counts_before_an_unjudged_one(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    with History.open(path) as history:
        judged = history.record(PAIR)
        history.record(replace(PAIR, catalogue=None, findings=(), protections=()))
    with Archive.open(path) as archive:
        assert [number for number, _, _ in archive.pairs()] == [judged]


def test_editions_are_kept_with_their_documents(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    with History.open(path) as history:
        history.record(PAIR, old=Edition("Rijk", "1"), new=Edition("Rijk", "2", "2026-01-01"))
    with Archive.open(path) as archive:
        titles = [row.title for row in archive.documents("rijk")]
        assert titles == ["Rijk@1", "Rijk@2"]
        assert archive.documents("rijk")[1].editions == (Edition("Rijk", "2", "2026-01-01"),)
        assert archive.documents("other") == ()


def test_database_and_folder_are_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "h.db"
    umask = os.umask(0)
    try:
        with History.open(path) as history:
            history._database.execute("BEGIN IMMEDIATE")
            history._database.execute("INSERT INTO agreements (name) VALUES ('x')")
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
            history._database.rollback()
    finally:
        os.umask(umask)
    assert modes == {"h.db": 0o600, "h.db-journal": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


def test_loose_permissions_of_an_existing_database_are_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    History.open(path).close()
    path.chmod(0o644)
    History.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "contract.docx"
    path.write_bytes(b"PK\x03\x04 a document of somebody")
    with pytest.raises(StoreError, match=r"is no SQLite database; choose another --db"):
        History.open(path)
    assert path.read_bytes() == b"PK\x03\x04 a document of somebody"


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE invoices (id)")
    before = path.read_bytes()
    for opening in (History.open, Archive.open):
        with pytest.raises(StoreError, match="another program"):
            opening(path)
    assert path.read_bytes() == before


def test_a_history_of_a_newer_release_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    History.open(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('clausediff', '999_x', '')"
        )
    with pytest.raises(StoreError, match=r"newer release \(schema 999_x\); upgrade clausediff"):
        History.open(path)


def test_a_damaged_database_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    with History.open(path) as history:
        history.record(PAIR)
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xff" * 4000 + data[4100:])
    with pytest.raises(StoreError, match="damaged"):
        History.open(path)


def test_reading_asks_for_a_history_that_exists(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no history yet"):
        Archive.open(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_record_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "h.db"
    from clausediff.store import writing

    def stop(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "write_log", stop)
    with History.open(path) as history, pytest.raises(KeyboardInterrupt):
        history.record(PAIR)
    assert [count(path, table) for table in ("documents", "clauses", "comparisons", "log")] == [0, 0, 0, 0]


def record_many(path: str, name: str) -> None:
    for number in range(5):
        new = contract(f"{name}{number}", f"1.|tekst {name} {number}")
        with History.open(Path(path)) as history:
            history.record(compared(OLD, new, "c1>c1", "c2>"))


def test_several_programs_record_at_once(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=record_many, args=(str(path), name)) for name in "abc"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert count(path, "comparisons") == 15
    assert count(path, "documents") == 16


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM clauses",
        "UPDATE log SET text = 'x'",
        "CREATE TABLE x (a)",
        "ATTACH 'other.db' AS other",
        "PRAGMA query_only = OFF",
        "PRAGMA journal_mode = WAL",
        "SELECT load_extension('x')",
        "VACUUM INTO 'copy.db'",
        "BEGIN IMMEDIATE",
        "WITH x AS (SELECT 1) INSERT INTO agreements (name) SELECT 'x'",
        "INSERT INTO clause_search (clause_search) VALUES ('rebuild')",
    ],
)
def test_a_query_can_only_read(tmp_path: Path, sql: str) -> None:
    path = tmp_path / "h.db"
    with History.open(path) as history:
        history.record(PAIR)
    before = path.read_bytes()
    with Archive.open(path) as archive, pytest.raises(InputError, match="may only read; write a SELECT"):
        archive.query(sql)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["h.db"]


@pytest.mark.parametrize(
    "sql", ["SELEC 1", "SELECT * FROM nothing", "", "SELECT 1; SELECT 2", "SELECT '\x00'"]
)
def test_a_query_that_does_not_run_says_so(tmp_path: Path, sql: str) -> None:
    path = tmp_path / "h.db"
    History.open(path).close()
    with Archive.open(path) as archive:
        try:
            archive.query(sql)
        except InputError as error:
            assert error.slug in ("bad-query", "query-many")


def test_the_views_speak_of_names_and_addresses(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    with History.open(path) as history:
        history.record(PAIR)
    with Archive.open(path) as archive:
        findings = archive.query(
            "SELECT old_document, name_nl, effect, old_path, new_quote FROM findings_view"
        )
        assert findings.rows == (("v1.docx", "Audit", "strengthened", "1", "jaarlijks"),)
        changes = archive.query("SELECT status, old_text, new_text FROM changes_view ORDER BY change")
        assert changes.rows[0] == ("reworded", "De audit vindt plaats.", "De audit vindt jaarlijks plaats.")
        levels = archive.query("SELECT old_level, new_level FROM protections_view")
        assert levels.rows == (("meets", "beyond"),)
        history_rows = archive.query(
            "SELECT status, old_path, new_path FROM clause_history ORDER BY new_path"
        )
        assert history_rows.rows[-1] == ("added", None, "3")


@pytest.mark.parametrize(
    ("terms", "clauses"),
    [
        ("audit", ["c1", "c1"]),
        ("AUDIT jaarlijks", ["c1"]),
        ("jaar*", ["c1"]),
        ('"vindt jaarlijks"', ["c1"]),
        ('"jaarlijks vindt"', []),
        ("audit OR zwijgplicht", []),
        ("NEAR(", []),
        ("plaats.", ["c1", "c1"]),
        ("zwijgplicht' OR 1=1 --", []),
    ],
)
def test_search_takes_words_and_no_syntax(tmp_path: Path, terms: str, clauses: list[str]) -> None:
    path = tmp_path / "h.db"
    with History.open(path) as history:
        history.record(PAIR)
    with Archive.open(path) as archive:
        assert [hit.clause for hit in archive.search(terms)] == clauses


def test_search_without_a_word_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    History.open(path).close()
    with Archive.open(path) as archive, pytest.raises(InputError, match="no word to search for"):
        archive.search('"" * --')
