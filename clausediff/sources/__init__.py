"""From a file to a document as printed: formats, and what makes a file unfit to read."""

from __future__ import annotations

from clausediff.sources.registry import read_document

__all__ = ["read_document"]
