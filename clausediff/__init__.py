"""clausediff: a contract clause diff and version tracker.

The folders are the stages of one comparison, read from top to bottom::

    file -> sources -> clauses -> alignment -> redline -> protections -> report / store

See ``docs/architecture.md`` for one comparison followed from end to end.
"""

__version__ = "0.1.0"
