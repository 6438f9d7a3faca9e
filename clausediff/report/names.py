"""How a report names a clause, shortens a text and shows characters that have no shape."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clausediff.citation import cite
from clausediff.model.comparison import ClauseChange
from clausediff.model.contract import Clause, Contract
from clausediff.report.ui import Words

ARROW = " → "
STEP = " › "
NOT_ASKED = ("controller-duties", "term-and-termination", "other-terms")
"""What no processor's text can lack: what the controller owes, what the GDPR is silent on, other terms."""
SPELT_OUT = ("28(2)", "28(3)(", "28(3),", "28(4)", "33(2)")
"""How articles start whose duties a data processing agreement must hold, so that their absence is a lack."""
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]"
)
"""Control characters other than tab and line feed, lone surrogates, and marks of direction."""


def printable(text: str) -> str:
    """``text`` with control characters and direction marks shown as ``�``.

    A document can then neither steer a terminal nor turn the order of the words on the page.
    """
    if text.isascii() and text.isprintable():
        return text
    return _STEERING.sub("\ufffd", text)


def shorten(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` characters, cut between words, with ``…`` where something was cut."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > limit // 2 else cut).rstrip(" ,;:") + "…"


def by_id(contract: Contract) -> dict[str, Clause]:
    """The clauses of a contract by their id."""
    return {clause.id: clause for clause in contract.clauses}


def address(clause: Clause) -> str:
    """The printed address of a clause: ``Artikel 5 › 5.2``."""
    return printable(STEP.join(shorten(step, 60) for step in clause.path.split(" > ")))


def name(clause: Clause) -> str:
    """Address and heading of a clause, for links and tables: ``Artikel 5 › 5.2 Subverwerkers``."""
    heading = shorten(printable(clause.heading or ""), 60)
    place = address(clause)
    return place if place.endswith(heading.rstrip(" .:")) else f"{place} {heading}"


def names(clauses: Iterable[Clause]) -> str:
    """Names of several clauses in a row."""
    return ", ".join(name(clause) for clause in clauses)


def number(clause: Clause) -> str:
    """The printed number without the closing stop, its address where it has none of its own."""
    return printable(clause.label.rstrip(".")) if clause.label else address(clause)


def new_number(old: Clause, new: Clause) -> str:
    """How a renumbering reads: ``5.2 → 6.2``, with the addresses where the clause's own number stayed.

    The whole labels where only their form changed (``a. → (a)``); nothing where only the form of a number
    above did.
    """
    if old.label != new.label and (old.label or new.label):
        before, after = number(old), number(new)
        if before == after and old.label and new.label:
            before, after = printable(old.label), printable(new.label)
    else:
        before, after = address(old), address(new)
    return f"{before}{ARROW}{after}" if before != after else ""


def legal_basis(article: str, words: Words) -> str:
    """Where the AVG sets a floor, in words: ``art. 33 lid 2 AVG`` for ``33(2)``.

    Args:
        article: articles as the catalogue writes them, joined by ``; ``; empty where there is none.
        words: the words of the report's language.
    """
    return cite(article, words.ui)


def percent(change: ClauseChange) -> str:
    """Confidence of a match as a whole percentage."""
    return f"{round(change.confidence * 100)} %"
