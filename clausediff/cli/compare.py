"""``clausediff compare``: the main job."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

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
    ui_language,
    write_output,
)
from clausediff.cli.documents import Document, locate
from clausediff.cli.judge import known_judgements
from clausediff.cli.memory import HistoryMemory
from clausediff.errors import InputError
from clausediff.settings import Settings

if TYPE_CHECKING:
    from clausediff.model.comparison import Comparison
    from clausediff.model.judgement import Judgements


class Format(StrEnum):
    """Forms in which a comparison can be written."""

    HTML = "html"
    JSON = "json"
    MARKDOWN = "markdown"
    TEXT = "text"
    DOCX = "docx"


_TO_STANDARD_OUTPUT = (Format.JSON, Format.MARKDOWN, Format.TEXT)


def register(app: typer.Typer) -> None:
    """Add ``compare`` to the application."""
    app.command("compare")(compare)


@guarded
def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Older document: a file, or agreement@version.")],
    new: Annotated[
        str | None, typer.Argument(metavar="NEW", help="Newer document: a file, or agreement@version.")
    ] = None,
    output_format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Form of the result. Default: html, with a summary printed."),
    ] = None,
    output: OutputOption = None,
    findings: Annotated[
        bool, typer.Option("--findings/--no-findings", help="Judge the protections, or only align and diff.")
    ] = True,
    revisions: RevisionsOption = Revisions.ACCEPT,
    own_revisions: Annotated[
        bool,
        typer.Option(
            "--own-revisions", help="Compare OLD's original text with its own tracked changes accepted."
        ),
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if the documents differ (renumbering aside).")
    ] = False,
    agreement: Annotated[
        str | None, typer.Option("--agreement", help="Name under which the history keeps both versions.")
    ] = None,
    ui: UiOption = None,
    db: DbOption = None,
    no_db: NoDbOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Compare two versions of an agreement clause by clause, and report what changed.

    Without --format, writes OLD_vs_NEW.html in the current folder, prints a summary and records the
    comparison in the history. json, markdown and text go to standard output unless -o names a file.
    The history keeps documents as accepted: a comparison with original text is not recorded. What you made of
    a finding with `judge` is shown beside it, unless --no-db is given.
    """
    _refuse_docx(output_format)
    documents = _documents(old, new, own_revisions=own_revisions)
    settings = Settings(findings=findings, revisions=revisions.value, ui=ui_language(ui))
    recorded = not no_db and not own_revisions and revisions is Revisions.ACCEPT
    memory = HistoryMemory(database_path(db)) if recorded else None
    comparison = _compare(documents, settings, memory, quiet=quiet, verbose=verbose, own=own_revisions)
    target = _target(documents, output_format, output)
    inputs = tuple(document.path for document in documents)
    judgements = {} if no_db else known_judgements(comparison, database_path(db))
    content = _render(comparison, output_format or Format.HTML, settings.ui, judgements)
    write_output(target, content, protect=inputs)
    number = record(comparison, documents, db, agreement, memory) if memory is not None else None
    if not quiet:
        _summarise(comparison, target, settings.ui, judgements, number)
    if exit_code and comparison.differs:
        raise typer.Exit(1)


def record(
    comparison: Comparison,
    documents: tuple[Document, Document],
    db: Path | None,
    agreement: str | None,
    memory: HistoryMemory,
) -> int:
    """Record a comparison, and what judging found in its documents, in the history; returns its number there.

    Raises:
        StoreError: the database cannot be opened or written.
    """
    from clausediff.store import History

    with History.open(database_path(db)) as history:
        return history.record(
            comparison,
            old=documents[0].edition(agreement),
            new=documents[1].edition(agreement),
            remembered=memory.kept,
        )


def _documents(old: str, new: str | None, *, own_revisions: bool) -> tuple[Document, Document]:
    """The two documents to compare: the same one twice if its own revisions are asked for."""
    if new is None and not own_revisions:
        remedy = "name the newer document as well, or add --own-revisions"
        raise InputError("one-document", old, "is one document and a comparison needs two", remedy)
    if new is not None and own_revisions:
        remedy = "name one document, or leave --own-revisions out"
        raise InputError("two-documents", new, "is a second document beside --own-revisions", remedy)
    first = locate(old)
    return first, first if new is None else locate(new)


def _refuse_docx(output_format: Format | None) -> None:
    if output_format is Format.DOCX:
        raise InputError(
            "format-not-available",
            "--format docx",
            "the Word redline is not made yet",
            "use --format html, markdown, text or json",
        )


def _compare(
    documents: tuple[Document, Document],
    settings: Settings,
    memory: HistoryMemory | None,
    *,
    quiet: bool,
    verbose: bool,
    own: bool,
) -> Comparison:
    from clausediff.pipeline import compare_files, compare_own_revisions

    with steps(quiet=quiet, verbose=verbose) as progress:
        if own:
            return compare_own_revisions(documents[0].path, settings, progress)
        return compare_files(documents[0].path, documents[1].path, settings, progress, memory)


def _target(documents: tuple[Document, Document], output_format: Format | None, output: str | None) -> str:
    if output is not None:
        return output
    if output_format in _TO_STANDARD_OUTPUT:
        return "-"
    if documents[0] is documents[1]:
        return f"{documents[0].stem}_revisions.html"
    return f"{documents[0].stem}_vs_{documents[1].stem}.html"


def _render(
    comparison: Comparison, output_format: Format, ui: Literal["nl", "en"], judgements: Judgements
) -> str:
    from clausediff import report

    match output_format:
        case Format.JSON:
            return report.dumps(report.comparison_json(comparison, judgements))
        case Format.MARKDOWN:
            return report.render_markdown(comparison, ui, judgements)
        case Format.TEXT:
            return report.render_text(comparison, ui, judgements=judgements)
        case _:
            return report.render_html(comparison, ui, judgements)


def _summarise(
    comparison: Comparison,
    target: str,
    ui: Literal["nl", "en"],
    judgements: Judgements,
    number: int | None,
) -> None:
    from rich.console import Console

    from clausediff.report import print_summary

    console = Console(stderr=target == "-", highlight=False, markup=False)
    print_summary(comparison, console, ui, judgements)
    if target != "-":
        console.print(f"Report: {target}", soft_wrap=True)
    if number is not None and comparison.findings:
        command = f"clausediff judge {comparison.findings[0].id} --comparison {number}"
        console.print(f"Comparison {number} of the history; to judge a finding: {command}", soft_wrap=True)
