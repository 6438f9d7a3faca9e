"""``clausediff log``: what was compared and asked, and when."""

from __future__ import annotations

from typing import Annotated

import typer

from clausediff.cli.common import (
    DbOption,
    OutputOption,
    QuietOption,
    VerboseOption,
    database_path,
    guarded,
)
from clausediff.cli.query import FormatOption
from clausediff.cli.tables import Format, write_rows

_COLUMNS = ("at", "command", "comparison", "old", "new", "text")


def register(app: typer.Typer) -> None:
    """Add ``log`` to the application."""
    app.command("log")(log)


@guarded
def log(
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many rows.")] = None,
    db: DbOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """List comparisons and queries, newest first, with their time in UTC."""
    from clausediff.store import Archive

    with Archive.open(database_path(db)) as archive:
        rows = archive.log(limit)
    table = [(row.at, row.command, row.comparison, row.old, row.new, row.text) for row in rows]
    write_rows(_COLUMNS, table, output_format, output)
