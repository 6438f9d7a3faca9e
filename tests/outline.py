"""Contracts written as outlines, for tests that need no document.

    [Artikel 5] <Subverwerkers>
      [5.1] Verwerker schakelt geen subverwerker in.
      [5.2] Verwerker meldt wijzigingen.

Two spaces a level, ``[label]``, ``<heading>``, ``{kind}``, then the text. ``{{Term}}`` in a text defines a
term, ``((artikel 5 -> Artikel 5))`` is a reference to the clause with that label (``-> ?`` to none,
``-> !`` outside).
"""

from __future__ import annotations

import re

from clausediff.model.contract import Clause, Contract, Definition, Kind, Reference
from clausediff.model.source import SourceInfo

_LINE = re.compile(
    r"(?P<indent> *)(?:\{(?P<kind>\w+)\} ?)?(?:\[(?P<label>[^\]]*)\] ?)?"
    r"(?:<(?P<heading>[^>]*)> ?)?(?P<text>.*)"
)
_REFERENCE = re.compile(r"\(\((.*?) -> (.*?)\)\)")


def outline(text: str, language: str = "nl") -> Contract:
    """The contract that an outline describes."""
    rows = [_LINE.fullmatch(line) for line in text.strip("\n").splitlines() if line.strip()]
    base = min(len(row["indent"]) for row in rows if row)
    clauses: list[Clause] = []
    raw: list[str] = []
    stack: list[Clause] = []
    paths: set[str] = set()
    for row in rows:
        assert row is not None
        level = (len(row["indent"]) - base) // 2 + 1
        del stack[level - 1 :]
        own = (row["label"] or row["heading"] or f"¶{len(clauses) + 1}").rstrip(".")
        path = " > ".join([*(one.path.split(" > ")[-1] for one in stack), own])
        while path in paths:
            path += "'"
        paths.add(path)
        clause = Clause(
            id=f"c{len(clauses) + 1}",
            parent=stack[-1].id if stack else None,
            kind=Kind(row["kind"] or "operative"),
            level=level,
            label=row["label"],
            path=path,
            heading=row["heading"],
            text=_REFERENCE.sub(r"\1", row["text"].replace("{{", "").replace("}}", "")),
        )
        clauses.append(clause)
        raw.append(row["text"])
        stack.append(clause)
    return Contract(
        source=SourceInfo("outline", "0" * 64, "text/plain"),
        language=language,
        title=None,
        clauses=tuple(clauses),
        definitions=_definitions(clauses, raw),
        references=_references(clauses, raw),
    )


def _definitions(clauses: list[Clause], raw: list[str]) -> tuple[Definition, ...]:
    return tuple(
        Definition(term, clause.id)
        for clause, text in zip(clauses, raw, strict=True)
        for term in re.findall(r"\{\{(.*?)\}\}", text)
    )


def _references(clauses: list[Clause], raw: list[str]) -> tuple[Reference, ...]:
    found = []
    by_label = {clause.label: clause.id for clause in clauses if clause.label}
    for clause, text in zip(clauses, raw, strict=True):
        shift = 0
        for match in _REFERENCE.finditer(text.replace("{{", "").replace("}}", "")):
            words, target = match.groups()
            start = match.start() - shift
            shift += len(match.group()) - len(words)
            found.append(Reference(clause.id, words, by_label.get(target), target == "!", start))
    return tuple(found)
