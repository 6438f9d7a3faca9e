"""Alignment -> what changed: word diffs with facets, references that follow or go stale, definitions."""

from clausediff.redline.changes import describe_changes
from clausediff.redline.definitions import compare_definitions
from clausediff.redline.references import follow_references

__all__ = ["compare_definitions", "describe_changes", "follow_references"]
