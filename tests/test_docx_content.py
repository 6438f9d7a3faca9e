"""All of a Word document: notes, boxes, controls, fields, symbols, contents, comments, headers, footers."""

from __future__ import annotations

from pathlib import Path

from clausediff.model.source import SourceDocument
from clausediff.pipeline import read_contract
from clausediff.sources import read_document
from tests.word import package

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def _file(tmp_path: Path, body: str, **parts: str) -> Path:
    content = {"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>"}
    for name, inside in parts.items():
        root = {"header": "hdr", "footer": "ftr"}.get(name, name)
        content[f"word/{name}.xml"] = f"<w:{root} {_W}>{inside}</w:{root}>"
    path = tmp_path / "contract.docx"
    path.write_bytes(package(content))
    return path


def _read(tmp_path: Path, body: str, **parts: str) -> SourceDocument:
    return read_document(_file(tmp_path, body, **parts))


def _p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def _r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_notes_are_clauses_tied_to_the_place_that_cites_them(tmp_path: Path) -> None:
    notes = '<w:footnote w:id="2">' + _p(_r("De noot.")) + "</w:footnote>"
    ends = '<w:endnote w:id="2">' + _p(_r("De eindnoot.")) + "</w:endnote>"
    body = _p(
        _r("Artikel 1. Verwerker meldt een inbreuk")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + _r(" meteen.")
        + '<w:r><w:endnoteReference w:id="2"/></w:r>'
    ) + _p(_r("Artikel 2. Duur."))
    contract = read_contract(_file(tmp_path, body, footnotes=notes, endnotes=ends))
    cited = next(clause for clause in contract.clauses if clause.label == "Artikel 1.")
    found = [
        (clause.kind, clause.text, clause.parent) for clause in contract.clauses if clause.kind == "note"
    ]
    assert found == [("note", "De noot.", cited.id), ("note", "De eindnoot.", cited.id)]


def test_a_text_box_is_read_once_though_it_is_stored_twice(tmp_path: Path) -> None:
    box = "<w:txbxContent>" + _p(_r("In een vak.")) + "</w:txbxContent>"
    body = _p(
        _r("Buiten.") + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert [(block.role, block.text) for block in _read(tmp_path, body).blocks] == [
        ("body", "Buiten."),
        ("textbox", "In een vak."),
    ]


def test_symbols_hyphens_breaks_and_ligatures(tmp_path: Path) -> None:
    body = _p(
        _r("sub")
        + "<w:r><w:softHyphen/></w:r>"
        + _r("verwerker, e")
        + "<w:r><w:noBreakHyphen/></w:r>"
        + _r("mail")
        + "<w:r><w:tab/></w:r>"
        + _r("x")
        + "<w:r><w:br/></w:r>"
        + _r("y ")
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        + _r(" of\u00adﬁce")
    )
    assert _read(tmp_path, body).blocks[0].text == "subverwerker, e\u2011mail x y ✓ office"


def test_fields_give_their_result_and_references_keep_their_target(tmp_path: Path) -> None:
    body = _p(
        _r("Zie artikel ")
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + "<w:r><w:instrText> REF _Ref12 \\r \\h </w:instrText></w:r>"
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + _r("7.2")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + '<w:fldSimple w:instr=" DATE ">'
        + _r(" van heden")
        + "</w:fldSimple>"
        + "<w:hyperlink>"
        + _r(" hier")
        + "</w:hyperlink>"
    )
    block = _read(tmp_path, body).blocks[0]
    assert block.text == "Zie artikel 7.2 van heden hier"
    assert [(block.text[span.start : span.end], span.target) for span in block.fields] == [("7.2", "_Ref12")]


def test_a_table_of_contents_is_left_out_and_listed(tmp_path: Path) -> None:
    toc = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{_p(_r('Inhoud'))}{_p(_r('Artikel 1 Doel 3'))}</w:sdtContent></w:sdt>"
    )
    field = _p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + _r("Artikel 2 Duur 4")
    ) + _p(_r("Artikel 3 Slot 5") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    document = _read(tmp_path, toc + field + _p(_r("Artikel 1 Doel")))
    assert [block.text for block in document.blocks] == ["Artikel 1 Doel"]
    listed = [row.text for row in document.not_read if row.what == "table of contents"]
    assert listed == ["Inhoud Artikel 1 Doel 3 Artikel 2 Duur 4 Artikel 3 Slot 5"]


def test_content_controls_in_every_place(tmp_path: Path) -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    cell = control(f"<w:tc>{_p(_r('cel'))}</w:tc>")
    row = control(f"<w:tr><w:tc>{_p(_r('rij'))}</w:tc></w:tr>")
    body = (
        control(_p(_r("blok")))
        + _p(control(_r("regel ")) + _r("slot"))
        + f"<w:tbl><w:tr>{cell}</w:tr>{row}</w:tbl>"
    )
    assert [block.text for block in _read(tmp_path, body).blocks] == ["blok", "regel slot", "cel", "rij"]


def test_comments_are_listed_at_the_clause_they_hang_on(tmp_path: Path) -> None:
    comments = '<w:comment w:id="4" w:author="Jan">' + _p(_r("Waarom dertig?")) + "</w:comment>"
    body = _p(_r("Artikel 1. Doel.")) + _p(
        _r("Artikel 2. Termijn.") + '<w:r><w:commentReference w:id="4"/></w:r>'
    )
    contract = read_contract(_file(tmp_path, body, comments=comments))
    named = {clause.id: clause.label for clause in contract.clauses}
    assert [(named[one.clause], one.text) for one in contract.comments] == [("Artikel 2.", "Waarom dertig?")]


def test_headers_and_footers_date_the_version_and_are_no_clauses(tmp_path: Path) -> None:
    header = _p(_r("Last updated January 2, 2025"))
    footer = _p(_r("Versie 3.1 - pagina 3 van 20"))
    document = _read(tmp_path, _p(_r("Artikel 1. Doel.")), header=header, footer=footer)
    assert [block.text for block in document.blocks] == ["Artikel 1. Doel."]
    assert (document.metadata.version, document.metadata.date) == ("3.1", "January 2, 2025")
    assert {row.what for row in document.not_read} == {"running header", "running footer"}


def test_hidden_words_are_listed(tmp_path: Path) -> None:
    document = _read(tmp_path, _p(_r("Wel. ") + _r("Niet.", "<w:vanish/>") + _r(" Ook.")))
    assert document.blocks[0].text == "Wel. Ook."
    assert [(row.what, row.text) for row in document.not_read] == [("hidden text", "Niet.")]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    document = _read(tmp_path, _p(_r("Tekst.")) + "<w:altChunk/>")
    assert [row.what for row in document.not_read] == ["embedded file"]


def test_a_picture_is_listed_with_the_words_that_stand_for_it(tmp_path: Path) -> None:
    names = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    drawing = f'<w:drawing {names}><wp:docPr descr="Bijlage 3, gescand"/><a:blip/></w:drawing>'
    document = _read(tmp_path, _p(_r("Zie onder.") + f"<w:r>{drawing}</w:r>"))
    assert [(row.what, row.text) for row in document.not_read] == [("picture", "Bijlage 3, gescand")]
