"""What every test may ask for: the corpus of real documents, where it is present."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def corpus_folder() -> Path | None:
    """The folder of real documents, ``CLAUSEDIFF_CORPUS`` or ``../shared/corpus``; None if absent."""
    folder = Path(os.environ.get("CLAUSEDIFF_CORPUS", HERE.parent.parent / "shared" / "corpus"))
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def corpus() -> Path:
    folder = corpus_folder()
    if folder is None:
        pytest.skip("no corpus: set CLAUSEDIFF_CORPUS to the folder of real documents")
    return folder
