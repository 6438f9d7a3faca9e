"""One contract as an indented tree of numbered clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clausediff.model.contract import Clause, Contract
from clausediff.report.names import printable
from clausediff.report.ui import Words

if TYPE_CHECKING:
    from rich.console import Console

_INDENT = "  "


def render_contract_text(contract: Contract) -> str:
    """A contract as plain text: a line for each clause, indented by its depth, with kind, label and words.

    What was not read and what deserves a warning stands at the end.
    """
    words = Words("en")
    lines = [
        printable(contract.title or contract.source.name),
        f"{contract.source.name}, {words.language(contract.language)}, "
        f"{words.count('clauses', len(contract.clauses))}",
        "",
        *(_line(clause) for clause in contract.clauses),
        *_notes(contract),
    ]
    return "\n".join(lines) + "\n"


def print_contract(contract: Contract, console: Console) -> None:
    """Print a contract's tree; coloured in a terminal, as :func:`render_contract_text` elsewhere."""
    from rich.text import Text

    if not console.is_terminal:
        console.out(render_contract_text(contract), end="", highlight=False)
        return
    for clause in contract.clauses:
        line = Text(_INDENT * (clause.level - 1))
        line.append(f"{printable(clause.label)} " if clause.label else "", style="bold cyan")
        line.append(f"{printable(clause.heading)} " if clause.heading else "", style="bold")
        line.append(printable(clause.text))
        line.append(f"  {clause.kind.value}", style="dim")
        console.print(line)
    for note in _notes(contract):
        console.print(Text(note, style="yellow"))


def _line(clause: Clause) -> str:
    parts = (clause.label, clause.heading, clause.text)
    words = "  ".join(printable(part) for part in parts if part)
    return f"{_INDENT * (clause.level - 1)}[{clause.kind.value}] {words}".rstrip()


def _notes(contract: Contract) -> Iterator[str]:
    if contract.warnings or contract.not_read:
        yield ""
    for warn in contract.warnings:
        yield f"warning [{warn.slug}] {printable(warn.message)} {printable(warn.where)}".rstrip()
    for row in contract.not_read:
        yield f"not read: {row.what} ({printable(row.where)}): {printable(row.text)}"
