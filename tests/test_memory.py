"""What was found in texts is remembered: the same result, sooner, and erased with its document."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from clausediff.cli.memory import HistoryMemory
from clausediff.model.memory import Remembered
from clausediff.pipeline import read_contract
from clausediff.protections import load_catalogue, memory
from clausediff.protections.catalogue_file import Language, parse_catalogue
from clausediff.protections.names import Names, names_of
from clausediff.protections.phrases import Vocabulary
from clausediff.protections.provisions import sentences
from clausediff.store import Archive, History
from tests.conftest import HERE
from tests.recorded import compared, contract

VERSIONS = HERE.parent / "versions"
READINGS = {"b1": (("cues:audit", 3, 9), ("stance.duty", 10, 14)), "a0": ()}
OLD = """1. Beveiliging
De verwerker neemt passende technische en organisatorische maatregelen.
2. Datalekken
De verwerker meldt een inbreuk op persoonsgegevens binnen 24 uur aan de verwerkingsverantwoordelijke.
3. Audit
De verwerkingsverantwoordelijke mag eenmaal per jaar een audit laten uitvoeren.
"""
NEW = OLD.replace("24 uur", "72 uur").replace("eenmaal per jaar", "tweemaal per jaar")
RENT = "1. Huur\nDe huurder betaalt de huur op de eerste dag van de maand.\n2. Dieren\nHuisdieren zijn {}.\n"
_RUN = """
import sys
from clausediff.cli import main
try:
    main()
except SystemExit as done:
    code = done.code
print("spacy" in sys.modules, file=sys.stderr)
sys.exit(code)
"""


def starts_spacy(*arguments: str, folder: Path) -> bool:
    """Run clausediff as a process of its own; whether spaCy was imported."""
    command = [sys.executable, "-c", _RUN, *arguments, "--quiet"]
    this = os.environ | {"PYTHONPATH": str(HERE.parent)}
    done = subprocess.run(command, cwd=folder, env=this, capture_output=True, text=True, check=True)
    return done.stderr.splitlines()[-1] == "True"


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """A folder with two versions of an agreement."""
    (tmp_path / "a.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "b.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


def compare(folder: Path, target: str, *options: str) -> bool:
    """Compare the pair into a file; whether spaCy was imported."""
    return starts_spacy("compare", "a.txt", "b.txt", "-f", "json", "-o", target, *options, folder=folder)


def rows(database: Path) -> dict[str, bytes]:
    """What is remembered, by the digests of the documents."""
    connection = sqlite3.connect(database)
    found = dict(connection.execute("SELECT sha256, packed FROM readings").fetchall())
    connection.close()
    return found


def test_readings_come_back_as_they_were_packed() -> None:
    packed = memory.pack(READINGS)
    assert memory.unpack(packed) == READINGS
    assert memory.pack(dict(reversed(READINGS.items()))) == packed


@pytest.mark.parametrize(
    "damaged",
    [
        None,
        b"",
        b"no zlib",
        memory.pack(READINGS)[:-3],
        zlib.compress(b"\xff"),
        *(
            zlib.compress(json.dumps(data).encode())
            for data in (
                {},
                [],
                ["ab", {"x": [0, 1, 2]}, 3],
                [[1], {"x": [0, 1, 2]}],
                [["k"], ["x"]],
                [["k"], {"x": 7}],
                [["k"], {"x": [0, 1]}],
                [["k"], {"x": [5, 1, 2]}],
                [["k"], {"x": [0, "1", 2]}],
                [["k"], {"x": [0, -1, 2]}],
                [["k"], {"x": [True, 1, 2]}],
            )
        ),
    ],
)
def test_damaged_bytes_are_ignored(damaged: bytes | None) -> None:
    assert memory.unpack(damaged) == {}


def test_the_key_changes_with_the_catalogue_and_with_the_code_that_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    catalogue = load_catalogue()
    folder = HERE.parent / "clausediff" / "protections" / "catalogue"
    texts = [(folder / f"{name}.toml").read_text("utf-8") for name in ("protections", "slots", "concepts")]
    assert parse_catalogue(*texts).digest == catalogue.digest
    assert parse_catalogue(*texts[:2], f"{texts[2]}\n# more\n").digest != catalogue.digest
    before = memory.memory_key(catalogue)
    monkeypatch.setattr(memory, "_readers", lambda: b"other code")
    assert memory.memory_key(catalogue) != before


def test_what_is_found_is_kept_under_the_document_that_says_it() -> None:
    vocabulary = Vocabulary(load_catalogue(), "nl")
    vocabulary.topics("De verwerker meldt datalekken.", Names(document="old"))
    vocabulary.topics("Er is een audit.", Names(document="new"))
    old, new = vocabulary.readings("old"), vocabulary.readings("new")
    assert len(old) == len(new) == 1
    assert old.keys() != new.keys()
    again = Vocabulary(load_catalogue(), "nl")
    again.remember({**old, **new})
    assert again.topics("Er is een audit.", Names(document="x")) == new[next(iter(new))]
    assert "_pipeline" not in vars(again)


def test_the_second_run_says_the_same_without_spacy(pair: Path) -> None:
    assert compare(pair, "plain.json", "--no-db")
    assert compare(pair, "first.json", "--db", "h.db")
    kept = rows(pair / "h.db")
    assert not compare(pair, "second.json", "--db", "h.db")
    assert rows(pair / "h.db") == kept
    assert len(kept) == 2
    plain = (pair / "plain.json").read_bytes()
    assert json.loads(plain)["findings"]
    assert (pair / "first.json").read_bytes() == plain
    assert (pair / "second.json").read_bytes() == plain
    assert not starts_spacy("check", "b.txt", "-o", "checked.txt", "--db", "h.db", folder=pair)
    assert starts_spacy("check", "b.txt", "-o", "unaided.txt", "--no-db", folder=pair)
    assert (pair / "checked.txt").read_bytes() == (pair / "unaided.txt").read_bytes()


def test_damaged_rows_are_read_anew_and_mended(pair: Path) -> None:
    compare(pair, "first.json", "--db", "h.db")
    kept = rows(pair / "h.db")
    connection = sqlite3.connect(pair / "h.db")
    connection.execute("UPDATE readings SET packed = 'no bytes at all'")
    connection.commit()
    connection.close()
    assert compare(pair, "second.json", "--db", "h.db")
    assert (pair / "second.json").read_bytes() == (pair / "first.json").read_bytes()
    assert rows(pair / "h.db") == kept


def test_nothing_is_remembered_of_what_is_not_recorded(pair: Path) -> None:
    compare(pair, "a.json", "--revisions", "original", "--db", "h.db")
    assert not (pair / "h.db").exists()
    compare(pair, "a.json", "--db", "h.db")
    assert compare(pair, "b.json", "--db", "h.db", "--no-db")
    assert compare(pair, "b.json", "--revisions", "original", "--db", "h.db")


@pytest.mark.parametrize("command", [("compare", "a.txt", "b.txt", "-f", "json"), ("check", "b.txt")])
def test_spacy_does_not_start_where_no_cue_stands(tmp_path: Path, command: tuple[str, ...]) -> None:
    for name, words in (("a.txt", "welkom"), ("b.txt", "niet toegestaan")):
        (tmp_path / name).write_text(RENT.format(words), encoding="utf-8")
    assert not starts_spacy(*command, "-o", "out", "--no-db", folder=tmp_path)
    (tmp_path / "b.txt").write_text(RENT.format("weg") + "3. Datalekken\nEr is een audit.", encoding="utf-8")
    assert starts_spacy(*command, "-o", "out", "--no-db", folder=tmp_path)


def test_no_text_is_kept(pair: Path) -> None:
    compare(pair, "first.json", "--db", "h.db")
    for packed in rows(pair / "h.db").values():
        keys, places = json.loads(zlib.decompress(packed))
        rules = {rule.id for rule in load_catalogue().rules}
        slots = set(load_catalogue().slots)
        assert all(key.split(":")[-1].split(".")[0] in rules | slots for key in keys)
        assert all(int(digest, 16) >= 0 for digest in places)
        assert all(type(one) is int for numbers in places.values() for one in numbers)


@pytest.mark.parametrize("name", sorted(path.name for path in VERSIONS.glob("*.docx")))
def test_the_sieve_lets_through_every_text_with_a_cue(name: str) -> None:
    catalogue = load_catalogue()
    document = read_contract(VERSIONS / name)
    language: Language = "nl" if document.language == "nl" else "en"
    vocabulary = Vocabulary(catalogue, language)
    names = names_of(document, catalogue, language)
    kinds = ("cues:", "weak:", "headings:", "heading_cues:")
    cued = stopped = 0
    for clause in document.clauses:
        for one in sentences(clause.id, clause.text, language):
            found = any(key.startswith(kinds) for key, _, _ in vocabulary.topics(one.text, names))
            through = vocabulary.may_hold(one.text, names)
            assert through or not found, one.text
            cued += found
            stopped += not through
    assert cued > 50
    assert stopped > 10


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Supplier/processor: (personal-data)breach notification.", ""),
        ("en", "Lumio shall notify the customer of any personal data breach.", "lumio"),
        ("nl", "“Datalekken”–meldplicht", ""),
    ],
)
def test_the_sieve_sees_words_as_the_tokenizer_parts_them(language: Language, text: str, name: str) -> None:
    vocabulary = Vocabulary(load_catalogue(), language)
    assert vocabulary.may_hold(text, Names(((name, "processor"),) if name else ()))


FIRST, SECOND = contract("een.docx", "1.|Eerste."), contract("twee.docx", "1.|Tweede.")


def kept_rows(path: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT catalogue, sha256 FROM readings ORDER BY 1, 2").fetchall()
    connection.close()
    return found


def test_another_catalogue_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    sides = FIRST.source.sha256, SECOND.source.sha256
    with History.open(path) as history:
        history.record(
            compared(FIRST, SECOND, "c1>c1"), remembered=[Remembered("old", side, b"x") for side in sides]
        )
        history.record(compared(FIRST, SECOND, "c1>c1"), remembered=[Remembered("new", sides[0], b"y")])
    assert kept_rows(path) == [("new", sides[0])]
    with Archive.open(path) as archive:
        assert archive.remembered("new", sides[0]) == b"y"
        assert archive.remembered("old", sides[0]) is None


def test_forgetting_a_document_forgets_what_was_found_in_it(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    sides = FIRST.source.sha256, SECOND.source.sha256
    secret = b"remembered of the first"
    with History.open(path) as history:
        history.record(
            compared(FIRST, SECOND, "c1>c1"),
            remembered=[Remembered("k", sides[0], secret), Remembered("k", sides[1], b"z")],
        )
        assert secret in path.read_bytes()
        history.forget([sides[0]])
    assert kept_rows(path) == [("k", sides[1])]
    assert secret not in path.read_bytes()


def test_a_history_without_a_place_for_it_remembers_nothing(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    assert HistoryMemory(path).recall("k", "d") is None
    with History.open(path) as history:
        history.record(compared(FIRST, SECOND, "c1>c1"))
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE readings")
    connection.commit()
    connection.close()
    assert HistoryMemory(path).recall("k", "d") is None
    path.write_bytes(b"no database")
    assert HistoryMemory(path).recall("k", "d") is None
