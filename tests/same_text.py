"""The same document in other formats, its printed labels typed in."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from itertools import groupby

from clausediff.model.source import Block, SourceDocument


def _marked(block: Block, open_mark: str, close_mark: str, escape: Callable[[str], str]) -> str:
    """The block's words with its bold stretches marked."""
    parts, last = [], 0
    for start, end in block.bold:
        parts += [escape(block.text[last:start]), open_mark, escape(block.text[start:end]), close_mark]
        last = end
    return "".join([*parts, escape(block.text[last:])])


def _labelled(block: Block, text: str) -> str:
    return f"{block.label} {text}" if block.label else text


def _rows(blocks: Iterable[Block]) -> list[list[str]]:
    """The cells of one table, row by row; the paragraphs of a cell are joined."""
    rows: dict[int, dict[int, list[str]]] = {}
    for block in blocks:
        assert block.cell is not None
        rows.setdefault(block.cell.row, {}).setdefault(block.cell.column, []).append(block.text)
    return [[" ".join(texts) for _, texts in sorted(row.items())] for _, row in sorted(rows.items())]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("*", "\\*").replace("_", "\\_").replace("<", "&lt;")


def markdown(document: SourceDocument) -> str:
    """The document as Markdown: typed labels, headings by ``#``, tables with pipes."""
    written = []
    for table, group in groupby(document.blocks, key=lambda block: block.cell and block.cell.table):
        blocks = list(group)
        if table is not None:
            rows = _rows(blocks)
            written.append("\n".join(["| " + " | ".join(row) + " |" for row in rows]))
            lines = written[-1].split("\n")
            lines.insert(1, "|" + " --- |" * len(rows[0]))
            written[-1] = "\n".join(lines)
            continue
        for block in blocks:
            marks = "#" * block.heading_level + " " if block.heading_level else ""
            title = "# " if block.style == "Title" else marks
            bold = not (title or block.bold == ((0, len(block.text)),))
            text = _marked(block, "**", "**", _escaped) if bold else _escaped(block.text)
            label = (block.label or "").replace(".", "\\.").replace(")", "\\)")
            bullet = "- " if block.bullet else ""
            written.append(f"{title}{bullet}{label} {text}" if label else f"{title}{bullet}{text}")
    return "\n\n".join(written) + "\n"


def web_page(document: SourceDocument) -> str:
    """The document as an HTML page: typed labels in paragraphs, headings and tables as elements."""
    written = []
    for table, group in groupby(document.blocks, key=lambda block: block.cell and block.cell.table):
        blocks = list(group)
        if table is not None:
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in _rows(blocks))
            written.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
            continue
        for block in blocks:
            tag = f"h{block.heading_level}" if block.heading_level else "p"
            tag = "h1" if block.style == "Title" else tag
            text = _labelled(block, _marked(block, "<b>", "</b>", html.escape))
            written.append(f"<ul><li>{text}</li></ul>" if block.bullet else f"<{tag}>{text}</{tag}>")
    return f"<!doctype html><meta charset=utf-8><body>{''.join(written)}</body>"
