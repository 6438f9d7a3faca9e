"""Files made to do harm: refused or read within bounds; nothing outside them is touched."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import HERE
from tests.word import package

SECONDS = 5.0
"""The bound is told on a machine of its own; a busy one is given as much again."""
MEGABYTES = 500.0

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)
_TEXT = "<w:p><w:r><w:t>Artikel 1. Verwerker verwerkt persoonsgegevens.</w:t></w:r></w:p>"


def _document(body: str, prologue: str = "") -> str:
    return f"{prologue}<w:document {_W}><w:body>{body}</w:body></w:document>"


def _docx(body: str, **parts: str) -> bytes:
    return package({"word/document.xml": _document(body), **{f"word/{k}.xml": v for k, v in parts.items()}})


def _with_part(name: str, content: bytes) -> bytes:
    written = io.BytesIO(_docx(_TEXT))
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return written.getvalue()


def _replaced(content: str | bytes, repeat: int = 1) -> bytes:
    """A Word file whose main part is exactly this, as often as is said."""
    clean = io.BytesIO(_docx(_TEXT))
    written = io.BytesIO()
    data = content.encode() if isinstance(content, str) else content
    with zipfile.ZipFile(clean) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            own = entry.filename == "word/document.xml"
            with target.open(entry.filename, "w", force_zip64=True) as part:
                for _ in range(repeat if own else 1):
                    part.write(data if own else source.read(entry))
    return written.getvalue()


def _bomb() -> bytes:
    return _replaced(b"0" * 2**20, repeat=400)


def _bomb_in_a_bomb() -> bytes:
    inner = io.BytesIO()
    with (
        zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("x", "w", force_zip64=True) as part,
    ):
        for _ in range(200):
            part.write(b"0" * 2**20)
    return _with_part("word/embeddings/inner.zip", inner.getvalue() * 50)


def _lying_header() -> bytes:
    """The directory says that the main part is small; its data inflates to far more."""
    data = bytearray(_replaced(_document("<w:p><w:r><w:t>" + "a" * (60 * 2**20) + "</w:t></w:r></w:p>")))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo("word/document.xml").file_size
    return bytes(data).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def _many_parts() -> bytes:
    written = io.BytesIO(_docx(_TEXT))
    with zipfile.ZipFile(written, "a") as archive:
        for number in range(20_000):
            archive.writestr(f"word/media/{number}", b"")
    return written.getvalue()


def _laughs() -> str:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return _document("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>", f'<!DOCTYPE d [<!ENTITY l0 "ha">{levels}]>')


def _external(path: Path) -> str:
    entity = f'<!DOCTYPE d [<!ENTITY secret SYSTEM "{path.as_uri()}">]>'
    return _document("<w:p><w:r><w:t>&secret;</w:t></w:r></w:p>", entity)


def _styles() -> str:
    """Some 100 MB of styles, each based on the one before it."""
    pad = "x" * 400
    rows = (
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="{pad}{n}"/>'
        f'<w:basedOn w:val="s{n - 1}"/></w:style>'
        for n in range(190_000)
    )
    return f"<w:styles {_W}>{''.join(rows)}</w:styles>"


def _deep_chain() -> bytes:
    rows = (
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="n{n}"/>'
        f'<w:basedOn w:val="s{n - 1}"/></w:style>'
        for n in range(20_000)
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="s{19_999 - n}"/></w:pPr><w:r><w:t>{n}</w:t></w:r></w:p>'
        for n in range(200)
    )
    return _docx(body, styles=f"<w:styles {_W}>{''.join(rows)}</w:styles>")


def _circles() -> bytes:
    styles = (
        f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/>'
        '<w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:name w:val="b"/>'
        '<w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="numbering" w:styleId="n"><w:name w:val="n"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style></w:styles>"
    )
    numbering = (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="n"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:t>Artikel 1. Tekst.</w:t></w:r></w:p>"
    )
    return _docx(body, styles=styles, numbering=numbering)


def _nested(opening: str, closing: str, inside: str, depth: int) -> str:
    return opening * depth + inside + closing * depth


def _odt(content: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return written.getvalue()


def _open_text(body: str) -> bytes:
    return _odt(
        f"<office:document-content {_ODF}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )


def _pdf(objects: list[str]) -> bytes:
    written = b"%PDF-1.4\n"
    for number, inside in enumerate(objects, start=1):
        written += f"{number} 0 obj\n{inside}\nendobj\n".encode()
    return written + b"trailer << /Root 1 0 R >>\n%%EOF"


_NESTED_TABLES = _nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", _TEXT, 10_000)
_OPEN_TABLES = _nested(
    "<table:table><table:table-row><table:table-cell>",
    "</table:table-cell></table:table-row></table:table>",
    "<text:p>diep</text:p>",
    10_000,
)
_CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"

FILES: dict[str, tuple[str, Callable[[], bytes], set[str]]] = {
    "bomb": ("docx", _bomb, {"too-large"}),
    "bomb in a bomb": ("docx", _bomb_in_a_bomb, {"read", "too-large"}),
    "lying header": ("docx", _lying_header, {"damaged-docx"}),
    "many parts": ("docx", _many_parts, {"too-large"}),
    "a million paragraphs": (
        "docx",
        lambda: _replaced(_document("<w:p/>" * 1_000_000 + _TEXT)),
        {"read", "too-large"},
    ),
    "a million runs": (
        "docx",
        lambda: _replaced(_document("<w:p>" + "<w:r><w:t>a </w:t></w:r>" * 500_000 + "</w:p>")),
        {"read", "too-large"},
    ),
    "a million attributes": (
        "docx",
        lambda: _replaced("<w:document " + " ".join(f'a{n}="1"' for n in range(300_000)) + "/>"),
        {"damaged-docx"},
    ),
    "entities in entities": ("docx", lambda: _replaced(_laughs()), {"xml-entities", "damaged-docx"}),
    "styles without end": ("docx", lambda: _docx(_TEXT, styles=_styles()), {"read", "too-large"}),
    "a deep chain of styles": ("docx", _deep_chain, {"read"}),
    "circles": ("docx", _circles, {"read"}),
    "nested tables": ("docx", lambda: _docx(_NESTED_TABLES), {"too-deep", "damaged-docx", "read"}),
    "nested controls": (
        "docx",
        lambda: _docx(_nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", _TEXT, 10_000)),
        {"too-deep", "damaged-docx", "read"},
    ),
    "path out of the package": ("docx", lambda: _with_part("../../x.xml", b"<x/>"), {"damaged-docx"}),
    "path from the root": ("docx", lambda: _with_part("/etc/x.xml", b"<x/>"), {"damaged-docx"}),
    "nested tables in an open text": (
        "odt",
        lambda: _open_text(_OPEN_TABLES),
        {"too-deep", "damaged-odt", "read"},
    ),
    "nested lists in an open text": (
        "odt",
        lambda: _open_text(
            _nested(
                "<text:list><text:list-item>", "</text:list-item></text:list>", "<text:p>a</text:p>", 9000
            )
        ),
        {"too-deep", "damaged-odt", "read"},
    ),
    "bomb of an open text": ("odt", lambda: _odt("<a>" + "0" * (200 * 2**20)), {"too-large"}),
    "nested divisions": (
        "html",
        lambda: (_nested("<div>", "</div>", "a", 100_000)).encode(),
        {"too-deep", "read"},
    ),
    "nested quotes": ("md", lambda: b">" * 20_000 + b" a\n", {"too-deep", "read", "no-text"}),
    "nested list items": (
        "md",
        lambda: "\n".join("  " * n + "- a" for n in range(2000)).encode(),
        {"too-deep", "read"},
    ),
    "emphasis without end": ("md", lambda: b"*a_" * 50_000, {"read"}),
    "brackets without end": ("md", lambda: b"[" * 100_000 + b"a", {"read", "too-deep"}),
    "one long line": ("txt", lambda: b"a 1.1 (b) " * 200_000, {"read", "too-large"}),
    "pages in a circle": (
        "pdf",
        lambda: _pdf([_CATALOG, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"]),
        {"damaged-pdf", "scanned-pdf"},
    ),
    "a million pages": (
        "pdf",
        lambda: _pdf([_CATALOG, "<< /Type /Pages /Kids [] /Count 1000000 >>"]),
        {"damaged-pdf", "scanned-pdf", "too-large"},
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_or_read_within_bounds(name: str, tmp_path: Path) -> None:
    suffix, make, expected = FILES[name]
    path = tmp_path / f"hostile.{suffix}"
    path.write_bytes(make())
    came = _read_apart(path)
    assert came["slug"] in expected
    assert came["seconds"] < 2 * SECONDS
    assert came["megabytes"] < MEGABYTES


def _read_apart(path: Path) -> dict[str, float | str]:
    command = [sys.executable, str(HERE / "hostile_reader.py"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    found: dict[str, float | str] = json.loads(done.stdout)
    return found


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    path = tmp_path / "x.docx"
    path.write_bytes(_replaced(_external(secret)))
    assert _read_apart(path)["slug"] == "xml-entities"


def test_an_external_relationship_is_not_followed(tmp_path: Path) -> None:
    """The styles are said to stand on another machine: they are left alone, and the text is read."""
    data = _docx(_TEXT, styles=f"<w:styles {_W}/>")
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            content = content.replace(
                b'Target="styles.xml"', b'Target="http://127.0.0.1:9/s" TargetMode="External"'
            )
            target.writestr(entry.filename, content)
    path = tmp_path / "x.docx"
    path.write_bytes(written.getvalue())
    assert _read_apart(path)["slug"] == "read"
