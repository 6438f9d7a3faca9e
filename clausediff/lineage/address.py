"""Finding the clause that a reader means by ``5.2``, ``artikel 5 lid 2``, a heading or ``c12``."""

from __future__ import annotations

import re

from clausediff.model.contract import Clause, Contract, Kind
from clausediff.wording import plain, words

Address = tuple[str, ...]

_FILLER = re.compile(
    r"\b(artikelen|artikel|articles?|art|sections?|sec|clauses?|paragra(?:af|ph)s?|par|leden|lid|onder(?:deel)?|"
    r"sub|punt|point|letter|aanhef|en|and|van|of|de|het|the)\b\.?|§"
)
_ANNEX = re.compile(
    r"\b(bijlagen?|annex|appendix|schedule|exhibit|addendum|attachment|aanhangsel)\b\s*([\w.]*)"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)*|[a-z]{1,5}")
_ORDINALS = {
    "eerste": "1",
    "tweede": "2",
    "derde": "3",
    "vierde": "4",
    "vijfde": "5",
    "zesde": "6",
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "sixth": "6",
}
_IN_ANNEX = "annex"
_IDENTIFIER = re.compile(r"c\d+")


def find(contract: Contract, asked: str) -> tuple[Clause, ...]:
    """The clauses that ``asked`` may mean, in document order; more than one if it is ambiguous.

    Tried in turn, and the first that finds something decides: the clause's id, its whole path, its
    printed number (with or without ``artikel``, ``lid``, ``onder``; in the body before an annex), its
    heading's words, a part of its heading, a part of its path.
    """
    clauses = contract.clauses
    wanted = words(asked)
    tiers = (
        [row for row in clauses if _IDENTIFIER.fullmatch(asked.strip()) and row.id == asked.strip()],
        [row for row in clauses if words(row.path) == wanted and wanted],
        _numbered(contract, asked),
        [row for row in clauses if wanted and row.heading and words(row.heading) == wanted],
        [row for row in clauses if row.heading and _within(wanted, words(row.heading))],
        [row for row in clauses if _within(wanted, words(row.path))],
    )
    return tuple(next((tier for tier in tiers if tier), []))


def _numbered(contract: Contract, asked: str) -> list[Clause]:
    wanted = parse(asked)
    if wanted is None:
        return []
    known = {row.id: row for row in contract.clauses}
    found = [(row, address) for row in contract.clauses if (address := _address(row, known))]
    exact = [row for row, address in found if address == wanted]
    if exact:
        return exact
    ending = [row for row, address in found if address[-len(wanted) :] == wanted]
    body = {row.id for row, address in found if not address[0].startswith(_IN_ANNEX)}
    return [row for row in ending if row.id in body] or ending


def parse(asked: str) -> Address | None:
    """The numbers of a printed address in order, ``None`` if the words are no address.

    ``artikel 5 lid 2, onder b`` and ``5.2(b)`` both give ``("5", "2", "b")``; an annex comes first, as
    ``annex 1``.
    """
    text = plain(asked).casefold()
    annex = _ANNEX.search(text)
    first: Address = ()
    if annex:
        first = (f"{_IN_ANNEX} {annex[2].strip('.')}".strip(),)
        text = text[: annex.start()] + " " + text[annex.end() :]
    for word, number in _ORDINALS.items():
        text = re.sub(rf"\b{word}\b", number, text)
    text = _FILLER.sub(" ", text)
    rest = re.sub(r"[\s().,;:/>\-\[\]]+", " ", _spaced(text)).split()
    if not all(_NUMBER.fullmatch(part) for part in rest) or not (first or rest):
        return None
    parts = tuple(piece for part in rest for piece in part.split("."))
    numeric = any(part.isdigit() for part in parts) or bool(first)
    short = all(part.isdigit() or len(part) <= 5 for part in parts)
    if not short or (not numeric and len(parts) > 1):
        return None
    return (*first, *parts)


def _spaced(text: str) -> str:
    """Set a letter apart from the number it follows: ``2b`` is ``2 b``."""
    return re.sub(r"(?<=\d)(?=[a-z])", " ", text)


def _address(clause: Clause, known: dict[str, Clause]) -> Address | None:
    """The numbers that lead to a clause: its ancestors' labels and its own."""
    if clause.label is None:
        return None
    chain = [clause]
    while (parent := chain[-1].parent) is not None:
        chain.append(known[parent])
    address: Address = ()
    for step in reversed(chain):
        address = _joined(address, step)
    return address


def _joined(address: Address, step: Clause) -> Address:
    if step.kind is Kind.ANNEX:
        return parse(step.label or step.path.rsplit(" > ", 1)[-1]) or (_IN_ANNEX,)
    own = parse(step.label) if step.label else None
    if not own:
        return address
    outer = address[1:] if address and address[0].startswith(_IN_ANNEX) else address
    if own[: len(outer)] == outer and len(own) > len(outer):
        return address[: len(address) - len(outer)] + own
    return address + own


def _within(part: list[str], whole: list[str]) -> bool:
    """Whether ``part`` stands in ``whole`` as a run of words."""
    size = len(part)
    return bool(part) and any(whole[start : start + size] == part for start in range(len(whole) - size + 1))
