"""The history of a clause or protection as lines for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.text import Text

from clausediff.cli.tables import clean
from clausediff.lineage import Arrival, ProtectionStage, Stage
from clausediff.model.comparison import ClauseChange, Finding, Op, Status
from clausediff.model.contract import Clause
from clausediff.model.source import SourceInfo

Title = Callable[[str], str]

_MARKS = {Op.EQUAL: ("", "", ""), Op.DELETE: ("[-", "-]", "red strike"), Op.INSERT: ("{+", "+}", "green")}
_FACETS = ("renumbered", "relocated", "retitled", "cosmetic")


@dataclass(frozen=True, slots=True)
class Tale:
    """A history ready to be written: styled lines, and a value for JSON."""

    lines: tuple[Text, ...]
    json: dict[str, Any]


def clause_tale(asked: str, stages: Sequence[Stage], title: Title, apart: tuple[str, ...]) -> Tale:
    """The history of a clause.

    Args:
        asked: what the user called the clause.
        stages: the versions from old to new.
        title: how people know the document with a digest.
        apart: versions of the same agreement that were never compared with these.
    """
    lines = [line for stage in stages for line in _stage_lines(stage, title)]
    value = {
        "format": "clausediff/history",
        "format_version": 1,
        "asked": asked,
        "versions": [_stage_json(stage, title) for stage in stages],
        "not_compared": list(apart),
    }
    return Tale((*lines, *_apart_lines(apart, len(stages))), value)


def protection_tale(
    protection: str, stages: Sequence[ProtectionStage], title: Title, apart: tuple[str, ...]
) -> Tale:
    """The history of a protection; arguments as for :func:`clause_tale`."""
    lines = [line for stage in stages for line in _standing_lines(stage, title)]
    value = {
        "format": "clausediff/history",
        "format_version": 1,
        "protection": protection,
        "versions": [_standing_json(stage, title) for stage in stages],
        "not_compared": list(apart),
    }
    return Tale((Text(protection, style="bold"), *lines, *_apart_lines(apart, len(stages))), value)


def _stage_lines(stage: Stage, title: Title) -> Iterator[Text]:
    yield Text(clean(title(stage.document.sha256)), style="bold")
    if stage.returned:
        origin = clean(title(stage.returned))
        yield Text(f"  back again: it stood in {origin} and was gone since", style="italic")
    for arrival in stage.arrivals:
        yield from _arrival_lines(arrival, title, alone=len(stage.arrivals) == 1)
    if not stage.clauses and not stage.arrivals:
        yield Text("  not in this version", style="dim")
    for clause in stage.clauses:
        yield Text(f"  {_address(clause)}", style="cyan")
        if not _told(clause, stage.arrivals) and clause.text:
            yield Text(f"    {clean(clause.text)}")
    yield Text("")


def _told(clause: Clause, arrivals: Sequence[Arrival]) -> bool:
    """Whether the lines of a change have shown the clause's words already, or nothing in them changed."""
    changes = (change for arrival in arrivals for change in arrival.changes)
    return any(change.status is not Status.ADDED and change.new for change in changes)


def _arrival_lines(arrival: Arrival, title: Title, *, alone: bool) -> Iterator[Text]:
    if not alone:
        yield Text(f"  from {clean(title(arrival.origin))}:")
    for change in arrival.changes:
        facets = [name for name in _FACETS if getattr(change, name)]
        yield Text("  " + ", ".join([str(change.status), *facets]), style="magenta")
        if change.status not in (Status.UNCHANGED, Status.ADDED) and change.segments:
            yield _redline(change)
    for change in arrival.under:
        yield Text(f"  under it, {change.status}:", style="magenta")
        yield _redline(change)
    for finding in arrival.findings:
        yield _finding_line(finding)


def _redline(change: ClauseChange) -> Text:
    line = Text("    ")
    for segment in change.segments:
        before, after, style = _MARKS[segment.op]
        line.append(f"{before}{clean(' '.join(segment.text.split(chr(10))))}{after}", style=style)
    return line


def _change(change: ClauseChange) -> dict[str, Any]:
    """A change as JSON; only moved stretches say that they moved."""
    value = asdict(change)
    for segment in value["segments"]:
        if segment["move"] is None:
            del segment["move"]
    return value


def _finding_line(finding: Finding) -> Text:
    return Text(clean(f"  {finding.effect}: {finding.protection} ({finding.aspect}): {finding.reason}"))


def _standing_lines(stage: ProtectionStage, title: Title) -> Iterator[Text]:
    standing = stage.standing
    level = str(standing.level) if standing else "not judged"
    line = Text(f"{clean(title(stage.document.sha256))}: ")
    line.append(level, style="bold")
    if standing and standing.rung:
        line.append(f", {clean(standing.rung)}")
    for finding in stage.findings:
        yield _finding_line(finding)
    yield line
    for quote in standing.evidence if standing else ():
        yield Text(f"    “{clean(quote.quote)}”", style="dim")


def _apart_lines(apart: tuple[str, ...], stages: int) -> Iterator[Text]:
    if stages == 1:
        yield Text("This is the only version here: nothing was compared with it.", style="yellow")
    if apart:
        names = clean(", ".join(apart))
        yield Text(f"Never compared with these, so not shown: {names}.", style="yellow")


def _address(clause: Clause) -> str:
    heading = f"  {clause.heading}" if clause.heading and clause.heading not in clause.path else ""
    return clean(f"{clause.path}{heading}")


def _document_json(document: SourceInfo, title: Title) -> dict[str, Any]:
    return {"title": title(document.sha256), "name": document.name, "sha256": document.sha256}


def _stage_json(stage: Stage, title: Title) -> dict[str, Any]:
    return {
        "document": _document_json(stage.document, title),
        "clauses": [_clause_json(clause) for clause in stage.clauses],
        "arrivals": [
            {
                "from": title(arrival.origin),
                "changes": [_change(change) for change in arrival.changes],
                "under": [_change(change) for change in arrival.under],
                "findings": [_finding_json(finding) for finding in arrival.findings],
            }
            for arrival in stage.arrivals
        ],
        "returned_from": title(stage.returned) if stage.returned else None,
    }


def _clause_json(clause: Clause) -> dict[str, Any]:
    value = asdict(clause)
    del value["blocks"]
    return value


def _finding_json(finding: Finding) -> dict[str, Any]:
    value = asdict(finding)
    value["avg"] = {"old": value.pop("avg_old"), "new": value.pop("avg_new")}
    return value


def _standing_json(stage: ProtectionStage, title: Title) -> dict[str, Any]:
    return {
        "document": _document_json(stage.document, title),
        "standing": asdict(stage.standing) if stage.standing else None,
        "findings": [_finding_json(finding) for finding in stage.findings],
    }
