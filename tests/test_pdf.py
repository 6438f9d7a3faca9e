"""PDF pages: furniture, columns, page breaks, broken words, notes, and the files that cannot be read."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from clausediff.errors import InputError
from clausediff.pipeline import read_contract
from clausediff.sources import read_document
from tests.libreoffice import converted


def _made_pdf(text_operators: str, pages: int = 1, image: bool = False) -> bytes:
    """A PDF written by hand: the same operators on each page."""
    content = b"q 100 0 0 100 50 50 cm /I Do Q" if image else text_operators.encode("latin-1")
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    picture = "/XObject << /I 99 0 R >>" if image else ""
    for number in range(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            f"/Resources << /Font << /F 3 0 R >> {picture} >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    written, offsets = b"%PDF-1.4\n", []
    for number, inside in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return written + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def _lines(*rows: tuple[float, float, str], size: float = 11) -> str:
    """Text operators: each row at its place in points."""
    shown = "".join(f"1 0 0 1 {x} {y} Tm ({text}) Tj\n" for x, y, text in rows)
    return f"BT /F {size} Tf\n{shown}ET"


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"links regel {number} heeft zes gewone woorden" for number in range(12)]
    right = [f"rechts regel {number} heeft zes gewone woorden" for number in range(12)]
    rows = [(60.0, 700.0 - 14 * n, text) for n, text in enumerate(left)]
    rows += [(320.0, 700.0 - 14 * n, text) for n, text in enumerate(right)]
    path = tmp_path / "columns.pdf"
    path.write_bytes(_made_pdf(_lines(*rows)))
    words = " ".join(block.text for block in read_document(path).blocks)
    assert words == " ".join(left + right)


def test_a_scan_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(_made_pdf("", image=True))
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.slug == "scanned-pdf"
    assert "OCR" in caught.value.remedy


@pytest.mark.parametrize("data", [b"hello", b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"])
def test_a_damaged_file_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.slug in ("damaged-pdf", "scanned-pdf")


def test_furniture_page_breaks_and_page_numbers(tmp_path: Path) -> None:
    """Five pages: a header, a footer and a page number on each, a sentence over each break."""
    pages = 5
    words = ["".join(letters) for letters in permutations("aeinrst")]
    data = _made_pdf("", pages)
    for number in range(pages):
        rows = [(60.0, 800.0, "Verwerkersovereenkomst versie 3"), (60.0, 30.0, f"Pagina {number + 1} van 5")]
        rows += [
            (
                60.0,
                740.0 - 14 * n,
                f"{words[40 * number + n]} van een zin die doorloopt tot aan het eind van deze lange regel",
            )
            for n in range(40)
        ]
        content = _lines(*rows).encode("latin-1")
        data = data.replace(
            b"<< /Length 0 >>\nstream\n\nendstream",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            1,
        )
    path = tmp_path / "long.pdf"
    path.write_bytes(data)
    document = read_document(path)
    furniture = {(row.what, row.where) for row in document.not_read}
    assert furniture == {("running header", "pages 1-5"), ("page number", "pages 1-5")}
    assert len(document.blocks) == 1, "one sentence over five pages"
    assert document.metadata.version == "3"


def test_words_broken_at_a_line_end_are_whole(tmp_path: Path) -> None:
    rows = [
        (60.0, 700.0, "De leverancier schakelt geen subver-"),
        (60.0, 686.0, "werker in zonder toestemming van de IT-"),
        (60.0, 672.0, "afdeling; een subverwerker wordt gemeld."),
    ]
    path = tmp_path / "hyphens.pdf"
    path.write_bytes(_made_pdf(_lines(*rows)))
    text = " ".join(block.text for block in read_document(path).blocks)
    assert text == (
        "De leverancier schakelt geen subverwerker in zonder toestemming van de IT-afdeling; "
        "een subverwerker wordt gemeld."
    )


def test_the_clauses_of_basecamp_keep_their_pages(corpus: Path) -> None:
    contract = read_contract(corpus / "basecamp/basecamp-dpa-2020-07.pdf")
    pages = [clause.page for clause in contract.clauses]
    assert all(page is not None for page in pages)
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert max(page or 0 for page in pages) >= 20


def test_glyph_numbers_are_told_back_with_a_warning(corpus: Path) -> None:
    document = read_document(corpus / "basecamp/basecamp-dpa-2018-05.pdf")
    assert any(warning.slug == "text-told-back" for warning in document.warnings)
    words = " ".join(block.text for block in document.blocks)
    assert "personal data" in words
    assert not any(character < " " for character in words)
    assert "Ɣ" not in words
    assert [block.bullet for block in document.blocks if block.text == "All Basecamp Services"] == [
        True,
        True,
    ]


def test_a_word_file_with_notes_and_a_table_printed(corpus: Path, tmp_path: Path) -> None:
    made = converted([corpus / "wordcompare/WC020-FootNote-Before.docx"], "pdf", tmp_path)
    blocks = read_document(next(iter(made.values()))).blocks
    assert [block.role for block in blocks].count("note") == 1
