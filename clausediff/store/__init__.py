"""The history of comparisons in SQLite, and the registry of named versions.

``History`` is the database; :mod:`clausediff.store.registry` knows the documents that have a name.
"""

from __future__ import annotations

from clausediff.store.history import History

__all__ = ["History"]
