"""Score other comparison engines on the same scenarios, as far as their results can be judged.

    python -m venv peers && peers/bin/pip install "python-redlines[docxodus]" docx-trackdiff prosediff
    python -m benchmarks.alignment.peers --peers peers/bin/python

Each clause of a scenario becomes one paragraph with its number typed in. An engine's result is read back from
the Word file with tracked changes that it makes: two paragraphs are linked if half the words of the shorter
one stand in both unchanged, or if one is marked as moved from the other. Numbers are no words here. What an
engine does not say (renumberings) is not scored. ``paragraph diff`` is Python's own difflib on whole
lines. clausediff has two rows: given the scenario's tree, and reading the same Word files as the others.
"""

from __future__ import annotations

import argparse
import difflib
import re
import subprocess
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.alignment.run import Pair, Scenario, counted, scenarios, score
from clausediff.alignment import align
from clausediff.clauses import build_contract
from clausediff.model.contract import Contract
from clausediff.model.source import SourceInfo
from clausediff.redline import describe_changes
from clausediff.sources.docx import read_docx
from tests.word import package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WORD = re.compile(r"[^\W\d_]+")
_HALF = 0.5
_DOCXODUS = (
    "import sys; from python_redlines import DocxodusEngine; "
    "open(sys.argv[3], 'wb').write(DocxodusEngine().run_redline('b', *sys.argv[1:3], detect_moves=True)[0])"
)


@dataclass
class Result:
    """Links and moved new clauses, by position in the document."""

    links: set[tuple[int, int]] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)


def lines_of(contract: Contract) -> list[str]:
    """One line a clause: number, heading and text."""
    return [" ".join(part for part in (one.label, one.heading, one.text) if part) for one in contract.clauses]


def word_file(lines: list[str]) -> bytes:
    """A Word file with one paragraph a line."""
    escaped = (line.replace("&", "&amp;").replace("<", "&lt;") for line in lines)
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in escaped)
    style = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    return package(
        {
            "word/document.xml": f"<w:document {_NAMESPACE}><w:body>{body}<w:sectPr/></w:body></w:document>",
            "word/styles.xml": f"<w:styles {_NAMESPACE}>{style}</w:styles>",
            "word/settings.xml": f"<w:settings {_NAMESPACE}/>",
        }
    )


def read_redline(path: Path, old: list[str], new: list[str]) -> Result:
    """Links and moves that a file with tracked changes shows."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    walk = _Walk()
    for paragraph in root.iter(f"{_W}p"):
        walk.paragraph(paragraph)
    sizes = [[len(_WORD.findall(line)) for line in side] for side in (old, new)]
    result = Result(moved=set())
    for (one, two), shared in walk.shared.items():
        if one < len(old) and two < len(new):
            shorter = min(sizes[0][one], sizes[1][two])
            if shared >= max(1, _HALF * shorter):
                result.links.add((one, two))
    for name, two in walk.moved_to.items():
        if name in walk.moved_from and two < len(new):
            result.links.add((walk.moved_from[name], two))
            result.moved.add(two)
    return result


@dataclass
class _Walk:
    """Where the walk stands in both documents, and what it saw."""

    old: int = 0
    new: int = 0
    shared: Counter[tuple[int, int]] = field(default_factory=Counter)
    moved_from: dict[str, int] = field(default_factory=dict)
    moved_to: dict[str, int] = field(default_factory=dict)

    def paragraph(self, paragraph: Any) -> None:
        """Read one paragraph of the redline, which may end one of either side or of both."""
        name = ""
        for element in paragraph.iter():
            tag = str(element.tag).removeprefix(_W)
            if tag in ("moveFromRangeStart", "moveToRangeStart"):
                name = element.get(f"{_W}name", "")
                where = (
                    (self.moved_from, self.old) if tag.startswith("moveFrom") else (self.moved_to, self.new)
                )
                where[0].setdefault(name, where[1])
            elif tag == "t" and not _inside(element, ("ins", "moveTo", "del", "moveFrom")):
                self.shared[self.old, self.new] += len(_WORD.findall(element.text or ""))
        mark = paragraph.find(f"{_W}pPr/{_W}rPr")
        inserted = mark is not None and any(mark.find(f"{_W}{tag}") is not None for tag in ("ins", "moveTo"))
        deleted = mark is not None and any(mark.find(f"{_W}{tag}") is not None for tag in ("del", "moveFrom"))
        self.old += not inserted
        self.new += not deleted


def _inside(element: Any, tags: tuple[str, ...]) -> bool:
    return any(str(above.tag).removeprefix(_W) in tags for above in element.iterancestors())


def paragraph_diff(old: list[str], new: list[str]) -> Result:
    """Equal lines are linked, and replaced ones in order."""
    result = Result()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for op, a, b, c, d in matcher.get_opcodes():
        if op in ("equal", "replace"):
            result.links.update((a + step, c + step) for step in range(min(b - a, d - c)))
    return result


def from_word_files(old: list[str], new: list[str]) -> Result:
    """Clausediff on the same Word files: clauses are told from the typed numbers, as in any document."""
    sides = [_read(lines) for lines in (old, new)]
    filled = [[place for place, line in enumerate(lines) if line.strip()] for lines in (old, new)]
    blocks = [
        {clause.id: [places[block] for block in clause.blocks] for clause in side.clauses}
        for side, places in zip(sides, filled, strict=True)
    ]
    result = Result()
    for change in describe_changes(*sides, align(*sides)):
        lines = [
            [line for one in ids for line in own[one]]
            for ids, own in zip((change.old, change.new), blocks, strict=True)
        ]
        result.links.update((one, two) for one in lines[0] for two in lines[1])
        if change.relocated:
            result.moved.update(lines[1])
    return result


def _read(lines: list[str]) -> Contract:
    return build_contract(read_docx(word_file(lines), SourceInfo("x.docx", "0" * 64, "")))


def by_engine(command: Callable[[Path, Path, Path], list[str]]) -> Callable[[list[str], list[str]], Result]:
    """An engine as a function of two documents, by its command line."""

    def run(old: list[str], new: list[str]) -> Result:
        with tempfile.TemporaryDirectory() as folder:
            one, two, out = (Path(folder, name) for name in ("old.docx", "new.docx", "out.docx"))
            one.write_bytes(word_file(old))
            two.write_bytes(word_file(new))
            subprocess.run(command(one, two, out), check=False, capture_output=True, timeout=120)
            return read_redline(out, old, new) if out.exists() else Result()

    return run


def judged(scenario: Scenario, result: Result) -> Counter[str]:
    """Counts of one scenario, as ``run.score`` has them."""
    old, new = scenario.old.clauses, scenario.new.clauses
    found = {(old[one].id, new[two].id) for one, two in result.links}
    moved = {new[two].id for two in result.moved}
    groups = _groups(scenario.links())
    right = sum(group <= found for group in groups)
    return counted(scenario, found, moved) + Counter(groups=len(groups), groups_right=right)


def _groups(gold: set[Pair]) -> list[set[Pair]]:
    groups = {frozenset(pair for pair in gold if pair[0] == one[0] or pair[1] == one[1]) for one in gold}
    return [set(group) for group in groups if len(group) > 1]


def engines(peers: Path | None) -> dict[str, Callable[[list[str], list[str]], Result]]:
    """The engines by name."""
    found: dict[str, Callable[[list[str], list[str]], Result]] = {
        "clausediff, from the Word files": from_word_files,
        "paragraph diff": paragraph_diff,
    }
    if peers is not None:
        folder = peers.parent
        found["Docxodus (python-redlines)"] = by_engine(
            lambda old, new, out: [str(peers), "-c", _DOCXODUS, str(old), str(new), str(out)]
        )
        found["prosediff"] = by_engine(
            lambda old, new, out: [
                str(folder / "prosediff"), "--files", "--format", "docx", "-o", str(out), str(old), str(new)
            ]
        )  # fmt: skip
        found["docx-trackdiff"] = by_engine(
            lambda old, new, out: [str(folder / "docx-trackdiff"), str(old), str(new), str(out)]
        )
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Score other comparison engines on the same scenarios.")
    parser.add_argument("--peers", type=Path, help="Python of a virtual environment that holds the engines")
    rows = scenarios()
    totals: dict[str, Counter[str]] = {"clausediff": Counter()}
    for scenario in rows:
        totals["clausediff"] += score(scenario)[0]
    for name, run in engines(parser.parse_args().peers).items():
        totals[name] = Counter()
        for scenario in rows:
            totals[name] += judged(scenario, run(lines_of(scenario.old), lines_of(scenario.new)))
    print("| engine | link F1 | moves found | false moves | splits, merges, regroupings | renumberings |")
    print("|---|---|---|---|---|---|")
    for name, total in totals.items():
        print(_row(name, total))


def _row(name: str, total: Counter[str]) -> str:
    precision = total["links_right"] / max(1, total["links_found"])
    recall = total["links_right"] / max(1, total["links"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    numbers = f"{total['numbers_right']} of {total['numbers']}" if total["numbers"] else "not said"
    false = total["moves_found"] - total["moves_right"]
    return (
        f"| {name} | {f1:.3f} | {total['moves_right']} of {total['moves']} | "
        f"{false} | {total['groups_right']} of {total['groups']} | {numbers} |"
    )


if __name__ == "__main__":
    main()
