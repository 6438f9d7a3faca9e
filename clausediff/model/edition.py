"""Which edition of which agreement a document is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of an agreement, written ``agreement@version``; ``date`` is ISO 8601, ``None`` if unknown."""

    agreement: str
    version: str
    date: str | None = None

    def __str__(self) -> str:
        return f"{self.agreement}@{self.version}"
