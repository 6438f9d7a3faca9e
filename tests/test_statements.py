"""What a sentence states, as told from the parts of it that say when, why or which; numbers in words."""

from __future__ import annotations

import pytest

from clausediff.clauses import build_contract
from clausediff.model.comparison import Effect, Finding
from clausediff.model.contract import Contract
from clausediff.model.source import Block, SourceDocument, SourceInfo
from clausediff.pipeline import compare_contracts
from clausediff.protections.catalogue_file import Language
from clausediff.protections.likeness import stems
from clausediff.protections.periods import amounts, periods
from clausediff.protections.provisions import Sentence, is_denied

DIRECTED = {Effect.STRENGTHENED, Effect.WEAKENED, Effect.INTRODUCED, Effect.WITHDRAWN}


def document(text: str) -> Contract:
    return build_contract(SourceDocument(SourceInfo("one.txt", "0", "text/plain"), (Block(f"1. {text}"),)))


def findings(old: str, new: str) -> tuple[Finding, ...]:
    return compare_contracts(document(old), document(new)).findings


@pytest.mark.parametrize(
    ("language", "text", "denied"),
    [
        ("en", "The Processor shall not sell the personal data.", True),
        ("en", "The Processor pays for damage that it could not prevent.", False),
        ("en", "The Processor shall, where the Customer objects, not go ahead.", True),
        ("en", "The parties agree that the Processor shall not sell the data.", True),
        ("nl", "Verwerker vergoedt de schade doordat hij deze overeenkomst niet nakomt.", False),
        ("nl", "Verwerker verkoopt de persoonsgegevens niet.", True),
        ("nl", "Komt Verwerker dit niet na, dan vergoedt hij de schade.", False),
        ("nl", "Komt Verwerker dit niet na?", False),
    ],
)
def test_a_denial_counts_where_it_denies_what_is_stated(
    language: Language, text: str, *, denied: bool
) -> None:
    assert is_denied(Sentence("c1", text, 0, language)) is denied


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Slechts medewerkers die een geheimhoudingsverklaring hebben ondertekend, krijgen toegang tot de "
            "Persoonsgegevens.",
            "Een medewerker die geen geheimhoudingsverklaring heeft ondertekend, krijgt geen toegang tot de "
            "Persoonsgegevens.",
        ),
        (
            "Verwerker vrijwaart Opdrachtgever geheel en volledig voor aanspraken van betrokkenen.",
            "Verwerker vrijwaart Opdrachtgever volledig voor aanspraken van betrokkenen.",
        ),
        (
            "Each party is liable for at most EUR 500,000 per event.",
            "Each party is liable for at most five hundred thousand euros per event.",
        ),
        (
            "The Processor assists with impact assessments and may charge its usual rates for that.",
            "We help you to carry out impact assessments. We may bill you for this at our usual rates.",
        ),
    ],
)
def test_the_same_said_otherwise_has_no_direction(old: str, new: str) -> None:
    for pair in ((old, new), (new, old)):
        assert not [one.rule for one in findings(*pair) if one.effect in DIRECTED]


def test_an_exception_that_became_an_inclusion_is_a_gain() -> None:
    old = "Leverancier houdt persoonsgegevens geheim, behalve tegenover zijn adviseurs."
    new = "Leverancier houdt persoonsgegevens geheim, ook tegenover zijn adviseurs."
    assert {one.effect for one in findings(old, new)} == {Effect.STRENGTHENED}
    assert {one.effect for one in findings(new, old)} == {Effect.WEAKENED}


def test_silence_in_a_clause_written_anew_is_left_open_and_says_why() -> None:
    old = "Verwerker volgt uitsluitend instructies op die de bank schriftelijk heeft gegeven."
    new = "Andere instructies dan die welke de bank op schrift heeft gesteld, volgt Verwerker niet op."
    found = findings(old, new)
    assert {one.effect for one in found} == {Effect.UNDETERMINED}
    assert all(one.rule.endswith(":anew") for one in found)


def test_amounts_that_are_written_out_and_periods_that_are_none() -> None:
    said = "two hundred and fifty thousand euros, vijfhonderdduizend euro, two and a half million pounds"
    assert [one.value for one in amounts(said)] == [250_000, 500_000, 2_500_000]
    assert [one.iso for one in periods("by the ninetieth day after the end")] == ["P90D"]
    assert not periods("persons younger than sixteen years")
    assert not periods("The first five hours of assistance each month are free.")
    assert [one.iso for one in periods("within 30 days after every quarter")] == ["P30D"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Verwerker zet een subverwerker pas in na voorafgaande schriftelijke toestemming van de Stad.",
            "Verwerker zet een subverwerker pas in na voorafgaande schriftelijke kennisgeving aan de Stad.",
        ),
        (
            "De Verwerker schakelt een subverwerker alleen in met voorafgaande toestemming van de Stad.",
            "De Verwerker zet een subverwerker in na schriftelijke melding aan de Stad, dertig dagen vooraf.",
        ),
    ],
)
def test_notice_in_the_place_of_consent_is_no_gain(old: str, new: str) -> None:
    for before, after, effect in ((old, new, Effect.WEAKENED), (new, old, Effect.STRENGTHENED)):
        found = findings(before, after)
        assert {one.effect for one in found} & DIRECTED == {effect}
        assert any(one.rule.endswith(":instead") for one in found)
        assert all("comes in the place" in one.reason for one in found if one.rule.endswith(":instead"))


def test_a_safeguard_for_transfers_is_no_gain_where_data_leave() -> None:
    old = "Personal data remain in the EEA."
    new = "Personal data may be transferred anywhere in the world under the standard contractual clauses."
    for before, after, effect in ((old, new, Effect.WEAKENED), (new, old, Effect.STRENGTHENED)):
        found = findings(before, after)
        assert {one.effect for one in found} & DIRECTED == {effect}
        assert [one.protection for one in found if one.rule.endswith(":instead")] == [
            "international-transfer"
        ]


def test_a_bar_on_access_from_outside_is_no_loss() -> None:
    old = (
        "Support engineers located in third countries may access Customer Data remotely to resolve a ticket."
    )
    new = old.replace("may access", "may not access").replace("to resolve", "not even to resolve")
    assert {one.effect for one in findings(old, new)} & DIRECTED == {Effect.STRENGTHENED}
    assert {one.effect for one in findings(new, old)} & DIRECTED == {Effect.WEAKENED}


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        (
            "Leverancier kan deze voorwaarden eenzijdig wijzigen.",
            "Leverancier kan deze voorwaarden eenzijdig wijzigen, maar een wijziging die de bescherming "
            "vermindert, geldt alleen met instemming van de Opdrachtgever.",
            Effect.STRENGTHENED,
        ),
        (
            "The Processor shall act only on documented instructions given by the Controller.",
            "The Processor shall act only on documented instructions given by the Controller or on "
            "instructions deemed by the Processor to be in the Controller's interest.",
            Effect.WEAKENED,
        ),
        (
            "The Processor shall keep the client files confidential and shall not share them with any third "
            "party other than its group companies and commercial partners.",
            "The Processor shall keep the client files confidential and shall not share them with any third "
            "party, including its group companies and commercial partners.",
            Effect.STRENGTHENED,
        ),
    ],
)
def test_words_that_came_in_work_as_what_they_are_attached_to(old: str, new: str, effect: Effect) -> None:
    assert {one.effect for one in findings(old, new)} & DIRECTED == {effect}


def test_words_that_moved_to_a_sentence_of_their_own_changed_nothing() -> None:
    old = "Log files are retained for twelve months and protected against alteration."
    new = "Log files are protected against alteration. Their retention period is 12 months."
    assert not findings(old, new)
    assert not findings(new, old)


def test_a_number_in_words_is_the_one_in_figures_but_not_where_it_is_another_word() -> None:
    assert stems("twelve months") == stems("12 months")
    assert stems("ten minste in acht nemen").isdisjoint({"10", "8"})


def test_an_added_denial_bars_what_was_free_though_a_ban_has_no_cue_of_it() -> None:
    old = "Agriweb mag perceelgegevens van telers gebruiken om eigen adviesproducten te ontwikkelen."
    new = "Agriweb mag perceelgegevens van telers niet gebruiken om eigen adviesproducten te ontwikkelen."
    assert {one.effect for one in findings(old, new)} & DIRECTED == {Effect.STRENGTHENED}
    assert {one.effect for one in findings(new, old)} & DIRECTED == {Effect.WEAKENED}


def test_a_verb_joined_to_an_earlier_one_is_not_its_object_s() -> None:
    old = "The Processor shall act only on the documented instructions of the University."
    new = (
        f"{old} If it considers that an instruction infringes the law, it shall inform the University at "
        "once and may not carry out that instruction until the University has confirmed it."
    )
    assert Effect.WEAKENED not in {one.effect for one in findings(old, new)}


def test_a_liberty_to_keep_data_weakens_by_coming_in() -> None:
    old = "After the end, the Supplier erases all copies of the data, backups included, within 45 days."
    new = (
        "After the end, the Supplier erases the data from its production systems within 45 days; "
        "copies in backups may be kept for as long as it sees fit."
    )
    found = {one.effect for one in findings(old, new)} & DIRECTED
    assert found == {Effect.WEAKENED}
