"""The Typer application: it knows the commands' names and leaves their work to their modules."""

from __future__ import annotations

from typing import Annotated

import typer

from clausediff import __version__
from clausediff.cli import (
    add,
    check,
    compare,
    demo,
    forget,
    history,
    judge,
    layers,
    log,
    parse,
    query,
    search,
    versions,
)

app = typer.Typer(
    name="clausediff",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"clausediff {__version__}")
        raise typer.Exit


@app.callback()
def clausediff(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Compare versions of a contract clause by clause, and see what happened to its protections.

    Everything runs on this machine: no document leaves it. Text only, no legal advice.
    """


for _command in (
    compare,
    parse,
    check,
    layers,
    judge,
    history,
    search,
    query,
    log,
    versions,
    add,
    forget,
    demo,
):
    _command.register(app)
