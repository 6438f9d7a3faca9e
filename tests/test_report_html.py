"""The HTML report in a real browser, on the model agreements and on hostile text."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausediff.clauses import build_contract
from clausediff.model.source import Block, SourceDocument, SourceInfo
from clausediff.pipeline import compare_contracts, compare_files
from clausediff.report import render_html
from tests.browser import opened
from tests.conftest import HERE

MODELS = HERE.parent / "versions"
HOSTILE = (
    "<script>document.title='taken'</script></style><img src=x onerror=alert(1)> ]]> {{ 7*7 }} &amp; <b>"
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pair = (MODELS / f"rijk-verwerkersovereenkomst-{version}.docx" for version in ("2024-1", "2025-1"))
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_html(compare_files(*pair), "nl"), encoding="utf-8")
    return path


def test_the_report_asks_nothing_of_any_address_and_has_no_errors(report: Path) -> None:
    with opened(report) as page:
        assert page.requests == [report.as_uri()]  # type: ignore[attr-defined]
        assert page.errors == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_never_wider_than_the_screen(report: Path, width: int) -> None:
    with opened(report, width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_link_inside_the_page_has_its_target_and_every_id_is_unique(report: Path) -> None:
    with opened(report) as page:
        lost = page.evaluate(
            "Array.from(document.querySelectorAll('a[href^=\"#\"]'))"
            ".map(a => decodeURIComponent(a.getAttribute('href').slice(1)))"
            ".filter(id => !document.getElementById(id))"
        )
        ids = page.evaluate("Array.from(document.querySelectorAll('[id]')).map(e => e.id)")
    assert lost == []
    assert len(ids) == len(set(ids))


def test_beyond_the_avg_and_weaker_protections_meet_the_eye(report: Path) -> None:
    with opened(report) as page:
        findings = page.locator("#findings").inner_text().lower()
        assert "zwakker" in findings
        assert "verder dan de avg" in page.locator("main").inner_text().lower()
        first = page.locator("#findings .finding").first
        assert "e-weakened" in (first.get_attribute("class") or "")


def test_unchanged_clauses_are_folded_and_filters_and_keys_work(report: Path) -> None:
    with opened(report) as page:
        assert page.locator("#clauses details.fold").count() > 3
        page.locator('[data-set="weakened"]').click()
        shown = page.locator("#clauses .row:visible")
        assert 0 < shown.count() < 10
        page.locator('[data-set="all"]').click()
        page.keyboard.press("?")
        assert page.locator("dialog#help").is_visible()
        page.keyboard.press("Escape")
        before = page.evaluate("window.scrollY")
        page.keyboard.press("n")
        for _ in range(60):
            if page.evaluate("window.scrollY") > before:
                break
            page.wait_for_timeout(50)
        assert page.evaluate("window.scrollY") > before


def test_a_moved_clause_is_linked_both_ways(report: Path) -> None:
    with opened(report) as page:
        origin, destination = (
            page.locator("#moves .moves > li > a").nth(place).get_attribute("href") or "" for place in (0, 1)
        )
        assert page.locator(f'[id="{destination[1:]}"] .moved a').first.get_attribute("href") == origin
        assert page.locator(f'[id="{origin[1:]}"] a[href="{destination}"]').count() == 1


def test_text_from_documents_never_becomes_markup(tmp_path: Path) -> None:
    def contract(text: str) -> SourceDocument:
        blocks = (Block(f"{HOSTILE} heading", heading_level=1), Block(f"1. {text}"), Block("2. Slot."))
        return SourceDocument(SourceInfo(f"{HOSTILE}.txt", "0", "text/plain"), blocks)

    old, new = build_contract(contract(f"oud {HOSTILE}")), build_contract(contract(f"nieuw {HOSTILE}"))
    path = tmp_path / "hostile.html"
    path.write_text(render_html(compare_contracts(old, new), "en"), encoding="utf-8")
    with opened(path) as page:
        assert page.title() != "taken"
        assert page.locator("img").count() == 0
        assert page.locator("script").count() == 1
        assert "{{ 7*7 }}" in page.locator("#clauses").inner_text()
        assert page.errors == []  # type: ignore[attr-defined]
