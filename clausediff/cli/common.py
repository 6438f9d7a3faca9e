"""What every command shares: its options, its way of failing, and its way of writing a result."""

from __future__ import annotations

import functools
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, NoReturn, ParamSpec, TypeVar

import typer

from clausediff.errors import ClausediffError, InputError, OutputError
from clausediff.model.source import Warn

P = ParamSpec("P")
R = TypeVar("R")

BAD_INPUT = 2
INTERRUPTED = 130

DbOption = Annotated[
    Path | None,
    typer.Option(
        "--db",
        envvar="CLAUSEDIFF_DB",
        metavar="FILE",
        help="History database. Default: in your data folder.",
        show_envvar=True,
    ),
]
NoDbOption = Annotated[bool, typer.Option("--no-db", help="Keep no history: write nothing but the result.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but the result.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Say each step as it is taken.")]
OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; - is standard output.")
]
UiOption = Annotated[
    str | None,
    typer.Option(
        "--ui", metavar="nl|en", help="Language of explanations and reports. Default: your locale's."
    ),
]


class Revisions(StrEnum):
    """How tracked changes are read."""

    ACCEPT = "accept"
    ORIGINAL = "original"


RevisionsOption = Annotated[
    Revisions, typer.Option("--revisions", help="Read tracked changes as accepted, or the original text.")
]


def fail(error: ClausediffError) -> NoReturn:
    """Print the error on one line of standard error and exit with code 2."""
    typer.echo("clausediff: " + " ".join(str(error).split()), err=True)
    raise typer.Exit(BAD_INPUT)


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """Let a command fail as the output contract says: one line, exit code 2, never a traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except ClausediffError as error:
            fail(error)
        except BrokenPipeError:
            _leave_a_closed_pipe()
        except OSError as error:
            where = str(error.filename or "the file system")
            fail(
                InputError("system", where, (error.strerror or str(error)).lower(), "check it and try again")
            )
        except MemoryError:
            fail(InputError("too-large", "the documents", "need more memory than there is", "compare parts"))
        except RecursionError:
            fail(
                InputError("too-deep", "the documents", "are nested too deeply", "flatten them and try again")
            )
        except KeyboardInterrupt:
            typer.echo("clausediff: interrupted; nothing was half-written", err=True)
            raise typer.Exit(INTERRUPTED) from None
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            _own_fault(error)

    return run


def _own_fault(error: Exception) -> NoReturn:
    """An error of the program itself: said on one line; with CLAUSEDIFF_TRACEBACK set, shown in full."""
    if os.environ.get("CLAUSEDIFF_TRACEBACK"):
        raise error
    fault = f"stopped on an error of its own ({type(error).__name__}: {error})"
    remedy = "please report it; with CLAUSEDIFF_TRACEBACK=1 the whole trace is shown"
    fail(InputError("internal", "clausediff", fault, remedy))


def _leave_a_closed_pipe() -> NoReturn:
    """The reader of standard output went away (``| head``): stop quietly, as other tools do."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(0)


def ui_language(asked: str | None) -> Literal["nl", "en"]:
    """The language asked for, else the locale's if it is Dutch, else English.

    Raises:
        InputError: another language than ``nl`` or ``en`` was asked for.
    """
    if asked is None:
        variables = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        locale = next((value for value in variables if value), "")
        return "nl" if locale.casefold().startswith("nl") else "en"
    if asked == "nl":
        return "nl"
    if asked == "en":
        return "en"
    raise InputError("unknown-language", f"--ui {asked}", "is not a language of the reports", "use nl or en")


def database_path(db: Path | None) -> Path:
    """The history database: the one asked for, else the one in the user's data folder."""
    if db is not None:
        return db
    from platformdirs import user_data_path

    return user_data_path("clausediff", appauthor=False) / "history.db"


def write_output(target: str, content: str | bytes, protect: tuple[Path, ...] = ()) -> None:
    """Write a result whole or not at all; ``-`` is standard output.

    The content goes to a temporary file beside the target, which then takes the target's place.

    Args:
        target: a file's path, or ``-``.
        content: text, written as UTF-8, or bytes.
        protect: documents that were read, and that the result may not overwrite.

    Raises:
        OutputError: the target is one of the documents, or cannot be written.
    """
    data = content.encode() if isinstance(content, str) else content
    if target == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data if data.endswith(b"\n") else data + b"\n")
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    if any(_same_file(path, document) for document in protect):
        raise OutputError("output-is-input", target, "is one of the documents compared", "choose another -o")
    try:
        _replace(path, data)
    except OSError as error:
        fault = f"cannot be written ({(error.strerror or str(error)).lower()})"
        raise OutputError("unwritable-output", target, fault, "choose another place with -o") from None


def _same_file(first: Path, second: Path) -> bool:
    return first.exists() and second.exists() and first.samefile(second)


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a device such as /dev/stdout, or a folder, which fails here
        return
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def tell(warnings: Iterable[Warn], *, quiet: bool) -> None:
    """Print what a document's reader should know, a line each on standard error."""
    for warning in () if quiet else warnings:
        where = f"{warning.where}: " if warning.where else ""
        typer.echo(f"clausediff: {where}{warning.message} [{warning.slug}]", err=True)


@contextmanager
def steps(*, quiet: bool, verbose: bool) -> Iterator[Callable[[str], None]]:
    """Progress on standard error: a spinner once a terminal has waited for a second, lines with --verbose."""
    if verbose:
        yield lambda step: typer.echo(f"{step} ...", err=True)
        return
    if quiet or not sys.stderr.isatty():
        yield lambda step: None
        return
    from clausediff.cli.spinner import spinner

    with spinner() as show:
        yield show
