"""The command line: one small module a command, imported when the command runs."""

from __future__ import annotations

_OBJECTS = 200_000
"""New objects before the garbage collector looks for circles: a comparison makes many and few circles."""


def main() -> None:
    """Run ``clausediff``; the entry point of the installed script."""
    import atexit
    import gc

    gc.set_threshold(_OBJECTS)
    atexit.register(gc.freeze)  # the process ends: nothing left needs looking for circles
    from clausediff.cli.app import app

    app()
