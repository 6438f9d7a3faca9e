"""Markdown, HTML inside it included: rendered by markdown-it and then read as the page it makes."""

from __future__ import annotations

import re

from clausediff.model.source import Metadata, NotRead, SourceDocument, SourceInfo
from clausediff.sources.decoding import decoded
from clausediff.sources.furniture import metadata_of
from clausediff.sources.html import blocks_of, parse_html

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)
_TIGHT_HEADING = re.compile(r"^( {0,3}#{1,6})(?=[^#\s])", re.MULTILINE)
_LOOSE_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*\n]*?[^\s*])\s+\1(?=\s|\w)")
_STRAY_TAG = re.compile(r"</?il>", re.IGNORECASE)


def read_markdown(data: bytes, source: SourceInfo) -> SourceDocument:
    """Read the bytes of a Markdown file.

    Headings without a space after the marks, and emphasis with a space before the closing ones, are taken
    as their writers mean them; indented text is text, never code. Front matter is metadata.
    """
    text, warnings = decoded(data, source.name)
    text, front = _without_front_matter(text)
    blocks, not_read = blocks_of(parse_html(_rendered(text), source.name), split_lines=True)
    title = _TITLE.search(front) if front else None
    if front:
        not_read.insert(0, NotRead("front matter", "line 1", " ".join(front.split())))
    metadata = metadata_of([front or ""], [block.text for block in blocks[:12]])
    named = title[1].strip("'\"") if title else None
    return SourceDocument(
        source,
        tuple(blocks),
        Metadata(metadata.version, metadata.date, named),
        warnings=warnings,
        not_read=tuple(not_read),
    )


def _without_front_matter(text: str) -> tuple[str, str | None]:
    found = _FRONT_MATTER.match(text)
    return (text[found.end() :], found[1]) if found else (text, None)


def _rendered(text: str) -> str:
    from markdown_it import MarkdownIt

    text = _TIGHT_HEADING.sub(r"\1 ", _STRAY_TAG.sub("", text))
    text = _LOOSE_EMPHASIS.sub(r"\1\2\1 ", text)
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable("table").disable("code")
    tokens = parser.parse(text)
    for token in tokens:
        if token.type == "ordered_list_open" and token.markup == ")":
            token.attrSet("data-delimiter", ")")
    return str(parser.renderer.render(tokens, parser.options, {}))
