"""The reports in JSON, text, Markdown and in the terminal, on a comparison made by hand."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from clausediff import report
from clausediff.model.comparison import Level, Op, Segment, Standing
from clausediff.model.judgement import ReaderJudgement, Verdict
from clausediff.model.protection import CatalogueInfo
from clausediff.report.markdown import escape
from clausediff.report.marks import headings, quieted
from clausediff.report.names import legal_basis
from clausediff.report.schema import NAMES
from clausediff.report.ui import Ui, Words
from tests.build import contract
from tests.conftest import HERE
from tests.invariants_diff import compared
from tests.sample_comparison import AUDIT, CATALOGUE, NO_AUDIT, NO_NORM, OLD, sample

GOLDEN = HERE / "golden"


def summary(terminal: bool) -> str:
    printed = io.StringIO()
    console = Console(file=printed, force_terminal=terminal, width=110, color_system=None, markup=True)
    report.print_summary(sample(), console, "nl")
    return printed.getvalue()


def test_the_comparison_fits_its_schema_and_is_the_same_every_time() -> None:
    data = report.comparison_json(sample())
    jsonschema.validate(data, report.load_schema("comparison"))
    assert report.dumps(data) == report.dumps(report.comparison_json(sample()))
    assert json.loads(report.dumps(data)) == data


def test_a_finding_names_both_levels_its_quotes_and_its_change() -> None:
    data = report.comparison_json(sample())
    stronger, gone = data["findings"]
    assert stronger["avg"] == {"old": "meets", "new": "beyond"}
    assert stronger["new"]["value"] == "PT24H"
    assert gone["new"] is None
    clauses = {clause["id"]: clause for clause in data["old"]["clauses"]}
    assert stronger["old"]["quote"] in clauses[stronger["old"]["clause"]]["text"]
    assert {stronger["change"], gone["change"]} <= {change["id"] for change in data["changes"]}


def test_a_judgement_with_an_unknown_effect_or_a_lost_field_is_no_valid_comparison() -> None:
    schema = report.load_schema("comparison")
    for spoil in ({"effect": "better"}, {"avg": {"old": "meets"}}):
        data = report.comparison_json(sample())
        data["findings"][0].update(spoil)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(data, schema)


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_are_sound_and_need_nothing_from_elsewhere(name: str) -> None:
    schema = report.load_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert all(reference.startswith("#") for reference in references(schema))


def references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"]
        schema = list(schema.values())
    if isinstance(schema, list):
        for part in schema:
            yield from references(part)


def test_an_unknown_schema_is_refused() -> None:
    with pytest.raises(KeyError):
        report.load_schema("../pyproject")


def test_an_assessment_fits_its_schema_and_has_every_protection_once() -> None:
    data = report.assessment_json(contract(OLD), (AUDIT, NO_NORM), CATALOGUE)
    jsonschema.validate(data, report.load_schema("assessment"))
    assert [row["id"] for row in data["protections"]] == ["audit", "anonymisation"]


def test_an_assessment_says_first_what_article_28_asks_and_the_text_lacks() -> None:
    standings = (replace(AUDIT, protection="breach-notification", article="33(2)"), NO_NORM, NO_AUDIT)
    lines = report.render_assessment_text(contract(OLD), standings, CATALOGUE, "nl").splitlines()
    heads = [line for line in lines if line.endswith(" AVG)")]
    assert heads == [
        "NIET GEVONDEN IN DIT DOCUMENT: auditrecht (art. 28 lid 3, onder h, AVG)",
        "NIET GEVONDEN IN DIT DOCUMENT: anonimisering (overweging 26 en art. 4, punt 5, AVG)",
        "CONFORM DE AVG: melding van datalekken (art. 33 lid 2 AVG)",
    ]
    assert "  De AVG: Audits mogelijk maken." in lines


def test_an_assessment_tells_absence_then_what_is_missing_then_what_is_below_then_the_rest() -> None:
    rows = (
        Standing("beyond", Level.BEYOND, article="28(2)"),
        Standing("controller-duties", Level.ABSENT, article="28(3)"),
        Standing("records", Level.ABSENT, article="30(2); 31"),
        Standing("breach", Level.ABSENT, article="33(2)"),
        Standing("below", Level.BELOW, article="28(4)"),
        Standing("partly", Level.MEETS, article="28(3)(g)", missing=("proof",)),
        Standing("purpose", Level.ABSENT, article="28(3); 5(1)(b)"),
        Standing("audit", Level.ABSENT, article="28(3)(h)"),
    )
    lines = report.render_assessment_text(contract(OLD), rows, CatalogueInfo("9", ()), "en").splitlines()
    heads = [line.split(": ")[1].split(" (")[0] for line in lines if line.endswith("GDPR)")]
    ranked = ["audit", "purpose", "partly", "below", "breach", "beyond"]
    assert [one for one in heads if one in ranked] == ranked
    assert heads.index("breach") < heads.index("controller-duties") > heads.index("below")
    assert heads.index("records") > heads.index("below")


@pytest.mark.parametrize(
    ("article", "nl", "en"),
    [
        ("33(2)", "art. 33 lid 2 AVG", "art. 33(2) GDPR"),
        ("28(3)(h)", "art. 28 lid 3, onder h, AVG", "art. 28(3)(h) GDPR"),
        ("recital 26; 4(5)", "overweging 26 en art. 4, punt 5, AVG", "recital 26 and art. 4(5) GDPR"),
        ("44-49; 12-22", "art. 44-49 en art. 12-22 AVG", "art. 44-49 and art. 12-22 GDPR"),
        (
            "28(3), second subparagraph",
            "art. 28 lid 3, tweede alinea, AVG",
            "art. 28(3), second subparagraph, GDPR",
        ),
        ("", "", ""),
    ],
)
def test_the_legal_basis_reads_well_in_both_languages(article: str, nl: str, en: str) -> None:
    assert legal_basis(article, Words("nl")) == nl
    assert legal_basis(article, Words("en")) == en


def test_the_text_says_what_weakened_before_what_improved() -> None:
    text = report.render_text(sample(), "en")
    assert text.index("NO LONGER FOUND: audit right") < text.index("STRONGER: breach notification")
    assert "meets the GDPR → beyond the GDPR" in text
    assert "anonymisation: not found in this document" in text


def test_a_level_that_stayed_is_named_once() -> None:
    stronger, gone = sample().findings
    same = replace(sample(), findings=(replace(stronger, avg_old=stronger.avg_new), gone))
    assert "beyond the GDPR (unchanged)" in report.render_text(same, "en")
    assert "beyond the GDPR (unchanged)" in report.render_markdown(same, "en")


def test_every_form_tells_of_definitions_numbers_and_what_was_left_out() -> None:
    for rendered in (report.render_text(sample(), "nl"), report.render_html(sample(), "nl")):
        assert "werkt door in" in rendered
        assert "2.1 → 3.1" in rendered
        assert "pagina 1 | 2" in rendered
        assert "a warning of the pair" in rendered
        assert "geen juridisch advies" in rendered
        assert "waarborgencatalogus 9.1" in rendered


def test_without_a_judgement_the_reports_say_so() -> None:
    plain = compared(contract(OLD), contract(OLD.replace("eenmaal", "tweemaal")))
    for rendered in (report.render_text(plain, "en"), report.render_html(plain, "en")):
        assert "Nothing was judged" in rendered


def test_the_same_document_twice_has_no_changes_to_show() -> None:
    same = compared(contract(OLD), contract(OLD))
    assert "The documents have the same clauses with the same words." in report.render_text(same, "en")


@pytest.mark.parametrize("terminal", [True, False])
def test_the_summary_leads_with_the_protections_and_takes_no_markup_from_documents(terminal: bool) -> None:
    printed = summary(terminal)
    assert "<b>Proef</b>" in printed
    assert "geen juridisch advies" in " ".join(printed.split())
    first, then = printed.index("auditrecht"), printed.index("ongewijzigd")
    assert first < then
    assert "verder dan de AVG" in " ".join(printed.split())


def test_no_word_of_the_interface_lacks_its_translation() -> None:
    rows = (HERE.parent / "clausediff/report/words.tsv").read_text(encoding="utf-8").splitlines()[1:]
    keys = [row.partition("\t")[0] for row in rows]
    assert sorted(set(keys)) == sorted(keys)
    for row in rows:
        key, en, nl = row.split("\t")
        assert en.strip(), key
        assert nl.strip(), key
        assert fields(en) == fields(nl), key


def fields(text: str) -> list[str]:
    return sorted(part.split("}")[0] for part in text.split("{")[1:])


@given(st.text())
def test_no_text_becomes_html_in_markdown(text: str) -> None:
    assert "<" not in escape(text)
    assert "\n" not in escape(text)


@pytest.mark.parametrize("ui", ["nl", "en"])
@pytest.mark.parametrize("form", ["txt", "md"])
def test_the_report_is_the_golden_one(ui: Ui, form: str) -> None:
    """CLAUSEDIFF_GOLDEN=write writes the golden files anew: read their difference before keeping it."""
    judged = {"f2": ReaderJudgement(Verdict.REJECTED, "Zie *bijlage* 3.", None, ("a.docx", "b.docx"), True)}
    if form == "md":
        rendered = report.render_markdown(sample(), ui, judged)
    else:
        rendered = report.render_text(sample(), ui, width=90)
    golden = GOLDEN / f"report.{ui}.{form}"
    if os.environ.get("CLAUSEDIFF_GOLDEN") == "write":
        golden.write_text(rendered, encoding="utf-8")
    assert rendered == golden.read_text(encoding="utf-8")


def test_marks_pass_over_typography_and_join_changed_words_of_a_heading() -> None:
    segments = (
        Segment(Op.DELETE, "Customer's"),
        Segment(Op.INSERT, "Customer’s"),
        Segment(Op.EQUAL, " duty is "),
        Segment(Op.DELETE, "none"),
        Segment(Op.INSERT, "one"),
    )
    assert [(one.op.value, one.text) for one in quieted(segments, "old")] == [
        ("equal", "Customer's"),
        ("equal", " duty is "),
        ("delete", "none"),
        ("insert", "one"),
    ]
    old, new = headings("Subscription Period", "Order Form and Agreement")
    assert [(one.op, one.text) for one in (*old, *new)] == [
        ("delete", "Subscription Period"),
        ("insert", "Order Form and Agreement"),
    ]
