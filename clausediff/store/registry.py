"""The registry of versions: documents that have a name, written ``agreement@version``.

Two folders of the same shape, each with a ``manifest.json`` that lists its files: the model agreements
that come with the package, and the user's own, of which the registry keeps a copy that only its owner
can read.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from clausediff.errors import InputError, StoreError
from clausediff.model.edition import Edition
from clausediff.store import files

MANIFEST = "manifest.json"
VARIABLE = "CLAUSEDIFF_VERSIONS"
_NAME = re.compile(r"[^\s@/\\\x00-\x1f](?:[^@/\\\x00-\x1f]*[^\s@/\\\x00-\x1f])?")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class RegisteredVersion:
    """A document of the registry.

    Attributes:
        agreement: name that the versions of one agreement share.
        version: label of this version, unique in its agreement.
        date: ISO 8601 (``2023``, ``2023-05`` or ``2023-05-01``), ``None`` if unknown.
        language: ``nl``, ``en`` or another ISO 639-1 code, ``None`` if it was not given.
        path: where the document's file is.
        sha256: hexadecimal digest of the file's bytes.
        title: title of the document, empty if unknown.
        model: whether it is a model text that comes with the package, and nobody's real agreement.
    """

    agreement: str
    version: str
    date: str | None
    language: str | None
    path: Path
    sha256: str
    title: str = ""
    model: bool = False

    @property
    def edition(self) -> Edition:
        """Which edition of which agreement the document is."""
        return Edition(self.agreement, self.version, self.date)


def packaged_folder() -> Path:
    """The folder of the documents that come with the package: in the wheel, else in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_versions"
    return inside if inside.is_dir() else package.parent / "versions"


def user_folder() -> Path:
    """The folder of the user's own versions: ``CLAUSEDIFF_VERSIONS``, else in the user's data folder."""
    asked = os.environ.get(VARIABLE)
    if asked:
        return Path(asked)
    from platformdirs import user_data_path

    return user_data_path("clausediff", appauthor=False) / "versions"


def packaged() -> tuple[RegisteredVersion, ...]:
    """The model documents that come with the package, in the order of their manifest."""
    return _read(packaged_folder())


def own() -> tuple[RegisteredVersion, ...]:
    """The documents that the user registered, in the order in which they were added."""
    return _read(user_folder())


def registered() -> tuple[RegisteredVersion, ...]:
    """Every document of the registry: those of the package, then the user's own.

    Raises:
        StoreError: a manifest cannot be read.
    """
    return packaged() + own()


def resolve(name: str) -> RegisteredVersion:
    """The document registered as ``agreement@version``.

    Raises:
        InputError: no document is registered under this name.
        StoreError: a manifest cannot be read.
    """
    rows = registered()
    wanted = name.casefold()
    for row in rows:
        if str(row.edition).casefold() == wanted:
            return row
    names = [str(row.edition) for row in rows]
    near = get_close_matches(name, names, n=3, cutoff=0.5)
    remedy = f"did you mean {' or '.join(near)}?" if near else "see `clausediff versions`"
    raise InputError("unknown-version", name, "is no file and no registered version", remedy)


def add(file: Path, edition: Edition, language: str | None = None, title: str = "") -> RegisteredVersion:
    """Copy a document into the user's registry.

    The same document may be added again under the same name; another one may not.

    Args:
        file: the document.
        edition: agreement, version and date under which it is kept.
        language: ``nl`` or ``en`` if the user said so.
        title: title of the document, if known.

    Raises:
        InputError: the file cannot be read, a name is not usable, or the name is taken.
        StoreError: the registry cannot be written.
    """
    _check(edition)
    data = _bytes(file)
    folder = user_folder()
    row = RegisteredVersion(
        edition.agreement,
        edition.version,
        edition.date,
        language,
        folder / _file_name(edition, file.suffix),
        hashlib.sha256(data).hexdigest(),
        title,
    )
    with _locked(folder):
        others = _without_same(row)
        files.write_private(row.path, data)
        _write(folder, (*others, row))
    return row


def remove(doomed: Iterable[RegisteredVersion]) -> int:
    """Erase the user's own copies of these documents; returns how many files were erased.

    Documents of the package stay.

    Raises:
        StoreError: the registry cannot be written.
    """
    gone = {row.edition for row in doomed if not row.model}
    folder = user_folder()
    if not gone or not folder.is_dir():
        return 0
    with _locked(folder):
        rows = own()
        _write(folder, tuple(row for row in rows if row.edition not in gone))
        erased = [row for row in rows if row.edition in gone]
        for row in erased:
            files.erase(row.path)
    return len(erased)


def _check(edition: Edition) -> None:
    for what, value in (("--agreement", edition.agreement), ("--version", edition.version)):
        if not _NAME.fullmatch(value):
            raise InputError(
                "unusable-name", f"{what} {value!r}", "cannot stand in agreement@version", "leave out @ / \\"
            )
    if edition.date is not None and not _is_date(edition.date):
        raise InputError("unusable-date", f"--date {edition.date}", "is no date", "write it as 2026-01-31")


def _is_date(text: str) -> bool:
    """Whether it is a year, a month or a day of the calendar, in ISO 8601."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise InputError("no-such-file", str(file), "does not exist", "check the path") from None
    except OSError as error:
        fault = f"cannot be read ({(error.strerror or str(error)).lower()})"
        raise InputError("unreadable-file", str(file), fault, "check the path and its permissions") from None


def _without_same(row: RegisteredVersion) -> tuple[RegisteredVersion, ...]:
    """The user's other documents; refuses a name that another document has."""
    name = str(row.edition).casefold()
    for other in registered():
        if str(other.edition).casefold() == name and other.sha256 != row.sha256:
            raise InputError(
                "version-exists",
                str(row.edition),
                "is registered already, for another document",
                f"choose another --version, or `clausediff forget {row.edition}` first",
            )
    return tuple(other for other in own() if str(other.edition).casefold() != name)


def _file_name(edition: Edition, suffix: str) -> str:
    """A file name for the copy: readable, and unique through a digest of the exact name."""
    readable = re.sub(r"[^\w.-]+", "-", f"{edition.agreement}_{edition.version}")[:80]
    digest = hashlib.sha256(str(edition).encode()).hexdigest()[:8]
    return f"{readable}_{digest}{suffix.lower()}"


def _read(folder: Path) -> tuple[RegisteredVersion, ...]:
    manifest = folder / MANIFEST
    try:
        rows = json.loads(manifest.read_text(encoding="utf-8"))
        return tuple(_row(folder, row) for row in rows)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        fault = f"is no manifest of versions ({type(error).__name__})"
        remedy = "mend it, or move it away and add the versions again"
        raise StoreError("bad-manifest", str(manifest), fault, remedy) from None


def _row(folder: Path, row: dict[str, Any]) -> RegisteredVersion:
    return RegisteredVersion(
        agreement=str(row["agreement"]),
        version=str(row["version"]),
        date=row.get("date"),
        language=row.get("language"),
        path=folder / Path(str(row["file"])),
        sha256=str(row["sha256"]),
        title=row.get("title") or "",
        model=bool(row.get("model", False)),
    )


def _write(folder: Path, rows: tuple[RegisteredVersion, ...]) -> None:
    listed = [
        {
            "agreement": row.agreement,
            "version": row.version,
            "date": row.date,
            "language": row.language,
            "file": row.path.name,
            "sha256": row.sha256,
            "title": row.title,
            "model": row.model,
        }
        for row in rows
    ]
    text = json.dumps(listed, indent=2, ensure_ascii=False) + "\n"
    files.write_private(folder / MANIFEST, text.encode())


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other processes from changing the registry meanwhile (where the system has file locks)."""
    try:
        files.make_private_folder(folder)
        with files.lock(folder / ".lock"):
            yield
    except OSError as error:
        fault = f"cannot be written ({(error.strerror or str(error)).lower()})"
        raise StoreError(
            "unwritable-registry", str(folder), fault, f"set {VARIABLE} to a folder of yours"
        ) from None
