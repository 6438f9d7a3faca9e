"""Nothing judged is told as that, not as protections that were not found."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from clausediff import report
from clausediff.model.contract import Contract
from clausediff.pipeline import (
    assess_contract,
    compare_contracts,
    compare_layers,
    judging_warnings,
)
from clausediff.report.build import build_report
from clausediff.report.ui import Ui
from tests.build import contract

LENGTHY = "\n".join(
    f"{{{n}.}} De leverancier levert de goederen op tijd en op de juiste plaats." for n in range(1, 300)
)
OTHER = LENGTHY.replace("op tijd", "binnen een week", 3)
PRIVACY = "{1.} De verwerker meldt een datalek met persoonsgegevens binnen 24 uur aan de klant."
ABSENT = {"nl": "niet gevonden in dit document", "en": "not found in this document"}
SAYS = {
    "nl": "Er is geen waarborg beoordeeld: goederen.txt gaat nauwelijks over persoonsgegevens",
    "en": "No protection was judged: goederen.txt hardly speaks of personal data",
}


def goods(text: str = LENGTHY) -> Contract:
    return contract(text, "goederen.txt")


def flat(text: str) -> str:
    return " ".join(text.replace("\\", "").split())


@pytest.mark.parametrize("ui", ["nl", "en"])
@pytest.mark.parametrize("new", [OTHER, PRIVACY])
def test_a_comparison_says_that_nothing_was_judged_and_names_no_gaps(ui: Ui, new: str) -> None:
    comparison = compare_contracts(goods(), contract(new, "nieuw.txt"))
    view = build_report(comparison, ui)
    assert view.headline[0].startswith(SAYS[ui])
    assert (view.protections, view.brief.lacking, view.tiles) == ((), (), ())
    printed = io.StringIO()
    report.print_summary(comparison, Console(file=printed, force_terminal=True, width=300), ui)
    forms = (
        report.render_text(comparison, ui),
        report.render_markdown(comparison, ui),
        report.render_html(comparison, ui),
        printed.getvalue(),
    )
    for form in forms:
        assert SAYS[ui] in flat(form)
        assert ABSENT[ui] not in form


def test_a_document_that_is_judged_has_its_gaps() -> None:
    view = build_report(compare_contracts(contract(PRIVACY), contract(PRIVACY.replace("24", "72"))), "en")
    assert view.judged
    assert view.protections
    assert view.brief.lacking


@pytest.mark.parametrize("ui", ["nl", "en"])
def test_layers_and_an_assessment_say_so_too(ui: Ui) -> None:
    one = goods()
    layers = compare_layers(one, contract(PRIVACY, "overlay.txt"))
    warned = replace(one, warnings=judging_warnings(one))
    forms = (
        report.render_layers_text(layers, ui),
        report.render_layers_markdown(layers, ui),
        report.render_layers_html(layers, ui),
        report.render_assessment_text(warned, *assess_contract(one), ui),
    )
    for form in forms:
        assert SAYS[ui] in flat(form)
        assert ABSENT[ui] not in form.lower()


def test_a_language_that_is_not_judged_is_named() -> None:
    german = replace(contract(PRIVACY, "auf.txt"), language="de")
    layers = compare_layers(german, german)
    said = "only Dutch and English are judged, and the language of auf.txt is: de."
    assert said in flat(report.render_layers_text(layers, "en"))
