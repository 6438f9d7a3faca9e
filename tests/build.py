"""Documents in a tiny language, for every test that needs a contract and no file.

One line is one block::

    # Verwerkersovereenkomst      heading of level 1, ``##`` of level 2
    Artikel 1. Doel               a paragraph; its number is typed in
    {1.1} Automatisch             a paragraph with an automatic label
      {a.} Dieper                 two spaces a list level (and an indent of 18 points)
    - Punt                        a bullet
    **Audit.** Tekst              bold stretches, one or more
    | cel | cel |                 a row of a table; rows that follow each other are one table
    ^ Noot                        a note that the block before it cites
"""

from __future__ import annotations

import re

from clausediff.clauses import build_contract
from clausediff.model.contract import Clause, Contract
from clausediff.model.source import Block, Cell, SourceDocument, SourceInfo

_LINE = re.compile(
    r"(?P<indent> *)(?:(?P<marks>#{1,9}) )?(?:\{(?P<label>[^}]+)\} ?)?"
    r"(?P<bullet>- )?(?P<note>\^ )?(?P<text>.*)"
)
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def source(text: str, name: str = "contract.txt") -> SourceDocument:
    """The document that the lines describe; blank lines are left out."""
    blocks: list[Block] = []
    table, row = -1, 0
    lines = [line for line in text.strip("\n").splitlines() if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    for number, line in enumerate(lines, start=1):
        if line.lstrip().startswith("|"):
            follows = bool(blocks) and blocks[-1].cell is not None
            table, row = (table, row + 1) if follows else (table + 1, 0)
            blocks += _row(line, table, row, number)
        else:
            blocks.append(_block(line[margin:], len(blocks), number))
    return SourceDocument(SourceInfo(name, "0" * 64, "text/plain"), tuple(blocks))


def contract(text: str, name: str = "contract.txt") -> Contract:
    """The contract that the lines describe, cut into clauses by the program itself."""
    return build_contract(source(text, name))


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of :func:`contract`."""
    return contract(text).clauses


def tree(built: Contract) -> str:
    """The clause tree in short: a line a clause, ``kind [label] <heading> text``, two spaces a level."""
    lines = []
    for clause in built.clauses:
        parts = [clause.kind.value]
        parts += [f"[{clause.label}]"] if clause.label is not None else []
        parts += [f"<{clause.heading}>"] if clause.heading is not None else []
        parts += [clause.text] if clause.text else []
        lines.append("  " * (clause.level - 1) + " ".join(parts))
    return "\n".join(lines)


def at(built: Contract, path: str) -> Clause:
    """The clause with a path; fails with the paths that there are."""
    found = [clause for clause in built.clauses if clause.path == path]
    assert found, f"no {path!r} in {[clause.path for clause in built.clauses]}"
    return found[0]


def _block(line: str, index: int, number: int) -> Block:
    parts = _LINE.fullmatch(line)
    assert parts is not None
    text, bold = _without_stars(parts["text"])
    level = len(parts["indent"]) // 2
    listed = parts["label"] is not None or parts["bullet"] is not None
    return Block(
        text=text,
        label=parts["label"],
        list_id=("bullets" if parts["bullet"] else "list") if listed else None,
        list_level=level if listed else None,
        bullet=parts["bullet"] is not None,
        heading_level=len(parts["marks"]) if parts["marks"] else None,
        emphasis=bold,
        bold=bold,
        indent=18.0 * level,
        role="note" if parts["note"] else "body",
        cites=index - 1 if parts["note"] else None,
        where=f"line {number}",
    )


def _without_stars(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    plain, spans, end = "", [], 0
    for found in _BOLD.finditer(text):
        plain += text[end : found.start()]
        spans.append((len(plain), len(plain) + len(found[1])))
        plain += found[1]
        end = found.end()
    return plain + text[end:], tuple(spans)


def _row(line: str, table: int, row: int, number: int) -> list[Block]:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    found = []
    for column, words in enumerate(cells):
        text, bold = _without_stars(words)
        cell = Cell(table, row, column, len(cells))
        found.append(Block(text=text, emphasis=bold, bold=bold, cell=cell, where=f"line {number}"))
    return found
