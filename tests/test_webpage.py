"""HTML pages: lists as a browser numbers them, encodings, what is hidden, tables."""

from __future__ import annotations

from pathlib import Path

from clausediff.model.source import Block, SourceDocument
from clausediff.sources import read_document


def _page(tmp_path: Path, body: str, head: str = "") -> SourceDocument:
    path = tmp_path / "page.html"
    path.write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return read_document(path)


def _printed(blocks: tuple[Block, ...]) -> list[tuple[str | None, str]]:
    return [(block.label, block.text) for block in blocks]


def test_lists_count_as_a_browser_shows_them(tmp_path: Path) -> None:
    body = """<ol type="a" start="3"><li>drie<li value="7">zeven<li>acht</ol>
    <ol reversed><li>twee</li><li>een</li></ol><ul><li>punt</ul>
    <ol style="list-style-type: upper-roman"><li>Romeins</ol>"""
    assert _printed(_page(tmp_path, body).blocks) == [
        ("c.", "drie"),
        ("g.", "zeven"),
        ("h.", "acht"),
        ("2.", "twee"),
        ("1.", "een"),
        (None, "punt"),
        ("I.", "Romeins"),
    ]


def test_what_the_page_does_not_show_is_listed_with_its_words(tmp_path: Path) -> None:
    body = """<nav><a href="#a">Artikel 1</a></nav><p>Zichtbaar.</p><p hidden>Verborgen een.</p>
    <div style="display:none">Verborgen twee.</div><div class="toc">Inhoud</div><script>var x = 1</script>"""
    document = _page(tmp_path, body)
    assert [block.text for block in document.blocks] == ["Zichtbaar."]
    assert {(row.what, row.text) for row in document.not_read} == {
        ("table of contents", "Artikel 1"),
        ("hidden text", "Verborgen een."),
        ("hidden text", "Verborgen twee."),
        ("table of contents", "Inhoud"),
    }


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    path = tmp_path / "oud.htm"
    path.write_bytes('<meta charset="iso-8859-1"><p>geïnformeerd – één</p>'.encode("cp1252"))
    assert read_document(path).blocks[0].text == "geïnformeerd – één"


def test_headings_tables_and_the_title(tmp_path: Path) -> None:
    body = """<h2>Artikel 1</h2><table><tr><th>Naam</th><th>Land</th></tr>
    <tr><td>A<table><tr><td>binnen</td></tr></table></td><td>NL</td></tr></table>"""
    document = _page(tmp_path, body, "<title>Overeenkomst</title>")
    assert document.metadata.title == "Overeenkomst"
    assert document.blocks[0].heading_level == 2
    cells = {block.text: block.cell for block in document.blocks if block.cell}
    assert [(c.row, c.column, c.nested) for c in cells.values()] == [
        (0, 0, 0),
        (0, 1, 0),
        (1, 0, 0),
        (0, 0, 1),
        (1, 1, 0),
    ]


def test_nothing_outside_the_page_is_fetched(tmp_path: Path) -> None:
    body = '<p>Tekst</p><iframe src="http://127.0.0.1:9/x"></iframe><img src="http://127.0.0.1:9/y" alt="z">'
    head = '<link rel="stylesheet" href="http://127.0.0.1:9/s"><base href="http://127.0.0.1:9/">'
    assert [block.text for block in _page(tmp_path, body, head).blocks] == ["Tekst"]
