"""What judging found in a document's texts, as it is kept from one run to the next.

The stage that reads the texts packs what it found; the store keeps it and cannot look inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was found in one document's texts.

    Attributes:
        catalogue: digest of what it was found with; with anything else it says nothing.
        document: SHA-256 of the document's bytes, hexadecimal.
        packed: digests of texts and what stands in them; not the texts.
    """

    catalogue: str
    document: str
    packed: bytes


class Memory(Protocol):
    """Where what was found is kept."""

    def recall(self, catalogue: str, document: str) -> bytes | None:
        """What was found in a document with this catalogue; ``None`` if that is not known."""

    def keep(self, remembered: Remembered) -> None:
        """Take what was found, for later runs."""
