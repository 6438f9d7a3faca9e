"""What a protection is, for those who print it; the rules that judge it live in ``protections``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in Dutch and in English."""

    nl: str
    en: str

    def in_language(self, language: Literal["nl", "en"]) -> str:
        """The text in one of its two languages."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Protection:
    """A protection of the catalogue: its id, names, AVG article and what the AVG itself asks (the floor)."""

    id: str
    name: Bilingual
    article: str
    floor: Bilingual


@dataclass(frozen=True, slots=True)
class CatalogueInfo:
    """Which catalogue judged a comparison: its version and its protections in order."""

    version: str
    protections: tuple[Protection, ...]
