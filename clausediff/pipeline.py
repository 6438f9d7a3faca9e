"""One comparison from end to end: the only module that sees all stages.

Each stage is imported where it is called, so that a run pays only for the stages it uses:
``parse`` never loads the aligner, and ``--no-findings`` never loads spaCy.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from clausediff.errors import InputError
from clausediff.model.comparison import Comparison, Standing
from clausediff.model.contract import Contract
from clausediff.model.layers import Layers
from clausediff.model.memory import Memory
from clausediff.model.protection import CatalogueInfo
from clausediff.model.source import NotRead, Warn
from clausediff.settings import Settings

Progress = Callable[[str], None]
"""Called with the name of each step as it starts."""

_JUDGED = ("nl", "en")


def _silent(step: str) -> None:
    """Progress that nobody watches."""


def read_contract(path: Path, settings: Settings = Settings()) -> Contract:
    """Read one file and cut it into numbered clauses.

    Args:
        path: a document in one of the formats of ``clausediff.sources``.
        settings: how tracked changes are read.

    Raises:
        InputError: the file cannot be read as a document.
    """
    from clausediff.clauses import build_contract
    from clausediff.sources import read_document

    return build_contract(read_document(path, revisions=settings.revisions))


def compare_files(
    old: Path,
    new: Path,
    settings: Settings = Settings(),
    progress: Progress = _silent,
    memory: Memory | None = None,
) -> Comparison:
    """Read and compare two files.

    Args:
        old: the older document.
        new: the newer document.
        settings: how to read and whether to judge.
        progress: called with the name of each step.
        memory: what earlier runs found in the documents' texts; without it judging takes longer, and says the
            same.

    Raises:
        InputError: one of the files cannot be read as a document.
    """
    progress(f"reading {old.name}")
    old_contract = read_contract(old, settings)
    progress(f"reading {new.name}")
    new_contract = read_contract(new, settings)
    return compare_contracts(old_contract, new_contract, settings, progress, memory)


def compare_own_revisions(
    path: Path, settings: Settings = Settings(), progress: Progress = _silent
) -> Comparison:
    """Compare a document's original text with its text once all its tracked changes are accepted.

    Raises:
        InputError: the file cannot be read as a document, or its format has no tracked changes.
    """
    from dataclasses import replace

    from clausediff.sources.registry import WITHOUT_REVISIONS

    if path.suffix.lower() in WITHOUT_REVISIONS:
        remedy = "name two documents, or one in Word or OpenDocument format"
        raise InputError("no-revisions", path.name, "is in a format without tracked changes", remedy)
    sides = []
    readings: tuple[tuple[Literal["original", "accept"], str], ...] = (
        ("original", "original"),
        ("accept", "accepted"),
    )
    for revisions, reading in readings:
        progress(f"reading {path.name} ({reading})")
        contract = read_contract(path, replace(settings, revisions=revisions))
        named = replace(contract.source, name=f"{path.name} ({reading})")
        sides.append(replace(contract, source=named))
    return compare_contracts(sides[0], sides[1], settings, progress)


def compare_contracts(
    old: Contract,
    new: Contract,
    settings: Settings = Settings(),
    progress: Progress = _silent,
    memory: Memory | None = None,
) -> Comparison:
    """Align and diff two contracts, and judge what the changes mean unless the settings say not to."""
    from clausediff.alignment import align
    from clausediff.redline import compare_definitions, describe_changes, follow_references

    progress("aligning the clauses")
    alignment = align(old, new)
    progress("comparing the words")
    comparison = Comparison(
        old=old,
        new=new,
        changes=describe_changes(old, new, alignment),
        references=follow_references(old, new, alignment),
        definitions=compare_definitions(old, new, alignment),
        warnings=_between(old, new, settings),
        not_compared=_not_compared(old, "old") + _not_compared(new, "new"),
    )
    if not settings.findings:
        return comparison
    progress("judging the protections")
    return _judged(comparison, settings, memory)


def assess_contract(
    contract: Contract, settings: Settings = Settings(), memory: Memory | None = None
) -> tuple[tuple[Standing, ...], CatalogueInfo]:
    """Where every protection of the catalogue stands in one contract, and the catalogue that says so."""
    from clausediff.protections import assess, load_catalogue, remembering

    catalogue = load_catalogue()
    with remembering(memory, catalogue, (contract,)):
        return assess(contract, catalogue, settings.ui), catalogue.info


def judging_warnings(*sides: Contract) -> tuple[Warn, ...]:
    """What judging documents warns of: those, and parts of them, in which no protection is judged."""
    return _unjudged(*sides) + _other_languages(*sides)


def compare_layers(
    standard: Contract, overlay: Contract, settings: Settings = Settings(), memory: Memory | None = None
) -> Layers:
    """Hold an overlay agreement against the standard terms that it lies over, and both against the AVG."""
    from dataclasses import replace

    from clausediff.protections import load_catalogue, remembering
    from clausediff.protections.layers import compare_layers as compare

    sides = standard, overlay
    catalogue = load_catalogue()
    with remembering(memory, catalogue, sides):
        layers = compare(standard, overlay, catalogue, settings.ui)
    return replace(layers, warnings=judging_warnings(*sides))


def _judged(comparison: Comparison, settings: Settings, memory: Memory | None) -> Comparison:
    from dataclasses import replace

    from clausediff.protections import judge, load_catalogue, remembering

    catalogue = load_catalogue()
    with remembering(memory, catalogue, (comparison.old, comparison.new)):
        judgement = judge(
            comparison.old,
            comparison.new,
            comparison.changes,
            comparison.definitions,
            catalogue,
            settings.ui,
        )
    return replace(
        comparison,
        findings=judgement.findings,
        protections=judgement.protections,
        catalogue=catalogue.info,
        warnings=comparison.warnings + _unjudged(comparison.old, comparison.new),
    )


def _unjudged(*sides: Contract) -> tuple[Warn, ...]:
    """The documents in which no protection was judged, though their language is one that is."""
    from clausediff.protections import is_judged

    return tuple(
        Warn("not-judged", "it hardly speaks of personal data, so no protection was judged", side.source.name)
        for side in sides
        if side.language in _JUDGED and not is_judged(side)
    )


def _between(old: Contract, new: Contract, settings: Settings) -> tuple[Warn, ...]:
    """Warnings that belong to the pair rather than to one document."""
    warnings = []
    if {old.language, new.language} == set(_JUDGED):
        message = (
            f"the documents are in different languages ({old.language}, {new.language}): "
            "clauses were matched by terms, numbers and place, and their words are not compared"
        )
        warnings.append(Warn("languages-differ", message, ""))
    if settings.findings:
        warnings += _other_languages(old, new)
    return tuple(warnings)


def _other_languages(*sides: Contract) -> tuple[Warn, ...]:
    """Documents and parts in a language that is not judged."""
    documents = tuple(
        Warn(
            "language-not-judged",
            f"only Dutch and English are judged; this document was read as '{side.language}'",
            side.source.name,
        )
        for side in sides
        if side.language not in _JUDGED
    )
    parts = tuple(
        Warn(
            "language-not-judged",
            f"a part is in '{part.language}': only Dutch and English are judged, its words are compared",
            f"{side.source.name}, {next(one.path for one in side.clauses if one.id == part.clause)}",
        )
        for side in sides
        for part in side.parts
        if part.language not in _JUDGED
    )
    return documents + parts


def _not_compared(contract: Contract, side: str) -> tuple[NotRead, ...]:
    """What the document holds and the comparison leaves out: unread furniture and editors' comments."""
    unread = tuple(NotRead(row.what, f"{side}: {row.where}", row.text) for row in contract.not_read)
    comments = tuple(
        NotRead("comment", f"{side}: {comment.clause}", comment.text) for comment in contract.comments
    )
    return unread + comments
