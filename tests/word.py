"""Small Word documents written as data: lists, styles, and a line for each paragraph.

A level is ``numFmt | lvlText | settings`` (``decimal | Artikel %1. | start=3 legal``); a paragraph is::

    num=1.0 alpha => 1.           paragraph of list 1, level 0, that prints "1."
    num=1 / lvl=2 / style=Kop     only one of them; num=0 takes the numbering away
    beta => -                     prints no label
    {del} num=1.0 gamma => GONE   the whole paragraph was deleted by a tracked change

Flags in braces: ``del ins`` (the whole paragraph, tracked), ``delmark insmark`` (its mark only), ``moved``,
``hidden`` (text and mark), ``hiddentext`` (text alone), ``cell`` (a row of a table), ``gonerow`` (a deleted
row), ``nested`` (a table in a table), ``sdt``, ``xml``, ``box`` and ``note`` (hung on the paragraph before),
``sect`` (ends a section), ``was=...`` (numbering before a tracked change of it), ``newnum`` (numbering that
was inserted), ``empty`` (no words).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TRACKED = 'w:id="9" w:author="a" w:date="2024-01-01T00:00:00Z"'
_LINE = re.compile(
    r"(?:\{(?P<flags>[^}]*)\}\s*)?(?P<specs>(?:\w+=\S+\s+)*)(?P<text>.*?)\s*=>\s*(?P<label>.*)"
)


@dataclass
class Line:
    """One paragraph of a case, and the label that it prints (``-`` none, ``GONE`` not there)."""

    text: str
    label: str
    flags: dict[str, str] = field(default_factory=dict)
    specs: dict[str, str] = field(default_factory=dict)


def lines_of(body: str) -> list[Line]:
    """The paragraphs of a case's body."""
    found = []
    for row in body.strip().splitlines():
        matched = _LINE.fullmatch(row.strip())
        assert matched is not None, row
        flags = dict(flag.partition("=")[::2] for flag in (matched["flags"] or "").split())
        specs = dict(spec.partition("=")[::2] for spec in matched["specs"].split())
        found.append(Line(matched["text"], matched["label"], flags, specs))
    return found


def document(case: Mapping[str, Any]) -> bytes:
    """The Word file of a case."""
    notes: list[str] = []
    body = _body(lines_of(case["body"]), notes)
    parts = {
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {_NAMESPACES}>{_lists(case)}{_nums(case)}</w:numbering>",
        "word/styles.xml": f"<w:styles {_NAMESPACES}>{_styles(case)}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {_NAMESPACES}>{''.join(notes)}</w:footnotes>",
    }
    return package(parts)


def package(parts: Mapping[str, str]) -> bytes:
    """A Word file of these parts, with the relationships that they need."""
    kinds = [path.split("/")[1].removesuffix(".xml") for path in parts]
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}'
        f'{"document.main" if kind == "document" else kind}+xml"/>'
        for kind in kinds
    )
    relations = "".join(
        f'<Relationship Id="r{index}" Type="{_RELATED}/{kind}" Target="{kind}.xml"/>'
        for index, kind in enumerate(kinds)
        if kind != "document"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        )
        space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
        archive.writestr(
            "_rels/.rels",
            f'<Relationships {space}><Relationship Id="d" Type="{_RELATED}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f"<Relationships {space}>{relations}</Relationships>"
        )
        for path, content in parts.items():
            archive.writestr(path, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return written.getvalue()


def _body(lines: Iterable[Line], notes: list[str]) -> str:
    written: list[str] = []
    row_open = False
    for line in lines:
        in_table = "cell" in line.flags or "gonerow" in line.flags
        if row_open and not in_table:
            written.append("</w:tbl>")
        if in_table and not row_open:
            written.append("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>")
        row_open = in_table
        if "box" in line.flags or "note" in line.flags:
            _hang(written, line, notes)
        else:
            written.append(_placed(line))
    return "".join(written) + ("</w:tbl>" if row_open else "")


def _placed(line: Line) -> str:
    """The paragraph inside what its flags put around it."""
    paragraph = _paragraph(line)
    if "cell" in line.flags:
        return f"<w:tr><w:tc>{paragraph}</w:tc></w:tr>"
    if "gonerow" in line.flags:
        return f"<w:tr><w:trPr><w:del {_TRACKED}/></w:trPr><w:tc>{paragraph}</w:tc></w:tr>"
    if "nested" in line.flags:
        table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
        return table.format(table.format(paragraph) + "<w:p/>")
    if "sdt" in line.flags:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
    if "xml" in line.flags:
        return f'<w:customXml w:element="x">{paragraph}</w:customXml>'
    return paragraph


def _hang(written: list[str], line: Line, notes: list[str]) -> None:
    """Hang a text box or a footnote on the paragraph before."""
    if "note" in line.flags:
        identity = len(notes) + 2
        notes.append(f'<w:footnote w:id="{identity}">{_paragraph(line)}</w:footnote>')
        run = f'<w:r><w:footnoteReference w:id="{identity}"/></w:r>'
    else:
        run = (
            '<w:r><w:pict><v:shape style="width:99pt;height:40pt"><v:textbox><w:txbxContent>'
            f"{_paragraph(line)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    written[-1] = re.sub(r"</w:p>(?=(?:</w:\w+>)*$)", f"{run}</w:p>", written[-1])


def _paragraph(line: Line) -> str:
    flags = line.flags
    hidden = "<w:rPr><w:vanish/></w:rPr>" if "hidden" in flags or "hiddentext" in flags else ""
    deleted = "del" in flags or "gonerow" in flags
    text = f"<w:{'delText' if deleted else 't'}>{escape(line.text)}</w:{'delText' if deleted else 't'}>"
    run = "" if "empty" in flags else f"<w:r>{hidden}{text}</w:r>"
    around = {"del": "del", "gonerow": "del", "ins": "ins", "moved": "moveFrom"}
    for flag, tag in around.items():
        if flag in flags and run:
            run = f"<w:{tag} {_TRACKED}>{run}</w:{tag}>"
    return f"<w:p><w:pPr>{_properties(line)}</w:pPr>{run}</w:p>"


def _properties(line: Line) -> str:
    flags, specs = line.flags, line.specs
    marks = {
        "del": "del",
        "gonerow": "del",
        "delmark": "del",
        "ins": "ins",
        "insmark": "ins",
        "moved": "moveFrom",
    }
    mark = "".join(f"<w:{tag} {_TRACKED}/>" for flag, tag in marks.items() if flag in flags)
    if "hidden" in flags or "hiddenmark" in flags:
        mark += "<w:vanish/>"
    style = f'<w:pStyle w:val="{specs["style"]}"/>' if "style" in specs else ""
    inserted = f"<w:ins {_TRACKED}/>" if "newnum" in flags else ""
    was = ""
    if "was" in flags:
        before = _numbering({"num": flags["was"]}, "") if flags["was"] != "-" else ""
        was = f"<w:pPrChange {_TRACKED}><w:pPr>{before}</w:pPr></w:pPrChange>"
    section = "<w:sectPr/>" if "sect" in flags else ""
    return (
        f"{style}{_numbering(specs, inserted)}<w:rPr>{mark}</w:rPr>{section}{was}"
        if mark
        else (f"{style}{_numbering(specs, inserted)}{section}{was}")
    )


def _numbering(specs: Mapping[str, str], inserted: str) -> str:
    """``w:numPr`` of ``num=1.0``, ``num=1`` or ``lvl=2``."""
    number, _, level = specs.get("num", "").partition(".")
    level = specs.get("lvl", level)
    inside = f'<w:ilvl w:val="{level}"/>' if level else ""
    inside += f'<w:numId w:val="{number}"/>' if number else ""
    return f"<w:numPr>{inside}{inserted}</w:numPr>" if inside else ""


def _lists(case: Mapping[str, Any]) -> str:
    written = []
    for index, (name, levels) in enumerate(case.get("lists", {}).items()):
        settings, rows = "", levels
        if isinstance(levels, dict):
            rows = levels.get("levels", [])
            settings = "".join(
                f'<w:{key} w:val="{levels[key]}"/>'
                for key in ("multiLevelType", "styleLink", "numStyleLink")
                if key in levels
            )
        after_break = isinstance(levels, dict) and levels.get("restartAfterBreak")
        attribute = ' w15:restartNumberingAfterBreak="1"' if after_break else ""
        inside = "".join(_level(number, row) for number, row in enumerate(rows))
        written.append(
            f'<w:abstractNum w:abstractNumId="{index + 40}"{attribute}>{settings}{inside}</w:abstractNum>'
        )
        assert name
    return "".join(written)


def _level(index: int, row: str) -> str:
    """One ``w:lvl`` of ``numFmt | lvlText | settings``."""
    number_format, text, settings = ([part.strip() for part in row.split("|")] + ["", ""])[:3]
    said = dict(setting.partition("=")[::2] for setting in settings.split())
    kind, _, pattern = number_format.partition(":")
    written = f'<w:start w:val="{said.get("start", "1")}"/>'
    custom = f' w:format="{pattern}"' if pattern else ""
    written += f'<w:numFmt w:val="{kind}"{custom}/>'
    for key in ("restart", "style"):
        name = {"restart": "lvlRestart", "style": "pStyle"}[key]
        written += f'<w:{name} w:val="{said[key]}"/>' if key in said else ""
    written += "<w:isLgl/>" if "legal" in said else ""
    written += f'<w:suff w:val="{said["suff"]}"/>' if "suff" in said else ""
    return f'<w:lvl w:ilvl="{index}">{written}<w:lvlText w:val="{escape(text)}"/></w:lvl>'


def _nums(case: Mapping[str, Any]) -> str:
    names = list(case.get("lists", {}))
    nums = case.get("nums") or {str(index + 1): {"list": name} for index, name in enumerate(names)}
    written = []
    for number, num in nums.items():
        levels = sorted({*num.get("start", {}), *num.get("levels", {})})
        overrides = ""
        for level in levels:
            start = num.get("start", {}).get(level)
            own = num.get("levels", {}).get(level)
            inside = "" if start is None else f'<w:startOverride w:val="{start}"/>'
            inside += "" if own is None else _level(int(level), own)
            overrides += f'<w:lvlOverride w:ilvl="{level}">{inside}</w:lvlOverride>'
        abstract = names.index(num["list"]) + 40 if num["list"] in names else 99
        written.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>')
    return "".join(written)


def _styles(case: Mapping[str, Any]) -> str:
    language = case.get("language", "en-GB")
    written = [
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{language}"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
    ]
    for name, style in case.get("styles", {}).items():
        base = f'<w:basedOn w:val="{style["based"]}"/>' if "based" in style else ""
        kind = style.get("type", "paragraph")
        numbering = _numbering({key: style[key] for key in ("num", "lvl") if key in style}, "")
        hidden = "<w:rPr><w:vanish/></w:rPr>" if style.get("hidden") else ""
        written.append(
            f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{style.get("name", name)}"/>'
            f"{base}<w:pPr>{numbering}</w:pPr>{hidden}</w:style>"
        )
    return "".join(written)
