"""The docs keep up with the code: generated pages, messages with their remedies, links and commands."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

from clausediff.cli.app import app
from tests.conftest import HERE

ROOT = HERE.parent
RAISED = {"InputError", "OutputError", "StoreError", "CatalogueError", "Warn"}


def slugs() -> set[str]:
    """The slug of every error and warning that the code can give."""
    found = set()
    for path in sorted((ROOT / "clausediff").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            first = node.args[0]
            if node.func.id in RAISED and isinstance(first, ast.Constant):
                found.add(str(first.value))
    return found


def test_generated_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools/docs.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_message_has_its_place_in_the_docs() -> None:
    page = (ROOT / "docs/messages.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE))
    assert slugs() - documented == set(), "add these to docs/messages.md"


def test_every_command_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert command.name is not None
        assert f"`{command.name}" in readme or f"clausediff {command.name}" in readme, command.name


def test_every_relative_link_of_the_docs_leads_somewhere() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_nothing_names_a_host_of_a_package_registry() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        assert "://" not in (ROOT / name).read_text(encoding="utf-8")
