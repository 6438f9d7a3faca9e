"""Builds the model agreements in ``versions/`` from their sources in ``tools/models/``.

The sources are plain text, one paragraph a line; what a line starts with says what it is:

=========  =====================================================================
``%key``   a fact about the document (``agreement``, ``version``, ``date``, ``language``, ``file``)
``=``      title
``~``      paragraph
``!``      the notice that this is a model text
``h1``     heading without a number, level 1 (to ``h4``)
``#``      article, numbered ``Artikel 1``
``.``      clause of an article, numbered ``1.1``; ``..`` gives ``a.``, ``...`` gives ``i.``
``>``      words that close the clause above its list
``+``      recital, numbered ``A.``
``@``      annex, numbered ``Bijlage 1``; ``@.`` a paragraph of it, numbered ``1.``
``-``      item of a numbered list ``1.``; ``--`` gives ``(a)``, ``---`` gives ``(i)``
``*``      bullet
``|``      row of a table, cells apart by ``|``; the first row is the head
``//``     remark, left out
=========  =====================================================================

``[name]`` before the words names a numbered paragraph and ``{name}`` stands for its number, typed as plain
text. ``**words**`` are bold. All numbers of paragraphs are Word's own (ECMA-376 part 1, 17.9).

The same sources always give the same bytes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

SOURCES = Path(__file__).resolve().parent / "models"
TARGET = Path(__file__).resolve().parent.parent / "versions"
EPOCH = (1980, 1, 1, 0, 0, 0)
INK = RGBColor(0x1B, 0x2A, 0x41)

STYLE_OF = {
    "=": "Title",
    "~": "Normal",
    "!": "Model Notice",
    "h1": "Heading 1",
    "h2": "Heading 2",
    "h3": "Heading 3",
    "h4": "Heading 4",
    "#": "Article",
    ".": "Article Clause",
    "..": "Article Point",
    "...": "Article Subpoint",
    ">": "Article Closing",
    "+": "Recital",
    "@": "Annex",
    "@.": "Annex Paragraph",
    "-": "Term",
    "--": "Term Point",
    "---": "Term Subpoint",
    "*": "Bullet",
}

# Lists of the documents: styles of the levels from the top, each with its number format and its text.
LISTS: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (
        ("Article", "decimal", "Artikel %1"),
        ("Article Clause", "decimal", "%1.%2"),
        ("Article Point", "lowerLetter", "%3."),
        ("Article Subpoint", "lowerRoman", "%4."),
    ),
    (("Annex", "decimal", "Bijlage %1"), ("Annex Paragraph", "decimal", "%2.")),
    (("Recital", "upperLetter", "%1."),),
    (
        ("Term", "decimal", "%1."),
        ("Term Point", "lowerLetter", "(%2)"),
        ("Term Subpoint", "lowerRoman", "(%3)"),
    ),
    (("Bullet", "bullet", "•"),),
)

# Left indent and hanging indent of the numbered styles, in centimetres.
INDENTS = {
    "Article": (0.0, 0.0),
    "Article Clause": (1.2, 1.2),
    "Article Point": (2.0, 0.8),
    "Article Subpoint": (2.8, 0.8),
    "Article Closing": (1.2, 0.0),
    "Annex": (0.0, 0.0),
    "Annex Paragraph": (1.0, 1.0),
    "Recital": (1.0, 1.0),
    "Term": (1.0, 1.0),
    "Term Point": (2.0, 1.0),
    "Term Subpoint": (3.0, 1.0),
    "Bullet": (1.0, 0.6),
}
HEADINGS = {"Article": "Heading 1", "Annex": "Heading 1"}

_LINE = re.compile(r"(?P<mark>%\w+|//|h[1-4]|=|~|!|#|\.{1,3}|>|\+|@\.?|-{1,3}|\*|\|)\s*(?P<words>.*)")
_NAME = re.compile(r"\[(?P<name>[a-z][a-z0-9-]*)\]\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source: its mark, its words, and the name by which others refer to it."""

    mark: str
    words: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """A model agreement: its facts (agreement, version, date, language, file) and its lines."""

    facts: dict[str, str]
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """The words of the title."""
        return next(line.words for line in self.lines if line.mark == "=")


def read_model(path: Path) -> Model:
    """The model agreement in a source file.

    Raises:
        ValueError: a line starts with no known mark, or refers to a name that is not there.
    """
    facts: dict[str, str] = {}
    lines: list[Line] = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not text.strip():
            continue
        match = _LINE.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{path.name}:{number}: starts with no known mark")
        mark, words = match["mark"], match["words"].strip()
        if mark.startswith("%"):
            facts[mark[1:]] = words
        elif mark != "//":
            lines.append(_named(mark, words))
    return Model(facts, _with_numbers(lines))


def build(model: Model) -> bytes:
    """The bytes of the Word document."""
    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    _set_numbering(document)
    _set_properties(document, model)
    _drop_unused_parts(document)
    for kind, lines in _runs(model.lines):
        if kind == "|":
            _add_table(document, [_cells(line.words) for line in lines])
            continue
        for line in lines:
            _write(document.add_paragraph(style=STYLE_OF[line.mark]), line.words)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def build_all(target: Path = TARGET) -> None:
    """Write each document and ``manifest.json`` into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    rows = []
    for source in sorted(SOURCES.glob("*.txt")):
        model = read_model(source)
        data = build(model)
        (target / model.facts["file"]).write_bytes(data)
        rows.append(_row(model, data))
    rows.sort(key=lambda row: (row["agreement"] != "rijk-model", row["agreement"], row["version"]))
    text = json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
    (target / "manifest.json").write_text(text, encoding="utf-8")


def _row(model: Model, data: bytes) -> dict[str, Any]:
    """The document's entry in the manifest."""
    facts = {key: model.facts[key] for key in ("agreement", "version", "date", "language", "file")}
    return {**facts, "sha256": hashlib.sha256(data).hexdigest(), "title": model.title, "model": True}


def _named(mark: str, words: str) -> Line:
    match = _NAME.match(words)
    return Line(mark, words[match.end() :], match["name"]) if match else Line(mark, words)


def _with_numbers(lines: list[Line]) -> tuple[Line, ...]:
    """The lines with ``{name}`` replaced by the number of the paragraph of that name."""
    numbers = dict(_numbers(lines))

    def number(match: re.Match[str]) -> str:
        if match[1] not in numbers:
            raise ValueError(f"no paragraph is named {match[1]}")
        return numbers[match[1]]

    return tuple(Line(line.mark, re.sub(r"\{([a-z0-9-]+)\}", number, line.words)) for line in lines)


def _numbers(lines: list[Line]) -> Iterator[tuple[str, str]]:
    """Names and numbers of the articles, clauses, points, annexes and terms that have a name."""
    counts = {"#": 0, ".": 0, "..": 0, "@": 0, "-": 0}
    below = {"#": (".", ".."), ".": ("..",)}
    for line in lines:
        if line.mark not in counts:
            continue
        counts[line.mark] += 1
        for mark in below.get(line.mark, ()):
            counts[mark] = 0
        if line.name:
            yield line.name, _printed(line.mark, counts)


def _printed(mark: str, counts: dict[str, int]) -> str:
    if mark == ".":
        return f"{counts['#']}.{counts['.']}"
    if mark == "..":
        return f"{counts['#']}.{counts['.']}, onderdeel {chr(96 + counts['..'])}"
    return str(counts[mark])


def _runs(lines: tuple[Line, ...]) -> Iterator[tuple[str, list[Line]]]:
    """The lines, with the rows of one table together."""
    rows: list[Line] = []
    for line in lines:
        if line.mark == "|":
            rows.append(line)
            continue
        if rows:
            yield "|", rows
            rows = []
        yield line.mark, [line]
    if rows:
        yield "|", rows


def _cells(words: str) -> list[str]:
    return [cell.strip() for cell in words.strip("| ").split("|")]


def _write(paragraph: Any, words: str) -> None:
    """Write words into a paragraph; every second part between ``**`` is bold."""
    for place, part in enumerate(words.split("**")):
        if part:
            paragraph.add_run(part).bold = True if place % 2 else None


def _add_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for place, cells in enumerate(rows):
        for cell, words in zip(table.rows[place].cells, cells, strict=True):
            _write(cell.paragraphs[0], f"**{words}**" if place == 0 else words)
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)


def _set_styles(document: Any) -> None:
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(10.5)
    styles["Normal"].paragraph_format.space_after = Pt(5)
    for name, size in (
        ("Title", 20),
        ("Heading 1", 14),
        ("Heading 2", 12.5),
        ("Heading 3", 11.5),
        ("Heading 4", 11),
    ):
        styles[name].font.name, styles[name].font.size = "Calibri", Pt(size)
        styles[name].font.color.rgb = INK
    for element in styles.element.findall(f".//{qn('w:numPr')}"):
        element.getparent().remove(element)
    notice = styles.add_style("Model Notice", WD_STYLE_TYPE.PARAGRAPH)
    notice.base_style, notice.font.italic = styles["Normal"], True
    for name, (left, hanging) in INDENTS.items():
        _add_style(styles, name, left, hanging)
    _drop_unused_styles(styles)


def _drop_unused_styles(styles: Any) -> None:
    """Leave out the template's styles that no model agreement uses."""
    kept = {*STYLE_OF.values(), "Table Grid", "Normal Table", "Default Paragraph Font"}
    for style in list(styles):
        if style.name not in kept:
            style.element.getparent().remove(style.element)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        for link in styles[name].element.findall(qn("w:link")):
            styles[name].element.remove(link)


def _drop_unused_parts(document: Any) -> None:
    """Leave out the template's picture, its second style sheet and its custom XML."""
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail", "/customXml")):
                del relations[key]


def _add_style(styles: Any, name: str, left: float, hanging: float) -> None:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles[HEADINGS.get(name, "Normal")]
    style.paragraph_format.left_indent = Cm(left)
    style.paragraph_format.first_line_indent = Cm(-hanging)
    style.paragraph_format.keep_with_next = name in HEADINGS or None
    if name == "Annex":
        style.paragraph_format.page_break_before = True


def _set_numbering(document: Any) -> None:
    """Replace the template's lists by ``LISTS``, each level linked with its style both ways."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for number, levels in enumerate(LISTS, start=1):
        numbering.append(parse_xml(_abstract_xml(number, levels, document.styles)))
    for number, levels in enumerate(LISTS, start=1):
        xml = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        numbering.append(parse_xml(xml))
        for depth, (name, _, _) in enumerate(levels):
            _link(document.styles[name], number, depth)


def _link(style: Any, number: int, depth: int) -> None:
    properties = style.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = number


def _abstract_xml(number: int, levels: tuple[tuple[str, str, str], ...], styles: Any) -> str:
    """A multi-level list (ECMA-376 part 1, 17.9.1)."""
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="{styles[name].style_id}"/><w:suff w:val="{_gap(name)}"/>'
        f'<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/>{_indent_xml(name)}</w:lvl>'
        for depth, (name, form, text) in enumerate(levels)
    )
    start = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
    return f"{start}{inner}</w:abstractNum>"


def _gap(name: str) -> str:
    return "space" if name in HEADINGS else "tab"


def _indent_xml(name: str) -> str:
    left, hanging = (round(value * 567) for value in INDENTS[name])
    return f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'


def _set_properties(document: Any, model: Model) -> None:
    """Fixed core properties: the agreement's title and date, and no trace of who built it when."""
    when = dt.datetime.fromisoformat(f"{model.facts['date']}T00:00:00")
    core = document.core_properties
    core.title, core.author, core.last_modified_by = model.title, "clausediff", "clausediff"
    core.created = core.modified = when
    core.language, core.version, core.revision = model.facts["language"], model.facts["version"], 1
    core.comments = core.keywords = ""


def _with_fixed_times(data: bytes) -> bytes:
    """The same package with all times 1980-01-01, uncompressed so that no compressor's version shows."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system, entry.external_attr = 0, 0
            new.writestr(entry, old.read(name))
    return out.getvalue()


def main() -> None:
    """Build all documents; ``--out`` names another folder than ``versions/``."""
    parser = argparse.ArgumentParser(description="Build the model agreements.")
    parser.add_argument("--out", type=Path, default=TARGET, help="folder to write into")
    build_all(parser.parse_args().out)


if __name__ == "__main__":
    main()
