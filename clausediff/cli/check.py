"""``clausediff check``: where every protection stands in one document."""

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
    UiOption,
    VerboseOption,
    database_path,
    guarded,
    steps,
    tell,
    ui_language,
    write_output,
)
from clausediff.cli.documents import locate
from clausediff.cli.memory import HistoryMemory
from clausediff.settings import Settings

_AVG = "avg"


class Format(StrEnum):
    """Forms in which an assessment can be written."""

    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add ``check`` to the application."""
    app.command("check")(check)


@guarded
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A document: a file, or agreement@version.")],
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="Form of the result.")
    ] = Format.TEXT,
    against: Annotated[
        str,
        typer.Option(
            "--against",
            metavar="avg|FILE",
            help="Check against the AVG, or against another document as well.",
        ),
    ] = _AVG,
    output: OutputOption = None,
    revisions: RevisionsOption = Revisions.ACCEPT,
    ui: UiOption = None,
    db: DbOption = None,
    no_db: NoDbOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Check every protection against the AVG (GDPR): absent, below, meets or beyond, with the quotes.

    With --against FILE each protection is also held against that document: beyond, equal, weaker, silent.

    Nothing is recorded. What `compare` found before is looked up in the history to save time, unless --no-db
    is given; the result is the same.
    """
    from dataclasses import replace

    from clausediff import report
    from clausediff.pipeline import assess_contract, compare_layers, judging_warnings, read_contract

    document, other = locate(file), None if against == _AVG else locate(against)
    language = ui_language(ui)
    settings = Settings(revisions=revisions.value, ui=language)
    memory = None if no_db else HistoryMemory(database_path(db))
    with steps(quiet=quiet, verbose=verbose) as progress:
        progress(f"reading {document.path.name}")
        contract = read_contract(document.path, settings)
        standard = read_contract(other.path, settings) if other else None
        progress("judging the protections")
        standings, catalogue = assess_contract(contract, settings, memory)
        layers = compare_layers(standard, contract, settings, memory) if standard else None
    contract = replace(contract, warnings=contract.warnings + judging_warnings(contract))
    tell(dict.fromkeys((*contract.warnings, *(layers.warnings if layers else ()))), quiet=quiet)
    if output_format is Format.JSON:
        rendered = report.dumps(report.assessment_json(contract, standings, catalogue, layers))
    else:
        rendered = report.render_assessment_text(contract, standings, catalogue, language, layers)
    write_output(output or "-", rendered, protect=(document.path, *((other.path,) if other else ())))
