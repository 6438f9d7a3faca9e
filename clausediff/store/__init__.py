"""The history of comparisons in SQLite, and the registry of named versions.

``History`` writes the database and ``Archive`` reads it;
:mod:`clausediff.store.registry` knows the documents that have a name.
"""

from __future__ import annotations

from clausediff.store.archive import Archive
from clausediff.store.history import History

__all__ = ["Archive", "History"]
