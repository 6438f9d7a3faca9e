"""Documents in which no protection was judged: nothing judged is another thing than nothing found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clausediff.model.comparison import Comparison, Level, Standing
from clausediff.model.contract import Contract
from clausediff.model.layers import Layers
from clausediff.model.source import Warn
from clausediff.report.names import printable
from clausediff.report.ui import Words

_SLUGS = ("not-judged", "language-not-judged")
"""Warnings that say of a whole document that it was not judged."""
_Side = tuple[Contract, Sequence[Standing]]


def unjudged_comparison(comparison: Comparison, words: Words) -> str:
    """Why no protection was judged in a comparison, in a sentence; empty if they were or nobody asked."""
    if comparison.findings:
        return ""
    changes = comparison.protections
    sides = (
        (comparison.old, [one.old for one in changes]),
        (comparison.new, [one.new for one in changes]),
    )
    return unjudged(sides, comparison.warnings, words)


def unjudged_layers(layers: Layers, words: Words) -> str:
    """Why no protection was judged in one of two layers, in a sentence; empty if they were."""
    sides = (
        (layers.standard, [row.standard.standing for row in layers.rows]),
        (layers.overlay, [row.overlay.standing for row in layers.rows]),
    )
    return unjudged(sides, layers.warnings, words)


def unjudged(sides: Iterable[_Side], warnings: Iterable[Warn], words: Words) -> str:
    """Why no protection was judged, in a sentence; empty if every document was judged.

    Args:
        sides: documents, each with where its protections stand.
        warnings: what judging them warned of.
        words: language of the sentence.
    """
    told = tuple(warnings)
    reasons = dict.fromkeys(filter(None, (_reason(*side, told, words) for side in sides)))
    return words("unjudged", why="; ".join(reasons)) if reasons else ""


def _reason(contract: Contract, standings: Sequence[Standing], warnings: Sequence[Warn], words: Words) -> str:
    """A warning counts where nothing was found: a short text of no known language may have been judged."""
    file = contract.source.name
    warned = next((one for one in warnings if one.slug in _SLUGS and one.where == file), None)
    if warned is None or any(one.level is not Level.ABSENT for one in standings):
        return ""
    language = words.language(contract.language)
    return words(f"unjudged.{warned.slug}", file=printable(file), language=language)
