"""``clausediff add``: give a document a name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clausediff.cli.common import QuietOption, VerboseOption, guarded
from clausediff.model.edition import Edition


class Language(StrEnum):
    """Languages in which agreements are judged."""

    NL = "nl"
    EN = "en"


def register(app: typer.Typer) -> None:
    """Add ``add`` to the application."""
    app.command("add")(add)


@guarded
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A document.")],
    agreement: Annotated[str, typer.Option("--agreement", help="Name of the agreement.")],
    version: Annotated[str, typer.Option("--version", help="Label of this version.")],
    date: Annotated[str | None, typer.Option("--date", help="Date of this version: 2026-01-31.")] = None,
    language: Annotated[
        Language | None, typer.Option("--language", help="Language of the document. Default: as read.")
    ] = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Register a document as agreement@version; a copy that only you can read is kept.

    From then on every command takes it by that name. `clausediff forget agreement@version` erases the copy.
    """
    from clausediff.pipeline import read_contract
    from clausediff.store import registry

    contract = read_contract(file)  # so that what cannot be read is refused now, not later
    row = registry.add(
        file,
        Edition(agreement, version, date),
        str(language) if language else contract.language,
        contract.title or "",
    )
    if not quiet:
        typer.echo(f"Registered {row.edition} ({len(contract.clauses)} clauses, {row.language}).")
