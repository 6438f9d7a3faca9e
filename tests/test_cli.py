"""The command line as the output contract has it: outputs, exit codes, errors, nothing half-written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from clausediff.report import load_schema

OLD = "Artikel 1. Melding\n\n1.1 De verwerker meldt een datalek binnen 72 uur.\n\n1.2 De klant betaalt.\n"
NEW = "Artikel 1. Melding\n\n1.1 De verwerker meldt een datalek binnen 24 uur.\n\n1.2 De klant betaalt.\n"
RENUMBERED = (
    "Artikel 2. Melding\n\n2.1 De verwerker meldt een datalek binnen 72 uur.\n\n2.2 De klant betaalt.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("old.txt", OLD), ("new.txt", NEW), ("renumbered.txt", RENUMBERED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CLAUSEDIFF_DB": str(folder / "history.db"), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "clausediff", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_compare_writes_its_report_and_history_and_prints_a_summary(folder: Path) -> None:
    done = run(folder, "compare", "old.txt", "new.txt")
    assert done.returncode == 0, done.stderr
    assert {"old_vs_new.html", "history.db"} <= names(folder)
    assert "breach notification" in done.stdout
    assert "old_vs_new.html" in done.stdout
    assert (folder / "history.db").stat().st_mode & 0o077 == 0


def test_json_on_standard_output_is_nothing_but_the_result(folder: Path) -> None:
    import jsonschema

    done = run(folder, "compare", "old.txt", "new.txt", "--format", "json", "-o", "-", "--no-db")
    data = json.loads(done.stdout)
    jsonschema.validate(data, load_schema("comparison"))
    assert [finding["effect"] for finding in data["findings"]] == ["strengthened"]
    assert data["findings"][0]["new"]["value"] == "PT24H"
    assert names(folder) == {"old.txt", "new.txt", "renumbered.txt"}


def test_the_same_input_gives_the_same_bytes(folder: Path) -> None:
    for output_format in ("html", "json", "markdown", "text"):
        outputs = set()
        for name in ("one", "two"):
            run(
                folder,
                "compare",
                "old.txt",
                "new.txt",
                "--format",
                output_format,
                "-o",
                name,
                "--no-db",
                "-q",
            )
            outputs.add((folder / name).read_bytes())
        assert len(outputs) == 1, output_format


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("old.txt", "old.txt", 0), ("old.txt", "renumbered.txt", 0), ("old.txt", "new.txt", 1)],
)
def test_exit_code_tells_whether_the_words_differ(folder: Path, old: str, new: str, code: int) -> None:
    assert run(folder, "compare", old, new, "--exit-code", "--no-db", "-q").returncode == code


def test_parse_and_check_print_json_that_fits_their_schemas(folder: Path) -> None:
    import jsonschema

    parsed = json.loads(run(folder, "parse", "old.txt", "--format", "json").stdout)
    jsonschema.validate(parsed, load_schema("contract"))
    assert [clause["label"] for clause in parsed["clauses"]] == ["Artikel 1.", "1.1", "1.2"]
    checked = json.loads(run(folder, "check", "old.txt", "--format", "json").stdout)
    jsonschema.validate(checked, load_schema("assessment"))
    levels = {row["id"]: row["level"] for row in checked["protections"]}
    assert levels["breach-notification"] == "meets"
    assert levels["audit"] == "absent"


def test_layers_and_check_against_a_file_say_how_one_document_lies_over_another(folder: Path) -> None:
    import jsonschema

    arguments = ("layers", "--standard", "old.txt", "--overlay", "new.txt", "--format")
    layers = json.loads(run(folder, *arguments, "json").stdout)
    jsonschema.validate(layers, load_schema("layers"))
    verdicts = {row["id"]: row["verdict"] for row in layers["protections"]}
    assert (verdicts["breach-notification"], verdicts["audit"]) == ("beyond-standard", "silent")
    for output_format in ("html", "markdown", "text"):
        assert "beyond the standard" in run(folder, *arguments, output_format).stdout
    checked = json.loads(run(folder, "check", "new.txt", "--against", "old.txt", "-f", "json").stdout)
    jsonschema.validate(checked, load_schema("assessment"))
    against = {row["id"]: row["against"]["verdict"] for row in checked["protections"]}
    assert against == verdicts
    avg = (run(folder, "check", "new.txt", *more).stdout for more in ((), ("--against", "avg")))
    assert len(set(avg)) == 1
    assert names(folder) == {"old.txt", "new.txt", "renumbered.txt"}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["compare", "missing.docx", "new.txt"], "missing.docx"),
        (["compare", "old.txt", "."], "."),
        (["compare", "old.txt", "image.png"], "image.png"),
        (["compare", "old.txt", "nothing@1"], "nothing@1"),
        (["compare", "old.txt", "new.txt", "-o", "no/such/folder/x.html"], "no/such/folder/x.html"),
        (["compare", "old.txt", "new.txt", "-o", "old.txt"], "old.txt"),
        (["compare", "old.txt", "new.txt", "--format", "docx"], "--format docx"),
        (["compare", "old.txt", "new.txt", "--ui", "fr"], "--ui fr"),
        (["parse", "fake.docx"], "fake.docx"),
        (["layers", "--standard", "old.txt", "--overlay", "missing.docx"], "missing.docx"),
        (["layers", "--standard", "image.png", "--overlay", "new.txt"], "image.png"),
        (["layers", "--standard", "old.txt", "--overlay", "new.txt", "-o", "new.txt"], "new.txt"),
        (["layers", "--standard", "old.txt", "--overlay", "new.txt", "--ui", "fr"], "--ui fr"),
        (["check", "old.txt", "--against", "missing.docx"], "missing.docx"),
        (["query", "drop table clauses"], "history.db"),
        (["history", "9.9"], ""),
    ],
)
def test_bad_input_is_one_line_with_exit_code_2(folder: Path, arguments: list[str], named: str) -> None:
    (folder / "image.png").write_bytes(b"\x89PNG")
    (folder / "fake.docx").write_bytes(b"not a zip")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run(folder, *arguments, *(["--no-db"] if arguments[0] == "compare" else []))
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.name in before}
    assert after == before
    assert names(folder) - set(before) <= {"history.db"}


def test_a_comparison_can_be_asked_back_and_forgotten(folder: Path) -> None:
    run(folder, "compare", "old.txt", "new.txt", "--agreement", "proef", "-q")
    told = run(folder, "history", "1.1", "--agreement", "proef")
    assert "72 uur" in told.stdout
    assert "24 uur" in told.stdout
    counted = run(folder, "query", "select count(*) as n from findings", "--format", "json")
    assert "1" in counted.stdout
    assert run(folder, "forget", "new.txt").returncode == 0
    assert b"24 uur" not in (folder / "history.db").read_bytes()


def test_the_demo_leaves_reports_and_a_history_of_its_own(tmp_path: Path) -> None:
    done = run(tmp_path, "demo", "--ui", "nl")
    assert done.returncode == 0, done.stderr
    reports = sorted(path.name for path in tmp_path.glob("*.html"))
    assert len(reports) == 3
    assert "rijk-model_2025-1_over_microsoft-model_2025-1.html" in reports
    assert "verder dan de standaard" in done.stdout.lower()
    assert all(name in done.stdout for name in reports)
