"""Three versions: the straight alignment agrees with the one by way of the version in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausediff.alignment import align
from clausediff.model.alignment import Alignment, new_ids, old_ids
from clausediff.model.contract import Contract
from clausediff.pipeline import read_contract
from tests.build import contract


def _links(alignment: Alignment) -> set[tuple[str, str]]:
    return {(old, new) for link in alignment.links for old in old_ids(link) for new in new_ids(link)}


def _agreement(first: Contract, second: Contract, third: Contract) -> tuple[int, int, int]:
    """Links by way of the second version, those that the straight alignment has too, and those of its own."""
    one, two, straight = (_links(align(*pair)) for pair in ((first, second), (second, third), (first, third)))
    onwards: dict[str, set[str]] = {}
    for middle, last in two:
        onwards.setdefault(middle, set()).add(last)
    chained = {(old, last) for old, middle in one for last in onwards.get(middle, ())}
    return len(chained), len(chained & straight), len(straight - chained)


@pytest.mark.parametrize(
    "names",
    [
        ("github-dpa-2020-08-03", "github-dpa-2021-01-07", "github-dpa-2021-10-07"),
        ("github-dpa-2021-01-07", "github-dpa-2021-10-07", "github-dpa-2022-08-02"),
    ],
)
def test_real_versions(corpus: Path, names: tuple[str, str, str]) -> None:
    first, second, third = (read_contract(corpus / "github-dpa" / f"{name}.md") for name in names)
    chained, shared, own = _agreement(first, second, third)
    assert shared >= 0.97 * chained
    assert own <= 0.05 * max(1, chained)


_FIRST = """
Artikel 1. Doel
1.1 Verwerker verwerkt de gegevens uitsluitend om de dienst te leveren.
1.2 Verwerker gebruikt de gegevens niet voor reclame of profilering.
Artikel 2. Toezicht
2.1 De opdrachtgever laat de beveiliging elk jaar door een deskundige onderzoeken.
2.2 Verwerker geeft de deskundige toegang tot systemen en logboeken.
"""
_COSTS = "Artikel 2. Kosten\n2.1 Ieder draagt eigen kosten.\nArtikel 3. Toezicht"
_SECOND = (
    _FIRST.replace("Artikel 2. Toezicht", _COSTS)
    .replace("2.1 De opdrachtgever", "3.1 De opdrachtgever")
    .replace("2.2 Verwerker", "3.2 Verwerker")
)
_THIRD = _SECOND.replace("elk jaar", "eens per twee jaar").replace("of profilering", "of marktonderzoek")


def test_small_changes_twice_give_the_links_of_one_large_one() -> None:
    chained, shared, own = _agreement(contract(_FIRST), contract(_SECOND), contract(_THIRD))
    assert (shared, own) == (chained, 0)
    assert chained == len(contract(_FIRST).clauses)
