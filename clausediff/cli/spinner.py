"""A spinner that shows only for work that takes longer than a second."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

_PATIENCE = 1.0
"""Seconds before anything is shown."""


@contextmanager
def spinner() -> Iterator[Callable[[str], None]]:
    """Show the running step on standard error, once a second has passed; gone when the work is done."""
    status = Console(stderr=True).status("working")
    timer = threading.Timer(_PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield status.update
    finally:
        timer.cancel()
        timer.join()
        status.stop()
