"""The command line: one small module a command, imported when the command runs."""

from __future__ import annotations


def main() -> None:
    """Run ``clausediff``; the entry point of the installed script."""
    from clausediff.cli.app import app

    app()
