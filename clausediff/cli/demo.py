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
from clausediff.cli.documents import locate
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
    if not quiet and not no_db:
        console.print(f"History: {database}. Try:", soft_wrap=True)
        for command in ("history --protection subprocessor-notice --agreement rijk-model", "log"):
            console.print(f"  clausediff {command} --db {database}", soft_wrap=True)


def _compare_editions(
    agreement: str, console: Console, ui: str | None, database: Path | None, *, quiet: bool, verbose: bool
) -> None:
    from clausediff import report
    from clausediff.pipeline import compare_files
    from clausediff.store import registry

    editions = [row for row in registry.packaged() if row.agreement == agreement]
    documents = tuple(locate(f"{row.agreement}@{row.version}") for row in editions[-2:])
    language = ui_language(ui)
    with steps(quiet=quiet, verbose=verbose) as progress:
        comparison = compare_files(documents[0].path, documents[1].path, Settings(ui=language), progress)
    target = f"{documents[0].stem}_vs_{documents[1].stem}.html"
    write_output(target, report.render_html(comparison, language))
    if database is not None:
        record(comparison, (documents[0], documents[1]), database, None)
    if not quiet:
        report.print_summary(comparison, console, language)
        console.print(f"Report: {target}\n", soft_wrap=True)
