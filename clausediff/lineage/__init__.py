"""Clauses and protections followed through many versions, by the comparisons that were recorded."""

from __future__ import annotations

from clausediff.lineage.address import find
from clausediff.lineage.chain import in_order, linked
from clausediff.lineage.trace import Arrival, ProtectionStage, Stage, trace, trace_protection

__all__ = ["Arrival", "ProtectionStage", "Stage", "find", "in_order", "linked", "trace", "trace_protection"]
