"""Three versions: the straight alignment agrees with the one by way of the version in between."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from clausediff.alignment import align
from clausediff.cli import history as history_command
from clausediff.lineage import trace
from clausediff.model.alignment import Alignment, new_ids, old_ids
from clausediff.model.comparison import Status
from clausediff.model.contract import Contract
from clausediff.pipeline import compare_files, read_contract
from clausediff.settings import Settings
from clausediff.store import History
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


def test_real_texts_that_go_and_come_back_are_returns(corpus: Path, tmp_path: Path) -> None:
    before = corpus / "github-dpa/github-dpa-2021-01-07.md"
    between = corpus / "github-dpa/github-dpa-2021-10-07.md"
    after = tmp_path / "after.md"
    after.write_text(before.read_text(encoding="utf-8").replace("2021", "2022"), encoding="utf-8")
    steps = [compare_files(*pair, Settings(findings=False)) for pair in ((before, between), (between, after))]
    lost = {change.old[0] for change in steps[0].changes if change.status is Status.REMOVED}
    telling = [one for one in steps[0].old.clauses if one.id in lost and len(one.text.split()) > 4]
    assert len(telling) > 20
    for clause in telling:
        *_, middle, last = trace(steps, steps[0].old.source.sha256, clause.id)
        assert not middle.clauses
        assert last.returned == steps[0].old.source.sha256
        assert clause.text.replace("2021", "2022") in [one.text for one in last.clauses]


def test_the_history_of_a_real_clause_says_that_it_came_back(corpus: Path, tmp_path: Path) -> None:
    before = corpus / "github-dpa/github-dpa-2021-01-07.md"
    between = corpus / "github-dpa/github-dpa-2021-10-07.md"
    after = tmp_path / "after.md"
    after.write_text(before.read_text(encoding="utf-8") + "\n\nReinstated.\n", encoding="utf-8")
    steps = [compare_files(*pair, Settings(findings=False)) for pair in ((before, between), (between, after))]
    lost = {change.old[0] for change in steps[0].changes if change.status is Status.REMOVED}
    clause = next(one for one in steps[0].old.clauses if one.id in lost and len(one.text.split()) > 20)
    with History.open(tmp_path / "h.db") as history:
        for step in steps:
            history.record(step)
    app = typer.Typer()
    history_command.register(app)
    shown = CliRunner().invoke(app, [clause.id, "--db", str(tmp_path / "h.db"), "--at", before.name])
    assert "back again: it stood in github-dpa-2021-01-07.md and was gone since" in shown.stdout, shown.output


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
