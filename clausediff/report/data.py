"""The JSON of the output contract: plain values with a fixed order of keys."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from clausediff.model.comparison import (
    ClauseChange,
    Comparison,
    DefinitionChange,
    Finding,
    ProtectionChange,
    Quote,
    ReferenceChange,
    Standing,
)
from clausediff.model.contract import Clause, Contract
from clausediff.model.judgement import Judgements, ReaderJudgement
from clausediff.model.layers import Layer, Layers
from clausediff.model.protection import CatalogueInfo
from clausediff.model.source import NotRead, Warn
from clausediff.report.ui import Ui, Words

Json = dict[str, Any]

FORMAT_VERSION = 1
_encode = json.JSONEncoder(ensure_ascii=False).encode
_OPENED = 3
"""Levels of objects that are opened: the comparison, its contracts, their lists."""


def dumps(value: Json) -> str:
    """A JSON text in UTF-8 characters: a line for each clause, change and finding, a line feed at its end."""
    return _laid_out(value, 0) + "\n"


def _laid_out(value: Any, depth: int) -> str:
    """Objects and lists opened down to the entries, which stand on one line each."""
    if not value or not isinstance(value, (dict, list)) or depth >= _OPENED:
        return _encode(value)
    space = "\n" + " " * (depth + 1)
    if isinstance(value, list):
        if not isinstance(value[0], dict):
            return _encode(value)
        rows = [_encode(item) for item in value]
        opening, closing = "[]"
    else:
        rows = [f"{_encode(key)}: {_laid_out(item, depth + 1)}" for key, item in value.items()]
        opening, closing = "{}"
    return f"{opening}{space}{f',{space}'.join(rows)}{space[:-1]}{closing}"


def contract_json(contract: Contract) -> Json:
    """A contract as ``clausediff/contract`` of the output contract."""
    source, metadata = contract.source, contract.metadata
    return {
        "format": "clausediff/contract",
        "format_version": FORMAT_VERSION,
        "source": {"name": source.name, "sha256": source.sha256, "media_type": source.media_type},
        "language": contract.language,
        "parts": [{"clause": part.clause, "language": part.language} for part in contract.parts],
        "title": contract.title,
        "clauses": [_clause(clause) for clause in contract.clauses],
        "definitions": [
            {"term": one.term, "clause": one.clause, "scope": one.scope} for one in contract.definitions
        ],
        "references": [
            {"clause": one.clause, "text": one.text, "target": one.target, "external": one.external}
            for one in contract.references
        ],
        "metadata": {"version": metadata.version, "date": metadata.date, "title": metadata.title},
        "comments": [{"clause": one.clause, "text": one.text} for one in contract.comments],
        "warnings": warnings_json(contract.warnings),
        "not_read": _not_read(contract.not_read),
    }


def comparison_json(comparison: Comparison, judgements: Judgements | None = None) -> Json:
    """A comparison as ``clausediff/comparison`` of the output contract.

    Args:
        comparison: what was found.
        judgements: what readers made of findings, by the finding's id.
    """
    judged = judgements or {}
    return {
        "format": "clausediff/comparison",
        "format_version": FORMAT_VERSION,
        "about": about(comparison.catalogue, "colophon_scope"),
        "old": contract_json(comparison.old),
        "new": contract_json(comparison.new),
        "changes": [_change(change) for change in comparison.changes],
        "references": [_reference(one) for one in comparison.references],
        "definitions": [_definition(one) for one in comparison.definitions],
        "findings": [_finding(finding, judged.get(finding.id)) for finding in comparison.findings],
        "protections": [_protection(one) for one in comparison.protections],
        "warnings": warnings_json(comparison.warnings),
        "not_compared": _not_read(comparison.not_compared),
    }


def assessment_json(
    contract: Contract,
    standings: Sequence[Standing],
    catalogue: CatalogueInfo,
    against: Layers | None = None,
) -> Json:
    """Where every protection stands in one contract, as ``clausediff/assessment`` of the output contract.

    With ``against``, the contract as the overlay of another one, each protection has its verdict on that too.
    """
    compared = {row.protection: _against(row) for row in against.rows} if against else {}
    return {
        "format": "clausediff/assessment",
        "format_version": FORMAT_VERSION,
        "about": about(catalogue, "colophon_layers" if against else "colophon_scope_one"),
        "contract": contract_json(contract),
        **({"against": contract_json(against.standard)} if against else {}),
        "protections": [
            _assessed(standing) | compared.get(standing.protection, {}) for standing in standings
        ],
    }


def _against(row: Layer) -> Json:
    """How a protection relates to the other document's."""
    level = row.standard.standing.level.value
    return {"against": {"level": level, "verdict": row.verdict.value, "reason": row.reason}}


def about(catalogue: CatalogueInfo | None, scope: str) -> Json:
    """What every report says of itself, in both languages."""
    keys = (scope, "colophon_advice", "colophon_models", "colophon_view")
    languages: tuple[Ui, ...] = ("en", "nl")
    notice = {ui: " ".join(Words(ui)(key) for key in keys) for ui in languages}
    return {"catalogue": catalogue.version if catalogue else None, "notice": notice}


def _clause(clause: Clause) -> Json:
    return {
        "id": clause.id,
        "parent": clause.parent,
        "kind": clause.kind.value,
        "level": clause.level,
        "label": clause.label,
        "path": clause.path,
        "heading": clause.heading,
        "text": clause.text,
        "page": clause.page,
    }


def _change(change: ClauseChange) -> Json:
    entry: Json = {
        "id": change.id,
        "status": change.status.value,
        "old": list(change.old),
        "new": list(change.new),
        "renumbered": change.renumbered,
        "relocated": change.relocated,
        "retitled": change.retitled,
        "cosmetic": change.cosmetic,
        "confidence": change.confidence,
        "method": change.method,
    }
    if change.moved_with is not None:
        entry["moved_with"] = change.moved_with
    if change.figures is not None:
        entry["figures"] = {"old": list(change.figures.old), "new": list(change.figures.new)}
    entry["segments"] = [
        {"op": segment.op.value, "text": segment.text}
        | ({} if segment.move is None else {"move": segment.move})
        for segment in change.segments
    ]
    return entry


def _reference(reference: ReferenceChange) -> Json:
    return {
        "clause": reference.clause,
        "text": reference.text,
        "status": reference.status.value,
        "target": reference.target,
        "target_old": reference.target_old,
    }


def _definition(definition: DefinitionChange) -> Json:
    return {
        "term": definition.term,
        "status": definition.status.value,
        "old": definition.old,
        "new": definition.new,
        "affects": list(definition.affects),
        "old_term": definition.old_term,
    }


def _finding(finding: Finding, judgement: ReaderJudgement | None) -> Json:
    entry: Json = {
        "id": finding.id,
        "protection": finding.protection,
        "effect": finding.effect.value,
        "aspect": finding.aspect,
        "old": _quote(finding.old),
        "new": _quote(finding.new),
        "avg": {"old": finding.avg_old.value, "new": finding.avg_new.value},
        "rule": finding.rule,
        "reason": finding.reason,
        "change": finding.change,
        "reach": list(finding.reach),
    }
    if judgement is not None:
        entry["judgement"] = _judgement(judgement)
    return entry


def _judgement(judgement: ReaderJudgement) -> Json:
    by = {} if judgement.by is None else {"by": judgement.by}
    old, new = judgement.made_on
    made = {"made_on": {"old": old, "new": new}} if judgement.carried else {}
    return {
        "verdict": judgement.verdict.value,
        "reason": judgement.reason,
        **by,
        "carried": judgement.carried,
        **made,
    }


def _quote(quote: Quote | None) -> Json | None:
    return None if quote is None else {"clause": quote.clause, "quote": quote.quote, "value": quote.value}


def _protection(protection: ProtectionChange) -> Json:
    return {
        "id": protection.protection,
        "old": standing_json(protection.old),
        "new": standing_json(protection.new),
    }


def standing_json(standing: Standing) -> Json:
    """A protection's standing in one document."""
    return {
        "level": standing.level.value,
        "clauses": list(standing.clauses),
        "rung": standing.rung,
        "article": standing.article,
        "evidence": [{"clause": quote.clause, "quote": quote.quote} for quote in standing.evidence],
        "missing": list(standing.missing),
    }


def _assessed(standing: Standing) -> Json:
    facts = standing_json(standing)
    order = ("level", "rung", "article", "clauses", "evidence", "missing")
    return {"id": standing.protection} | {key: facts[key] for key in order}


def warnings_json(warnings: Sequence[Warn]) -> list[Json]:
    """Warnings, each with its slug and its place."""
    return [{"slug": one.slug, "message": one.message, "where": one.where} for one in warnings]


def _not_read(rows: Sequence[NotRead]) -> list[Json]:
    return [{"what": one.what, "where": one.where, "text": one.text} for one in rows]
