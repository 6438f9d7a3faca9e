"""The HTML report of two layers in a real browser: filters, quotes, print, and hostile text."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausediff.pipeline import compare_layers, read_contract
from clausediff.report import render_layers_html
from clausediff.settings import Settings
from tests.browser import opened
from tests.build import contract
from tests.conftest import HERE

MODELS = HERE.parent / "versions"
HOSTILE = "<script>document.title='taken'</script></style><img src=x onerror=alert(1)> {{ 7*7 }} &amp; <b>"


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    names = ("microsoft-dpa-2025-1.docx", "rijk-verwerkersovereenkomst-2025-1.docx")
    sides = (read_contract(MODELS / name) for name in names)
    path = tmp_path_factory.mktemp("layers") / "layers.html"
    path.write_text(render_layers_html(compare_layers(*sides, Settings(ui="nl")), "nl"), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [1280, 390])
def test_it_asks_nothing_of_any_address_and_is_never_wider_than_the_screen(matrix: Path, width: int) -> None:
    with opened(matrix, width=width) as page:
        assert page.requests == [matrix.as_uri()]  # type: ignore[attr-defined]
        assert page.errors == []  # type: ignore[attr-defined]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        ids = page.evaluate("Array.from(document.querySelectorAll('[id]')).map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_beyond_the_standard_is_told_by_sign_word_weight_and_border(matrix: Path) -> None:
    with opened(matrix) as page:
        cell = page.locator("tr.v-beyond-standard .verdict").first
        assert cell.inner_text().upper().split() == ["▲", "VERDER", "DAN", "DE", "STANDAARD"]
        style = "e => [getComputedStyle(e).borderLeftStyle, getComputedStyle(e).backgroundColor]"
        beyond = page.locator("tr.v-beyond-standard").first.evaluate(style)
        equal = page.locator("tr.v-equal").first.evaluate(style)
        assert beyond[0] == "double" != equal[0]
        assert beyond[1] != equal[1]
        assert page.locator("tr.beyond-avg .star").count() == page.locator("tr.beyond-avg").count() > 5


def test_the_verdicts_filter_by_keyboard_and_without_the_script(matrix: Path) -> None:
    with opened(matrix) as page:
        rows = page.locator(".layers tbody tr:visible")
        everything = rows.count()
        page.locator("#v-all").focus()
        page.keyboard.press("ArrowRight")
        beyond = rows.count()
        assert 0 < beyond < everything
        assert page.locator(".layers tbody tr.v-beyond-standard:visible").count() == beyond
        page.emulate_media(media="print")
        assert rows.count() == everything
    assert 'addEventListener("change"' not in matrix.read_text(encoding="utf-8")


def test_quotes_unfold_with_the_deciding_words_marked(matrix: Path) -> None:
    with opened(matrix) as page:
        quotes = page.locator("#p-anonymisation details.said").last
        quotes.locator("summary").focus()
        page.keyboard.press("Enter")
        assert quotes.locator("mark").first.is_visible()
        assert "WP216" in quotes.inner_text()
        assert quotes.locator("blockquote").first.get_attribute("lang") == "nl"


def test_text_from_documents_never_becomes_markup(tmp_path: Path) -> None:
    text = f"# {HOSTILE}\n{{1.}} De verwerker meldt een datalek binnen 24 uur {HOSTILE}."
    path = tmp_path / "hostile.html"
    layers = compare_layers(contract(text, f"{HOSTILE}.txt"), contract(text, "b.txt"))
    path.write_text(render_layers_html(layers, "en"), encoding="utf-8")
    with opened(path) as page:
        assert page.title() != "taken"
        assert page.locator("img").count() == 0
        assert page.locator("script").count() == 1
        assert page.errors == []  # type: ignore[attr-defined]
