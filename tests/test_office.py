"""Old Word files and rich text by way of LibreOffice, and tracked changes on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clausediff.cli.app import app
from clausediff.errors import InputError
from clausediff.sources import read_document
from tests.conftest import HERE
from tests.libreoffice import converted
from tests.test_formats import outline
from tests.word import document

MODEL = HERE.parent / "versions" / "rijk-verwerkersovereenkomst-2025-1.docx"
_TRACKED = {
    "lists": {"A": ["decimal | Artikel %1."]},
    "body": """
num=1.0 Verwerker meldt een inbreuk. => Artikel 1.
{del} num=1.0 Verwerker schakelt geen subverwerker in. => GONE
{ins} num=1.0 Verwerker schakelt subverwerkers in. => Artikel 2.
num=1.0 Nederlands recht geldt. => Artikel 3.
""",
}


@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_an_old_file_has_the_tree_of_its_word_file(kind: str, tmp_path: Path) -> None:
    made = converted([MODEL], kind, tmp_path / "made")[MODEL.stem]
    assert outline(made) == outline(MODEL)
    assert [warning.slug for warning in read_document(made).warnings] == ["read-through-libreoffice"]


@pytest.mark.parametrize(("name", "data"), [("x.doc", b"hello"), ("x.rtf", b"hello"), ("y.doc", b"")])
def test_a_file_that_is_none_is_refused(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.slug == ("not-convertible" if data else "empty-file")


def test_without_libreoffice_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "x.rtf"
    path.write_bytes(b"{\\rtf1 Artikel 1.}")
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.slug == "needs-libreoffice"
    assert "install LibreOffice" in caught.value.remedy


@pytest.fixture
def tracked(tmp_path: Path) -> Path:
    path = tmp_path / "tracked.docx"
    path.write_bytes(document(_TRACKED))
    return path


def _json(*arguments: str) -> dict[str, object]:
    result = CliRunner().invoke(app, [*arguments, "--format", "json", "--no-db", "--quiet"])
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


def _texts(contract: dict[str, object]) -> list[tuple[str, str]]:
    clauses = contract["clauses"]
    assert isinstance(clauses, list)
    return [(clause["label"], clause["text"]) for clause in clauses]


def test_parse_reads_the_original_on_request(tracked: Path) -> None:
    accepted, original = _json("parse", str(tracked)), _json("parse", str(tracked), "--revisions", "original")
    assert _texts(accepted)[1] == ("Artikel 2.", "Verwerker schakelt subverwerkers in.")
    assert _texts(original)[1] == ("Artikel 2.", "Verwerker schakelt geen subverwerker in.")


def test_a_document_against_its_own_revisions(tracked: Path) -> None:
    compared = _json("compare", str(tracked), "--own-revisions")
    old, new, changes = compared["old"], compared["new"], compared["changes"]
    assert isinstance(old, dict)
    assert isinstance(new, dict)
    assert isinstance(changes, list)
    names = [side["source"]["name"] for side in (old, new)]
    assert names == ["tracked.docx (original)", "tracked.docx (accepted)"]
    assert sorted(change["status"] for change in changes) == ["reworded", "unchanged", "unchanged"]


@pytest.mark.parametrize(
    ("arguments", "slug"),
    [
        (["{file}"], "one-document"),
        (["{file}", "{file}", "--own-revisions"], "two-documents"),
        (["{text}", "--own-revisions"], "no-revisions"),
    ],
)
def test_what_does_not_go_together_is_said(
    arguments: list[str], slug: str, tracked: Path, tmp_path: Path
) -> None:
    text = tmp_path / "x.md"
    text.write_text("Artikel 1. Doel.", encoding="utf-8")
    named = [one.format(file=tracked, text=text) for one in arguments]
    result = CliRunner().invoke(app, ["compare", *named, "--no-db"])
    assert result.exit_code == 2
    assert f"[{slug}]" in result.output


def test_original_text_is_not_recorded(
    tracked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    database = tmp_path / "history.db"
    for options in (["--own-revisions"], [str(tracked), "--revisions", "original"]):
        result = CliRunner().invoke(
            app, ["compare", str(tracked), *options, "--db", str(database), "--quiet"]
        )
        assert result.exit_code == 0, result.output
    assert not database.exists()
    assert (tmp_path / "tracked_revisions.html").exists()
