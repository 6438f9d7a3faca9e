"""What earlier runs found in documents' texts, looked up in the history, and kept to be recorded there."""

from __future__ import annotations

from pathlib import Path

from clausediff.errors import StoreError
from clausediff.model.memory import Remembered


class HistoryMemory:
    """The memory that a history holds.

    It only saves time: a history that is not there, or cannot be read, remembers nothing and is no error
    here.

    Args:
        path: the history's file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: list[Remembered] = []

    def recall(self, catalogue: str, document: str) -> bytes | None:
        """What was found in a document with this catalogue; ``None`` if that is not known."""
        from clausediff.store import Archive

        try:
            if not self._path.is_file():
                return None
            with Archive.open(self._path) as archive:
                return archive.remembered(catalogue, document)
        except (StoreError, OSError):
            return None

    def keep(self, remembered: Remembered) -> None:
        """Take what was found; nothing is written until it is recorded with a comparison."""
        self._kept.append(remembered)

    @property
    def kept(self) -> tuple[Remembered, ...]:
        """What this run found that the history does not have."""
        return tuple(self._kept)
