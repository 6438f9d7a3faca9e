"""``clausediff search``: the clauses that hold some words."""

from __future__ import annotations

from dataclasses import astuple
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
from clausediff.cli.query import FormatOption, UnloggedOption, note
from clausediff.cli.tables import Format, write_rows

_COLUMNS = ("document", "clause", "path", "heading", "snippet")


def register(app: typer.Typer) -> None:
    """Add ``search`` to the application."""
    app.command("search")(search)


@guarded
def search(
    terms: Annotated[
        list[str], typer.Argument(metavar="TERMS", help='Words; "a phrase" in quotes; begin* of a word.')
    ],
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many clauses.")] = 50,
    db: DbOption = None,
    no_db: UnloggedOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Find the clauses of all recorded documents that hold all of the words, best first."""
    from clausediff.store import Archive

    text = " ".join(f'"{term}"' if " " in term and '"' not in term else term for term in terms)
    path = database_path(db)
    with Archive.open(path) as archive:
        hits = archive.search(text, limit)
    note("search", text, path, no_db=no_db)
    write_rows(_COLUMNS, [astuple(hit) for hit in hits], output_format, output)
    if not hits and not quiet:
        typer.echo("No recorded clause holds these words.", err=True)
