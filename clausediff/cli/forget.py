"""``clausediff forget``: erase a document from the history and the registry."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausediff.cli.common import DbOption, QuietOption, VerboseOption, database_path, guarded
from clausediff.cli.tables import clean
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

    A document is its bytes: every edition that holds the same goes with it, and is named.
    A reason or reader's name in your judgements of other documents that uses its words goes too, and so does
    a copy in the registry; your own file stays where it is. Backups, and what a disk keeps of
    files that were removed, are out of this program's reach.
    """
    from clausediff.store import registry

    path = database_path(db)
    recorded = _recorded(document, path)
    digests = sorted({row.sha256 for row in recorded})
    own = registry.own()
    copies = [row for row in own if row.sha256 in _digests_of(document, own) or row.sha256 in digests]
    swept, redacted = _erase(digests, path) if path.is_file() else (False, (0, 0))
    registry.remove(copies)
    if not recorded and not copies and not swept:
        raise _not_recorded(document, path)
    if not quiet:
        _report(document, recorded, copies, redacted)


def _recorded(name: str, path: Path) -> list[RecordedDocument]:
    """The documents of the history that ``name`` means.

    A file that is there means its content and nothing else, for other documents may go by its name. What is
    no file here is an edition, else the file name of one document, else the start of a digest.
    """
    documents = _documents(path)
    if Path(name).is_file():
        digest = _digest(name)
        return [row for row in documents if row.sha256 == digest]
    wanted = name.casefold()
    editions = [row for row in documents if any(str(one).casefold() == wanted for one in row.editions)]
    return (
        editions
        or _only_one(name, _namesakes(name, documents))
        or [row for row in documents if len(wanted) >= 8 and row.sha256.startswith(wanted)]
    )


def _documents(path: Path) -> tuple[RecordedDocument, ...]:
    from clausediff.store import Archive

    if not path.is_file():
        return ()
    with Archive.open(path) as archive:
        return archive.documents()


def _namesakes(name: str, documents: Sequence[RecordedDocument]) -> list[RecordedDocument]:
    here = Path(name)
    return [row for row in documents if not here.is_dir() and row.name.casefold() == here.name.casefold()]


def _only_one(name: str, found: list[RecordedDocument]) -> list[RecordedDocument]:
    if len(found) > 1:
        raise InputError(
            "ambiguous-document", name, f"may be any of {_choices(found)}", "give the digest's 12 signs"
        )
    return found


def _choices(found: Sequence[RecordedDocument]) -> str:
    return ", ".join(f"{row.title} ({row.sha256[:12]})" for row in found)


def _not_recorded(name: str, path: Path) -> InputError:
    """Why there is nothing to forget; a file of unknown content may be a later state of a recorded one."""
    fault = "is in neither the history nor the registry"
    if not Path(name).is_file():
        remedy = "see `clausediff log` and `clausediff versions` for what there is"
        return InputError("not-recorded", name, fault, remedy)
    remedy = "name the recorded document by AGREEMENT@VERSION or by its digest's 12 signs"
    same = _namesakes(name, _documents(path))
    known = f"; of that name there is {_choices(same)}" if same else ""
    return InputError("not-recorded", name, f"as it is now {fault}{known}", remedy)


def _digests_of(name: str, own: Sequence[RegisteredVersion]) -> set[str]:
    digest = _digest(name)
    if digest:
        return {digest}
    return {row.sha256 for row in own if str(row.edition).casefold() == name.casefold()}


def _digest(name: str) -> str | None:
    path = Path(name)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _erase(digests: list[str], path: Path) -> tuple[bool, tuple[int, int]]:
    """Erase the documents.

    Returns:
        Whether an earlier, interrupted erasure was finished, and how many judgements on other documents lost
        their reason, and their reader's name.
    """
    from clausediff.store import History

    with History.open(path) as history:
        if digests:
            forgotten = history.forget(digests)
            return False, (forgotten.reasons, forgotten.readers)
        return history.sweep(), (0, 0)


def _report(
    document: str,
    recorded: Sequence[RecordedDocument],
    copies: Sequence[RegisteredVersion],
    redacted: tuple[int, int],
) -> None:
    done = []
    if recorded:
        done.append("erased from the history")
    if copies:
        done.append("erased from the registry")
    typer.echo(f"{document}: {' and '.join(done) or 'an interrupted erasure was finished'}.")
    others = _other_editions(document, recorded, copies)
    if others:
        typer.echo(clean(f"The same document went under these names too: {', '.join(others)}."))
    for count, what in zip(redacted, ("reason", "reader"), strict=True):
        if count:
            noun = what if count == 1 else f"{what}s"
            typer.echo(f"{count} {noun} of judgements on other documents used its words: erased as well.")


def _other_editions(
    document: str, recorded: Sequence[RecordedDocument], copies: Sequence[RegisteredVersion]
) -> list[str]:
    """The editions that went, as which the document was not named."""
    editions = [*(one for row in recorded for one in row.editions), *(row.edition for row in copies)]
    names = {str(one).casefold(): str(one) for one in editions}
    return [name for folded, name in names.items() if folded != document.casefold()]
