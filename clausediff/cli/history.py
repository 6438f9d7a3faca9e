"""``clausediff history``: one clause, or one protection, through all versions that were compared."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from clausediff.cli.common import (
    DbOption,
    OutputOption,
    QuietOption,
    VerboseOption,
    database_path,
    guarded,
    write_output,
)
from clausediff.cli.query import UnloggedOption, note
from clausediff.cli.tables import is_terminal, to_json
from clausediff.errors import InputError

if TYPE_CHECKING:
    from clausediff.cli.past import Past
    from clausediff.cli.tale import Tale


class Format(StrEnum):
    """Forms in which a history can be written."""

    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add ``history`` to the application."""
    app.command("history")(history)


@guarded
def history(
    clause: Annotated[
        str | None,
        typer.Argument(metavar="CLAUSE", help="Its number as printed, its heading, or its id: 5.2, c12."),
    ] = None,
    protection: Annotated[
        str | None, typer.Option("--protection", metavar="ID", help="Follow a protection instead: audit.")
    ] = None,
    agreement: Annotated[str | None, typer.Option("--agreement", help="Only versions of this one.")] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at", metavar="VERSION", help="The version whose numbers CLAUSE uses. Default: newest."
        ),
    ] = None,
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="Form of the result.")
    ] = Format.TEXT,
    output: OutputOption = None,
    db: DbOption = None,
    no_db: UnloggedOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Follow one clause, or one protection, through all versions that were compared.

    Each version shows the clause's number there, what changed in its words, and what that did to the
    protections. Versions that were never compared with each other are not linked: nothing is guessed.
    """
    from clausediff.cli.past import Past
    from clausediff.store import Archive

    asked = _asked(clause, protection)
    path = database_path(db)
    with Archive.open(path) as archive:
        past = Past(archive, agreement, at)
        tale = _protection(past, protection) if protection else _clause(past, asked)
    note("history", f"--protection {protection}" if protection else asked, path, no_db=no_db)
    _write(tale, output_format, output)


def _asked(clause: str | None, protection: str | None) -> str:
    if (clause is None) == (protection is None):
        raise InputError(
            "nothing-to-follow", "history", "follows one thing", "give CLAUSE or --protection ID"
        )
    return clause or ""


def _clause(past: Past, asked: str) -> Tale:
    from clausediff.cli.tale import clause_tale

    document, clause = past.clause(asked)
    return clause_tale(asked, past.follow(document, clause), past.title, past.apart(document))


def _protection(past: Past, protection: str) -> Tale:
    from clausediff.cli.tale import protection_tale

    document = past.chain(protection)
    return protection_tale(protection, past.standings(document, protection), past.title, past.apart(document))


def _write(tale: Tale, output_format: Format, output: str | None) -> None:
    if output_format is Format.JSON:
        write_output(output or "-", to_json(tale.json))
    elif output in (None, "-") and is_terminal():
        from rich.console import Console

        console = Console(highlight=False, markup=False)
        for line in tale.lines:
            console.print(line)
    else:
        write_output(output or "-", "\n".join(line.plain for line in tale.lines) + "\n")
