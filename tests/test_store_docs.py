"""The page about the database tells the truth about the schema."""

from __future__ import annotations

import re
from pathlib import Path

from clausediff.store import Archive, History
from clausediff.store.schema import as_markdown, describe

PAGE = Path(__file__).parent.parent / "docs" / "database.md"


def test_the_page_holds_the_schema_as_it_is() -> None:
    assert as_markdown() in PAGE.read_text(encoding="utf-8"), "run: python tools/print_schema.py"


def test_every_table_and_view_says_what_it_is_for() -> None:
    assert [row.name for row in describe() if not row.purpose.endswith(".")] == []


def test_the_schema_described_is_the_schema_made(tmp_path: Path) -> None:
    History.open(tmp_path / "h.db").close()
    with Archive.open(tmp_path / "h.db") as archive:
        made = archive.query(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
            "AND name NOT LIKE 'clause_search_%' "
            "AND name NOT LIKE '\\_sqlite%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        )
    assert {row[0] for row in made.rows} == {row.name for row in describe()}


def test_the_examples_of_the_page_run(tmp_path: Path) -> None:
    examples = re.findall(r'clausediff query "([^"]+)"', PAGE.read_text(encoding="utf-8"))
    History.open(tmp_path / "h.db").close()
    with Archive.open(tmp_path / "h.db") as archive:
        assert [archive.query(sql).rows for sql in examples] == [()] * 3
