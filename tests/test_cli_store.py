"""The commands over the history, as a user runs them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from clausediff.cli import add, forget, history, log, query, search, versions
from clausediff.model.edition import Edition
from clausediff.store import History, registry
from tests.recorded import compared, contract, finding

V1 = contract("v1.txt", "1.|Er is een audit.", "2.|De verwerker zwijgt.")
V2 = contract("v2.txt", "1.|Begrippen.", "2.|Er is elk jaar een audit.", "3.|De verwerker zwijgt.")
V3 = contract("v3.txt", "1.|Los van de rest.")
PAIR = compared(V1, V2, ">c1", "c1>c2", "c2>c3", findings=[finding("d2", "audit", "elk jaar")])


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A history of one comparison, and a registry of its own."""
    monkeypatch.setenv("CLAUSEDIFF_VERSIONS", str(tmp_path / "versions"))
    monkeypatch.delenv("CLAUSEDIFF_DB", raising=False)
    path = tmp_path / "h.db"
    with History.open(path) as open_history:
        open_history.record(PAIR, old=Edition("rijk", "1"), new=Edition("rijk", "2"))
    return path


def run(*arguments: str) -> Result:
    app = typer.Typer()
    for command in (add, forget, history, log, query, search, versions):
        command.register(app)
    return CliRunner().invoke(app, list(arguments))


def one_line(result: Result, *parts: str) -> None:
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert all(part in result.stderr for part in parts), result.stderr


def test_history_shows_the_number_the_words_and_the_finding_of_each_version(db: Path) -> None:
    result = run("history", "2", "--db", str(db))
    assert result.exit_code == 0
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert lines[:3] == ["rijk@1", "  1", "    Er is een audit."]
    assert lines[4:7] == ["rijk@2", "  reworded", "    [-Er is een audit.-]{+Er is elk jaar een audit.+}"]
    assert "  strengthened: audit (frequency): the audit is yearly now" in lines


def test_history_as_json_has_each_version_and_its_changes(db: Path) -> None:
    value = json.loads(run("history", "2", "--at", "1", "--db", str(db), "--format", "json").stdout)
    assert [[row["path"] for row in version["clauses"]] for version in value["versions"]] == [["2"], ["3"]]
    change = value["versions"][1]["arrivals"][0]["changes"][0]
    assert (change["status"], change["segments"]) == (
        "unchanged",
        [{"op": "equal", "text": "De verwerker zwijgt."}],
    )


def test_history_says_which_versions_were_never_compared(db: Path) -> None:
    with History.open(db) as open_history:
        open_history.record(compared(V3, V3, "c1>c1"), new=Edition("rijk", "3"))
    result = run("history", "2", "--agreement", "rijk", "--db", str(db))
    assert "Never compared with these, so not shown: rijk@3." in result.stdout


def test_history_of_an_ambiguous_number_lists_the_candidates(db: Path) -> None:
    with History.open(db) as open_history:
        open_history.record(compared(V3, V3, "c1>c1"))
    result = run("history", "1", "--db", str(db))
    one_line(result, "rijk@2: 1 (c1), v3.txt: 1 (c1)", "add --agreement or --at")


def test_history_of_a_protection_has_its_level_in_every_version(db: Path) -> None:
    result = run("history", "--protection", "audit", "--db", str(db))
    assert [line for line in result.stdout.splitlines() if line.startswith("rijk@")] == [
        "rijk@1: meets, yearly",
        "rijk@2: beyond, yearly",
    ]
    value = json.loads(run("history", "--protection", "audit", "--db", str(db), "--format", "json").stdout)
    assert [row["standing"]["level"] for row in value["versions"]] == ["meets", "beyond"]


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["history"], ["give CLAUSE or --protection ID"]),
        (["history", "9.9"], ["9.9", "no recorded clause", "clausediff search"]),
        (["history", "--protection", "audits"], ["did you mean audit?"]),
        (["history", "1", "--agreement", "nix"], ["--agreement nix", "one of: rijk"]),
        (["history", "1", "--at", "nix"], ["--at nix", "give one of: rijk@1, rijk@2"]),
        (["query", "DELETE FROM log"], ["may only read"]),
        (["query", "SELECT * FROM nix"], ["no such table: nix", "docs/database.md"]),
        (["search", "?"], ["no word to search for"]),
        (["forget", "nix.docx"], ["nix.docx", "in neither the history nor the registry"]),
    ],
)
def test_a_question_that_cannot_be_answered_gets_one_line(
    db: Path, arguments: list[str], parts: list[str]
) -> None:
    one_line(run(*arguments, "--db", str(db)), *parts)


@pytest.mark.parametrize("command", [["history", "1"], ["query", "SELECT 1"], ["search", "x"], ["log"]])
def test_without_a_history_there_is_one_line_and_none_is_made(tmp_path: Path, command: list[str]) -> None:
    one_line(run(*command, "--db", str(tmp_path / "none.db")), "there is no history yet")
    assert list(tmp_path.iterdir()) == []


def test_query_comes_as_lines_csv_and_json(db: Path) -> None:
    sql = "SELECT clause, text FROM clauses WHERE document_id = 1 ORDER BY position"
    assert run("query", sql, "--db", str(db)).stdout == (
        "clause\ttext\nc1\tEr is een audit.\nc2\tDe verwerker zwijgt.\n"
    )
    table = run("query", sql, "--db", str(db), "--format", "csv").stdout
    assert list(csv.reader(io.StringIO(table)))[1] == ["c1", "Er is een audit."]
    assert json.loads(run("query", sql, "--db", str(db), "--format", "json").stdout)[0] == {
        "clause": "c1",
        "text": "Er is een audit.",
    }


def test_output_goes_to_a_file_whole(db: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.tsv"
    result = run("query", "SELECT 1 AS een", "--db", str(db), "-o", str(target))
    assert (result.stdout, target.read_text(encoding="utf-8")) == ("", "een\n1\n")


def test_what_was_asked_is_logged_newest_first_unless_told_not_to(db: Path) -> None:
    run("query", "SELECT 'eerst'", "--db", str(db))
    run("search", "audit", "--db", str(db))
    run("query", "SELECT 'heimelijk'", "--db", str(db), "--no-db")
    rows = json.loads(run("log", "--db", str(db), "--format", "json").stdout)
    assert [(row["command"], row["text"]) for row in rows] == [
        ("search", "audit"),
        ("query", "SELECT 'eerst'"),
        ("compare", None),
    ]
    assert (rows[2]["old"], rows[2]["new"]) == ("v1.txt", "v2.txt")


def test_a_history_that_cannot_be_written_to_still_answers(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from clausediff.errors import StoreError

    def refuse(*_: object) -> None:
        raise StoreError("history-unwritable", "h.db", "cannot be written", "choose another")

    monkeypatch.setattr(History, "note", refuse)
    result = run("query", "SELECT 1 AS een", "--db", str(db))
    assert (result.exit_code, result.stdout) == (0, "een\n1\n")
    assert "not logged" in result.stderr


def test_search_shows_where_the_words_stand(db: Path) -> None:
    lines = run("search", "jaar", "audit", "--db", str(db)).stdout.splitlines()
    assert lines == [
        "document\tclause\tpath\theading\tsnippet",
        "rijk@2\tc2\t2\t\tEr is elk [jaar] een [audit].",
    ]


def test_forget_by_edition_by_file_name_and_by_content(db: Path, tmp_path: Path) -> None:
    assert run("forget", "rijk@1", "--db", str(db)).stdout == "rijk@1: erased from the history.\n"
    assert run("forget", "v2.txt", "--db", str(db)).exit_code == 0
    assert json.loads(run("query", "SELECT * FROM clauses", "--db", str(db), "--format", "json").stdout) == []
    assert not any(word in db.read_bytes() for word in (b"zwijgt", b"Begrippen", b"elk jaar"))


def test_forget_a_file_that_is_there_never_erases_another_of_the_same_name(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "v2.txt"
    file.write_text("Artikel 1. Iets heel anders.", encoding="utf-8")
    before = db.read_bytes()
    result = run("forget", str(file), "--db", str(db))
    one_line(result, "as it is now is in neither", "rijk@2", V2.source.sha256[:12], "AGREEMENT@VERSION")
    assert db.read_bytes() == before
    assert run("forget", V2.source.sha256[:12], "--db", str(db)).exit_code == 0
    assert b"Begrippen" not in db.read_bytes()


def test_forget_by_a_file_name_that_several_documents_have_erases_none(db: Path) -> None:
    other = contract("v2.txt", "1.|Een ander stuk met die naam.")
    with History.open(db) as open_history:
        open_history.record(compared(V3, other, "c1>c1"))
    before = db.read_bytes()
    one_line(run("forget", "weg/v2.txt", "--db", str(db)), "may be any of", other.source.sha256[:12])
    assert db.read_bytes() == before


def test_forget_takes_the_registrys_copy_and_leaves_your_file(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "mijn.txt"
    file.write_text("Artikel 1. Audit\nEr is een audit.\n", encoding="utf-8")
    row = registry.add(file, Edition("mijn", "1"))
    result = run("forget", str(file), "--db", str(db))
    told = "The same document went under these names too: mijn@1."
    assert (result.exit_code, result.stdout) == (0, f"{file}: erased from the registry.\n{told}\n")
    assert (row.path.exists(), file.exists()) == (False, True)


def test_forget_names_every_edition_that_goes(db: Path, tmp_path: Path) -> None:
    with History.open(db) as open_history:
        open_history.record(PAIR, new=Edition("Mijn rijk", "v1"))
    told = run("forget", "RIJK@2", "--db", str(db)).stdout
    assert told.splitlines() == [
        "RIJK@2: erased from the history.",
        "The same document went under these names too: Mijn rijk@v1.",
    ]
    file = tmp_path / "stuk.txt"
    file.write_text("Artikel 1. Audit\nEr is een audit.\n", encoding="utf-8")
    for edition in (Edition("a", "1"), Edition("b", "1")):
        registry.add(file, edition)
    assert "these names too: a@1." in run("forget", "b@1", "--db", str(db)).stdout
    assert registry.own() == ()


@pytest.mark.parametrize("date", ["2025-13-01", "2025-02-30", "2025-00", "0000", "٢٠٢٥"])
def test_add_refuses_a_date_that_is_none(db: Path, tmp_path: Path, date: str) -> None:
    file = tmp_path / "mijn.txt"
    file.write_text("Artikel 1. Audit\nEr is een audit.\n", encoding="utf-8")
    named = ("--agreement", "mijn", "--version", "1", "--date")
    one_line(run("add", str(file), *named, date), f"--date {date}", "is no date")
    assert registry.own() == ()
    for real in ("2025", "2025-12", "2024-02-29"):
        assert run("add", str(file), *named, real).exit_code == 0


def test_add_registers_and_versions_lists(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "mijn.md"
    file.write_text("# Artikel 1 Audit\n\nEr is een audit door de verwerker.\n", encoding="utf-8")
    result = run("add", str(file), "--agreement", "mijn", "--version", "1", "--date", "2026-01-31")
    assert result.exit_code == 0, result.stderr
    rows = json.loads(run("versions", "--format", "json").stdout)
    mine = next(row for row in rows if row["name"] == "mijn@1")
    assert (mine["date"], mine["language"], mine["model"]) == ("2026-01-31", "nl", False)
    assert "mijn@1\t2026-01-31\tnl" in run("versions").stdout


def test_add_refuses_what_cannot_be_read(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "plaat.docx"
    file.write_bytes(b"\x89PNG")
    one_line(run("add", str(file), "--agreement", "a", "--version", "1"), "plaat.docx")
    assert registry.own() == ()


def test_help_and_registry_load_neither_sqlite_utils_nor_spacy() -> None:
    code = (
        "import sys; import clausediff.cli.app, clausediff.store.registry, clausediff.store;"
        "print([m for m in ('sqlite_utils', 'spacy', 'numpy', 'rich.table') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


def test_documents_cannot_steer_the_terminal(db: Path) -> None:
    evil = contract("evil.txt", "1.|a \x1b]0;title\x07\x1b[31mred")
    with History.open(db) as open_history:
        open_history.record(compared(evil, evil, "c1>c1"))
    for command in (
        ["search", "red"],
        ["query", "SELECT text FROM clauses"],
        ["history", "1", "--at", "evil.txt"],
    ):
        assert "\x1b" not in run(*command, "--db", str(db)).stdout
