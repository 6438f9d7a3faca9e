"""From a document as printed to a tree of numbered clauses."""

from __future__ import annotations

from clausediff.clauses.build import build_contract

__all__ = ["build_contract"]
