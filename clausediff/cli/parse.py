"""``clausediff parse``: the numbered clause tree of one document."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from clausediff.cli.common import (
    DbOption,
    NoDbOption,
    OutputOption,
    QuietOption,
    Revisions,
    RevisionsOption,
    VerboseOption,
    guarded,
    steps,
    tell,
    write_output,
)
from clausediff.cli.documents import locate
from clausediff.settings import Settings


class Format(StrEnum):
    """Forms in which a clause tree can be written."""

    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add ``parse`` to the application."""
    app.command("parse")(parse)


@guarded
def parse(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A document: a file, or agreement@version.")],
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="Form of the result.")
    ] = Format.TEXT,
    output: OutputOption = None,
    revisions: RevisionsOption = Revisions.ACCEPT,
    db: DbOption = None,
    no_db: NoDbOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Show how a document was read: its numbered clauses, definitions and references.

    Nothing is recorded: --db and --no-db are accepted as everywhere, and change nothing here.
    """
    from clausediff import report
    from clausediff.pipeline import read_contract

    document = locate(file)
    with steps(quiet=quiet, verbose=verbose) as progress:
        progress(f"reading {document.path.name}")
        contract = read_contract(document.path, Settings(revisions=revisions.value))
    tell(contract.warnings, quiet=quiet)
    if output_format is Format.JSON:
        rendered = report.dumps(report.contract_json(contract))
    else:
        rendered = report.render_contract_text(contract)
    write_output(output or "-", rendered, protect=(document.path,))
