"""An independent reader: LibreOffice's own list labels beside ours, for every Word document of the corpus."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from clausediff.sources import read_document
from tests.conftest import HERE

SCRIPT = HERE / "libreoffice_labels.py"
DEVIATIONS = {
    "word-numbers.docx": "isLgl, lvlRestart 0 and items deleted by a tracked change: Word's labels differ"
}
LEAST = 0.995


def _labels(path: Path, folder: Path) -> list[tuple[str, str]]:
    """``(label, text)`` of LibreOffice's numbered body paragraphs, after accepting all changes."""
    command = ["/usr/bin/python3", str(SCRIPT), str(path), str(folder / "profile")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return [(label, text) for label, text in json.loads(done.stdout)]


def _words(text: str) -> str:
    return "".join(text.split()).casefold()


def test_labels_agree_with_libreoffice(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not shutil.which("soffice"):
        pytest.skip("no soffice: install libreoffice-writer-nogui and python3-uno")
    agreed = total = 0
    names = ("ilpa/ilpa-lpa-deal-by-deal-v1", "commonpaper/common-paper-dpa-template")
    paths = [corpus / f"{name}.docx" for name in (*names, "bonterms/bonterms-dpa-schedules")]
    for path in paths:
        ours = {_words(block.text): block.label for block in read_document(path).blocks if block.label}
        theirs = {
            _words(text): label for label, text in _labels(path, tmp_path) if label.strip() and text.strip()
        }
        for text, label in theirs.items():
            if text not in ours or not any(character.isalnum() for character in label):
                continue
            total += 1
            agreed += _words(ours[text] or "") == _words(label)
    with capsys.disabled():
        print(f"\nlabels that agree with LibreOffice: {agreed} of {total}")
    assert total > 300
    assert agreed >= LEAST * total
