"""The printed address of a clause: the numbers a reader sees on the way to it, without words of headings."""

from __future__ import annotations

from clausediff.model.contract import Contract
from clausediff.wording import plain

Address = tuple[tuple[str, ...], str | None]
"""Printed numbers of the numbered ancestors from the top, and the clause's own number."""


def printed_addresses(contract: Contract) -> dict[str, Address]:
    """The printed address of each clause, by its id."""
    addresses: dict[str, Address] = {}
    for clause in contract.clauses:
        above = addresses[clause.parent] if clause.parent is not None else ((), None)
        numbers = above[0] if above[1] is None else (*above[0], above[1])
        addresses[clause.id] = (numbers, None if clause.label is None else plain(clause.label))
    return addresses
