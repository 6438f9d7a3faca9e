"""The words of the reports in Dutch and English, read from ``words.tsv``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

Ui = Literal["nl", "en"]
_COLUMNS: dict[Ui, int] = {"en": 1, "nl": 2}


@cache
def _table(ui: Ui) -> dict[str, str]:
    """Every key of ``words.tsv`` with its words in one language."""
    lines = files(__package__).joinpath("words.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[0]: row[_COLUMNS[ui]] for row in rows}


class Words:
    """The words of one language.

    Args:
        ui: ``nl`` or ``en``.
    """

    def __init__(self, ui: Ui) -> None:
        self.ui: Ui = ui
        self._table = _table(ui)

    def __call__(self, key: str, **values: object) -> str:
        """The words for ``key`` with ``{name}`` filled in.

        Raises:
            KeyError: ``words.tsv`` has no such key.
        """
        text = self._table[key]
        return text.format(**values) if values else text

    def known(self, key: str) -> str | None:
        """The words for ``key`` as they stand in the table, ``None`` where it has no such key."""
        return self._table.get(key)

    def count(self, key: str, number: int) -> str:
        """A number with its noun: the row ``key.one`` or ``key.many``."""
        return self(f"{key}.one" if number == 1 else f"{key}.many", n=self.number(number))

    def number(self, number: int) -> str:
        """A whole number with the separator of thousands that the language uses."""
        grouped = f"{number:,}"
        return grouped.replace(",", ".") if self.ui == "nl" else grouped

    def language(self, code: str) -> str:
        """Name of a document's language, its code where the name is not in the table."""
        return self._table.get(f"language.{code}", code)
