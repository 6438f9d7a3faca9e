"""A reader's judgement of a finding: kept, shown, carried to the same finding, and forgotten."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from clausediff import report
from clausediff.cli.app import app
from clausediff.cli.memory import HistoryMemory
from clausediff.model.comparison import Comparison
from clausediff.pipeline import compare_files
from clausediff.store import Archive, History, schema
from clausediff.store.judgements import finding_key

BASE = """Verwerkersovereenkomst Voorbeeld

Artikel 1. Begrippen
1.1 Verwerker is de partij die ten behoeve van de Opdrachtgever persoonsgegevens verwerkt.

Artikel 2. Instructies
2.1 De Verwerker verwerkt persoonsgegevens uitsluitend op schriftelijke instructies van de Opdrachtgever.

Artikel 3. Datalekken
3.1 De Verwerker meldt een datalek binnen 24 uur aan de Opdrachtgever.
3.2 De melding geschiedt per e-mail.

Artikel 4. Einde
4.1 Na afloop wist de Verwerker alle persoonsgegevens binnen 30 dagen.
"""
WORSE = BASE.replace("binnen 24 uur", "binnen 72 uur")
RENUMBERED = (
    WORSE.replace("Artikel 4.", "Artikel 5.")
    .replace("4.1 ", "5.1 ")
    .replace("Artikel 3.", "Artikel 4.")
    .replace("3.1 ", "4.1 ")
    .replace("3.2 ", "4.2 ")
    .replace(
        "\nArtikel 4. D", "\nArtikel 3. Geheimhouding\n3.1 De Verwerker houdt alles geheim.\n\nArtikel 4. D"
    )
)
LATER = WORSE.replace("per e-mail", "schriftelijk en per e-mail").replace(
    "binnen 30 dagen", "binnen 14 dagen"
)
OTHER = """Data sharing terms of another firm

1. Melden
1.1 De Verwerker meldt een datalek binnen 24 uur.
2. Rest
2.1 Op deze voorwaarden is Nederlands recht van toepassing.
2.2 Geschillen gaan naar de rechter te Utrecht.
"""


class Desk:
    """A reader at work: documents, a history, and the commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = folder / "h.db"
        texts = {"v1": BASE, "v2": WORSE, "v2b": RENUMBERED, "v3": LATER}
        texts |= {"o1": OTHER, "o2": OTHER.replace("binnen 24 uur", "binnen 72 uur")}
        for name, text in texts.items():
            self.path(name).write_text(text, encoding="utf-8")

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.txt"

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, [*arguments, "--db", str(self.db)])

    def compare(self, old: str, new: str, *options: str) -> str:
        result = self.run("compare", str(self.path(old)), str(self.path(new)), "--ui", "en", *options)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    def judged(self, old: str, new: str) -> dict[str, dict[str, object]]:
        """The judgements in the JSON of a comparison, by protection."""
        value = json.loads(self.compare(old, new, "--format", "json"))
        jsonschema.validate(value, report.load_schema("comparison"))
        return {row["protection"]: row["judgement"] for row in value["findings"] if "judgement" in row}

    def reject(self, reason: str = "de oude termijn gold in de praktijk ook niet", *more: str) -> None:
        self.compare("v1", "v2")
        result = self.run("judge", "f1", "--reject", "--reason", reason, *more)
        assert result.exit_code == 0, result.stderr


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


def test_what_was_judged_stands_beside_the_rules_verdict_in_every_form(desk: Desk) -> None:
    desk.reject("de FG ziet het anders", "--by", "A. Jansen")
    told = "rejected by A. Jansen: de FG ziet het anders"
    counted = "1 point weaker or no longer found (1 of them rejected by a reader)"
    for form in ("markdown", "text"):
        shown = " ".join(desk.compare("v1", "v2", "--format", form).split())
        assert told in shown
        assert counted in shown
        assert (
            "Weaker: a data breach must now be reported within 72 hours instead of within 24 hours" in shown
        )
    printed = " ".join(desk.compare("v1", "v2").split())
    assert told in printed
    page = (desk.folder / "v1_vs_v2.html").read_text(encoding="utf-8")
    assert f'<p class="judged j-rejected">{told}</p>' in page
    assert "1 of them rejected by a reader" in page
    value = json.loads(desk.compare("v1", "v2", "--format", "json"))["findings"][0]
    assert value["effect"] == "weakened"
    assert value["judgement"] == {
        "verdict": "rejected",
        "reason": "de FG ziet het anders",
        "by": "A. Jansen",
        "carried": False,
    }


@pytest.mark.parametrize("new", ["v2b", "v3"])
def test_it_is_carried_to_the_same_finding_whatever_the_numbers(desk: Desk, new: str) -> None:
    desk.reject()
    found = desk.judged("v1", new)["breach-notification"]
    assert (found["verdict"], found["carried"]) == ("rejected", True)
    assert found["made_on"] == {"old": "v1.txt", "new": "v2.txt"}
    assert "carried over from v1.txt → v2.txt" in " ".join(
        desk.compare("v1", new, "--format", "text").split()
    )


def test_it_holds_in_the_other_language_too(desk: Desk) -> None:
    desk.reject()
    shown = desk.compare("v1", "v2", "--format", "text", "--ui", "nl")
    assert "door de lezer verworpen: de oude termijn" in shown
    assert "(1 daarvan door een lezer verworpen)" in shown


def test_typography_and_white_space_make_no_other_finding(desk: Desk) -> None:
    desk.reject()
    desk.path("v2").write_text(WORSE.replace("binnen 72 uur", "binnen\u00a072  uur"), encoding="utf-8")
    assert desk.judged("v1", "v2")["breach-notification"]["carried"] is True


def test_other_words_and_another_agreement_are_another_finding(desk: Desk) -> None:
    desk.reject()
    desk.path("v2").write_text(BASE.replace("binnen 24 uur", "binnen 96 uur"), encoding="utf-8")
    assert desk.judged("v1", "v2") == {}
    same = json.loads(desk.compare("o1", "o2", "--format", "json"))
    assert [row["protection"] for row in same["findings"]] == ["breach-notification"]
    assert desk.judged("o1", "o2") == {}


def test_a_reference_in_a_quote_counts_by_where_it_points(tmp_path: Path) -> None:
    first = BASE.replace("aan de Opdrachtgever.\n3.2", "met inachtneming van artikel 4.1.\n3.2")
    worse = first.replace(
        "De Verwerker meldt een datalek binnen 24 uur", "De Verwerker streeft ernaar een datalek te melden"
    )
    moved = worse.replace("Artikel 4. Einde\n4.1", "Artikel 7. Einde\n7.1").replace(
        "artikel 4.1", "artikel 7.1"
    )
    elsewhere = worse.replace("artikel 4.1", "artikel 2.1")
    keys = []
    for name, text in (("worse", worse), ("moved", moved), ("elsewhere", elsewhere)):
        for file, words in (("old.txt", first), (f"{name}.txt", text)):
            (tmp_path / file).write_text(words, encoding="utf-8")
        found = compare_files(tmp_path / "old.txt", tmp_path / f"{name}.txt")
        keys.append({finding_key(found, one) for one in found.findings if "artikel" in str(one.new)})
    assert keys[0]
    assert keys[0] == keys[1]
    assert keys[0] != keys[2]


def test_the_latest_judgement_counts_and_can_be_withdrawn(desk: Desk) -> None:
    desk.reject()
    desk.run("judge", "f1", "--accept", "--reason", "bij nader inzien terecht")
    assert desk.judged("v1", "v2")["breach-notification"]["verdict"] == "accepted"
    rows = json.loads(desk.run("judge", "--list", "--format", "json").stdout)
    assert [(row["verdict"], row["reason"], row["new_quote"]) for row in rows] == [
        ("accepted", "bij nader inzien terecht", "binnen 72 uur")
    ]
    assert desk.run("judge", "F1", "--withdraw").exit_code == 0
    assert desk.judged("v1", "v2") == {}
    assert json.loads(desk.run("judge", "--list", "--format", "json").stdout) == []
    kept = desk.run("query", "SELECT verdict FROM judgements ORDER BY id", "--format", "json").stdout
    assert [row["verdict"] for row in json.loads(kept)] == ["rejected", "accepted", "withdrawn"]


def test_a_finding_is_that_of_the_last_comparison_unless_another_is_named(desk: Desk) -> None:
    desk.compare("v1", "v2")
    desk.compare("v1", "v1")
    assert "which has no findings" in desk.run("judge", "f1", "--accept", "--reason", "ja").stderr
    done = desk.run("judge", "f1", "--accept", "--reason", "ja", "--comparison", "1")
    assert done.stdout == ("f1 of comparison 1 (v1.txt → v2.txt), breach-notification, weakened: accepted.\n")


def test_comparing_again_records_nothing_new_and_prints_no_time(desk: Desk) -> None:
    desk.reject()
    first, again = (desk.compare("v1", "v2", "--format", "markdown") for _ in range(2))
    assert first == again
    assert not re.search(r"20\d\d-\d\d-\d\dT", first)
    comparisons = desk.run("query", "SELECT count(*) AS n FROM comparisons", "--format", "json").stdout
    assert json.loads(comparisons) == [{"n": 1}]


def test_without_the_history_no_judgement_is_shown(desk: Desk) -> None:
    desk.reject()
    assert "rejected" not in desk.compare("v1", "v2", "--format", "text", "--no-db")


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["f9", "--accept", "--reason", "x"], ["f9: is no finding of comparison 1", "give f1"]),
        (["f1", "--accept", "--reject", "--reason", "x"], ["--accept and --reject", "contradict"]),
        (["f1", "--reason", "x"], ["needs your verdict", "--accept, --reject or --withdraw"]),
        (["f1", "--accept"], ["needs a reason", "--reason"]),
        (["f1", "--accept", "--reason", " \t"], ["needs a reason"]),
        (["--accept", "--reason", "x"], ["judges one finding", "f3"]),
        (["f1", "--withdraw"], ["has no judgement to withdraw"]),
        (["f1", "--withdraw", "--reason", "x"], ["--reason", "leave the reason out"]),
        (["f1", "--list"], ["--list", "makes none"]),
        (["f1", "--accept", "--reason", "x", "--comparison", "7"], ["--comparison 7", "clausediff log"]),
    ],
)
def test_a_judgement_that_cannot_be_made_gets_one_line(
    desk: Desk, arguments: list[str], parts: list[str]
) -> None:
    desk.compare("v1", "v2")
    result = desk.run("judge", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert all(part in result.stderr for part in parts), result.stderr


def test_before_any_comparison_there_is_nothing_to_judge(desk: Desk) -> None:
    arguments = ("judge", "f1", "--accept", "--reason", "x")
    assert "there is no history yet" in desk.run(*arguments).stderr
    History.open(desk.db).close()
    result = desk.run(*arguments)
    assert result.exit_code == 2
    assert "compare two documents first" in result.stderr


def test_a_reason_cannot_steer_a_terminal_or_become_markup(desk: Desk) -> None:
    desk.reject("rood \x1b[31m <script>alert(1)</script> **vet**")
    for form in ("text", "markdown", "json"):
        shown = desk.compare("v1", "v2", "--format", form)
        assert "\x1b" not in shown
    assert "<script>" not in desk.compare("v1", "v2", "--format", "markdown")
    desk.compare("v1", "v2")
    assert "<script>alert" not in (desk.folder / "v1_vs_v2.html").read_text(encoding="utf-8")


def test_forgetting_a_document_takes_its_judgements_along(desk: Desk) -> None:
    desk.reject("kwekkeboom is akkoord")
    desk.compare("v1", "v3")
    desk.run("judge", "f1", "--accept", "--reason", "blijft staan")
    assert desk.run("forget", str(desk.path("v2"))).exit_code == 0
    left = desk.db.read_bytes()
    assert b"kwekkeboom" not in left
    assert desk.judged("v1", "v3")["breach-notification"]["reason"] == "blijft staan"
    desk.run("forget", str(desk.path("v1")))
    assert b"blijft staan" not in desk.db.read_bytes()
    assert desk.run("query", "SELECT count(*) FROM judgements").stdout.split()[-1] == "0"


def test_a_reason_that_quotes_a_forgotten_document_goes_and_its_verdict_stays(desk: Desk) -> None:
    desk.compare("o1", "o2")
    desk.compare("v1", "v2")
    desk.run("judge", "f1", "--reject", "--reason", "net als bij de rechter te Utrecht")
    desk.run("forget", str(desk.path("o1")))
    told = desk.run("forget", str(desk.path("o2"))).stdout
    assert "1 reason of judgements on other documents used its words: erased as well." in told
    assert b"Utrecht" not in desk.db.read_bytes()
    assert desk.judged("v1", "v2")["breach-notification"]["reason"] is None
    assert "(the reason went with a forgotten document)" in desk.compare("v1", "v2", "--format", "text")


def test_a_recorded_comparison_says_how_to_judge_it_and_another_does_not(desk: Desk) -> None:
    desk.compare("v1", "v2")
    command = re.search(r"clausediff (judge f1 --comparison 2)$", desk.compare("v1", "v3"), re.MULTILINE)
    assert command
    assert "--comparison" not in desk.compare("v1", "v2b", "--no-db")
    assert "--comparison" not in desk.compare("v1", "v1")
    told = desk.run(*command[1].split(), "--accept", "--reason", "klopt").stdout
    assert "f1 of comparison 2 (v1.txt → v3.txt)" in told


def test_a_history_of_an_older_release_is_read_and_then_upgraded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sorted(schema.FOLDER.glob("*.sql"))[:1]
    with monkeypatch.context() as older:
        older.setattr(schema, "_files", lambda: first)
        older.setattr(HistoryMemory, "kept", ())
        desk.compare("v1", "v2")
    with sqlite3.connect(desk.db) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'judgements'").fetchall()
    with Archive.open(desk.db) as archive:
        assert archive.judgements(archive.comparison(1)) == {}
        assert archive.all_judgements() == ()
    assert desk.run("judge", "f1", "--accept", "--reason", "ja").exit_code == 0
    assert desk.judged("v1", "v2")["breach-notification"]["verdict"] == "accepted"


def test_the_recorded_comparison_holds_no_judgement(desk: Desk) -> None:
    desk.reject()
    desk.compare("v1", "v2")
    with Archive.open(desk.db) as archive:
        recorded = archive.comparison(1)
    assert recorded == compared_again(desk)


def compared_again(desk: Desk) -> Comparison:
    return compare_files(desk.path("v1"), desk.path("v2"))
