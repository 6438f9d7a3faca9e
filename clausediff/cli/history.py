"""``clausediff history``."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add ``history`` to the application."""
