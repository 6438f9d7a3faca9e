"""``clausediff judge``: what a reader makes of a finding, kept and shown in later reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausediff.cli.common import DbOption, OutputOption, QuietOption, VerboseOption, database_path, guarded
from clausediff.cli.query import FormatOption
from clausediff.cli.tables import Format, clean, write_rows
from clausediff.errors import InputError

if TYPE_CHECKING:
    from clausediff.model.comparison import Comparison
    from clausediff.model.judgement import Judgements, Verdict
    from clausediff.store import Archive

_COLUMNS = (
    "at", "old", "new", "finding", "protection", "effect", "verdict", "reason", "by",
    "old_quote", "new_quote",
)  # fmt: skip
_SHOWN = _COLUMNS[:9]


def register(app: typer.Typer) -> None:
    """Add ``judge`` to the application."""
    app.command("judge")(judge)


@guarded
def judge(
    finding: Annotated[
        str | None, typer.Argument(metavar="FINDING", help="The finding as reports print it: f3.")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="You agree with the finding.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="You do not agree with it.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take your judgement back.")] = False,
    reason: Annotated[str | None, typer.Option("--reason", help="Why, in your own words.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who judges.")] = None,
    comparison: Annotated[
        int | None,
        typer.Option(
            "--comparison",
            metavar="ID",
            help="The comparison it stands in, as `log` numbers it. Default: the last.",
        ),
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="List the judgements that count.")] = False,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
    db: DbOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Say what you make of a finding: later reports show it beside the rule's own verdict.

    It is carried to the same finding in later comparisons of the agreement: the same protection, rule, effect
    and words, whatever the clause numbers. --format and -o are those of --list.
    """
    path = database_path(db)
    if show:
        _refuse_beside_list(finding, accept or reject or withdraw, reason)
        _list(path, output_format, output)
        return
    verdict = _verdict(accept=accept, reject=reject, withdraw=withdraw)
    words = _reason(reason, withdraw=withdraw)
    if finding is None:
        raise InputError("no-finding", "judge", "judges one finding", "name it as the report prints it: f3")
    number, known = _find(path, finding, comparison)
    _record(path, number, known, verdict, words, by)
    if not quiet:
        _confirm(path, number, known)


def known_judgements(comparison: Comparison, path: Path) -> Judgements:
    """The readers' judgements that count for a comparison; none where there is no history.

    Raises:
        StoreError: the history cannot be read.
    """
    if not comparison.findings or not path.is_file():
        return {}
    from clausediff.store import Archive

    with Archive.open(path) as archive:
        return archive.judgements(comparison)


def _refuse_beside_list(finding: str | None, judging: bool, reason: str | None) -> None:
    if finding is not None or judging or reason is not None:
        raise InputError(
            "list-and-judge", "--list", "lists judgements and makes none", "leave it out, or give it alone"
        )


def _verdict(*, accept: bool, reject: bool, withdraw: bool) -> Verdict | None:
    from clausediff.model.judgement import Verdict

    given = [
        name for name, on in (("--accept", accept), ("--reject", reject), ("--withdraw", withdraw)) if on
    ]
    if len(given) > 1:
        raise InputError("two-verdicts", " and ".join(given), "contradict each other", "give one of them")
    if not given:
        raise InputError(
            "no-verdict", "judge", "needs your verdict", "add --accept, --reject or --withdraw, or use --list"
        )
    return {"--accept": Verdict.ACCEPTED, "--reject": Verdict.REJECTED}.get(given[0])


def _reason(reason: str | None, *, withdraw: bool) -> str | None:
    words = _plain(reason)
    if withdraw and words:
        raise InputError(
            "reason-of-nothing", "--reason", "is not kept with --withdraw", "leave the reason out"
        )
    if not withdraw and not words:
        raise InputError("no-reason", "judge", "needs a reason", "add --reason with your words in quotes")
    return words


def _plain(text: str | None) -> str | None:
    """What was typed, on one line and without control characters; ``None`` if nothing is left."""
    return " ".join(clean((text or "").encode("utf-8", "replace").decode("utf-8")).split()) or None


def _find(path: Path, finding: str, comparison: int | None) -> tuple[int, str]:
    """Id of the comparison, and of the finding in it.

    Raises:
        InputError: there is no such comparison or finding in the history.
        StoreError: there is no history.
    """
    from clausediff.store import Archive

    with Archive.open(path) as archive:
        number = _comparison(archive, comparison)
        recorded = archive.comparison(number)
    known = {one.id for one in recorded.findings}
    asked = finding.strip().lstrip("#").casefold()
    if asked not in known:
        raise _unknown(finding, number, recorded)
    return number, asked


def _comparison(archive: Archive, asked: int | None) -> int:
    if asked is None:
        latest = archive.latest()
        if latest is None:
            raise InputError(
                "no-comparison", "judge", "has no recorded comparison to judge", "compare two documents first"
            )
        return latest
    if not archive.has_comparison(asked):
        raise InputError(
            "unknown-comparison",
            f"--comparison {asked}",
            "is no recorded comparison",
            "see the numbers in `clausediff log`",
        )
    return asked


def _unknown(finding: str, number: int, recorded: Comparison) -> InputError:
    pair = f"comparison {number} ({recorded.old.source.name}, {recorded.new.source.name})"
    if not recorded.findings:
        return InputError(
            "unknown-finding",
            finding,
            f"is not in {pair}, which has no findings",
            "name another --comparison",
        )
    ids = [one.id for one in recorded.findings]
    choice = f"{ids[0]} to {ids[-1]}" if len(ids) > 1 else ids[0]
    return InputError(
        "unknown-finding", finding, f"is no finding of {pair}", f"give {choice}, or another --comparison"
    )


def _record(
    path: Path, number: int, finding: str, verdict: Verdict | None, reason: str | None, by: str | None
) -> None:
    from clausediff.store import Archive, History

    if verdict is None:
        with Archive.open(path) as archive:
            if finding not in archive.judgements(archive.comparison(number)):
                raise InputError(
                    "not-judged-yet", finding, "has no judgement to withdraw", "see `clausediff judge --list`"
                )
    with History.open(path) as history:
        history.judge(number, finding, verdict, reason, _plain(by))


def _confirm(path: Path, number: int, finding: str) -> None:
    """Say what was judged, for the number alone could be that of another comparison."""
    from clausediff.store import Archive

    with Archive.open(path) as archive:
        comparison = archive.comparison(number)
        judgement = archive.judgements(comparison).get(finding)
    judged = next(one for one in comparison.findings if one.id == finding)
    pair = f"{comparison.old.source.name} → {comparison.new.source.name}"
    done = judgement.verdict.value if judgement else "judgement withdrawn"
    typer.echo(
        clean(f"{finding} of comparison {number} ({pair}), {judged.protection}, {judged.effect}: {done}.")
    )


def _list(path: Path, output_format: Format, output: str | None) -> None:
    from clausediff.store import Archive

    with Archive.open(path) as archive:
        rows = archive.all_judgements()
    full = [
        (
            row.at,
            *row.names,
            row.finding,
            row.protection,
            row.effect,
            row.verdict,
            row.reason,
            row.reader,
            row.old_quote,
            row.new_quote,
        )
        for row in rows
    ]
    if output_format is Format.TABLE:
        write_rows(_SHOWN, [row[: len(_SHOWN)] for row in full], output_format, output)
    else:
        write_rows(_COLUMNS, full, output_format, output)
