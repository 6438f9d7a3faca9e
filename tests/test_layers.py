"""Standard terms, overlay and AVG: verdicts that mean something, in two languages, with their mirrors."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jsonschema
import pytest

from clausediff import report
from clausediff.model.contract import Contract
from clausediff.model.layers import Layer, Layers, LayerVerdict, Prevails
from clausediff.pipeline import compare_layers, read_contract
from clausediff.protections.precedence import claims_of
from clausediff.report.ui import Ui
from clausediff.settings import Settings
from tests.build import contract
from tests.conftest import HERE

MODELS = HERE.parent / "versions"
BEYOND, EQUAL, BELOW = LayerVerdict.BEYOND_STANDARD, LayerVerdict.EQUAL, LayerVerdict.BELOW_STANDARD
SILENT, OPEN = LayerVerdict.SILENT, LayerVerdict.UNDETERMINED
TURNED = {BEYOND: BELOW, BELOW: BEYOND, EQUAL: EQUAL, OPEN: OPEN}

# Each pair says one thing in Dutch and in English, so that every verdict is asked for in four combinations.
WEAK_BREACH = (
    "De Verwerker meldt een datalek binnen 72 uur aan de Klant.",
    "The Processor shall notify the Customer of a personal data breach within 72 hours.",
)
STRONG_BREACH = (
    "De Verwerker meldt een datalek binnen 24 uur aan de Klant.",
    "The Processor shall notify the Customer of a personal data breach within 24 hours.",
)
SHORT_NOTICE = (
    "De Verwerker informeert de Klant 30 dagen vooraf over een nieuwe subverwerker.",
    "The Processor shall inform the Customer of a new subprocessor 30 days in advance.",
)
LONG_NOTICE = (
    "De Verwerker informeert de Klant zes maanden vooraf over een nieuwe subverwerker.",
    "The Processor shall inform the Customer of a new subprocessor six months in advance.",
)
FEW_BANS = (
    "De Verwerker gebruikt de persoonsgegevens niet voor profilering of reclame.",
    "The Processor shall not use the personal data for profiling or advertising.",
)
MORE_BANS = (
    "De Verwerker gebruikt de persoonsgegevens niet voor profilering, reclame of marktonderzoek.",
    "The Processor shall not use the personal data for profiling, advertising or market research.",
)
WEAK_NORM = (
    "De Verwerker pseudonimiseert de gegevens.",
    "The Processor shall pseudonymise the data.",
)
STRONG_NORM = (
    "De Verwerker anonimiseert de gegevens volgens WP216.",
    "The Processor shall anonymise the data in line with WP216.",
)
LADDERS = [
    ("breach-notification", WEAK_BREACH, STRONG_BREACH),
    ("subprocessor-notice", SHORT_NOTICE, LONG_NOTICE),
    ("prohibited-purposes", FEW_BANS, MORE_BANS),
    ("anonymisation", WEAK_NORM, STRONG_NORM),
]
ABOUT = ("Overeenkomst over persoonsgegevens", "Agreement on personal data")


def document(language: int, *clauses: tuple[str, str]) -> Contract:
    """A contract in Dutch (0) or English (1), a numbered clause for each text."""
    lines = [f"# {ABOUT[language]}", *(f"{{{n}.}} {texts[language]}" for n, texts in enumerate(clauses, 1))]
    return contract("\n".join(lines), f"document{language}.txt")


def row(layers: Layers, protection: str) -> Layer:
    return next(one for one in layers.rows if one.protection == protection)


@cache
def models(
    standard: str = "microsoft-dpa-2025-1", overlay: str = "rijk-verwerkersovereenkomst-2025-1", ui: Ui = "nl"
) -> Layers:
    sides = (read_contract(MODELS / f"{name}.docx") for name in (standard, overlay))
    return compare_layers(*sides, Settings(ui=ui))


@pytest.mark.parametrize("standard", [0, 1])
@pytest.mark.parametrize("overlay", [0, 1])
@pytest.mark.parametrize(("protection", "weak", "strong"), LADDERS)
def test_a_stronger_overlay_goes_beyond_and_its_mirror_falls_short_in_every_language(
    protection: str, weak: tuple[str, str], strong: tuple[str, str], standard: int, overlay: int
) -> None:
    up = row(compare_layers(document(standard, weak), document(overlay, strong)), protection)
    down = row(compare_layers(document(standard, strong), document(overlay, weak)), protection)
    same = row(compare_layers(document(standard, strong), document(overlay, strong)), protection)
    assert (up.verdict, down.verdict, same.verdict) == (BEYOND, BELOW, EQUAL)
    assert all(one.better for one in up.differences)
    assert not any(one.better for one in down.differences)
    assert same.differences == ()


@pytest.mark.parametrize("language", [0, 1])
def test_silence_of_the_overlay_of_the_standard_and_of_both_are_told_apart(language: int) -> None:
    speaks, silent = document(language, STRONG_BREACH), document(language, WEAK_NORM)
    standard_only = row(compare_layers(speaks, silent), "breach-notification")
    overlay_only = row(compare_layers(silent, speaks), "breach-notification")
    neither = row(compare_layers(silent, speaks), "audit")
    assert (standard_only.verdict, overlay_only.verdict, neither.verdict) == (SILENT, BEYOND, SILENT)
    assert "standard terms apply" in standard_only.reason
    assert "in the overlay only" in overlay_only.reason
    assert "Not found in either" in neither.reason
    assert neither.evidence == ()


def test_stronger_in_one_aspect_and_weaker_in_another_is_for_the_reader_and_says_both() -> None:
    standard = document(
        1,
        (
            "",
            "The Processor shall delete the personal data within 30 days after the end, and confirms the "
            "deletion in writing.",
        ),
    )
    overlay = document(
        1, ("", "The Processor shall delete the personal data and all copies within 10 days after the end.")
    )
    found = row(compare_layers(standard, overlay), "deletion-return")
    assert found.verdict is OPEN
    assert {one.better for one in found.differences} == {True, False}
    assert "Stronger in the overlay: " in found.reason
    assert "Weaker in the overlay: " in found.reason


def test_an_overlay_that_reserves_what_the_standard_terms_do_not_is_weaker() -> None:
    silent = document(1, STRONG_BREACH)
    reserves = document(
        1, ("", "The Processor may process personal data for its own business operations, such as billing.")
    )
    assert row(compare_layers(silent, reserves), "business-operations").verdict is BELOW
    stays = row(compare_layers(reserves, silent), "business-operations")
    assert stays.verdict is SILENT
    assert "reserve" in stays.reason


def test_fewer_own_activities_are_better_by_content_and_not_by_letter() -> None:
    more = "{1.} De Verwerker verwerkt persoonsgegevens voor zijn bedrijfsvoering:\n"
    head = f"# Verwerkersovereenkomst\n{more}"
    wide = contract(f"{head}  {{a.}} facturatie;\n  {{b.}} fraudebestrijding;\n  {{c.}} prognoses.")
    narrow = contract(f"{head}  {{a.}} fraudebestrijding;\n  {{b.}} facturatie.")
    found = row(compare_layers(wide, narrow), "business-operations")
    assert found.verdict is BEYOND
    assert row(compare_layers(narrow, wide), "business-operations").verdict is BELOW


@pytest.mark.parametrize(
    "pair",
    [
        ("microsoft-dpa-2025-1", "rijk-verwerkersovereenkomst-2025-1"),
        ("rijk-verwerkersovereenkomst-2024-1", "rijk-verwerkersovereenkomst-2025-1"),
        ("microsoft-dpa-2024-1", "microsoft-dpa-2025-1"),
    ],
)
def test_swapped_sides_are_mirror_images(pair: tuple[str, str]) -> None:
    for there, back in zip(models(*pair).rows, models(*reversed(pair)).rows, strict=True):
        if "absent" in (there.standard.standing.level.value, there.overlay.standing.level.value):
            continue
        assert back.verdict is TURNED[there.verdict], there.protection
        assert {one.better for one in back.differences} == {
            None if one.better is None else not one.better for one in there.differences
        }


@pytest.mark.parametrize("name", ["microsoft-dpa-2025-1", "rijk-verwerkersovereenkomst-2025-1"])
def test_a_document_over_itself_is_equal_or_silent_throughout(name: str) -> None:
    found = models(name, name)
    assert {one.verdict for one in found.rows} == {EQUAL, SILENT}
    assert not any(one.differences for one in found.rows)


@pytest.mark.parametrize("ui", ["nl", "en"])
def test_every_quote_is_verbatim_and_the_json_fits_its_schema(ui: Ui) -> None:
    found = models(ui=ui)
    data = report.layers_json(found, ui)
    jsonschema.validate(data, report.load_schema("layers"))
    ids = [one["id"] for one in data["protections"]]
    assert ids == [one.id for one in found.catalogue.protections]
    assert len(set(ids)) == len(ids)
    texts = {
        (side, clause["id"]): clause["text"]
        for side in ("standard", "overlay")
        for clause in data[side]["clauses"]
    }
    quotes = [one for entry in data["protections"] for one in entry["evidence"]] + data["precedence"][
        "claims"
    ]
    assert len(quotes) > 40
    for quote in quotes:
        assert quote["quote"] in texts[quote["side"], quote["clause"]]
    assert "no legal advice" in data["about"]["notice"]["en"]
    assert "geen officiële teksten" in data["about"]["notice"]["nl"]
    assert data["about"]["catalogue"] == found.catalogue.version


@pytest.mark.parametrize(
    ("protection", "said"),
    [
        ("purpose-limitation", ("gesloten lijst", "leveren", "beveilig", "actueel")),
        ("prohibited-purposes", ("data-analyse", "profilering", "marktonderzoek", "instructie")),
        ("business-operations", ("facturatie", "accountbeheer", "fraude")),
        ("anonymisation", ("WP216",)),
        ("subprocessor-flowdown", ("contract",)),
        ("audit", ("jaarlijks", "publiceer")),
        ("scope-of-parties", ("agentschappen", "ZBO")),
    ],
)
def test_the_claims_of_the_factsheet_come_out_on_the_models(protection: str, said: tuple[str, ...]) -> None:
    found = row(models(), protection)
    told = " ".join(
        [found.overlay.standing.rung]
        + [f"{one.aspect} {one.words}" for one in found.overlay.readings]
        + [one.quote for one in found.evidence if one.side == "overlay"]
    )
    for words in said:
        assert words.lower() in told.lower(), words
    assert found.verdict is BEYOND
    assert found.beyond_avg is (protection != "business-operations")


def test_what_the_factsheet_bans_and_the_standard_terms_do_not_is_named() -> None:
    found = row(models(ui="en"), "prohibited-purposes")
    added = next(one for one in found.differences if one.aspect == "banned purposes")
    assert "data analytics" in added.overlay
    assert "profiling" not in added.overlay
    keys = [one.words for one in found.overlay.readings if one.slot == "exception"]
    assert keys == ["only on the controller's instruction or consent"]


CLAIMS = [
    ("nl", True, "Bij tegenstrijdigheid gaat deze Verwerkersovereenkomst voor op alle voorwaarden."),
    ("nl", True, "Bij strijd met de Raamovereenkomst prevaleert het bepaalde in deze Overeenkomst."),
    ("nl", True, "Deze Verwerkersovereenkomst heeft bij strijd met de Hoofdovereenkomst voorrang."),
    ("nl", False, "Bij strijd tussen deze Overeenkomst en de Raamovereenkomst geldt de Raamovereenkomst."),
    ("nl", False, "Bij strijd hebben de bepalingen van de Raamovereenkomst voorrang op deze Overeenkomst."),
    ("nl", False, "Bij strijd gaat deze Verwerkersovereenkomst niet voor op de Hoofdovereenkomst."),
    ("nl", None, "De Nederlandse tekst van deze overeenkomst prevaleert."),
    ("nl", None, "Het bepaalde in bijlage 1 prevaleert boven deze Verwerkersovereenkomst."),
    ("nl", None, "De Verwerker gaat voor het einde van de overeenkomst na of de gegevens zijn gewist."),
    ("en", True, "In the event of a conflict between these terms and the agreement, these terms prevail."),
    ("en", True, "In case of conflict between the DPA and the Agreement, the DPA shall prevail."),
    ("en", True, "This Addendum takes precedence over the Agreement."),
    ("en", False, "If there is any inconsistency, the Master Agreement shall prevail over this Addendum."),
    ("en", False, "This Addendum does not take precedence over the Agreement."),
    ("en", None, "The English version of this agreement prevails."),
    ("en", None, "In a conflict, the Standard Contractual Clauses prevail over the terms of this Addendum."),
    ("en", None, "In a conflict with the rest of this Agreement, this Section 20.5 (Care) shall govern."),
    ("en", None, "The prevailing party may recover its costs under this Agreement."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "own", "text"), CLAIMS)
def test_a_precedence_clause_is_told_from_one_that_gives_way_and_from_neither(
    language: Ui, own: bool | None, text: str
) -> None:
    title = {"nl": "Verwerkersovereenkomst", "en": "Data Processing Addendum"}[language]
    found = [one.own for one in claims_of(contract(f"# {title}\n{{1.}} {text}"), "overlay", language)]
    assert found == ([] if own is None else [own])


def test_which_text_prevails_follows_from_what_both_say() -> None:
    claim, yields, nothing = (
        ("Bij strijd gaat deze overeenkomst voor.", "In a conflict, this agreement prevails over all terms."),
        ("Bij strijd prevaleert de Raamovereenkomst.", "In a conflict, the Master Agreement prevails."),
        STRONG_BREACH,
    )  # fmt: skip

    def prevails(standard: tuple[str, str], overlay: tuple[str, str]) -> Prevails:
        return compare_layers(document(1, standard), document(0, overlay)).precedence.prevails

    assert prevails(nothing, claim) is Prevails.OVERLAY
    assert prevails(claim, nothing) is Prevails.STANDARD
    assert prevails(yields, claim) is Prevails.OVERLAY
    assert prevails(yields, nothing) is Prevails.OVERLAY
    assert prevails(claim, claim) is Prevails.OPEN
    assert prevails(nothing, nothing) is Prevails.OPEN


@pytest.mark.parametrize("ui", ["nl", "en"])
def test_every_form_shows_precedence_verdicts_silence_and_what_it_is(ui: Ui) -> None:
    standard, overlay = document(1, WEAK_BREACH), document(0, STRONG_BREACH)
    found = compare_layers(standard, overlay, Settings(ui=ui))
    none, beyond, neither, advice = {
        "nl": ("geen rangordebepaling", "verder dan de standaard", "geen van beide", "geen juridisch advies"),
        "en": ("no precedence clause found", "beyond the standard", "not found in either", "no legal advice"),
    }[ui]  # fmt: skip
    for render in (report.render_layers_text, report.render_layers_markdown, report.render_layers_html):
        text = " ".join(render(found, ui).lower().split())
        for words in (none, beyond, neither, advice, found.catalogue.version):
            assert words in text, render.__name__


def test_a_text_in_another_language_is_said_to_be_unjudged_rather_than_silent() -> None:
    german = contract(
        "# Vertrag\n"
        + "\n".join(
            f"{{{n}.}} Der Auftragnehmer verpflichtet sich, die Daten nicht weiterzugeben und zu schützen."
            for n in (1, 2, 3)
        )
    )
    found = compare_layers(document(1, STRONG_BREACH), german)
    assert [one.slug for one in found.warnings] == ["language-not-judged"]
    assert {one.verdict for one in found.rows} == {OPEN}
    assert "not judged" in found.rows[0].reason


def test_the_text_keeps_to_its_width(tmp_path: Path) -> None:
    lines = report.render_layers_text(models(), "nl", width=100).splitlines()
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("ui", ["nl", "en"])
def test_a_level_is_said_once(ui: Ui) -> None:
    sides = (
        read_contract(MODELS / f"{name}-2025-1.docx")
        for name in ("microsoft-dpa", "rijk-verwerkersovereenkomst")
    )
    text = " ".join(report.render_layers_text(compare_layers(*sides, Settings(ui=ui)), ui).split())
    beyond = {"nl": "verder dan de AVG", "en": "beyond the GDPR"}[ui]
    assert beyond in text
    assert f"{beyond}. {beyond}" not in text


@pytest.mark.parametrize(
    ("ui", "day", "money", "fees"),
    [
        ("nl", "1 werkdag", ("€ 250.000", "€ 1.000.000"), "12 maanden vergoeding"),
        ("en", "1 working day", ("EUR 250,000", "EUR 1,000,000"), "12 months of fees"),
    ],
)
def test_numbers_are_written_as_a_reader_writes_them(
    ui: Ui, day: str, money: tuple[str, str], fees: str
) -> None:
    standard = contract(
        "{1.} De Verwerker meldt een datalek met persoonsgegevens binnen 1 werkdag aan de Klant.\n"
        "{2.} De aansprakelijkheid van de Verwerker is beperkt tot € 250.000 per gebeurtenis."
    )
    overlay = contract(
        "{1.} De Verwerker meldt een datalek met persoonsgegevens binnen 4 uur aan de Klant.\n"
        "{2.} De aansprakelijkheid van de Verwerker is beperkt tot 1 miljoen euro per gebeurtenis."
    )
    text = report.render_layers_text(compare_layers(standard, overlay, Settings(ui=ui)), ui)
    words = {one for line in text.splitlines() for one in line.replace(";", ".").split(". ")}
    assert any(one.endswith(f": {day}") for one in words)
    assert all(amount in text for amount in money)
    yearly = contract(
        "{1.} De aansprakelijkheid van de Verwerker is beperkt tot de vergoedingen van 12 maanden."
    )
    found = report.render_layers_text(compare_layers(yearly, overlay, Settings(ui=ui)), ui)
    assert fees in " ".join(found.split())
