"""What was not read or not compared, and warnings, in the language of the report.

Readers and the pipeline name these in English, once for every form; JSON keeps those names.
"""

from __future__ import annotations

import re

from clausediff.model.source import Warn
from clausediff.report.ui import Words

_PLACE = re.compile(r"\b(old|new|pages?|paragraph|block|line|body)\b(?=: | \d|$)")
_DETAIL = re.compile(r"\d+|'[a-z]{2,3}'")


def kind_of(what: str, words: Words) -> str:
    """The kind of thing that was left out: ``koptekst`` for ``running header``."""
    return words.known(f"left.{what}") or what


def place_of(where: str, words: Words) -> str:
    """Where it stands: ``oud: pagina 3`` for ``old: page 3``; a file's name stays as it is."""
    return where if words.ui == "en" else _PLACE.sub(lambda found: words(f"place.{found[1]}"), where)


def warning_of(warning: Warn, words: Words) -> str:
    """A warning's message; in another language than English it is said anew from its slug."""
    known = words.known(f"warning.{warning.slug}") if words.ui != "en" else None
    if known is None:
        return warning.message
    return known.format(detail=", ".join(_DETAIL.findall(warning.message)))
