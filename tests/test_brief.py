"""The page for a decision-maker: what matters first, on about one page."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from clausediff import report
from clausediff.model.comparison import Comparison, Effect, Finding, Level, ProtectionChange, Quote, Standing
from clausediff.model.judgement import ReaderJudgement, Verdict
from clausediff.model.protection import Bilingual, CatalogueInfo, Protection
from clausediff.model.source import NotRead, Warn
from clausediff.pipeline import compare_files
from clausediff.report.build import build_report
from clausediff.report.ui import Ui
from clausediff.report.view import Brief
from clausediff.settings import Settings
from tests.conftest import HERE
from tests.recorded import compared, contract

OLD = contract("oud.docx", "1.|De verwerker meldt een datalek binnen 24 uur aan de klant.", "2.|Rest.")
NEW = contract("nieuw.docx", "1.|De verwerker meldt een datalek binnen 72 uur aan de klant.", "2.|Rest.")
PROTECTIONS = (
    ("breach-notification", "33(2)"),
    ("audit", "28(3)(h)"),
    ("retention", "5(1)(e)"),
    ("liability", "82"),
)


def protection(name: str, article: str) -> Protection:
    return Protection(name, Bilingual(f"{name}-nl", name), article, Bilingual("Iets doen.", "Do something."))


CATALOGUE = CatalogueInfo("9", tuple(protection(*row) for row in PROTECTIONS))


def finding(
    number: int,
    effect: Effect,
    levels: tuple[Level, Level],
    name: str = "liability",
    new: str = "Rest.",
) -> Finding:
    return Finding(
        f"f{number}",
        name,
        effect,
        "aspect",
        Quote("c1", "binnen 24 uur"),
        Quote("c1", new),
        *levels,
        rule=f"rule{new}",
        reason=f"Reason {number}.",
        change="d1",
    )


MEETS, BELOW, ABSENT, BEYOND = Level.MEETS, Level.BELOW, Level.ABSENT, Level.BEYOND


def found(*findings: Finding, **more: object) -> Comparison:
    base = compared(OLD, NEW, "c1>c1", "c2>c2", findings=findings)
    plain = replace(base, catalogue=CATALOGUE, protections=(), warnings=(), not_compared=())
    return replace(plain, **more)  # type: ignore[arg-type]


def brief(comparison: Comparison, ui: Ui = "nl", **judgements: ReaderJudgement) -> Brief:
    return build_report(comparison, ui, judgements).brief


def order(page: Brief) -> list[str]:
    return [row.findings[0].anchor for row in page.rows]


def test_what_falls_below_the_avg_comes_first_and_gains_last() -> None:
    comparison = found(
        finding(1, Effect.STRENGTHENED, (MEETS, BEYOND), "a", "a"),
        finding(2, Effect.UNDETERMINED, (MEETS, MEETS), "b", "b"),
        finding(3, Effect.WEAKENED, (BEYOND, MEETS), "c", "c"),
        finding(4, Effect.WEAKENED, (BELOW, BELOW), "d", "d"),
        finding(5, Effect.WEAKENED, (MEETS, BELOW), "e", "e"),
        finding(6, Effect.STRENGTHENED, (BELOW, MEETS), "f", "f"),
        finding(7, Effect.NEUTRAL, (MEETS, MEETS), "g", "g"),
    )
    page = brief(comparison)
    assert order(page) == ["f5", "f4", "f3", "f2", "f1", "f6"]
    assert order(page) == [one.anchor for one in build_report(comparison, "nl").findings]
    assert [line.text for line in page.attention] == ["Reason 5.", "Reason 4.", "Reason 3.", "Reason 2."]


def test_the_table_has_one_row_for_each_protection_with_its_weightiest_finding() -> None:
    page = brief(
        found(
            finding(1, Effect.STRENGTHENED, (MEETS, BELOW), "audit", "a"),
            finding(2, Effect.WEAKENED, (MEETS, BELOW), "audit", "b"),
            finding(3, Effect.WEAKENED, (MEETS, BELOW), "audit", "c"),
            finding(4, Effect.WEAKENED, (MEETS, MEETS), "retention", "d"),
        )
    )
    assert order(page) == ["f2", "f4"]
    assert page.rows_more == "en nog 2 hieronder"
    assert len(page.attention) == 3


def test_a_rejected_loss_comes_after_the_others_and_says_so() -> None:
    rejected = ReaderJudgement(Verdict.REJECTED, "nee", None, ("a", "b"), carried=False)
    comparison = found(
        finding(1, Effect.WEAKENED, (MEETS, BELOW), new="a"),
        finding(2, Effect.WEAKENED, (MEETS, BELOW), "audit", "b"),
    )
    assert order(brief(comparison, f1=rejected)) == ["f2", "f1"]
    shown = report.render_markdown(comparison, "nl", {"f1": rejected})
    assert "2 punten zwakker of niet meer gevonden (1 daarvan door een lezer verworpen)." in shown
    assert "zwakker: liability-nl, door de lezer verworpen (f1)" in shown
    assert "Reason 1. **door de lezer verworpen: nee** (f1)" in shown


def test_one_change_that_touches_several_protections_is_told_once() -> None:
    comparison = found(
        finding(1, Effect.WEAKENED, (MEETS, MEETS), "audit"),
        finding(2, Effect.WEAKENED, (MEETS, MEETS), "retention"),
    )
    page = brief(comparison)
    assert [line.text for line in page.attention] == ["Reason 1. Evenzo voor: retention-nl."]
    assert [len(row.findings) for row in page.rows] == [2]


def test_the_table_shows_the_words_that_differ_with_a_little_around_them() -> None:
    one = replace(
        finding(1, Effect.WEAKENED, (BEYOND, MEETS), "breach-notification"),
        old=Quote("c1", OLD.clauses[0].text),
        new=Quote("c1", NEW.clauses[0].text),
    )
    row = brief(found(one)).rows[0]
    assert (row.was, row.becomes) == ("… datalek binnen 24 uur aan …", "… datalek binnen 72 uur aan …")
    assert (row.clause, row.avg) == ("1", "art. 33 lid 2: verder → conform")


def standing(name: str, level: Level, *missing: str) -> Standing:
    return Standing(name, level, "een trede", "1", missing=missing)


def test_what_the_avg_asks_and_the_new_text_lacks_new_gaps_first() -> None:
    rows = (
        ("audit", BELOW, BELOW),
        ("retention", MEETS, ABSENT),
        ("breach-notification", MEETS, ABSENT),
        ("liability", MEETS, MEETS),
    )
    changes = tuple(
        ProtectionChange(
            name, standing(name, old), standing(name, new, *(["bewijs"] if new is MEETS else []))
        )
        for name, old, new in rows
    )
    lines = [one.text for one in brief(found(protections=changes)).lacking]
    assert lines == [
        "breach-notification-nl: niet gevonden: iets doen (in het oude document niet zo) (art. 33 lid 2 AVG)",
        "audit-nl: in de tekst: een trede; de AVG vraagt: iets doen (art. 28 lid 3, onder h, AVG)",
        "liability-nl: ontbreekt: bewijs (art. 82 AVG)",
    ]


def test_what_was_not_read_is_counted_in_the_readers_language() -> None:
    left = (NotRead("running footer", "old: page 1", "x"), NotRead("running footer", "new: page 1", "x"))
    warned = (Warn("page-without-text", "No text on page 3, 4: a blank page or a picture."),)
    comparison = found(not_compared=left, warnings=warned)
    assert [*brief(comparison).unread[:1], brief(comparison).unread[-1]] == [
        "geen tekst op pagina 3, 4: leeg of een afbeelding",
        "voettekst (2)",
    ]
    assert brief(comparison, "en").unread[-1] == "running footer (2)"
    assert "oud: pagina 1: voettekst: x" in report.render_text(comparison, "nl")


@pytest.mark.parametrize("ui", ["nl", "en"])
@pytest.mark.parametrize("agreement", ["rijk-verwerkersovereenkomst", "microsoft-dpa"])
def test_the_page_of_the_model_agreements_is_about_one_printed_page(agreement: str, ui: Ui) -> None:
    pair = [HERE.parent / "versions" / f"{agreement}-{year}-1.docx" for year in (2024, 2025)]
    text = report.render_markdown(compare_files(*pair, Settings(ui=ui)), ui)
    page = text.split("\n## ")
    opening = "\n## ".join(page[:2])
    assert len(opening.split()) < 650
    for row in (line for line in opening.splitlines() if line.startswith("| ")):
        assert row.count(" | ") == 4, row
    assert ("geen juridisch advies" if ui == "nl" else "no legal advice") in opening
    assert ("GDPR" if ui == "nl" else "AVG") not in opening


def test_a_page_says_how_much_it_leaves_for_below() -> None:
    many = [
        finding(number, Effect.WEAKENED, (MEETS, BELOW), f"p{number}", f"w{number}")
        for number in range(1, 12)
    ]
    page = brief(found(*many))
    assert (len(page.attention), page.more) == (5, "en nog 6 hieronder")
    assert (len(page.rows), page.rows_more) == (7, "en nog 4 hieronder")


@pytest.mark.parametrize("terminal", [True, False])
def test_the_terminal_says_what_a_reader_made_of_a_finding(terminal: bool) -> None:
    printed = io.StringIO()
    console = Console(file=printed, force_terminal=terminal, width=160, color_system=None)
    rejected = ReaderJudgement(Verdict.REJECTED, "niet juist", "FG", ("a", "b"), carried=False)
    report.print_summary(found(finding(1, Effect.WEAKENED, (MEETS, BELOW))), console, "nl", {"f1": rejected})
    assert "verworpen door FG" in printed.getvalue()
    assert "1 daarvan door een lezer verworpen" in printed.getvalue()


def test_the_page_names_each_finding_as_judge_asks_for_it() -> None:
    page = report.render_html(found(finding(7, Effect.WEAKENED, (MEETS, BELOW))), "en")
    assert re.search(r"<span class=\"id\"[^>]*>f7</span>", page)


def test_a_level_that_moves_against_the_finding_is_said_to_be_of_the_whole_protection() -> None:
    said = "de waarborg als geheel: "
    weaker, with_it = ((MEETS, BEYOND), (BEYOND, MEETS))
    for levels, expected in ((weaker, True), (with_it, False), ((MEETS, MEETS), False)):
        comparison = found(finding(1, Effect.WEAKENED, levels))
        printed = io.StringIO()
        report.print_summary(comparison, Console(file=printed, force_terminal=True, width=400), "nl")
        pages = (report.render_text(comparison, "nl"), report.render_html(comparison, "nl"))
        for page in (*pages, report.render_markdown(comparison, "nl"), printed.getvalue()):
            assert (said in page) is expected
        assert (said in brief(comparison).rows[0].avg) is expected


def test_a_gap_is_told_without_the_remark_behind_its_demand() -> None:
    remarked = replace(
        protection("audit", "28(3)(h)"),
        floor=Bilingual("Iets doen; de AVG noemt geen lijst.", "Do it; no list."),
    )
    change = ProtectionChange("audit", standing("audit", MEETS), standing("audit", ABSENT))
    page = brief(found(protections=(change,), catalogue=CatalogueInfo("9", (remarked,))))
    assert [one.text for one in page.lacking] == [
        "audit-nl: niet gevonden: iets doen (in het oude document niet zo) (art. 28 lid 3, onder h, AVG)"
    ]
