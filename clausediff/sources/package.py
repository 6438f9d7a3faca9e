"""Opening a Word file safely: what it may hold, before anything in it is parsed.

A ``.docx`` is a zip archive of XML parts (ECMA-376 part 2). Archives that inflate beyond reason, parts with
paths that leave the package, and XML with document types or entities are refused with a reason.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from lxml import etree

from clausediff.errors import InputError

MAX_PART = 64 * 2**20
"""Bytes that one part may inflate to: some million words in the XML of Word."""
MAX_TOTAL = 300 * 2**20
"""Bytes that all parts together may inflate to."""
MAX_PARTS = 10_000
"""Parts that a package may have."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCUMENT = "/officeDocument"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package: its parts are read on demand.

    Attributes:
        name: the file's name, for messages.
        archive: the open zip archive.
        main: path of the main document part.
        kind: ``docx`` or ``odt``, for messages.
    """

    name: str
    archive: zipfile.ZipFile
    main: str
    kind: str = "docx"

    def part(self, path: str) -> Any | None:
        """Root element of the XML part at ``path``; ``None`` if the package has no such part.

        Raises:
            InputError: the part is damaged or holds a document type or entities.
        """
        try:
            data = self.archive.read(path)
        except KeyError:
            return None
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            fault = f"its part {path} cannot be unpacked ({error})"
            raise damaged(self.name, fault, self.kind) from None
        return parse_xml(data, self.name, path, self.kind)

    def related(self, kind: str, of: str | None = None) -> list[str]:
        """Paths of the internal parts that ``of`` (the main part) relates to as ``kind`` (``/styles``)."""
        part = of or self.main
        folder, base = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", base + ".rels"))
        if root is None:
            return []
        return [
            resolve(folder, relation.get("Target", ""))
            for relation in root.iter(_RELATIONSHIPS)
            if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External"
        ]


def damaged(name: str, how: str, kind: str = "docx") -> InputError:
    """The error for a file that says it is a document of this kind and cannot be read as one."""
    program = "Word" if kind == "docx" else "LibreOffice"
    remedy = f"open it in {program} and save it again, or get a fresh copy"
    return InputError(f"damaged-{kind}", name, f"is damaged: {how}", remedy)


def resolve(folder: str, target: str) -> str:
    """Path of a relationship's target inside the package."""
    path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path)


def parse_xml(data: bytes, name: str, path: str, kind: str = "docx") -> Any:
    """Parse one XML part without a network, entities or document types.

    Raises:
        InputError: the XML is damaged, or declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name, f"its part {path} is broken XML ({error})", kind) from None
    if root.getroottree().docinfo.doctype:
        raise InputError(
            "xml-entities",
            name,
            f"its part {path} declares a document type, by which it could pull in other files",
            "do not trust this file; ask the sender for one saved by Word or LibreOffice",
        )
    return root


def open_package(data: bytes, name: str) -> Package:
    """Open the bytes of a Word file.

    Raises:
        InputError: it is empty, encrypted, an old ``.doc``, no zip archive, too large, or damaged.
    """
    _refuse_what_is_no_zip(data, name)
    archive = open_archive(data, name, "docx")
    return Package(name, archive, _main_part(archive, name))


def open_archive(data: bytes, name: str, kind: str) -> zipfile.ZipFile:
    """Open a zip archive whose parts are within bounds.

    Raises:
        InputError: it is damaged, encrypted, too large, or names a part outside itself.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise damaged(name, f"it is not a readable zip archive ({error})", kind) from None
    _refuse_what_is_too_large(entries, name, kind)
    return archive


def _refuse_what_is_no_zip(data: bytes, name: str) -> None:
    if not data:
        raise InputError("empty-file", name, "is empty", "get a fresh copy")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            fault, remedy = "is protected by a password", "open it in Word, remove the password, save it"
            raise InputError("password-protected", name, fault, remedy)
        fault = "is in the old binary Word format, whatever its name says"
        raise InputError(
            "old-word-format", name, fault, "open it in Word or LibreOffice and save it as .docx"
        )
    if not data.startswith(b"PK"):
        raise InputError("not-a-docx", name, "is not a Word file, whatever its name says", "save it as .docx")


def _refuse_what_is_too_large(entries: list[zipfile.ZipInfo], name: str, kind: str) -> None:
    total = sum(entry.file_size for entry in entries)
    largest = max((entry.file_size for entry in entries), default=0)
    if len(entries) > MAX_PARTS or total > MAX_TOTAL or largest > MAX_PART:
        fault = f"unpacks to {total // 2**20} MB in {len(entries)} parts, more than a contract can need"
        raise InputError(
            "too-large", name, fault, "remove its pictures and embedded files, and save it again"
        )
    for entry in entries:
        if entry.flag_bits & 1:
            raise InputError(
                "password-protected", name, "is protected by a password", "save it without a password"
            )
        if entry.filename.startswith(("/", "\\")) or ".." in entry.filename.replace("\\", "/").split("/"):
            raise damaged(name, f"it holds a part outside the package ({entry.filename!r})", kind)


def _main_part(archive: zipfile.ZipFile, name: str) -> str:
    probe = Package(name, archive, "")
    root = probe.part("[Content_Types].xml")
    relations = probe.part("_rels/.rels")
    if root is None or relations is None:
        raise InputError("not-a-docx", name, "is a zip archive but no Word file", "save it as .docx")
    for relation in relations.iter(_RELATIONSHIPS):
        if relation.get("Type", "").endswith(_DOCUMENT):
            return resolve("", relation.get("Target", ""))
    raise damaged(name, "it has no main document part")
