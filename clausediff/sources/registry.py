"""Which reader reads which file; a type that is not known is refused, never guessed to be text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from clausediff.errors import InputError
from clausediff.model.source import SourceDocument, SourceInfo

Revisions = Literal["accept", "original"]
Reader = Callable[[bytes, SourceInfo, Revisions], SourceDocument]

MAX_FILE = 500 * 2**20
"""Bytes that a document may have."""


def _docx(data: bytes, source: SourceInfo, revisions: Revisions) -> SourceDocument:
    from clausediff.sources.docx import read_docx

    return read_docx(data, source, revisions)


def _markdown(data: bytes, source: SourceInfo, revisions: Revisions) -> SourceDocument:
    from clausediff.sources.markdown import read_markdown

    return read_markdown(data, source)


def _plaintext(data: bytes, source: SourceInfo, revisions: Revisions) -> SourceDocument:
    from clausediff.sources.plaintext import read_plaintext

    return read_plaintext(data, source)


def _odt(data: bytes, source: SourceInfo, revisions: Revisions) -> SourceDocument:
    from clausediff.sources.odt import read_odt

    return read_odt(data, source, revisions)


def _pdf(data: bytes, source: SourceInfo, revisions: Revisions) -> SourceDocument:
    from clausediff.sources.pdf import read_pdf

    return read_pdf(data, source)


def _office(data: bytes, source: SourceInfo, revisions: Revisions) -> SourceDocument:
    from clausediff.sources.office import read_by_libreoffice

    return read_by_libreoffice(data, source, revisions)


def _html(data: bytes, source: SourceInfo, revisions: Revisions) -> SourceDocument:
    from clausediff.sources.webpage import read_html

    return read_html(data, source)


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ODT = "application/vnd.oasis.opendocument.text"
READERS: dict[str, tuple[str, Reader]] = {
    ".docx": (_DOCX, _docx),
    ".docm": (_DOCX, _docx),
    ".dotx": (_DOCX, _docx),
    ".md": ("text/markdown", _markdown),
    ".markdown": ("text/markdown", _markdown),
    ".odt": (_ODT, _odt),
    ".ott": (_ODT, _odt),
    ".fodt": (_ODT, _odt),
    ".doc": ("application/msword", _office),
    ".rtf": ("application/rtf", _office),
    ".pdf": ("application/pdf", _pdf),
    ".html": ("text/html", _html),
    ".htm": ("text/html", _html),
    ".xhtml": ("application/xhtml+xml", _html),
    ".txt": ("text/plain", _plaintext),
    ".text": ("text/plain", _plaintext),
}
"""Suffix to media type and reader."""
WITHOUT_REVISIONS = frozenset(
    suffix for suffix, (_, reader) in READERS.items() if reader not in (_docx, _odt, _office)
)
"""Suffixes of the formats that keep no tracked changes."""


def read_document(path: Path, *, revisions: Revisions = "accept") -> SourceDocument:
    """Read a file as printed.

    Args:
        path: a document; its suffix says in which format.
        revisions: tracked changes as accepted, or the original text.

    Raises:
        InputError: the file is missing, of an unknown type, empty, damaged, encrypted or too large.
    """
    suffix = path.suffix.lower()
    _refuse_what_is_no_file(path)
    if suffix not in READERS:
        kinds = ", ".join(sorted(READERS))
        remedy = f"convert it to one of {kinds}"
        kind = f"'{suffix}' files are not read" if suffix else "has no file type in its name"
        raise InputError("unknown-file-type", path.name, kind, remedy)
    data = _bytes(path)
    media_type, reader = READERS[suffix]
    source = SourceInfo(path.name, hashlib.sha256(data).hexdigest(), media_type)
    document = reader(data, source, revisions)
    if not document.blocks:
        raise InputError("no-text", path.name, "holds no text", "check that it is the right file")
    return document


def _refuse_what_is_no_file(path: Path) -> None:
    if not path.exists():
        raise InputError("missing-file", str(path), "there is no such file", "check the name and the folder")
    if path.is_dir():
        raise InputError("is-a-folder", str(path), "is a folder", "name a document inside it")


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE:
            raise InputError("too-large", path.name, "is larger than 500 MB", "remove its pictures")
        return path.read_bytes()
    except OSError as error:
        fault = f"cannot be read ({(error.strerror or str(error)).lower()})"
        raise InputError("unreadable-file", path.name, fault, "check its permissions") from None
