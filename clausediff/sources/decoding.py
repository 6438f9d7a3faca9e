"""Bytes to text, with a word of warning where the encoding had to be assumed."""

from __future__ import annotations

import codecs

from clausediff.errors import InputError
from clausediff.model.source import Warn


def decoded(data: bytes, name: str) -> tuple[str, tuple[Warn, ...]]:
    """The text of a file in UTF-8 or, by its mark, UTF-16; else in Windows-1252 with a warning.

    Raises:
        InputError: the bytes are no text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _newlines(data.decode("utf-16", "replace")), ()
    if b"\x00" in data:
        fault = "is no text, whatever its name says"
        raise InputError("not-text", name, fault, "give the file the suffix of its real type")
    try:
        return _newlines(data.decode("utf-8-sig")), ()
    except UnicodeDecodeError:
        message = "the file is not in UTF-8; it was read as Windows-1252, so check its accents and quotes"
        return _newlines(data.decode("cp1252", "replace")), (Warn("encoding-assumed", message, name),)


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
