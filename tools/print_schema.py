"""Print the history's schema into ``docs/database.md``: ``python tools/print_schema.py``."""

from __future__ import annotations

from pathlib import Path

from clausediff.store.schema import as_markdown

PAGE = Path(__file__).parent.parent / "docs" / "database.md"
START = "<!-- schema: printed by tools/print_schema.py -->\n"
END = "<!-- end of schema -->\n"


def printed(page: str) -> str:
    """The page with the current schema between its marks."""
    before, rest = page.split(START)
    after = rest.split(END)[1]
    return f"{before}{START}\n{as_markdown()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(printed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
