"""Errors that a user can act on.

Every error names three things: the file (or argument), the fault, and the
remedy. The command line prints them on one line and exits with code 2; see
``docs/messages.md`` for the page of slugs.
"""

from __future__ import annotations


class ClausediffError(Exception):
    """An error with a name, a fault and a remedy, printed on one line.

    Args:
        slug: stable name of the error, e.g. ``not-a-docx``; listed in ``docs/messages.md``.
        where: the file or argument at fault, as the user gave it.
        fault: what is wrong, in a few words.
        remedy: what the user can do about it, as an imperative.
    """

    def __init__(self, slug: str, where: str, fault: str, remedy: str) -> None:
        self.slug = slug
        self.where = where
        self.fault = fault
        self.remedy = remedy
        super().__init__(f"{where}: {fault}; {remedy} [{slug}]")


class InputError(ClausediffError):
    """A document or argument that cannot be used as it is."""


class OutputError(ClausediffError):
    """A result that cannot be written where the user asked for it."""


class StoreError(ClausediffError):
    """A history database that cannot be opened, read or written."""


class CatalogueError(ClausediffError):
    """A protections catalogue that does not satisfy its own rules."""
