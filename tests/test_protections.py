"""What a change means: directions and their mirrors, quotes that can be checked, an honest catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausediff.clauses import build_contract
from clausediff.errors import CatalogueError
from clausediff.model.comparison import Comparison, Effect, Level
from clausediff.model.contract import Contract
from clausediff.model.source import Block, SourceDocument, SourceInfo
from clausediff.pipeline import compare_contracts, read_contract
from clausediff.protections import assess, load_catalogue
from clausediff.protections.catalogue_file import parse_catalogue
from clausediff.protections.periods import amounts, fees, periods
from clausediff.settings import Settings
from tests.conftest import HERE

UP = {Effect.STRENGTHENED, Effect.INTRODUCED}
DOWN = {Effect.WEAKENED, Effect.WITHDRAWN}
TURNED = {
    Effect.STRENGTHENED: Effect.WEAKENED,
    Effect.WEAKENED: Effect.STRENGTHENED,
    Effect.INTRODUCED: Effect.WITHDRAWN,
    Effect.WITHDRAWN: Effect.INTRODUCED,
}
MODELS = HERE.parent / "versions"


def document(*paragraphs: str) -> Contract:
    blocks = tuple(Block(paragraph) for paragraph in paragraphs)
    return build_contract(SourceDocument(SourceInfo("text.txt", "0", "text/plain"), blocks))


def judged(old: str, new: str) -> Comparison:
    return compare_contracts(document(f"5.1 {old}"), document(f"5.1 {new}"), Settings())


def directions(comparison: Comparison) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for finding in comparison.findings:
        kind = "up" if finding.effect in UP else "down" if finding.effect in DOWN else finding.effect.value
        found.setdefault(finding.protection, set()).add(kind)
    return found


@pytest.mark.parametrize(
    ("old", "new", "protection", "direction"),
    [
        (
            "De Leverancier bericht de Opdrachtgever over een datalek binnen twee dagen.",
            "De Leverancier bericht de Opdrachtgever over een datalek binnen acht uur.",
            "breach-notification",
            "up",
        ),
        (
            "The Supplier alerts the Customer to any incident affecting personal data within 24 hours.",
            "The Supplier alerts the Customer to any incident affecting personal data within 4 days.",
            "breach-notification",
            "down",
        ),
        (
            "Verwerker licht Klant dertig dagen vooraf schriftelijk in over nieuwe subverwerkers.",
            "Verwerker informeert Klant tien dagen vooraf schriftelijk over nieuwe subverwerkers.",
            "subprocessor-notice",
            "down",
        ),
        (
            "The Processor informs the Controller of new sub-processors 14 days in advance.",
            "The Processor informs the Controller of new sub-processors 60 days in advance.",
            "subprocessor-notice",
            "up",
        ),
        (
            "De opdrachtnemer anonimiseert de gegevens onomkeerbaar.",
            "De opdrachtnemer pseudonimiseert de gegevens.",
            "anonymisation",
            "down",
        ),
        (
            "The Customer may audit the Processor at the Customer's expense.",
            "The Customer may audit the Processor free of charge.",
            "audit",
            "up",
        ),
        (
            "After termination the Provider deletes all personal data within 60 days.",
            "After termination the Provider deletes all personal data within 20 days.",
            "deletion-return",
            "up",
        ),
        (
            "De gegevens worden uitsluitend in de EER opgeslagen en verwerkt.",
            "De gegevens worden wereldwijd opgeslagen en verwerkt.",
            "data-location",
            "down",
        ),
        (
            "Verwerker legt elke subverwerker dezelfde verplichtingen op.",
            "Verwerker legt elke subverwerker die personeel heeft dezelfde verplichtingen op.",
            "subprocessor-flowdown",
            "down",
        ),
        (
            "The Supplier's liability shall not exceed the fees of twelve months.",
            "The Supplier's liability shall not exceed the fees of twelve months, unless data were lost.",
            "liability",
            "up",
        ),
        (
            "The Supplier deletes all personal data within three weeks of expiry.",
            "The Supplier deletes all personal data within a fortnight of expiry.",
            "deletion-return",
            "up",
        ),
    ],
)
def test_a_change_of_a_slot_has_its_direction_and_its_mirror(
    old: str, new: str, protection: str, direction: str
) -> None:
    there = directions(judged(old, new))
    back = directions(judged(new, old))
    assert direction in there[protection]
    assert ({"up": "down", "down": "up"}[direction]) in back[protection]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Processor shall notify each personal data breach.",
            "Processor will notify each personal data breach.",
        ),
        (
            "De verwerker meldt elke inbreuk zonder onredelijke vertraging aan de klant.",
            "Elke inbreuk meldt de verwerker zonder onredelijke vertraging aan de klant.",
        ),
        ("Een subbewerker wordt schriftelijk gebonden.", "Een subverwerker wordt schriftelijk gebonden."),
        (
            "Verwerker gebruikt de gegevens niet voor reclame.",
            "Verwerker gebruikt de gegevens niet voor reclame, tenzij Klant dat opdraagt.",
        ),
    ],
)
def test_a_change_of_wording_without_effect_has_no_direction(old: str, new: str) -> None:
    assert not [finding for finding in judged(old, new).findings if finding.effect in UP | DOWN]


def test_opposite_changes_in_one_clause_are_two_findings() -> None:
    comparison = judged(
        "Verwerker meldt een inbreuk binnen 72 uur; Klant mag jaarlijks een audit uitvoeren.",
        "Verwerker meldt een inbreuk binnen 24 uur; Klant mag alleen na een incident een audit uitvoeren.",
    )
    found = directions(comparison)
    assert found["breach-notification"] == {"up"}
    assert found["audit"] == {"down"}


def test_a_new_duty_of_the_controller_weakens_and_a_new_right_does_not() -> None:
    duty = compare_contracts(
        document("1. Klant gebruikt de dienst."),
        document("1. Klant gebruikt de dienst.", "2. Klant verkrijgt de toestemming van alle betrokkenen."),
    )
    right = compare_contracts(
        document("1. Klant gebruikt de dienst."),
        document("1. Klant gebruikt de dienst.", "2. Klant mag toestemming van betrokkenen inzien."),
    )
    assert directions(duty)["controller-duties"] == {"down"}
    assert "controller-duties" not in directions(right)


def _model_pairs() -> list[tuple[Path, Path]]:
    names = ("rijk-verwerkersovereenkomst", "microsoft-dpa")
    return [(MODELS / f"{name}-2024-1.docx", MODELS / f"{name}-2025-1.docx") for name in names]


@pytest.mark.parametrize("pair", _model_pairs(), ids=lambda pair: pair[0].stem)
def test_every_finding_of_the_models_can_be_checked(pair: tuple[Path, Path]) -> None:
    old, new = (read_contract(path) for path in pair)
    comparison = compare_contracts(old, new)
    texts = {side: {clause.id: clause.text for clause in side.clauses} for side in (old, new)}
    assert comparison.findings
    for finding in comparison.findings:
        assert finding.rule
        assert finding.reason
        assert finding.old != finding.new
        for side, quote in ((old, finding.old), (new, finding.new)):
            assert quote is None or quote.quote in texts[side][quote.clause]


@pytest.mark.parametrize("pair", _model_pairs(), ids=lambda pair: pair[0].stem)
def test_swapping_the_models_turns_every_direction(pair: tuple[Path, Path]) -> None:
    old, new = (read_contract(path) for path in pair)
    there = {(f.protection, f.aspect, f.effect) for f in compare_contracts(old, new).findings}
    back = {
        (f.protection, f.aspect, TURNED.get(f.effect, f.effect)) for f in compare_contracts(new, old).findings
    }
    assert there == back


@pytest.mark.parametrize("pair", _model_pairs(), ids=lambda pair: pair[0].stem)
def test_a_model_against_itself_has_no_finding(pair: tuple[Path, Path]) -> None:
    contract = read_contract(pair[0])
    assert compare_contracts(contract, contract).findings == ()


def test_the_models_change_what_they_promise() -> None:
    rijk, microsoft = (
        directions(compare_contracts(*(read_contract(path) for path in pair))) for pair in _model_pairs()
    )
    assert "up" in rijk["breach-notification"]
    assert "up" in rijk["anonymisation"]
    assert rijk["subprocessor-notice"] == {"down"}
    assert {"up", "down"} <= rijk["audit"]
    assert rijk["deletion-return"] == {"up"}
    assert microsoft["subprocessor-notice"] == {"down"}
    assert microsoft["data-location"] == {"down"}
    assert microsoft["controller-duties"] == {"down"}


def test_the_rijk_model_goes_beyond_the_avg_where_the_factsheet_says_so() -> None:
    contract = read_contract(MODELS / "rijk-verwerkersovereenkomst-2025-1.docx")
    levels = {standing.protection: standing.level for standing in assess(contract, load_catalogue())}
    for protection in ("prohibited-purposes", "anonymisation", "subprocessor-flowdown", "audit"):
        assert levels[protection] is Level.BEYOND
    assert len(levels) == len(load_catalogue().rules)


def test_a_long_document_about_something_else_is_not_judged() -> None:
    text = " ".join(f"Partij {number} levert stoelen en tafels." for number in range(600))
    contract = document(f"1. {text}")
    assert {standing.level for standing in assess(contract, load_catalogue())} == {Level.ABSENT}


def test_periods_and_amounts_are_read_in_words_and_figures() -> None:
    assert [one.iso for one in periods("dertig (30) dagen, zes maanden, 2 werkdagen en 72 uur")] == [
        "P30D",
        "P6M",
        "P2D",
        "PT72H",
    ]
    assert [one.iso for one in periods("six months, twenty-four hours, but not once a year")] == [
        "P6M",
        "PT24H",
    ]
    assert periods("2 werkdagen")[0].value > periods("2 dagen")[0].value
    assert [one.value for one in amounts("€ 1.000.000 or EUR 2,5 miljoen")] == [1_000_000, 2_500_000]
    said = "a full quarter, half a year, achtenveertig uur"
    assert [one.iso for one in periods(said)] == ["P3M", "P6M", "PT48H"]
    said = "tweeënhalf miljoen euro, half a million euros, EUR 5m, € 5 per maand"
    assert [one.value for one in amounts(said)] == [2_500_000, 500_000, 5_000_000, 5]
    said = "twice the annual fee; 200% of the fee for one year; the yearly fee"
    assert [one.value for one in fees(said)] == [24, 24, 12]


@pytest.mark.parametrize(
    ("protections", "slots"),
    [
        ("version = 1\n[[protection]]\nid = 'x'", ""),
        ("not toml", ""),
    ],
)
def test_a_broken_catalogue_is_refused_with_a_reason(protections: str, slots: str) -> None:
    with pytest.raises(CatalogueError):
        parse_catalogue(protections, slots, "")


def test_the_side_without_a_period_shows_the_words_that_stand_for_one_or_its_other_version_or_nothing() -> (
    None
):
    spoken = judged(
        "Verwerker meldt een datalek zonder onredelijke vertraging aan Klant.",
        "Verwerker meldt een datalek binnen 24 uur aan Klant.",
    )
    assert [one.old.quote for one in spoken.findings if one.old] == ["zonder onredelijke vertraging"]
    version = judged(
        "Klant mag bij Verwerker een audit uitvoeren.",
        "Klant mag bij Verwerker een audit uitvoeren na aankondiging van 30 dagen.",
    )
    (found,) = (one for one in version.findings if one.rule == "period:announcement")
    assert found.old is not None and found.old.quote == "Klant mag bij Verwerker een audit uitvoeren."
    beside = judged(
        "Elke partij draagt haar eigen kosten van de audit.",
        "Klant betaalt de audit en kondigt deze ten minste zestig dagen vooraf schriftelijk aan.",
    )
    (found,) = (one for one in beside.findings if one.rule == "period:announcement")
    assert found.old is None


def test_a_bound_that_is_a_negation_is_part_of_the_quote() -> None:
    changed = judged(
        "Logbestanden worden niet langer dan 30 dagen bewaard.",
        "Logbestanden worden niet korter dan 30 dagen bewaard.",
    )
    assert [one.new.quote for one in changed.findings if one.new] == ["niet korter dan 30 dagen"]
