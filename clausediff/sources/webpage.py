"""HTML pages as printed: their encoding and title, and the blocks of their body."""

from __future__ import annotations

import re

from clausediff.model.source import Metadata, SourceDocument, SourceInfo
from clausediff.sources.decoding import decoded
from clausediff.sources.furniture import metadata_of
from clausediff.sources.html import blocks_of, parse_html

_DECLARED = re.compile(
    rb"<(?:meta[^>]{0,200}?charset\s*=\s*[\"']?|\?xml[^>]{0,80}?encoding\s*=\s*[\"'])([\w-]{2,30})", re.I
)
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")


def read_html(data: bytes, source: SourceInfo) -> SourceDocument:
    """Read the bytes of an HTML or XHTML page.

    The encoding is that of the byte order mark, or the one that the page declares (HTML, 4.2.5.4), or told
    from the bytes. Nothing that the page refers to is fetched.

    Raises:
        InputError: the file is empty or holds no text.
    """
    text, warnings = decoded(_in_unicode(data), source.name)
    root = parse_html(_PROLOGUE.sub("", text), source.name)
    blocks, not_read = blocks_of(root)
    title = root.findtext("head/title")
    metadata = metadata_of([], [block.text for block in blocks[:12]])
    named = " ".join(title.split()) if title else None
    return SourceDocument(
        source,
        tuple(blocks),
        Metadata(metadata.version, metadata.date, named or None),
        warnings=warnings,
        not_read=tuple(not_read),
    )


def _in_unicode(data: bytes) -> bytes:
    """The bytes in UTF-8, if the page declares another encoding that Python knows."""
    declared = _DECLARED.search(data[:2048])
    if declared is None or data[:3] == b"\xef\xbb\xbf" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data
    name = declared[1].decode("ascii").lower()
    if name in ("utf-8", "utf8"):
        return data
    name = "cp1252" if name in ("iso-8859-1", "latin-1", "us-ascii") else name
    try:
        return data.decode(name).encode("utf-8")
    except (LookupError, UnicodeDecodeError):
        return data
