"""OpenDocument texts written by hand: lists, tracked changes, notes, text boxes, indexes, refusals."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from clausediff.errors import InputError
from clausediff.model.source import Block, SourceDocument, SourceInfo
from clausediff.sources.odt import read_odt
from clausediff.sources.runs import Revisions

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "style": "style",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)
_LIST = """<text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="Artikel "/>
<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
<text:list-level-style-number text:level="3" style:num-format="a" style:num-suffix=")"/>
</text:list-style>"""


def _read(body: str, styles: str = "", revisions: Revisions = "accept") -> SourceDocument:
    flat = (
        f'<office:document {_NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<office:automatic-styles>{_LIST}{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )
    return read_odt(flat.encode(), SourceInfo("x.fodt", "0" * 64, "application/x"), revisions)


def _printed(blocks: tuple[Block, ...]) -> list[tuple[str | None, str]]:
    return [(block.label, block.text) for block in blocks]


def _item(text: str, inside: str = "", attributes: str = "") -> str:
    return f"<text:list-item {attributes}><text:p>{text}</text:p>{inside}</text:list-item>"


def _list(items: str, attributes: str = "") -> str:
    return f'<text:list text:style-name="L" {attributes}>{items}</text:list>'


def test_levels_prefixes_and_display_levels() -> None:
    deep = "<text:list>" + _item("c") + "</text:list>"
    body = _list(_item("a", "<text:list>" + _item("b", deep) + _item("d") + "</text:list>") + _item("e"))
    assert _printed(_read(body).blocks) == [
        ("Artikel 1", "a"),
        ("1.1", "b"),
        ("a)", "c"),
        ("1.2", "d"),
        ("Artikel 2", "e"),
    ]


def test_a_list_continues_only_where_the_file_says_so() -> None:
    body = (
        _list(_item("a"), 'xml:id="one"')
        + _list(_item("b"))
        + _list(_item("c"), 'text:continue-list="one"')
        + _list(_item("d"), 'text:continue-numbering="true"')
        + _list(_item("e", attributes='text:start-value="9"'))
    )
    labels = [label for label, _ in _printed(_read(body).blocks)]
    assert labels == ["Artikel 1", "Artikel 1", "Artikel 2", "Artikel 3", "Artikel 9"]


def test_a_second_paragraph_of_an_item_and_a_list_header_print_no_number() -> None:
    body = _list("<text:list-header><text:p>kop</text:p></text:list-header>" + _item("a</text:p><text:p>b"))
    assert _printed(_read(body).blocks) == [(None, "kop"), ("Artikel 1", "a"), (None, "b")]


def test_letters_past_z_with_and_without_synchronisation() -> None:
    level = '<text:list-level-style-number text:level="1" style:num-format="a" text:start-value="27"{}/>'
    styles = "".join(
        f'<text:list-style style:name="{name}">{level.format(more)}</text:list-style>'
        for name, more in (("S", ' style:num-letter-sync="true"'), ("N", ""))
    )
    body = "".join(
        f'<text:list text:style-name="{name}">{_item("x")}{_item("y")}</text:list>' for name in "SN"
    )
    assert [label for label, _ in _printed(_read(body, styles).blocks)] == ["aa", "bb", "aa", "ab"]


def test_headings_are_numbered_by_the_outline() -> None:
    styles = """<text:outline-style style:name="Outline">
    <text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>
    <text:outline-level-style text:level="2" style:num-format="A" text:display-levels="1"/>
    </text:outline-style>"""
    body = """<text:h text:outline-level="1">een</text:h><text:h text:outline-level="2">twee</text:h>
    <text:h text:outline-level="1" text:is-list-header="true">zonder</text:h>
    <text:h text:outline-level="1">drie</text:h>"""
    document = _read(body, styles)
    assert _printed(document.blocks) == [("I.", "een"), ("A", "twee"), (None, "zonder"), ("II.", "drie")]
    assert [block.heading_level for block in document.blocks] == [1, 2, 1, 1]


_TRACKED = """<text:tracked-changes>
<text:changed-region xml:id="i1" text:id="i1"><text:insertion/></text:changed-region>
<text:changed-region xml:id="d1" text:id="d1"><text:deletion><text:p>oud </text:p></text:deletion>
</text:changed-region><text:changed-region xml:id="d2" text:id="d2"><text:deletion>
<text:p> einde.</text:p><text:p>Begin </text:p>
</text:deletion></text:changed-region></text:tracked-changes>"""


def test_tracked_changes_as_accepted_and_as_original() -> None:
    body = (
        _TRACKED + "<text:p>Het <text:change text:change-id='d1'/>"
        "<text:change-start text:change-id='i1'/>nieuw <text:change-end text:change-id='i1'/>woord.</text:p>"
        "<text:p>Eerste<text:change text:change-id='d2'/>tweede.</text:p>"
    )
    assert [text for _, text in _printed(_read(body).blocks)] == ["Het nieuw woord.", "Eerstetweede."]
    original = _read(body, revisions="original").blocks
    assert [text for _, text in _printed(original)] == ["Het oud woord.", "Eerste einde.", "Begin tweede."]


def test_an_inserted_paragraph_is_not_in_the_original_and_does_not_count() -> None:
    body = _TRACKED + _list(
        _item("a<text:change-start text:change-id='i1'/>")
        + _item("b<text:change-end text:change-id='i1'/>")
        + _item("c")
    )
    assert [label for label, _ in _printed(_read(body).blocks)] == ["Artikel 1", "Artikel 2", "Artikel 3"]
    original = _read(body, revisions="original").blocks
    assert _printed(original) == [("Artikel 1", "a"), ("Artikel 2", "c")]


def test_notes_boxes_comments_references_and_hidden_words() -> None:
    styles = """<style:style style:name="H" style:family="text">
    <style:text-properties text:display="none"/></style:style><style:style style:name="B" style:family="text">
    <style:text-properties fo:font-weight="bold"/></style:style>"""
    body = """<text:p><text:bookmark text:name="doel"/>Zie
    <text:bookmark-ref text:ref-name="doel">artikel 3</text:bookmark-ref>
    <text:note text:id="n"><text:note-citation>1</text:note-citation><text:note-body>
    <text:p>De noot.</text:p></text:note-body></text:note>
    <text:span text:style-name="B">vet</text:span><text:s text:c="2"/>en<text:tab/>tab<text:line-break/>regel
    <text:span text:style-name="H">geheim</text:span>
    <office:annotation><dc:creator>Jan</dc:creator><text:p>Let op.</text:p></office:annotation>
    <draw:frame><draw:text-box><text:p>In een vak.</text:p></draw:text-box></draw:frame></text:p>"""
    document = _read(body, styles)
    assert [(block.role, block.text) for block in document.blocks] == [
        ("body", "Zie artikel 3 vet en tab regel"),
        ("note", "De noot."),
        ("textbox", "In een vak."),
    ]
    first = document.blocks[0]
    assert [first.text[span.start : span.end] for span in first.fields] == ["artikel 3"]
    assert [first.text[start:end] for start, end in first.bold] == ["vet"]
    assert first.bookmarks == ("doel",)
    assert document.blocks[1].cites == 0
    assert [(one.text, one.author) for one in document.comments] == [("Let op.", "Jan")]
    assert [(row.what, row.text) for row in document.not_read] == [("hidden text", "geheim")]


def test_tables_nested_and_merged_and_the_table_of_contents() -> None:
    body = """<text:table-of-content><text:index-body><text:p>Artikel 1<text:tab/>3</text:p></text:index-body>
    </text:table-of-content><table:table><table:table-header-rows><table:table-row><table:table-cell>
    <text:p>Kop</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row>
    <table:table-cell><table:table><table:table-row><table:table-cell><text:p>binnen</text:p></table:table-cell>
    </table:table-row></table:table></table:table-cell><table:covered-table-cell><text:p>bedekt</text:p>
    </table:covered-table-cell></table:table-row></table:table>"""
    document = _read(body)
    assert [(block.text, block.cell and block.cell.nested) for block in document.blocks] == [
        ("Kop", 0),
        ("binnen", 1),
    ]
    assert {(row.what, row.text) for row in document.not_read} == {
        ("table of contents", "Artikel 1 3"),
        ("cell hidden by a merged cell above", "bedekt"),
    }


def _zipped(parts: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


_ENCRYPTED = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
)


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b"", "empty-file"),
        (b"hello", "damaged-odt"),
        (b"PK\x03\x04nonsense", "damaged-odt"),
        (_zipped({"mimetype": "x"}), "damaged-odt"),
        (_zipped({"META-INF/manifest.xml": _ENCRYPTED, "content.xml": "<x/>"}), "password-protected"),
        (_zipped({"content.xml": "<x/>"}), "not-a-text"),
        (_zipped({"content.xml": "<x"}), "damaged-odt"),
        (_zipped({"content.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "xml-entities"),
        (_zipped({"../content.xml": "<x/>"}), "damaged-odt"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(data: bytes, slug: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_odt(data, SourceInfo("x.odt", "0" * 64, "application/x"))
    assert caught.value.slug == slug
