"""Named versions: those of the package, and the user's own copies."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from clausediff.errors import InputError, StoreError
from clausediff.model.edition import Edition
from clausediff.store import registry


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one model agreement, and a user without any version."""
    models = tmp_path / "models"
    models.mkdir()
    (models / "m1.docx").write_bytes(b"model")
    row = {
        "agreement": "rijk-model",
        "version": "1",
        "date": "2021",
        "language": "nl",
        "file": "m1.docx",
        "sha256": "00",
        "title": "Model",
        "model": True,
    }
    (models / "manifest.json").write_text(json.dumps([row]), encoding="utf-8")
    monkeypatch.setattr(registry, "packaged_folder", lambda: models)
    monkeypatch.setenv("CLAUSEDIFF_VERSIONS", str(tmp_path / "data" / "versions"))
    return tmp_path


def document(folder: Path, words: str = "Artikel 1. Audit.") -> Path:
    path = folder / "Mijn stuk.TXT"
    path.write_text(words, encoding="utf-8")
    return path


def test_a_model_of_the_package_is_found_by_name(folders: Path) -> None:
    found = registry.resolve("Rijk-Model@1")
    assert (found.path.read_bytes(), found.model, found.date) == (b"model", True, "2021")


def test_an_added_document_is_found_by_name_and_is_its_owners_only(folders: Path) -> None:
    file = document(folders)
    registry.add(file, Edition("Gemeente X", "2.0", "2026-01-31"), "nl", "Titel")
    file.unlink()
    found = registry.resolve("gemeente x@2.0")
    assert found.path.read_text(encoding="utf-8") == "Artikel 1. Audit."
    assert (found.title, found.language, found.path.suffix, found.model) == ("Titel", "nl", ".txt", False)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in found.path.parent.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(found.path.parent.stat().st_mode) == 0o700


def test_the_same_document_may_be_added_again_but_no_other(folders: Path) -> None:
    registry.add(document(folders), Edition("a", "1"))
    registry.add(document(folders), Edition("a", "1", "2026"))
    assert [row.date for row in registry.own()] == ["2026"]
    with pytest.raises(InputError, match="registered already, for another document"):
        registry.add(document(folders, "iets anders"), Edition("a", "1"))
    with pytest.raises(InputError, match="registered already"):
        registry.add(document(folders), Edition("rijk-model", "1"))


@pytest.mark.parametrize("name", ["", " ", "a@b", "a/b", "..\\x", "a\nb"])
def test_a_name_that_could_be_read_two_ways_is_refused(folders: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot stand in agreement@version"):
        registry.add(document(folders), Edition(name, "1"))


def test_names_never_lead_out_of_the_registry(folders: Path) -> None:
    row = registry.add(document(folders), Edition("..", "..%2f.."))
    assert row.path.parent == registry.user_folder()
    assert row.path.is_file()


@pytest.mark.parametrize("date", ["31-01-2026", "soon", "2026-1-1"])
def test_a_date_that_is_none_is_refused(folders: Path, date: str) -> None:
    with pytest.raises(InputError, match="write it as 2026-01-31"):
        registry.add(document(folders), Edition("a", "1", date))


def test_an_unknown_name_is_answered_with_those_that_are_near() -> None:
    with pytest.raises(InputError, match="did you mean rijk-model@1"):
        registry.resolve("rijk-modl@1")


def test_removing_erases_the_users_copy_and_no_model(folders: Path) -> None:
    row = registry.add(document(folders), Edition("a", "1"))
    assert registry.remove(registry.registered()) == 1
    assert not row.path.exists()
    assert [str(left.edition) for left in registry.registered()] == ["rijk-model@1"]
    assert (registry.packaged_folder() / "m1.docx").exists()


def test_a_broken_manifest_is_said(folders: Path) -> None:
    registry.add(document(folders), Edition("a", "1"))
    (registry.user_folder() / "manifest.json").write_text("[{", encoding="utf-8")
    with pytest.raises(StoreError, match="is no manifest of versions"):
        registry.resolve("a@1")
