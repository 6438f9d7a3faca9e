"""The same agreement in several formats gives the same clause tree."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from clausediff.labels import roman_value
from clausediff.model.source import SourceDocument
from clausediff.pipeline import read_contract
from clausediff.sources import read_document
from tests import same_text
from tests.build import clauses
from tests.conftest import HERE

MODELS = sorted((HERE.parent / "versions").glob("*.docx"))
Row = tuple[str, str, str | None, str | None, str]


def outline(path: Path) -> list[Row]:
    """Address, kind, label, heading and words of each clause."""
    return [
        (clause.path, clause.kind, clause.label, clause.heading, " ".join(clause.text.split()))
        for clause in read_contract(path).clauses
    ]


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
@pytest.mark.parametrize(("suffix", "write"), [("md", same_text.markdown), ("html", same_text.web_page)])
def test_typed_labels_give_the_tree_of_automatic_ones(
    path: Path, suffix: str, write: Callable[[SourceDocument], str], tmp_path: Path
) -> None:
    other = tmp_path / f"{path.stem}.{suffix}"
    other.write_text(write(read_document(path)), encoding="utf-8")
    assert outline(other) == outline(path)


@pytest.mark.parametrize(
    "line", ["{count}. Partij {word} draagt bij.", "{{{count}.}} Partij {word} draagt bij."]
)
def test_more_than_a_thousand_clauses_keep_their_numbers(line: str) -> None:
    counts = range(1, 1103)
    built = clauses("\n".join(line.format(count=count, word="x" * (count % 7 + 1)) for count in counts))
    assert [clause.label for clause in built] == [f"{count}." for count in counts]
    assert {clause.level for clause in built} == {1}


def test_a_year_is_no_clause_after_a_thousand_of_them() -> None:
    built = clauses(
        "\n".join([f"{count}. Partij draagt bij." for count in range(1, 1003)] + ["2024. Een jaar."])
    )
    assert [clause.label for clause in built][-2:] == ["1002.", None]


def test_bonterms_as_markdown_and_as_pdf(corpus: Path) -> None:
    typed = outline(corpus / "bonterms/bonterms-dpa-2022-10-19.md")
    printed = outline(corpus / "bonterms/bonterms-dpa-1.0.pdf")
    furniture = [row for row in typed if row not in printed]
    assert [row for row in printed if row not in typed] == []
    assert all(row[0].startswith("10 > 10.2 > ¶") for row in furniture), (
        "what Markdown has besides: its footer"
    )
    assert len(furniture) == 4


def test_common_paper_as_markdown_and_as_word_file(corpus: Path) -> None:
    typed = _from_the_first_article(corpus / "commonpaper/common-paper-dpa-2025-05.md")
    word = _from_the_first_article(corpus / "commonpaper/common-paper-dpa-template.docx")
    single = {"Security Incident Response", "Conflicts Between Documents", "Term of Agreement"}
    alike = [row for row in typed if row in word]
    assert len(alike) == len(word) - len(single)
    assert {heading for _, heading, _ in word if (_, heading, _) and heading in single} == single
    assert "".join(words for _, _, words in typed) == "".join(words for _, _, words in word)


def _from_the_first_article(path: Path) -> list[tuple[int, str, str]]:
    """Depth, heading and words of each clause; Markdown has three lone sub-items more."""
    rows: list[tuple[int, str, str]] = []
    base = None
    for clause in read_contract(path).clauses:
        heading = (clause.heading or "").rstrip(".")
        if heading == "Processor and Subprocessor Relationships":
            base = clause.level
        if base is not None:
            rows.append((clause.level - base, heading, re.sub(r"\W+", " ", clause.text).strip()))
    return rows


def test_every_word_of_markdown_stands_in_the_tree(corpus: Path) -> None:
    """The raw file with its markup taken out by plain substitutions, as an independent reading."""
    for path in sorted(corpus.rglob("*.md")):
        if path.name == "README.md":
            continue
        raw = path.read_text(encoding="utf-8")
        raw = re.sub(r"!\[[^\]]*\]\([^)]*\)", " ", raw)
        raw = re.sub(r"</?(?:span|a|b|i|em|strong|u)\b[^>]*>", "", raw)
        raw = re.sub(
            r"<!--.*?-->|</?[a-zA-Z](?!ttps?:)[^>]*>|\]\([^)]*\)|^\[[^]]+\]: .*$",
            " ",
            raw,
            flags=re.DOTALL | re.M,
        )
        contract = read_contract(path)
        parts = [part for one in contract.clauses for part in (one.label, one.heading, one.text)]
        unread = (row.text for row in contract.not_read if row.what != "picture")
        ours = _letters(" ".join(part or "" for part in (*parts, *unread)))
        theirs = _letters(html.unescape(raw))
        assert ours == theirs, (path.name, theirs - ours, ours - theirs)


def _letters(text: str) -> Counter[str]:
    """Words of letters; list numbers aside, for Markdown leaves them to the reader."""
    return Counter(word for word in re.findall(r"[^\W\d_]{2,}", text.casefold()) if not roman_value(word))
