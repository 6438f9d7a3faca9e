"""``clausediff demo``: the main job on the documents that come with the package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from clausediff.cli.common import (
    DbOption,
    NoDbOption,
    QuietOption,
    UiOption,
    VerboseOption,
    guarded,
    steps,
    ui_language,
    write_output,
)
from clausediff.cli.compare import record
from clausediff.cli.documents import Document, locate
from clausediff.cli.judge import known_judgements
from clausediff.cli.layers import read_layers
from clausediff.cli.memory import HistoryMemory
from clausediff.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

_DATABASE = "clausediff-demo.db"
_AGREEMENTS = ("rijk-model", "microsoft-model")


def register(app: typer.Typer) -> None:
    """Add ``demo`` to the application."""
    app.command("demo")(demo)


@guarded
def demo(
    ui: UiOption = None,
    db: DbOption = None,
    no_db: NoDbOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Compare the model agreements that come with clausediff; reports go into the current folder.

    The history of the demo is kept apart, in clausediff-demo.db in the current folder, unless --db is given.
    """
    from rich.console import Console

    console = Console(highlight=False, markup=False)
    database = db or Path(_DATABASE)
    for agreement in _AGREEMENTS:
        _compare_editions(agreement, console, ui, None if no_db else database, quiet=quiet, verbose=verbose)
    _compare_layers(console, ui, quiet=quiet, verbose=verbose)
    if not quiet and not no_db:
        console.print(f"History: {database}. Try:", soft_wrap=True)
        for command in ("history --protection subprocessor-notice --agreement rijk-model", "log"):
            console.print(f"  clausediff {command} --db {database}", soft_wrap=True)


def _compare_editions(
    agreement: str, console: Console, ui: str | None, database: Path | None, *, quiet: bool, verbose: bool
) -> None:
    from clausediff import report
    from clausediff.pipeline import compare_files

    documents = _editions(agreement)[-2:]
    language = ui_language(ui)
    paths = documents[0].path, documents[1].path
    memory = None if database is None else HistoryMemory(database)
    with steps(quiet=quiet, verbose=verbose) as progress:
        comparison = compare_files(*paths, Settings(ui=language), progress, memory)
    target = f"{documents[0].stem}_vs_{documents[1].stem}.html"
    judgements = {} if database is None else known_judgements(comparison, database)
    write_output(target, report.render_html(comparison, language, judgements))
    if memory is not None:
        record(comparison, (documents[0], documents[1]), database, None, memory)
    if not quiet:
        report.print_summary(comparison, console, language, judgements)
        console.print(f"Report: {target}\n", soft_wrap=True)


def _compare_layers(console: Console, ui: str | None, *, quiet: bool, verbose: bool) -> None:
    """The newest Rijk model over the newest Microsoft model, both against the AVG."""
    from clausediff import report

    overlay, standard = (_editions(agreement)[-1] for agreement in _AGREEMENTS)
    language = ui_language(ui)
    found = read_layers((standard, overlay), Settings(ui=language), quiet=quiet, verbose=verbose)
    target = f"{overlay.stem}_over_{standard.stem}.html"
    write_output(target, report.render_layers_html(found, language))
    if not quiet:
        report.print_layers(found, console, language)
        console.print(f"Report: {target}\n", soft_wrap=True)


def _editions(agreement: str) -> list[Document]:
    """The editions of a model agreement that come with the package, oldest first."""
    from clausediff.store import registry

    named = [row for row in registry.packaged() if row.agreement == agreement]
    return [locate(f"{row.agreement}@{row.version}") for row in named]
