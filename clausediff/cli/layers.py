"""``clausediff layers``: the AVG, the standard terms and the overlay agreement, protection by protection."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

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
from clausediff.cli.documents import Document, locate
from clausediff.cli.memory import HistoryMemory
from clausediff.settings import Settings

if TYPE_CHECKING:
    from clausediff.model.layers import Layers


class Format(StrEnum):
    """Forms in which two layers can be written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    MARKDOWN = "markdown"


def register(app: typer.Typer) -> None:
    """Add ``layers`` to the application."""
    app.command("layers")(layers)


@guarded
def layers(
    standard: Annotated[
        str,
        typer.Option("--standard", metavar="FILE", help="The standard terms: a file, or agreement@version."),
    ],
    overlay: Annotated[
        str,
        typer.Option(
            "--overlay", metavar="FILE", help="The agreement over them: a file, or agreement@version."
        ),
    ],
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="Form of the result.")
    ] = Format.TEXT,
    output: OutputOption = None,
    revisions: RevisionsOption = Revisions.ACCEPT,
    ui: UiOption = None,
    db: DbOption = None,
    no_db: NoDbOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Show for each protection what the AVG asks, the standard terms say and the overlay says.

    The verdict: the overlay goes beyond the standard terms, equals them, is weaker, or is silent, so that
    they apply. The two may be in different languages. Nothing is recorded. What `compare` found before is
    looked up in the history to save time, unless --no-db is given; the result is the same.
    """
    from clausediff.cli.tables import is_terminal

    documents = locate(standard), locate(overlay)
    settings = Settings(revisions=revisions.value, ui=ui_language(ui))
    memory = None if no_db else HistoryMemory(database_path(db))
    found = read_layers(documents, settings, memory, quiet=quiet, verbose=verbose)
    tell((*found.warnings, *found.standard.warnings, *found.overlay.warnings), quiet=quiet)
    if output_format is Format.TEXT and output in (None, "-") and is_terminal():
        _print(found, settings)
        return
    protect = tuple(document.path for document in documents)
    write_output(output or "-", _render(found, output_format, settings), protect=protect)


def read_layers(
    documents: tuple[Document, Document],
    settings: Settings,
    memory: HistoryMemory | None = None,
    *,
    quiet: bool,
    verbose: bool,
) -> Layers:
    """Read standard terms and overlay, and hold them against each other.

    Raises:
        InputError: one of the files cannot be read as a document.
    """
    from clausediff.pipeline import compare_layers, read_contract

    contracts = []
    with steps(quiet=quiet, verbose=verbose) as progress:
        for document in documents:
            progress(f"reading {document.path.name}")
            contracts.append(read_contract(document.path, settings))
        progress("judging the protections")
        return compare_layers(contracts[0], contracts[1], settings, memory)


def _print(found: Layers, settings: Settings) -> None:
    from rich.console import Console

    from clausediff import report

    report.print_layers(found, Console(highlight=False, markup=False), settings.ui)


def _render(found: Layers, output_format: Format, settings: Settings) -> str:
    from clausediff import report

    match output_format:
        case Format.JSON:
            return report.dumps(report.layers_json(found, settings.ui))
        case Format.HTML:
            return report.render_layers_html(found, settings.ui)
        case Format.MARKDOWN:
            return report.render_layers_markdown(found, settings.ui)
        case _:
            return report.render_layers_text(found, settings.ui)
