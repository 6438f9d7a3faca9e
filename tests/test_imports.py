"""The arrows of the architecture: who may import whom, checked in the source, lazy imports included."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import HERE

PACKAGE = HERE.parent / "clausediff"
LEAVES = {"errors", "settings", "wording", "labels", "numerals", "ordering", "citation"}
STAGES = {"sources", "clauses", "alignment", "redline", "protections"}
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    **{leaf: set() for leaf in LEAVES},
    **{stage: {"model", *LEAVES} for stage in STAGES},
    "lineage": {"model", *LEAVES},
    "store": {"model", *LEAVES},
    "report": {"model", *LEAVES},
    "pipeline": {"model", *LEAVES, *STAGES},
    "cli": {"model", *LEAVES, *STAGES, "pipeline", "lineage", "store", "report"},
    "__main__": {"cli"},
    "__init__": set(),
}


def imports() -> list[tuple[str, str, str]]:
    """``(file, part that imports, part imported)`` for every import inside the package."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        relative = path.relative_to(PACKAGE)
        part = relative.parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            for name in names:
                pieces = name.split(".")
                if pieces[0] == "clausediff" and len(pieces) > 1 and pieces[1] != "__version__":
                    found.append((str(relative), part, pieces[1]))
    return found


def test_every_arrow_is_allowed() -> None:
    wrong = [
        f"{file} imports {target}"
        for file, part, target in imports()
        if target != part and target not in ALLOWED[part]
    ]
    assert wrong == []


def test_no_circles_between_parts() -> None:
    arrows = {(part, target) for _, part, target in imports() if part != target}
    reached = {part: {target for one, target in arrows if one == part} for part, _ in arrows}
    for part in list(reached):
        seen: set[str] = set()
        todo = list(reached[part])
        while todo:
            here = todo.pop()
            if here not in seen:
                seen.add(here)
                todo += reached.get(here, ())
        assert part not in seen, f"{part} imports itself by way of others"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["compare", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from clausediff.cli import main\n"
        "sys.argv = ['clausediff', *sys.argv[1:]]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'numpy', 'lxml', 'jinja2', 'sqlite_utils', 'docx'} & set(sys.modules)\n"
        "sys.exit(1 if heavy else 0)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=False).returncode
        == 0
    )


def test_words_alone_are_compared_without_spacy(tmp_path: Path) -> None:
    for name, text in (("a.txt", "1. De klant betaalt."), ("b.txt", "1. De klant betaalt niet.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    code = (
        "import sys\n"
        "from clausediff.cli import main\n"
        "sys.argv = ['clausediff', 'compare', 'a.txt', 'b.txt', '--no-findings', '--no-db', '--quiet']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.exit(1 if {'spacy', 'numpy'} & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0
    assert (tmp_path / "a_vs_b.html").exists()
