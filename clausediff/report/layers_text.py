"""Two layers in a terminal, as plain text and as Markdown: what goes beyond the standard first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clausediff.model.layers import Layers
from clausediff.report.layers_view import (
    BEYOND_AVG,
    NEITHER,
    ORDER,
    SIGNS,
    LayerRow,
    LayerSideView,
    LayersView,
    build_layers,
)
from clausediff.report.markdown import escape
from clausediff.report.text import wrapped
from clausediff.report.ui import Ui, Words
from clausediff.report.view import DocumentView

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_STYLES = {
    "beyond-standard": "bold blue",
    "below-standard": "bold red",
    "undetermined": "bold yellow",
    "equal": "",
    "silent": "dim",
    "beyond": "bold blue",
    "below": "red",
    "meets": "",
    "absent": "dim",
}


def render_layers_text(layers: Layers, ui: Ui = "en", width: int = 100) -> str:
    """Two layers as plain text, lines no longer than ``width`` characters, a single longer word apart."""
    view, words = build_layers(layers, ui), Words(ui)
    lines = [view.title, "", *(_document(one) for one in (view.standard, view.overlay)), ""]
    lines += [*_title(words("prevails")), *_prevails(view), "", *view.headline, ""]
    for row in sorted_rows(view):
        lines += _block(row, words)
    lines += _neither(view)
    lines += _notes(view, words)
    lines += [*_title(words("colophon")), *view.colophon]
    return "\n".join(wrapped(lines, width)) + "\n"


def render_layers_markdown(layers: Layers, ui: Ui = "en") -> str:
    """Two layers as Markdown: the matrix as a table, then each protection with its reason and quotes."""
    view, words = build_layers(layers, ui), Words(ui)
    parts = [
        f"# {words('layers')}",
        "\n".join(f"- {escape(_document(one))}" for one in (view.standard, view.overlay)),
    ]
    parts += [f"## {words('prevails')}", *(escape(line) for line in _prevails(view))]
    parts += [f"## {words('md_summary')}", " ".join(escape(one) for one in view.headline)]
    parts += [f"## {words('matrix')}", _matrix(view, words)] if view.rows else []
    for row in sorted_rows(view):
        parts += [f"### {escape(f'{_verdict(row)}: {row.name}')}", *_details(row, words)]
    parts += [escape(line) for line in _neither(view) if line]
    notes = [escape(line.strip()) for line in _notes(view, words)[2:] if line.strip()]
    parts += [f"## {words('notes')}", *(f"- {line}" for line in notes)] if notes else []
    parts += [f"## {words('colophon')}", " ".join(escape(one) for one in view.colophon)]
    return "\n\n".join(parts) + "\n"


def print_layers(layers: Layers, console: Console, ui: Ui = "en") -> None:
    """Print the matrix of two layers; plain text where the output is no terminal.

    Args:
        layers: what to print.
        console: where to; markup in texts is never interpreted.
        ui: language of the report's own words.
    """
    if not console.is_terminal:
        text = render_layers_text(layers, ui, max(console.width, 60))
        console.out(text, end="", highlight=False)
        return
    view, words = build_layers(layers, ui), Words(ui)
    for document in (view.standard, view.overlay):
        console.print(_text(_document(document), "bold"))
    for line in ("", *_prevails(view), ""):
        console.print(_text(line))
    if view.rows:
        console.print(_table(view, words))
    for line in (*_neither(view), *_note_lines(view), *view.headline, "", *view.colophon):
        console.print(
            _text(line, "bold" if line in view.headline else "dim" if line in view.colophon else "")
        )


def sorted_rows(view: LayersView) -> list[LayerRow]:
    """Rows by verdict, beyond the standard first; those on which both documents are silent left out."""
    rows = [row for row in view.rows if row.verdict.kind != NEITHER]
    return sorted(rows, key=lambda row: (ORDER.index(row.verdict.kind), not row.beyond_avg))


def _document(document: DocumentView) -> str:
    return f"{document.side}: {document.title} ({', '.join(document.facts)})"


def _title(text: str) -> list[str]:
    return [text, "-" * len(text)]


def _prevails(view: LayersView) -> list[str]:
    claims = (f"{one.says}: “{one.quote.text}” ({one.quote.place})" for one in view.claims)
    return [view.precedence.text, *claims]


def _verdict(row: LayerRow) -> str:
    """``▲ beyond the standard ★ beyond the AVG``: told by sign and words, not by colour."""
    beyond = f" {BEYOND_AVG} {row.beyond_avg}" if row.beyond_avg else ""
    return f"{SIGNS[row.verdict.kind]} {row.verdict.text}{beyond}"


def _block(row: LayerRow, words: Words) -> Iterator[str]:
    article = f" ({row.article})" if row.article else ""
    yield f"{_verdict(row).upper()}: {row.name}{article}"
    yield f"  {words('avg_floor')}: {row.floor}"
    for side, name in ((row.standard, words("standard")), (row.overlay, words("overlay"))):
        yield f"  {name}: {_standing(side)}"
        yield from (f"    “{quote.text}” ({quote.place})" for quote in side.quotes)
    yield f"  {words('reason')}: {row.reason}"
    yield ""


def _standing(side: LayerSideView) -> str:
    """Level, step and what is said aspect by aspect, in one line."""
    facts = "; ".join(f"{fact.aspect}: {fact.words}" for fact in side.facts)
    step = side.rung if side.level.kind in ("below", "beyond") else ""
    return ". ".join(part for part in (side.level.text, step, facts) if part)


def _neither(view: LayersView) -> list[str]:
    """The protections that neither document has, in one line."""
    rows = [row for row in view.rows if row.verdict.kind == NEITHER]
    return [f"{rows[0].verdict.text}: {', '.join(row.name for row in rows)}.", ""] if rows else []


def _note_lines(view: LayersView) -> list[str]:
    """What deserves a warning, a line each."""
    return [f"{note.where}: {note.text} [{note.what}]".removeprefix(": ") for note in view.warnings]


def _notes(view: LayersView, words: Words) -> list[str]:
    unread = [f"{note.where}: {note.what}: {note.text}" for note in view.not_read]
    lines = [f"  {line}" for line in (*_note_lines(view), *unread)]
    return [*_title(words("notes")), *lines, ""] if lines else []


def _matrix(view: LayersView, words: Words) -> str:
    heads = (words("protection"), words("avg_floor"), words("standard"), words("overlay"), words("verdict"))
    rows = [
        (row.name, row.floor, _standing(row.standard), _standing(row.overlay), _verdict(row))
        for row in view.rows
    ]
    lines = [" | ".join(heads), " | ".join("---" for _ in heads)]
    lines += [" | ".join(escape(cell) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def _details(row: LayerRow, words: Words) -> Iterator[str]:
    yield escape(row.reason)
    quotes = [
        f"- {name}: “{escape(quote.text)}” ({escape(quote.place)})"
        for side, name in ((row.standard, words("standard")), (row.overlay, words("overlay")))
        for quote in side.quotes
    ]
    if quotes:
        yield "\n".join(quotes)


def _text(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(text, style=style)


def _table(view: LayersView, words: Words) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_lines=True, pad_edge=False, expand=True)
    heads = (("protection", 14), ("avg_floor", 19), ("standard", 22), ("overlay", 24), ("verdict", 13))
    for key, ratio in heads:
        table.add_column(words(key), overflow="fold", ratio=ratio)
    for row in sorted_rows(view):
        verdict = _text(f"{SIGNS[row.verdict.kind]} {row.verdict.text}", _STYLES[row.verdict.kind])
        if row.beyond_avg:
            verdict.append(f"\n{BEYOND_AVG} {row.beyond_avg}", style=_STYLES["beyond"])
        cells = (_cell(row.standard), _cell(row.overlay))
        table.add_row(_text(row.name, "bold"), _text(row.floor, "dim"), *cells, verdict)
    return table


def _cell(side: LayerSideView) -> Text:
    cell = _text(side.level.text, _STYLES[side.level.kind])
    if side.rung and side.level.kind in ("below", "beyond"):
        cell.append(f"\n{side.rung}")
    for fact in side.facts:
        if fact.differs and fact.words not in side.rung:
            cell.append(f"\n{fact.aspect}: {fact.words}", style="not bold")
    return cell
