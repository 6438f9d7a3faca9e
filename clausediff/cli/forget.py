"""``clausediff forget``: erase a document from the history and the registry."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausediff.cli.common import DbOption, QuietOption, VerboseOption, database_path, guarded
from clausediff.errors import InputError

if TYPE_CHECKING:
    from clausediff.store.archive import RecordedDocument
    from clausediff.store.registry import RegisteredVersion


def register(app: typer.Typer) -> None:
    """Add ``forget`` to the application."""
    app.command("forget")(forget)


@guarded
def forget(
    document: Annotated[
        str, typer.Argument(metavar="FILE|AGREEMENT@VERSION", help="The document, as it was compared.")
    ],
    db: DbOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Erase a document's text, comparisons, findings, judgements and search index, beyond recovery.

    A reason that you gave for another document and that uses its words goes too, and so does a copy in the
    registry; your own file stays where it is. Backups, and what a disk keeps of
    files that were removed, are out of this program's reach.
    """
    from clausediff.store import registry

    path = database_path(db)
    recorded = _recorded(document, path)
    digests = sorted({row.sha256 for row in recorded})
    own = registry.own()
    copies = [row for row in own if row.sha256 in _digests_of(document, own) or row.sha256 in digests]
    swept, reasons = _erase(digests, path) if path.is_file() else (False, 0)
    registry.remove(copies)
    if not recorded and not copies and not swept:
        remedy = "see `clausediff log` and `clausediff versions` for what there is"
        raise InputError("not-recorded", document, "is in neither the history nor the registry", remedy)
    if not quiet:
        _report(document, recorded, copies, reasons)


def _recorded(name: str, path: Path) -> list[RecordedDocument]:
    """The documents of the history that ``name`` means: by content, by edition, else by file name."""
    from clausediff.store import Archive

    if not path.is_file():
        return []
    with Archive.open(path) as archive:
        documents = archive.documents()
    digest = _digest(name)
    wanted = name.casefold()
    tiers = (
        [row for row in documents if row.sha256 == digest],
        [row for row in documents if any(str(edition).casefold() == wanted for edition in row.editions)],
        [row for row in documents if row.name.casefold() == Path(name).name.casefold()],
        [row for row in documents if len(wanted) >= 8 and row.sha256.startswith(wanted)],
    )
    found = next((tier for tier in tiers if tier), [])
    if digest is None and found == tiers[2] and len(found) > 1:
        choices = ", ".join(f"{row.title} ({row.sha256[:12]})" for row in found)
        raise InputError("ambiguous-document", name, f"may be any of {choices}", "give the digest's 12 signs")
    return found


def _digests_of(name: str, own: Sequence[RegisteredVersion]) -> set[str]:
    named = {row.sha256 for row in own if str(row.edition).casefold() == name.casefold()}
    digest = _digest(name)
    return named | ({digest} if digest else set())


def _digest(name: str) -> str | None:
    path = Path(name)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _erase(digests: list[str], path: Path) -> tuple[bool, int]:
    """Erase the documents.

    Returns:
        Whether an earlier, interrupted erasure was finished, and how many judgements on other documents lost
        their reason.
    """
    from clausediff.store import History

    with History.open(path) as history:
        if digests:
            return False, history.forget(digests).reasons
        return history.sweep(), 0


def _report(
    document: str,
    recorded: Sequence[RecordedDocument],
    copies: Sequence[RegisteredVersion],
    reasons: int,
) -> None:
    done = []
    if recorded:
        done.append("erased from the history")
    if copies:
        done.append("erased from the registry")
    typer.echo(f"{document}: {' and '.join(done) or 'an interrupted erasure was finished'}.")
    if reasons:
        noun = "reason" if reasons == 1 else "reasons"
        typer.echo(f"{reasons} {noun} of judgements on other documents used its words: erased as well.")
