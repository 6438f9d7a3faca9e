"""What was forgotten is in no byte of the database any more."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from clausediff.errors import StoreError
from clausediff.model.edition import Edition
from clausediff.store import Archive, History, connect, forgetting
from tests.recorded import compared, contract, finding

FILLER = tuple(f"{number}.|Bepaling {number} blijft zoals zij was." for number in range(2, 400))
OLD = contract("oud.docx", "1.|De zilvervlootclausule bedraagt € 7.654.321 per kwekkeboom.", *FILLER)
NEW = contract("nieuw.docx", "1.|De houtvesterclausule vervalt.", *FILLER)
LATER = contract("later.docx", "1.|De houtvesterclausule herleeft.", *FILLER)
SAME = tuple(f"c{number}>c{number}" for number in range(2, 400))
FIRST = compared(OLD, NEW, "c1>c1", *SAME, findings=[finding("d1", "zilvervlootclausule", "vervalt")])
SECOND = compared(NEW, LATER, "c1>c1", *SAME)
SECRETS = (
    b"zilvervloot",
    b"7.654.321",
    b"kwekkeboom",
    b"oud.docx",
    b"Geheimlabel",
    OLD.source.sha256.encode(),
)


def written(folder: Path) -> bytes:
    """Every byte of every file in the folder, whatever SQLite called it."""
    return b"\n".join(file.read_bytes() for file in sorted(folder.iterdir())).lower()


def filled(path: Path) -> History:
    history = History.open(path)
    history.record(FIRST, old=Edition("Rijk", "Geheimlabel"), new=Edition("Rijk", "2"))
    history.record(SECOND)
    history.note("query", "SELECT * FROM clauses WHERE text LIKE '%zilvervl%'")
    history.note("search", "kwekkeboom*")
    history.note("history", "Rijk@Geheimlabel 1.")
    history.note("query", "SELECT count(*) FROM clauses WHERE text LIKE '%houtvester%'")
    return history


def test_no_byte_of_a_forgotten_document_is_left(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    with filled(path) as history:
        before = written(tmp_path)
        assert all(secret.lower() in before for secret in SECRETS)
        forgotten = history.forget([OLD.source.sha256])
        assert [secret for secret in SECRETS if secret.lower() in written(tmp_path)] == []
    assert [secret for secret in SECRETS if secret.lower() in written(tmp_path)] == []
    assert (forgotten.documents, forgotten.comparisons, forgotten.log) == (1, 1, 3)


def test_the_other_documents_keep_theirs(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    with filled(path) as history:
        history.forget([OLD.source.sha256])
    with Archive.open(path) as archive:
        assert archive.comparison(2) == SECOND
        assert [row.title for row in archive.documents()] == ["Rijk@2", "later.docx"]
        assert len(archive.search("houtvesterclausule")) == 2
        assert archive.search("bepaling 17")[0].clause == "c17"
        log = [(row.command, row.text) for row in archive.log()]
    assert log[0] == ("forget", None)
    assert log[1] == ("query", "SELECT count(*) FROM clauses WHERE text LIKE '%houtvester%'")
    assert log[2:5] == [("history", None), ("search", None), ("query", None)]


def test_a_write_ahead_log_that_another_tool_set_up_is_emptied_too(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    filled(path).close()
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA journal_mode = WAL")
    other.close()
    with History.open(path) as history:
        history.note("search", "zilvervloot")
        history.forget([OLD.source.sha256])
        assert [secret for secret in SECRETS if secret.lower() in written(tmp_path)] == []


def test_an_interrupted_erasure_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "h.db"
    with filled(path) as history, monkeypatch.context() as interrupted, pytest.raises(KeyboardInterrupt):
        interrupted.setattr(forgetting, "sweep", stop)
        history.forget([OLD.source.sha256])
    with History.open(path) as history:
        assert history.sweep()
        assert not history.sweep()
        assert [secret for secret in SECRETS if secret.lower() in written(tmp_path)] == []


def stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_reader_in_the_way_is_said_and_nothing_is_half_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "h.db"
    monkeypatch.setattr(connect, "PATIENCE", 0.05)
    with filled(path) as history:
        reader = sqlite3.connect(path)
        cursor = reader.execute("SELECT * FROM clauses")
        cursor.fetchone()
        with pytest.raises(StoreError, match="in use by another program"):
            history.forget([OLD.source.sha256])
        cursor.close()
        reader.close()
        assert history.forget([OLD.source.sha256]).documents == 1
        assert [secret for secret in SECRETS if secret.lower() in written(tmp_path)] == []


def test_forgetting_everything_leaves_an_empty_history(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    with filled(path) as history:
        history.forget([row.source.sha256 for row in (OLD, NEW, LATER)])
    with Archive.open(path) as archive:
        for table in ("documents", "clauses", "changes", "findings", "versions", "agreements", "standings"):
            assert archive.query(f"SELECT count(*) FROM {table}").rows == ((0,),), table
    left = written(tmp_path)
    assert b"houtvester" not in left
    assert b"bepaling" not in left
