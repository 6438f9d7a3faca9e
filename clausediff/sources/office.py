"""Old Word files and rich text (``.doc``, ``.rtf``), turned into ``.docx`` by a LibreOffice on this machine.

Nothing leaves the machine: the office runs without a window, with a profile of its own in a folder that is
thrown away afterwards, and with macros off, as is its default for files that it converts.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from clausediff.errors import InputError
from clausediff.model.source import SourceDocument, SourceInfo, Warn
from clausediff.sources.runs import Revisions

MAX_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")
_SIGNATURES = {".doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",), ".rtf": (b"{\\rtf",)}


def read_by_libreoffice(data: bytes, source: SourceInfo, revisions: Revisions) -> SourceDocument:
    """Read the bytes of a ``.doc`` or ``.rtf`` file by way of ``.docx``.

    Raises:
        InputError: LibreOffice is not installed, or cannot convert the file; the file is empty.
    """
    from clausediff.sources.docx import read_docx

    suffix = Path(source.name).suffix.lower()
    if not data:
        raise InputError("empty-file", source.name, "is empty", "get a fresh copy")
    if not data.startswith(_SIGNATURES[suffix]):
        fault = f"is no {suffix} file, whatever its name says"
        raise InputError("not-convertible", source.name, fault, "give it the suffix of its real type")
    document = read_docx(_as_docx(data, suffix, source.name), source, revisions)
    warning = Warn(
        "read-through-libreoffice",
        f"LibreOffice turned the {suffix} file into .docx: its numbers are LibreOffice's, not Word's.",
        source.name,
    )
    return replace(document, warnings=(warning, *document.warnings))


def _as_docx(data: bytes, suffix: str, name: str) -> bytes:
    program = next((found for one in _PROGRAMS if (found := shutil.which(one))), None)
    if program is None:
        remedy = "install LibreOffice, or open it in Word and save it as .docx"
        fault = f"is a {suffix} file, which LibreOffice must convert"
        raise InputError("needs-libreoffice", name, fault, remedy)
    with tempfile.TemporaryDirectory(prefix="clausediff-") as folder:
        given = Path(folder, f"document{suffix}")
        given.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            folder,
            str(given),
        ]
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(command, capture_output=True, timeout=MAX_SECONDS, check=False)
        made = given.with_suffix(".docx")
        if not made.exists() or not made.stat().st_size:
            fault = "cannot be converted by LibreOffice (it may be damaged, or protected by a password)"
            raise InputError("not-convertible", name, fault, "open it in Word and save it as .docx")
        return made.read_bytes()
