"""What was forgotten is in no byte of the database any more."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from clausediff.errors import StoreError
from clausediff.model.comparison import Comparison
from clausediff.model.edition import Edition
from clausediff.model.judgement import Verdict
from clausediff.model.memory import Remembered
from clausediff.store import Archive, History, connect, forgetting
from tests.recorded import compared, contract, finding

FILLER = tuple(f"{number}.|Bepaling {number} blijft zoals zij was." for number in range(2, 400))
OLD = contract("oud.docx", "1.|De zilvervlootclausule bedraagt € 7.654.321 per kwekkeboom.", *FILLER)
NEW = contract("nieuw.docx", "1.|De houtvesterclausule vervalt.", *FILLER)
LATER = contract("later.docx", "1.|De houtvesterclausule herleeft.", *FILLER)
SAME = tuple(f"c{number}>c{number}" for number in range(2, 400))
FIRST = compared(OLD, NEW, "c1>c1", *SAME, findings=[finding("d1", "zilvervlootclausule", "vervalt")])
SECOND = compared(
    NEW, LATER, "c1>c1", *SAME, findings=[finding("d1", "houtvesterclausule vervalt", "herleeft")]
)
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


def redacted(folder: Path, secret: Comparison, reason: str, by: str = "ik") -> tuple[object, object]:
    """Reason and reader of a judgement on other documents, once the older document of a pair is forgotten."""
    with History.open(folder / "h.db") as history:
        history.record(secret, old=Edition("bepaling", "17"))
        judged = history.record(SECOND)
        history.judge(judged, "f1", Verdict.REJECTED, reason, by)
        history.forget([secret.old.source.sha256])
    with Archive.open(folder / "h.db") as archive:
        return archive.query("SELECT reason, reader FROM judgements").rows[0]


SECRET = contract(
    "geheim.docx",
    "1.|De zilvervloot-clausule bedraagt € 7.654.321 binnen 4821 dagen, aldus Kwekkeboom en huisbank.",
    *FILLER,
)
PAIR = compared(SECRET, NEW, "c1>c1", *SAME)


@pytest.mark.parametrize(
    "reason",
    [
        "zoals de zilvervloot",
        "zoals de zilvervlootclausule",
        "de zilvervlootregeling wijkt af",
        "een bank kan dit",
        "het gaat om 7654321",
        "het gaat om 654",
        "er staat 4821-daags",
        "na 4821d",
        "Kwekkebooms wens",
    ],
)
def test_a_reason_elsewhere_that_uses_a_part_of_a_forgotten_word_goes(tmp_path: Path, reason: str) -> None:
    assert redacted(tmp_path, PAIR, reason) == (None, "ik")
    assert reason.casefold().encode() not in written(tmp_path)


@pytest.mark.parametrize("reason", ["de houtvester blijft", "ik zie dat anders", "lid 17 geldt nog"])
def test_a_reason_elsewhere_in_other_words_stays(tmp_path: Path, reason: str) -> None:
    assert redacted(tmp_path, PAIR, reason) == (reason, "ik")


def test_a_reason_elsewhere_that_names_a_forgotten_edition_goes(tmp_path: Path) -> None:
    assert redacted(tmp_path, PAIR, "zie bepaling@17") == (None, "ik")


def test_a_reader_whose_name_stood_in_a_forgotten_document_goes(tmp_path: Path) -> None:
    assert redacted(tmp_path, PAIR, "ik zie dat anders", "J. Kwekkeboom-Vis") == ("ik zie dat anders", None)
    assert b"kwekkeboom" not in written(tmp_path)


def test_what_was_found_in_a_forgotten_document_goes_and_in_others_stays(tmp_path: Path) -> None:
    sides = (OLD.source.sha256, NEW.source.sha256)
    kept = [Remembered("catalogus", sha256, f"gevonden {sha256}".encode()) for sha256 in sides]
    with History.open(tmp_path / "h.db") as history:
        history.record(FIRST, remembered=kept)
        history.forget([OLD.source.sha256])
    left = written(tmp_path)
    assert (sides[0].encode() in left, f"gevonden {sides[1]}".encode() in left) == (False, True)
    with Archive.open(tmp_path / "h.db") as archive:
        assert [archive.remembered("catalogus", sha256) for sha256 in sides] == [None, kept[1].packed]


def test_what_was_freed_before_without_being_wiped_is_wiped_by_forgetting(tmp_path: Path) -> None:
    """Deleted rows can leave their bytes in free space; only rewriting the file takes them out."""
    path = tmp_path / "h.db"
    with filled(path) as history:
        other = sqlite3.connect(path)
        other.execute("PRAGMA secure_delete = OFF")
        for step in ("INSERT INTO log (at, command, text) VALUES ('2026', 'query', 'zilvervloot verdwenen')",
                     "DELETE FROM log WHERE text = 'zilvervloot verdwenen'"):  # fmt: skip
            with other:
                other.execute(step)
        other.close()
        assert b"zilvervloot verdwenen" in written(tmp_path)
        history.forget([OLD.source.sha256])
    assert b"verdwenen" not in written(tmp_path)
