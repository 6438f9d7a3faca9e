"""Changes that mean nothing give no finding: another order, other numbers, synonyms, typography."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausediff.model.comparison import Comparison, Effect
from clausediff.model.contract import Clause, Contract
from clausediff.pipeline import compare_contracts, read_contract
from tests.conftest import HERE, corpus_folder

MODELS = sorted((HERE.parent / "versions").glob("*.docx"))
FOLDERS = ("commonpaper", "bonterms", "dutch-rijk", "github-dpa")
LARGE = ("github-dpa-2021-10", "github-dpa-2022-08")
REAL = [
    path
    for folder in FOLDERS
    for path in sorted(((corpus_folder() or HERE) / folder).glob("*.[md]*"))
    if path.suffix in (".md", ".docx") and not path.name.startswith(LARGE)
]
DIRECTED = (
    Effect.STRENGTHENED,
    Effect.WEAKENED,
    Effect.INTRODUCED,
    Effect.WITHDRAWN,
)
SYNONYMS = {
    "Subverwerkers": "Subbewerkers",
    "Subverwerker": "Subbewerker",
    "subverwerkers": "sub-verwerkers",
    "Subprocessors": "Sub-processors",
    "Subprocessor": "Sub-processor",
    "subprocessor": "sub-processor",
}


def directions(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [
        (one.protection, one.effect.value, one.rule) for one in comparison.findings if one.effect in DIRECTED
    ]


def groups(contract: Contract) -> list[list[Clause]]:
    """The clauses of each top-level clause, that one first."""
    found: list[list[Clause]] = []
    for clause in contract.clauses:
        if clause.parent is None:
            found.append([])
        found[-1].append(clause)
    return found


def shuffled(contract: Contract) -> Contract:
    parts = groups(contract)
    middle = parts[1:-1]
    random.Random(7).shuffle(middle)
    return replace(contract, clauses=tuple(one for part in [parts[0], *middle, parts[-1]] for one in part))


def renumbered(contract: Contract) -> Contract:
    """Every figure in a printed number is one higher."""

    def up(text: str | None) -> str | None:
        return text and re.sub(r"\d+", lambda found: str(int(found[0]) + 1), text)

    return replace(
        contract,
        clauses=tuple(replace(one, label=up(one.label), path=up(one.path) or "") for one in contract.clauses),
    )


def with_text(contract: Contract, change: Callable[[str], str]) -> Contract:
    return replace(contract, clauses=tuple(replace(one, text=change(one.text)) for one in contract.clauses))


def typography(contract: Contract) -> Contract:
    signs = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "\u00a0": " "})
    return with_text(contract, lambda text: text.translate(signs))


def synonyms(contract: Contract) -> Contract:
    def change(text: str) -> str:
        for word, other in SYNONYMS.items():
            text = re.sub(rf"\b{word}\b", other, text)
        return text

    return with_text(contract, change)


@pytest.mark.parametrize("path", MODELS + REAL, ids=lambda path: path.stem)
@pytest.mark.parametrize("change", [shuffled, renumbered, typography, synonyms])
def test_a_change_without_meaning_gives_no_finding(
    path: Path, change: Callable[[Contract], Contract]
) -> None:
    contract = read_contract(path)
    assert directions(compare_contracts(contract, change(contract))) == []


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(MODELS))
def test_articles_in_any_order_give_no_finding(chance: random.Random, path: Path) -> None:
    contract = read_contract(path)
    parts = groups(contract)
    middle = parts[1:-1]
    chance.shuffle(middle)
    moved = replace(contract, clauses=tuple(one for part in [parts[0], *middle, parts[-1]] for one in part))
    assert directions(compare_contracts(contract, moved)) == []


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_taking_clauses_out_mirrors_putting_them_in(data: st.DataObject) -> None:
    contract = read_contract(data.draw(st.sampled_from(MODELS)))
    leaves = [one for one in contract.clauses if not any(two.parent == one.id for two in contract.clauses)]
    gone = {one.id for one in data.draw(st.lists(st.sampled_from(leaves), max_size=4))}
    less = replace(
        contract,
        clauses=tuple(one for one in contract.clauses if one.id not in gone),
        definitions=tuple(one for one in contract.definitions if one.clause not in gone),
        references=tuple(
            one for one in contract.references if one.clause not in gone and one.target not in gone
        ),
    )
    turned = {"strengthened": "weakened", "introduced": "withdrawn"}
    turned |= {after: before for before, after in turned.items()}
    there = {
        (protection, turned[effect])
        for protection, effect, _ in directions(compare_contracts(contract, less))
    }
    back = {(protection, effect) for protection, effect, _ in directions(compare_contracts(less, contract))}
    assert there == back
