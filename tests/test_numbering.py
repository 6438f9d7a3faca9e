"""Printed list numbers: small documents written as data, each with its source; LibreOffice beside ours."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from clausediff.model.source import SourceInfo
from clausediff.sources.docx import MEDIA_TYPE, read_docx
from clausediff.sources.runs import Revisions
from tests import libreoffice, word
from tests.conftest import HERE

CASES: list[dict[str, Any]] = [
    case
    for path in sorted((HERE / "numbering_cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
ASIDE = ("note", "textbox")


def _printed(case: dict[str, Any], revisions: Revisions = "accept") -> dict[str, str]:
    """The labels of the document as it is read, by the paragraph's words; ``-`` where there is none."""
    source = SourceInfo(f"{case['id']}.docx", "0" * 64, MEDIA_TYPE)
    document = read_docx(word.document(case), source, revisions)
    return {block.text: block.label or "-" for block in document.blocks}


def _expected(body: str) -> dict[str, str]:
    return {line.text: line.label for line in word.lines_of(body) if line.label != "GONE"}


def test_there_are_a_hundred_cases_with_names_of_their_own() -> None:
    assert len(CASES) >= 100
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case["source"] for case in CASES)
    assert all(case["why"] for case in CASES if "libreoffice" in case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_label_is_the_printed_one(case: dict[str, Any]) -> None:
    assert _printed(case) == _expected(case["body"])


@pytest.mark.parametrize("case", [case for case in CASES if "original" in case], ids=lambda case: case["id"])
def test_the_label_of_the_original_text(case: dict[str, Any]) -> None:
    assert _printed(case, "original") == _expected(case["original"])


def test_libreoffice_prints_the_same_but_for_what_the_cases_say(tmp_path: Path) -> None:
    paths = {}
    opened = [case for case in CASES if case.get("libreoffice") != "crashes"]
    for case in opened:
        path = tmp_path / f"{case['id']}.docx"
        path.write_bytes(word.document(case))
        paths[case["id"]] = path
    read = libreoffice.read(paths.values(), tmp_path / "profile")
    different = {}
    for case in opened:
        printed = {
            text.strip(): label.strip() if any(c.isalnum() or c in "*†‡§" for c in label) else "-"
            for label, text in read[paths[case["id"]]].body
            if text.strip()
        }
        aside = {line.text for line in word.lines_of(case["body"]) if {"note", "box"} & line.flags.keys()}
        expected = {text: label for text, label in _expected(case["body"]).items() if text not in aside}
        if printed != expected | case.get("libreoffice", {}):
            different[case["id"]] = (expected, printed)
    assert not different
