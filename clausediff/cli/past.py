"""Which recorded versions a question is about, and where in them to start."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cached_property

from clausediff.errors import InputError
from clausediff.lineage import (
    ProtectionStage,
    Stage,
    find,
    in_order,
    linked,
    trace,
    trace_protection,
)
from clausediff.model.comparison import Comparison
from clausediff.model.contract import Clause
from clausediff.store.archive import Archive, RecordedDocument

_SHOWN = 6
"""So many candidates are named where a clause is ambiguous."""


class Past:
    """The recorded versions that a question is about.

    Args:
        archive: the history.
        agreement: only versions of this agreement, ``None`` for all.
        at: the version at which to start, as ``agreement@version``, a label or a file name.

    Raises:
        InputError: there is no such agreement or version in the history.
    """

    def __init__(self, archive: Archive, agreement: str | None, at: str | None) -> None:
        self._archive = archive
        self._documents = {row.sha256: row for row in archive.documents(agreement)}
        if agreement is not None and not self._documents:
            raise _unknown_agreement(agreement, archive)
        self._pairs = [pair for pair in archive.pairs() if {pair[1], pair[2]} <= set(self._documents)]
        self._at = self._named(at) if at is not None else None
        self._loaded: dict[int, Comparison] = {}

    def title(self, sha256: str) -> str:
        """How people know a document: ``agreement@version``, else its file name."""
        return self._documents[sha256].title

    def apart(self, document: str) -> tuple[str, ...]:
        """Titles of the same agreement's versions that no comparison links with this document."""
        agreements = {edition.agreement for edition in self._documents[document].editions}
        together = linked(document, self._edges)
        return tuple(
            row.title
            for row in self._documents.values()
            if row.sha256 not in together and agreements & {edition.agreement for edition in row.editions}
        )

    def clause(self, asked: str) -> tuple[str, str]:
        """Digest of the document and id of the clause that ``asked`` means.

        In each chain of versions the newest that has such a clause decides.

        Raises:
            InputError: no clause, or more than one, answers to it.
        """
        found = [hit for chain in self._chains for hit in self._in_chain(chain, asked)]
        if not found:
            raise InputError(
                "unknown-clause",
                asked,
                "is the number, heading or id of no recorded clause",
                "see `clausediff search` or `clausediff parse`",
            )
        if len(found) > 1:
            raise self._ambiguous(asked, found)
        document, clause = found[0]
        return document, clause.id

    def follow(self, document: str, clause: str) -> tuple[Stage, ...]:
        """The clause through the versions that are linked with the document."""
        return trace(self._comparisons(document), document, clause)

    def chain(self, protection: str) -> str:
        """Digest of a document in the one chain of versions that the question is about.

        Raises:
            InputError: there are several chains, or the protection was judged in none.
        """
        chains = self._chains
        judged = [chain for chain in chains if self._known(chain[-1])]
        if not judged:
            raise InputError("never-judged", protection, "was never judged", "compare with findings first")
        if len(judged) > 1:
            titles = ", ".join(self.title(chain[-1]) for chain in judged[:_SHOWN])
            raise InputError(
                "ambiguous-history",
                protection,
                f"has {len(judged)} histories: {titles}",
                "add --agreement or --at",
            )
        known = self._known(judged[0][-1])
        if protection not in known:
            near = get_close_matches(protection, known, n=3, cutoff=0.4)
            raise InputError(
                "unknown-protection",
                protection,
                "is no protection of the catalogue",
                f"did you mean {' or '.join(near)}?" if near else f"one of: {', '.join(known)}",
            )
        return judged[0][-1]

    def standings(self, document: str, protection: str) -> tuple[ProtectionStage, ...]:
        """The protection through the versions that are linked with the document."""
        return trace_protection(self._comparisons(document), protection)

    @cached_property
    def _edges(self) -> list[tuple[str, str]]:
        return [(old, new) for _, old, new in self._pairs]

    @cached_property
    def _chains(self) -> list[tuple[str, ...]]:
        """Documents that comparisons link, oldest first; only the chain of ``--at`` where it is given."""
        order = list(in_order(self._edges))
        order += [row for row in self._documents if row not in order]
        chains: list[tuple[str, ...]] = []
        for document in order:
            if not any(document in chain for chain in chains):
                together = linked(document, self._edges)
                chains.append(tuple(row for row in order if row in together))
        return [chain for chain in chains if self._at is None or self._at in chain]

    def _in_chain(self, chain: tuple[str, ...], asked: str) -> list[tuple[str, Clause]]:
        for document in (self._at,) if self._at else reversed(chain):
            contract = self._archive.contract(self._documents[document].number)
            found = [(document, clause) for clause in find(contract, asked)]
            if found:
                return found
        return []

    def _comparisons(self, document: str) -> list[Comparison]:
        together = linked(document, self._edges)
        numbers = [number for number, old, new in self._pairs if {old, new} <= together]
        for number in numbers:
            if number not in self._loaded:
                self._loaded[number] = self._archive.comparison(number)
        return [self._loaded[number] for number in numbers]

    def _known(self, document: str) -> list[str]:
        """The protections that were judged in this document's chain."""
        rows = (row.protection for one in self._comparisons(document) for row in one.protections)
        return list(dict.fromkeys(rows))

    def _ambiguous(self, asked: str, found: list[tuple[str, Clause]]) -> InputError:
        several = len({document for document, _ in found}) > 1
        names = [
            f"{self.title(document)}: {clause.path} ({clause.id})" for document, clause in found[:_SHOWN]
        ]
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        remedy = "add --agreement or --at" if several else "give the whole path or the id"
        return InputError("ambiguous-clause", asked, f"may be {', '.join(names)}{more}", remedy)

    def _named(self, name: str) -> str:
        wanted = name.casefold()
        found = [row.sha256 for row in self._documents.values() if wanted in _names(row)]
        if len(found) == 1:
            return found[0]
        titles = ", ".join(self.title(row) for row in found or self._documents)
        fault = "names several recorded versions" if found else "is no recorded version"
        raise InputError("unknown-version", f"--at {name}", fault, f"give one of: {titles}")


def _names(document: RecordedDocument) -> set[str]:
    names = {
        document.name,
        *(str(row) for row in document.editions),
        *(row.version for row in document.editions),
    }
    return {name.casefold() for name in names}


def _unknown_agreement(agreement: str, archive: Archive) -> InputError:
    rows = (edition.agreement for row in archive.documents() for edition in row.editions)
    names = ", ".join(dict.fromkeys(rows))
    remedy = f"one of: {names}" if names else "give `clausediff compare` an --agreement, or leave it out here"
    return InputError("unknown-agreement", f"--agreement {agreement}", "is in no recorded version", remedy)
