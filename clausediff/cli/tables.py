"""Rows for people and for programs: a rich table in a terminal, tab-separated lines in a pipe, csv, json."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from clausediff.cli.common import write_output

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Format(StrEnum):
    """Forms in which rows can be written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def clean(text: str) -> str:
    """``text`` without control characters, so that no document can steer a terminal."""
    return _CONTROL.sub("", text)


def is_terminal() -> bool:
    """Whether standard output is a terminal that somebody looks at."""
    return sys.stdout.isatty()


def write_rows(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], output_format: Format, output: str | None
) -> None:
    """Write rows in the form asked for; ``None`` or ``-`` as output is standard output.

    Raises:
        OutputError: the output cannot be written.
    """
    if output_format is Format.TABLE and output in (None, "-") and is_terminal():
        _print_table(columns, rows)
        return
    render = {Format.TABLE: _tsv, Format.CSV: _csv, Format.JSON: _json}[output_format]
    write_output(output or "-", render(columns, rows))


def to_json(value: object) -> str:
    """A result as indented JSON with a line feed at its end."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2, default=_bytes_as_hex) + "\n"


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(_cell(value))) for value in row))
    console = Console(highlight=False, markup=False)
    console.print(table)
    console.print(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}", style="dim")


def _tsv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    lines = ("\t".join(" ".join(clean(_cell(value)).split()) for value in row) for row in (columns, *rows))
    return "\n".join(lines) + "\n"


def _csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _json(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    return to_json([dict(zip(columns, row, strict=True)) for row in rows])


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value.hex() if isinstance(value, bytes) else str(value)


def _bytes_as_hex(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
