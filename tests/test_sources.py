"""Documents are read as printed: numbers, tracked changes, formats, and files that are unfit to read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clausediff.errors import InputError
from clausediff.model.source import Block
from clausediff.sources import read_document
from clausediff.sources.inline import collapse
from clausediff.sources.numformats import formatted


def printed(blocks: tuple[Block, ...]) -> list[tuple[str | None, str]]:
    return [(block.label, block.text) for block in blocks]


def test_the_hard_word_numbers(corpus: Path) -> None:
    document = read_document(corpus / "numbering/word-numbers.docx")
    labels = {block.text.split()[0].lower(): block.label for block in document.blocks}
    expected = json.loads((corpus / "numbering/word-numbers.expected.json").read_text(encoding="utf-8"))
    for word, label in expected:
        assert labels.get(word, "DEL") == label, word


@pytest.mark.parametrize(
    ("name", "number_format"),
    [
        ("LIR001-en-US-ordinal", "ordinal"),
        ("LIR004-en-US-upperRoman", "upperRoman"),
        ("LIR016-en-US-decimal", "decimal"),
        ("LIR018-en-US-decimalZero", "decimalZero"),
    ],
)
def test_thousands_of_items_in_one_format(corpus: Path, name: str, number_format: str) -> None:
    document = read_document(corpus / f"numbering/{name}.docx")
    items = [block for block in document.blocks if block.label]
    assert len(items) == 3500
    for block in items:
        assert block.label == formatted(int(block.text), number_format) + "|"


@pytest.mark.parametrize(("mode", "suffix"), [("accept", "Accepted"), ("original", "Rejected")])
def test_tracked_changes_read_as_the_file_beside_them(corpus: Path, mode: str, suffix: str) -> None:
    folder = corpus / "revisions"
    pairs = [
        (path, other)
        for path in sorted(folder.glob("*.docx"))
        if (other := path.with_name(f"{path.stem}-{suffix}.docx")).exists()
    ]
    assert pairs
    for path, other in pairs:
        revised = read_document(path, revisions="accept" if mode == "accept" else "original")
        assert printed(revised.blocks) == printed(read_document(other).blocks), path.name


def test_the_microsoft_terms_keep_headings_and_tables_and_lose_the_contents(corpus: Path) -> None:
    document = read_document(corpus / "microsoft/online-services-terms-2017-11.docx")
    headings = [block.text for block in document.blocks if block.heading_level is not None]
    assert {"Introduction", "General Terms"} <= set(headings)
    assert len({block.cell.table for block in document.blocks if block.cell}) == 5
    assert [row.what for row in document.not_read].count("table of contents") == 1


@pytest.mark.parametrize(
    ("number", "number_format", "language", "expected"),
    [
        (28, "lowerLetter", "en", "bb"),
        (14, "upperRoman", "en", "XIV"),
        (7, "decimalZero", "en", "07"),
        (112, "ordinal", "en", "112th"),
        (3, "ordinal", "nl", "3e"),
        (42, "cardinalText", "nl", "Tweeënveertig"),
        (42, "ordinalText", "en", "Forty-second"),
        (8, "ordinalText", "nl", "Achtste"),
    ],
)
def test_number_formats(number: int, number_format: str, language: str, expected: str) -> None:
    assert formatted(number, number_format, language) == expected


def test_white_space_is_collapsed_and_emphasis_keeps_its_words() -> None:
    text, emphasis, bold, offset = collapse(
        [("  A \n", False, False), ("bold  word", True, True), (" end ", False, False)]
    )
    assert text == "A bold word end"
    assert [text[start:end] for start, end in bold] == ["bold word"]
    assert emphasis == bold
    assert text[offset(5) :].startswith("bold")


def test_markdown_is_read_as_its_page_shows_it(tmp_path: Path) -> None:
    source = (
        "# Title\n\n1. First\n\n   a. typed\n\n2. <b>Second</b><br/>line\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    )
    path = tmp_path / "a.md"
    path.write_text(source, encoding="utf-8")
    document = read_document(path)
    assert [(block.label, block.text) for block in document.blocks if block.cell is None] == [
        (None, "Title"),
        ("1.", "First"),
        (None, "a. typed"),
        ("2.", "Second"),
        (None, "line"),
    ]
    assert [block.text for block in document.blocks if block.cell] == ["A", "B", "1", "2"]


def test_plain_text_joins_wrapped_lines_and_starts_anew_at_a_label(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Artikel 1\n1.1 De verwerker verwerkt de gegevens\nop instructie.\n1.2 Niets meer.\n",
        encoding="utf-8",
    )
    assert [block.text for block in read_document(path).blocks] == [
        "Artikel 1",
        "1.1 De verwerker verwerkt de gegevens op instructie.",
        "1.2 Niets meer.",
    ]


def test_another_encoding_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Één beëindiging".encode("cp1252"))
    document = read_document(path)
    assert document.blocks[0].text == "Één beëindiging"
    assert [warning.slug for warning in document.warnings] == ["encoding-assumed"]


@pytest.mark.parametrize("suffix", ["", ".wpd", ".pages", ".xyz", ".zip"])
def test_an_unknown_type_is_refused_and_never_guessed(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"contract{suffix}"
    path.write_text("Artikel 1", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.slug == "unknown-file-type"
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b"", "empty-file"),
        (b"just text", "not-a-docx"),
        (b"PK\x03\x04 broken", "damaged-docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-word-format"),
    ],
)
def test_a_file_that_is_no_word_file_says_why(tmp_path: Path, data: bytes, slug: str) -> None:
    path = tmp_path / "contract.docx"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.slug == slug
    assert "contract.docx" in str(caught.value)


def test_every_broken_file_of_the_corpus_is_refused(corpus: Path) -> None:
    for path in sorted((corpus / "broken").glob("*.docx")):
        with pytest.raises(InputError) as caught:
            read_document(path)
        assert "\n" not in str(caught.value)
        assert path.name in str(caught.value)
