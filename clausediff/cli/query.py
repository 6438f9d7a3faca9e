"""``clausediff query``: the history in SQL, read-only."""

from __future__ import annotations

from pathlib import Path
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
from clausediff.cli.tables import Format, write_rows

FormatOption = Annotated[Format, typer.Option("--format", "-f", help="Form of the result.")]
UnloggedOption = Annotated[bool, typer.Option("--no-db", help="Do not write this to the history's log.")]


def register(app: typer.Typer) -> None:
    """Add ``query`` to the application."""
    app.command("query")(query)


@guarded
def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT; docs/database.md has the tables.")],
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
    db: DbOption = None,
    no_db: UnloggedOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Ask the history a question in SQL; nothing can be changed.

    A table in a terminal, tab-separated lines in a pipe. Start with the views findings_view, changes_view,
    protections_view, clause_history and comparisons_view.
    """
    from clausediff.store import Archive

    path = database_path(db)
    with Archive.open(path) as archive:
        table = archive.query(sql)
    note("query", sql, path, no_db=no_db)
    write_rows(table.columns, table.rows, output_format, output)


def note(command: str, text: str, path: Path, *, no_db: bool) -> None:
    """Write what was asked to the history's log; a history that cannot be written to still answers."""
    if no_db:
        return
    from clausediff.errors import StoreError
    from clausediff.store import History

    try:
        with History.open(path) as history:
            history.note(command, text)
    except StoreError as error:
        typer.echo(f"clausediff: not logged: {error}", err=True)
