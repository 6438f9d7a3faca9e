"""LibreOffice as an independent reader and writer, for tests."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import HERE

READER = HERE / "libreoffice_reader.py"


@dataclass(frozen=True)
class Read:
    """What LibreOffice reads in a document once all its changes are accepted."""

    body: list[tuple[str, str]]
    aside: list[str]
    furniture: list[str]


def needed() -> None:
    """Skip the test, saying why, where LibreOffice is not installed."""
    if not shutil.which("soffice"):
        pytest.skip("no soffice: install libreoffice-writer-nogui and python3-uno")


def converted(paths: Iterable[Path], kind: str, folder: Path) -> dict[str, Path]:
    """The documents in another format, by stem."""
    needed()
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    names = [str(path) for path in paths]
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *names]
    subprocess.run(command, capture_output=True, timeout=300, check=True)
    return {path.stem: path for path in folder.glob(f"*.{kind}")}


def read(paths: Iterable[Path], profile: Path) -> dict[Path, Read]:
    """What LibreOffice reads in each document, all in one run of it."""
    needed()
    names = {str(path.resolve()): path for path in paths}
    command = ["/usr/bin/python3", str(READER), str(profile), *names]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    return {
        path: Read([(label, text) for label, text in row["body"]], row["aside"], row["furniture"])
        for name, path in names.items()
        if (row := found[name])
    }
