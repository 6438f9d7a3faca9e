"""An independent reader: LibreOffice's own list labels and words beside ours, for all Word documents."""

from __future__ import annotations

import difflib
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from clausediff.model.contract import Contract
from clausediff.pipeline import read_contract
from clausediff.sources import read_document
from tests.conftest import HERE
from tests.libreoffice import Read, converted, needed, read

MODELS = sorted((HERE.parent / "versions").glob("*.docx"))
DEVIATIONS = {
    ("word-numbers.docx", "mike"): "isLgl (17.9.4): LibreOffice keeps the Roman figure, Word does not",
    ("word-numbers.docx", "oscar"): "isLgl (17.9.4): LibreOffice keeps the Roman figure, Word does not",
    ("word-numbers.docx", "sierra"): "lvlRestart 0 (17.9.10): LibreOffice restarts, Word goes on",
}
"""Labels that differ from LibreOffice's, with what was followed instead."""
LEAST = 0.995
EXPLAINED = {
    "ilpa": {"error", "unknown", "document", "property", "name", "text", "type", "1", "2"},
    "RP001-Tracked-Revisions-0": {"head1", "0"},
    "WC018": set("wednesday saturday november april".split()) | {"date"},
}
"""Words that LibreOffice computes anew (fields) or repeats (heading rows), by the start of a file name."""
UNACCEPTED = (
    "RP001-Tracked-Revisions-01.docx",
    "RP001-Tracked-Revisions-02.docx",
    "RP004-Deleted-Text-in-CC.docx",
)
"""LibreOffice leaves deletions in nested tables and content controls standing; ours equals Word's result."""


@pytest.fixture(scope="session")
def word_files(corpus: Path) -> list[Path]:
    return [path for path in sorted(corpus.rglob("*.docx")) if path.parent.name != "broken"] + MODELS


@pytest.fixture(scope="session")
def open_texts(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    paths = [*MODELS, *corpus.glob("commonpaper/*.docx"), *corpus.glob("bonterms/*.docx")]
    return converted([*paths, corpus / "numbering/word-numbers.docx"], "odt", tmp_path_factory.mktemp("odt"))


@pytest.fixture(scope="session")
def theirs(
    word_files: list[Path], open_texts: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[Path, Read]:
    return read([*word_files, *open_texts.values()], tmp_path_factory.mktemp("office"))


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def test_every_label_is_the_one_libreoffice_prints(
    theirs: dict[Path, Read], capsys: pytest.CaptureFixture[str]
) -> None:
    agreed = total = 0
    unexplained = []
    for path, other in theirs.items():
        ours = [
            (block.label or "", block.text) for block in read_document(path).blocks if block.role == "body"
        ]
        printed = [(label.strip(), text) for label, text in other.body if text.strip()]
        same = difflib.SequenceMatcher(
            None, [_plain(t) for _, t in ours], [_plain(t) for _, t in printed], False
        )
        for start, their_start, size in same.get_matching_blocks():
            for (label, text), (their_label, _) in zip(
                ours[start : start + size], printed[their_start : their_start + size], strict=True
            ):
                if not label and not any(character.isalnum() for character in their_label):
                    continue
                total += 1
                agreed += _plain(label) == _plain(their_label)
                if _plain(label) != _plain(their_label) and (path.name, text) not in DEVIATIONS:
                    unexplained.append((path.name, text[:40], label, their_label))
    with capsys.disabled():
        print(f"\nlabels that agree with LibreOffice: {agreed} of {total}")
    assert not unexplained
    assert total > 15_000
    assert agreed >= LEAST * total


def _words(texts: list[str]) -> Counter[str]:
    whole = " ".join(texts).casefold().replace("\u00ad", "").replace("\u200b", "")
    return Counter(re.findall(r"\w+", whole))


def _ours(contract: Contract) -> Counter[str]:
    texts = [
        part or "" for clause in contract.clauses for part in (clause.label, clause.heading, clause.text)
    ]
    return _words(texts + [row.text for row in contract.not_read])


def _is_page_number(word: str) -> bool:
    """Whether a word may be the number of a page, which hangs on the fonts that the machine has."""
    return word.isdigit() or re.fullmatch(r"[ivx]+", word) is not None


def test_every_word_is_one_that_libreoffice_reads(theirs: dict[Path, Read]) -> None:
    wrong = []
    for path, other in theirs.items():
        if path.name in UNACCEPTED:
            continue
        ours = _ours(read_contract(path))
        printed = _words([f"{label} {text}" for label, text in other.body] + other.aside)
        repeated = set(_words(other.furniture))
        explained = {
            word for start, words in EXPLAINED.items() if path.name.startswith(start) for word in words
        }
        missing = {word for word in printed - ours if word not in explained and not word.isdigit()}
        missing |= {word for word in repeated - set(ours) if not _is_page_number(word)}
        footers = set(_words([row.text for row in read_contract(path).not_read]))
        known = explained | repeated | {word for word in footers if _is_page_number(word)}
        extra = {word for word in ours - printed if word not in known and not re.search(r"\d", word)}
        if path.name != "word-numbers.docx" and (missing or extra):
            wrong.append((path.name, sorted(missing)[:9], sorted(extra)[:9]))
    assert not wrong


def _outline(path: Path) -> list[tuple[str, str, str | None, str | None, str]]:
    return [
        (clause.path, clause.kind, clause.label, clause.heading, " ".join(clause.text.split()))
        for clause in read_contract(path).clauses
    ]


def test_an_open_text_has_the_tree_of_the_word_file_it_was_made_from(
    open_texts: dict[str, Path], word_files: list[Path]
) -> None:
    compared = 0
    for path in word_files:
        if path.stem in open_texts and path.stem != "word-numbers":
            assert _outline(open_texts[path.stem]) == _outline(path), path.name
            compared += 1
    assert compared >= len(MODELS) + 2


@pytest.fixture(scope="session")
def printed_models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return converted(MODELS, "pdf", tmp_path_factory.mktemp("pdf"))


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_printed_agreement_has_the_tree_of_its_word_file(
    path: Path, printed_models: dict[str, Path]
) -> None:
    assert _outline(printed_models[path.stem]) == _outline(path)


def test_every_word_of_a_printed_page_is_one_that_pdftotext_reads(
    corpus: Path, printed_models: dict[str, Path]
) -> None:
    needed()
    printed = [*corpus.glob("bonterms/*.pdf"), corpus / "basecamp/basecamp-dpa-2020-07.pdf"]
    for path in (*printed, *printed_models.values()):
        done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
        ours, theirs = _letters(_page_words(read_contract(path))), _letters(_words([done.stdout]))
        assert not ours - theirs, path.name
        assert not theirs - ours, path.name


def _page_words(contract: Contract) -> Counter[str]:
    """Our words with each running header and footer as often as it is printed."""
    words = _ours(contract)
    for row in contract.not_read:
        pages = re.findall(r"(\d+)(?:-(\d+))?", row.where) if row.what.startswith("running") else []
        printed = sum(int(last or first) - int(first) + 1 for first, last in pages)
        for word, count in _words([row.text]).items():
            words[word] += count * (printed - 1 if pages else 0)
    return words


def _letters(words: Counter[str]) -> Counter[str]:
    """Every letter of every word: a word broken at a line's end is whole in one reading only."""
    return Counter(letter for word in words.elements() for letter in word if letter.isalpha())
