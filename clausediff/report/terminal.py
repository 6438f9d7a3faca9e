"""The summary in a terminal: findings first, then counts; plain text where the output is no terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausediff.model.comparison import Comparison
from clausediff.model.judgement import Judgements
from clausediff.report.build import build_report
from clausediff.report.text import render_summary_text
from clausediff.report.ui import Ui, Words
from clausediff.report.view import FindingView, ReportView

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_STYLES = {
    "weakened": "bold red",
    "withdrawn": "bold red",
    "undetermined": "bold yellow",
    "strengthened": "bold green",
    "introduced": "bold green",
    "absent": "dim",
    "below": "red",
    "meets": "",
    "beyond": "bold blue",
    "stale": "bold red",
    "dangling": "bold red",
}
_SIGNS = {"weakened": "▼", "withdrawn": "✕", "undetermined": "?", "strengthened": "▲", "introduced": "+"}


def print_summary(
    comparison: Comparison, console: Console, ui: Ui = "en", judgements: Judgements | None = None
) -> None:
    """Print what matters of a comparison: headline, findings, changed levels, counts.

    Args:
        comparison: what to summarise.
        console: where to; markup in texts is never interpreted.
        ui: language of the report's own words.
        judgements: what readers made of findings, by the finding's id.
    """
    view = build_report(comparison, ui, judgements)
    if not console.is_terminal:
        console.out(render_summary_text(view, max(console.width, 60)), end="", highlight=False)
        return
    words = Words(ui)
    _print_documents(view, console)
    if view.findings:
        console.print(_findings(view, words))
    _print_broken(view, console)
    console.print(_counts(view, words))
    for sentence in view.headline:
        console.print(_text(sentence, "bold"))
    console.print(_text(" ".join(view.brief.notice), "dim"))


def _text(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(text, style=style)


def _print_documents(view: ReportView, console: Console) -> None:
    for document in (view.old, view.new):
        line = _text(f"{document.side}  ", "dim")
        line.append(document.title, style="bold")
        line.append(f"  {document.file}, {document.language}, {document.size}", style="dim")
        console.print(line)
    console.print()


def _table(title: str, *columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _findings(view: ReportView, words: Words) -> Table:
    heads = (words("effect"), words("protection"), words("old"), words("new"), words("against_avg"))
    table = _table(words("findings"), *heads)
    for finding in view.findings:
        table.add_row(*_finding(finding, words))
    return table


def _finding(finding: FindingView, words: Words) -> tuple[Text, ...]:
    kind = finding.effect.kind
    levels = _text(words("as_a_whole", levels="") if finding.contrary else "")
    levels.append(finding.level_old.text, style=_STYLES[finding.level_old.kind])
    if finding.level_old != finding.level_new:
        levels.append(" → ")
        levels.append(finding.level_new.text, style=_STYLES[finding.level_new.kind])
    effect = _text(f"{_SIGNS.get(kind, '=')} {finding.effect.text}", _STYLES.get(kind, ""))
    if finding.judgement is not None:
        effect.append(f"\n{finding.judgement.text}", style="italic")
    return (
        effect,
        _text(f"{finding.protection}\n{finding.aspect}"),
        _text(finding.old.text or words("nothing"), "" if finding.old.text else "dim"),
        _text(finding.new.text or words("nothing"), "" if finding.new.text else "dim"),
        levels,
    )


def _print_broken(view: ReportView, console: Console) -> None:
    """References that no longer point where they did, one a line."""
    for row in view.references:
        if row.status.kind in ("stale", "dangling"):
            line = _text(f"{row.clause.text}: “{row.text}” ")
            line.append(row.status.text, style=_STYLES[row.status.kind])
            console.print(line)


def _counts(view: ReportView, words: Words) -> Table:
    table = _table(words("clauses"), words("status"), "")
    table.columns[1].justify = "right"
    for count in view.counts:
        table.add_row(_text(count.text), _text(words.number(count.number)))
    return table
