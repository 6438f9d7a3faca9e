"""What must hold of every pair of documents there is: neighbours of the corpus, and the models."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausediff.clauses import build_contract
from clausediff.model.comparison import Comparison, Status
from clausediff.model.contract import Contract
from clausediff.pipeline import compare_contracts, read_contract
from clausediff.settings import Settings
from clausediff.sources import read_document
from tests.conftest import HERE, corpus_folder
from tests.invariants import assert_tree_holds, assert_words_accounted
from tests.invariants_diff import assert_comparison_holds, assert_mirror

NEIGHBOURS = [
    ("github-dpa/github-dpa-2020-08-03.md", "github-dpa/github-dpa-2021-01-07.md"),
    ("github-dpa/github-dpa-2021-01-07.md", "github-dpa/github-dpa-2021-10-07.md"),
    ("github-dpa/github-dpa-2021-10-07.md", "github-dpa/github-dpa-2022-08-02.md"),
    ("commonpaper/common-paper-dpa-2022-07.md", "commonpaper/common-paper-dpa-2025-05.md"),
    ("commonpaper/common-paper-csa-2021-12.md", "commonpaper/common-paper-csa-2024-11.md"),
    ("commonpaper/common-paper-dpa-2022-07.md", "commonpaper/common-paper-dpa-template.docx"),
    ("bonterms/bonterms-dpa-2022-10-17.md", "bonterms/bonterms-dpa-2022-10-19.md"),
    ("dutch-rijk/ariv-2011.md", "dutch-rijk/ariv-2014.md"),
    ("ilpa/ilpa-lpa-deal-by-deal-v1.docx", "ilpa/ilpa-lpa-whole-of-fund-v2.docx"),
    ("basecamp/basecamp-dpa-2018-05.pdf", "basecamp/basecamp-dpa-2020-07.pdf"),
    ("bonterms/bonterms-dpa-2022-10-19.md", "bonterms/bonterms-dpa-1.0.pdf"),
    ("revisions/RP001-Tracked-Revisions-01.docx", "revisions/RP001-Tracked-Revisions-02.docx"),
    ("revisions/RP002-Deleted-Text-Rejected.docx", "revisions/RP002-Deleted-Text-Accepted.docx"),
    ("revisions/RP003-Inserted-Text-Rejected.docx", "revisions/RP003-Inserted-Text-Accepted.docx"),
    ("github-dpa/github-dpa-2020-08-03.md", "github-dpa/github-dpa-2022-08-02.md"),
    ("microsoft/online-services-terms-2017-11.docx", "github-dpa/github-dpa-2021-10-07.md"),
]
MODELS = [
    ("rijk-verwerkersovereenkomst-2024-1.docx", "rijk-verwerkersovereenkomst-2025-1.docx"),
    ("microsoft-dpa-2024-1.docx", "microsoft-dpa-2025-1.docx"),
]


def _pairs() -> list[tuple[Path, Path]]:
    models = HERE.parent / "versions"
    found = [(models / old, models / new) for old, new in MODELS]
    corpus = corpus_folder()
    if corpus is None:
        return found
    found += [(corpus / old, corpus / new) for old, new in NEIGHBOURS]
    found.append((corpus / "microsoft/online-services-terms-2017-11.docx",) * 2)
    befores = sorted((corpus / "wordcompare").glob("*.docx"))
    bases = [path for path in befores if path.stem.endswith(("Unmodified", "Before", "Table"))]
    for base in bases:
        family = base.name.split("-")[0]
        found += [(base, path) for path in befores if path.name.startswith(family) and path != base]
    return found


PAIRS = _pairs()
PAIR = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].stem}-{pair[1].stem}")

_read: dict[Path, Contract] = {}
_compared: dict[tuple[Path, Path], Comparison] = {}


def _contract(path: Path) -> Contract:
    if path not in _read:
        _read[path] = read_contract(path)
    return _read[path]


def _comparison(old: Path, new: Path) -> Comparison:
    if (old, new) not in _compared:
        _compared[old, new] = compare_contracts(_contract(old), _contract(new), Settings(findings=False))
    return _compared[old, new]


def _documents() -> list[Path]:
    corpus = corpus_folder()
    folders = [HERE.parent / "versions", *([corpus] if corpus else [])]
    found = [
        path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".docx", ".md")
    ]
    return [path for path in found if "broken" not in path.parts and path.name != "README.md"]


@pytest.mark.parametrize("path", _documents(), ids=lambda path: path.stem)
def test_every_word_of_a_document_stands_in_its_tree_or_is_listed(path: Path) -> None:
    document = read_document(path)
    assert_words_accounted(document, build_contract(document))


@PAIR
def test_both_trees_hold(pair: tuple[Path, Path]) -> None:
    for path in pair:
        assert_tree_holds(_contract(path))


@PAIR
def test_every_clause_stands_in_one_change_and_both_texts_are_rebuilt(pair: tuple[Path, Path]) -> None:
    assert_comparison_holds(_comparison(*pair))


@PAIR
def test_swapping_the_sides_mirrors_the_comparison(pair: tuple[Path, Path]) -> None:
    assert_mirror(_comparison(*pair), _comparison(pair[1], pair[0]))


DOCUMENTS = sorted({path for pair in PAIRS for path in pair})


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_against_itself_has_no_change(path: Path) -> None:
    comparison = _comparison(path, path)
    assert {change.status for change in comparison.changes} == {Status.UNCHANGED}
    assert not comparison.differs
    assert not any(change.renumbered for change in comparison.changes)
