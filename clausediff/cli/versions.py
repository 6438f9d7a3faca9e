"""``clausediff versions``: the documents that have a name."""

from __future__ import annotations

import typer

from clausediff.cli.common import OutputOption, QuietOption, VerboseOption, guarded
from clausediff.cli.query import FormatOption
from clausediff.cli.tables import Format, write_rows

_COLUMNS = ("name", "agreement", "version", "date", "language", "title", "model", "sha256")
_SHOWN = ("name", "date", "language", "title", "")


def register(app: typer.Typer) -> None:
    """Add ``versions`` to the application."""
    app.command("versions")(versions)


@guarded
def versions(
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """List the registered versions, which every command takes by name: agreement@version.

    Those marked model come with clausediff: texts in its own wording, not official ones.
    """
    from clausediff.store import registry

    rows = registry.registered()
    if output_format is Format.TABLE:
        shown = [
            (str(row.edition), row.date, row.language, row.title, "model" if row.model else "")
            for row in rows
        ]
        write_rows(_SHOWN, shown, output_format, output)
        return
    full = [
        (
            str(row.edition),
            row.agreement,
            row.version,
            row.date,
            row.language,
            row.title,
            row.model,
            row.sha256,
        )
        for row in rows
    ]
    write_rows(_COLUMNS, full, output_format, output)
